"""Offers as documents, as rows, and what differs between two of them."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from pymongo.asynchronous.database import AsyncDatabase

from personalization.offer_exchange import ExchangeFormat, offers_kind, written_offers
from personalization.offers.difference import difference
from personalization.offers.exchange import offer_document, offer_from, stored_offer
from personalization.offers.flat import COLUMNS, offer_of_row, offer_row
from personalization.offers.hours import Hours
from personalization.offers.offer import Copy, Offer, OfferStatus, Schedule
from personalization.store.market import Market
from personalization.store.offers import OFFER_HISTORY, OFFERS
from provenance.imports.engine import import_content
from provenance.imports.records import Counts, Refusal, Refused
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import Texts
from tests.personalization.marketing_samples import TITLES, TWENTY, offer
from tests.personalization.offer_strategies import offers

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAY = Texts(["personalization", "provenance"])
LIST = """\
id,title_en,title_es,lane,kind,value,categories,days_left,starts,ends,stores,condition,more
fish,20 % off,20 % menos,MARKDOWN,percent,20,fish/fresh,2,2026-12-01,2026-12-24,s1 s2,,
tea,Two off,Dos menos,ITEM,amount,200,,,,,,"{""kind"":""returning"",""returning"":true}",\
"{""currency"":""EUR""}"
"""


@given(offers)
def test_a_document_and_a_row_hold_an_offer_whole(content: Offer) -> None:
    document = offer_document(content)
    assert stored_offer(document) == content
    assert offer_from(json.loads(json.dumps(document))) == content
    row = offer_row(content)
    assert row.keys() == set(COLUMNS.known)
    assert offer_of_row(row) == msgspec.structs.replace(content, version=1)


@pytest.mark.parametrize(
    ("change", "pointer", "words"),
    [
        ({"colour": "red"}, "", "colour"),
        ({"benefits": [{"kind": "magic"}]}, "/benefits/0/kind", "magic"),
        ({"benefits": [{"kind": "percent", "value": "much"}]}, "/benefits/0/value", "decimal"),
        ({"priority": 10**16}, "", "too large"),
        ({"schedule": {"starts": "soon"}}, "/schedule/starts", "date"),
        ({"condition": {"kind": "gtin", "among": []}}, "/condition/among", ">= 1"),
    ],
)
def test_a_document_that_is_none_says_where_and_why(
    change: dict[str, Any], pointer: str, words: str
) -> None:
    refused = offer_from({**offer_document(offer()), **change})
    assert isinstance(refused, Refused)
    assert refused.pointer == pointer
    assert words in SAY(refused.reason, "en")


def test_a_tree_without_end_is_refused() -> None:
    tree: dict[str, Any] = {"kind": "returning", "returning": True}
    for _ in range(100_000):
        tree = {"kind": "not", "part": tree}
    assert isinstance(offer_from({**offer_document(offer()), "condition": tree}), Refused)


def test_a_list_of_usual_offers_needs_no_json() -> None:
    rows = list(csv.DictReader(io.StringIO(LIST)))
    fish, tea = [offer_of_row({**dict.fromkeys(COLUMNS.known, ""), **row}) for row in rows]
    assert isinstance(fish, Offer)
    assert isinstance(tea, Offer)
    assert fish.stores == {"s1", "s2"}
    assert fish.benefits[0].selector.days_left_at_most == 2
    assert fish.schedule.ends is not None
    assert (tea.currency, tea.copy["es"].title) == ("EUR", "Dos menos")
    assert {column for column, cell in offer_row(fish).items() if cell} == {
        *("id", "title_en", "title_es", "lane", "kind", "value"),
        *("categories", "days_left", "starts", "ends", "stores"),
    }


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"more": "no json"}, "JSON object"),
        ({"kind": "free_delivery", "value": "5"}, "no single value"),
        ({"id": ""}, "id"),
        ({"value": "much"}, "decimal"),
        ({"days_left": "two"}, "int"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused(cells: dict[str, str], words: str) -> None:
    refused = offer_of_row({**offer_row(offer()), **cells})
    assert isinstance(refused, Refused)
    assert words in SAY(refused.reason, "en")


async def imported(
    database: AsyncDatabase[Document],
    text: str,
    *,
    publishing: bool = False,
    trying: bool = False,
) -> tuple[Counts, list[Refusal]]:
    refused: list[Refusal] = []
    archive, market = Archive(database), Market(database)
    kind = offers_kind(archive, market, by="mia", now=NOW, publishing=publishing, trying=trying)
    counts = await import_content(kind, text.encode(), name="list", refused=refused.append)
    return counts, refused


@pytest.mark.parametrize("form", ExchangeFormat)
async def test_what_is_exported_imports_again_unchanged(
    database: AsyncDatabase[Document], form: ExchangeFormat
) -> None:
    assert await imported(database, LIST) == (Counts(read=2, stored=2), [])
    stored = await Market(database).offers.every()
    text = "".join(written_offers(stored, form))
    assert await imported(database, text) == (Counts(read=2, unchanged=2), [])
    for collection in (OFFERS, OFFER_HISTORY):
        await database[collection.name].delete_many({})
    assert (await imported(database, text))[0] == Counts(read=2, stored=2)
    assert [each.content for each in await Market(database).offers.every()] == [
        each.content for each in stored
    ]


async def test_an_import_publishes_what_has_no_error(database: AsyncDatabase[Document]) -> None:
    lines = [
        offer_document(offer("good")),
        offer_document(offer("bad", stores=frozenset({"nowhere"}))),
        {"id": "worse", "copy": {}},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    for counts in (Counts(3, 1, 0, 2), Counts(3, 0, 1, 2)):
        found, refusals = await imported(database, text, publishing=True)
        assert found == counts
        assert {(each.line, each.refused.pointer) for each in refusals} == {(2, "stores"), (3, "")}
    offers = {each.id: each.status for each in await Market(database).offers.every()}
    assert offers == {"good": OfferStatus.LIVE, "bad": OfferStatus.DRAFT}


@pytest.mark.parametrize("publishing", [False, True])
async def test_a_trial_says_what_an_import_would_and_stores_nothing(
    database: AsyncDatabase[Document], publishing: bool
) -> None:
    lines = [
        offer_document(offer("good")),
        offer_document(offer("bad", stores=frozenset({"nowhere"}))),
        offer_document(offer("No id")),
        {"id": "worse", "copy": {}},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    told = await imported(database, text, publishing=publishing, trying=True)
    assert await Market(database).offers.every() == []
    assert told == await imported(database, text, publishing=publishing)
    for trying in (True, False):  # known by now
        counts, _ = await imported(database, text, publishing=publishing, trying=trying)
        assert (counts.stored, counts.unchanged) == (0, 1 if publishing else 2)


def test_a_difference_is_told_field_by_field() -> None:
    before = offer(priority=1, schedule=Schedule(hours=()), stores=frozenset({"s1"}))
    after = offer(
        copy={**TITLES, "en": Copy("Fresh fish")},
        benefits=(TWENTY, TWENTY),
        stores=frozenset({"s1", "s2"}),
        currency="EUR",
    )
    told = [SAY(each.message, "en") for each in difference(before, after)]
    assert told == [
        'benefits[1] is now {"kind":"percent","value":"20"}.',
        'copy.en.title was "20 % (en)" and is now "Fresh fish".',
        'currency is now "EUR".',
        "priority was 1 and is gone.",
        'stores was ["s1"] and is now ["s1","s2"].',
    ]
    assert difference(before, before) == []


def test_a_changed_step_is_found_inside_its_list() -> None:
    def at(hour: int) -> Offer:
        window = Hours(datetime(2026, 1, 1, hour).time(), datetime(2026, 1, 1, 20).time())  # noqa: DTZ001
        return offer(schedule=Schedule(hours=(window,)))

    (change,) = difference(at(9), at(10))
    assert (change.path, change.before, change.after) == (
        "schedule.hours[0].since",
        '"09:00:00"',
        '"10:00:00"',
    )
