"""Which lines of a cart something is about."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from personalization.offers.context import Line


class Selector(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Lines that meet everything that is given; an empty selector means every line.

    `gtins` also takes product ids of goods without GTIN. `categories` match with all that is below
    them. `min_unit_price` is in minor units. `days_left_at_most` never matches goods whose days are
    unknown. `full_price_only` leaves out what is marked down or was discounted before.
    """

    gtins: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()
    except_gtins: frozenset[str] = frozenset()
    except_categories: frozenset[str] = frozenset()
    min_unit_price: int | None = None
    days_left_at_most: int | None = None
    full_price_only: bool = False

    def matches(self, line: Line, *, discounted: bool = False) -> bool:
        """Whether the line is meant; `discounted` says that an offer has touched it already."""
        return (
            (not self.gtins or line.product in self.gtins or line.gtin in self.gtins)
            and (not self.categories or not self.categories.isdisjoint(line.categories))
            and (not self.brands or line.brand in self.brands)
            and line.product not in self.except_gtins
            and line.gtin not in self.except_gtins
            and self.except_categories.isdisjoint(line.categories)
            and (self.min_unit_price is None or line.unit_price >= self.min_unit_price)
            and (
                self.days_left_at_most is None
                or (line.days_left is not None and line.days_left <= self.days_left_at_most)
            )
            and not (self.full_price_only and (line.marked_down or discounted))
        )


EVERYTHING = Selector()

Pick = Callable[[Sequence[Line], Iterable[int]], list[int]]
"""Of these positions in a cart's lines, those that are meant."""


def picked(selector: Selector) -> Pick:
    """`Selector.matches` over a cart as a closure, made once; for lines that no offer has touched.
    What asks for one thing only, as most do, asks for it many times faster."""
    gtins, categories, brands = selector.gtins, selector.categories, selector.brands
    if selector == EVERYTHING:
        return lambda _, positions: list(positions)
    if selector == Selector(gtins=gtins):
        return lambda lines, positions: [
            i for i in positions if lines[i].product in gtins or lines[i].gtin in gtins
        ]
    if selector == Selector(categories=categories):
        return lambda lines, positions: [
            i for i in positions if not categories.isdisjoint(lines[i].categories)
        ]
    if selector == Selector(brands=brands):
        return lambda lines, positions: [i for i in positions if lines[i].brand in brands]
    return lambda lines, positions: [i for i in positions if selector.matches(lines[i])]
