"""What a shopper must not eat is never offered, given, recommended or cooked.

Unknown is unknown: with an allergy, a food that nobody declared is not offered either, and the
sentence says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.answer import Product
from provenance.dietary import Allergen, Diet, published_allergens, suits
from provenance.text import Message


@dataclass(frozen=True, slots=True)
class Needs:
    """What a shopper must not eat (`allergens`), and ways of eating (`diets`)."""

    allergens: frozenset[Allergen] = frozenset()
    diets: frozenset[Diet] = frozenset()

    def __or__(self, other: "Needs") -> "Needs":
        """Both: the kept ones of a profile and those that came with a request."""
        return Needs(self.allergens | other.allergens, self.diets | other.diets)

    def __bool__(self) -> bool:
        return bool(self.allergens or self.diets)


def unsuitable(product: Product, needs: Needs) -> Message | None:
    """Why the product is nothing for a shopper with these needs; None where it suits them.

    Only a declaration clears a product. What Open Food Facts says can rule one out but never clears
    it: its lists are filled in by volunteers, and an empty one may mean that nobody looked.
    """
    if not needs:
        return None
    published = product.open_food_facts
    contains, traces = product.allergens or frozenset(), product.traces
    if published is not None:
        contains |= published_allergens(published.allergens)
        traces |= published_allergens(published.traces)
    if found := needs.allergens & contains:
        return _about("shoppers-contains", allergens=found)
    if found := needs.allergens & traces:
        return _about("shoppers-may-contain", allergens=found)
    if needs.allergens and product.allergens is None:
        return _about("shoppers-unknown-allergens", allergens=needs.allergens)
    declared = None if product.allergens is None else contains
    answers = {
        diet: suits(
            diet,
            declared=product.diets,
            allergens=declared or contains or declared,
            traces=traces,
        )
        for diet in needs.diets
    }
    if against := [diet for diet, suited in answers.items() if suited is False]:
        return _about("shoppers-against-diet", diets=against)
    if unknown := [diet for diet, suited in answers.items() if suited is None]:
        return _about("shoppers-unknown-diet", diets=unknown)
    return None


def _about(
    key: str, *, allergens: Iterable[Allergen] = (), diets: Iterable[Diet] = ()
) -> Message:
    """A sentence about the first of them in the order of their kinds: one is reason enough."""
    ...
