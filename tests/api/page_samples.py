"""Invented scans for the tests of the pages, as rich as a real one gets."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import sin
from zoneinfo import ZoneInfo

from provenance.answer import (
    Excursion,
    Freshness,
    FreshnessBasis,
    FreshnessState,
    JourneyGap,
    JourneyGapKind,
    JourneyStep,
    Lot,
    OpenFoodFacts,
    Origin,
    Price,
    PriceUnit,
    Product,
    Rating,
    Recall,
    RecipeMatch,
    Review,
    ReviewPage,
    Scan,
)
from provenance.identity import Currency, Identity, Money, lot_thing
from provenance.places import Place, Store
from provenance.text import Message

NOW = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)
EUR = Currency("EUR", 2)
STORE = Store("mad1", "Freshlens Market Madrid", ZoneInfo("Europe/Madrid"), EUR, "es")
GTIN, LOT = "09520001000012", "S-0607"
THING = lot_thing(GTIN, LOT)
CODE = f"https://id.gs1.org/{THING}"

_FJORD = Place("farm", "Granvik fjord farm", country="NO", latitude=60.4, longitude=6.3)
_PACKER = Place("pack", "Bergen packhouse", country="NO", latitude=60.39, longitude=5.32)
_HUB = Place("hub", "Rungis cold hub", country="FR", latitude=48.76, longitude=2.35)
_SHOP = Place("mad1", "Freshlens Market Madrid", country="ES", latitude=40.42, longitude=-3.7)
_FRIDGE = Place("mad1-fish", "Fish counter", country="ES", latitude=40.42, longitude=-3.7)


def step(days: float, biz_step: str, place: Place | None, who: str | None) -> JourneyStep:
    """A recorded step some days before now."""
    at = NOW - timedelta(days=days)
    digest = f"{int(days * 1000):08x}cafe"
    return JourneyStep(
        at,
        biz_step,
        place,
        who,
        at + timedelta(minutes=4),
        f"urn:event:{days}",
        f"ni:///sha-256;{digest}?ver=CBV2.0",
        THING,
    )


JOURNEY = Origin(
    steps=(
        step(5.0, "commissioning", _FJORD, "Granvik Laks AS"),
        step(4.8, "packing", _PACKER, "Bergen Pakkeri"),
        step(4.5, "shipping", _PACKER, "Bergen Pakkeri"),
        step(3.0, "receiving", _HUB, None),
        step(1.2, "receiving", _SHOP, "Freshlens Market"),
        step(1.0, "stocking", _FRIDGE, "Freshlens Market"),
    ),
    sources=(_FJORD,),
)
GAP = JourneyGap(
    JourneyGapKind.TIME_UNACCOUNTED,
    Message(
        "journey-time-unaccounted",
        {"name": LOT, "since": NOW - timedelta(days=3), "until": NOW - timedelta(days=1.2)},
    ),
    THING,
    at=NOW - timedelta(days=3),
)
ORIGIN_UNKNOWN = JourneyGap(
    JourneyGapKind.ORIGIN_UNKNOWN, Message("journey-origin-unknown", {"name": LOT}), THING
)
EXCURSION = Excursion(NOW - timedelta(days=2), NOW - timedelta(days=1.8), 8.3, 4.0)

CURVE = [
    (
        at,
        1.6
        + 0.5 * sin(i / 9)
        + (6.0 if EXCURSION.since <= at <= EXCURSION.since + timedelta(hours=4) else 0.0),
    )
    for i in range(720)
    if not 330 <= i < 400
    for at in [NOW - timedelta(days=5) + timedelta(minutes=10 * i)]
]

PRODUCT = Product(
    id=GTIN,
    gtin=GTIN,
    names={
        "en": "Salmon fillet, skin on",
        "zh-Hans": "带皮三文鱼排",
        "es": "Filete de salmón con piel",
    },
    brand="Granvik",
    category="fish/fresh/cold",
    descriptions={
        "en": "Farmed in a deep, cold fjord; cut and packed the day it is landed.",
        "zh-Hans": "产自寒冷的深峡湾，当天切割包装。",
        "es": "Criado en un fiordo frío y profundo; cortado y envasado el día de su captura.",
    },
    sample=True,
)

REVIEWS = ReviewPage(
    reviews=(
        Review(
            "r1",
            5,
            "Melts in the mouth. Two days later still like new.",
            "en",
            NOW - timedelta(days=9),
            True,
        ),
        Review(
            "r2", 4, "Muy bueno, aunque con alguna espina.", "es", NOW - timedelta(days=20), False
        ),
        Review("r3", 5, "很新鲜，孩子喜欢。", "zh-Hans", NOW - timedelta(days=31), True),
    ),
    rating=Rating(4.6, 27, 4.4),
    has_next_page=True,
    end_cursor="c3",
)

RECIPES = (
    RecipeMatch(
        "dill-salmon",
        {
            "en": "Salmon with dill potatoes",
            "zh-Hans": "莳萝土豆三文鱼",
            "es": "Salmón con patatas al eneldo",
        },
        Message("recipes-uses-product-soon", {"days": 2, "product": "Salmon fillet"}),
        ("2 salmon fillets", "500 g new potatoes", "1 bunch of dill"),
        ("Boil the potatoes for 15 minutes.", "Fry the salmon on its skin for 6 minutes."),
        timedelta(minutes=25),
        "Freshlens kitchen",
        "CC0-1.0",
        None,
    ),
)


def freshness(state: FreshnessState, **fields: object) -> Freshness:
    """A freshness in some state, from its temperature history unless said otherwise."""
    known = Freshness(
        state=state,
        score=78,
        remaining=timedelta(days=2, hours=5),
        remaining_upper=timedelta(days=4),
        basis=FreshnessBasis.TEMPERATURE_HISTORY,
        coverage=0.924,
        explanation=Message(
            "freshness-kept",
            {
                "measured": "part",
                "coverage": 92,
                "mean": 1.7,
                "days": 2,
                "assumed": 2,
                "limit": "model",
                "chilled": "no",
                "stay": "one",
                "places": 1,
            },
        ),
        assumed_celsius=2.0,
        place=_FRIDGE,
    )
    return replace(known, **fields)  # type: ignore[arg-type]


FRESH = Scan(
    identity=Identity(gtin=GTIN, lot=LOT),
    product=PRODUCT,
    lot=Lot(THING, GTIN, LOT, use_by=date(2026, 6, 15), produced_at=NOW - timedelta(days=5)),
    freshness=freshness(FreshnessState.FRESH),
    origin=JOURNEY,
    recall=None,
    price=Price(Money(2490, EUR), PriceUnit.KILOGRAM),
    reviews=REVIEWS,
    recipes=RECIPES,
)
GAPPED = replace(
    FRESH,
    freshness=freshness(FreshnessState.SOON, score=34, excursions=(EXCURSION,)),
    origin=replace(JOURNEY, gaps=(ORIGIN_UNKNOWN, GAP)),
)
EXPIRED = replace(
    FRESH,
    lot=Lot(THING, GTIN, LOT, use_by=date(2026, 6, 10)),
    freshness=freshness(
        FreshnessState.EXPIRED,
        score=0,
        remaining=timedelta(0),
        remaining_upper=None,
        explanation=Message("freshness-expired", {"date": date(2026, 6, 10)}),
    ),
)
RECALLED = replace(
    FRESH,
    freshness=freshness(
        FreshnessState.DO_NOT_EAT, score=None, explanation=Message("freshness-recalled")
    ),
    recall=Recall(
        "sample",
        {
            "en": "Listeria found in a sample.",
            "zh-Hans": "样品中检出李斯特菌。",
            "es": "Se detectó Listeria en una muestra.",
        },
        {
            "en": "Bring it back; you get your money back.",
            "zh-Hans": "请退回，全额退款。",
            "es": "Devuélvelo y recuperarás tu dinero.",
        },
        NOW - timedelta(hours=20),
    ),
)
DATES_ONLY = replace(
    FRESH,
    identity=Identity(gtin=GTIN, lot="<b>L9</b>", best_before=date(2026, 6, 20)),
    lot=None,
    freshness=freshness(
        FreshnessState.GOOD,
        score=60,
        basis=FreshnessBasis.DATES,
        coverage=0.0,
        remaining=timedelta(days=8),
        remaining_upper=None,
        explanation=Message("freshness-by-best-before", {"date": date(2026, 6, 20), "days": 8}),
        assumed_celsius=None,
        place=None,
    ),
    origin=Origin(),
    reviews=ReviewPage((), Rating(None, 0, 3.5), False, None),
    recipes=(),
)
NOTHING_KNOWN = replace(
    DATES_ONLY,
    identity=Identity(gtin="03017620422003"),
    product=Product(
        id="03017620422003",
        gtin="03017620422003",
        names={"fr": "Pâte à tartiner"},
        open_food_facts=OpenFoodFacts(
            "Pâte à tartiner",
            "Exemple",
            "400 g",
            "Sucre, noisettes 13 %",
            ("milk", "nuts"),
            "e",
            "https://world.openfoodfacts.org/product/3017620422003",
        ),
    ),
    freshness=freshness(
        FreshnessState.UNKNOWN,
        score=None,
        remaining=None,
        remaining_upper=None,
        basis=FreshnessBasis.NONE,
        coverage=0.0,
        explanation=Message("freshness-unknown"),
        assumed_celsius=None,
        place=None,
    ),
    price=None,
    reviews=None,
    recipes=None,
)
WEIGHED = replace(
    DATES_ONLY,
    identity=Identity(plu="4011", net_weight_grams=1250.0, price_in_code=Money(499, EUR)),
    product=Product(id="mad1/4011", gtin=None, names={"en": "Bananas", "es": "Plátanos"}),
)
STATES = {
    "fresh": FRESH,
    "gapped": GAPPED,
    "expired": EXPIRED,
    "recalled": RECALLED,
    "dates": DATES_ONLY,
    "nothing": NOTHING_KNOWN,
    "weighed": WEIGHED,
}
