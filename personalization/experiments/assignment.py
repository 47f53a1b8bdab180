"""Who takes part in an experiment, and in which variant: holdouts come first."""

from collections.abc import Iterable

from personalization.experiments.bucketing import bucket, chosen, in_namespace, ranges
from personalization.experiments.experiment import (
    Assignment,
    Experiment,
    ExperimentStatus,
    Holdout,
)

NOBODY = Assignment(variant=None)
"""Takes no part: neither shown by the experiment nor counted."""

HELD_OUT = Assignment(variant=None, held_out=True)


def is_held_out(holdouts: Iterable[Holdout], unit_id: str | None) -> bool:
    """Whether the unit gets no offer at all. Each holdout has a seed of its own, so it is
    independent of every experiment."""
    return unit_id is not None and any(_in_share(holdout, unit_id) for holdout in holdouts)


def assigned(
    experiment: Experiment, holdouts: Iterable[Holdout], unit_id: str | None
) -> Assignment:
    """The unit's variant, always the same one for the same arguments.

    Without a variant: nobody to assign (`unit_id` None), held out, an experiment that does not
    run, outside of its namespace or coverage.
    """
    if is_held_out(holdouts, unit_id):
        return HELD_OUT
    if unit_id is None or experiment.status is not ExperimentStatus.RUNNING:
        return NOBODY
    namespace = experiment.namespace
    if namespace and not in_namespace(namespace.id, (namespace.since, namespace.until), unit_id):
        return NOBODY
    place = bucket(experiment.seed or experiment.key, unit_id, experiment.hash_version)
    if place is None:
        return NOBODY
    stretches = ranges(len(experiment.variants), experiment.coverage, experiment.weights)
    return Assignment(variant=chosen(place, stretches))


def _in_share(holdout: Holdout, unit_id: str) -> bool:
    place = bucket(holdout.seed or holdout.key, unit_id)
    return place is not None and place < holdout.share
