"""`freshlens label` on the command line."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pymongo.asynchronous.database import AsyncDatabase
from typer.testing import CliRunner, Result

from api.commands.label import labels
from provenance.recalls import RecallNotice
from provenance.store.archive import Archive
from provenance.store.collection import Document

WORDS = {"en": "Glass"}

LINK = "https://shop.example/01/09506000134352/10/L1?17=261224"


@pytest.fixture(autouse=True)
def configured(
    database: AsyncDatabase[Document], mongodb_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("FRESHLENS_DATABASE", database.name)


def run(tmp_path: Path, *options: str) -> Result:
    always = ("--name", "Salmon", "--origin", "https://shop.example/", "-o")
    return CliRunner().invoke(labels, [*always, str(tmp_path / "a.png"), *options])


def test_the_written_label_scans_as_the_link_that_was_printed(tmp_path: Path) -> None:
    result = run(tmp_path, "--gtin", "9506000134352", "--lot", "L1", "--expiry", "2026-12-24")
    assert result.exit_code == 0, result.output
    assert result.stdout.strip().endswith(f": {LINK}")
    with Image.open(tmp_path / "a.png") as image:
        assert zxingcpp.read_barcodes(image.convert("L"))[0].text == LINK


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--gtin", "9506000134353"), "check digit"),
        (("--gtin", "9506000134353", "--language", "es"), "dígito de control"),
        (("--gtin", "4011"), "in its store"),
        (("--gtin", "9506000134352", "--lot", "a lot of lots and lots"), "(10)"),
        (("--gtin", "9506000134352", "--expiry", "1900-01-01"), "49 years"),
        (("--gtin", "9506000134352", "--origin", "shop.example"), "not a product code"),
        (("--gtin", "9506000134352", "--origin", "https://a.example/" + "a" * 500), "larger one"),
        (("--gtin", "9506000134352", "--language", "fr"), "zh-Hans"),
    ],
)
def test_a_label_that_cannot_be_made_is_refused_in_words(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    result = run(tmp_path, *options)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (tmp_path / "a.png").exists()


async def test_no_label_is_printed_for_what_is_recalled(
    tmp_path: Path, database: AsyncDatabase[Document]
) -> None:
    notice = RecallNotice(
        "r", ["01/09506000134352/10/L1"], WORDS, WORDS, datetime(2026, 1, 1, tzinfo=UTC)
    )
    await Archive(database).recalls.put([notice])
    recalled = await asyncio.to_thread(run, tmp_path, "--gtin", "9506000134352", "--lot", "L1")
    assert recalled.exit_code == 2
    assert "recalled" in recalled.stderr
    assert not (tmp_path / "a.png").exists()
    another = await asyncio.to_thread(run, tmp_path, "--gtin", "9506000134352", "--lot", "L2")
    assert another.exit_code == 0
