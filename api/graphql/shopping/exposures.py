"""GraphQL: shoppers' own screens report what they showed, and what happened in their visit."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.shopping.scan_offers import session_of
from personalization.insights.event import EventKind, ShopperEvent
from personalization.insights.intake import InsightIntake
from personalization.insights.records import read_events
from provenance.batches import Unfit
from provenance.text import Message

MOST = 100
"""Tokens or events in a report of one screen."""


@strawberry.enum(
    description="SCAN: a code was read. ADD: put into the cart. PICK_UP: taken from the shelf. "
    "DWELL: stayed in a zone. IGNORE: passed by what was shown."
)
class VisitEventKind(StrEnum):
    SCAN = EventKind.SCAN.value
    ADD = EventKind.ADD.value
    PICK_UP = EventKind.PICK_UP.value
    DWELL = EventKind.DWELL.value
    IGNORE = EventKind.IGNORE.value


@strawberry.input(description="Something that happened in the visit of a cart.")
class VisitEventInput:
    id: str = described("The screen's own id of it, 1 to 64 characters; sent again, it is one.")
    kind: VisitEventKind = described("What.")
    at: datetime = described("When, at most 7 days ago.")
    zone_id: strawberry.ID | None = described("Where; DWELL and IGNORE need it.", default=None)
    product_id: strawberry.ID | None = described(
        "About what; SCAN, ADD and PICK_UP need it.", default=None
    )
    seconds: float | None = described("How long; DWELL needs it, up to 7,200.", default=None)


@strawberry.input(description="What a screen has really shown.")
class ReportShownInput:
    tokens: list[str] = described(
        "The exposure tokens, 1 to 100: those of what was shown, and those of what was withheld at "
        "the same moment. Each counts once, however often it is reported."
    )


@strawberry.input(description="What happened in a visit.")
class ReportEventsInput:
    cart_id: strawberry.ID = described("The cart of the visit, as `Cart.id`.")
    events: list[VisitEventInput] = described("1 to 100.")


@strawberry.type(description="A record of a report that could not be used.")
class UnusedRecord:
    index: int = described("Its place in the report, from 0.")
    message: str = described("What is wrong with it.")


@strawberry.type(description="What became of a report. Repeating it changes nothing.")
class Reported:
    accepted: int = described("Records that were used, or had been before.")
    unused: list[UnusedRecord] = described("The others.")


@strawberry.type(description="Why a report was not looked at, in words.")
class ReportRefusal:
    message: str = described("What is wrong.")


ReportResult = Annotated[
    Reported | ReportRefusal,
    strawberry.union("ReportResult", description="What became of a report, or why nothing did."),
]


async def report_shown(
    info: Request,
    input: Annotated[ReportShownInput, strawberry.argument(description="The tokens.")],  # noqa: A002
) -> ReportResult:
    request, now = info.context, info.context.now
    if not 1 <= len(input.tokens) <= MOST:
        return _refusal(request, Message("insights-report-size", {"limit": MOST}))
    at = now.isoformat()
    values = [{"kind": "exposure", "at": at, "token": token} for token in input.tokens]
    return await _taken(request, read_events(values, now, source="", signer=request.signer), now)


async def report_events(
    info: Request,
    input: Annotated[ReportEventsInput, strawberry.argument(description="The events.")],  # noqa: A002
) -> ReportResult:
    request, now = info.context, info.context.now
    if not 1 <= len(input.events) <= MOST:
        return _refusal(request, Message("insights-report-size", {"limit": MOST}))
    cart = await request.market.carts.get(input.cart_id, now)
    if cart is None:
        return _refusal(request, Message("insights-unknown-cart"))
    values = [_record(event, cart.store, cart.id) for event in input.events]
    source = f"cart {cart.id}"  # all that is stored of it is a keyed hash
    events = read_events(values, now, source=source, signer=request.signer)
    return await _taken(request, events, now)


def _record(event: VisitEventInput, store: str, visit: str) -> dict[str, object]:
    at = event.at if event.at.tzinfo else event.at.replace(tzinfo=UTC)
    fields = {
        "id": event.id,
        "kind": event.kind.value.lower(),
        "at": int(at.timestamp() * 1000),
        "store": store,
        "visit": visit,
        "zone": event.zone_id,
        "product": event.product_id,
        "seconds": event.seconds,
    }
    return {name: value for name, value in fields.items() if value is not None}


async def _taken(
    request: Context, events: Sequence[ShopperEvent | Unfit], now: datetime
) -> Reported:
    intake = InsightIntake(request.archive, request.market, request.signer)
    taken = await intake.take(events, now, shopper=session_of(request))
    unused = [
        UnusedRecord(index=each.index, message=request.say(each.message)) for each in taken.refused
    ]
    return Reported(accepted=taken.accepted, unused=unused)


def _refusal(request: Context, message: Message) -> ReportRefusal:
    return ReportRefusal(message=request.say(message))


@strawberry.type
class ReportMutation:
    """To be inherited by the schema's Mutation type."""

    report_shown = strawberry.mutation(
        report_shown,
        description="Report what a screen has really shown, by the tokens that came with it. A "
        "shopper's session is kept with it only under consent to ANALYTICS.",
        extensions=[Requires(Action.SHOP)],
    )
    report_events = strawberry.mutation(
        report_events,
        description="Report what happened in the visit of one's own cart. A shopper's session is "
        "kept with it only under consent to ANALYTICS, and never together with the cart.",
        extensions=[Requires(Action.SHOP)],
    )
