"""What an offer names must exist, and categories must be paths."""

from collections.abc import Iterator

from personalization.experiments.experiment import ExperimentStatus
from personalization.offers.offer import Offer
from personalization.offers.problem import Problem, error, warning
from personalization.offers.references import Named, Reference, references
from personalization.offers.validation.known import Known
from provenance.categories import is_category_path

_FILLING = frozenset({Named.PRODUCT, Named.CATEGORY})
"""What may come to be known later by itself: naming it early is no error."""
MOST_PRODUCTS = 1_000


def name_problems(offer: Offer, known: Known) -> Iterator[Problem]:
    """What is named and does not exist, and the experiment that decides nothing."""
    named = references(offer)
    exists = {
        Named.STORE: known.stores,
        Named.CAMPAIGN: known.campaigns,
        Named.EXPERIMENT: known.experiments,
        Named.ZONE: known.zones,
        Named.SEGMENT: known.segments,
        Named.CATEGORY: known.categories,
        Named.PRODUCT: known.products,
    }
    for each in named:
        if each.named is Named.CATEGORY and not is_category_path(each.id):
            yield error(each.path, "offer-category-path", value=each.id)
        elif each.id not in exists[each.named]:
            yield _unknown(each)
    if sum(each.named is Named.PRODUCT for each in named) > MOST_PRODUCTS:
        yield error("", "offer-products-many", most=MOST_PRODUCTS)
    yield from _arm_problems(offer, known)


def _unknown(reference: Reference) -> Problem:
    tell = warning if reference.named in _FILLING else error
    return tell(reference.path, f"offer-unknown-{reference.named.value}", value=reference.id)


def _arm_problems(offer: Offer, known: Known) -> Iterator[Problem]:
    arm = offer.experiment
    experiment = known.experiments.get(arm.experiment) if arm else None
    if arm is None or experiment is None:
        return
    if not 0 <= arm.variant < len(experiment.variants):
        most = len(experiment.variants) - 1
        yield error("experiment.variant", "offer-variant", value=arm.variant, most=most)
    if experiment.status is not ExperimentStatus.RUNNING:
        yield warning("experiment", "offer-experiment-idle", value=experiment.key)
