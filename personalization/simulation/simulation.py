"""What came of trying an offer out, counted basket by basket."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from personalization.offers.compiled import Compiled
from personalization.offers.conditions.leaf import Moment
from personalization.offers.context import OfferContext
from personalization.offers.decide import decide
from personalization.offers.decision import Decision, Explained, Miss
from personalization.offers.explain import explained, why_not_asked
from personalization.offers.offer import BudgetKind, Offer
from personalization.simulation.trial import Trial
from provenance.identity import Currency

EXAMPLES = 3
"""Baskets that get the offer which are shown; of those that do not, one for each reason."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of so many `baskets`, `reached` get the draft."""

    baskets: int
    reached: int


@dataclass(frozen=True, slots=True)
class Effect:
    """The money of one currency, in minor units.

    `cost` is what the draft gives away, `turnover` what the `reached` baskets cost before offers.
    `discount_now` and `discount_then` are what all offers give away in all baskets, without the
    draft and with it.
    """

    currency: Currency
    baskets: int
    reached: int
    turnover: int
    cost: int
    discount_now: int
    discount_then: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """A live `offer` that baskets with the draft get too (`together`), or would have got without it
    (`displaced`)."""

    offer: Offer
    together: int
    displaced: int


@dataclass(frozen=True, slots=True)
class Example:
    """A basket with its decision; the trace tells of the draft, whether it applies or not."""

    context: OfferContext
    explained: Explained


@dataclass(frozen=True, slots=True)
class Simulation:
    """Who would get the draft, what it costs, and what it meets.

    `withheld` are baskets that its experiment or a holdout keeps it from. `missed` counts the
    others that do not get it by the reason. `exhausted_at` is when the basket was paid from which
    on its budget was used up, None where it lasted.
    """

    share: Share
    withheld: int
    effects: tuple[Effect, ...]
    missed: Mapping[Miss, int]
    overlaps: tuple[Overlap, ...]
    stores: Mapping[str, Share]
    segments: Mapping[str, Share]
    exhausted_at: datetime | None
    examples: tuple[Example, ...]


def simulated(trial: Trial, contexts: Iterable[OfferContext]) -> Simulation:
    """Try the draft on each of these, the earliest first: they share its budget."""
    tally = Tally(trial)
    tally.take(contexts)
    return tally.simulation()


@dataclass(slots=True)
class _Money:
    baskets: int = 0
    reached: int = 0
    turnover: int = 0
    cost: int = 0
    discount_now: int = 0
    discount_then: int = 0


@dataclass(slots=True)
class _Witness:
    """Why the draft does not apply; the last word counts."""

    draft: str
    why: Miss | None = None

    def judged(self, candidate: Compiled, moment: Moment) -> None:
        """Nothing to note."""

    def missed(self, candidate: Compiled, why: Miss, by: str | None) -> None:  # noqa: ARG002
        """Note it."""
        if candidate.offer.id == self.draft:
            self.why = why


