"""What a scan reads: recalls, many questions in one, and every question by an index."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import Product, Review
from provenance.projection import project_dirty
from provenance.recalls import RecallNotice
from provenance.recipes import Recipe
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.joined import Question, answers, joined
from provenance.store.lots import LOTS
from provenance.store.prices import PRICES, price_pipeline
from provenance.store.products import PRODUCTS, product_pipeline
from provenance.store.recalls import RECALLS, recall_pipeline
from provenance.store.recipes import recipes_pipeline
from provenance.store.reviews import review_questions
from provenance.store.scanning import passport_pipeline
from tests.provenance.stories import FARM, LOT, OTHER_LOT, PALLET, as_read, born

NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
FISH = "09521234000105"


@pytest.fixture
def archive(database: AsyncDatabase[Document]) -> Archive:
    return Archive(database)


def questions(lot: str = LOT) -> dict[str, Question]:
    return {
        "product": Question(PRODUCTS.name, product_pipeline(FISH)),
        "recall": Question(RECALLS.name, recall_pipeline([FISH, lot], NOW)),
        "lot": Question(LOTS.name, passport_pipeline([lot], NOW)),
        "price": Question(PRICES.name, price_pipeline(FISH, "s1", NOW)),
        "recipes": Question(PRODUCTS.name, recipes_pipeline(FISH)),
        **review_questions(FISH, 3, None),
    }


async def stocked(archive: Archive, lots: int) -> None:
    """Enough of everything that an index is worth its use."""
    await archive.events.capture(as_read(*(born(n, FARM, f"{LOT}-{n}") for n in range(lots))))
    await archive.events.capture(as_read(born(0, FARM, LOT, OTHER_LOT, PALLET)))
    await project_dirty(archive.events, archive.lots)
    products = [f"{number:014}" for number in range(20)] + [FISH]
    fish = {"en": "Salmon"}
    await archive.products.put([Product(id=gtin, gtin=gtin, names=fish) for gtin in products])
    keys = ["salmon", *(f"other-{number}" for number in range(40))]
    await archive.recipes.put([Recipe(key, {}, (), frozenset({key})) for key in keys])
    texts = {"en": "Glass"}
    notices = [RecallNotice(thing, [thing], texts, texts, NOW) for thing in (FISH, LOT)]
    await archive.recalls.put(notices)
    shown = [
        Review(f"r{n}", 4, "t", "en", NOW - timedelta(hours=n), verified_purchase=False)
        for n in range(20)
    ]
    await archive.reviews.put_approved({FISH: shown})


async def test_one_answer_holds_what_asking_one_by_one_gives(archive: Archive) -> None:
    await stocked(archive, lots=3)
    found = await answers(archive.database, questions())
    assert found.keys() == questions().keys()
    for name, question in questions().items():
        cursor = await archive.database[question.collection].aggregate(question.pipeline)
        assert found[name] == await cursor.to_list(), name
    assert [len(found[name]) for name in ("product", "recall", "lot", "reviews")] == [1, 2, 1, 4]
    assert [recipe["_id"] for recipe in found["recipes"]] == ["salmon"]


async def test_questions_without_an_answer_are_answered_empty(archive: Archive) -> None:
    assert set(map(tuple, (await answers(archive.database, questions())).values())) == {()}


def stages(plan: Any) -> Iterator[dict[str, Any]]:
    """Every stage of every plan inside an explain output."""
    if isinstance(plan, dict):
        if "stage" in plan or "totalDocsExamined" in plan or "collectionScans" in plan:
            yield plan
        for key, value in plan.items():
            if key != "rejectedPlans":
                yield from stages(value)
    elif isinstance(plan, list):
        for value in plan:
            yield from stages(value)


async def used_indexes(
    database: AsyncDatabase[Document], command: dict[str, Any]
) -> tuple[set[str], list[dict[str, Any]]]:
    """The names of the stages of a command's plan, and those that read without an index."""
    plan = await database.command("explain", command, verbosity="executionStats")
    found = list(stages(plan))
    scans = [
        stage
        for stage in found
        if stage.get("stage") in ("COLLSCAN", "SORT") or int(stage.get("collectionScans", 0)) > 0
    ]
    return {str(stage.get("stage")) for stage in found}, scans


def aggregation(question: Question) -> dict[str, Any]:
    return {"aggregate": question.collection, "pipeline": question.pipeline, "cursor": {}}


@pytest.mark.parametrize("name", questions().keys())
async def test_every_question_of_a_scan_is_answered_by_an_index(
    archive: Archive, name: str
) -> None:
    await stocked(archive, lots=40)
    names, scans = await used_indexes(archive.database, aggregation(questions()[name]))
    assert scans == []
    assert names & {"IXSCAN", "IDHACK"}


async def test_the_questions_together_are_answered_by_indexes_too(archive: Archive) -> None:
    await stocked(archive, lots=40)
    _, scans = await used_indexes(archive.database, aggregation(joined(questions())))
    assert scans == []


TOUCHING = [{"touched": {"$in": [LOT]}}, {"transformation": {"$in": [LOT]}}]
RESTING_ON = {"$elemMatch": {"name": {"$in": [LOT]}, "until": {"$gte": NOW}}}


@pytest.mark.parametrize(
    "command",
    [
        {"find": "events", "filter": {"$or": TOUCHING}},
        {"find": "lots", "filter": {"dirty": True}},
        {"find": "lots", "filter": {"lineage": RESTING_ON}},
        {"find": "reviews", "filter": {"status": "PENDING"}, "sort": {"at": 1}, "limit": 5},
    ],
    ids=["events about", "dirty lots", "lots resting on", "pending reviews"],
)
async def test_the_projectors_and_moderators_questions_are_answered_by_an_index(
    archive: Archive, command: dict[str, Any]
) -> None:
    await stocked(archive, lots=40)
    names, scans = await used_indexes(archive.database, command)
    assert scans == []
    assert "IXSCAN" in names


async def test_a_lot_never_built_joins_nothing(archive: Archive) -> None:
    await archive.events.capture(as_read(born(0, FARM, LOT)))
    (lot,) = (await answers(archive.database, questions()))["lot"]
    assert lot["dirty"]
    assert lot["made_from"] == []
