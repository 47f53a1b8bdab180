"""What a cart costs now and why: a pure function of the live offers and one moment.

Offers apply lane by lane, in each lane by priority and id. Conditions are judged just before their
offer would apply, on what the offers before it have left; those of bundles that are chosen together
when their lane begins. An eligible exclusive offer goes before everything and stays alone.
"""

from collections.abc import Sequence

from personalization.experiments.assignment import is_held_out
from personalization.offers.compiled import Compiled
from personalization.offers.context import OfferContext
from personalization.offers.decision import (
    Applied,
    Decision,
    Gift,
    LineSaving,
    LineTotal,
    Miss,
    Withheld,
)
from personalization.offers.evaluation import Evaluation, Grant, Witness
from personalization.offers.fingerprint import context_hash
from personalization.offers.lane import LANE_MODES, Lane
from personalization.offers.lanes import apply_lane
from personalization.offers.running import RunningCart
from personalization.offers.snapshot import Snapshot


def decide(snapshot: Snapshot, context: OfferContext, witness: Witness | None = None) -> Decision:
    """The decision. `witness` is told of what did not apply, and when conditions were judged.

    Who is held out gets no offer: everything is decided as for others, then withheld.
    """
    evaluation = Evaluation(context, snapshot.experiments, witness)
    offers = snapshot.candidates(context)
    if not _exclusive(evaluation, offers):
        _lane_by_lane(evaluation, [each for each in offers if not each.offer.exclusive])
    cart = evaluation.cart
    granted, withheld = evaluation.granted, evaluation.withheld
    if granted and is_held_out(snapshot.holdouts, context.unit_id):
        for each in granted:
            evaluation.miss(each.candidate, Miss.HOLDOUT)
        withheld = [
            Withheld(each.candidate.offer, Miss.HOLDOUT, None, each.saving) for each in granted
        ]
        cart, granted = RunningCart(context), []
    return Decision(
        snapshot_hash=snapshot.hash,
        context_hash=context_hash(context),
        applied=tuple(_applied(each, evaluation.cart) for each in granted),
        withheld=tuple(withheld),
        lines=_line_totals(cart),
        delivery=cart.delivery,
        cut_short=evaluation.cut_short,
    )


def _exclusive(evaluation: Evaluation, offers: Sequence[Compiled]) -> bool:
    """Whether an exclusive offer was granted."""
    others = list(offers)
    for exclusive in offers:
        if exclusive.offer.exclusive:
            others.remove(exclusive)
            if evaluation.is_eligible(exclusive) and evaluation.apply(exclusive):
                for other in others:
                    evaluation.miss(other, Miss.EXCLUDED, exclusive.offer.id)
                return True
    return False


def _lane_by_lane(evaluation: Evaluation, offers: Sequence[Compiled]) -> None:
    by_lane: dict[Lane, list[Compiled]] = {}
    for each in offers:
        by_lane.setdefault(each.offer.lane, []).append(each)
    modes = evaluation.context.lane_modes
    for lane, default in LANE_MODES.items():
        if lane in by_lane:
            apply_lane(evaluation, lane, modes.get(lane, default), by_lane[lane])


def _applied(grant: Grant, cart: RunningCart) -> Applied:
    offer = grant.candidate.offer
    first, effect = next(iter(grant.effects.items()))
    effects = grant.effects.values()
    gifts = [gift for each in effects for gift in each.gifts]
    return Applied(
        offer=offer,
        lines=tuple(_line_saving(grant, index, cart) for index in sorted(grant.lines)),
        saving=grant.saving,
        reason=offer.benefits[first].reason(effect, cart),
        delivery=sum(each.delivery for each in effects),
        points=sum(each.points for each in effects),
        gifts=tuple(Gift(product, quantity) for product, quantity in gifts),
        variant=grant.variant,
    )


def _line_saving(grant: Grant, index: int, cart: RunningCart) -> LineSaving:
    units: list[int] = []
    reason = None
    for place, effect in grant.effects.items():
        if (offs := effect.lines.get(index)) is None:
            continue
        if units:
            units = [before + off for before, off in zip(units, offs, strict=True)]
        else:
            units = offs
            reason = grant.candidate.offer.benefits[place].line_reason(index, cart)
    return LineSaving(cart.lines[index].id, grant.lines[index], tuple(units), reason)


def _line_totals(cart: RunningCart) -> tuple[LineTotal, ...]:
    return tuple(
        LineTotal(line.id, line.subtotal, line.subtotal - price, cart.off(index))
        for index, (line, price) in enumerate(zip(cart.lines, cart.running, strict=True))
    )
