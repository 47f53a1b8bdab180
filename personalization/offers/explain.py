"""Why an offer applies or not, clause by clause, and what would make it apply.

Explaining decides again with a witness beside it. The same snapshot and context give the same
decision, so the trace is true of the one that a shopper saw, and deciding pays nothing for it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

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

_ELSEWHERE = frozenset({Miss.STORE, Miss.CURRENCY})


def explained(snapshot: Snapshot, context: OfferContext, about: Collection[str] = ()) -> Explained:
    """The decision with its trace. Of the offers that do not apply it tells of those it is asked
    `about` (ids), then of those that concern the cart: first those that came into question, then
    those that a shopper can do something for, by priority and id."""
    notes = _Notes()
    decision = decide(snapshot, context, notes)
    applied = {each.offer.id for each in decision.applied}
    wanted = frozenset(about)
    missed = [
        (each, _missed(each, context, notes))
        for each in _concerned(snapshot, context, wanted)
        if each.offer.id not in applied
    ]
    missed.sort(
        key=lambda found: (
            found[0].offer.id not in wanted,
            found[0].offer.id not in notes.misses,
            found[1].would_help is None,
            found[0].order,
        )
    )
    return Explained(
        decision=decision,
        clauses={offer: notes.judgements[offer].clauses for offer in sorted(applied)},
        not_applied=tuple(each for _, each in missed[: max(AT_MOST, len(wanted))]),
    )


@dataclass(frozen=True, slots=True)
class _Judgement:
    """A condition as it was judged at one moment."""

    verdict: Verdict
    clauses: Sequence[ClauseTrace]
    would_help: Message | None


@dataclass(slots=True)
class _Notes:
    """The witness: the last judgement and the last miss of each offer by id."""

    judgements: dict[str, _Judgement] = field(default_factory=dict)
    misses: dict[str, tuple[Miss, str | None]] = field(default_factory=dict)

    def judged(self, candidate: Compiled, moment: Moment) -> None:
        """Note it now: what the cart costs goes on changing."""
        self.judgements[candidate.offer.id] = _judgement(candidate, moment)

    def missed(self, candidate: Compiled, why: Miss, by: str | None) -> None:
        """Note why; the last word counts."""
        self.misses[candidate.offer.id] = why, by


def _judgement(candidate: Compiled, moment: Moment) -> _Judgement:
    condition = candidate.offer.condition
    return _Judgement(
        verdict=candidate.check(moment),
        clauses=tuple(traced(condition, moment)),
        would_help=help_for(condition, moment),
    )


def _concerned(
    snapshot: Snapshot, context: OfferContext, about: Collection[str]
) -> Sequence[Compiled]:
    keys = present(context)
    return [
        each
        for each in snapshot.compiled.values()
        if each.offer.id in about
        or (
            (each.concerns is None or not each.concerns.isdisjoint(keys))
            and closed_gate(each, context) not in _ELSEWHERE
        )
    ]


def _missed(each: Compiled, context: OfferContext, notes: _Notes) -> NotApplied:
    """What deciding said of it; of what never came into question, what it would have said."""
    offer = each.offer
    judgement = notes.judgements.get(offer.id) or _judgement(each, _before_offers(context))
    why, by = notes.misses.get(offer.id) or (_why_not(each, context, judgement.verdict), None)
    return NotApplied(
        offer=offer,
        why=why,
        message=Message(f"explain-{why.lower().replace('_', '-')}", {"by": by} if by else {}),
        clauses=tuple(judgement.clauses),
        by=by,
        would_help=_help(each, context, why, judgement),
    )


def _why_not(each: Compiled, context: OfferContext, verdict: Verdict) -> Miss:
    if (gate := closed_gate(each, context)) is not None:
        return gate
    if verdict is Verdict.TRUE:
        return Miss.NO_EFFECT
    return Miss.UNKNOWN if verdict is Verdict.UNKNOWN else Miss.CONDITION


def _help(
    each: Compiled, context: OfferContext, why: Miss, judgement: _Judgement
) -> Message | None:
    if why in {Miss.CONDITION, Miss.UNKNOWN}:
        return judgement.would_help
    if judgement.verdict is not Verdict.TRUE:
        return None  # one thing alone would not do
    if why is Miss.CODE_NEEDED:
        return Message("condition-help-code")
    if why is Miss.SCHEDULE:
        change = next_change(each.offer.schedule, context.now, context.time_zone)
        return later_today(change, context)
    if why is Miss.NO_EFFECT:
        return _help_of_benefits(each, context)
    return None


def _help_of_benefits(each: Compiled, context: OfferContext) -> Message | None:
    cart = RunningCart(context)
    for benefit in each.offer.benefits:
        if (found := benefit.would_help(cart)) is not None:
            return found
    moment = _before_offers(context)
    reached = (
        positions(need)(moment) for benefit in each.offer.benefits for need in benefit.needs()
    )
    return None if any(reached) else more_units(1)


def _before_offers(context: OfferContext) -> Moment:
    return Moment(context, [line.subtotal for line in context.lines])
