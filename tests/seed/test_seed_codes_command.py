import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import typer
from pymongo.asynchronous.database import AsyncDatabase
from typer.testing import CliRunner, Result

from api.commands.codes import codes
from provenance.store.archive import Archive
from provenance.store.collection import Document
from seed import load, sample_day
from seed.codes import FNC1, sample_codes
from seed.loading import SAMPLE_DAYS

NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
Run = Callable[..., Result]


@pytest.fixture
async def run(database: AsyncDatabase[Document], mongodb_uri: str) -> Run:
    """`freshlens codes` on a database without a sample market."""
    await database[SAMPLE_DAYS.name].drop()
    app = typer.Typer()
    app.command()(codes)
    environment = {
        "FRESHLENS_MONGODB_URI": mongodb_uri,
        "FRESHLENS_DATABASE": database.name,
        "COLUMNS": "160",
    }
    return lambda *args: CliRunner().invoke(app, args, env=environment)


@pytest.fixture
async def loaded(run: Run, database: AsyncDatabase[Document]) -> None:
    """The sample market of `NOW`."""
    await load(Archive(database), now=NOW, progress=lambda *_: None)


def test_without_a_sample_market_it_says_what_to_do(run: Run) -> None:
    result = run()
    assert result.exit_code == 1
    assert "make demo" in result.stderr


def test_json_is_a_list_of_the_codes_of_the_loaded_day(run: Run, loaded: None) -> None:
    found = json.loads(run("--json").stdout)
    assert [(each["code"], each["kind"], each["shows"], each["store"]) for each in found] == [
        (code.code, code.kind, code.shows, code.store) for code in sample_codes(sample_day(NOW))
    ]


def test_the_table_shows_every_code_in_one_piece(run: Run, loaded: None) -> None:
    printed = run().stdout
    for code in sample_codes(sample_day(NOW)):
        assert code.code.replace(FNC1, "<GS>") in printed
