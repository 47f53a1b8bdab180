"""GraphQL: offers in and out, as JSON or as a list."""

from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.marketing.offer_management import staff_name
from personalization.offer_exchange import ExchangeFormat, offers_kind, written_offers
from personalization.offers.offer import OfferStatus
from provenance.imports.engine import import_content
from provenance.imports.records import Refusal
from provenance.text import Message

strawberry.enum(
    ExchangeFormat,
    name="OfferFormat",
    description="JSON_LINES: a document a line. CSV: a row an offer, JSON in cells where needed.",
)

MOST_CHARACTERS = 500_000
MOST_REFUSALS = 100


@strawberry.input(description="Offers to read in.")
class ImportOffersInput:
    text: str = described(
        "JSON, JSON Lines or CSV, as `exportOffers` writes it: up to 500,000 characters. For more "
        "there is `freshlens offers import`."
    )
    publish: bool = described(
        "Whether those without errors are published; else they become drafts.", default=False
    )
    dry_run: bool = described(
        "Store nothing, and tell what would become of each offer if it came alone.", default=False
    )


@strawberry.type(description="An offer that was not taken.")
class RefusedOffer:
    line: int = described("Its line, from 1.")
    path: str = described("Where in the offer; empty: the whole.")
    message: str = described("What is wrong with it.")


@strawberry.type(description="What became of the offers.")
class OffersImported:
    read: int = described("How many there were.")
    stored: int = described("New, changed or published; in a dry run those that would be.")
    unchanged: int = described("Known as they are.")
    refused: int = described("Not taken.")
    refusals: list[RefusedOffer] = described("Why, the first 100.")


@strawberry.type(description="Why nothing was read, in words.")
class ImportOffersRefusal:
    message: str = described("What is wrong, and what to do about it.")


ImportOffersResult = Annotated[
    OffersImported | ImportOffersRefusal,
    strawberry.union("ImportOffersResult", description="The counts, or why nothing was read."),
]


async def export_offers(
    info: Request,
    format: Annotated[ExchangeFormat, strawberry.argument(description="How.")],  # noqa: A002
    status: Annotated[
        OfferStatus | None, strawberry.argument(description="Only those; all when left out.")
    ] = None,
) -> str:
    return "".join(written_offers(await info.context.market.offers.every(status), format))


async def import_offers(
    info: Request,
    input: Annotated[ImportOffersInput, strawberry.argument(description="The offers.")],  # noqa: A002
) -> ImportOffersResult:
    context = info.context
    if len(input.text) > MOST_CHARACTERS:
        message = context.say(Message("offers-text-long", {"most": MOST_CHARACTERS}))
        return ImportOffersRefusal(message=message)
    refusals: list[RefusedOffer] = []

    def refused(refusal: Refusal) -> None:
        if len(refusals) < MOST_REFUSALS:
            found = refusal.refused
            message = context.say(found.reason)
            refusals.append(RefusedOffer(line=refusal.line, path=found.pointer, message=message))

    kind = offers_kind(
        context.archive,
        context.market,
        by=staff_name(context),
        now=context.now,
        publishing=input.publish,
        trying=input.dry_run,
    )
    counts = await import_content(kind, input.text.encode(), name="text", refused=refused)
    return OffersImported(
        read=counts.read,
        stored=counts.stored,
        unchanged=counts.unchanged,
        refused=counts.refused,
        refusals=refusals,
    )


@strawberry.type
class OfferExchangeQuery:
    """To be inherited by the schema's Query type."""

    export_offers: str = strawberry.field(
        resolver=export_offers,
        description="Offers as text that `importOffers` takes again: what is being worked on, else "
        "what is in force.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )


@strawberry.type
class OfferExchangeMutation:
    """To be inherited by the schema's Mutation type."""

    import_offers = strawberry.mutation(
        import_offers,
        description="Read offers in: new ones begin, known ones get a draft. Repeating it changes "
        "nothing.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
