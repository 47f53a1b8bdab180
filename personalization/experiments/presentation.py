"""Experiments on presentation: which layout or text a screen uses for a slot.

Slots are named `{surface}.{slot}` (`kiosk.offer-card`), and their values are layout or text keys
that the screens know.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from personalization.experiments.assignment import assigned
from personalization.experiments.experiment import Experiment


@dataclass(frozen=True, slots=True)
class Presented:
    """What a unit's variant of one experiment says about a surface: values by slot, without the
    surface. A slot that is not named keeps the screen's own default."""

    experiment: str
    variant: int
    slots: Mapping[str, str]


def presented(experiments: Iterable[Experiment], surface: str, unit: str) -> tuple[Presented, ...]:
    """What a unit sees on a surface, by experiment key.

    Two experiments on one slot would spoil each other: the later one takes no part then. Holdouts
    are about offers and do not count here.
    """
    taken: set[str] = set()
    found: list[Presented] = []
    for experiment in sorted(experiments, key=lambda each: each.key):
        variants = [_of_surface(variant, surface) for variant in experiment.presentation]
        touched = {slot for variant in variants for slot in variant}
        assignment = assigned(experiment, (), unit)
        if not touched or touched & taken or assignment.variant is None:
            continue
        taken |= touched
        slots = variants[assignment.variant] if assignment.variant < len(variants) else {}
        found.append(Presented(experiment.key, assignment.variant, slots))
    return tuple(found)


def _of_surface(slots: Mapping[str, str], surface: str) -> dict[str, str]:
    prefix = f"{surface}."
    return {
        name.removeprefix(prefix): value for name, value in slots.items() if name.startswith(prefix)
    }
