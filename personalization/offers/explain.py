"""Why an offer applies or not, clause by clause, and what would make it apply.

Explaining decides again with a witness beside it. The same snapshot and context give the same
decision, so the trace is true of the one that a shopper saw, and deciding pays nothing for it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from personalization.offers.compiled import Compiled
from personalization.offers.conditions.clause import present
from personalization.offers.conditions.hours import later_today
from personalization.offers.conditions.leaf import Moment, Verdict
from personalization.offers.conditions.lines import more_units, positions
from personalization.offers.conditions.traced import help_for, traced
from personalization.offers.context import OfferContext
from personalization.offers.decide import decide
from personalization.offers.decision import ClauseTrace, Explained, Miss, NotApplied
from personalization.offers.gates import closed_gate
from personalization.offers.running import RunningCart
from personalization.offers.schedule import next_change
from personalization.offers.snapshot import Snapshot
from provenance.text import Message

AT_MOST = 100
"""Offers that did not apply which are told of, unless more were asked about."""

_UNTOLD = frozenset({Miss.STORE, Miss.CURRENCY, Miss.CODE_NEEDED})
"""Unless asked about: what is meant for elsewhere, or for those only who were given a code."""


def explained(snapshot: Snapshot, context: OfferContext, about: Collection[str] = ()) -> Explained:
    """The decision with its trace. Of the offers that do not apply it tells of those it is asked
    `about` (ids), then of those that are near to the cart: first those that came into question,
    then those that a shopper can do something for, by priority and id."""
    notes = _Notes(context)
    decision = decide(snapshot, context, notes)
    applied = {each.offer.id for each in decision.applied}
    wanted = frozenset(about)
    missed = [
        _missed(each, notes)
        for each in _near(snapshot, notes.fresh, wanted)
        if each.offer.id not in applied
    ]
    missed.sort(
        key=lambda found: (
            found.candidate.offer.id not in wanted,
            found.candidate.offer.id not in notes.misses,
            found.would_help is None,
            found.candidate.order,
        )
    )
    return Explained(
        decision=decision,
        clauses={offer: notes.judgements[offer].clauses for offer in sorted(applied)},
        not_applied=tuple(_told(found, notes) for found in missed[: max(AT_MOST, len(wanted))]),
    )


def why_not_asked(each: Compiled, context: OfferContext) -> Miss:
    """Why an offer never came into question when the context was decided."""
    return _why_not(each, context, each.check(_before_offers(context)))


def _before_offers(context: OfferContext) -> Moment:
    return Moment(context, [line.subtotal for line in context.lines])


@dataclass(frozen=True, slots=True)
class _Judgement:
    """A condition as it was judged at one moment."""

    verdict: Verdict
    clauses: Sequence[ClauseTrace]
    would_help: Message | None


class _Notes:
    """The witness: the last judgement and the last miss of each offer by id. `fresh` is the cart
    before any offer."""

    def __init__(self, context: OfferContext) -> None:
        self.fresh = _before_offers(context)
        self.judgements: dict[str, _Judgement] = {}
        self.misses: dict[str, tuple[Miss, str | None]] = {}

    def judged(self, candidate: Compiled, moment: Moment) -> None:
        """Note it now: what the cart costs goes on changing."""
        condition = candidate.offer.condition
        self.judgements[candidate.offer.id] = _Judgement(
            verdict=candidate.check(moment),
            clauses=tuple(traced(condition, moment)),
            would_help=help_for(condition, moment),
        )

    def missed(self, candidate: Compiled, why: Miss, by: str | None) -> None:
        """Note why; the last word counts."""
        self.misses[candidate.offer.id] = why, by


@dataclass(frozen=True, slots=True)
class _Missed:
    candidate: Compiled
    why: Miss
    by: str | None
    would_help: Message | None


def _near(snapshot: Snapshot, fresh: Moment, about: Collection[str]) -> Iterator[Compiled]:
    """What is asked about, what the index finds, what names something that the cart has, and of
    what is about any cart that of which nobody knows whether it holds."""
    context = fresh.context
    keys, within_reach = present(context), snapshot.within_reach(context)
    for offer, each in snapshot.compiled.items():
        if offer in about:
            yield each
        elif each.concerns is not None and each.concerns.isdisjoint(keys):
            continue
        elif closed_gate(each, context) not in _UNTOLD and (
            each.concerns is not None
            or each in within_reach
            or each.check(fresh) is Verdict.UNKNOWN
        ):
            yield each


def _missed(each: Compiled, notes: _Notes) -> _Missed:
    """What deciding said of it; of what never came into question, what it would have said."""
    offer, context = each.offer, notes.fresh.context
    judgement = notes.judgements.get(offer.id)
    verdict = judgement.verdict if judgement else each.check(notes.fresh)
    why, by = notes.misses.get(offer.id) or (_why_not(each, context, verdict), None)
    if why in {Miss.CONDITION, Miss.UNKNOWN}:
        would_help = judgement.would_help if judgement else help_for(offer.condition, notes.fresh)
    elif verdict is Verdict.TRUE:
        would_help = _help_beside(each, why, notes.fresh)
    else:
        would_help = None  # one thing alone would not do
    return _Missed(each, why, by, would_help)


def _told(found: _Missed, notes: _Notes) -> NotApplied:
    offer = found.candidate.offer
    judgement = notes.judgements.get(offer.id)
    key = f"explain-{found.why.lower().replace('_', '-')}"
    return NotApplied(
        offer=offer,
        why=found.why,
        message=Message(key, {"by": found.by} if found.by else {}),
        clauses=tuple(judgement.clauses if judgement else traced(offer.condition, notes.fresh)),
        by=found.by,
        would_help=found.would_help,
    )


def _why_not(each: Compiled, context: OfferContext, verdict: Verdict) -> Miss:
    if (gate := closed_gate(each, context)) is not None:
        return gate
    if verdict is Verdict.TRUE:
        return Miss.NO_EFFECT
    return Miss.UNKNOWN if verdict is Verdict.UNKNOWN else Miss.CONDITION


def _help_beside(each: Compiled, why: Miss, fresh: Moment) -> Message | None:
    """What would help an offer whose condition holds."""
    context = fresh.context
    if why is Miss.CODE_NEEDED:
        return Message("condition-help-code")
    if why is Miss.SCHEDULE:
        change = next_change(each.offer.schedule, context.now, context.time_zone)
        return later_today(change, context)
    if why is Miss.NO_EFFECT:
        return _help_of_benefits(each, fresh)
    return None


def _help_of_benefits(each: Compiled, fresh: Moment) -> Message | None:
    cart = RunningCart(fresh.context)
    for benefit in each.offer.benefits:
        if (found := benefit.would_help(cart)) is not None:
            return found
    reached = (
        positions(need)(fresh) for benefit in each.offer.benefits for need in benefit.needs()
    )
    return None if any(reached) else more_units(1)
