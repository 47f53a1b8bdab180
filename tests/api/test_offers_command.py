"""`freshlens offers …` on the command line."""

import csv
import json
import secrets
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from typer.testing import CliRunner, Result

from api.commands.offers import offers
from personalization.offers.benefits.percent import Percent
from personalization.offers.exchange import offer_document
from tests.personalization.marketing_samples import offer

LINES = [offer_document(offer(name)) for name in ("fish", "tea")]


@pytest.fixture(autouse=True)
def _installation(mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    name = f"freshlens_test_{secrets.token_hex(4)}"
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("FRESHLENS_DATABASE", name)
    yield
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        client.drop_database(name)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(offers, [str(word) for word in words])


def written(folder: Path, lines: list[Any]) -> Path:
    (path := folder / "offers.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return path


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_what_is_exported_imports_again_unchanged(tmp_path: Path, name: str) -> None:
    first = run("import", written(tmp_path, LINES), "--json")
    assert json.loads(first.stdout) == {"read": 2, "stored": 2, "unchanged": 0, "refused": 0}
    file = tmp_path / name
    assert json.loads(run("export", file, "--json").stdout) == {"offers": 2}
    again = run("import", file, "--json")
    assert json.loads(again.stdout) == {"read": 2, "stored": 0, "unchanged": 2, "refused": 0}


def test_a_csv_export_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    run("import", written(tmp_path, LINES))
    run("export", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["kind"], row["value"]) for row in rows] == [
        ("fish", "percent", "20"),
        ("tea", "percent", "20"),
    ]


def test_what_is_in_force_can_be_exported_alone(tmp_path: Path) -> None:
    run("import", "--publish", written(tmp_path, LINES[:1]))
    run("import", written(tmp_path, LINES[1:]))
    live = [
        json.loads(line)["id"] for line in run("export", "--status", "live").stdout.splitlines()
    ]
    assert live == ["fish"]
    assert len(run("export").stdout.splitlines()) == 2


def test_what_is_not_taken_is_told_with_file_line_and_reason(tmp_path: Path) -> None:
    bad = [
        LINES[0],
        {**LINES[1], "stores": ["moon"]},
        {**LINES[1], "benefits": [{"kind": "magic"}]},
    ]
    path, refusals = written(tmp_path, bad), tmp_path / "refused.jsonl"
    result = run("import", "--publish", "--refusals", refusals, path)
    assert result.exit_code == 1
    assert f"{path}:2:stores: There is no store “moon”." in result.stderr
    told = [json.loads(line) for line in refusals.read_text().splitlines()]
    assert {(each["line"], each["pointer"]) for each in told} == {
        (2, "stores"),
        (3, "/benefits/0/kind"),
    }


def test_a_simulation_says_who_would_get_an_offer_and_writes_nothing(tmp_path: Path) -> None:
    run("import", written(tmp_path, LINES))
    found = run("simulate", "tea", "--json")
    assert json.loads(found.stdout) == {
        "baskets": 0,
        "looked_at": 0,
        "reached": 0,
        "withheld": 0,
        "money": [],
        "missed": {},
        "overlaps": [],
        "exhausted_at": None,
    }
    assert "0 of 0 baskets" in run("simulate", "tea").stdout


def test_a_simulation_of_nothing_or_of_something_wrong_is_refused(tmp_path: Path) -> None:
    unknown = run("simulate", "nothing")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "There is no offer nothing" in unknown.stderr
    wrong = offer_document(offer("wrong", benefits=(Percent(value=Decimal(120)),)))
    run("import", written(tmp_path, [wrong]))
    refused = run("simulate", "wrong")
    assert refused.exit_code == 1
    assert "benefits[0].value" in refused.stderr
