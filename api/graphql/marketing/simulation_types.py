"""GraphQL: what an offer would do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry

from api.graphql.context import Context
from api.graphql.described import described
from api.graphql.identity_types import Money
from api.graphql.marketing.derived import enumerated
from api.graphql.marketing.offer_types import OfferProblem
from api.graphql.scalars import BigInt
from api.graphql.shopping.offers_types import copy_in
from personalization.offers.conditions.leaf import Verdict
from personalization.offers.decision import ClauseTrace, Miss
from personalization.simulation import simulation as values
from provenance import identity

strawberry.enum(
    Verdict,
    name="ClauseVerdict",
    description="UNKNOWN: nobody knows what it asks for. That never gives a discount.",
)
enumerated(Miss)


@strawberry.type(description="How far a simulation is.")
class SimulationProgress:
    done: int = described("Baskets looked at.")
    total: int = described("Baskets there are, at most 100,000: the latest.")


@strawberry.type(description="How many baskets of some get the offer.")
class SimulatedShare:
    key: str = described("The store or segment.")
    baskets: int = described("Baskets looked at.")
    reached: int = described("Those of them that get it.")

    @classmethod
    def several(cls, shares: Mapping[str, values.Share]) -> "list[SimulatedShare]":
        """By key."""
        return [
            cls(key=key, baskets=share.baskets, reached=share.reached)
            for key, share in shares.items()
        ]


@strawberry.type(description="The money of a simulation, in one currency.")
class SimulatedMoney:
    baskets: int = described("Baskets of this currency.")
    reached: int = described("Those of them that get the offer.")
    turnover: Money = described("What the baskets that get it cost before any offer.")
    cost: Money = described("What the offer gives away.")
    average_saving: Money | None = described(
        "What a basket that gets it saves on average, rounded down; null where none gets it."
    )
    discount_now: Money = described("What all offers give away in all baskets without it.")
    discount_then: Money = described(
        "The same with it: less than `discountNow` and `cost` together, where it displaces others."
    )

    @classmethod
    def of(cls, effect: values.Effect) -> "SimulatedMoney":
        """As told to marketers."""

        def money(minor_units: int) -> Money:
            return Money.of(identity.Money(minor_units, effect.currency))

        return cls(
            baskets=effect.baskets,
            reached=effect.reached,
            turnover=money(effect.turnover),
            cost=money(effect.cost),
            average_saving=money(effect.cost // effect.reached) if effect.reached else None,
            discount_now=money(effect.discount_now),
            discount_then=money(effect.discount_then),
        )


@strawberry.type(description="Why baskets do not get the offer.")
class SimulatedMiss:
    why: Miss = described("The reason.")
    baskets: int = described("How many baskets.")


@strawberry.type(description="A live offer that meets the simulated one in a basket.")
class SimulatedOverlap:
    offer_id: strawberry.ID = described("The live offer.")
    title: str = described("Its title.")
    together: int = described("Baskets that get both.")
    displaced: int = described("Baskets that would have got it, and get the simulated one instead.")


@strawberry.type(description="A clause of the offer's condition, as it was judged.")
class JudgedClause:
    words: str = described("What it asks for.")
    verdict: Verdict = described("How it was judged.")
    depth: int = described("How deep it lies among groups; 0 is the outermost.")

    @classmethod
    def of(cls, clause: ClauseTrace, context: Context) -> "JudgedClause":
        """In the caller's language."""
        return cls(words=context.say(clause.wording), verdict=clause.verdict, depth=clause.depth)


@strawberry.type(description="Goods in a simulated basket.")
class SimulatedLine:
    product_id: strawberry.ID = described("The product.")
    quantity: int = described("How many.")
    days_left: int | None = described("Whole days until the lot's last day; null where unknown.")
    subtotal_minor_units: BigInt = described("Before offers.")
    discount_minor_units: BigInt = described("What all offers take off, with the simulated one.")


