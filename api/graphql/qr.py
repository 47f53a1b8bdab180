"""GraphQL: QR symbols for screens, which draw them without a library of their own."""

import asyncio
import re
from typing import Annotated, Self

import strawberry
from graphql import GraphQLError

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from kiosk.labels.qr import qr_path

_OWN_PATH = re.compile(r"/(?!/)[!-\[\]-~]{0,499}")
"""A path of ours with its query and fragment (RFC 3986): nothing that names another host."""


@strawberry.type(description="A QR symbol (ISO/IEC 18004), error correction level M.")
class QrCode:
    text: str = described("What it says.")
    size: int = described("Modules on each side, the quiet zone of 4 included.")
    path: str = described(
        "SVG path data of the dark modules, one unit each: to be filled in black on white, in a "
        "viewBox of `0 0 {size} {size}`."
    )

    @classmethod
    async def of(cls, text: str) -> Self:
        """Drawn beside the event loop: it takes milliseconds."""
        size, path = await asyncio.to_thread(qr_path, text)
        return cls(text=text, size=size, path=path)


async def qr_code(
    info: Request,
    path: Annotated[
        str,
        strawberry.argument(
            description="Path of our own public address, with query and fragment, at most 500 "
            "characters, e.g. `/01/09520001000012`."
        ),
    ],
) -> QrCode:
    if not _OWN_PATH.fullmatch(path):
        message = (
            "`path` is no path of ours: it begins with one slash and holds at most 500 characters "
            "of an address."
        )
        raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})
    return await QrCode.of(info.context.public_url + path)


@strawberry.type
class QrQuery:
    """To be inherited by the schema's Query type."""

    qr_code: QrCode = strawberry.field(
        resolver=qr_code,
        description="An address of ours as a QR symbol, to send something to a phone.",
        extensions=[Requires(Action.SCAN)],
    )
