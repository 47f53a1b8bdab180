"""GraphQL: what reports say of offers and of what the freshness ladders saved."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.identity_types import Money
from api.graphql.language import Speech
from api.graphql.marketing.derived import enumerated
from api.graphql.marketing.experiment_results import ExperimentComparison
from api.graphql.scalars import BigInt
from api.graphql.shopping.offers_types import copy_in
from personalization.experiments.uplift import CutBy
from personalization.insights.results import results
from personalization.offers.offer import BudgetKind
from personalization.reports import burn, markdown, offers
from provenance import identity
from provenance.codes.money import currency_of_code

enumerated(BudgetKind)
strawberry.enum(
    burn.Pace,
    name="BudgetPace",
    description="USED_UP: nothing is left. TOO_LITTLE_DATA: used on too few days to tell. ENDS: "
    "around the projected day, if all goes on as it does. OUTLASTS: not before the offer's last "
    "day, or within ten years.",
)

SUPPRESSED = (
    "True where fewer than 5 different visits met it, or others could be worked out from it: then "
    "the counts are null."
)


def money_of(minor_units: int, currency: str) -> Money:
    """An amount of a currency by its code."""
    known = currency_of_code(currency)
    return Money.of(identity.Money(minor_units, known or identity.Currency(currency, 2)))


@strawberry.type(description="How often screens told that they showed an offer.")
class OfferImpressions:
    zone_id: strawberry.ID | None = described("The zone of the screen; null: anywhere.")
    suppressed: bool = described(SUPPRESSED)
    shown: int | None = described("Reported exposures, each once.")
    withheld: int | None = described(
        "Exposures that an experiment or holdout held back, reported where it would have been."
    )

    @classmethod
    def of(cls, seen: offers.Seen) -> "OfferImpressions":
        """As told to marketers."""
        zone = None if seen.zone is None else strawberry.ID(seen.zone)
        return cls(
            zone_id=zone, suppressed=seen.suppressed, shown=seen.shown, withheld=seen.withheld
        )


@strawberry.type(description="What an offer gave away, in one currency.")
class OfferCost:
    redemptions: int = described("Paid orders that used it, less those taken back.")
    cost: Money = described("What it took off them, less what went back with returned goods.")


@strawberry.type(description="What an offer gave away on one day of the stores' calendars.")
class OfferDay:
    day: date = described("The day.")
    redemptions: int = described("Paid orders that used it, less those taken back.")
    cost: Money = described("What it took off them, less what went back with returned goods.")


@strawberry.type(description="What was used of a budget on one day of the stores' calendars.")
class BudgetDay:
    day: date = described("The day.")
    used: BigInt = described("By orders paid on it: redemptions, or minor units.")


@strawberry.type(description="A budget as it stands now, whatever the days asked about.")
class BudgetBurn:
    kind: BudgetKind = described("What it counts.")
    limit: BigInt = described("All of it: redemptions, or minor units.")
    currency_code: str | None = described("ISO 4217, of a SPEND budget; null for redemptions.")
    used: BigInt = described("What is gone of it, with orders that are not paid yet.")
    left: BigInt = described("What is left; below 0 where the limit was lowered.")
    pace: burn.Pace = described("What can be said about its end.")
    per_day: float | None = described(
        "Mean use of a day, over the 14 days before today, or since the first use; null where it "
        "was used on too few days (4 are needed)."
    )
    ends: date | None = described("The day on which it will be used up at this pace.")
    earliest: date | None = described("The same at two standard errors more a day.")
    latest: date | None = described("The same at two standard errors less; null: maybe never.")
    days: list[BudgetDay] = described("The 14 days before today, and today, in all stores.")

    @classmethod
    def of(cls, found: offers.Burn, currency: str | None) -> "BudgetBurn":
        """As told to marketers; `currency` is the offer's."""
        projection = found.projection
        return cls(
            kind=found.kind,
            limit=BigInt(found.limit),
            currency_code=currency if found.kind is BudgetKind.SPEND else None,
            used=BigInt(found.used),
            left=BigInt(found.left),
            pace=projection.pace,
            per_day=projection.per_day,
            ends=projection.ends,
            earliest=projection.earliest,
            latest=projection.latest,
            days=[BudgetDay(day=day, used=BigInt(used)) for day, used in found.days.items()],
        )


