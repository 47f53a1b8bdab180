"""Counting what lies in baskets together, day by day; nothing leads back to a basket."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

WINDOW_DAYS = 90
"""Days that count. Older ones are forgotten."""

MOST_PRODUCTS = 60
"""Products of one basket that count, the first ones: pairs grow with the square."""

_CATEGORY = "category:"

Basket = Mapping[str, str | None]
"""Products of a sale by id, with their category paths; in the order of the receipt."""


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many baskets each product was `together` with a thing.

    A `thing` is a product's id or a category (`category_thing`), which goes with products of other
    categories only.
    """

    thing: str
    together: Mapping[str, int]

    @property
    def pairs(self) -> int:
        """How many pairs the thing is in, over all baskets."""
        return sum(self.together.values())


def category_thing(category: str) -> str:
    """The thing that stands for all products of a category."""
    return f"{_CATEGORY}{category}"


def is_product(thing: str) -> bool:
    """Whether a thing is a product, and no category."""
    return not thing.startswith(_CATEGORY)


def counted(baskets: Iterable[Basket]) -> Iterator[Counts]:
    """What was counted in these baskets, one value for each thing that was not alone."""
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for basket in baskets:
        products = dict(islice(basket.items(), MOST_PRODUCTS))
        for product in products:
            together[product].update(other for other in products if other != product)
        for category in {category for category in products.values() if category}:
            together[category_thing(category)].update(
                other for other, others in products.items() if others != category
            )
    return (Counts(thing, its) for thing, its in together.items() if its)


def summed(thing: str, days: Iterable[Counts]) -> Counts:
    """The counts of a thing over several days."""
    together: Counter[str] = Counter()
    for day in days:
        together.update(day.together)
    return Counts(thing, together)
