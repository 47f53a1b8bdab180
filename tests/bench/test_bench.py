"""The bench itself: it runs, says everything it promises, and asks what it claims to ask."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from graphql import (
    FieldNode,
    GraphQLObjectType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    parse,
    visit,
)

from tests.bench.questions import FULL_SCAN
from tests.bench.report import Budget

REPOSITORY = Path(__file__).parents[2]


def test_a_short_run_has_every_measure(mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.bench",
            "--seconds=0.01",
            "--rounds=1",
            "--lots=20",
            "--json",
        ],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    report = orjson.loads(run.stdout)
    assert report["http"].keys() == {
        "empty", "bare", "scan", "verdict", "unseen", "refused", "page", "redirect",
        "scan_few_lots", "scan_many_lots",
    }  # fmt: skip
    assert report["http"]["bare"]["ratio"] == 1
    assert all(
        measure["per_second"] > 0 and 0 < measure["p50_ms"] <= measure["p99_ms"]
        for measure in report["http"].values()
    )
    assert {"GS1 Digital Link with lot", "EAN-13", "PLU", "text"} <= report["codes_us"].keys()
    assert len(report["writes"]) == 4
    assert {budget["met"] for budget in report["budgets"]} <= {True, False}
    assert report["setting"]["events each"] >= 10


def test_the_full_scan_asks_for_every_field_of_the_contract(shared_data: Path) -> None:
    contract = build_schema((shared_data.parent / "scan.graphql").read_text(encoding="utf-8"))
    info = TypeInfo(contract)
    asked: set[tuple[str, str]] = set()

    class Noting(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            parent = info.get_parent_type()
            assert parent is not None
            asked.add((parent.name, node.name.value))

    visit(parse(FULL_SCAN), TypeInfoVisitor(info, Noting()))
    offered = {
        (type_.name, field)
        for type_ in contract.type_map.values()
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith(("__", "Query"))
        for field in type_.fields
    }
    assert offered - asked == set()


@pytest.mark.parametrize(
    ("measured", "at_least", "met"),
    [(0.5, True, True), (0.49, True, False), (0.5, False, True), (0.51, False, False)],
)
def test_a_budget_is_met_on_its_own_side(measured: float, at_least: bool, met: bool) -> None:
    assert Budget("anything", 0.5, measured, at_least=at_least).met is met
