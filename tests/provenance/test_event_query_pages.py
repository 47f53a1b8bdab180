"""Pages of a query: whole, stable, bounded, and carried by an index."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.epcis.query import EventQuery
from provenance.store import event_query
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.event_query import EventPage, EventQueries, NoPage, Position
from provenance.store.events import event_document
from tests.provenance.event_query_samples import EVENTS, RECORDED, query_of, read_events

UNRELATED = 1_000
GTIN, LOT = "https://id.gs1.org/01/09521321000018", "https://id.gs1.org/01/09521321000018/10/L7"
PALLET = "https://id.gs1.org/00/040123450000003338"


@pytest.fixture
def queries(database: AsyncDatabase[Document]) -> EventQueries:
    return Archive(database).event_queries


async def store(database: AsyncDatabase[Document], count: int, **fields: object) -> None:
    """Events a minute apart, as stored, each of a lot and a pallet of its own."""
    pattern = event_document(read_events(EVENTS[:1])[0])
    await database.events.insert_many(
        {
            **pattern,
            "_id": f"{fields.get('name', 'e')}{number:06d}",
            "event_id": f"urn:event:{fields.get('name', 'e')}{number}",
            "time": RECORDED + timedelta(minutes=number),
            "recorded_at": RECORDED + timedelta(seconds=number),
            "touched": [f"01/00000000000000/10/{number}", f"00/{number:018d}"],
            "terms": {"classes": [f"01/00000000000000/10/{number}"]},
            **{name: value for name, value in fields.items() if name != "name"},
        }
        for number in range(count)
    )


async def page(
    queries: EventQueries, query: EventQuery, size: int, after: Position | None = None
) -> EventPage:
    found = await queries.page(query, size, after)
    assert isinstance(found, EventPage)
    return found


async def ids(queries: EventQueries, query: EventQuery, size: int) -> list[list[str]]:
    """The eventIDs of all pages."""
    pages, after = [], None
    while True:
        found = await page(queries, query, size, after)
        pages.append([event.id.removeprefix("urn:event:") for event in found.events])
        if found.next is None:
            return pages
        after = found.next


@pytest.mark.parametrize("order", ["eventTime", "recordTime"])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_pages_hold_every_event_once_in_order(
    queries: EventQueries, database: AsyncDatabase[Document], order: str, direction: str
) -> None:
    await store(database, 4)
    await store(database, 3, name="tied", time=RECORDED, recorded_at=RECORDED)
    pages = await ids(queries, query_of(("orderBy", order), ("orderDirection", direction)), 2)
    told = [name for each in pages for name in each]
    assert [len(each) for each in pages] == [2, 2, 2, 1]
    expected = ["e0", "tied0", "tied1", "tied2", "e1", "e2", "e3"]
    assert told == (expected if direction == "ASC" else expected[::-1])


async def test_a_last_page_that_is_full_has_no_next(
    queries: EventQueries, database: AsyncDatabase[Document]
) -> None:
    await store(database, 4)
    assert [len(each) for each in await ids(queries, EventQuery(), 2)] == [2, 2]
    assert [len(each) for each in await ids(queries, EventQuery(), 4)] == [4]


async def test_new_events_move_nothing(
    queries: EventQueries, database: AsyncDatabase[Document]
) -> None:
    await store(database, 6)
    first = await page(queries, EventQuery(), 3)
    await store(database, 5, name="later", time=RECORDED + timedelta(days=9))
    second = await page(queries, EventQuery(), 3, first.next)
    names = [event.id for event in (*first.events, *second.events)]
    assert names == [f"urn:event:e{number}" for number in range(5, -1, -1)]


async def test_a_limit_counts_over_all_pages(
    queries: EventQueries, database: AsyncDatabase[Document]
) -> None:
    await store(database, 6)
    limited = query_of(("eventCountLimit", "5"))
    assert [len(each) for each in await ids(queries, limited, 2)] == [2, 2, 1]
    assert [len(each) for each in await ids(queries, query_of(("eventCountLimit", "4")), 2)] == [
        *(2, 2)
    ]
    assert [len(each) for each in await ids(queries, query_of(("eventCountLimit", "9")), 9)] == [6]


async def test_more_than_the_caller_can_take_is_no_page(
    queries: EventQueries, database: AsyncDatabase[Document]
) -> None:
    await store(database, 6)
    assert await queries.page(query_of(("maxEventCount", "5")), 2) is NoPage.TOO_LARGE
    assert [len(each) for each in await ids(queries, query_of(("maxEventCount", "6")), 4)] == [4, 2]


async def test_a_page_of_large_events_ends_early(
    queries: EventQueries, database: AsyncDatabase[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    await store(database, 5, document={"ex:long": "x" * 1000})
    monkeypatch.setattr(event_query, "PAGE_BYTES", 4_000)
    assert [len(each) for each in await ids(queries, EventQuery(), 5)] == [2, 2, 1]
    monkeypatch.setattr(event_query, "PAGE_BYTES", 10)
    assert [len(each) for each in await ids(queries, EventQuery(), 5)] == [1, 1, 1, 1, 1]


async def test_a_question_that_takes_too_long_is_given_up(
    queries: EventQueries, database: AsyncDatabase[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    await store(database, 8_000)
    monkeypatch.setattr(event_query, "PATIENCE_MS", 1)
    everywhere = query_of(("GE_time", "2026-01-01T00:00:00Z"), ("EQ_ILMD_cbvmda:lotNumber", "x"))
    assert await queries.page(everywhere, 30) is NoPage.TOO_COMPLEX


RELATED = {
    "touched": ["01/09521321000018/10/L7", "00/040123450000003338"],
    "things": ["01/09521321000018/10/L7", "00/040123450000003338"],
    "biz_step": "inspecting",
    "read_point": "414/9521321000018",
    "terms": {
        "classes": ["01/09521321000018/10/L7"],
        "trade_items": ["01/09521321000018"],
        "transactions": ["po x:1"],
    },
}


@pytest.fixture
async def profiled(database: AsyncDatabase[Document]) -> AsyncIterator[AsyncDatabase[Document]]:
    """The database with many unrelated events, which writes down what each question costs."""
    await store(database, UNRELATED)
    for number in range(60):  # spread among the others
        at = RECORDED + timedelta(minutes=number * UNRELATED // 60)
        await store(database, 1, name=f"related{number:02d}-", time=at, **RELATED)
    await database.command("profile", 2)
    yield database
    await database.command("profile", 0)
    await database["system.profile"].drop()


async def costs(database: AsyncDatabase[Document]) -> list[Document]:
    """What each question about events cost, in order."""
    found = await database["system.profile"].find({"op": "query"}).sort("ts").to_list()
    return [cost for cost in found if cost["ns"].endswith(".events")]


@pytest.mark.parametrize(
    "given",
    [
        [],
        [("MATCH_anyEPC", PALLET)],
        [("MATCH_anyEPCClass", LOT)],
        [("MATCH_anyEPCClass", GTIN)],
        [("MATCH_epcClass", f"{LOT}|{LOT}8")],
        [("EQ_bizStep", "inspecting")],
        [("EQ_bizStep", "inspecting|packing"), ("eventType", "ObjectEvent")],
        [("EQ_readPoint", "https://id.gs1.org/414/9521321000018|urn:x:y")],
        [("EQ_bizTransaction_po", "x:1")],
        [("GE_eventTime", "2026-11-01T02:00:00Z"), ("LT_eventTime", "2026-11-01T12:00:00Z")],
        [("GE_recordTime", "2026-11-01T00:10:00Z"), ("orderBy", "recordTime")],
    ],
    ids=lambda given: "&".join(name for name, _ in given) or "all",
)
async def test_a_page_is_read_from_an_index_and_nothing_else(
    profiled: AsyncDatabase[Document], given: list[tuple[str, str]]
) -> None:
    queries, query = Archive(profiled).event_queries, query_of(*given)
    first = await page(queries, query, 20)
    assert len(first.events) == 20
    assert first.next is not None
    await page(queries, query, 20, first.next)
    found = await costs(profiled)
    assert len(found) == 2
    for cost in found:
        assert "COLLSCAN" not in cost["planSummary"]
        assert not cost.get("hasSortStage"), cost["planSummary"]
        assert cost["docsExamined"] <= cost["nreturned"] + 2, cost["planSummary"]


async def test_a_thousand_events_of_one_moment_do_not_slow_their_last_page(
    profiled: AsyncDatabase[Document],
) -> None:
    queries, query = Archive(profiled).event_queries, query_of(("MATCH_anyEPCClass", LOT))
    await store(profiled, 1_000, name="tied", time=RECORDED + timedelta(days=99), **RELATED)
    await page(queries, query, 20, Position(RECORDED + timedelta(days=99), "tied000030", None))
    assert (await costs(profiled))[-1]["docsExamined"] <= 23


async def test_listing_values_reads_one_key_for_each(profiled: AsyncDatabase[Document]) -> None:
    await Archive(profiled).event_queries.listed("biz_step", 30, None)
    found = await costs(profiled)
    assert [cost["keysExamined"] for cost in found] == [1, 1, 0]
    assert [cost["docsExamined"] for cost in found] == [0, 0, 0]
