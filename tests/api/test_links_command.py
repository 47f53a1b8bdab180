"""`freshlens links …` on the command line."""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from typer.testing import CliRunner, Result

from api.commands.links import links
from provenance.links.linkset import linkset
from tests.provenance.link_samples import KEY, LOT, level, link

ORIGIN = "https://shop.example"
LEVELS = [level(link(hreflang=("en", "zh-CN"), title="Página")), level(path=LOT)]


@pytest.fixture(autouse=True)
def _installation(mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    name = f"freshlens_test_{secrets.token_hex(4)}"
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("FRESHLENS_DATABASE", name)
    monkeypatch.setenv("FRESHLENS_PUBLIC_URL", f"{ORIGIN}/")
    yield
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        client.drop_database(name)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(links, [str(word) for word in words])


def written(folder: Path, document: object) -> Path:
    (path := folder / "links.json").write_text(json.dumps(document))
    return path


@pytest.mark.parametrize("name", ["out.json", "out.jsonl"])
def test_what_is_exported_imports_again_unchanged(tmp_path: Path, name: str) -> None:
    document = linkset(LEVELS, ORIGIN)
    first = run("import", written(tmp_path, document), "--json")
    assert json.loads(first.stdout) == {"read": 2, "stored": 2, "unchanged": 0, "refused": 0}
    file = tmp_path / name
    assert json.loads(run("export", file, "--json").stdout) == {"levels": 2}
    again = run("import", file, "--json")
    assert json.loads(again.stdout) == {"read": 2, "stored": 0, "unchanged": 2, "refused": 0}
    if name == "out.json":
        assert json.loads(file.read_text()) == document


def test_an_export_goes_to_standard_output_when_no_file_is_named(tmp_path: Path) -> None:
    assert json.loads(run("export").stdout) == {"linkset": []}
    run("import", written(tmp_path, linkset(LEVELS, ORIGIN)))
    anchors = [each["anchor"] for each in json.loads(run("export").stdout)["linkset"]]
    assert anchors == [f"{ORIGIN}/{KEY}", f"{ORIGIN}/{LOT}"]


def test_a_link_back_to_ourselves_is_refused_with_its_place(tmp_path: Path) -> None:
    document = linkset([level(link(href=f"{ORIGIN}/{LOT}"))], ORIGIN)
    result = run("import", written(tmp_path, document))
    assert result.exit_code == 1
    assert "would lead round in circles" in result.stderr
    assert "/linkset/0/https:~1~1ref.gs1.org~1voc~1defaultLink/0/href" in result.stderr
