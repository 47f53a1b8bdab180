"""What the agent and the screen say to each other, as JSON over the local WebSocket.

Every message is an object with a `type`; names are in camelCase. `kiosk/web/src/scale/messages.ts`
is its mirror, and a test holds the two equal. Weights are whole grams, money integer minor units,
moments RFC 3339 in UTC. What the page says of prices or weights counts for nothing: it has no field
for them but a preset tare.
"""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.metrology import LoadState
from kiosk.scale.reading import LinkState

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Grams = Annotated[int, Meta(ge=1, le=100_000)]


class Request(
    Struct, frozen=True, tag_field="type", tag=str.lower, rename="camel", forbid_unknown_fields=True
):
    """Something that the page asks; the answer to it carries its `id`."""

    id: Id


class Language(Request, frozen=True):
    """Speak this language (BCP 47) on this connection from now on."""

    language: Annotated[str, Meta(max_length=35)]


class Select(Request, frozen=True):
    """What lies on the scale: a code as a scanner reads it, or a PLU; `lot` where it names none."""

    code: Annotated[str, Meta(min_length=1, max_length=2_000)]
    lot: Annotated[str, Meta(min_length=1, max_length=20)] | None = None


class Clear(Request, frozen=True):
    """Nothing is selected any more, and the tare is gone."""


class Tare(Request, frozen=True):
    """Take what lies there as tare, or a preset one of so many `grams`."""

    grams: Grams | None = None


class Untare(Request, frozen=True):
    """Take the tare away."""


class Zero(Request, frozen=True):
    """Let the scale set itself to zero."""


class Print(Request, frozen=True):
    """Sell what lies there and print its label. The same `requestId` again is the same sale."""

    request_id: Id


class Reprint(Request, frozen=True):
    """Print the label of an earlier sale again, with its number and pack time."""

    number: Annotated[int, Meta(ge=1)]


Asked = Language | Select | Clear | Tare | Untare | Zero | Print | Reprint


class Telling(Struct, frozen=True, tag_field="type", tag=str.lower, rename="camel"):
    """Something that the agent tells."""


class Metrology(Struct, frozen=True, rename="camel"):
    """Which rules make the price: `hash` is the SHA-256 (hex) of their source.

    `notice` says in the connection's language that they are not certified.
    """

    version: str
    hash: str
    notice: str
    certified: bool = False


class Plate(Struct, frozen=True, rename="camel"):
    """What the scale's plate says, in grams: verification interval e, Max, and Min = 20 e."""

    interval: int
    maximum: int
    minimum: int


class Hello(Telling, frozen=True):
    """The first message of a connection, and again after a change of language.

    `device` is the device's name, where the server was reached. `lastNumber` is the last sale.
    """

    agent: str
    protocol: str
    metrology: Metrology
    plate: Plate
    printer: bool
    device: str | None
    last_number: int | None


class Link(Telling, frozen=True):
    """How the scale's wire is, since when, and in words."""

    state: LinkState
    since: datetime
    message: str


class Weight(Telling, frozen=True):
    """What lies on the scale, each time it changes; None is unknown, never 0.

    `netGrams` is gross less tare. `total` is the price to pay by `kiosk.metrology`, only while
    `state` is ready. `finished`: a label was printed, and the pan must become empty first.
    `at` is when the last byte of it came off the wire.
    """

    grams: int | None
    net_grams: int | None
    tare_grams: int
    stable: bool
    state: LoadState
    finished: bool
    total: int | None
    at: datetime


class Money(Struct, frozen=True, rename="camel"):
    """An amount: `minorUnits` × 10^-exponent of the currency (ISO 4217)."""

    minor_units: int
    currency_code: str
    exponent: int


class Goods(Struct, frozen=True, rename="camel"):
    """What is selected. Prices are per kilogram and the server's.

    `unitPrice` is what counts; it is below `listPrice` by the offers named in `offersIn`. `offers`
    are the titles of all that apply. `askedAt` is when the server said so: the screen shows its age
    where the server is away (`cached`).
    """

    code: str
    gtin: str | None
    lot: str | None
    name: str
    unit_price: Money
    list_price: Money
    offers: tuple[str, ...]
    offers_in: tuple[str, ...]
    asked_at: datetime
    cached: bool


class Selected(Telling, frozen=True):
    """What is selected now, on every connection; None: nothing."""

    goods: Goods | None


class Done(Telling, frozen=True):
    """A request was carried out; what changed is told by itself."""

    id: str


class Printed(Telling, frozen=True):
    """A label came out. `again`: it is that of an earlier sale."""

    id: str
    number: int
    packed_at: datetime
    again: bool


class Refused(Telling, frozen=True):
    """Why a request was not carried out, in words. `code` is the same in every language.

    `number` is that of a sale that is kept but whose label did not come out: the same `print` or a
    `reprint` tries again.
    """

    id: str
    code: str
    message: str
    hint: str
    number: int | None = None


Told = Hello | Link | Weight | Selected | Done | Printed | Refused


class _Addressed(Struct):
    id: str = ""


_ADDRESSED = msgspec.json.Decoder(_Addressed)
_ASKED: msgspec.json.Decoder[Asked] = msgspec.json.Decoder(Asked)
_ENCODER = msgspec.json.Encoder()


def asked(text: str | bytes) -> Asked:
    """A message of the page. Raises `msgspec.DecodeError` for anything else."""
    return _ASKED.decode(text)


def id_in(text: str | bytes) -> str:
    """The id of something that need not be a message of ours; empty where it has none."""
    try:
        return _ADDRESSED.decode(text).id
    except msgspec.DecodeError:
        return ""


def told(message: Told) -> str:
    """A message as the page gets it."""
    return _ENCODER.encode(message).decode()