@strawberry.type(
    description="A basket, without when it was bought, and why it gets the offer or not."
)
class SimulatedExample:
    store_id: strawberry.ID = described("Where.")
    lines: list[SimulatedLine] = described("What is in it.")
    saving: Money | None = described("What the offer saves; null where it does not apply.")
    why_not: Miss | None = described("Why it does not apply; null where it does.")
    message: str = described("The same in a sentence.")
    would_help: str | None = described("What would make it apply; null where nothing would.")
    clauses: list[JudgedClause] = described("Its condition clause by clause.")
    others: list[strawberry.ID] = described("Other offers that apply, in the order they do.")

    @classmethod
    def of(cls, example: values.Example, draft: str, context: Context) -> "SimulatedExample":
        """In the caller's language."""
        explained, moment = example.explained, example.context
        decision = explained.decision
        applied = next((each for each in decision.applied if each.offer.id == draft), None)
        missed = next((each for each in explained.not_applied if each.offer.id == draft), None)
        message = applied.reason if applied else missed.message if missed else None
        help_ = missed.would_help if missed else None
        clauses = explained.clauses[draft] if applied else missed.clauses if missed else ()
        return cls(
            store_id=strawberry.ID(moment.store),
            lines=[
                SimulatedLine(
                    product_id=strawberry.ID(line.product),
                    quantity=line.quantity,
                    days_left=line.days_left,
                    subtotal_minor_units=BigInt(total.subtotal),
                    discount_minor_units=BigInt(total.discount),
                )
                for line, total in zip(moment.lines, decision.lines, strict=True)
            ],
            saving=Money.of(identity.Money(applied.saving, moment.currency)) if applied else None,
            why_not=missed.why if missed else None,
            message=context.say(message) if message else "",
            would_help=context.say(help_) if help_ else None,
            clauses=[JudgedClause.of(clause, context) for clause in clauses],
            others=[
                strawberry.ID(each.offer.id) for each in decision.applied if each.offer.id != draft
            ],
        )


@strawberry.type(
    description="What an offer would do. Nothing was stored, and no budget was touched; the same "
    "offers and baskets give the same numbers."
)
class Simulation:
    done: int = described("Baskets (or moments) looked at.")
    total: int = described("Baskets there are; more than `done` where the time was up.")
    reached: int = described("Those that get the offer.")
    withheld: int = described("Those that its experiment, or a holdout, keeps it from.")
    money: list[SimulatedMoney] = described("What it costs, once for each currency.")
    missed: list[SimulatedMiss] = described("Why the others do not get it, the commonest first.")
    overlaps: list[SimulatedOverlap] = described(
        "Live offers that it meets, those first that it displaces most."
    )
    stores: list[SimulatedShare] = described("Store by store.")
    segments: list[SimulatedShare] = described(
        "Segment by segment, of moments that name any; of baskets nobody knows whose they were."
    )
    exhausted_at: datetime | None = described(
        "When the basket was paid that its own budget no longer allowed (a budget that begins "
        "full with the first basket); null where it lasted."
    )
    examples: list[SimulatedExample] = described(
        "The first three baskets that get it, and the first one for each reason not to."
    )

    @classmethod
    def of(cls, found: values.Simulation, total: int, draft: str, context: Context) -> "Simulation":
        """In the caller's language."""
        return cls(
            done=found.share.baskets,
            total=total,
            reached=found.share.reached,
            withheld=found.withheld,
            money=[SimulatedMoney.of(effect) for effect in found.effects],
            missed=[
                SimulatedMiss(why=why, baskets=baskets) for why, baskets in found.missed.items()
            ],
            overlaps=[
                SimulatedOverlap(
                    offer_id=strawberry.ID(each.offer.id),
                    title=copy_in(each.offer, context.speech())[0],
                    together=each.together,
                    displaced=each.displaced,
                )
                for each in found.overlaps
            ],
            stores=SimulatedShare.several(found.stores),
            segments=SimulatedShare.several(found.segments),
            exhausted_at=found.exhausted_at,
            examples=[SimulatedExample.of(each, draft, context) for each in found.examples],
        )


@strawberry.type(description="Why nothing was simulated.")
class SimulationRefusal:
    message: str = described("What is wrong, and what to do about it.")
    problems: list[OfferProblem] = described("What is wrong with the offer; may be empty.")


SimulationUpdate = Annotated[
    SimulationProgress | Simulation | SimulationRefusal,
    strawberry.union(
        "SimulationUpdate", description="How far it is; at last what came of it, or why not."
    ),
]
