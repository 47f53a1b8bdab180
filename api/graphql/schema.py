"""The GraphQL schema: what can be asked, done and watched."""

from collections.abc import AsyncIterator
from typing import Annotated

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.access.audit_types import AuditQuery
from api.access.callers import Action
from api.access.declared import Requires
from api.access.key_management import KeyMutation, KeyQuery
from api.access.mutations import AccessMutation
from api.graphql.alarm_management import AlarmMutation, AlarmQuery
from api.graphql.alarm_watching import AlarmSubscription
from api.graphql.context import Request
from api.graphql.device_management import DeviceMutation, DeviceQuery
from api.graphql.execution import CheckedSchema
from api.graphql.forward_trace import TraceForwardResult, trace_forward
from api.graphql.identity_types import Product
from api.graphql.inputs import ScanContext
from api.graphql.intake import IntakeQuery
from api.graphql.link_management import LinkMutation, LinksResult, links
from api.graphql.lot_types import LotQuery
from api.graphql.marketing.campaign_management import CampaignMutation, CampaignQuery
from api.graphql.marketing.catalogue import CatalogueQuery
from api.graphql.marketing.coupons import CouponMutation, CouponQuery
from api.graphql.marketing.experiment_management import ExperimentMutation, ExperimentQuery
from api.graphql.marketing.experiment_results import ExperimentResultQuery
from api.graphql.marketing.explaining import ExplainQuery
from api.graphql.marketing.offer_checking import OfferCheckQuery
from api.graphql.marketing.offer_exchange import OfferExchangeMutation, OfferExchangeQuery
from api.graphql.marketing.offer_management import OfferMutation, OfferQuery
from api.graphql.marketing.reports import ReportQuery
from api.graphql.marketing.segments import SegmentMutation, SegmentQuery
from api.graphql.marketing.simulate import SimulationSubscription
from api.graphql.marketing.store_policies import StorePolicyMutation, StorePolicyQuery
from api.graphql.marketing.zones import ZoneMutation, ZoneQuery
from api.graphql.place_states import PlaceStateQuery, PlaceStateSubscription
from api.graphql.qr import QrQuery
from api.graphql.recall_management import RecallMutation, RecallPage, recalls
from api.graphql.review_moderation import PendingReview, ReviewMutation, reviews_to_moderate
from api.graphql.scalars import SCALARS
from api.graphql.scan_types import ScanResult
from api.graphql.scanning import answered
from api.graphql.shopping.carts import CartMutation, CartQuery
from api.graphql.shopping.carts_watching import CartSubscription
from api.graphql.shopping.exposures import ReportMutation
from api.graphql.shopping.offers_here import OffersHereQuery
from api.graphql.shopping.offers_watching import OffersHereSubscription
from api.graphql.shopping.presentation import PresentationQuery
from api.graphql.shopping.profile import ProfileMutation, ProfileQuery
from api.graphql.shopping.quotes import QuoteMutation
from api.graphql.shopping.zone_visits import ZoneVisitQuery
from api.graphql.stock import StockQuery
from api.graphql.store_types import Store
from api.graphql.verification import VerificationQuery
from api.graphql.watching import ScanUpdate, watched
from api.graphql.webhook_management import WebhookMutation, WebhookQuery
from api.graphql.weighing import WeighingQuery
from provenance.identity import Symbology

CodeArgument = Annotated[
    str,
    strawberry.argument(
        description="What the scanner read: GS1 Digital Link, element string, EAN/UPC, PLU, …"
    ),
]
SymbologyArgument = Annotated[
    Symbology | None,
    strawberry.argument(description="What the scanner said it read, when it knows."),
]
ContextArgument = Annotated[
    ScanContext | None, strawberry.argument(description="Where and by whom it is scanned.")
]


