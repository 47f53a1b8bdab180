"""GraphQL: campaigns, which bound the budgets of their offers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

import msgspec
import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.marketing.derived import input_fields, output_fields
from api.graphql.marketing.offer_inputs import document_of
from api.graphql.marketing.offer_management import staff_name
from api.graphql.marketing.offer_types import plain_fields
from personalization.offers.offer import Campaign as CampaignValue
from personalization.offers.validation.terms import budget_problems
from personalization.offers.validation.wording import LONGEST_TITLE, is_id
from provenance.text import Message


@strawberry.input(description="A campaign, new or as it is to be.")
@input_fields(CampaignValue, without=("owner", "created_at"))
class SaveCampaignInput:
    id: strawberry.ID = described("A new id, or that of the campaign: up to 64 characters.")
    name: str = described("What marketers call it, up to 200 characters.")


@strawberry.type(description="Offers that belong together.")
@output_fields(CampaignValue)
class Campaign:
    id: strawberry.ID = described("Its id.")
    name: str = described("What marketers call it.")
    created_at: datetime | None = described("When it was begun.")

    @classmethod
    def of(cls, campaign: CampaignValue) -> Self:
        return cls(**plain_fields(campaign))


@strawberry.type(description="Why a campaign was not saved, in words.")
class CampaignRefusal:
    message: str = described("What is wrong, and what to do about it.")


SaveCampaignResult = Annotated[
    Campaign | CampaignRefusal,
    strawberry.union("SaveCampaignResult", description="The campaign as it is now, or why not."),
]


async def campaigns(info: Request) -> list[Campaign]:
    return [Campaign.of(each) for each in await info.context.market.campaigns.all()]


async def save_campaign(
    info: Request,
    input: Annotated[SaveCampaignInput, strawberry.argument(description="The campaign.")],  # noqa: A002
) -> SaveCampaignResult:
    context, by = info.context, staff_name(info.context)
    stored = context.market.campaigns
    before = (await stored.by_ids([input.id])).get(input.id)
    owner, begun = (before.owner, before.created_at) if before else (by, context.now)
    document = {**document_of(input), "owner": owner, "created_at": begun}
    campaign = msgspec.convert(document, CampaignValue)
    if wrong := _problems(campaign):
        return CampaignRefusal(message=" ".join(map(context.say, wrong)))
    await stored.put(campaign)
    return Campaign.of(campaign)


def _problems(campaign: CampaignValue) -> Sequence[Message]:
    wrong = [] if is_id(campaign.id) else [Message("offer-id", {"value": campaign.id[:100]})]
    if not 0 < len(campaign.name.strip()) <= LONGEST_TITLE:
        wrong.append(Message("offer-text-long", {"most": LONGEST_TITLE}))
    return [*wrong, *(problem.message for problem in budget_problems(campaign.budgets))]


@strawberry.type
class CampaignQuery:
    """To be inherited by the schema's Query type."""

    campaigns: list[Campaign] = strawberry.field(
        resolver=campaigns,
        description="All campaigns, by id.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )


@strawberry.type
class CampaignMutation:
    """To be inherited by the schema's Mutation type."""

    save_campaign = strawberry.mutation(
        save_campaign,
        description="Begin a campaign, or change one. What its budgets have given away stays given "
        "when a limit changes.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
