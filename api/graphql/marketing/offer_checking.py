"""GraphQL: what is wrong with an offer that is being written, before anything of it is saved."""

from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.marketing.offer_inputs import OfferContentInput, content_document
from api.graphql.marketing.offer_types import OfferProblem
from personalization import marketing
from personalization.offers.exchange import offer_from
from personalization.offers.problem import Gravity
from personalization.offers.validation import problems
from provenance.imports.records import Refused


@strawberry.input(description="An offer as it is being written.")
class CheckOfferInput:
    id: strawberry.ID = described("Its id, or the one it may get.")
    content: OfferContentInput = described("What it promises by now, whole.")


@strawberry.type(description="What would be said of an offer if it were saved.")
class OfferCheck:
    problems: list[OfferProblem] = described("What is wrong with it, or may be; errors first.")


async def check_offer(
    info: Request,
    input: Annotated[CheckOfferInput, strawberry.argument(description="The offer.")],  # noqa: A002
) -> OfferCheck:
    context = info.context
    content = offer_from(content_document(input.id, input.content))
    if isinstance(content, Refused):
        message = context.say(content.reason)
        whole = OfferProblem(path=_path(content.pointer), gravity=Gravity.ERROR, message=message)
        return OfferCheck(problems=[whole])
    today = context.now.date()
    known = await marketing.known_to(context.archive, context.market, [content], today)
    return OfferCheck(
        problems=[OfferProblem.of(each, context) for each in problems(content, known)]
    )


def _path(pointer: str) -> str:
    """`/benefits/0/value` as problems write it: `benefits[0].value`."""
    steps = (f"[{step}]" if step.isdigit() else f".{step}" for step in pointer.split("/") if step)
    return "".join(steps).removeprefix(".")


@strawberry.type
class OfferCheckQuery:
    """To be inherited by the schema's Query type."""

    check_offer: OfferCheck = strawberry.field(
        resolver=check_offer,
        description="What is wrong with an offer while it is being written. Nothing is saved.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
