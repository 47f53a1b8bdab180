"""What a shopper meets on the way, as it was answered: for telling, and for counting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Answers = Sequence[dict[str, Any]]
"""Objects of the GraphQL answer or of the till's, as they came."""


@dataclass(frozen=True, slots=True)
class Came:
    """Through the door: `slots` are what the app tries out on its screen, `offers` those that the
    store tells everybody of."""

    offers: Answers
    slots: Answers


@dataclass(frozen=True, slots=True)
class Entered:
    """A zone; `zone` is what the phone's beacons came to (None: nobody could tell)."""

    zone: str | None
    seconds: float
    offers: Answers


@dataclass(frozen=True, slots=True)
class Scanned:
    """Goods in the hand: the `scan`, or the refusal."""

    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Carted:
    """Something changed in the cart: `what` was done, and the cart's `pricing` since."""

    what: str
    pricing: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """The store said no: `what` was tried, and the answer."""

    what: str
    message: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A price is kept until the till."""

    name: str
    quote: dict[str, Any]


@dataclass(frozen=True, slots=True)
class GaveUp:
    """Everything stays behind."""


@dataclass(frozen=True, slots=True)
class Paid:
    """The priced `basket` that was paid; `names` of its lines by their ids."""

    basket: dict[str, Any]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """Something was returned: the till's answer."""

    answer: dict[str, Any]


Happening = Came | Entered | Scanned | Carted | Refused | Promised | GaveUp | Paid | BroughtBack
