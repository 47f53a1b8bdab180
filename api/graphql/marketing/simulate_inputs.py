"""GraphQL: what to simulate, and on what."""

from datetime import datetime

import strawberry

from api.graphql.context import Context
from api.graphql.described import described
from api.graphql.marketing.offer_inputs import OfferContentInput, content_document
from personalization.carts.lines import category_beginnings
from personalization.offers.context import Line, OfferContext, Trigger, ZoneVisit
from personalization.offers.exchange import offer_from
from personalization.offers.offer import Offer
from provenance.answer import Product
from provenance.imports.records import Refused
from provenance.places import Store
from provenance.text import Message

MOST_MOMENTS, MOST_LINES = 100, 100
UNNAMED = "draft"
"""The id of content that is handed in without one."""


@strawberry.input(description="Goods in a cart that is made up.")
class SimulatedLineInput:
    product_id: strawberry.ID = described("As `Product.id`.")
    unit_price: int = described("Minor units, for one unit; of weighed goods, for the piece.")
    quantity: int = described("How many, from 1.", default=1)
    weight_grams: float | None = described("Of weighed goods.", default=None)
    days_left: int | None = described("Whole days until the lot's last day.", default=None)


@strawberry.input(
    description="A moment that is made up. What is left out is unknown: conditions on it do not "
    "hold."
)
class SimulatedMomentInput:
    store_id: strawberry.ID = described("Where.")
    lines: list[SimulatedLineInput] = described("The cart, up to 100 lines.")
    at: datetime | None = described("When (UTC); now when left out.", default=None)
    trigger: Trigger = described("What made us ask.", default=Trigger.CART_CHANGED)
    zone_id: strawberry.ID | None = described("The zone the shopper is in.", default=None)
    dwell_seconds: float = described("For how long in it.", default=0.0)
    segments: list[str] | None = described("The shopper's segments.", default=None)
    loyalty: str | None = described("The shopper's loyalty tier.", default=None)
    returning: bool | None = described("Whether they came before.", default=None)
    language: str | None = described("BCP 47 tag.", default=None)
    codes: list[strawberry.ID] = described("Offers whose code was entered.", default_factory=list)


@strawberry.input(description="An offer to simulate, by `offerId` or `content`.")
class SimulateOfferInput:
    offer_id: strawberry.ID | None = described(
        "A kept offer: its draft, else what is in force. With `content`, the id it will have.",
        default=None,
    )
    content: OfferContentInput | None = described("What it promises, whole.", default=None)
    days: int = described("Baskets of today and of so many days before, 0 to 90.", default=28)
    store_ids: list[strawberry.ID] | None = described(
        "Baskets of these stores; of all when left out.", default=None
    )
    moments: list[SimulatedMomentInput] | None = described(
        "Up to 100 moments to try it on instead of baskets, in this order: each offer at its own "
        "days then.",
        default=None,
    )


async def draft_of(given: SimulateOfferInput, context: Context) -> Offer | Message:
    """The offer that is meant, or what is wrong with how it was named."""
    if given.content is not None:
        read = offer_from(content_document(given.offer_id or UNNAMED, given.content))
        return read.reason if isinstance(read, Refused) else read
    if given.offer_id is None:
        return Message("reports-simulate-nothing")
    kept = await context.market.offers.get(given.offer_id)
    return kept.content if kept else Message("offer-unknown")


async def moments_of(
    given: list[SimulatedMomentInput], context: Context
) -> list[OfferContext] | Message:
    """The contexts that are meant, or what is wrong with them."""
    lines = [line for moment in given for line in moment.lines]
    if len(given) > MOST_MOMENTS or any(len(each.lines) > MOST_LINES for each in given):
        return Message("reports-simulate-much", {"moments": MOST_MOMENTS, "lines": MOST_LINES})
    if any(line.quantity < 1 or line.unit_price < 0 for line in lines):
        return Message("reports-simulate-amounts")
    products = await context.archive.products.get_many({line.product_id for line in lines})
    for line in lines:
        if line.product_id not in products:
            return Message("reports-unknown-product", {"product": line.product_id[:100]})
    for moment in given:
        if moment.store_id not in context.live.stores:
            return Message("reports-unknown-store", {"store": moment.store_id[:100]})
    return [_context(each, context.live.stores[each.store_id], products, context) for each in given]


def _context(
    given: SimulatedMomentInput, store: Store, products: dict[str, Product], context: Context
) -> OfferContext:
    return OfferContext(
        now=given.at or context.now,
        store=store.id,
        time_zone=store.time_zone,
        currency=store.currency,
        lines=tuple(
            _line(str(position), line, products[line.product_id])
            for position, line in enumerate(given.lines, 1)
        ),
        trigger=given.trigger,
        codes=frozenset(given.codes),
        language=given.language,
        visit=ZoneVisit(given.zone_id, given.dwell_seconds) if given.zone_id else None,
        segments=None if given.segments is None else frozenset(given.segments),
        loyalty=given.loyalty,
        returning=given.returning,
        budgets=context.offers.budgets,
        spendable=context.offers.spendable,
    )


def _line(line_id: str, given: SimulatedLineInput, product: Product) -> Line:
    return Line(
        id=line_id,
        product=product.id,
        unit_price=given.unit_price,
        quantity=given.quantity,
        gtin=product.gtin,
        weight_grams=given.weight_grams,
        days_left=given.days_left,
        categories=category_beginnings(product.category),
        brand=product.brand,
    )
