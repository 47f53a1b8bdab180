"""GraphQL: segments of shoppers, and what a loyalty programme tells of them."""

from datetime import date, datetime
from typing import Annotated, Self

import strawberry

from api.access.callers import Action, Staff
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.language import Speech
from api.graphql.scalars import BigInt
from personalization.shoppers import segments as rules
from personalization.shoppers.profile import LONGEST_TIER
from personalization.shoppers.profile import Loyalty as Tier
from provenance.text import Message


@strawberry.type(description="Shoppers who meet everything that is given here.")
class SegmentRule:
    within_days: int = described("How many days back it looks.")
    visits_at_least: int | None = described("Fewest visits.")
    visits_at_most: int | None = described("Most visits; 0 for nobody who came.")
    spent_at_least: BigInt | None = described("Least spending, in minor units of `currency`.")
    currency: str | None = described("ISO 4217.")
    bought: list[str] = described("Category paths: something of any of them, or below, was bought.")
    loyalty: list[str] = described("Loyalty tiers: any of them.")

    @classmethod
    def of(cls, rule: rules.SegmentRule) -> Self:
        return cls(
            within_days=rule.within_days,
            visits_at_least=rule.visits_at_least,
            visits_at_most=rule.visits_at_most,
            spent_at_least=None if rule.spent_at_least is None else BigInt(rule.spent_at_least),
            currency=rule.currency,
            bought=sorted(rule.bought),
            loyalty=sorted(rule.loyalty),
        )


@strawberry.type(description="A segment as of one version, which never changes.")
class Segment:
    id: strawberry.ID = described("Its id, as conditions name it.")
    name: str = described("What marketers call it.")
    rule: SegmentRule | None = described("Who is in it; null: the shoppers of its list.")
    version: int = described("1, 2, …")
    by: str = described("Who saved this version.")
    at: datetime = described("When (UTC).")
    retired: bool = described("Whether nobody is in it any more.")

    @classmethod
    def of(cls, value: rules.Segment) -> Self:
        return cls(
            id=strawberry.ID(value.id),
            name=value.name,
            rule=SegmentRule.of(value.rule) if value.rule else None,
            version=value.version,
            by=value.by,
            at=value.at,
            retired=value.retired,
        )


@strawberry.type(description="A segment's list as it is now.")
class SegmentListed:
    segment_id: strawberry.ID = described("The segment.")
    listed: int = described("Shoppers on the list.")
    left_out: int = described("Shoppers who have not agreed to HISTORY, or whom nobody knows.")


@strawberry.type(description="What a loyalty programme told was kept.")
class LoyaltyKept:
    shopper: strawberry.ID = described("The shopper, as `Profile.shopperId`.")


@strawberry.type(description="Why something about segments is not done, in words.")
class SegmentRefusal:
    message: str = described("What is wrong.")
    hint: str = described("What to do about it.")

    @classmethod
    def of(cls, reason: Message, speech: Speech) -> Self:
        hint = Message(f"{reason.key}-hint", reason.args)
        return cls(message=speech.say(reason), hint=speech.say(hint))


SegmentResult = Annotated[
    Segment | SegmentRefusal,
    strawberry.union("SegmentResult", description="The segment as saved, or why it was not."),
]
SegmentListResult = Annotated[
    SegmentListed | SegmentRefusal,
    strawberry.union("SegmentListResult", description="The list, or why it was not taken."),
]
LoyaltyResult = Annotated[
    LoyaltyKept | SegmentRefusal,
    strawberry.union("LoyaltyResult", description="That it was kept, or why not."),
]


@strawberry.input(description="Shoppers who meet everything that is given here.")
class SegmentRuleInput:
    within_days: int = described("How many days back, 1 to 180.", default=90)
    visits_at_least: int | None = described("Fewest visits.", default=None)
    visits_at_most: int | None = described("Most visits; 0 for nobody who came.", default=None)
    spent_at_least: BigInt | None = described("In minor units of `currency`.", default=None)
    currency: str | None = described("ISO 4217; with `spentAtLeast`.", default=None)
    bought: list[str] = described("Category paths, any of them.", default_factory=list)
    loyalty: list[str] = described("Loyalty tiers, any of them.", default_factory=list)

    @property
    def rule(self) -> rules.SegmentRule:
        """As a rule."""
        return rules.SegmentRule(
            within_days=self.within_days,
            visits_at_least=self.visits_at_least,
            visits_at_most=self.visits_at_most,
            spent_at_least=self.spent_at_least,
            currency=self.currency,
            bought=frozenset(self.bought),
            loyalty=frozenset(self.loyalty),
        )


