"""What a shopper must not eat is never offered, given, recommended or cooked.

Unknown is unknown: with an allergy, a food that nobody declared is not offered either, and the
sentence says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.answer import Product, RecipeMatch
from provenance.dietary import Allergen, Declared, Diet, published_allergens
from provenance.text import Message


@dataclass(frozen=True, slots=True)
class Needs:
    """What a shopper must not eat (`allergens`), and ways of eating (`diets`)."""

    allergens: frozenset[Allergen] = frozenset()
    diets: frozenset[Diet] = frozenset()

    def __or__(self, other: "Needs") -> "Needs":
        """Both: those kept in a profile and those that came with a request."""
        return Needs(self.allergens | other.allergens, self.diets | other.diets)

    def __bool__(self) -> bool:
        return bool(self.allergens or self.diets)


NOTHING = Needs()
"""No needs that anybody told us of."""


def unsuitable(product: Product, needs: Needs) -> Message | None:
    """Why the product is nothing for a shopper with these needs; None where it suits them."""
    if not needs:
        return None
    food = _declared(product)
    if found := needs.allergens & food.contains:
        return Message("shoppers-contains", {"allergens": allergen_names(found)})
    if found := needs.allergens & food.traces:
        return Message("shoppers-may-contain", {"allergens": allergen_names(found)})
    if needs.allergens and not food.complete:
        named = allergen_names(needs.allergens)
        return Message("shoppers-unknown-allergens", {"allergens": named})
    suited = {diet: food.suits(diet) for diet in needs.diets}
    if against := [diet for diet in suited if suited[diet] is False]:
        return Message("shoppers-against-diet", {"diets": diet_names(against)})
    if unknown := [diet for diet in suited if suited[diet] is None]:
        return Message("shoppers-unknown-diet", {"diets": diet_names(unknown)})
    return None


def cookable(recipe: RecipeMatch, needs: Needs) -> bool:
    """Whether a recipe may be suggested to a shopper with these needs.

    Recipes state diets at best and never allergens (schema.org has no word for them), so with an
    allergy none can be cleared.
    """
    stated = Declared(diets=recipe.diets)
    return not needs.allergens and all(stated.suits(diet) for diet in needs.diets)


def allergen_names(allergens: Iterable[Allergen]) -> tuple[Message, ...]:
    """Their names as parts of a sentence, in a fixed order."""
    return tuple(Message(f"shoppers-allergen-{each.lower()}") for each in sorted(allergens))


def diet_names(diets: Iterable[Diet]) -> tuple[Message, ...]:
    """Their names as parts of a sentence, in a fixed order."""
    return tuple(
        Message(f"shoppers-diet-{each.lower().replace('_', '-')}") for each in sorted(diets)
    )


def _declared(product: Product) -> Declared:
    """What our own data and Open Food Facts say together.

    Only our own declaration is complete. Open Food Facts is filled in by volunteers: what it names
    counts, but an empty list there may mean that nobody looked (a sheep's yoghurt had one).
    """
    contains, traces = product.allergens or frozenset(), product.traces
    if (published := product.open_food_facts) is not None:
        contains |= published_allergens(published.allergens)
        traces |= published_allergens(published.traces)
    return Declared(contains, traces, product.diets, complete=product.allergens is not None)
