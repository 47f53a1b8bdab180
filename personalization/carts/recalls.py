"""Where recalls and carts meet: joined when asked, so that a recall reaches every cart."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from personalization.carts.cart import Cart
from personalization.store.market import Market
from provenance.answer import Recall
from provenance.store.archive import Archive
from provenance.store.recalled import Goods, recalls_reaching


async def recalls_on(archive: Archive, cart: Cart, now: datetime) -> Mapping[str, Recall]:
    """The recalls in force that reach lines of a cart, by line id; one read."""
    goods = [Goods(line.product, line.lot, line.serial) for line in cart.lines]
    found = await recalls_reaching(archive.database, goods, now)
    return {
        line.id: recall
        for line, recall in zip(cart.lines, found, strict=True)
        if recall is not None
    }


async def open_carts_holding(
    market: Market,
    archive: Archive,
    things: Sequence[str],
    *,
    with_made_from: bool,
    now: datetime,
) -> int:
    """How many carts that nobody paid for yet hold these things, or what was made from them.

    Things are product ids and keys of lots, instances or carriers. A number and no more: which
    carts they are is nobody's business.
    """
    in_carts = await market.carts.things_in_use(now)
    reached = await archive.lots.among(in_carts, things, with_made_from=with_made_from)
    return await market.carts.holding([*things, *reached], now)
