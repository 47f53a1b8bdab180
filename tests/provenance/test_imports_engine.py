"""Imports into the database: counted, repeatable, and stopped by no bad record."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.imports.engine import BATCH, Kind, Progress, import_documents, import_files
from provenance.imports.kinds import KINDS, Intake, products
from provenance.imports.records import Counts, Refusal
from provenance.places import Place, PlaceKind
from provenance.recipes import Recipe
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import LANGUAGES, Texts

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
CSV = {
    "places": "id,name,kind,parent,sensors,time_zone,currency,language\n"
    "s1,Market,STORE,,,Europe/Madrid,EUR,es\n"
    "f1,Fridge,FRIDGE,s1,t1 t2,,,\n"
    "f2,Fridge,SHELF,s1,,,,\n",
    "prices": "store,product,amount,currency,per,from,to\n"
    "s1,9521234567899,4.99,EUR,EACH,2026-05-01T00:00:00Z,\n"
    "s1,s1/4011,1.99,EUR,KILOGRAM,2026-05-01T00:00:00Z,\n"
    "s1,9521234567899,4.999,EUR,EACH,2026-05-01T00:00:00Z,\n",
    "plu": "store,plu,product,name_en,name_zh-Hans,name_es,category\n"
    "s1,4011,,Bananas,香蕉,Plátanos,produce/banana\n"
    "s1,7,9521234567899,,,,\n"
    "s1,8,,,,,\n",
    "readings": "sensor,time,value,unit\n"
    "t1,2026-05-01T11:00:00Z,3.5,CEL\n"
    "t2,2026-05-01T11:00:00Z,39,FAH\n"
    "t9,2026-05-01T11:00:00Z,3.5,CEL\n",
}


@pytest.fixture
def intake(database: AsyncDatabase[Document]) -> Intake:
    return Intake(Archive(database), NOW, "tests")


def off(code: int, **fields: object) -> dict[str, object]:
    """An Open Food Facts document with a GTIN-13 made of a number, its check digit right."""
    digits = f"952{code:09d}"
    check = -sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(digits)) % 10
    return {"code": f"{digits}{check}", "product_name": f"Product {code}", **fields}


async def test_every_list_is_counted_and_says_unchanged_the_second_time(
    intake: Intake, tmp_path: Path
) -> None:
    for name, content in CSV.items():
        (path := tmp_path / f"{name}.csv").write_text(content)
        refused: list[Refusal] = []
        first = await import_files(KINDS[name](intake), [path], refused=refused.append)
        again = await import_files(KINDS[name](intake), [path], refused=refused.append)
        assert (name, first, again) == (name, Counts(3, 2, 0, 1), Counts(3, 0, 2, 1))
        assert {(one.file, one.line) for one in refused} == {(str(path), 4)}


async def test_what_was_imported_answers(intake: Intake, tmp_path: Path) -> None:
    for name, content in CSV.items():
        (path := tmp_path / f"{name}.csv").write_text(content)
        await import_files(KINDS[name](intake), [path], refused=lambda _: None)
    archive = intake.archive
    price = await archive.prices.current("s1/4011", "s1", NOW)
    banana = await archive.products.by_plu("s1", "4011")
    fridge = (await archive.places.by_sensors(["t1"]))["t1"]
    assert price is not None
    assert price.amount.minor_units == 199
    assert banana is not None
    assert banana.names["zh-Hans"] == "香蕉"
    assert (fridge.id, fridge.store) == ("f1", "s1")
    assert await archive.database["readings"].count_documents({"place": "f1"}) == 2


@pytest.mark.parametrize(
    ("name", "pattern", "first"),
    [
        ("products", "openfoodfacts/*_*.json", Counts(16, 16, 0, 0)),
        ("recipes", "recipes/*.jsonld", Counts(16, 16, 0, 0)),
        # One event of the chain stands in two of its documents.
        ("epcis", "epcis/fsma204__*.jsonld", Counts(17, 16, 1, 0)),
    ],
)
async def test_published_documents_are_imported_and_unchanged_the_second_time(
    intake: Intake, shared_data: Path, name: str, pattern: str, first: Counts
) -> None:
    files = sorted(shared_data.glob(pattern))  # noqa: ASYNC240 -- before anything else runs
    refused: list[Refusal] = []
    kind = KINDS[name](intake)
    assert await import_files(kind, files, refused=refused.append) == first
    again = Counts(first.read, 0, first.read, 0)
    assert await import_files(kind, files, refused=refused.append) == again
    assert refused == []


async def test_a_bad_record_stops_none_of_the_others(intake: Intake, tmp_path: Path) -> None:
    lines = [orjson.dumps(off(n)) for n in range(BATCH * 2 + 10)]
    lines[3] = b'{"code": '
    lines[BATCH + 1] = b'{"code": "1"}'
    lines[BATCH * 2 + 5] = b"7"
    (path := tmp_path / "off.jsonl").write_bytes(b"\n".join(lines))
    refused: list[Refusal] = []
    counts = await import_files(products(intake), [path], refused=refused.append)
    assert counts == Counts(len(lines), len(lines) - 3, 0, 3)
    assert [one.line for one in refused] == [4, BATCH + 2, BATCH * 2 + 6]
    assert await intake.archive.database["open_food_facts"].count_documents({}) == len(lines) - 3


async def test_a_refusal_inside_a_document_says_where(intake: Intake, tmp_path: Path) -> None:
    documents = [off(1), {"products": [off(2), {"code": "x", "product_name": "y"}]}, [7]]
    (path := tmp_path / "off.json").write_bytes(orjson.dumps(documents, option=orjson.OPT_INDENT_2))
    refused: list[Refusal] = []
    counts = await import_files(products(intake), [path], refused=refused.append)
    assert counts == Counts(4, 2, 0, 2)
    assert [one.refused.pointer for one in refused] == ["/1/products/1", "/2"]


async def test_a_batch_that_the_database_refuses_is_reported_by_record(intake: Intake) -> None:
    """Two places with one GLN: only the database can see that."""
    rows: list[dict[str, object]] = [
        {"id": f"p{n}", "name": "Place", "kind": "SITE", "gln": gln}
        for n, gln in enumerate(["", "9521000000018", "9521000000018", ""])
    ]
    refused: list[Refusal] = []
    kind = KINDS["places"](intake)
    counts = await import_documents(kind, rows, name="memory", refused=refused.append)
    again = await import_documents(kind, rows, name="memory", refused=refused.append)
    assert (counts.read, counts.refused, again) == (4, 1, Counts(4, 0, 3, 1))
    assert [(one.file, one.line) for one in refused] == [("memory", 3)] * 2
    assert "E11000" in str(refused[0].refused.reason.args["why"])
    assert sorted(await intake.archive.places.by_ids(["p0", "p1", "p2", "p3"])) == [
        "p0",
        "p1",
        "p3",
    ]


async def test_a_record_too_large_for_the_database_is_refused_alone(intake: Intake) -> None:
    huge = off(2, ingredients_text="x" * (17 * 2**20))
    refused: list[Refusal] = []
    counts = await import_documents(
        products(intake), [off(1), huge, off(3)], name="memory", refused=refused.append
    )
    assert (counts.read, counts.refused) == (3, 1)
    assert [one.line for one in refused] == [2]
    assert await intake.archive.database["open_food_facts"].count_documents({}) == 2


async def test_progress_grows_to_all_bytes_of_all_files(intake: Intake, tmp_path: Path) -> None:
    paths = [tmp_path / "a.jsonl", tmp_path / "missing.jsonl", tmp_path / "b.jsonl"]
    for path in (paths[0], paths[2]):
        path.write_bytes(b"\n".join(orjson.dumps(off(n)) for n in range(BATCH * 3)))
    total = sum(path.stat().st_size for path in (paths[0], paths[2]))
    seen: list[Progress] = []
    counts = await import_files(
        products(intake), paths, refused=lambda _: None, progress=seen.append
    )
    assert counts == Counts(BATCH * 6 + 1, BATCH * 3, BATCH * 3, 1)
    assert [one.bytes_read for one in seen] == sorted(one.bytes_read for one in seen)
    assert (seen[-1].bytes_read, seen[-1].bytes_total, seen[-1].counts) == (total, total, counts)
    assert len(seen) > 6


async def test_the_database_being_away_is_no_refusal() -> None:
    async def write(_: object) -> None:
        raise ConnectionError

    kind: Kind[Recipe] = Kind(lambda _: [Recipe("r", {}, (), frozenset())], write)  # type: ignore[arg-type]
    refused: list[Refusal] = []
    with pytest.raises(ConnectionError):
        await import_documents(kind, [{}], name="memory", refused=refused.append)
    assert refused == []


def test_every_reason_exists_in_every_language() -> None:
    texts = Texts(["provenance"])
    ours = [{k for k in texts.keys(tag) if k.startswith("imports-")} for tag in LANGUAGES]
    assert ours[0] == ours[1] == ours[2]
    assert len(ours[0]) > 40


async def test_readings_know_the_place_of_their_sensor(intake: Intake) -> None:
    await intake.archive.places.put([Place("van", "Van", PlaceKind.VEHICLE, sensors=["t1"])])
    row = {"sensor": "t1", "time": "2026-05-01T11:00:00Z", "value": 3.5, "unit": "CEL"}
    refused: list[Refusal] = []
    kind = KINDS["readings"](intake)
    rows = [row, {**row, "sensor": "t9"}]
    assert await import_documents(kind, rows, name="m", refused=refused.append) == Counts(
        2, 1, 0, 1
    )
    assert refused[0].refused.reason.key == "imports-unknown-sensor"
