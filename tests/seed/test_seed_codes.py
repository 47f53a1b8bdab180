from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import FreshnessState, JourneyGapKind, Scan, ScanAnswer
from provenance.identity import CodeRefusal
from provenance.scan import Occasion, scan
from provenance.store.archive import Archive
from provenance.store.collection import Document
from seed import load
from seed.codes import WORDS, sample_codes
from seed.loading import SAMPLE_DAYS
from seed.lots import day_begin

DAY = date(2026, 4, 20)
CLOCKS_GO_BACK = date(2026, 10, 25)

MOMENTS = [
    pytest.param(day_begin(DAY) + timedelta(minutes=1), id="the day begins"),
    pytest.param(day_begin(DAY) + timedelta(hours=23, minutes=58), id="the day ends"),
    pytest.param(day_begin(CLOCKS_GO_BACK) + timedelta(hours=24, minutes=58), id="25 hours"),
]


def shown(answer: ScanAnswer) -> Iterator[str]:
    """The words that an answer bears out."""
    if isinstance(answer, CodeRefusal):
        yield answer.reason.value
        return
    kinds = {gap.kind for gap in answer.origin.gaps}
    truths = {
        answer.freshness.state.value: True,
        "recall": answer.recall is not None,
        "excursion": answer.recall is None and bool(answer.freshness.excursions),
        "gap": bool(kinds & {JourneyGapKind.ORIGIN_UNKNOWN, JourneyGapKind.TIME_UNACCOUNTED}),
        "impossible order": JourneyGapKind.IMPOSSIBLE_ORDER in kinds,
        "serial": answer.identity.serial is not None and bool(answer.origin.steps),
        "weighed": answer.identity.net_weight_grams is not None,
        "price in code": answer.identity.price_in_code is not None,
        "product": answer.lot is None and answer.product.sample,
        "open food facts": answer.product.open_food_facts is not None and not answer.product.sample,
    }
    yield from (word for word, true in truths.items() if true)


def test_there_is_a_code_for_each_state_each_word_and_each_refusal() -> None:
    codes = sample_codes(DAY)
    assert {code.state for code in codes} == {*FreshnessState, None}
    assert {*WORDS, "UNKNOWN_PRODUCT", "FOREIGN_LINK"} <= {code.shows for code in codes}
    assert len({code.kind for code in codes}) >= 15


@pytest.mark.parametrize("now", MOMENTS)
async def test_every_code_shows_what_it_says(
    database: AsyncDatabase[Document], now: datetime
) -> None:
    await database[SAMPLE_DAYS.name].drop()
    archive = Archive(database)
    loaded = await load(archive, now=now, progress=lambda *_: None)
    places, known_stores = await archive.places.known()
    by_path = {place.epc: place for place in places if place.epc}
    stores = {store.id: store for store in known_stores}
    wrong = []
    for code in sample_codes(loaded.day):
        occasion = Occasion(now=now, stores=stores, places=by_path, store_id=code.store)
        answer = await scan(archive, code.code, occasion)
        words = set(shown(answer))
        state = answer.freshness.state if isinstance(answer, Scan) else None
        if code.shows not in words or (code.state is not None and state is not code.state):
            wrong.append((code, words))
    assert wrong == []
