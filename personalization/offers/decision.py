"""What was decided: who gets what, why, and why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from personalization.offers.conditions.leaf import Verdict
from personalization.offers.offer import Offer
from provenance.text import Message


class Miss(StrEnum):
    """Why an offer did not apply."""

    CONDITION = "CONDITION"
    UNKNOWN = "UNKNOWN"
    """A condition could not be judged: something is not known."""
    TRIGGER = "TRIGGER"
    SCHEDULE = "SCHEDULE"
    STORE = "STORE"
    CURRENCY = "CURRENCY"
    CODE_NEEDED = "CODE_NEEDED"
    EXCLUDED = "EXCLUDED"
    """Another offer has precedence: an exclusive one, or the better one of its lane."""
    BUDGET_EXHAUSTED = "BUDGET_EXHAUSTED"
    CUSTOMER_LIMIT = "CUSTOMER_LIMIT"
    NO_EFFECT = "NO_EFFECT"
    """It would have saved nothing; nothing of it is consumed."""
    CONTROL = "CONTROL"
    """The experiment's control group: what would have been is recorded, nothing is shown."""
    HOLDOUT = "HOLDOUT"
    NOT_IN_EXPERIMENT = "NOT_IN_EXPERIMENT"
    """Outside of its coverage or namespace, or nobody to assign: neither shown nor counted."""


@dataclass(frozen=True, slots=True)
class LineSaving:
    """What an offer takes off a line, in minor units; `units` has each unit's share (for returns),
    and sums up to `amount`. `reason` is the line's own sentence, where lines differ (by the days
    that their lots have left), None where the offer's says it."""

    line: str
    amount: int
    units: tuple[int, ...]
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Gift:
    """A product that comes for free."""

    product: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Applied:
    """An offer that applies. `saving` is the sum over `lines` plus `delivery`, in minor units.

    `reason` is the sentence for the shopper. `points` are loyalty points to be credited.
    """

    offer: Offer
    lines: tuple[LineSaving, ...]
    saving: int
    reason: Message
    delivery: int = 0
    points: int = 0
    gifts: tuple[Gift, ...] = ()
    variant: int | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """An offer that would have applied, held back by an experiment: the counterfactual.

    `why` is CONTROL or HOLDOUT; `saving` is what it would have saved.
    """

    offer: Offer
    why: Miss
    variant: int | None
    saving: int


@dataclass(frozen=True, slots=True)
class ClauseTrace:
    """One clause of a condition as it was judged; `depth` is its place in the tree."""

    wording: Message
    verdict: Verdict
    depth: int = 0


@dataclass(frozen=True, slots=True)
class NotApplied:
    """An offer that does not apply: `why` in a word, `message` in a sentence for the marketer.

    `by` is the offer that had precedence. `would_help` tells the shopper what would make it apply.
    """

    offer: Offer
    why: Miss
    message: Message
    clauses: tuple[ClauseTrace, ...] = ()
    by: str | None = None
    would_help: Message | None = None


@dataclass(frozen=True, slots=True)
class LineTotal:
    """A line's price before and after, in minor units; `units` are the discounts of its units."""

    line: str
    subtotal: int
    discount: int
    units: tuple[int, ...]

    @property
    def total(self) -> int:
        """What the line costs."""
        return self.subtotal - self.discount


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome. `snapshot_hash` and `context_hash` name what it was made of: the same two give
    the same decision, byte for byte. `cut_short` says that the search for the best combination of
    bundles ended at its bound."""

    snapshot_hash: str
    context_hash: str
    applied: tuple[Applied, ...]
    withheld: tuple[Withheld, ...]
    lines: tuple[LineTotal, ...]
    delivery: int
    cut_short: bool = False

    @property
    def items_total(self) -> int:
        """What the lines cost together."""
        return sum(line.total for line in self.lines)

    @property
    def discount_total(self) -> int:
        """What was taken off the lines."""
        return sum(line.discount for line in self.lines)

    @property
    def total(self) -> int:
        """Lines and delivery."""
        return self.items_total + self.delivery


@dataclass(frozen=True, slots=True)
class Explained:
    """A decision with its trace: the clauses of what applied by offer id, and what did not."""

    decision: Decision
    clauses: Mapping[str, Sequence[ClauseTrace]]
    not_applied: tuple[NotApplied, ...]
