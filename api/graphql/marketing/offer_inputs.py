"""GraphQL: offers as marketers hand them in, and the documents that they mean."""

from dataclasses import fields
from typing import Any

import msgspec
import strawberry

from api.graphql.described import described
from api.graphql.marketing.derived import as_input, input_fields, kind_fields, kinds_of
from personalization.offers.benefits.kinds import AnyBenefit
from personalization.offers.conditions.tree import Leaves
from personalization.offers.offer import Offer

_PARTS = "Each part is a condition of its own."


@strawberry.input(one_of=True, description="A condition: exactly one kind.")
@kind_fields(kinds_of(Leaves), as_input, strawberry.UNSET)
class OfferConditionInput:
    all: list["OfferConditionInput"] | None = described(
        f"Every part holds. {_PARTS}", default=strawberry.UNSET
    )
    any: list["OfferConditionInput"] | None = described(
        f"At least one part holds. {_PARTS}", default=strawberry.UNSET
    )
    not_: "OfferConditionInput | None" = described(
        "It does not hold; what is unknown stays unknown.", name="not", default=strawberry.UNSET
    )


@strawberry.input(one_of=True, description="What an offer gives: exactly one kind.")
@kind_fields(kinds_of(AnyBenefit), as_input, strawberry.UNSET)
class OfferBenefitInput:
    pass


@strawberry.input(description="What shoppers read, in one language.")
class OfferCopyInput:
    language: str = described("BCP 47 tag, such as `en`, `zh-Hans` or `es`.")
    title: str = described("Up to 200 characters.")
    description: str = described("Up to 2,000 characters.", default="")


@strawberry.input(description="What an offer promises. Lists that are left out are empty.")
@input_fields(Offer, without=("id", "version"))
class OfferContentInput:
    copy: list[OfferCopyInput] = described("The words, once for each language.")
    benefits: list[OfferBenefitInput] = described("What it gives, 1 to 10.")
    condition: OfferConditionInput | None = described(
        "Who gets it and when; anybody when left out.", default=strawberry.UNSET
    )


def content_document(offer: str, content: OfferContentInput) -> dict[str, Any]:
    """The document of an offer that was handed in."""
    given = document_of(content)
    words = {each.pop("language"): each for each in given["copy"]}
    return {**given, "id": offer, "copy": words}


def document_of(given: object) -> dict[str, Any]:
    """The document that an input means; what was left out or null is not in it."""
    document: dict[str, Any] = _plain(given)
    return document


def _plain(value: Any) -> Any:
    match value:
        case OfferConditionInput():
            (name, given), *_ = _given(value)
            match name:
                case "all" | "any":
                    return {"kind": name, "parts": given}
                case "not_":
                    return {"kind": "not", "part": given}
            return {"kind": name, **given}
        case OfferBenefitInput():
            (name, given), *_ = _given(value)
            return {"kind": name, **given}
        case list():
            return [_plain(each) for each in value]
        case _ if hasattr(value, "__strawberry_definition__") and not isinstance(value, str):
            return dict(_given(value))
        case _:
            return msgspec.to_builtins(value)


def _given(value: Any) -> list[tuple[str, Any]]:
    found = ((field.name, getattr(value, field.name)) for field in fields(value))
    return [(name, _plain(each)) for name, each in found if each not in (None, strawberry.UNSET)]
