"""What every kind of benefit has in common. A new kind is one file, one line in `kinds`, tests."""

from collections.abc import Iterator

import msgspec

from personalization.offers.problem import Problem, error
from personalization.offers.selector import EVERYTHING, Selector


class Benefit(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
    kw_only=True,
):
    """What an offer gives. `selector` says to which lines, `cap` (minor units) the most it gives in
    one cart, `max_units` the most units that it reaches in one cart, `max_units_per_line` in one
    line."""

    selector: Selector = EVERYTHING
    cap: int | None = None
    max_units: int | None = None
    max_units_per_line: int | None = None

    def problems(self) -> Iterator[Problem]:
        """What keeps it from making sense, with paths from here; kinds add their own."""
        for name in ("cap", "max_units", "max_units_per_line"):
            bound = getattr(self, name)
            if bound is not None and bound < 1:
                yield error(name, "offer-bound-positive", value=bound)