@strawberry.input(description="The next version of a segment.")
class SaveSegmentInput:
    id: strawberry.ID = described("Up to 64 lower-case letters, digits and hyphens.")
    name: str = described("What marketers call it.")
    version: int = described("The next one: 1 begins a segment.")
    rule: SegmentRuleInput | None = described("Null: a list (`setSegmentList`).", default=None)
    retired: bool = described("True: nobody is in it any more.", default=False)


@strawberry.input(description="The shoppers of a segment without a rule.")
class SetSegmentListInput:
    segment_id: strawberry.ID = described("The segment.")
    shoppers: list[strawberry.ID] = described(
        "As `Profile.shopperId`, at most 10,000: the whole list."
    )


@strawberry.input(description="A shopper's tier of the loyalty programme.")
class SetLoyaltyInput:
    # Not `shopper_id`: what is called so goes into the audit log, which forgets nobody.
    shopper: strawberry.ID = described("The shopper, as `Profile.shopperId`.")
    tier: str = described("The tier.")
    since: date = described("Since when.")


async def segments(info: Request) -> list[Segment]:
    return [Segment.of(each) for each in await info.context.market.segments.all()]


async def segment_history(
    info: Request,
    id: Annotated[strawberry.ID, strawberry.argument(description="The segment.")],  # noqa: A002
) -> list[Segment]:
    return [Segment.of(each) for each in await info.context.market.segments.versions(id)]


async def save_segment(
    info: Request,
    input: Annotated[SaveSegmentInput, strawberry.argument(description="The version.")],  # noqa: A002
) -> SegmentResult:
    request, caller = info.context, info.context.caller
    assert isinstance(caller, Staff)  # noqa: S101 - Requires(MANAGE_OFFERS) lets no other in
    rule = input.rule.rule if input.rule else None
    if against := rules.segment_objection(input.id, input.name, rule):
        return SegmentRefusal.of(against, request.speech())
    segment = rules.Segment(
        id=input.id,
        name=input.name.strip(),
        rule=rule,
        version=input.version,
        by=caller.name,
        at=request.now,
        retired=input.retired,
    )
    if against := await request.market.segments.save(segment):
        return SegmentRefusal.of(against, request.speech())
    return Segment.of(segment)


async def set_segment_list(
    info: Request,
    input: Annotated[SetSegmentListInput, strawberry.argument(description="The list.")],  # noqa: A002
) -> SegmentListResult:
    request, named = info.context, set(input.shoppers)
    if len(named) > rules.MOST_LISTED:
        reason = Message("shoppers-segment-list-long", {"most": rules.MOST_LISTED})
        return SegmentRefusal.of(reason, request.speech())
    known = await request.market.segments.versions(input.segment_id)
    if not known or known[0].rule is not None:
        return SegmentRefusal.of(Message("shoppers-segment-no-list"), request.speech())
    listed = await request.market.segments.list_members(input.segment_id, named, request.now)
    return SegmentListed(segment_id=input.segment_id, listed=listed, left_out=len(named) - listed)


async def set_loyalty(
    info: Request,
    input: Annotated[SetLoyaltyInput, strawberry.argument(description="The tier.")],  # noqa: A002
) -> LoyaltyResult:
    request, tier = info.context, input.tier.strip()
    if not 1 <= len(tier) <= LONGEST_TIER:
        reason = Message("shoppers-tier", {"longest": LONGEST_TIER})
        return SegmentRefusal.of(reason, request.speech())
    kept = await request.market.shoppers.set_loyalty(input.shopper, Tier(tier, input.since))
    if kept is None:
        return SegmentRefusal.of(Message("shoppers-not-linked"), request.speech())
    return LoyaltyKept(shopper=input.shopper)


@strawberry.type
class SegmentQuery:
    """To be inherited by the schema's Query type."""

    segments: list[Segment] = strawberry.field(
        resolver=segments,
        description="All segments as they are in force.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    segment_history: list[Segment] = strawberry.field(
        resolver=segment_history,
        description="All versions of a segment, the latest first.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )


@strawberry.type
class SegmentMutation:
    """To be inherited by the schema's Mutation type."""

    save_segment = strawberry.mutation(
        save_segment,
        description="Save the next version of a segment; the versions before stay on record.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    set_segment_list = strawberry.mutation(
        set_segment_list,
        description="Make these shoppers a segment's list, without those who did not agree to it.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    set_loyalty = strawberry.mutation(
        set_loyalty,
        description="Keep the loyalty tier of a shopper who agreed to being linked.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
