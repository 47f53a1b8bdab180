"""What every kind of benefit has in common. A new kind is one file, one line in `kinds`, tests."""

import msgspec

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
