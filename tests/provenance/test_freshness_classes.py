"""The table of product classes."""

from datetime import timedelta

import pytest

from provenance.freshness.classes import CLASSES, freshness_class
from provenance.freshness.product_class import FreshnessClass

every_class = pytest.mark.parametrize("entry", CLASSES, ids=lambda entry: entry.path)


@pytest.mark.parametrize(
    ("category", "path"),
    [
        ("fish/fresh/temperate", "fish/fresh/temperate"),
        ("fish/fresh/temperate/cod/fillet", "fish/fresh/temperate"),
        ("seafood/shrimp/brined/small", "seafood/shrimp/brined"),
        ("seafood/shrimp/raw", "seafood/shrimp"),
        ("seafood/shrimpcocktail", None),
        ("fish", None),
        ("pantry/rice", None),
        ("", None),
        (None, None),
    ],
)
def test_the_longest_beginning_of_a_category_gives_the_class(
    category: str | None, path: str | None
) -> None:
    found = freshness_class(category)
    assert (found and found.path) == path


def test_each_class_is_given_once() -> None:
    assert len({entry.path for entry in CLASSES}) == len(CLASSES)


@every_class
def test_each_class_is_plausible_and_names_its_source(entry: FreshnessClass) -> None:
    assert entry.model.relative_rate(entry.model.reference) == pytest.approx(1)
    assert timedelta(days=1) < entry.p10_life <= entry.life <= entry.p90_life
    assert entry.accuracy > 1
    assert entry.storage_celsius < entry.unmonitored_celsius
    assert len(entry.source) > 40
    if entry.safety:
        assert entry.storage_celsius < entry.safety.celsius
        assert entry.safety.source
    if entry.chilling_celsius is not None:
        assert entry.chilling_celsius < entry.storage_celsius


@every_class
def test_kept_where_we_assume_it_lasts_at_least_two_days(entry: FreshnessClass) -> None:
    rate = entry.rate.relative_rate(entry.storage_celsius)
    assert entry.p10_life / rate > timedelta(days=2)


def test_the_tenth_percentile_follows_from_the_accuracy_factor() -> None:
    smoked = freshness_class("fish/smoked")
    assert smoked is not None
    assert smoked.life / smoked.p10_life == pytest.approx(1.4**1.6)
    assert smoked.p90_life / smoked.life == pytest.approx(1.4**1.6)
