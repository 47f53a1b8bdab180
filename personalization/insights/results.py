"""What came of an experiment, from everything that was reported and paid so far."""

from personalization.experiments.uplift import ExperimentResult, result
from personalization.store.market import Market


async def results(market: Market, experiment: str) -> ExperimentResult | None:
    """The result of the experiment with this key; None when there is none."""
    known = await market.experiments.get(experiment)
    if known is None:
        return None
    return result(known, await market.enrolments.counts(experiment))
