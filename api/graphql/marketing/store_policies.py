"""GraphQL: how stores price, where they differ from the defaults."""

from typing import Annotated, Self

import msgspec
import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.marketing.derived import input_fields, output_fields
from api.graphql.marketing.offer_inputs import document_of
from api.graphql.marketing.offer_types import OfferProblem, plain_fields
from personalization.offers.policy import StorePolicy as Policy
from provenance.text import Message


@strawberry.input(description="How a store prices; what is left out is as by default.")
@input_fields(Policy, without=("store",))
class SetStorePolicyInput:
    store_id: strawberry.ID = described("The store.")


@strawberry.type(description="How a store prices.")
@output_fields(Policy, without=("store",))
class StorePolicy:
    store_id: strawberry.ID = described("The store.")

    @classmethod
    def of(cls, policy: Policy) -> Self:
        fields = plain_fields(policy)
        return cls(store_id=strawberry.ID(fields.pop("store")), **fields)


@strawberry.type(description="Why a policy was not set.")
class StorePolicyRefusal:
    problems: list[OfferProblem] = described("What is wrong, field by field.")
    message: str = described("What is wrong, in a sentence.")


SetStorePolicyResult = Annotated[
    StorePolicy | StorePolicyRefusal,
    strawberry.union("SetStorePolicyResult", description="The policy as it is now, or why not."),
]


async def store_policies(info: Request) -> list[StorePolicy]:
    await info.context.live.ready()
    found = await info.context.market.store_policies.all()
    return [StorePolicy.of(found.get(store) or Policy(store)) for store in info.context.live.stores]


async def set_store_policy(
    info: Request,
    input: Annotated[  # noqa: A002
        SetStorePolicyInput, strawberry.argument(description="The policy, whole.")
    ],
) -> SetStorePolicyResult:
    request = info.context
    await request.live.ready()
    if input.store_id not in request.live.stores:
        return StorePolicyRefusal(
            problems=[],
            message=request.say(Message("reports-unknown-store", {"store": input.store_id[:100]})),
        )
    document = document_of(input)
    store = document.pop("store_id")
    policy = msgspec.convert({**document, "store": store}, Policy)
    if wrong := policy.problems():
        return StorePolicyRefusal(
            problems=[OfferProblem.of(each, request) for each in wrong],
            message=request.say(wrong[0].message),
        )
    await request.market.store_policies.put(policy)
    return StorePolicy.of(policy)


@strawberry.type
class StorePolicyQuery:
    """To be inherited by the schema's Query type."""

    store_policies: list[StorePolicy] = strawberry.field(
        resolver=store_policies,
        description="How each store prices.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )


@strawberry.type
class StorePolicyMutation:
    """To be inherited by the schema's Mutation type."""

    set_store_policy = strawberry.mutation(
        set_store_policy,
        description="Set how a store rounds and splits discounts, settles rival offers, and how "
        "low a price may go. It counts for decisions from then on; quotes keep their price.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
