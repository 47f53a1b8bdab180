"""One decision in the making: the running cart, and what was granted, withheld or missed so far."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from personalization.experiments.assignment import assigned
from personalization.experiments.experiment import Experiment
from personalization.offers.compiled import Compiled
from personalization.offers.conditions.leaf import Moment, Verdict
from personalization.offers.context import OfferContext
from personalization.offers.decision import Miss, Withheld
from personalization.offers.offer import Offer
from personalization.offers.running import Effect, RunningCart
from personalization.offers.sharing import above_floors, within_rooms

T = TypeVar("T")


class Witness(Protocol):
    """Who wants to know more than the decision says (the marketer's trace)."""

    def judged(self, candidate: Compiled, moment: Moment) -> None:
        """Its condition is judged now, at this moment. `moment.running` goes on changing."""

    def missed(self, candidate: Compiled, why: Miss, by: str | None) -> None:
        """It does not apply; `by` is the offer that had precedence."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What an offer gives: effects by the place of the benefit. `lines` are the savings by index of
    the line."""

    candidate: Compiled
    effects: Mapping[int, Effect]
    variant: int | None
    lines: Mapping[int, int]
    saving: int

    @property
    def is_bundle(self) -> bool:
        """Whether it uses up units: then it cannot be given for some of its lines only."""
        return any(effect.fed for effect in self.effects.values())

    def on(self, lines: Iterable[int], delivery: int) -> "Grant":
        """The same on these lines only, and with so much of the delivery fee at most."""
        kept = set(lines)
        effects: dict[int, Effect] = {}
        for place, effect in self.effects.items():
            held = replace(
                effect,
                lines={index: offs for index, offs in effect.lines.items() if index in kept},
                delivery=min(effect.delivery, delivery),
            )
            delivery -= held.delivery
            if held:
                effects[place] = held
        return _grant(self.candidate, effects, self.variant)


@dataclass(slots=True)
class Evaluation:
    """`groups` has the offer that was granted in each exclusive group."""

    context: OfferContext
    experiments: Mapping[str, Experiment]
    witness: Witness | None
    cart: RunningCart = field(init=False)
    moment: Moment = field(init=False)
    granted: list[Grant] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    cut_short: bool = False
    groups: dict[str, str] = field(default_factory=dict)
    _variants: dict[str, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cart = RunningCart(self.context)
        self.moment = Moment(self.context, self.cart.running)

    def miss(self, candidate: Compiled, why: Miss, by: str | None = None) -> None:
        """It does not apply."""
        if self.witness is not None:
            self.witness.missed(candidate, why, by)

    def is_eligible(self, candidate: Compiled) -> bool:
        """Whether its group is free, its condition holds by now, and its experiment shows it. What
        the experiment withholds is priced here, beside the running cart."""
        if (by := self.taken_by(candidate.offer)) is not None:
            self.miss(candidate, Miss.EXCLUDED, by)
            return False
        if self.witness is not None:
            self.witness.judged(candidate, self.moment)
        verdict = candidate.check(self.moment)
        if verdict is not Verdict.TRUE:
            unknown = verdict is Verdict.UNKNOWN
            self.miss(candidate, Miss.UNKNOWN if unknown else Miss.CONDITION)
            return False
        arm = candidate.offer.experiment
        if arm is None:
            return True
        variant = self._variant(arm.experiment)
        if variant is None:
            self.miss(candidate, Miss.NOT_IN_EXPERIMENT)
            return False
        if variant == arm.variant:
            return True
        if (would_be := self.tried(candidate)) is not None:
            self.withheld.append(Withheld(candidate.offer, Miss.CONTROL, variant, would_be.saving))
            self.miss(candidate, Miss.CONTROL)
        return False

    def taken_by(self, offer: Offer) -> str | None:
        """The offer that was granted in its exclusive group."""
        return None if offer.exclusive_group is None else self.groups.get(offer.exclusive_group)

    def tried_all(self, offers: Sequence[Compiled]) -> Sequence[Grant]:
        """What each eligible offer would give by itself; one of each exclusive group."""
        tried = [self.tried(each) for each in offers if self.is_eligible(each)]
        grants = [grant for grant in tried if grant is not None]
        return one_of_each_group(self, grants, lambda grant: grant.candidate)

    def tried(
        self, candidate: Compiled, planned: Mapping[int, Effect] | None = None
    ) -> Grant | None:
        """What it would give, beside the running cart; None where that is nothing, or more than its
        budget has. `planned` are the effects of its bundles, where they were chosen already."""
        state = self.cart.state()
        grant = self._priced(candidate, planned)
        self.cart.restore(state)
        return grant

    def apply(self, candidate: Compiled, planned: Mapping[int, Effect] | None = None) -> bool:
        """Grant it on the running cart; False where it gives nothing, or more than its budget
        has."""
        scarce = candidate.offer.id in self.context.spendable
        state = self.cart.state() if scarce else None
        grant = self._priced(candidate, planned)
        if grant is None:
            if state is not None:
                self.cart.restore(state)
            return False
        self._record(grant)
        return True

    def give(self, grant: Grant) -> None:
        """Apply what was tried before."""
        for effect in grant.effects.values():
            self.cart.take(effect)
        self._record(grant)

    def _priced(self, candidate: Compiled, planned: Mapping[int, Effect] | None) -> Grant | None:
        """Takes the effects from the running cart."""
        offer, cart = candidate.offer, self.cart
        effects: dict[int, Effect] = {}
        for place, price in enumerate(candidate.prices):
            if planned is not None and place in candidate.bundles:
                effect = above_floors(planned.get(place, Effect()), cart)
            else:
                effect = price(cart)
            effect = within_rooms(effect, cart, offer.max_combined_percent)
            if effect:
                cart.take(effect)
                effects[place] = effect
        if not effects:
            self.miss(candidate, Miss.NO_EFFECT)
            return None
        arm = offer.experiment
        variant = None if arm is None else self._variant(arm.experiment)
        grant = _grant(candidate, effects, variant)
        if grant.saving > self.context.spendable.get(offer.id, grant.saving):
            self.miss(candidate, Miss.BUDGET_EXHAUSTED)
            return None
        return grant

    def _record(self, grant: Grant) -> None:
        offer = grant.candidate.offer
        self.granted.append(grant)
        if offer.exclusive_group is not None:
            self.groups[offer.exclusive_group] = offer.id
        if offer.max_combined_percent is not None:
            self.cart.bound(grant.lines, offer.max_combined_percent)

    def _variant(self, key: str) -> int | None:
        if key not in self._variants:
            experiment = self.experiments.get(key)
            self._variants[key] = (
                None if experiment is None
                else assigned(experiment, (), self.context.unit_id).variant
            )  # fmt: skip
        return self._variants[key]


def one_of_each_group(
    evaluation: Evaluation, found: Sequence[T], candidate: Callable[[T], Compiled]
) -> list[T]:
    """The first of each exclusive group; the others miss."""
    first: dict[str, str] = {}
    kept = []
    for each in found:
        offer = candidate(each).offer
        if offer.exclusive_group in first:
            evaluation.miss(candidate(each), Miss.EXCLUDED, first[offer.exclusive_group])
            continue
        if offer.exclusive_group is not None:
            first[offer.exclusive_group] = offer.id
        kept.append(each)
    return kept


def _grant(candidate: Compiled, effects: Mapping[int, Effect], variant: int | None) -> Grant:
    lines: dict[int, int] = {}
    saving = 0
    for effect in effects.values():
        saving += effect.delivery
        for index, offs in effect.lines.items():
            off = sum(offs)
            saving += off
            lines[index] = lines.get(index, 0) + off
    return Grant(candidate, effects, variant, lines, saving)
