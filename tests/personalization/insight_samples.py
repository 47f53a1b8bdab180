"""Exposures and events for tests of insights, and sales that follow."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from pymongo.asynchronous.database import AsyncDatabase

from personalization.experiments.experiment import Experiment, ExperimentStatus
from personalization.insights.exposure import Exposure, Shown
from personalization.signing import Signer
from personalization.store.redemptions import Redemptions
from provenance.store.collection import Document
from tests.personalization.redemption_samples import EUR, NOW, basket, order, use
from tests.personalization.zone_samples import FISH

SIGNER = Signer("a secret for tests that is long enough")
AB = Experiment("ab", "Ten per cent", ("none", "ten"), status=ExperimentStatus.RUNNING)


def exposure(
    unit: str | None = "unit-1",
    variant: int | None = 1,
    *,
    offer: str | None = "ten@1",
    at: datetime = NOW,
    zone: str | None = FISH.id,
    currency: str = EUR.code,
    segments: tuple[str, ...] = (),
    shown: Shown | None = None,
) -> Exposure:
    return Exposure(
        id=secrets.token_hex(8),
        shown=shown or (Shown.SHOWN if variant else Shown.CONTROL),
        at=at,
        store="s1",
        currency=currency,
        unit=unit,
        offer=offer,
        experiment=AB.key,
        variant=variant,
        zone=zone,
        segments=segments,
    )


async def bought(
    database: AsyncDatabase[Document], unit: str, saving: int, *, minutes: float
) -> str:
    """A sale of 10.00 less `saving` to a unit, some minutes after noon; its redemption's id."""
    redemptions, name = Redemptions(database), secrets.token_hex(8)
    sold = basket(*([use(saving=saving)] if saving else []))
    sold = replace(sold, context=replace(sold.context, unit_id=unit))
    at = NOW + timedelta(minutes=minutes)
    await redemptions.reserve(name, order(name), sold, at)
    await redemptions.capture(name, name, at)
    return name
