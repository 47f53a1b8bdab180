"""`freshlens import …` on the command line."""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from typer.testing import CliRunner, Result

from api.commands.imports import imports
from personalization.imports import kinds as shop
from provenance.imports.kinds import KINDS
from seed.market import DATA

GOOD = "store,plu,name_en\ns1,4011,Bananas\ns1,4012,Limes\n"


@pytest.fixture(autouse=True)
def _installation(mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    name = f"freshlens_test_{secrets.token_hex(4)}"
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("FRESHLENS_DATABASE", name)
    yield
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        client.drop_database(name)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(imports, [str(word) for word in words])


def file(folder: Path, content: str) -> Path:
    (path := folder / "plu.csv").write_text(content)
    return path


def test_an_import_ends_with_its_counts_and_says_unchanged_the_second_time(tmp_path: Path) -> None:
    path = file(tmp_path, GOOD)
    first, again = run("plu", path, "--json"), run("plu", path, "--json")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert json.loads(first.stdout) == {"read": 2, "stored": 2, "unchanged": 0, "refused": 0}
    assert json.loads(again.stdout) == {"read": 2, "stored": 0, "unchanged": 2, "refused": 0}


def test_a_refusal_is_said_written_down_and_ends_in_status_one(tmp_path: Path) -> None:
    path = file(tmp_path, f"{GOOD}s1,4013,\n")
    result = run("plu", path, "--refusals", tmp_path / "refused.jsonl")
    assert result.exit_code == 1
    [written] = (tmp_path / "refused.jsonl").read_text().splitlines()
    reason = "PLU 4013 names no product. Give its GTIN, or a name."
    assert json.loads(written) == {"file": str(path), "line": 4, "pointer": "", "reason": reason}
    assert f"{path}:4: {reason}" in result.stderr
    assert "refused" in result.stdout


def test_many_refusals_are_cut_on_the_terminal_and_whole_in_the_file(tmp_path: Path) -> None:
    path = file(tmp_path, GOOD + "s1,0,No\n" * 50)
    result = run("plu", path, "--refusals", tmp_path / "refused.jsonl")
    assert len((tmp_path / "refused.jsonl").read_text().splitlines()) == 50
    assert result.stderr.count("is no PLU") == 20
    assert "30 more refused" in result.stderr


def test_every_kind_of_input_is_a_command() -> None:
    for name in (*KINDS, *shop.KINDS):
        assert run(name, "--help").exit_code == 0
    assert run("beans", "x").exit_code == 2


def test_help_names_the_columns_of_a_list() -> None:
    told = run("places", "--help").output
    assert "gln_extension" in told
    assert "code_patterns" in told
    assert "namespace" in run("beacons", "--help").output


def test_a_shop_floor_is_imported_plan_first(tmp_path: Path) -> None:
    beacons = DATA / "beacons.csv"
    refused = run("beacons", beacons, "--json")
    assert refused.exit_code == 1
    assert "no floor plan yet" in refused.stderr
    assert run("places", DATA / "places.csv").exit_code == 0
    assert run("floorplans", DATA / "floor_plans.jsonl").exit_code == 0
    assert json.loads(run("beacons", beacons, "--json").stdout)["stored"] == 18
