"""Counting what lies in baskets together, day by day; nothing leads back to a basket."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

WINDOW_DAYS = 90
"""Days that count. Older ones are forgotten."""

MOST_PRODUCTS = 60
"""Products of one basket that count, the first ones: pairs grow with the square."""

ALL = ""
"""The thing that is in every basket."""

Basket = Mapping[str, str | None]
"""Products of a sale by id, with their category paths; in the order of the receipt."""


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many baskets a thing was, and how often each product was there too.

    A `thing` is a product's id, a category (`category_thing`), or `ALL`, which is counted alone.
    A category goes with products of other categories only.
    """

    thing: str
    baskets: int
    together: Mapping[str, int]


def category_thing(category: str) -> str:
    """The thing that stands for all products of a category."""
    return f"category:{category}"


def counted(baskets: Iterable[Basket]) -> Iterator[Counts]:
    """What was counted in these baskets, one value for each thing."""
    times: Counter[str] = Counter()
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for basket in baskets:
        products = dict(islice(basket.items(), MOST_PRODUCTS))
        categories = {category for category in products.values() if category}
        times.update([ALL, *products, *map(category_thing, categories)])
        for product in products:
            together[product].update(other for other in products if other != product)
        for category in categories:
            together[category_thing(category)].update(
                other for other, others in products.items() if others != category
            )
    return (Counts(thing, number, together[thing]) for thing, number in times.items())


def summed(thing: str, days: Iterable[Counts]) -> Counts:
    """The counts of a thing over several days."""
    baskets = 0
    together: Counter[str] = Counter()
    for day in days:
        baskets += day.baskets
        together.update(day.together)
    return Counts(thing, baskets, together)
