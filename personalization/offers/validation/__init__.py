"""What is wrong with an offer, before anybody gets it: each problem with its place and a sentence.

Errors refuse publishing. A draft may have any; it shows them.
"""

from collections.abc import Iterator, Sequence

from personalization.offers.offer import Offer
from personalization.offers.problem import Gravity, Problem
from personalization.offers.validation.conditions import condition_problems
from personalization.offers.validation.known import Known
from personalization.offers.validation.names import name_problems
from personalization.offers.validation.rivals import rival_problems
from personalization.offers.validation.terms import term_problems
from personalization.offers.validation.timing import timing_problems
from personalization.offers.validation.wording import wording_problems

__all__ = ["Known", "errors", "problems"]


def problems(offer: Offer, known: Known) -> Sequence[Problem]:
    """Everything that is wrong or may be, errors first, in the order of their paths."""
    return sorted(
        _problems(offer, known),
        key=lambda problem: (problem.gravity is Gravity.WARNING, problem.path, problem.message.key),
    )


def errors(offer: Offer, known: Known) -> Sequence[Problem]:
    """What keeps the offer from being published."""
    return [each for each in problems(offer, known) if each.gravity is Gravity.ERROR]


def _problems(offer: Offer, known: Known) -> Iterator[Problem]:
    yield from wording_problems(offer)
    yield from term_problems(offer, known)
    yield from name_problems(offer, known)
    yield from timing_problems(offer.schedule, known.zones_of(offer), known.today)
    yield from condition_problems(offer.condition)
    yield from rival_problems(offer, known)
