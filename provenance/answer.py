"""The answer to a scan as plain values; `scan.graphql` is its contract on the wire.

What a shopper reads as a sentence is a `Message`; the door renders it in the asked language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from provenance.certificates import Certified
from provenance.dietary import Allergen, Diet
from provenance.freshness.reserve import Reserve
from provenance.identity import CodeRefusal, Identity, Money
from provenance.places import Place
from provenance.stays import Stay
from provenance.text import Message


@dataclass(frozen=True, slots=True)
class OpenFoodFacts:
    """What Open Food Facts says of a product: apart from our own data, under ODbL 1.0."""

    name: str | None
    brand: str | None
    quantity: str | None
    ingredients: str | None
    allergens: Sequence[str]
    nutri_score: str | None
    url: str
    traces: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """A trade item. `id` is its GTIN, or `{store}/{plu}` where it has none.

    `names` by BCP 47 tag; `category` is a path such as `fish/fresh/temperate`, by which the
    freshness class, the default place and later the offers are chosen. `allergens` are those it is
    declared to contain (none: free of all; None: nothing is declared), `traces` those it may
    contain, `diets` those it is declared suitable for.
    """

    id: str
    gtin: str | None
    names: Mapping[str, str]
    brand: str | None = None
    category: str | None = None
    descriptions: Mapping[str, str] = field(default_factory=dict)
    open_food_facts: OpenFoodFacts | None = None
    sample: bool = False
    """True for data we invented for the demonstration store."""
    allergens: frozenset[Allergen] | None = None
    traces: frozenset[Allergen] = frozenset()
    diets: frozenset[Diet] = frozenset()


class PriceUnit(StrEnum):
    EACH = "EACH"
    KILOGRAM = "KILOGRAM"
    LITRE = "LITRE"


@dataclass(frozen=True, slots=True)
class Price:
    amount: Money
    per: PriceUnit


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot as recorded: `thing` is its key, `01/{gtin}/10/{lot}`."""

    thing: str
    gtin: str
    lot: str
    use_by: date | None = None
    best_before: date | None = None
    produced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """A recorded event in a lot's life.

    `biz_step` is the bare CBV word, `hash` the CBV 2.0 event hash id.
    """

    at: datetime
    biz_step: str
    place: Place | None
    recorded_by: str | None
    recorded_at: datetime
    event_id: str
    hash: str
    thing: str
    """Which traced thing the event is about: this lot, an ingredient's lot, or a pallet."""
    certifications: Sequence[str] = ()
    """Addresses of certificates that the recorder names; nobody checked them."""


class JourneyGapKind(StrEnum):
    ORIGIN_UNKNOWN = "ORIGIN_UNKNOWN"
    TIME_UNACCOUNTED = "TIME_UNACCOUNTED"
    IMPOSSIBLE_ORDER = "IMPOSSIBLE_ORDER"
    TRUNCATED = "TRUNCATED"


@dataclass(frozen=True, slots=True)
class JourneyGap:
    """A hole in what is recorded: shown, never hidden.

    `at` is where in the story it opens; None when that is before everything recorded.
    """

    kind: JourneyGapKind
    message: Message
    thing: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Farm to shelf, oldest step first; `sources` are the places where its inputs began."""

    steps: Sequence[JourneyStep] = ()
    sources: Sequence[Place] = ()
    gaps: Sequence[JourneyGap] = ()

    @property
    def complete(self) -> bool:
        """True when there is a journey and nothing in it is missing or impossible."""
        return bool(self.steps) and not self.gaps


class FreshnessState(StrEnum):
    FRESH = "FRESH"
    GOOD = "GOOD"
    SOON = "SOON"
    LAST_DAY = "LAST_DAY"
    PAST_BEST = "PAST_BEST"
    EXPIRED = "EXPIRED"
    DO_NOT_EAT = "DO_NOT_EAT"
    UNKNOWN = "UNKNOWN"


class FreshnessBasis(StrEnum):
    TEMPERATURE_HISTORY = "TEMPERATURE_HISTORY"
    DATES = "DATES"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Excursion:
    """A stretch of time above the safety limit (°C); `until` is None while it lasts."""

    since: datetime
    until: datetime | None
    extreme_celsius: float
    limit_celsius: float


@dataclass(frozen=True, slots=True)
class Freshness:
    """A quality estimate with its evidence. It never says "safe".

    `score` (0 to 100) and `remaining` are pessimistic (P10); `coverage` is the share of the time
    since production that readings cover, 0 to 1. `assumed_celsius` is the temperature at which
    the remaining life is counted. `stay` is the position of the judged stay among those given,
    `place` is where it is. `reserve` is what is left of its life for asking what if; None where no
    estimate is, or where it must not be eaten. `mean_kinetic_celsius` is for staff only.
    """

    state: FreshnessState
    score: int | None
    remaining: timedelta | None
    remaining_upper: timedelta | None
    basis: FreshnessBasis
    coverage: float
    explanation: Message
    excursions: Sequence[Excursion] = ()
    assumed_celsius: float | None = None
    stay: int | None = None
    place: Place | None = None
    reserve: Reserve | None = None
    mean_kinetic_celsius: float | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    """A recall in force; reason and instructions by language.

    `made_from` is the recalled lot that the goods were made from, None where they are recalled
    themselves.
    """

    id: str
    reasons: Mapping[str, str]
    instructions: Mapping[str, str]
    since: datetime
    made_from: str | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """Approved reviews of a product. `average` is None without any; `bayesian` is for ranking.

    `distribution` says how many gave 1, 2, 3, 4 and 5 stars.
    """

    average: float | None
    count: int
    bayesian: float
    distribution: Sequence[int] = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Review:
    id: str
    stars: int
    text: str
    language: str | None
    at: datetime
    verified_purchase: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Reviews best first; `end_cursor` is opaque and asks for what follows."""

    reviews: Sequence[Review]
    rating: Rating
    has_next_page: bool
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class RecipeMatch:
    """A recipe that fits what was scanned, and why (one sentence); `diets` it is stated to suit.

    `at_hand` are the places in `ingredients` of what was scanned and of what the cart has.
    """

    id: str
    titles: Mapping[str, str]
    reason: Message
    ingredients: Sequence[str]
    instructions: Sequence[str]
    total_time: timedelta | None
    author: str | None
    licence: str | None
    source: str | None
    diets: frozenset[Diet] = frozenset()
    at_hand: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Scan:
    """Everything known about the thing a shopper scanned.

    `reviews`, `recipes` and `certificates` are None when not asked for. `stays` are the way of the
    goods that freshness judges, places joined, and what the temperature curve shows.
    """

    identity: Identity
    product: Product
    lot: Lot | None
    freshness: Freshness
    origin: Origin
    recall: Recall | None
    price: Price | None
    reviews: ReviewPage | None = None
    recipes: Sequence[RecipeMatch] | None = None
    stays: Sequence[Stay] = ()
    certificates: Sequence[Certified] | None = None


ScanAnswer = Scan | CodeRefusal
"""What a scan answers: the story, or an expected miss in words a shopper understands."""
