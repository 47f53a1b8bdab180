"""GraphQL: working on offers, publishing them, and taking them out of force."""

from collections.abc import Sequence
from typing import Annotated

import strawberry
from graphql import GraphQLError

from api.access.callers import Action, Staff
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.marketing.offer_inputs import OfferContentInput, content_document
from api.graphql.marketing.offer_types import Offer, OfferProblem
from personalization import marketing
from personalization.marketing import Declined
from personalization.offers.exchange import offer_from
from personalization.offers.lifecycle import KeptOffer
from personalization.offers.offer import OfferStatus
from personalization.offers.validation import problems
from provenance.imports.records import Refused

_REVISION = "`Offer.revision` as it was read; what changed since is not overwritten."


@strawberry.input(description="An offer to begin, or to work on.")
class SaveOfferInput:
    id: strawberry.ID = described("A new id, or that of the offer: up to 64 characters.")
    expected_revision: int | None = described(f"{_REVISION} Null: it is new.", default=None)
    content: OfferContentInput = described("What it promises, whole.")


@strawberry.input(description="An offer to publish.")
class PublishOfferInput:
    id: strawberry.ID = described("The offer.")
    expected_revision: int = described(_REVISION)


@strawberry.input(description="An offer to pause, to bring back or to end.")
class OfferInput:
    id: strawberry.ID = described("The offer.")


@strawberry.input(description="An offer to make another one from.")
class DuplicateOfferInput:
    id: strawberry.ID = described("The offer.")
    new_id: strawberry.ID = described("The id of the new one.")


@strawberry.type(description="Offers, those changed last first.")
class OfferPage:
    offers: list[Offer] = described("This page.")
    end_cursor: str | None = described("Continues as `after`; null on the last page.")


@strawberry.type(description="Why an offer was not changed, in words.")
class OfferRefusal:
    message: str = described("What is wrong, and what to do about it.")
    problems: list[OfferProblem] = described("What keeps it from being published; may be empty.")


OfferResult = Annotated[
    Offer | OfferRefusal,
    strawberry.union("OfferResult", description="The offer as it is now, or why not."),
]


async def offers_of(kept: Sequence[KeptOffer], context: Context) -> list[Offer]:
    """Offers with their problems, read together."""
    contents = [each.content for each in kept]
    now = context.now
    known = await marketing.known_to(context.archive, context.market, contents, now.date())
    return [
        Offer.of(
            each,
            known.stores.values(),
            [OfferProblem.of(problem, context) for problem in problems(each.content, known)],
            context,
        )
        for each in kept
    ]


def staff_name(context: Context) -> str:
    """Who is at work: `Requires(MANAGE_OFFERS)` lets only staff in."""
    assert isinstance(context.caller, Staff)  # noqa: S101
    return context.caller.name


async def offers(
    info: Request,
    status: Annotated[
        OfferStatus | None, strawberry.argument(description="Only those; all when left out.")
    ] = None,
    campaign_id: Annotated[
        strawberry.ID | None, strawberry.argument(description="Only those of this campaign.")
    ] = None,
    first: Annotated[int, strawberry.argument(description="How many, 1 to 100.")] = 20,
    after: Annotated[
        str | None, strawberry.argument(description="`endCursor` of the page before.")
    ] = None,
) -> OfferPage:
    stored, count = info.context.market.offers, min(max(first, 1), 100)
    last = await stored.get(after) if after else None
    if after and last is None:
        message = "`after` is no cursor of this list: use an `endCursor` that it gave."
        raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})
    found = await stored.latest(first=count + 1, status=status, campaign=campaign_id, before=last)
    page = found[:count]
    return OfferPage(
        offers=await offers_of(page, info.context),
        end_cursor=page[-1].id if len(found) > count else None,
    )


async def offer(
    info: Request,
    id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")],  # noqa: A002
) -> Offer | None:
    kept = await info.context.market.offers.get(id)
    return (await offers_of([kept], info.context))[0] if kept else None


async def save_offer(
    info: Request,
    input: Annotated[SaveOfferInput, strawberry.argument(description="The offer.")],  # noqa: A002
) -> OfferResult:
    context = info.context
    content = offer_from(content_document(input.id, input.content))
    if isinstance(content, Refused):
        message = context.say(content.reason)
        return OfferRefusal(message=f"{content.pointer}: {message}", problems=[])
    outcome = await marketing.save(
        context.market,
        content,
        revision=input.expected_revision,
        by=staff_name(context),
        now=context.now,
    )
    return await _result(outcome, context)


async def publish_offer(
    info: Request,
    input: Annotated[PublishOfferInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> OfferResult:
    context = info.context
    outcome = await marketing.publish(
        context.archive,
        context.market,
        input.id,
        revision=input.expected_revision,
        by=staff_name(context),
        now=context.now,
    )
    return await _result(outcome, context)


async def pause_offer(
    info: Request,
    input: Annotated[OfferInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> OfferResult:
    context, by = info.context, staff_name(info.context)
    outcome = await marketing.pause(context.market, input.id, by=by, now=context.now)
    return await _result(outcome, context)


async def resume_offer(
    info: Request,
    input: Annotated[OfferInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> OfferResult:
    context, by = info.context, staff_name(info.context)
    archive, market = context.archive, context.market
    outcome = await marketing.resume(archive, market, input.id, by=by, now=context.now)
    return await _result(outcome, context)


async def end_offer(
    info: Request,
    input: Annotated[OfferInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> OfferResult:
    context, by = info.context, staff_name(info.context)
    outcome = await marketing.end(context.market, input.id, by=by, now=context.now)
    return await _result(outcome, context)


async def duplicate_offer(
    info: Request,
    input: Annotated[DuplicateOfferInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> OfferResult:
    context, by = info.context, staff_name(info.context)
    outcome = await marketing.duplicate(
        context.market, input.id, input.new_id, by=by, now=context.now
    )
    return await _result(outcome, context)


async def _result(outcome: KeptOffer | Declined, context: Context) -> Offer | OfferRefusal:
    if isinstance(outcome, Declined):
        return OfferRefusal(
            message=context.say(outcome.reason),
            problems=[OfferProblem.of(each, context) for each in outcome.problems],
        )
    return (await offers_of([outcome], context))[0]


@strawberry.type
class OfferQuery:
    """To be inherited by the schema's Query type."""

    offers: OfferPage = strawberry.field(
        resolver=offers,
        description="Offers as marketers keep them, those changed last first.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    offer: Offer | None = strawberry.field(
        resolver=offer,
        description="An offer as marketers keep it; null where there is none.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )


@strawberry.type
class OfferMutation:
    """To be inherited by the schema's Mutation type."""

    save_offer = strawberry.mutation(
        save_offer,
        description="Begin an offer, or work on one. Drafts may have errors, and show them; "
        "shoppers see nothing of a draft.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    publish_offer = strawberry.mutation(
        publish_offer,
        description="Put the draft into force as the next version, which never changes again. It "
        "reaches every worker within a second. Errors refuse it, warnings do not.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    pause_offer = strawberry.mutation(
        pause_offer,
        description="Take an offer out of force for a while; quotes that were given stay good.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    resume_offer = strawberry.mutation(
        resume_offer,
        description="Bring a paused offer back.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    end_offer = strawberry.mutation(
        end_offer,
        description="Take an offer out of force for good; duplicate it to begin anew.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    duplicate_offer = strawberry.mutation(
        duplicate_offer,
        description="Begin an offer with the content of another one.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
