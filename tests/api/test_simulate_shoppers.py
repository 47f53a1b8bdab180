"""Simulated shoppers in the sample stores, over the whole application."""

from collections.abc import AsyncIterator
from io import StringIO

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from rich.console import Console

from api import clock
from api.access.authentication import new_staff
from api.access.callers import KeyScope, Role
from api.access.store import AccessStore
from api.commands.shoppers_shown import tell
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.store.collection import Document
from seed import load
from seed.campaigns import welcome_code
from seed.loading import SAMPLE_DAYS
from seed.shoppers import personas
from seed.simulate.http import RefusedError
from seed.simulate.shoppers import Shop, Visit
from seed.simulate.shoppers_crowd import crowd
from seed.simulate.shoppers_doors import Till
from seed.simulate.shoppers_told import Came, Entered, Happening, Paid, Promised, Scanned
from seed.simulate.shoppers_trial import Planted, marketer, result, trial, try_out
from tests.api.app_client import PASSWORD, SECRET, application, serving
from tests.api.epcis_client import key_of


@pytest.fixture
async def shop(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Shop]:
    """The sample stores, open; nobody is held out."""
    await database[SAMPLE_DAYS.name].drop()
    now = clock.now()
    loaded = await load(Archive(database), now=now, progress=lambda *_: None)
    market = Market(database)
    await market.experiments.remove_holdout("sample-holdout")
    coupon = await welcome_code(market, Signer(SECRET), now)
    key = await key_of(database, "Tills Ltd", [KeyScope.TILL])
    till_key = key["Authorization"].removeprefix("Bearer ")
    await AccessStore(database).add_staff(new_staff("mia", Role.MARKETER, PASSWORD, now))
    app = application(mongodb_uri, database.name)
    async with serving(app) as client:
        await app.state.live.ready()
        await app.state.offers.ready()
        yield Shop(client, Till(client, till_key), loaded.day, clock.now, coupon)


async def visited(shop: Shop, seed: int = 0) -> list[Happening]:
    visit = Visit(shop, personas()[0], seed=seed, curious=True)
    return [each async for each in visit.happenings()]


async def test_a_visit_tells_zone_by_zone_what_is_offered_and_the_till_keeps_it(shop: Shop) -> None:
    met = await visited(shop)
    [came] = [each for each in met if isinstance(each, Came)]
    assert {each["id"] for each in came.offers} == {"sample-yoghurt"}
    told = {each.zone: each for each in met if isinstance(each, Entered)}
    assert {each["id"] for each in told["Pescadería"].offers} == {"sample-fish-counter"}
    scanned = [each.answer for each in met if isinstance(each, Scanned)]
    assert {each["id"] for answer in scanned for each in answer.get("offers", [])} >= {
        "sample-fish-counter",
        "sample-ladder-fish",
        "sample-pasta-night",
        "sample-yoghurt",
    }
    assert any(answer.get("offerHints") for answer in scanned)
    assert any(answer.get("recommendations") for answer in scanned)
    promised = [each.quote for each in met if isinstance(each, Promised)]
    assert promised
    [paid] = [each for each in met if isinstance(each, Paid)]
    used = {each["offer"] for each in paid.basket["offers"]}
    assert used >= {"sample-fish-counter", "sample-pasta-night", "sample-welcome"}
    written = StringIO()
    page = Console(file=written, width=120)
    for each in met:
        tell(each, page)
    printed = written.getvalue()
    assert "Pescadería · 24 s" in printed
    assert f"{paid.basket['discount'] / 100:.2f} saved" in printed
    assert not paid.basket["quotesNotUsed"]
    assert not paid.basket["codesNotUsed"]


async def test_what_a_shopper_looks_at_follows_from_the_seed(shop: Shop) -> None:
    def codes(met: list[Happening]) -> list[str]:
        return [
            each.answer["product"]["name"]
            for each in met
            if isinstance(each, Scanned) and "product" in each.answer
        ]

    first, again, other = [codes(await visited(shop, seed)) for seed in (1, 1, 2)]
    assert first == again
    assert first != other


async def test_a_crowd_shops_and_every_exposure_and_event_is_taken(shop: Shop) -> None:
    came: list[int] = []
    tally = await crowd(shop, 20, seed=3, progress=lambda tally: came.append(tally.shoppers))
    assert came == list(range(1, 21))
    assert tally.shoppers == 20
    assert tally.paid + tally.abandoned == 20
    assert tally.paid > tally.abandoned
    assert set(tally.revenue) == {"CNY", "EUR"}
    assert tally.offers["sample-yoghurt"] > 0


async def test_an_experiment_finds_the_planted_uplift_within_its_interval(shop: Shop) -> None:
    reader = await marketer(shop, "mia", PASSWORD)
    what = trial("sample-queue", "mad1", shop)
    await try_out(shop, what, Planted(base=0.4, uplift=0.6), 400, seed=5)
    found = await result(reader, "sample-queue")
    assert found["units"] == 400
    assert found["sampleRatioAlarm"] is False
    [overall] = found["overall"]
    assert sum(arm["units"] for arm in overall["arms"]) == 400
    conversion = overall["uplifts"][0]["conversion"]
    assert conversion["low"] < 0.6 < conversion["high"]
    assert conversion["relative"] > 0


async def test_a_wrong_password_and_an_unknown_experiment_are_told(shop: Shop) -> None:
    with pytest.raises(RefusedError, match="sample-queue"):
        trial("nothing", "mad1", shop)
    with pytest.raises(RefusedError):
        await marketer(shop, "mia", "not the password")
