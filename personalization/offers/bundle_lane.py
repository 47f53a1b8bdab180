"""Bundles that are chosen together: the combination that saves most, as far as budgets reach."""

from collections.abc import Mapping, Sequence

from personalization.offers.benefits.bundle import Opening, effect_of
from personalization.offers.bundles import best_combination
from personalization.offers.compiled import Compiled
from personalization.offers.decision import Miss
from personalization.offers.evaluation import Evaluation, one_of_each_group
from personalization.offers.running import Effect

_Openings = Mapping[int, Opening]
"""By the place of the benefit."""


def best_bundles(evaluation: Evaluation, offers: Sequence[Compiled]) -> Sequence[Compiled]:
    """Apply them; what is left are the offers without a bundle, still to be asked."""
    able: list[tuple[Compiled, _Openings]] = []
    for each in offers:
        if each.bundles and evaluation.is_eligible(each):
            openings: _Openings = {
                place: opened(evaluation.cart) for place, opened in each.bundles.items()
            }
            if any(_gives(opening) for opening in openings.values()):
                able.append((each, openings))
            else:
                evaluation.miss(each, Miss.NO_EFFECT)
    able = one_of_each_group(evaluation, able, lambda bundle: bundle[0])
    plan = _plan(evaluation, able)
    while dear := [each for each, _ in able if _costs_too_much(evaluation, each, plan)]:
        for each in dear:
            evaluation.miss(each, Miss.BUDGET_EXHAUSTED)
        able = [bundle for bundle in able if bundle[0] not in dear]
        plan = _plan(evaluation, able)
    for each, openings in able:
        if each.offer.id in plan:
            evaluation.apply(each, plan[each.offer.id])
        else:
            evaluation.miss(each, Miss.EXCLUDED, _taker(openings, plan))
    return [each for each in offers if not each.bundles]


def _gives(opening: Opening) -> bool:
    return opening.limit > 0 and next(opening.take(opening.units), None) is not None


def _plan(
    evaluation: Evaluation, bundles: Sequence[tuple[Compiled, _Openings]]
) -> Mapping[str, Mapping[int, Effect]]:
    """Effects by offer and place of the benefit."""
    rivals = [
        (each.offer.id, place, opening)
        for each, openings in bundles
        for place, opening in openings.items()
    ]
    combination = best_combination([opening for _, _, opening in rivals])
    evaluation.cut_short = evaluation.cut_short or combination.cut_short
    plan: dict[str, dict[int, Effect]] = {}
    for (offer, place, opening), given in zip(rivals, combination.given, strict=True):
        if given:
            effect = effect_of(given, evaluation.cart, opening.cap)
            plan.setdefault(offer, {})[place] = effect
    return plan


def _costs_too_much(
    evaluation: Evaluation, each: Compiled, plan: Mapping[str, Mapping[int, Effect]]
) -> bool:
    limit = evaluation.context.spendable.get(each.offer.id)
    if limit is None:
        return False
    return sum(effect.saving for effect in plan.get(each.offer.id, {}).values()) > limit


def _taker(openings: _Openings, plan: Mapping[str, Mapping[int, Effect]]) -> str | None:
    """The offer that was given the units."""
    wanted = {unit.key for opening in openings.values() for unit in opening.units}
    for offer, effects in plan.items():
        if any(not wanted.isdisjoint(effect.fed) for effect in effects.values()):
            return offer
    return None
