"""What every kind of condition has in common. A new kind is one file, one line in `tree`, tests.

Conditions are three-valued (Kleene's strong logic): what nobody knows is UNKNOWN, not FALSE.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

import msgspec

from personalization.offers.context import OfferContext
from personalization.offers.problem import Problem
from provenance.text import Message


class Verdict(IntEnum):
    """FALSE < UNKNOWN < TRUE: `all` is the least of its parts, `any` the greatest, `not` mirrors.

    UNKNOWN never gives a discount, and the trace says what was not known.
    """

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


@dataclass(slots=True)
class Moment:
    """What a condition sees: the frozen context, and what the cart's lines cost by now.

    `running` has each line's price after the offers that were applied so far, in line order, in
    minor units.
    """

    context: OfferContext
    running: Sequence[int]


Names = Annotated[frozenset[str], msgspec.Meta(min_length=1)]
"""At least one name."""

Count = Annotated[int, msgspec.Meta(ge=1)]
"""At least one of something."""

Check = Callable[[Moment], Verdict]
"""A compiled condition."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A necessary clause for the index: the offer can only apply where one of `keys` is present.

    Keys: `gtin:{id}`, `category:{path}`, `brand:{name}`, `zone:{id}`, `segment:{id}`,
    `code:{offer}`, `store:{id}`.
    """

    keys: frozenset[str]


class Leaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """A condition without parts. `tag=` names its kind in documents."""

    def compiled(self) -> Check:
        """The check as a closure, made once for each published offer."""
        raise NotImplementedError

    def necessary(self) -> Clause | None:
        """What must be present for it to be TRUE, as index keys; None where no key says it."""
        return None

    def wording(self) -> Message:
        """What it asks for, for the marketer's trace."""
        raise NotImplementedError

    def would_help(self, moment: Moment) -> Message | None:  # noqa: ARG002 - most know nothing
        """What the shopper could do to make it TRUE ("1 more for 3 for 2"); None: nothing."""
        return None

    def problems(self) -> Iterator[Problem]:
        """What keeps it from making sense (it can never hold, say), with paths from here."""
        yield from ()
