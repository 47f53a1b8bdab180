"""The bench itself: it runs, says everything it promises, and asks what it claims to ask."""

import os
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
from pymongo import MongoClient

from tests.bench.__main__ import PARTS
from tests.bench.over_http import BARE
from tests.bench.questions import FULL_SCAN
from tests.bench.report import Budget

REPOSITORY = Path(__file__).parents[2]


def bench(mongodb_uri: str, *options: str) -> bytes:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--seconds=0.01", *options],
        cwd=REPOSITORY,
        env={**os.environ, "FRESHLENS_MONGODB_URI": mongodb_uri, "COLUMNS": "200"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


def test_a_short_run_has_every_measure(mongodb_uri: str) -> None:
    report = orjson.loads(bench(mongodb_uri, "--rounds=1", "--lots=20", "--events=100", "--json"))
    measured = report["measured"]
    assert measured.keys() == set(PARTS)
    assert all(
        number is not None and number > 0
        for rows in measured.values()
        for row in rows.values()
        for number in row.values()
    )
    assert measured["http"][BARE]["÷ bare route"] == 1
    assert len(measured["http"]) == 10
    assert all(row["p50 ms"] <= row["p99 ms"] for row in measured["http"].values())
    assert {"GS1 Digital Link with lot", "EAN-13", "PLU", "text"} <= measured["codes"].keys()
    assert {budget["met"] for budget in report["budgets"]} <= {True, False}
    assert len({budget["what"] for budget in report["budgets"]}) == len(report["budgets"]) == 21
    assert report["setting"]["events each"] >= 10


def test_a_part_is_measured_alone_and_leaves_nothing_behind(mongodb_uri: str) -> None:
    said = bench(mongodb_uri, "--only=projector").decode()
    assert "passports built from evidence" in said
    assert "bare route" not in said
    with MongoClient[dict[str, object]](mongodb_uri) as client:
        left = [name for name in client.list_database_names() if name.endswith("_projector")]
    assert left == []


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
