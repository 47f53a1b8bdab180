"""GraphQL: consent, preferences, and a shopper's own data."""

from typing import Annotated

import strawberry

from api.access.callers import Action, Shopper
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.shopping.profile_types import (
    ConsentText,
    Erased,
    EraseMeInput,
    EraseResult,
    GiveConsentInput,
    HeldData,
    LinkCartInput,
    MyData,
    Profile,
    ProfileRefusal,
    ProfileResult,
    Retention,
    SetPreferencesInput,
    WithdrawConsentInput,
)
from personalization.shoppers import own_data
from personalization.shoppers.consent import (
    WORDING,
    Purpose,
    objection,
    wording_of,
)
from personalization.shoppers.profile import Preferences, preferences_objection
from personalization.shoppers.remembering import link_cart as linked_cart
from personalization.shoppers.retention import RETENTION
from personalization.shoppers.suitability import Needs
from provenance.text import Message


async def profile(info: Request) -> Profile:
    session = _session(info)
    return Profile.of(session, await info.context.market.shoppers.get(session))


def consent_texts(info: Request) -> list[ConsentText]:
    say = info.context.say
    return [
        ConsentText(purpose=purpose, text=say(wording_of(purpose)), wording=WORDING)
        for purpose in Purpose
    ]


def retention(info: Request) -> list[Retention]:
    speech = info.context.speech()
    return [Retention.of(each, speech) for each in RETENTION]


async def my_data(info: Request) -> MyData:
    request, speech = info.context, info.context.speech()
    held = await own_data.everything_held(request.market, request.signer, _session(info))
    return MyData(
        held=[HeldData.of(each, speech) for each in held],
        document=own_data.as_json(held),
    )


async def give_consent(
    info: Request,
    input: Annotated[GiveConsentInput, strawberry.argument(description="What is agreed to.")],  # noqa: A002
) -> ProfileResult:
    if against := objection(input.purposes, input.wording, input.surface):
        return _refusal(info, against)
    session = _session(info)
    given = await info.context.market.shoppers.give(
        session,
        input.purposes,
        wording=input.wording,
        surface=input.surface,
        now=info.context.now,
    )
    return Profile.of(session, given)


async def withdraw_consent(
    info: Request,
    input: Annotated[WithdrawConsentInput, strawberry.argument(description="What is taken back.")],  # noqa: A002
) -> ProfileResult:
    if against := objection(input.purposes, WORDING, input.surface):
        return _refusal(info, against)
    session, request = _session(info), info.context
    left = await own_data.withdraw(
        request.market,
        request.signer,
        session,
        input.purposes,
        surface=input.surface,
        now=request.now,
    )
    return Profile.of(session, left)


async def set_preferences(
    info: Request,
    input: Annotated[SetPreferencesInput, strawberry.argument(description="The preferences.")],  # noqa: A002
) -> ProfileResult:
    if against := preferences_objection(input.favourite_categories, input.language):
        return _refusal(info, against)
    preferences = Preferences(
        Needs(frozenset(input.allergens), frozenset(input.diets)),
        frozenset(input.favourite_categories),
        input.language,
    )
    session = _session(info)
    kept = await info.context.market.shoppers.set_preferences(session, preferences)
    if kept is None:
        return _refusal(info, Message("shoppers-needs-preferences"))
    return Profile.of(session, kept)


async def link_cart(
    info: Request,
    input: Annotated[LinkCartInput, strawberry.argument(description="The cart.")],  # noqa: A002
) -> ProfileResult:
    session, market = _session(info), info.context.market
    kept = await market.shoppers.get(session)
    if kept is None or Purpose.LINKING not in kept.purposes:
        return _refusal(info, Message("shoppers-needs-linking"))
    if not await linked_cart(market, session, input.cart_id, info.context.now):
        return _refusal(info, Message("shoppers-cart-not-linked"))
    return Profile.of(session, kept)


async def erase_me(
    info: Request,
    input: Annotated[EraseMeInput, strawberry.argument(description="The wish.")],  # noqa: A002
) -> EraseResult:
    if not input.confirm:
        return _refusal(info, Message("shoppers-confirm"))
    request, speech = info.context, info.context.speech()
    removed = await own_data.erase(request.market, request.signer, _session(info))
    return Erased(removed=[HeldData.of(each, speech) for each in removed])


def _session(info: Request) -> str:
    caller = info.context.caller
    assert isinstance(caller, Shopper)  # noqa: S101 - Requires(KEEP_PROFILE) lets no other in
    return caller.session


def _refusal(info: Request, reason: Message) -> ProfileRefusal:
    return ProfileRefusal.of(reason, info.context.speech())


@strawberry.type
class ProfileQuery:
    """To be inherited by the schema's Query type."""

    profile: Profile = strawberry.field(
        resolver=profile,
        description="What the shopper who asks agreed to, and prefers.",
        extensions=[Requires(Action.KEEP_PROFILE)],
    )
    consent_texts: list[ConsentText] = strawberry.field(
        resolver=consent_texts,
        description="What a shopper can agree to, in words to be shown.",
        extensions=[Requires(Action.SHOP)],
    )
    my_data: MyData = strawberry.field(
        resolver=my_data,
        description="Everything that is held of the shopper who asks.",
        extensions=[Requires(Action.KEEP_PROFILE)],
    )
    retention: list[Retention] = strawberry.field(
        resolver=retention,
        description="Everything that may be kept about shoppers, how long, and who removes it.",
        extensions=[Requires(Action.SHOP)],
    )


@strawberry.type
class ProfileMutation:
    """To be inherited by the schema's Mutation type."""

    give_consent = strawberry.mutation(
        give_consent,
        description="Agree to purposes. Nothing about a shopper is stored before the first one.",
        extensions=[Requires(Action.KEEP_PROFILE)],
    )
    withdraw_consent = strawberry.mutation(
        withdraw_consent,
        description="Take consent back: it counts at once, and what rested on it is removed.",
        extensions=[Requires(Action.KEEP_PROFILE)],
    )
    set_preferences = strawberry.mutation(
        set_preferences,
        description="Keep preferences; needs consent to PREFERENCES.",
        extensions=[Requires(Action.KEEP_PROFILE)],
    )
    link_cart = strawberry.mutation(
        link_cart,
        description="Link a cart to the profile; needs consent to LINKING.",
        extensions=[Requires(Action.KEEP_PROFILE)],
    )
    erase_me = strawberry.mutation(
        erase_me,
        description="Erase everything that is held of the shopper who asks.",
        extensions=[Requires(Action.KEEP_PROFILE)],
    )
