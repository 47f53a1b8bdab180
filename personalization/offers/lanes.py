"""How the offers of one lane meet: all by priority, the best one, the first, or the best for each
line."""

from collections.abc import Callable, Mapping, Sequence

from personalization.offers.bundle_lane import best_bundles
from personalization.offers.compiled import Compiled
from personalization.offers.decision import Miss
from personalization.offers.evaluation import Evaluation, Grant
from personalization.offers.lane import Lane, LaneMode


def apply_lane(
    evaluation: Evaluation, lane: Lane, mode: LaneMode, offers: Sequence[Compiled]
) -> None:
    """Apply a lane's offers (by priority and id) to the cart."""
    if lane is Lane.BUNDLE and mode is LaneMode.BEST_TOTAL:
        rest = best_bundles(evaluation, offers)
        _stack(evaluation, rest)
    else:
        _MODES[mode](evaluation, offers)


def _stack(evaluation: Evaluation, offers: Sequence[Compiled]) -> None:
    for each in offers:
        if evaluation.is_eligible(each):
            evaluation.apply(each)


def _first(evaluation: Evaluation, offers: Sequence[Compiled]) -> None:
    for place, each in enumerate(offers):
        if evaluation.is_eligible(each) and evaluation.apply(each):
            for later in offers[place + 1 :]:
                evaluation.miss(later, Miss.EXCLUDED, each.offer.id)
            return


def _best_total(evaluation: Evaluation, offers: Sequence[Compiled]) -> None:
    grants = evaluation.tried_all(offers)
    if not grants:
        return
    best = max(grants, key=lambda grant: grant.saving)  # the first of equals
    for grant in grants:
        if grant is not best:
            evaluation.miss(grant.candidate, Miss.EXCLUDED, best.candidate.offer.id)
    evaluation.give(best)


def _best_per_line(evaluation: Evaluation, offers: Sequence[Compiled]) -> None:
    contenders = evaluation.tried_all(offers)
    best = _winners(contenders)
    while broken := [each for each in contenders if each.is_bundle and _loses(each, best)]:
        least = min(reversed(broken), key=lambda grant: grant.saving)
        evaluation.miss(least.candidate, Miss.EXCLUDED, _loses(least, best))
        contenders = [each for each in contenders if each is not least]
        best = _winners(contenders)
    for grant in contenders:
        won = [index for index in grant.lines if best[index] is grant]
        held = grant.on(won, evaluation.cart.delivery)
        if grant.lines and not won:
            evaluation.miss(grant.candidate, Miss.EXCLUDED, _loses(grant, best))
        elif held.effects:
            evaluation.give(held)
        else:
            evaluation.miss(grant.candidate, Miss.NO_EFFECT)


def _winners(grants: Sequence[Grant]) -> Mapping[int, Grant]:
    """By index of the line."""
    best: dict[int, Grant] = {}
    for grant in grants:
        for index, saving in grant.lines.items():
            if index not in best or saving > best[index].lines[index]:
                best[index] = grant
    return best


def _loses(grant: Grant, best: Mapping[int, Grant]) -> str | None:
    """The offer that is better on one of its lines, None where none is."""
    for index in grant.lines:
        if best[index] is not grant:
            return best[index].candidate.offer.id
    return None


_MODES: Mapping[LaneMode, Callable[[Evaluation, Sequence[Compiled]], None]] = {
    LaneMode.STACK: _stack,
    LaneMode.FIRST: _first,
    LaneMode.BEST_TOTAL: _best_total,
    LaneMode.BEST_PER_LINE: _best_per_line,
}
