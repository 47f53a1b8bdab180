"""GraphQL: what a shopper agreed to, prefers, and what is held of them."""

from datetime import date, datetime
from typing import Annotated, Self

import strawberry

from api.graphql.described import described
from api.graphql.language import Speech
from api.graphql.scalars import Duration
from personalization.shoppers import consent, own_data, profile, retention
from provenance import dietary
from provenance.text import Message

strawberry.enum(
    consent.Purpose,
    name="ConsentPurpose",
    description="What something may be kept for; each is agreed to by itself.",
)
strawberry.enum(retention.EnforcedBy, description="Who removes it when its time is over.")


@strawberry.type(description="A purpose, and the text a shopper agrees to.")
class ConsentText:
    purpose: consent.Purpose = described("The purpose.")
    text: str = described("What a shopper agrees to, in the asked language.")
    wording: str = described("The text's version: hand it in with `giveConsent`.")


@strawberry.type(description="Something a shopper agreed to, or took back.")
class ConsentEntry:
    purpose: consent.Purpose = described("The purpose.")
    given: bool = described("True: agreed to. False: taken back.")
    at: datetime = described("When (UTC).")
    wording: str = described("Version of the text that was shown.")
    surface: str = described("Where it was shown, e.g. app, web, kiosk-3.")

    @classmethod
    def of(cls, entry: consent.ConsentEntry) -> Self:
        return cls(
            purpose=entry.purpose,
            given=entry.given,
            at=entry.at,
            wording=entry.wording,
            surface=entry.surface,
        )


@strawberry.type(description="Where one purpose stands.")
class ConsentState:
    purpose: consent.Purpose = described("The purpose.")
    agreed: bool = described("Whether it is agreed to at present.")
    last: ConsentEntry | None = described("What was last said about it; null for nothing ever.")


@strawberry.type(description="What a shopper prefers, kept with consent to PREFERENCES.")
class ShopperPreferences:
    allergens: list[dietary.Allergen] = described("What the shopper must not eat.")
    diets: list[dietary.Diet] = described("Ways of eating.")
    favourite_categories: list[str] = described("Category paths, e.g. produce/berries.")
    language: str | None = described("BCP 47 tag of the language to speak.")

    @classmethod
    def of(cls, value: profile.Preferences) -> Self:
        return cls(
            allergens=sorted(value.needs.allergens),
            diets=sorted(value.needs.diets),
            favourite_categories=sorted(value.favourites),
            language=value.language,
        )


@strawberry.type(description="A tier of the loyalty programme, kept with consent to LINKING.")
class Loyalty:
    tier: str = described("The tier.")
    since: date = described("Since when.")

    @classmethod
    def of(cls, value: profile.Loyalty) -> Self:
        return cls(tier=value.tier, since=value.since)


@strawberry.type(description="A shopper session's profile. It says nothing of who the person is.")
class Profile:
    shopper_id: strawberry.ID = described("The session's random id, as marketers' lists name it.")
    consents: list[ConsentState] = described("Where each purpose stands.")
    history: list[ConsentEntry] = described("Everything that was agreed to and taken back.")
    preferences: ShopperPreferences | None = described("Null without consent to PREFERENCES.")
    loyalty: Loyalty | None = described("Null where none is known.")
    until: datetime | None = described(
        "When all that is held ends by itself (UTC); null while nothing is held."
    )

    @classmethod
    def of(cls, session: str, value: profile.Profile | None) -> Self:
        history = value.history if value else ()
        agreed = value.purposes if value else frozenset()
        last = {purpose: consent.latest(history, purpose) for purpose in consent.Purpose}
        return cls(
            shopper_id=strawberry.ID(session),
            consents=[
                ConsentState(
                    purpose=purpose,
                    agreed=purpose in agreed,
                    last=ConsentEntry.of(entry) if entry else None,
                )
                for purpose, entry in last.items()
            ],
            history=[ConsentEntry.of(entry) for entry in history],
            preferences=ShopperPreferences.of(value.preferences)
            if value and consent.Purpose.PREFERENCES in agreed
            else None,
            loyalty=Loyalty.of(value.loyalty) if value and value.loyalty else None,
            until=value.until if value else None,
        )


@strawberry.type(description="Why something about a profile is not done, in words.")
class ProfileRefusal:
    message: str = described("What is wrong.")
    hint: str = described("What to do about it.")

    @classmethod
    def of(cls, reason: Message, speech: Speech) -> Self:
        hint = Message(f"{reason.key}-hint", reason.args)
        return cls(message=speech.say(reason), hint=speech.say(hint))


@strawberry.type(description="What is held in one place, or was before it was erased.")
class HeldData:
    collection: str = described("Where it is stored.")
    summary: str = described("How much of what it is, in a sentence.")
    purposes: list[consent.Purpose] = described("What it rests on; empty: on no consent.")
    count: int = described("How many entries.")

    @classmethod
    def of(cls, value: own_data.HeldData, speech: Speech) -> Self:
        return cls(
            collection=value.collection,
            summary=speech.say(value.summary),
            purposes=sorted(value.purposes),
            count=len(value.documents),
        )


@strawberry.type(description="Everything that is held of the shopper who asks.")
class MyData:
    held: list[HeldData] = described("Place by place; empty when nothing is held.")
    document: str = described("All of it, to keep or to take elsewhere: a JSON object by place.")


@strawberry.type(description="Everything was erased.")
class Erased:
    removed: list[HeldData] = described("What there was.")


@strawberry.type(description="What is kept about shoppers in one place, and for how long.")
class Retention:
    what: str = described("What it is, and what for.")
    rests_on: consent.Purpose | None = described("The consent it needs; null where it needs none.")
    kept: Duration | None = described("How long at most; null without a limit.")
    enforced_by: retention.EnforcedBy = described("Who removes it then.")

    @classmethod
    def of(cls, value: retention.Retention, speech: Speech) -> Self:
        return cls(
            what=speech.say(value.what),
            rests_on=value.rests_on,
            kept=value.kept,
            enforced_by=value.enforced_by,
        )


ProfileResult = Annotated[
    Profile | ProfileRefusal,
    strawberry.union("ProfileResult", description="The profile as it is now, or why not."),
]
EraseResult = Annotated[
    Erased | ProfileRefusal,
    strawberry.union("EraseResult", description="What was erased, or why nothing was."),
]


@strawberry.input(description="Purposes a shopper agrees to.")
class GiveConsentInput:
    purposes: list[consent.Purpose] = described("Each that was ticked; none may be ticked before.")
    wording: str = described("`ConsentText.wording` of the texts that were shown.")
    surface: str = described("Where: up to 40 lower-case letters, digits and hyphens.")


@strawberry.input(description="Purposes a shopper takes back.")
class WithdrawConsentInput:
    purposes: list[consent.Purpose] = described("The purposes.")
    surface: str = described("Where: up to 40 lower-case letters, digits and hyphens.")


@strawberry.input(description="Preferences, all of them: they replace those before.")
class SetPreferencesInput:
    allergens: list[dietary.Allergen] = described("What the shopper must not eat.")
    diets: list[dietary.Diet] = described("Ways of eating.")
    favourite_categories: list[str] = described("Category paths, at most 50.", default_factory=list)
    language: str | None = described("BCP 47 tag of the language to speak.", default=None)


@strawberry.input(description="A cart to be linked to the profile.")
class LinkCartInput:
    cart_id: strawberry.ID = described("The cart, as `Cart.id`.")


@strawberry.input(description="The wish to have everything erased.")
class EraseMeInput:
    confirm: bool = described("Must be true: it cannot be undone.")
