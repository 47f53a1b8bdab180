"""GraphQL: offers as marketers see them."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Annotated, Any, Self

import msgspec
import strawberry
from graphql import GraphQLError
from strawberry.scalars import JSON

from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.marketing.derived import (
    as_output,
    enumerated,
    kind_fields,
    kinds_of,
    output_fields,
    tag_of,
)
from personalization.offers.benefits.kinds import AnyBenefit
from personalization.offers.conditions.tree import All, AnyOf, Condition, Leaves, Not
from personalization.offers.difference import difference
from personalization.offers.exchange import offer_document
from personalization.offers.lifecycle import Deed, KeptOffer
from personalization.offers.offer import Offer as OfferValue
from personalization.offers.offer import OfferStatus
from personalization.offers.problem import Gravity, Problem
from personalization.offers.runs import Runs, runs
from provenance.places import Store
from provenance.text import Message, localised

strawberry.enum(OfferStatus, description="Where an offer is on its way.")
strawberry.enum(Deed, name="OfferDeed", description="What was done to an offer.")
strawberry.enum(
    Gravity,
    name="OfferProblemGravity",
    description="ERROR keeps an offer from being published; WARNING may be meant.",
)

enumerated(Runs)

MOST_HISTORY = 200


@strawberry.type(description="A condition: `all`, `any`, `not`, or one kind of leaf.")
@kind_fields(kinds_of(Leaves), as_output, None)
class OfferCondition:
    kind: str = described("The name of its kind in documents.")
    document: JSON = described("The condition whole, as in an exported offer.")
    words: str | None = described("What a leaf asks for; null for all, any and not.", default=None)
    all: list["OfferCondition"] | None = described("Every part holds.", default=None)
    any: list["OfferCondition"] | None = described("At least one part holds.", default=None)
    not_: "OfferCondition | None" = described("It does not hold.", name="not", default=None)

    @classmethod
    def of(cls, condition: Condition, say: Callable[[Message], str]) -> Self:
        kind, document = tag_of(type(condition)), msgspec.to_builtins(condition)
        match condition:
            case All():
                return cls(kind=kind, document=document, all=cls._each(condition.parts, say))
            case AnyOf():
                return cls(kind=kind, document=document, any=cls._each(condition.parts, say))
            case Not():
                return cls(kind=kind, document=document, not_=cls.of(condition.part, say))
            case leaf:
                found = cls(kind=kind, document=document, words=say(leaf.wording()))
                setattr(found, kind, presented(leaf))
                return found

    @classmethod
    def _each(
        cls, parts: tuple[Condition, ...], say: Callable[[Message], str]
    ) -> list["OfferCondition"]:
        return [cls.of(part, say) for part in parts]


@strawberry.type(description="What an offer gives: one kind.")
@kind_fields(kinds_of(AnyBenefit), as_output, None)
class OfferBenefit:
    kind: str = described("The name of its kind in documents.")
    document: JSON = described("The benefit whole, as in an exported offer.")

    @classmethod
    def of(cls, benefit: AnyBenefit) -> Self:
        kind = tag_of(type(benefit))
        found = cls(kind=kind, document=msgspec.to_builtins(benefit))
        setattr(found, kind, presented(benefit))
        return found


@strawberry.type(description="What shoppers read, in one language.")
class OfferCopy:
    language: str = described("BCP 47 tag.")
    title: str = described("The title.")
    description: str = described("More about it; may be empty.")


@strawberry.type(description="What an offer promises: a draft, or a version that never changes.")
@output_fields(OfferValue, without=("id",))
class OfferContent:
    key: str = described("`{id}@{version}`: what redemptions and exposures point to.")
    title: str = described("The title in the caller's language.")
    copy: list[OfferCopy] = described("The words, once for each language.")
    benefits: list[OfferBenefit] = described("What it gives.")
    condition: OfferCondition | None = described("Who gets it and when; null: anybody.")
    document: JSON = described("The whole offer as one JSON document, as exports have it.")

    @classmethod
    def of(cls, offer: OfferValue, context: Context) -> Self:
        say, language = context.say, context.speech().language
        own: dict[str, Any] = {
            "key": offer.key,
            "title": localised({tag: copy.title for tag, copy in offer.copy.items()}, language),
            "copy": [
                OfferCopy(language=tag, title=copy.title, description=copy.description)
                for tag, copy in sorted(offer.copy.items())
            ],
            "benefits": [OfferBenefit.of(benefit) for benefit in offer.benefits],
            "condition": OfferCondition.of(offer.condition, say) if offer.condition else None,
            "document": offer_document(offer),
        }
        derived = plain_fields(offer, without=own.keys() | {"id"})
        return cls(**derived, **own)


@strawberry.type(description="Something that is wrong with an offer, or may be.")
class OfferProblem:
    path: str = described("Where in the document it is: `benefits[0].value`.")
    gravity: Gravity = described("How bad it is.")
    message: str = described("What is wrong, and what to do about it.")

    @classmethod
    def of(cls, problem: Problem, context: Context) -> Self:
        message = context.say(problem.message)
        return cls(path=problem.path, gravity=problem.gravity, message=message)


@strawberry.type(description="A deed on record.")
class OfferHistoryEntry:
    revision: int = described("The offer's revision afterwards.")
    deed: Deed = described("What was done.")
    at: datetime = described("When.")
    by: str = described("Which member of staff, `command line`, or `schedule`: it was over.")
    version: int | None = described("The version that was published last by then.")


@strawberry.type(description="A field in which two versions differ.")
class OfferChange:
    path: str = described("The field: `benefits[0].value`.")
    before: str | None = described("Its value before, as JSON; null: it stood at its default.")
    after: str | None = described("Its value after, as JSON; null: it stands at its default.")
    message: str = described("The change as a sentence.")


@strawberry.type(description="An offer as marketers keep it.")
class Offer:
    id: strawberry.ID = described("Its id.")
    status: OfferStatus = described("Where it is on its way.")
    revision: int = described("Counts every change; send it back with the next one.")
    draft: OfferContent | None = described("What is being worked on; null: nothing new.")
    published: OfferContent | None = described("The version that was published last.")
    runs: Runs | None = described(
        "Where the published version is in its schedule, whatever its `status`; null where nothing "
        "was published, and where no store is one that it is for."
    )
    changed_at: datetime = described("When it was changed last.")
    changed_by: str = described("By whom.")
    problems: list[OfferProblem] = described(
        "What is wrong with the draft, or else with what is published, by now; errors first."
    )

    @classmethod
    def of(
        cls,
        kept: KeptOffer,
        stores: Iterable[Store],
        problems: list[OfferProblem],
        context: Context,
    ) -> Self:
        return cls(
            id=strawberry.ID(kept.id),
            status=kept.status,
            revision=kept.revision,
            draft=OfferContent.of(kept.draft, context) if kept.draft else None,
            published=OfferContent.of(kept.published, context) if kept.published else None,
            runs=runs(kept.published, stores, context.now) if kept.published else None,
            changed_at=kept.changed_at,
            changed_by=kept.changed_by,
            problems=problems,
        )

    @strawberry.field(description="What was done to it, the latest first.")
    async def history(
        self,
        info: Request,
        first: Annotated[int, strawberry.argument(description="How many, 1 to 200.")] = 20,
    ) -> list[OfferHistoryEntry]:
        count = min(max(first, 1), MOST_HISTORY)
        return [
            OfferHistoryEntry(
                revision=each.revision,
                deed=each.deed,
                at=each.at,
                by=each.by,
                version=each.version,
            )
            for each in await info.context.market.offers.history(self.id, count)
        ]

    @strawberry.field(description="A published version; null where there is none of that number.")
    async def version(
        self,
        info: Request,
        number: Annotated[int, strawberry.argument(description="Its number, from 1.")],
    ) -> OfferContent | None:
        found = await info.context.market.offers.version(self.id, number)
        return OfferContent.of(found, info.context) if found else None

    @strawberry.field(description="What changed between two versions, field by field.")
    async def difference(
        self,
        info: Request,
        since: Annotated[int, strawberry.argument(description="The earlier version.")],
        until: Annotated[
            int | None,
            strawberry.argument(description="The later version; the draft when left out."),
        ] = None,
    ) -> list[OfferChange]:
        market = info.context.market
        before = await market.offers.version(self.id, since)
        if until is not None:
            after = await market.offers.version(self.id, until)
        else:
            kept = await market.offers.get(self.id)
            after = kept.content if kept else None
        if before is None or after is None:
            message = "There is no version of that number: ask for `history`."
            raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})
        return [
            OfferChange(
                path=each.path,
                before=each.before,
                after=each.after,
                message=info.context.say(each.message),
            )
            for each in difference(before, after)
        ]


def presented(value: msgspec.Struct) -> Any:
    """A struct as the GraphQL object that `as_output` makes of its type."""
    return as_output(type(value))(**plain_fields(value))


def plain_fields(value: msgspec.Struct, without: AbstractSet[str] = frozenset()) -> dict[str, Any]:
    """The fields of a struct as `output_fields` declares them."""
    names = [name for name in value.__struct_fields__ if name not in without]
    return {name: _plain(getattr(value, name)) for name in names}


def _plain(value: Any) -> Any:
    match value:
        case msgspec.Struct():
            return presented(value)
        case frozenset() | set():
            return sorted(value)
        case tuple() | list():
            return [_plain(each) for each in value]
        case _:
            return value
