"""How far the cart is with a recipe."""

from collections.abc import Iterator

from personalization.offers.conditions.leaf import Check, Count, Leaf, Moment, Verdict
from personalization.offers.conditions.lines import listed
from personalization.offers.context import RecipeProgress
from personalization.offers.problem import Problem, error
from provenance.text import Message


class RecipeProgressCondition(Leaf, frozen=True, tag="recipe_progress", omit_defaults=True):
    """The cart has at least `have_at_least` ingredients of a recipe, and at most `missing_at_most`
    are missing; of one of `recipes` (ids) where some are given. UNKNOWN where nobody looked."""

    have_at_least: Count | None = None
    missing_at_most: int | None = None
    recipes: frozenset[str] = frozenset()

    def compiled(self) -> Check:
        """TRUE when the cart is that far with one recipe."""

        def check(moment: Moment) -> Verdict:
            if moment.context.recipes is None:
                return Verdict.UNKNOWN
            far_enough = any(
                self._is_meant(each) and self._missing(each) <= 0 for each in moment.context.recipes
            )
            return Verdict.TRUE if far_enough else Verdict.FALSE

        return check

    def wording(self) -> Message:
        """“The cart has at least 4 ingredients of a recipe, and at most 2 are missing.”"""
        recipes = listed(self.recipes) or "*"
        if self.missing_at_most is None:
            return Message(
                "condition-recipe-have", {"have": self.have_at_least or 0, "recipes": recipes}
            )
        if self.have_at_least is None:
            return Message(
                "condition-recipe-missing", {"missing": self.missing_at_most, "recipes": recipes}
            )
        return Message(
            "condition-recipe-both",
            {"have": self.have_at_least, "missing": self.missing_at_most, "recipes": recipes},
        )

    def would_help(self, moment: Moment) -> Message | None:
        """So many more ingredients of the recipe that is nearest to it."""
        meant = [each for each in moment.context.recipes or () if self._is_meant(each)]
        if not meant:
            return None
        nearest = min(meant, key=lambda each: (self._missing(each), each.recipe))
        return Message(
            "condition-help-recipe",
            {"missing": self._missing(nearest), "recipe": nearest.titles},
        )

    def problems(self) -> Iterator[Problem]:
        """No bound."""
        if self.have_at_least is None and self.missing_at_most is None:
            yield error("have_at_least", "condition-no-bound")

    def _is_meant(self, recipe: RecipeProgress) -> bool:
        return not self.recipes or recipe.recipe in self.recipes

    def _missing(self, recipe: RecipeProgress) -> int:
        """How many more ingredients it takes; none or less: it is far enough."""
        by_have = (self.have_at_least or 0) - recipe.have
        if self.missing_at_most is None:
            return by_have
        return max(by_have, recipe.need - recipe.have - self.missing_at_most)
