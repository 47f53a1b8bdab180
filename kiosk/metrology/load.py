"""What may be sold of what lies on a scale."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Plate:
    """What the plate of a class III scale says, in grams: verification interval e, and Max."""

    interval: int
    maximum: int

    def __post_init__(self) -> None:
        """Raise `ValueError` unless 1 ≤ e and Min < Max."""
        if self.interval < 1 or self.minimum >= self.maximum:
            raise ValueError(
                f"e = {self.interval} g and Max = {self.maximum} g fit no scale: "
                "Max must be above 20 e"
            )

    @property
    def minimum(self) -> int:
        """Min: 20 e for class III (OIML R 76-1:2006, table 3)."""
        return 20 * self.interval


class LoadState(StrEnum):
    """Whether what lies there can be priced; only READY can."""

    UNKNOWN = "unknown"
    MOVING = "moving"
    EMPTY = "empty"
    NEGATIVE = "negative"
    OVER = "over"
    BELOW_MINIMUM = "below-minimum"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a scale shows. `grams` (gross) is None where it shows no weight.

    `steady`: stable by the scale's word, and as often as its protocol needs.
    """

    grams: int | None
    steady: bool
    over: bool = False
    under: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """Gross, tare and net in grams, and what they allow; unknown is None."""

    gross: int | None
    tare: int
    net: int | None
    state: LoadState


def load(shown: Shown | None, tare: int, plate: Plate) -> Load:
    """The load for what a scale shows (None: nothing is heard of it) and `tare` ≥ 0 grams.

    An empty pan is empty whatever tare is held. Min holds for the net weight: that is stricter
    than for the gross, and what is sold is the net.
    """
    if shown is None:
        return Load(None, tare, None, LoadState.UNKNOWN)
    net = None if shown.grams is None else shown.grams - tare
    return Load(shown.grams, tare, net, _state(shown, net, plate))


def _state(shown: Shown, net: int | None, plate: Plate) -> LoadState:
    if shown.over or (shown.grams is not None and shown.grams > plate.maximum):
        return LoadState.OVER
    if not shown.steady:
        return LoadState.MOVING
    if shown.under:
        return LoadState.NEGATIVE
    if shown.grams is None or net is None:
        return LoadState.UNKNOWN
    if shown.grams == 0:
        return LoadState.EMPTY
    if shown.grams < 0 or net <= 0:
        return LoadState.NEGATIVE
    return LoadState.BELOW_MINIMUM if net < plate.minimum else LoadState.READY
