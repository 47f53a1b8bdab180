"""Recipes that fit what was scanned, better ones first.

Ingredients are compared by their words (`provenance.ingredients`). The order follows what keeps
food from being thrown away: recipes that really are about the product, then those that use more of
the cart, then those that use what has to be eaten soonest.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import inf

from provenance.answer import Product, RecipeMatch
from provenance.dietary import Diet
from provenance.ingredients import ingredient_keys, ingredient_words
from provenance.text import Message

NEAR_DAYS = 3
"""With this many days left or fewer, something is worth naming as near its date."""
_LEAST_FIT = 0.5
_HEAD_FIRST = ("es", "fr", "it", "pt", "ca", "gl")
_PARTS = re.compile(r"[,;/&+，、；]|\s[-–]\s|\b(?:with|in|and|or|con|en|y|o|avec|et|ou)\b", re.I)


_Wanted = Sequence[frozenset[str]]
"""What an ingredient line asks for: words for each of its parts that names a food."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe: titles by language, its ingredient lines, steps, and where it comes from.

    `keys` are the ingredient words of all languages it was given in; `licence` and `source` are
    addresses or names as published. `sample` marks what we invented for the demonstration.
    `diets` are those it is stated to suit.
    """

    id: str
    names: Mapping[str, str]
    ingredients: Sequence[str]
    keys: frozenset[str]
    instructions: Sequence[str] = ()
    total_time: timedelta | None = None
    author: str | None = None
    licence: str | None = None
    source: str | None = None
    sample: bool = False
    diets: frozenset[Diet] = frozenset()


@dataclass(frozen=True, slots=True)
class CartItem:
    """Something in the shopper's cart: names by language, whole days it has left if known."""

    names: Mapping[str, str]
    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which ingredients of a recipe are there, by their places in `recipe.ingredients`.

    `needed` are all that name a food, `by_item` those that each thing goes for, in the things'
    order; `words` are the ingredient words of each that is needed.
    """

    recipe: Recipe
    needed: frozenset[int]
    by_item: Sequence[frozenset[int]]
    words: Mapping[int, frozenset[str]]

    @property
    def covered(self) -> frozenset[int]:
        """What is there."""
        return frozenset().union(*self.by_item)

    @property
    def missing(self) -> frozenset[int]:
        """What is not."""
        return self.needed - self.covered


@dataclass(frozen=True, slots=True)
class _Food:
    """What a name says: its words, and the one that says what kind of thing it is."""

    words: frozenset[str]
    head: str


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a recipe uses the product (0 to 1), and which things of the cart it uses."""

    recipe: Recipe
    product: float
    used: Sequence[CartItem]

    @property
    def soonest(self) -> CartItem | None:
        """What it uses of the cart that is nearest to its date, if that is near."""
        near = [item for item in self.used if _days(item) <= NEAR_DAYS]
        return min(near, key=_days, default=None)

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorts better recipes first; the id settles what is equal."""
        days = _days(self.soonest) if self.soonest else inf
        about_it = self.product == 1
        missing = len(self.recipe.ingredients) - len(self.used)
        return (not about_it, -len(self.used), days, -self.product, missing, self.recipe.id)


def product_keys(names: Mapping[str, str]) -> frozenset[str]:
    """The ingredient words of a product's names by language: what to look recipes up by."""
    return frozenset(food.head for food in _foods(names))


def match_recipes(
    product: Product,
    recipes: Sequence[Recipe],
    cart: Sequence[CartItem],
    first: int,
    days_left: int | None = None,
) -> Sequence[RecipeMatch]:
    """At most `first` recipes that use the product, best first, each with its reason.

    `days_left` are the product's own. What is past its date is never suggested for cooking,
    neither the product nor anything in the cart.
    """
    if days_left is not None and days_left < 0:
        return ()
    foods = _foods(product.names)
    others = [(item, _foods(item.names)) for item in cart if _days(item) >= 0]
    fits = [
        _Fit(recipe, fit, [item for item, words in others if _fit(words, wanted) >= _LEAST_FIT])
        for recipe in recipes
        if (fit := _fit(foods, wanted := _wanted(recipe))) >= _LEAST_FIT
    ]
    best = sorted(fits, key=lambda fit: fit.rank)[:first]
    at_hand = [*foods, *(food for _, its in others for food in its)]
    return [_match(fit, product, days_left, at_hand) for fit in best]


