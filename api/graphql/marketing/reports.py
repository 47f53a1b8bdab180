"""GraphQL: reports for marketers and store staff."""

from collections.abc import Sequence
from typing import Annotated

import strawberry
from graphql import GraphQLError

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.marketing import place_report_types as places
from api.graphql.marketing.report_types import (
    DaysArgument,
    MarkdownReport,
    OfferReport,
    ReportDays,
    StoresArgument,
)
from personalization.offers.lifecycle import KeptOffer
from personalization.reports.carts import cart_reports, online_now
from personalization.reports.markdown import saved
from personalization.reports.offers import offer_reports
from personalization.reports.segments import segment_sizes
from personalization.reports.zones import floor_report
from provenance.places import Store
from provenance.text import Message

MOST_DAYS = 400
MOST_OFFERS = 100


async def offer_report(
    info: Request,
    days: DaysArgument,
    store_ids: StoresArgument = None,
    offer_ids: Annotated[
        list[strawberry.ID] | None, strawberry.argument(description="These offers, up to 100.")
    ] = None,
    campaign_id: Annotated[
        strawberry.ID | None,
        strawberry.argument(
            description="The offers of this campaign, unless `offerIds` are given."
        ),
    ] = None,
) -> list[OfferReport]:
    context = info.context
    stores = await _asked(context, store_ids, days)
    kept = await _offers(context, offer_ids, campaign_id)
    found = await offer_reports(
        context.archive,
        context.market,
        [each.published or each.content for each in kept],
        stores,
        first=days.first,
        last=days.last,
        today=context.now.date(),
    )
    return [OfferReport.of(each, context.speech()) for each in found]


async def zone_report(
    info: Request,
    store_id: Annotated[strawberry.ID, strawberry.argument(description="The store.")],
    days: DaysArgument,
) -> places.FloorReport:
    context = info.context
    (store,) = await _asked(context, [store_id], days)
    found = await floor_report(context.market, store, days.first, days.last)
    return places.FloorReport.of(found, context.speech())


async def cart_report(
    info: Request,
    days: DaysArgument,
    store_ids: StoresArgument = None,
) -> list[places.CartReport]:
    stores = await _asked(info.context, store_ids, days)
    found = await cart_reports(info.context.market, stores, days.first, days.last)
    return [places.CartReport.of(each) for each in found]


async def markdown_report(
    info: Request,
    days: DaysArgument,
    store_ids: StoresArgument = None,
) -> list[MarkdownReport]:
    context = info.context
    stores = await _asked(context, store_ids, days)
    found = await saved(context.archive, context.market, stores, days.first, days.last)
    return MarkdownReport.several(found)


async def online_shoppers(info: Request) -> list[places.OnlineShoppers]:
    context = info.context
    await context.live.ready()
    stores = list(context.live.stores.values())
    return places.OnlineShoppers.several(await online_now(context.market, stores, context.now))


async def segment_report(info: Request) -> places.SegmentReport:
    context = info.context
    return places.SegmentReport.of(await segment_sizes(context.market, context.now.date()))


async def _asked(
    context: Context, store_ids: Sequence[str] | None, days: ReportDays
) -> list[Store]:
    """The stores that are asked about, where the days make sense too."""
    if not 0 <= (days.last - days.first).days < MOST_DAYS:
        raise _bad(context, Message("reports-days", {"most": MOST_DAYS}))
    await context.live.ready()
    known = context.live.stores
    for store in store_ids or ():
        if store not in known:
            raise _bad(context, Message("reports-unknown-store", {"store": store[:100]}))
    return [known[store] for store in dict.fromkeys(known if store_ids is None else store_ids)]


async def _offers(
    context: Context, ids: Sequence[str] | None, campaign: str | None
) -> Sequence[KeptOffer]:
    stored = context.market.offers
    if ids is None:
        return await stored.latest(first=MOST_OFFERS, campaign=campaign)
    if len(ids) > MOST_OFFERS:
        raise _bad(context, Message("reports-offers", {"most": MOST_OFFERS}))
    found = await stored.by_ids(ids)
    return [found[offer] for offer in dict.fromkeys(ids) if offer in found]


def _bad(context: Context, reason: Message) -> GraphQLError:
    return GraphQLError(context.say(reason), extensions={"code": "BAD_USER_INPUT"})


@strawberry.type
class ReportQuery:
    """To be inherited by the schema's Query type."""

    offer_report: list[OfferReport] = strawberry.field(
        resolver=offer_report,
        description="What came of offers, from being shown to being paid: the latest 100, those of "
        "a campaign, or those named. Events are counted a few minutes after they come.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    zone_report: places.FloorReport = strawberry.field(
        resolver=zone_report,
        description="Hot and dead zones of a store. In zones of time that are half an hour off, "
        "days begin with the hour in which midnight lies.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    cart_report: list[places.CartReport] = strawberry.field(
        resolver=cart_report,
        description="Carts that were opened, abandoned and paid, by store.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    markdown_report: list[MarkdownReport] = strawberry.field(
        resolver=markdown_report,
        description="What the freshness ladders saved in kilos and money, once for each currency; "
        "of the latest 100,000 orders with a markdown.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    online_shoppers: list[places.OnlineShoppers] = strawberry.field(
        resolver=online_shoppers,
        description="Who is shopping right now, by store.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    segment_report: places.SegmentReport = strawberry.field(
        resolver=segment_report,
        description="The sizes of the segments as of today (UTC), at most of 100,000 shoppers.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
