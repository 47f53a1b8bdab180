"""GraphQL: where something went, for recalls and for who asks on behalf of a partner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self

import strawberry

from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.identity_types import Place
from api.graphql.language import Speech
from personalization.carts.recalls import open_carts_holding
from provenance import forward
from provenance.codes.linked import LinkedThing, read_linked
from provenance.identity import lot_thing, serial_thing
from provenance.places import Place as KnownPlace
from provenance.places import Store
from provenance.stays import Stay
from provenance.text import Message

MOST_LOTS = 500


@strawberry.input(description="What to follow: a lot, an instance, or every lot of a product.")
class TraceForwardInput:
    gtin: str | None = described("GTIN, 8 to 14 digits.", default=None)
    lot: str | None = described("Batch or lot number, AI (10); with `gtin`.", default=None)
    serial: str | None = described("Serial number, AI (21); with `gtin`.", default=None)
    sscc: str | None = described(
        "A logistic unit, 18 digits, instead of a GTIN: what was ever on it.", default=None
    )
    first: int = described("How many lots, 1 to 500.", default=100)
    after: str | None = described("`endCursor` of the page before.", default=None)


@strawberry.type(description="A stay that has not ended: goods that can be collected.")
class OpenStay:
    place: Place | None = described("Where; null where nobody recorded the place.")
    store_id: strawberry.ID | None = described("The store it is in, if it is in one of ours.")
    since: datetime = described("Since when (UTC).")


@strawberry.type(description="A lot, or a numbered piece, that contains what was traced.")
class ContainingLot:
    id: strawberry.ID = described("Its key, `01/{gtin}/10/{lot}` or `01/{gtin}/21/{serial}`.")
    gtin: str | None = described("Its product's GTIN.")
    lot: str | None = described("Its lot number.")
    product_name: str | None = described("Its product's name; null for one we do not know.")
    open_stays: list[OpenStay] = described("Where it is now, as far as it was recorded.")

    @classmethod
    def of(cls, value: forward.ContainingLot, request: Context, speech: Speech) -> Self:
        places = request.live.places
        return cls(
            id=strawberry.ID(value.thing),
            gtin=value.gtin,
            lot=value.lot,
            product_name=speech.choose(value.names) or None,
            open_stays=[_open(stay, places.get(stay.place or "")) for stay in value.stays],
        )


@strawberry.type(description="How many lots are in one store.")
class StoreStock:
    store_id: strawberry.ID | None = described(
        "The store; null for lots outside of our stores, or of which nobody knows where they are."
    )
    store_name: str | None = described("Its name.")
    lots: int = described("Open stays there: how much there is to collect. Units are not counted.")


@strawberry.type(
    description="Everything that contains what was asked for, itself included, by recorded events."
)
class ForwardTrace:
    lots: list[ContainingLot] = described("A page of them, in order of their keys.")
    count: int = described("How many there are in all.")
    stores: list[StoreStock] = described("Where all of them are, by store.")
    open_carts: int = described(
        "How many carts that nobody paid for yet hold any of it: a number, never which ones."
    )
    behind: int = described(
        "Passports that are still to be built from new evidence, among which there may be more; "
        "0 says that nothing is missing."
    )
    end_cursor: str | None = described("Continues as `after`; null on the last page.")


@strawberry.type(description="Why nothing could be traced, in words.")
class TraceRefusal:
    message: str = described("What is wrong.")
    hint: str = described("What to do about it.")


TraceForwardResult = Annotated[
    ForwardTrace | TraceRefusal,
    strawberry.union("TraceForwardResult", description="What contains it, or why not."),
]


async def trace_forward(
    info: Request,
    input: Annotated[TraceForwardInput, strawberry.argument(description="What to follow.")],  # noqa: A002
) -> TraceForwardResult:
    """Where something went."""
    request, speech = info.context, info.context.speech()
    thing = asked_thing(
        request, gtin=input.gtin, lot=input.lot, serial=input.serial, sscc=input.sscc
    )
    if isinstance(thing, Message):
        hint = Message("trace-asked-hint")
        return TraceRefusal(message=request.say(thing), hint=request.say(hint))
    await request.live.ready()
    found = await forward.trace_forward(
        request.archive,
        [thing],
        places=request.live.places,
        first=min(max(input.first, 1), MOST_LOTS),
        after=input.after,
    )
    return ForwardTrace(
        lots=[ContainingLot.of(each, request, speech) for each in found.lots],
        count=found.count,
        stores=store_stock(found.stores, request.live.stores),
        open_carts=await open_carts_holding(
            request.market, request.archive, [thing], with_made_from=True, now=request.now
        ),
        behind=found.behind,
        end_cursor=found.next,
    )


def asked_thing(
    request: Context, *, gtin: str | None, lot: str | None, serial: str | None, sscc: str | None
) -> str | Message:
    """The key of what was asked for (a GTIN for every lot of it), or what is wrong."""
    if (gtin is None) == (sscc is None) or (sscc and (lot or serial)):
        return Message("trace-asked-one")
    padded = (gtin or "").zfill(14)
    path = lot_thing(padded, lot) if lot else serial_thing(padded, serial) if serial else None
    read = read_linked(
        f"/00/{sscc}" if sscc else f"/{path or f'01/{padded}'}", today=request.now.date()
    )
    if not isinstance(read, LinkedThing):
        return read.message
    return read.path if path or sscc else read.value


def store_stock(stores: Mapping[str | None, int], known: Mapping[str, Store]) -> list[StoreStock]:
    """Stores by name, what is in none of them last."""
    stock = [
        StoreStock(
            store_id=strawberry.ID(store) if store else None,
            store_name=known[store].name if store and store in known else None,
            lots=lots,
        )
        for store, lots in stores.items()
    ]
    return sorted(stock, key=lambda each: (each.store_id is None, each.store_name or ""))


def _open(stay: Stay, place: KnownPlace | None) -> OpenStay:
    unknown = KnownPlace(id=stay.place, name=stay.place, epc=stay.place) if stay.place else None
    shown = place or unknown
    return OpenStay(
        place=Place.of(shown) if shown else None,
        store_id=strawberry.ID(place.store) if place and place.store else None,
        since=stay.since,
    )
