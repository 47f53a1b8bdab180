"""From a scanned code to its story, on the real database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

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
    Scan,
    ScanAnswer,
)
from provenance.coldchain.values import Reading
from provenance.events import Event, MasterData
from provenance.identity import CodeRefusal, Currency, Money, RefusalReason, StorePattern, Symbology
from provenance.places import Place, PlaceKind, Store
from provenance.prices import ShelfPrice
from provenance.products import PluEntry
from provenance.recipes import Recipe
from provenance.scan import Occasion, recipes_for, scan, temperature_curve
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.recalls import RecallNotice
from tests.provenance.stories import (
    DAY,
    DEPOT,
    FARM,
    FIRST,
    FISH,
    LOT,
    MIXED,
    NORTH,
    SALAD,
    SOUTH,
    as_read,
    born,
    hour,
    made,
    seen,
)

NOW = DAY + timedelta(days=1)
EURO = Currency("EUR", 2)
MARKET = Store(
    "north",
    "North Market",
    ZoneInfo("Europe/Madrid"),
    EURO,
    "es",
    patterns=(StorePattern("21IIIIIWWWWWC", 3),),
    default_places={"fish": "north-fridge", "prepared": "north-fridge"},
)
PLACES = [
    Place("farm", "Fjord Farm", PlaceKind.FARM, epc=FARM, country="NO"),
    Place("depot", "Depot", epc=DEPOT),
    Place("north", "North Market", PlaceKind.STORE, epc=NORTH),
    Place("north-fridge", "Fish fridge", PlaceKind.FRIDGE, epc=f"{NORTH}/254/fish", parent="north"),
]
SALMON = Product(
    FISH, FISH, {"en": "Salmon fillet", "es": "Salmón"}, category="fish/fresh/temperate"
)
BOWL = Product(SALAD, SALAD, {"en": "Salmon bowl"}, category="prepared/salad")
GRAPES = Product("north/4023", None, {"en": "Red grapes"})
LINK = f"https://brand.example/01/{FISH}/10/L1"
TO_NORTH: list[Event] = [
    born(0, FARM, LOT, master_data=MasterData(use_by=date(2026, 4, 26))),
    seen(4, "shipping", FARM, LOT, to=NORTH),
    seen(6, "receiving", NORTH, LOT),
]


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    archive = Archive(database)
    await archive.places.put(PLACES, [MARKET])
    await archive.products.put([SALMON, BOWL])
    await archive.products.put_plu([PluEntry("north", "4023", GRAPES.id, own=GRAPES)])
    return archive


def occasion(store: str | None = "north", now: datetime = NOW, **more: object) -> Occasion:
    return replace(Occasion(now=now, stores={"north": MARKET}, store_id=store), **more)  # type: ignore[arg-type]


async def told(archive: Archive, *events: Event) -> None:
    await archive.events.capture(as_read(*events))


async def cold(archive: Archive, celsius: Mapping[str, float], since: float, until: float) -> None:
    minutes = range(int(since * 60), int(until * 60) + 1, 10)
    await archive.readings.record(
        [
            Reading(place, f"{place}-sensor", DAY + timedelta(minutes=minute), value)
            for place, value in celsius.items()
            for minute in minutes
        ]
    )


async def found(archive: Archive, code: str, when: Occasion | None = None) -> Scan:
    answer = await scan(archive, code, when or occasion())
    assert isinstance(answer, Scan), answer
    return answer


def refused(answer: ScanAnswer) -> tuple[RefusalReason, str]:
    assert isinstance(answer, CodeRefusal)
    return answer.reason, answer.message.key


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


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (datetime(2026, 4, 26, 21, 59, tzinfo=UTC), FreshnessState.LAST_DAY),
        (datetime(2026, 4, 26, 22, tzinfo=UTC), FreshnessState.EXPIRED),
    ],
)
async def test_a_use_by_date_ends_at_midnight_in_the_store(
    archive: Archive, now: datetime, state: FreshnessState
) -> None:
    await told(archive, born(0, FARM, LOT, master_data=MasterData(use_by=date(2026, 4, 26))))
    assert (await found(archive, LINK, occasion(now=now))).freshness.state is state


@pytest.mark.parametrize("code", [LINK, f"https://id.gs1.org/01/{FISH}/21/1"])
async def test_a_recalled_lot_is_said_first_by_lot_or_piece(archive: Archive, code: str) -> None:
    await told(archive, *TO_NORTH, seen(7, "stocking", NORTH, LOT, FIRST))
    await archive.recalls.put(
        [RecallNotice("r", FISH, ["L1"], {"en": "glass"}, {"en": "return"}, NOW)]
    )
    answer = await found(archive, code)
    assert answer.recall is not None
    assert answer.recall.reasons == {"en": "glass"}
    assert answer.freshness.state is FreshnessState.DO_NOT_EAT
    assert await recipes_for(archive, answer, occasion(), first=3) == ()
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


async def test_where_only_the_store_is_known_its_usual_place_counts_half(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    await cold(archive, {"farm": 1, "north-fridge": 2}, 0, 24)
    known = (await found(archive, LINK)).freshness
    assert known.basis is FreshnessBasis.TEMPERATURE_HISTORY
    assert known.coverage == pytest.approx((4 + 18 / 2) / 24)
    shelved = seen(6.1, "stocking", f"{NORTH}/254/fish", LOT)
    await told(archive, shelved)
    better = (await found(archive, LINK)).freshness
    assert better.coverage == pytest.approx((4 + 0.1 / 2 + 17.9) / 24)
    assert better.place is not None
    assert better.place.id == "north-fridge"


async def test_warm_hours_cost_quality(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    await cold(archive, {"farm": 1}, 0, 4)
    await cold(archive, {"north-fridge": 1}, 6, 24)
    good = (await found(archive, LINK)).freshness.score
    await cold(archive, {"north-fridge": 7.5}, 6, 24)
    worse = (await found(archive, LINK)).freshness.score
    assert good is not None
    assert worse is not None
    assert worse < good


async def test_a_date_on_the_package_before_the_record_is_time_unmeasured(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    await cold(archive, {"farm": 1, "north-fridge": 1}, 0, 24)
    printed = await found(archive, f"{LINK}?13=260418")
    recorded = await found(archive, LINK)
    assert printed.freshness.coverage < recorded.freshness.coverage


@pytest.mark.parametrize(
    ("category", "inherits"), [("prepared/salad", False), ("fish/fresh/temperate", True)]
)
async def test_goods_of_another_class_start_a_clock_of_their_own(
    archive: Archive, category: str, inherits: bool
) -> None:
    """Six warm days of the salmon count for what is still fresh fish, not for a salad."""
    await archive.products.put([replace(BOWL, category=category)])
    await told(archive, born(0, NORTH, LOT), made(144, NORTH, [LOT], [MIXED]))
    await cold(archive, {"north-fridge": 7}, 0, 150)
    when = occasion(now=hour(150))
    answer = await found(archive, f"https://id.gs1.org/01/{SALAD}/10/S1", when)
    since, _ = (await temperature_curve(archive, answer, when, points=2000))[0]
    assert since == (hour(0) if inherits else hour(144))
    assert answer.freshness.score is not None
    assert (answer.freshness.score == 0) is inherits


async def test_the_curve_shows_the_lots_own_hours(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    await cold(archive, {"farm": 1, "north-fridge": 3}, 0, 24)
    answer = await found(archive, LINK)
    curve = await temperature_curve(archive, answer, occasion(), points=1000)
    assert (curve[0], curve[-1]) == ((hour(0), 1.0), (hour(24), 3.0))
    assert not [at for at, _ in curve if hour(4) < at < hour(6)]


async def test_a_lot_elsewhere_is_judged_by_its_store_here(archive: Archive) -> None:
    """Another store's warm share does not count against ours."""
    other = replace(MARKET, id="south", name="South", default_places={"fish": "south-fridge"})
    await archive.places.put(
        [
            Place("south", "South", PlaceKind.STORE, epc=SOUTH),
            Place("south-fridge", "Fridge", PlaceKind.FRIDGE, parent="south"),
        ],
        [other],
    )
    stores = {"north": MARKET, "south": other}
    await told(
        archive,
        born(0, FARM, LOT),
        seen(4, "shipping", FARM, LOT, to=NORTH),
        seen(4.5, "shipping", FARM, LOT, to=SOUTH),
        seen(6, "receiving", NORTH, LOT),
        seen(6, "receiving", SOUTH, LOT),
    )
    await cold(archive, {"farm": 1, "north-fridge": 1, "south-fridge": 14}, 0, 24)
    north, south, anywhere = [
        (await found(archive, LINK, occasion(store, stores=stores))).freshness.state
        for store in ("north", "south", None)
    ]
    assert north is not FreshnessState.DO_NOT_EAT
    assert south is anywhere is FreshnessState.DO_NOT_EAT


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
    answer = await found(archive, FISH)
    cart = (lemon, "not a code")
    matches = await recipes_for(archive, answer, occasion(cart=cart), first=5)
    assert [match.id for match in matches] == ["zest", "plain"]
    assert matches[0].reason.key == "recipes-uses-cart"
    assert len(await recipes_for(archive, answer, occasion(), first=1)) == 1
