"""What is wrong with an experiment or a holdout before it may decide anything."""

from collections.abc import Iterator

from personalization.experiments.experiment import Experiment, Holdout
from provenance.text import Message

MOST_VARIANTS = 20
_ROUNDING = 1e-6
"""How far shares may be from adding up to 1: thirds are written with six decimals."""


def experiment_problems(experiment: Experiment) -> Iterator[Message]:
    """Two variants or more, shares that add up, a stretch that is one."""
    variants, weights = experiment.variants, experiment.weights
    if not 2 <= len(variants) <= MOST_VARIANTS or len(set(variants)) < len(variants):
        yield Message("experiment-variants", {"most": MOST_VARIANTS})
    if weights and (
        len(weights) != len(variants)
        or min(weights) < 0
        or abs(sum(weights) - 1) > _ROUNDING * len(weights)
    ):
        yield Message("experiment-weights")
    if not 0 < experiment.coverage <= 1:
        yield Message("experiment-coverage")
    if experiment.hash_version not in (1, 2):
        yield Message("experiment-hash-version")
    if (stretch := experiment.namespace) and not 0 <= stretch.since < stretch.until <= 1:
        yield Message("experiment-namespace")
    if experiment.presentation and len(experiment.presentation) != len(variants):
        yield Message("experiment-presentation")


def holdout_problems(holdout: Holdout) -> Iterator[Message]:
    """A share of all, but not all."""
    if not 0 < holdout.share < 1:
        yield Message("holdout-share")
