"""Experiments and holdouts as values, and what an assignment says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec


class ExperimentStatus(StrEnum):
    DRAFT = "DRAFT"
    RUNNING = "RUNNING"
    STOPPED = "STOPPED"


class Namespace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Experiments that share `id` and whose stretches do not overlap never meet one shopper.

    `since` ≤ position < `until`, both 0 to 1.
    """

    id: str
    since: float
    until: float


class Experiment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A comparison, `name` for people. Variant 0 is the control.

    `variants` are names, `weights` their shares (none: equal), `coverage` the share of all that
    takes part. `seed` (none: the key) and `hash_version` say how units are bucketed, as GrowthBook
    does. A `namespace` keeps it apart from other experiments. `status` says whether it decides
    anything. `presentation` is for screens: by variant, what a slot of the screen (named
    `{surface}.{slot}`) shows, a layout or a text key; empty for experiments on offers.
    """

    key: str
    name: str
    variants: tuple[str, ...]
    weights: tuple[float, ...] = ()
    coverage: float = 1.0
    seed: str = ""
    hash_version: int = 2
    namespace: Namespace | None = None
    status: ExperimentStatus = ExperimentStatus.DRAFT
    presentation: tuple[Mapping[str, str], ...] = ()


class Holdout(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A share (0 to 1) of all units that gets no offer at all, whatever else is decided."""

    key: str
    share: float
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """`variant` is the index of the variant, None for a unit that takes no part."""

    variant: int | None
    held_out: bool = False
