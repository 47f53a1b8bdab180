"""One sale after another: when the tare goes, and when the next sale may begin."""

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.metrology.load import Load, LoadState, Plate, Shown, load


class TareMiss(StrEnum):
    """Why no tare is taken."""

    NOT_STEADY = "not-steady"
    NOTHING_THERE = "nothing-there"
    TOO_HEAVY = "too-heavy"
    """A tare takes weighing range away: it must stay below Max."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Where the sale is. `goods` identifies what is selected; `finished`: its label was printed.

    The next sale needs an empty pan first (return to zero), so that nothing is sold twice. The tare
    ends with the sale and with a change of goods, so that no other goods are sold by it; one that
    was taken before anything was selected stays.
    """

    tare: int = 0
    goods: str | None = None
    finished: bool = False

    def seen(self, now: Load) -> "Counter":
        """After a new load."""
        if self.finished and now.state is LoadState.EMPTY:
            return Counter()
        return self

    def selected(self, goods: str) -> "Counter":
        """After `goods` were chosen."""
        if self.goods in (None, goods):
            return replace(self, goods=goods)
        return replace(self, goods=goods, tare=0)

    def cleared(self) -> "Counter":
        """After the selection was taken back."""
        return replace(self, goods=None, tare=0)

    def tared(self, shown: Shown | None, plate: Plate, grams: int | None) -> "Counter | TareMiss":
        """After a tare: what lies there (None), or so many `grams` known beforehand."""
        if grams is None:
            there = load(shown, 0, plate)
            if there.state in (LoadState.EMPTY, LoadState.NEGATIVE):
                return TareMiss.NOTHING_THERE
            if there.state is LoadState.OVER:
                return TareMiss.TOO_HEAVY
            if there.state not in (LoadState.READY, LoadState.BELOW_MINIMUM) or not there.gross:
                return TareMiss.NOT_STEADY
            grams = there.gross
        if grams >= plate.maximum:
            return TareMiss.TOO_HEAVY
        return replace(self, tare=grams)

    def untared(self) -> "Counter":
        """Without a tare."""
        return replace(self, tare=0)

    def sold(self) -> "Counter":
        """After the label of this sale was printed."""
        return replace(self, finished=True)
