"""The sample's campaigns: in force after a load, nothing to be warned of, and left alone."""

from datetime import UTC, datetime

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from personalization.imports import kinds as shop
from personalization.marketing import known_to, pause
from personalization.offers.benefits.freshness_ladder import FreshnessLadder
from personalization.offers.lifecycle import KeptOffer
from personalization.offers.offer import OfferStatus
from personalization.offers.validation import problems
from personalization.redemptions.entering import opened_by
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.imports.engine import import_files
from provenance.imports.kinds import KINDS, Intake
from provenance.imports.records import Refusal
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import LANGUAGES
from seed.campaigns import load_campaigns, sample_offers, welcome_code
from seed.loading import SHOP_FLOOR
from seed.market import DATA

NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)


def surprised(refusal: Refusal) -> None:
    raise AssertionError(refusal)


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    """What the campaigns name: places, products and floors."""
    archive = Archive(database)
    intake, floor = Intake(archive, NOW), shop.Intake(archive, Market(database))
    kinds = {
        f"{kind}.{end}": KINDS[kind](intake)
        for kind, end in (("places", "csv"), ("products", "jsonl"))
    }
    kinds |= {name: shop.KINDS[kind](floor) for name, kind in SHOP_FLOOR.items()}
    for name, kind in kinds.items():
        await import_files(kind, [DATA / name], refused=surprised)
    return archive


async def loaded(archive: Archive) -> Market:
    market = Market(archive.database)
    assert await load_campaigns(archive, market, NOW, surprised) > len(sample_offers())
    return market


async def test_every_offer_is_in_force_and_nothing_is_to_be_warned_of(archive: Archive) -> None:
    market = await loaded(archive)
    live = await market.offers.every(OfferStatus.LIVE)
    assert {each.id for each in live} == {each.id for each in sample_offers()}
    known = await known_to(archive, market, sample_offers(), NOW.date())
    assert [each for offer in sample_offers() for each in problems(offer, known)] == []


async def test_the_second_time_nothing_is_new(archive: Archive) -> None:
    market = await loaded(archive)
    assert await load_campaigns(archive, market, NOW, surprised) == 0


async def test_what_a_marketer_made_of_it_stays(archive: Archive) -> None:
    market = await loaded(archive)
    assert isinstance(await pause(market, "sample-yoghurt", by="mia", now=NOW), KeptOffer)
    assert await market.experiments.remove_holdout("sample-holdout")
    await load_campaigns(archive, market, NOW, surprised)
    kept = await market.offers.get("sample-yoghurt")
    assert kept is not None
    assert kept.status is OfferStatus.PAUSED
    assert await market.experiments.holdouts() == []


def test_every_offer_says_in_every_language_that_it_is_a_sample() -> None:
    words = {"en": "Sample", "zh-Hans": "示例", "es": "muestra"}
    for offer in sample_offers():
        assert set(offer.copy) == set(LANGUAGES)
        assert offer.id.startswith("sample-")
        for language, word in words.items():
            assert word in offer.copy[language].description


@pytest.mark.parametrize("category", ["fish", "meat", "produce"])
def test_fresh_food_has_a_ladder(category: str) -> None:
    ladders = [each for offer in sample_offers() for each in offer.benefits]
    covered = [each for each in ladders if isinstance(each, FreshnessLadder)]
    assert [category in each.selector.categories for each in covered].count(True) == 1


async def test_the_welcome_code_is_always_the_same_and_opens_its_offer(archive: Archive) -> None:
    market, signer = await loaded(archive), Signer("a secret for tests that is long enough")
    code = await welcome_code(market, signer, NOW)
    assert code.startswith("WELCOME-")
    assert await welcome_code(market, signer, NOW) == code
    assert set(await opened_by(market, signer, [code], NOW)) == {"sample-welcome"}
