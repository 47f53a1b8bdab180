"""GraphQL: why offers apply or not at one moment, clause by clause, for marketers."""

from collections.abc import Sequence
from typing import Annotated, Self

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.identity_types import Money
from api.graphql.inputs import ScanContext
from api.graphql.language import Speech
from api.graphql.marketing.simulation_types import JudgedClause
from api.graphql.scan_types import occasion_of
from api.graphql.shopping.offers_types import copy_in
from api.graphql.shopping.scan_offers import offers_beside, situation_beside
from personalization.offers import decision
from personalization.offers.context import Trigger
from personalization.offers.explain import explained
from provenance import identity
from provenance.answer import Scan
from provenance.scan import scan

MOST_ASKED = 100


@strawberry.type(description="An offer at one moment: what it gives, or why it gives nothing.")
class ExplainedOffer:
    id: strawberry.ID = described("Its id.")
    version: int = described("The live version.")
    title: str = described("Its title.")
    applies: bool = described("Whether it applies.")
    saving: Money | None = described("What it saves; null where it does not apply.")
    reason: str = described("The shopper's sentence, or why it does not apply.")
    miss: decision.Miss | None = described("Why it does not apply, in a word.")
    clauses: list[JudgedClause] = described("Its condition, clause by clause.")
    excluded_by: strawberry.ID | None = described("The offer that has precedence.")
    would_help: str | None = described("What would make it apply, as a shopper is told.")

    @classmethod
    def applied(
        cls,
        value: decision.Applied,
        clauses: Sequence[decision.ClauseTrace],
        request: Context,
        speech: Speech,
        currency: identity.Currency,
    ) -> Self:
        """One that applies."""
        return cls(
            id=strawberry.ID(value.offer.id),
            version=value.offer.version,
            title=copy_in(value.offer, speech)[0],
            applies=True,
            saving=Money.of(identity.Money(value.saving, currency)),
            reason=speech.say(value.reason),
            miss=None,
            clauses=[JudgedClause.of(clause, request) for clause in clauses],
            excluded_by=None,
            would_help=None,
        )

    @classmethod
    def missed(cls, value: decision.NotApplied, request: Context, speech: Speech) -> Self:
        """One that does not."""
        return cls(
            id=strawberry.ID(value.offer.id),
            version=value.offer.version,
            title=copy_in(value.offer, speech)[0],
            applies=False,
            saving=None,
            reason=speech.say(value.message),
            miss=value.why,
            clauses=[JudgedClause.of(clause, request) for clause in value.clauses],
            excluded_by=strawberry.ID(value.by) if value.by else None,
            would_help=speech.say(value.would_help) if value.would_help else None,
        )


@strawberry.type(description="Offers at one moment, with the names of what was decided on.")
class OfferTrace:
    offers: list[ExplainedOffer] = described("Those that apply first.")
    snapshot_hash: str = described("Names the offers that were decided on.")
    context_hash: str = described("Names the moment: the same two hashes, the same decision.")
    cut_short: bool = described("True where the best combination of bundles was not searched out.")


async def explain_offers(
    info: Request,
    context: Annotated[
        ScanContext, strawberry.argument(description="The store, the cart, the place, the needs.")
    ],
    code: Annotated[
        str | None, strawberry.argument(description="What is scanned, if anything.")
    ] = None,
    trigger: Annotated[
        Trigger, strawberry.argument(description="The moment; for a scanned code it is SCAN.")
    ] = Trigger.CART_CHANGED,
    about: Annotated[
        list[strawberry.ID] | None,
        strawberry.argument(description="Offers to tell of in any case, at most 100."),
    ] = None,
) -> OfferTrace | None:
    request, now = info.context, info.context.now
    await request.live.ready()
    occasion = occasion_of(info, context)
    store = occasion.store
    if store is None:
        return None
    cart = await request.market.carts.get(context.cart_id, now) if context.cart_id else None
    known = await situation_beside(request, store, context, cart, now)
    if known is None:
        return None
    frozen = known.context(trigger, request.offers.terms)
    snapshot = request.offers.snapshot
    if code is not None:
        found = await scan(request.archive, code, occasion)
        beside = offers_beside(request, known, found) if isinstance(found, Scan) else None
        if beside is None or beside.decided_on is None:
            return None
        snapshot, frozen = beside.decided_on
    trace = explained(snapshot, frozen, frozenset((about or ())[:MOST_ASKED]))
    speech = request.speech()
    return OfferTrace(
        offers=[
            *(
                ExplainedOffer.applied(
                    each, trace.clauses[each.offer.id], request, speech, store.currency
                )
                for each in trace.decision.applied
            ),
            *(ExplainedOffer.missed(each, request, speech) for each in trace.not_applied),
        ],
        snapshot_hash=trace.decision.snapshot_hash,
        context_hash=trace.decision.context_hash,
        cut_short=trace.decision.cut_short,
    )


@strawberry.type
class ExplainQuery:
    """To be inherited by the schema's Query type."""

    explain_offers: OfferTrace | None = strawberry.field(
        resolver=explain_offers,
        description="Why offers apply or not at one moment, clause by clause; null without a "
        "store, for goods that are not for sale, and when offers are away.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
