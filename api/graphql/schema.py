"""The GraphQL schema: what can be asked, done and watched."""

from collections.abc import AsyncIterator
from typing import Annotated

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.access.callers import Action
from api.access.declared import Requires
from api.access.mutations import AccessMutation
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.execution import CheckedSchema
from api.graphql.identity_types import Product
from api.graphql.inputs import ScanContext
from api.graphql.review_moderation import PendingReview, ReviewMutation, reviews_to_moderate
from api.graphql.scalars import SCALARS
from api.graphql.scan_types import ScanResult, occasion_of, presented
from api.graphql.watching import ScanUpdate, watched
from provenance.identity import Symbology
from provenance.scan import scan

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


@strawberry.type(description="A store of this installation.")
class Store:
    id: strawberry.ID = described("Its id, as `ScanContext.storeId`.")
    name: str = described("Its name.")
    time_zone: str = described("IANA time zone of its wall clock.")
    currency_code: str = described("ISO 4217.")
    language: str = described("BCP 47 tag of its own language.")


@strawberry.type(description="What can be asked. Asking writes nothing.")
class Query:
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
        occasion = occasion_of(info, context)
        found = await scan(info.context.archive, code, occasion, symbology=symbology)
        return presented(found, occasion, info.context, context.language if context else None)

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
        return [
            Store(
                id=strawberry.ID(store.id),
                name=store.name,
                time_zone=store.time_zone.key,
                currency_code=store.currency.code,
                language=store.language,
            )
            for store in info.context.live.stores.values()
        ]

    reviews_to_moderate: list[PendingReview] = strawberry.field(
        resolver=reviews_to_moderate,
        description="Reviews that wait for a decision, oldest first.",
        extensions=[Requires(Action.MODERATE_REVIEWS)],
    )


@strawberry.type(description="What can be done.")
class Mutation(AccessMutation, ReviewMutation):
    pass


@strawberry.type(description="What can be watched.")
class Subscription:
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
