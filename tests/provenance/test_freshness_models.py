"""Every spoilage model keeps the same promises."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.freshness.models import (
    MODELS,
    Arrhenius,
    ChillingGate,
    Exponential,
    Q10Bands,
    RateModel,
    SquareRoot,
)
from provenance.freshness.models.q10_bands import bands_of

EXAMPLES: dict[type[RateModel], list[RateModel]] = {
    SquareRoot: [SquareRoot(-10, 0), SquareRoot(-11.8, 5)],
    Exponential: [Exponential(0.12, 0), Exponential(0, 2)],
    Q10Bands: [
        Q10Bands(((0, 3.0), (10, 2.5), (20, 2.0), (30, 1.5)), 0),
        Q10Bands(((0, 6.1), (5, 1.0)), 13.5),
    ],
    Arrhenius: [Arrhenius(83.144, 20), Arrhenius(0, -18)],
}
ALL = [model for examples in EXAMPLES.values() for model in examples]
every_model = pytest.mark.parametrize("model", ALL, ids=lambda model: model.key)
temperatures = st.floats(-273.15, 200)


def test_every_registered_model_is_under_contract() -> None:
    assert set(EXAMPLES) == set(MODELS)


@every_model
def test_the_rate_is_one_at_the_reference(model: RateModel) -> None:
    assert model.relative_rate(model.reference) == pytest.approx(1, rel=1e-12)


@every_model
@given(one=temperatures, other=temperatures)
def test_warmer_never_lasts_longer(model: RateModel, one: float, other: float) -> None:
    cold, warm = sorted((one, other))
    assert 0 <= model.relative_rate(cold) <= model.relative_rate(warm) * (1 + 1e-12)


def test_keys_tell_models_and_parameters_apart() -> None:
    assert len({model.key for model in ALL}) == len(ALL)


@given(celsius=temperatures)
def test_below_the_chilling_threshold_colder_is_not_fresher(celsius: float) -> None:
    model = Q10Bands(((0, 3.0),), 13.5)
    gated = ChillingGate(model, 11.5)
    assert gated.relative_rate(celsius) == model.relative_rate(max(celsius, 11.5))


def test_a_gate_is_another_function_than_its_model() -> None:
    model = SquareRoot(-10, 0)
    assert ChillingGate(model, 7).key != model.key


def test_below_tmin_nothing_is_consumed() -> None:
    assert SquareRoot(-10, 0).relative_rate(-10) == SquareRoot(-10, 0).relative_rate(-30) == 0


def test_one_band_goes_on_in_both_directions() -> None:
    model = Q10Bands(((0, 4.0),), 0)
    assert model.relative_rate(-10) == pytest.approx(0.25)
    assert model.relative_rate(30) == pytest.approx(64)


@pytest.mark.parametrize(
    "made",
    [
        lambda: SquareRoot(0, 0),
        lambda: Exponential(-0.1, 0),
        lambda: Arrhenius(-1, 0),
        lambda: Q10Bands((), 0),
        lambda: Q10Bands(((10, 2.0), (0, 3.0)), 0),
        lambda: Q10Bands(((0, 0.9),), 0),
        lambda: bands_of((0, 10, 3.0), (12, 20, 2.0)),
    ],
)
def test_parameters_that_would_make_warm_last_longer_are_refused(
    made: Callable[[], object],
) -> None:
    with pytest.raises(ValueError, match=r"must|join"):
        made()
