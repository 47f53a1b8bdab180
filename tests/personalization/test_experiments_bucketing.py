"""Buckets, ranges and namespaces as every GrowthBook SDK computes them; who takes part."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.experiments.assignment import HELD_OUT, NOBODY, assigned, is_held_out
from personalization.experiments.bucketing import (
    bucket,
    chosen,
    equal_weights,
    in_namespace,
    ranges,
)
from personalization.experiments.experiment import (
    Experiment,
    ExperimentStatus,
    Holdout,
    Namespace,
)
from personalization.experiments.sample_ratio import ALARM, sample_ratio_p

UNITS = tuple(f"unit-{number}" for number in range(5_000))
RUNNING = Experiment(
    key="fish", name="Fish", variants=("none", "ten"), status=ExperimentStatus.RUNNING
)


@pytest.fixture
def published(shared_data: Path) -> dict[str, Any]:
    cases: dict[str, Any] = json.loads((shared_data / "offer_cases.json").read_text())
    found: dict[str, Any] = cases["bucketing"]
    return found


def test_every_published_hash_comes_out(published: dict[str, Any]) -> None:
    for seed, value, version, expected in published["hash"]:
        assert bucket(seed, value, version) == expected


def test_every_published_range_comes_out(published: dict[str, Any]) -> None:
    for name, (variants, coverage, weights), expected in published["getBucketRange"]:
        found = [edge for stretch in ranges(variants, coverage, weights or ()) for edge in stretch]
        assert found == pytest.approx([edge for stretch in expected for edge in stretch]), name


def test_every_published_choice_comes_out(published: dict[str, Any]) -> None:
    for name, place, stretches, expected in published["chooseVariation"]:
        variant = chosen(place, [(since, until) for since, until in stretches])
        assert variant == (None if expected == -1 else expected), name


def test_every_published_namespace_comes_out(published: dict[str, Any]) -> None:
    for name, unit, (namespace, since, until), expected in published["inNamespace"]:
        assert in_namespace(namespace, (since, until), unit) is expected, name


def test_every_published_equal_share_comes_out(published: dict[str, Any]) -> None:
    for variants, expected in published["getEqualWeights"]:
        assert equal_weights(variants) == pytest.approx(expected)


@pytest.mark.parametrize("status", [ExperimentStatus.DRAFT, ExperimentStatus.STOPPED])
def test_an_experiment_that_does_not_run_takes_nobody(status: ExperimentStatus) -> None:
    experiment = msgspec.structs.replace(RUNNING, status=status)
    assert {assigned(experiment, (), unit) for unit in UNITS} == {NOBODY}


def test_nobody_is_assigned_without_a_unit() -> None:
    assert assigned(RUNNING, [Holdout("all", 1.0)], None) == NOBODY
    assert not is_held_out([Holdout("all", 1.0)], None)


def test_a_hash_version_nobody_knows_takes_nobody() -> None:
    assert assigned(msgspec.structs.replace(RUNNING, hash_version=99), (), "unit") == NOBODY


def test_coverage_takes_its_share_and_splits_it_evenly() -> None:
    experiment = msgspec.structs.replace(RUNNING, coverage=0.4)
    variants = [assigned(experiment, (), unit).variant for unit in UNITS]
    counts = [variants.count(variant) for variant in (0, 1, None)]
    assert sample_ratio_p(counts, [0.2, 0.2, 0.6]) > ALARM


def test_more_coverage_moves_nobody_to_another_variant() -> None:
    for unit in UNITS[:1_000]:
        few = assigned(msgspec.structs.replace(RUNNING, coverage=0.2), (), unit).variant
        assert few is None or few == assigned(RUNNING, (), unit).variant


def test_a_holdout_comes_first_and_takes_as_many_of_each_variant() -> None:
    holdouts = [Holdout("global", 0.1)]
    held = [unit for unit in UNITS if assigned(RUNNING, holdouts, unit) == HELD_OUT]
    assert sample_ratio_p([len(held), len(UNITS) - len(held)], [0.1, 0.9]) > ALARM
    would = [assigned(RUNNING, (), unit).variant for unit in held]
    assert sample_ratio_p([would.count(0), would.count(1)], [0.5, 0.5]) > ALARM


def test_experiments_on_separate_stretches_of_a_namespace_share_no_unit() -> None:
    left = msgspec.structs.replace(RUNNING, key="left", namespace=Namespace("shelf", 0.0, 0.5))
    right = msgspec.structs.replace(RUNNING, key="right", namespace=Namespace("shelf", 0.5, 1.0))
    for unit in UNITS:
        parts = [assigned(each, (), unit).variant is not None for each in (left, right)]
        assert sorted(parts) == [False, True]


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from([1, 2]))
def test_a_bucket_is_a_share(seed: str, unit: str, version: int) -> None:
    place = bucket(seed, unit, version)
    assert place is not None
    assert 0 <= place < 1
    assert place == bucket(seed, unit, version)