@strawberry.type(description="What came of an offer, all its versions together.")
class OfferReport:
    offer_id: strawberry.ID = described("The offer.")
    title: str = described("Its title.")
    impressions: OfferImpressions = described("Over all zones.")
    zones: list[OfferImpressions] = described("Zone by zone, where the screen knew its zone.")
    scans: int | None = described(
        "Scans of the goods that it names (of all goods, where it names none), in the same stores "
        "and days, whoever saw the offer; null where they may be of fewer than 5 visits."
    )
    adds: int | None = described("The same for goods put into a cart.")
    redemptions: int = described("Paid orders that used it, less those taken back.")
    conversion: float | None = described(
        "Redemptions for each time it was shown; null where that is suppressed or 0. One visit may "
        "be shown it several times."
    )
    costs: list[OfferCost] = described("What it gave away, once for each currency.")
    days: list[OfferDay] = described(
        "The same day by day, without days on which it was not used, in order."
    )
    budgets: list[BudgetBurn] = described("Its budgets; those per customer have no end.")
    experiment: strawberry.Private[str | None]

    @strawberry.field(
        description="What its experiment says of it: each version against the control, with "
        "always-valid intervals. Over all time and stores. Empty without an experiment."
    )
    async def uplift(self, info: Request) -> list[ExperimentComparison]:
        if self.experiment is None:
            return []
        found = await results(info.context.market, self.experiment)
        return [
            ExperimentComparison.of(each)
            for each in (found.cuts if found else ())
            if each.cut is CutBy.OFFER and each.key.rpartition("@")[0] == self.offer_id
        ]

    @classmethod
    def of(cls, found: offers.OfferReport, speech: Speech) -> "OfferReport":
        """In the caller's language."""
        arm = found.offer.experiment
        return cls(
            offer_id=strawberry.ID(found.offer.id),
            title=copy_in(found.offer, speech)[0],
            impressions=OfferImpressions.of(found.seen),
            zones=[OfferImpressions.of(each) for each in found.zones],
            scans=found.scans,
            adds=found.adds,
            redemptions=found.redemptions,
            conversion=found.conversion,
            costs=[
                OfferCost(redemptions=each.redemptions, cost=money_of(each.saving, each.currency))
                for each in found.costs
            ],
            days=[
                OfferDay(
                    day=each.day,
                    redemptions=each.redemptions,
                    cost=money_of(each.saving, each.currency),
                )
                for each in found.days
            ],
            budgets=[BudgetBurn.of(each, found.offer.currency) for each in found.burns],
            experiment=arm.experiment if arm else None,
        )


@strawberry.type(description="Goods that freshness ladders sold before their last day was over.")
class MarkdownSavings:
    days_left: int | None = described(
        "Whole days that they had left; 0: it was their last one. Null: over all days."
    )
    units: int = described("Units sold at a markdown; weighed goods are one unit a piece.")
    kilos: float = described("Of what was weighed, or whose pack says its net weight.")
    unweighed_units: int = described("Units whose weight nobody knows; they are not in `kilos`.")
    sold: Money = described("What was paid for them, before other offers.")
    discount: Money = described("What the markdown took off.")

    @classmethod
    def of(cls, found: markdown.Saved) -> "MarkdownSavings":
        """As told to marketers."""
        return cls(
            days_left=found.days_left,
            units=found.units,
            kilos=found.kilos,
            unweighed_units=found.unweighed,
            sold=money_of(found.sold, found.currency),
            discount=money_of(found.discount, found.currency),
        )


@strawberry.type(
    description="What the freshness ladders saved, in one currency: goods sold at their markdown, "
    "which were not thrown away. How much of it would have been sold anyway, an experiment says."
)
class MarkdownReport:
    total: MarkdownSavings = described("Altogether.")
    by_days_left: list[MarkdownSavings] = described("By the days they had left, fewest first.")

    @classmethod
    def several(cls, found: Sequence[markdown.Saved]) -> "list[MarkdownReport]":
        """One for each currency."""
        return [
            cls(
                total=MarkdownSavings.of(markdown.altogether(mine)),
                by_days_left=[MarkdownSavings.of(each) for each in mine],
            )
            for code in sorted({each.currency for each in found})
            for mine in [[each for each in found if each.currency == code]]
        ]


@strawberry.input(description="Days of each store's own calendar.")
class ReportDays:
    first: date = described("The first day.")
    last: date = described("The last day, inclusive; at most 400 days.")


DaysArgument = Annotated[ReportDays, strawberry.argument(description="The days asked about.")]
StoresArgument = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(description="Of these stores; of all when left out."),
]
