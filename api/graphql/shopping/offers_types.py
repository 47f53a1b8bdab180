"""GraphQL: offers as shoppers see them, and what a cart costs with them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Self

import strawberry

from api.graphql.described import described
from api.graphql.identity_types import Money
from api.graphql.language import Speech
from personalization.offers import decision
from personalization.offers.context import OfferContext
from personalization.offers.explain import explained
from personalization.offers.offer import Offer
from personalization.offers.schedule import next_change
from personalization.offers.snapshot import Snapshot
from provenance import identity

SOME_HINTS, MOST_HINTS = 3, 20


@strawberry.type(description="A product that comes for free with an offer.")
class Gift:
    product_id: strawberry.ID = described("The product, as `Product.id`.")
    quantity: int = described("How many.")


@strawberry.type(description="An offer that applies, here and now.")
class AppliedOffer:
    id: strawberry.ID = described("Its id.")
    version: int = described("The version that applies; a published version never changes.")
    title: str = described("Title in the asked language.")
    description: str | None = described("What the marketer says of it, in the asked language.")
    saving: Money | None = described(
        "What it saves: beside a scan on the goods scanned, else in the whole cart; null where it "
        "gives something else."
    )
    reason: str = described("Why it applies, in the asked language.")
    until: datetime | None = described(
        "When its time is over for now, by its schedule on the store's clock; null without an end. "
        "It may end earlier: when its budget is used up, or with the shopper's cart."
    )
    points: int = described("Loyalty points that it credits.")
    gifts: list[Gift] = described("What it gives for free.")

    @classmethod
    def of(
        cls,
        value: decision.Applied,
        context: OfferContext,
        speech: Speech,
        line: str | None = None,
    ) -> Self:
        """Told of one line where the offer takes something off it, else of the whole cart."""
        title, description = copy_in(value.offer, speech)
        on_line = next((each for each in value.lines if each.line == line), None)
        saving = on_line.amount if on_line else value.saving
        reason = on_line.reason if on_line and on_line.reason else value.reason
        return cls(
            id=strawberry.ID(value.offer.id),
            version=value.offer.version,
            title=title,
            description=description,
            saving=Money.of(identity.Money(saving, context.currency)) if saving else None,
            reason=speech.say(reason),
            until=next_change(value.offer.schedule, context.now, context.time_zone),
            points=value.points,
            gifts=[
                Gift(product_id=strawberry.ID(gift.product), quantity=gift.quantity)
                for gift in value.gifts
            ],
        )


@strawberry.type(description="An offer that does not apply yet, and what would make it apply.")
class OfferHint:
    id: strawberry.ID = described("Its id.")
    title: str = described("Title in the asked language.")
    hint: str = described("What to do, e.g. “1 more for 3 for 2”.")

    @classmethod
    def several(cls, missed: Iterable[decision.NotApplied], speech: Speech) -> list[Self]:
        """Those that the shopper can do something about."""
        return [
            cls(
                id=strawberry.ID(each.offer.id),
                title=copy_in(each.offer, speech)[0],
                hint=speech.say(each.would_help),
            )
            for each in missed
            if each.would_help is not None
        ]


@strawberry.type(description="What a line of a cart costs with its offers.")
class PricedLine:
    line_id: strawberry.ID = described("The line, as `CartLine.id`.")
    subtotal: Money = described("Before offers.")
    discount: Money = described("What offers take off.")
    total: Money = described("What it costs.")


@strawberry.type(
    description="What a cart costs with the offers that apply now. A price is promised by a quote "
    "and at the till; this one may change with the cart and the day."
)
class CartPricing:
    lines: list[PricedLine] = described("Line by line.")
    subtotal: Money = described("All lines before offers.")
    discount: Money = described("What offers take off.")
    total: Money = described("What the cart costs.")
    offers: list[AppliedOffer] = described("The offers that apply, those that save most first.")
    exposure_tokens: list[str] = described(
        "To be handed to `reportShown` when the screen has really shown these offers. Some stand "
        "for offers that an experiment holds back: report all, they say nothing to shoppers."
    )
    snapshot_hash: str = described("Names the offers that were decided on.")
    context_hash: str = described(
        "Names everything else: the same two hashes give the same prices, byte for byte."
    )
    cut_short: bool = described("True where the best combination of bundles was not searched out.")
    snapshot: strawberry.Private[Snapshot]
    context: strawberry.Private[OfferContext]
    speech: strawberry.Private[Speech]

    @strawberry.field(description="Offers that are near, and what would make them apply.")
    def hints(
        self,
        first: Annotated[int, strawberry.argument(description="How many, 1 to 20.")] = SOME_HINTS,
    ) -> list[OfferHint]:
        return hints(self.snapshot, self.context, self.speech, first)

    @classmethod
    def of(
        cls,
        found: decision.Decision,
        snapshot: Snapshot,
        context: OfferContext,
        tokens: Sequence[str],
        speech: Speech,
    ) -> Self:

        def money(minor_units: int) -> Money:
            return Money.of(identity.Money(minor_units, context.currency))

        return cls(
            lines=[
                PricedLine(
                    line_id=strawberry.ID(line.line),
                    subtotal=money(line.subtotal),
                    discount=money(line.discount),
                    total=money(line.total),
                )
                for line in found.lines
            ],
            subtotal=money(found.items_total + found.discount_total),
            discount=money(found.discount_total),
            total=money(found.items_total),
            offers=best_first(found.applied, context, speech),
            exposure_tokens=list(tokens),
            snapshot_hash=found.snapshot_hash,
            context_hash=found.context_hash,
            cut_short=found.cut_short,
            snapshot=snapshot,
            context=context,
            speech=speech,
        )


def hints(snapshot: Snapshot, context: OfferContext, speech: Speech, first: int) -> list[OfferHint]:
    """At most `first` offers that a shopper can do something for; explaining costs milliseconds."""
    found = OfferHint.several(explained(snapshot, context).not_applied, speech)
    return found[: min(max(first, 1), MOST_HINTS)]


def best_first(
    applied: Iterable[decision.Applied],
    context: OfferContext,
    speech: Speech,
    line: str | None = None,
) -> list[AppliedOffer]:
    """Those that save most first, the id settles what is equal; told of one line where given."""
    ranked = sorted(applied, key=lambda each: (-each.saving, each.offer.id))
    return [AppliedOffer.of(each, context, speech, line) for each in ranked]


def copy_in(offer: Offer, speech: Speech) -> tuple[str, str | None]:
    """Title and description in the language of `speech`."""
    title = speech.choose({language: copy.title for language, copy in offer.copy.items()})
    description = speech.choose(
        {language: copy.description for language, copy in offer.copy.items()}
    )
    return title, description or None