def coverage(recipes: Sequence[Recipe], items: Sequence[Mapping[str, str]]) -> Sequence[Coverage]:
    """How far things with these names go for each of the recipes; a thing may go for several
    ingredients."""
    foods = [_foods(names) for names in items]
    with_heads = [(each, frozenset(food.head for food in each)) for each in foods]
    return [_coverage(recipe, with_heads) for recipe in recipes]


def _coverage(recipe: Recipe, items: Sequence[tuple[Sequence[_Food], frozenset[str]]]) -> Coverage:
    """Most things are about other food: their heads say so before anything is compared."""
    lines = {place: line for place, line in enumerate(_wanted(recipe)) if line}
    words = {place: frozenset().union(*line) for place, line in lines.items()}
    return Coverage(
        recipe,
        needed=frozenset(lines),
        by_item=[
            frozenset(
                place
                for place, line in lines.items()
                if not heads.isdisjoint(words[place]) and _line_fit(foods, line) >= _LEAST_FIT
            )
            for foods, heads in items
        ],
        words=words,
    )


def _foods(names: Mapping[str, str]) -> list[_Food]:
    """What a thing is by each of its names."""
    foods = (_food(name, language) for language, name in names.items())
    return [food for food in foods if food is not None]


@lru_cache(maxsize=16_384)
def _food(name: str, language: str) -> _Food | None:
    """What a name says, without what it comes with ("salmon with dill")."""
    parts = (ingredient_words(part) for part in _PARTS.split(name))
    words = next(filter(None, parts), None)
    if words is None:
        return None
    head = words[0] if language.lower().startswith(_HEAD_FIRST) else words[-1]
    return _Food(frozenset(words), head)


def _fit(foods: Sequence[_Food], wanted: Sequence[_Wanted]) -> float:
    """The share of an ingredient's words that a food covers, in the line where it fits best.

    One must say no more than the other: a lemon goes for lemon juice, orange juice does not.
    """
    return max((_line_fit(foods, line) for line in wanted), default=0.0)


def _wanted(recipe: Recipe) -> Sequence[_Wanted]:
    """What each ingredient line asks for."""
    return [_line(line) for line in recipe.ingredients]


@lru_cache(maxsize=16_384)
def _line(text: str) -> _Wanted:
    parts = (ingredient_keys(part) for part in _PARTS.split(text))
    return tuple(words for words in parts if words)


def _line_fit(foods: Sequence[_Food], line: _Wanted) -> float:
    return max(
        (
            len(food.words & wanted) / len(wanted)
            for wanted in line
            for food in foods
            if food.head in wanted and (food.words <= wanted or wanted <= food.words)
        ),
        default=0.0,
    )


def _days(item: CartItem) -> float:
    return inf if item.days_left is None else item.days_left


def _match(
    fit: _Fit, product: Product, days_left: int | None, at_hand: Sequence[_Food]
) -> RecipeMatch:
    recipe = fit.recipe
    return RecipeMatch(
        id=recipe.id,
        titles=recipe.names,
        reason=_reason(fit, product, days_left),
        ingredients=recipe.ingredients,
        instructions=recipe.instructions,
        total_time=recipe.total_time,
        author=recipe.author,
        licence=recipe.licence,
        source=recipe.source,
        diets=recipe.diets,
        at_hand=frozenset(
            place
            for place, line in enumerate(_wanted(recipe))
            if _line_fit(at_hand, line) >= _LEAST_FIT
        ),
    )


def _reason(fit: _Fit, product: Product, days_left: int | None) -> Message:
    """One sentence: what has to be used soonest, else what else of the cart it uses."""
    this = {"product": product.names}
    soonest = fit.soonest
    if days_left is not None and days_left <= min(NEAR_DAYS, _days(soonest) if soonest else inf):
        return Message("recipes-uses-product-soon", {**this, "days": days_left})
    if soonest is not None:
        args = {**this, "item": soonest.names, "days": soonest.days_left}
        return Message("recipes-uses-cart-soon", args)
    if fit.used:
        more = len(fit.used) - 1
        return Message("recipes-uses-cart", {**this, "item": fit.used[0].names, "more": more})
    return Message("recipes-uses-product", this)
