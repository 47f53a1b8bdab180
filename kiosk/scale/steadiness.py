"""When a weight may count: a scale's own word, twice where its protocol has no checksum."""

from dataclasses import dataclass

from kiosk.metrology import Shown
from kiosk.scale.reading import Flag, Reading


@dataclass(frozen=True, slots=True)
class Steadiness:
    """The reading before, while nothing else came in between. `checked` as of the protocol."""

    checked: bool
    last: Reading | None = None

    def after(self, reading: Reading) -> tuple["Steadiness", Shown]:
        """With the next reading, and what is to be shown of it."""
        sure = self.checked or self.last == reading
        shown = Shown(
            reading.grams,
            steady=reading.stable and sure,
            over=Flag.OVER in reading.flags,
            under=Flag.UNDER in reading.flags,
        )
        return Steadiness(self.checked, reading), shown

    def broken(self) -> "Steadiness":
        """After noise or silence: the next reading has none before it."""
        return Steadiness(self.checked)
