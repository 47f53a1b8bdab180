"""Offers to be told of at a place (a zone, a kiosk), before anything they are about is in the cart.

An offer is announced where it names the very trigger, its gates are open and its condition holds:
“20 % off fish, here and now”. What it takes off is decided when goods are scanned or priced.
"""

from dataclasses import dataclass

from personalization.experiments.assignment import assigned, is_held_out
from personalization.offers.conditions.leaf import Moment, Verdict
from personalization.offers.context import OfferContext
from personalization.offers.decision import Applied, Miss, Withheld
from personalization.offers.gates import closed_gate
from personalization.offers.snapshot import Snapshot
from provenance.text import Message


@dataclass(frozen=True, slots=True)
class Announcements:
    """What to tell, by priority and id (nothing is saved yet), and what experiments hold back."""

    told: tuple[Applied, ...]
    withheld: tuple[Withheld, ...]


def announcements(snapshot: Snapshot, context: OfferContext) -> Announcements:
    """The offers that speak up at the context's trigger."""
    moment = Moment(context, [line.subtotal for line in context.lines])
    speaking = [
        each
        for each in snapshot.speaking(context)
        if closed_gate(each, context) is None and each.check(moment) is Verdict.TRUE
    ]
    held_out = is_held_out(snapshot.holdouts, context.unit_id)
    told, withheld = list[Applied](), list[Withheld]()
    for each in sorted(speaking, key=lambda each: each.order):
        offer, variant = each.offer, None
        if (arm := offer.experiment) is not None:
            experiment = snapshot.experiments.get(arm.experiment)
            variant = assigned(experiment, (), context.unit_id).variant if experiment else None
            if variant is None:
                continue
        if held_out:
            withheld.append(Withheld(offer, Miss.HOLDOUT, None, 0))
        elif arm is not None and variant != arm.variant:
            withheld.append(Withheld(offer, Miss.CONTROL, variant, 0))
        else:
            told.append(Applied(offer, (), 0, Message("offers-announced"), variant=variant))
    return Announcements(tuple(told), tuple(withheld))
