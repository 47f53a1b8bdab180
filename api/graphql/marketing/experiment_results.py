"""GraphQL: what came of an experiment."""

from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from personalization.experiments import uplift
from personalization.experiments.intervals import Interval
from personalization.experiments.uplift import CutBy
from personalization.insights.results import results

strawberry.enum(
    CutBy,
    name="ExperimentCut",
    description="ALL: everybody. OFFER: by offer and version. ZONE: by the zone of the first "
    "exposure. SEGMENT: by the segments then, of shoppers who agreed to be in any.",
)


@strawberry.type(description="A relative difference with the bounds it lies in.")
class Uplift:
    relative: float = described("0.1: ten per cent more than the control.")
    low: float = described("Lower bound.")
    high: float = described("Upper bound.")
    p: float = described("Below 0.05 the interval excludes 0.")

    @classmethod
    def of(cls, interval: Interval | None) -> "Uplift | None":
        """As told to marketers."""
        if interval is None:
            return None
        return cls(relative=interval.uplift, low=interval.low, high=interval.high, p=interval.p)


@strawberry.type(description="The units (carts, visits, or shoppers who agreed) of one variant.")
class ExperimentArmResult:
    variant: int = described("Its index; 0 is the control.")
    name: str = described("Its name.")
    units: int = described("Units whose first exposure was in it, shown or withheld.")
    conversions: int = described("Those that paid at a till afterwards.")
    revenue_minor_units: float = described("What they paid, net of returns.")

    @classmethod
    def of(cls, arm: uplift.Arm) -> "ExperimentArmResult":
        """As told to marketers."""
        return cls(
            variant=arm.variant,
            name=arm.name,
            units=arm.units,
            conversions=arm.conversions,
            revenue_minor_units=float(arm.revenue),
        )


@strawberry.type(description="A variant against the control, at 95 %, valid at every look.")
class VariantUplift:
    variant: int = described("Its index.")
    conversion: Uplift | None = described("Of the share of units that paid; null: too little yet.")
    revenue: Uplift | None = described("Of what a unit paid, nothing counted as 0.")


@strawberry.type(description="The variants compared, over all or in one cut, in one currency.")
class ExperimentComparison:
    cut: CutBy = described("What is cut by.")
    key: str = described("The offer (`id@version`), zone or segment; empty over all.")
    currency_code: str = described("ISO 4217.")
    suppressed: bool = described("Too few units to be told: somebody could be recognised.")
    arms: list[ExperimentArmResult] = described("By variant; empty where suppressed.")
    uplifts: list[VariantUplift] = described("Of each variant but the control.")

    @classmethod
    def of(cls, compared: uplift.Compared) -> "ExperimentComparison":
        """As told to marketers."""
        return cls(
            cut=compared.cut,
            key=compared.key,
            currency_code=compared.currency,
            suppressed=compared.suppressed,
            arms=[ExperimentArmResult.of(arm) for arm in compared.arms],
            uplifts=[
                VariantUplift(
                    variant=each.variant,
                    conversion=Uplift.of(each.conversion),
                    revenue=Uplift.of(each.revenue),
                )
                for each in compared.comparisons
            ],
        )


@strawberry.type(description="What is known of an experiment so far.")
class ExperimentResult:
    key: str = described("The experiment.")
    name: str = described("Its name.")
    units: int = described("Units that were exposed, in all variants.")
    sample_ratio_p: float = described(
        "How likely the split over the variants is, if everything works (χ² test)."
    )
    sample_ratio_alarm: bool = described(
        "The split is not the planned one (p under 0.001): find out why before reading on."
    )
    overall: list[ExperimentComparison] = described("Over all units, one for each currency.")
    cuts: list[ExperimentComparison] = described(
        "By offer, zone and segment. Of many cuts without any effect some look like one: their "
        "intervals are each by itself."
    )

    @classmethod
    def of(cls, result: uplift.ExperimentResult) -> "ExperimentResult":
        """As told to marketers."""
        return cls(
            key=result.experiment.key,
            name=result.experiment.name,
            units=result.units,
            sample_ratio_p=result.sample_ratio_p,
            sample_ratio_alarm=result.sample_ratio_alarm,
            overall=[ExperimentComparison.of(each) for each in result.overall],
            cuts=[ExperimentComparison.of(each) for each in result.cuts],
        )


async def experiment_result(
    info: Request,
    key: Annotated[str, strawberry.argument(description="The experiment's key.")],
) -> ExperimentResult | None:
    found = await results(info.context.market, key)
    return ExperimentResult.of(found) if found else None


@strawberry.type
class ExperimentResultQuery:
    """To be inherited by the schema's Query type."""

    experiment_result: ExperimentResult | None = strawberry.field(
        resolver=experiment_result,
        description="What came of an experiment: units, conversions and revenue by variant, uplift "
        "with an always-valid interval, and whether the split can be trusted; null for an unknown "
        "key.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