@strawberry.type(description="What can be asked. Asking writes nothing.")
class Query(
    AlarmQuery,
    AuditQuery,
    CartQuery,
    DeviceQuery,
    ExplainQuery,
    IntakeQuery,
    KeyQuery,
    LotQuery,
    OffersHereQuery,
    PlaceStateQuery,
    StockQuery,
    StorePolicyQuery,
    VerificationQuery,
    WebhookQuery,
    WeighingQuery,
    ZoneQuery,
    ZoneVisitQuery,
    ExperimentResultQuery,
    CampaignQuery,
    CatalogueQuery,
    CouponQuery,
    ExperimentQuery,
    OfferCheckQuery,
    OfferExchangeQuery,
    OfferQuery,
    PresentationQuery,
    ProfileQuery,
    QrQuery,
    ReportQuery,
    SegmentQuery,
):
    @strawberry.field(
        description="Everything known about the thing a shopper scanned.",
        extensions=[Requires(Action.SCAN)],
    )
    async def scan(
        self,
        info: Request,
        code: CodeArgument,
        symbology: SymbologyArgument = None,
        context: ContextArgument = None,
    ) -> ScanResult:
        await info.context.live.ready()
        found, shown = await answered(info, code, symbology, context)
        info.context.recall_scans.note(found, info.context.now)
        return shown

    @strawberry.field(
        description="A trade item by its GTIN (8 to 14 digits); null when we do not know it.",
        extensions=[Requires(Action.SCAN)],
    )
    async def product(
        self,
        info: Request,
        gtin: Annotated[str, strawberry.argument(description="GTIN, 8 to 14 digits.")],
    ) -> Product | None:
        found = await info.context.archive.products.get(gtin.zfill(14))
        return Product.of(found, info.context.speech()) if found else None

    @strawberry.field(
        description="The stores of this installation.", extensions=[Requires(Action.SCAN)]
    )
    async def stores(self, info: Request) -> list[Store]:
        await info.context.live.ready()
        return [Store.of(store) for store in info.context.live.stores.values()]

    trace_forward: TraceForwardResult = strawberry.field(
        resolver=trace_forward,
        description="Which lots contain something, and where they are: the downstream walk.",
        extensions=[Requires(Action.QUERY_EVENTS)],
    )
    links: LinksResult = strawberry.field(
        resolver=links,
        description="The links that were set for an item and for what is above it.",
        extensions=[Requires(Action.MANAGE_LINKS)],
    )
    recalls: RecallPage = strawberry.field(
        resolver=recalls,
        description="Recalls with what they reach, the newest first.",
        extensions=[Requires(Action.RECALL)],
    )
    reviews_to_moderate: list[PendingReview] = strawberry.field(
        resolver=reviews_to_moderate,
        description="Reviews that wait for a decision, oldest first.",
        extensions=[Requires(Action.MODERATE_REVIEWS)],
    )


@strawberry.type(description="What can be done.")
class Mutation(
    AccessMutation,
    AlarmMutation,
    CartMutation,
    DeviceMutation,
    LinkMutation,
    RecallMutation,
    ReviewMutation,
    KeyMutation,
    WebhookMutation,
    ZoneMutation,
    ReportMutation,
    CampaignMutation,
    CouponMutation,
    ExperimentMutation,
    OfferExchangeMutation,
    OfferMutation,
    ProfileMutation,
    QuoteMutation,
    SegmentMutation,
    StorePolicyMutation,
):
    pass


@strawberry.type(description="What can be watched.")
class Subscription(
    AlarmSubscription,
    CartSubscription,
    PlaceStateSubscription,
    OffersHereSubscription,
    SimulationSubscription,
):
    @strawberry.subscription(
        description="A scan that stays true: the answer at once (after a break only when it may "
        "have changed), then again each time something it rests on changes.",
        extensions=[Requires(Action.SCAN)],
    )
    def scan_updates(
        self,
        info: Request,
        code: CodeArgument,
        symbology: SymbologyArgument = None,
        context: ContextArgument = None,
        after: Annotated[
            str | None, strawberry.argument(description="`cursor` of the last update seen.")
        ] = None,
    ) -> AsyncIterator[ScanUpdate]:
        return watched(info, code, symbology, context, after)


def build_schema(*, production: bool) -> CheckedSchema:
    """The schema as served; in production it does not describe itself."""
    return CheckedSchema(
        Query,
        Mutation,
        Subscription,
        introspection=not production,
        config=StrawberryConfig(scalar_map=SCALARS),
    )
