"""From a scanned code to its story, on the real database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from biip.checksums import gs1_standard_check_digit
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import (
    FreshnessBasis,
    FreshnessState,
    JourneyGapKind,
    Price,
    PriceUnit,
    Product,
    Review,
)
from provenance.identity import CodeRefusal, Money, RefusalReason, Symbology
from provenance.prices import ShelfPrice
from provenance.recalls import RecallNotice
from provenance.recipes import Recipe
from provenance.scan import scan
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.provenance.scan_market import (
    EURO,
    GRAPES,
    LINK,
    NOW,
    PLACES,
    SALMON,
    TO_NORTH,
    found,
    occasion,
    refused,
    stocked,
    told,
)
from tests.provenance.stories import (
    DAY,
    FIRST,
    FISH,
    LOT,
    NORTH,
    seen,
)


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    return await stocked(database)


async def test_a_known_lot_has_its_whole_story(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    price = Price(Money(1890, EURO), PriceUnit.KILOGRAM)
    await archive.prices.put([ShelfPrice("north", FISH, price, DAY)])
    review = Review("r1", 5, "Good", "en", NOW, verified_purchase=True)
    await archive.reviews.put_approved({FISH: [review]})
    answer = await found(archive, LINK, occasion(reviews=3))
    assert answer.product == SALMON
    assert answer.lot is not None
    assert (answer.lot.thing, answer.lot.lot, answer.lot.use_by) == (LOT, "L1", date(2026, 4, 26))
    assert [step.place.name for step in answer.origin.steps if step.place] == [
        *("Fjord Farm", "Fjord Farm", "North Market")
    ]
    assert [place.id for place in answer.origin.sources] == ["farm"]
    assert answer.origin.complete
    assert answer.price == price
    assert answer.recall is None
    assert answer.reviews is not None
    assert (answer.reviews.reviews, answer.reviews.rating.count) == ((review,), 1)


async def test_what_is_not_asked_for_is_not_there(archive: Archive) -> None:
    answer = await found(archive, LINK, occasion(store=None))
    assert (answer.reviews, answer.price, answer.recipes) == (None, None, None)


async def test_an_unknown_lot_says_that_nothing_is_recorded(archive: Archive) -> None:
    answer = await found(archive, LINK)
    assert answer.lot is None
    (gap,) = answer.origin.gaps
    assert (gap.kind, gap.message.key, gap.thing) == (
        JourneyGapKind.ORIGIN_UNKNOWN,
        "journey-nothing-recorded",
        LOT,
    )
    assert answer.freshness.state is FreshnessState.UNKNOWN
    dated = await found(archive, f"{LINK}?17=260424")
    assert (dated.freshness.basis, dated.freshness.state) == (
        FreshnessBasis.DATES,
        FreshnessState.GOOD,
    )


async def test_a_code_without_a_lot_has_no_journey_and_no_gap(archive: Archive) -> None:
    answer = await found(archive, FISH)
    assert (answer.lot, answer.origin.steps, answer.origin.gaps) == (None, (), ())
    assert not answer.origin.complete


async def test_an_unknown_product_is_refused_with_what_was_read(archive: Archive) -> None:
    answer = await scan(archive, "https://id.gs1.org/01/09521234999997/10/L1", occasion())
    assert refused(answer) == (RefusalReason.UNKNOWN_PRODUCT, "scan-unknown-product")
    assert isinstance(answer, CodeRefusal)
    assert answer.identity is not None
    assert answer.identity.gtin == "09521234999997"


async def test_a_plu_means_something_only_in_its_store(archive: Archive) -> None:
    assert (await found(archive, "4023")).product == GRAPES
    assert refused(await scan(archive, "4023", occasion(store=None)))[0] is (
        RefusalReason.STORE_REQUIRED
    )
    assert refused(await scan(archive, "4011", occasion())) == (
        RefusalReason.UNKNOWN_PRODUCT,
        "scan-unknown-plu",
    )


async def test_a_store_we_do_not_have_is_refused(archive: Archive) -> None:
    answer = await scan(archive, FISH, occasion(store="elsewhere"))
    assert refused(answer) == (RefusalReason.STORE_REQUIRED, "scan-store-unknown")


async def test_a_weighed_item_carries_its_weight(archive: Archive) -> None:
    digits = "210402301250"
    code = f"{digits}{gs1_standard_check_digit(digits)}"
    answer = await found(archive, code)
    assert (answer.product, answer.identity.net_weight_grams) == (GRAPES, 1250)


async def test_junk_is_refused_before_anything_is_asked(archive: Archive) -> None:
    answer = await scan(archive, "https://example.com/menu", occasion(), symbology=Symbology.QR)
    assert refused(answer)[0] is RefusalReason.FOREIGN_LINK


@pytest.mark.parametrize("code", [LINK, f"https://id.gs1.org/01/{FISH}/21/1"])
async def test_a_recalled_lot_is_said_first_by_lot_or_piece(archive: Archive, code: str) -> None:
    await told(archive, *TO_NORTH, seen(7, "stocking", NORTH, LOT, FIRST))
    await archive.recalls.put([RecallNotice("r", [LOT], {"en": "glass"}, {"en": "return"}, NOW)])
    answer = await found(archive, code)
    assert answer.recall is not None
    assert answer.recall.reasons == {"en": "glass"}
    assert answer.freshness.state is FreshnessState.DO_NOT_EAT
    assert (await found(archive, code, occasion(recipes=3))).recipes == ()
    before = await found(archive, code, occasion(now=NOW - timedelta(hours=1)))
    assert before.recall is None


async def test_a_piece_is_told_with_its_lot(archive: Archive) -> None:
    await told(archive, *TO_NORTH, seen(7, "stocking", NORTH, LOT, FIRST))
    answer = await found(archive, f"https://id.gs1.org/01/{FISH}/21/1")
    assert answer.lot is not None
    assert (answer.lot.thing, answer.lot.lot, answer.lot.use_by) == (LOT, "L1", date(2026, 4, 26))
    assert [step.biz_step for step in answer.origin.steps] == [
        *("commissioning", "shipping", "receiving", "stocking")
    ]
    unnumbered = await found(archive, f"{LINK}/21/never-seen")
    assert unnumbered.lot == (await found(archive, LINK)).lot


async def test_a_passport_that_is_behind_is_rebuilt_by_the_scan(archive: Archive) -> None:
    await told(archive, *TO_NORTH[:1])
    assert len((await found(archive, LINK)).origin.steps) == 1
    await told(archive, *TO_NORTH[1:])
    assert len((await found(archive, LINK)).origin.steps) == 3
    assert [thing async for thing in archive.lots.dirty()] == []


async def test_a_rename_shows_at_once(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    await found(archive, LINK)
    before = await archive.database.lots.find_one({"_id": LOT})
    await archive.products.put([replace(SALMON, names={"en": "Atlantic salmon"})])
    await archive.places.put([replace(PLACES[0], name="Deep Fjord")])
    answer = await found(archive, LINK)
    assert answer.product.names == {"en": "Atlantic salmon"}
    assert [place.name for place in answer.origin.sources] == ["Deep Fjord"]
    assert await archive.database.lots.find_one({"_id": LOT}) == before


async def test_recipes_use_the_cart_and_say_so(archive: Archive) -> None:
    lemon = "09521234004448"
    await archive.products.put([Product(lemon, lemon, {"en": "Lemon"})])
    await archive.recipes.put(
        [
            Recipe("plain", {"en": "Salmon"}, ("1 salmon fillet",), frozenset({"salmon"})),
            Recipe(
                "zest",
                {"en": "Lemon salmon"},
                ("1 salmon fillet", "1 lemon"),
                frozenset({"salmon", "lemon"}),
            ),
        ]
    )
    cart = (lemon, "not a code")
    matches = (await found(archive, FISH, occasion(cart=cart, recipes=5))).recipes or ()
    assert [match.id for match in matches] == ["zest", "plain"]
    assert matches[0].reason.key == "recipes-uses-cart"
    assert len((await found(archive, FISH, occasion(recipes=1))).recipes or ()) == 1