@dataclass(slots=True)
class Tally:
    """Counts as baskets come, so that a long run can be watched and stopped in between."""

    trial: Trial
    _money: dict[Currency, _Money] = field(default_factory=dict)
    _withheld: int = 0
    _missed: Counter[Miss] = field(default_factory=Counter)
    _together: Counter[str] = field(default_factory=Counter)
    _displaced: Counter[str] = field(default_factory=Counter)
    _baskets_of: Counter[tuple[str, str]] = field(default_factory=Counter)
    _reached_of: Counter[tuple[str, str]] = field(default_factory=Counter)
    _left: dict[BudgetKind, int] = field(default_factory=dict)
    _exhausted_at: datetime | None = None
    _shown: list[OfferContext] = field(default_factory=list)
    _shown_of: Counter[Miss | None] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for budget in self.trial.draft.budgets:
            if budget.kind is not BudgetKind.PER_CUSTOMER:
                self._left[budget.kind] = budget.limit

    def take(self, contexts: Iterable[OfferContext]) -> None:
        """Try the draft on these too; they come after those before."""
        for context in contexts:
            self._take(self._within_budget(context))

    def simulation(self) -> Simulation:
        """What came of all so far."""
        offers = self.trial.now.offers
        met = sorted(
            self._together.keys() | self._displaced.keys(),
            key=lambda id_: (-self._displaced[id_], -self._together[id_], id_),
        )
        baskets = sum(money.baskets for money in self._money.values())
        reached = sum(money.reached for money in self._money.values())
        return Simulation(
            share=Share(baskets, reached),
            withheld=self._withheld,
            effects=tuple(
                Effect(currency, money.baskets, money.reached, money.turnover, money.cost,
                       money.discount_now, money.discount_then)
                for currency, money in sorted(self._money.items(), key=lambda each: each[0].code)
            ),
            missed=dict(sorted(self._missed.items(), key=lambda each: (-each[1], each[0]))),
            overlaps=tuple(
                Overlap(offers[id_], self._together[id_], self._displaced[id_]) for id_ in met
            ),
            stores=self._shares("store"),
            segments=self._shares("segment"),
            exhausted_at=self._exhausted_at,
            examples=tuple(
                Example(context, explained(self.trial.then, context, [self.trial.draft.id]))
                for context in self._shown
            ),
        )  # fmt: skip

    def _within_budget(self, context: OfferContext) -> OfferContext:
        if not self._left:
            return context
        draft, least = self.trial.draft.id, min(self._left.values())
        budgets = {**context.budgets, draft: least}
        spendable = dict(context.spendable)
        if BudgetKind.SPEND in self._left:
            spendable[draft] = self._left[BudgetKind.SPEND]
        return replace(context, budgets=budgets, spendable=spendable)

    def _take(self, context: OfferContext) -> None:
        draft = self.trial.draft
        witness = _Witness(draft.id)
        then = decide(self.trial.then, context, witness)
        applied = next((each for each in then.applied if each.offer.id == draft.id), None)
        money = self._money.setdefault(context.currency, _Money())
        money.baskets += 1
        money.discount_then += _discount(then, context)
        self._count(self._baskets_of, context)
        now = then  # a draft that is not granted changes nothing for the others
        if applied is not None or self.trial.replaces:
            now = decide(self.trial.now, context)
        money.discount_now += _discount(now, context)
        if applied is None:
            why = witness.why or why_not_asked(self.trial.then.compiled[draft.id], context)
            self._miss(why, context)
            return
        money.reached += 1
        money.turnover += sum(line.subtotal for line in context.lines)
        money.cost += applied.saving
        self._count(self._reached_of, context)
        self._spend(applied.saving)
        others = {each.offer.id for each in then.applied} - {draft.id}
        self._together.update(others)
        self._displaced.update({each.offer.id for each in now.applied} - others - {draft.id})
        self._show(None, context, EXAMPLES)

    def _miss(self, why: Miss, context: OfferContext) -> None:
        if why in (Miss.CONTROL, Miss.HOLDOUT):
            self._withheld += 1
        else:
            self._missed[why] += 1
        if why is Miss.BUDGET_EXHAUSTED and self._exhausted_at is None:
            self._exhausted_at = context.now
        self._show(why, context, 1)

    def _spend(self, saving: int) -> None:
        for kind in self._left:
            self._left[kind] -= saving if kind is BudgetKind.SPEND else 1

    def _show(self, why: Miss | None, context: OfferContext, most: int) -> None:
        if self._shown_of[why] < most:
            self._shown_of[why] += 1
            self._shown.append(context)

    def _count(self, counter: Counter[tuple[str, str]], context: OfferContext) -> None:
        counter["store", context.store] += 1
        counter.update(("segment", segment) for segment in context.segments or ())

    def _shares(self, by: str) -> Mapping[str, Share]:
        return {
            key[1]: Share(baskets, self._reached_of[key])
            for key, baskets in sorted(self._baskets_of.items())
            if key[0] == by
        }


def _discount(decision: Decision, context: OfferContext) -> int:
    return decision.discount_total + context.delivery - decision.delivery
