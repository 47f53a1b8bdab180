"""GraphQL: what a screen shows in its slots, where an experiment tries that out."""

import re
import secrets
from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.shopping.scan_offers import session_of
from personalization.experiments.presentation import presented
from personalization.experiments.unit import shopper_unit_id, unit_id
from personalization.insights.exposure import Exposure, Shown, exposure_token
from personalization.shoppers.consent import Purpose

_VISIT = re.compile(r"[A-Za-z0-9._-]{8,64}")


@strawberry.type(description="What to show in one slot of a screen.")
class SlotChoice:
    slot: str = described("The slot, without its surface.")
    value: str = described("A layout or text key that the screen knows.")


@strawberry.type(description="What experiments say about a screen; slots not named keep defaults.")
class Presentation:
    slots: list[SlotChoice] = described("By slot; empty where nothing is tried out.")
    exposure_tokens: list[str] = described(
        "One for each experiment: hand them to `reportShown` once the screen is seen, also where "
        "its slots keep their defaults."
    )


async def presentation(
    info: Request,
    store_id: Annotated[strawberry.ID, strawberry.argument(description="Where the screen is.")],
    surface: Annotated[
        str, strawberry.argument(description="Which kind of screen: `kiosk`, `app`, `scale`, …")
    ],
    visit: Annotated[
        str,
        strawberry.argument(
            description="The cart's id, else a random id of the visit (8 to 64 letters, digits, "
            "`.`, `_`, `-`): one visit always sees the same."
        ),
    ],
) -> Presentation | None:
    request, now = info.context, info.context.now
    await request.live.ready()
    store = request.live.stores.get(store_id)
    if store is None or not _VISIT.fullmatch(visit):
        return None
    unit = await _unit(request, visit)
    choices = presented(await request.market.experiments.all(), surface, unit)
    tokens = [
        exposure_token(
            request.signer,
            Exposure(
                id=secrets.token_hex(8),
                shown=Shown.SHOWN,
                at=now,
                store=store.id,
                currency=store.currency.code,
                unit=unit,
                experiment=choice.experiment,
                variant=choice.variant,
            ),
        )
        for choice in choices
    ]
    slots = [
        SlotChoice(slot=slot, value=value)
        for choice in choices
        for slot, value in choice.slots.items()
    ]
    return Presentation(slots=sorted(slots, key=lambda each: each.slot), exposure_tokens=tokens)


async def _unit(request: Context, visit: str) -> str:
    """As for offers: a shopper who agreed to being linked stays one unit."""
    session = session_of(request)
    if session and await request.market.shoppers.allows(session, Purpose.LINKING):
        return shopper_unit_id(request.signer, session)
    return unit_id(request.signer, visit)


@strawberry.type
class PresentationQuery:
    """To be inherited by the schema's Query type."""

    presentation: Presentation | None = strawberry.field(
        resolver=presentation,
        description="Which layout or text key a screen uses for its slots in this visit; null for "
        "an unknown store or a visit of another form.",
        extensions=[Requires(Action.SHOP)],
    )
