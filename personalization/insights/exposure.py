"""Exposures: an offer (or a presentation) was shown, or was withheld where it would have been.

Asking for offers writes nothing. Each answer carries a signed token instead, and the screen hands
it back when it has really shown the offer, or would have: the counterfactual is reported at the
same moment, so that both sides of an experiment count alike.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from personalization.offers.context import OfferContext
from personalization.offers.decision import Applied, Miss, Withheld
from personalization.offers.offer import Offer
from personalization.signing import Signer, TokenKind, TokenMiss

REPORTED_WITHIN: Final = timedelta(days=1)
"""How long a screen may take to report: a cart lives as long."""


class Shown(StrEnum):
    """What happened to the offer."""

    SHOWN = "SHOWN"
    CONTROL = "CONTROL"
    """Withheld: the shopper is in another variant of the experiment."""
    HOLDOUT = "HOLDOUT"
    """Withheld: the shopper is held out of all offers."""


_SHORT: Final = {
    "id": "n",
    "shown": "w",
    "at": "t",
    "store": "s",
    "currency": "c",
    "unit": "u",
    "offer": "o",
    "experiment": "x",
    "variant": "v",
    "zone": "z",
    "segments": "g",
}


class Exposure(msgspec.Struct, frozen=True, omit_defaults=True, rename=_SHORT):
    """One moment at which something was ready to be shown; also the claims of its token.

    `id` is random and says nothing. `at` is the decision, UTC. `offer` is `{id}@{version}`; None
    for a presentation. `variant` is that of the unit in `experiment`. `unit` is None where nobody
    could be assigned, `zone` where it was not known. `segments` are empty without consent.
    """

    id: str
    shown: Shown
    at: datetime
    store: str
    currency: str
    unit: str | None = None
    offer: str | None = None
    experiment: str | None = None
    variant: int | None = None
    zone: str | None = None
    segments: tuple[str, ...] = ()


def exposures(
    applied: Iterable[Applied],
    withheld: Iterable[Withheld],
    context: OfferContext,
    new_id: Callable[[], str],
) -> tuple[Exposure, ...]:
    """One for each offer that is shown or was withheld, in that order."""

    def exposure(offer: Offer, shown: Shown, variant: int | None) -> Exposure:
        arm = offer.experiment
        return Exposure(
            id=new_id(),
            shown=shown,
            at=context.now,
            store=context.store,
            currency=context.currency.code,
            unit=context.unit_id,
            offer=offer.key,
            experiment=arm.experiment if arm else None,
            variant=variant,
            zone=context.visit.zone if context.visit else None,
            segments=tuple(sorted(context.segments or ())),
        )

    return (
        *(exposure(each.offer, Shown.SHOWN, each.variant) for each in applied),
        *(exposure(each.offer, _WITHHELD[each.why], each.variant) for each in withheld),
    )


def exposure_token(signer: Signer, exposure: Exposure) -> str:
    """What the screen hands back; it is good for a day, and counts once."""
    claims = {**msgspec.to_builtins(exposure), "t": int(exposure.at.timestamp())}
    return signer.token(TokenKind.EXPOSURE, claims, until=exposure.at + REPORTED_WITHIN)


def reported(signer: Signer, token: str, now: datetime) -> Exposure | TokenMiss:
    """The exposure of a token that comes back."""
    claims = signer.read(TokenKind.EXPOSURE, token, now=now)
    if isinstance(claims, TokenMiss):
        return claims
    try:
        at = datetime.fromtimestamp(claims["t"], UTC)
        return msgspec.convert({**claims, "t": at}, Exposure)
    except (KeyError, msgspec.ValidationError):  # of a version with other claims
        return TokenMiss.FORGED


_WITHHELD: Final = {Miss.CONTROL: Shown.CONTROL, Miss.HOLDOUT: Shown.HOLDOUT}
