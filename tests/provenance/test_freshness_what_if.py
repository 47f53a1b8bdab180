"""How long it would last if it were kept otherwise."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.freshness.models import Exponential
from provenance.freshness.product_class import FreshnessClass, SafetyLimit
from provenance.freshness.reserve import Reserve
from provenance.freshness.what_if import Keeping, WhatIf, what_if
from provenance.text import LANGUAGES, Texts

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
KIND = FreshnessClass("plain", Exponential(0.1, 0), 20 * DAY, 1.0, 2, 8, "of this test")
GUARDED = replace(KIND, safety=SafetyLimit(8, 4 * HOUR, "of this test"))
RATE = KIND.rate.relative_rate
NINE_DAYS = Reserve(KIND, 9 * DAY)
TEXTS = Texts(["provenance"])


def asked(reserve: Reserve, *steps: tuple[float, float], then: float = 4) -> WhatIf:
    found = what_if(reserve, [Keeping(*step) for step in steps], then)
    assert found is not None
    return found


def said(found: WhatIf, language: str = "en") -> str:
    return " ".join(TEXTS(sentence, language) for sentence in found.sentences)


def test_at_home_and_in_the_car() -> None:
    found = asked(NINE_DAYS, (25, 2))
    at_home = 9 / RATE(4)
    in_the_car = (2 - 2 * RATE(25) / RATE(4)) / 24
    assert found.remaining / DAY == pytest.approx(at_home + in_the_car)
    assert found.lost / DAY == pytest.approx(-in_the_car)
    assert said(found) == (
        "If you keep it at 4 °C: about 6 days. 2 hours at 25 °C: about 14 hours less."
    )


def test_each_step_tells_its_own_cost() -> None:
    assert said(asked(NINE_DAYS, (25, 2), (20, 16), (4, 10))) == (
        "If you keep it at 4 °C: about 6 days. 2 hours at 25 °C: about 14 hours less. "
        "16 hours at 20 °C: about 3 days less. 10 hours at 4 °C: hardly any difference."
    )


def test_the_use_by_date_caps_it() -> None:
    found = asked(replace(NINE_DAYS, until_use_by=2.5 * DAY), (25, 2))
    assert (found.remaining, found.lost) == (2.5 * DAY, 0 * DAY)
    assert said(found).startswith("If you keep it at 4 °C: about 2 days, up to its use-by date.")


def test_time_above_the_safety_limit_ends_it_whatever_the_model_says() -> None:
    found = asked(Reserve(GUARDED, 9 * DAY, above_limit=3600), (25, 6))
    assert found.remaining == 3 * HOUR
    assert said(found).endswith(
        "After 3 hours it would have been warmer than 8 °C for too long: then please do not eat it."
    )
    assert asked(Reserve(GUARDED, 9 * DAY), (25, 4.1)).remaining == 4 * HOUR
    assert asked(Reserve(GUARDED, 9 * DAY), (25, 4)).remaining > DAY  # as long as is allowed


def test_a_life_may_end_within_a_step() -> None:
    found = asked(Reserve(KIND, DAY), (20, 100))
    assert found.remaining / DAY == pytest.approx(1 / RATE(20))


def test_freezing_it_is_no_claim_of_any_length() -> None:
    assert asked(NINE_DAYS, then=-18) == replace(
        asked(NINE_DAYS, then=0), sentences=asked(NINE_DAYS, then=-18).sentences
    )


@pytest.mark.parametrize(
    "reserve",
    [None, Reserve(KIND, 0 * DAY), Reserve(KIND, DAY, until_use_by=0 * DAY)],
    ids=["no estimate", "used up", "its last day is over"],
)
def test_where_nothing_is_left_or_known_there_is_no_answer(reserve: Reserve | None) -> None:
    assert what_if(reserve, [], 4) is None


@pytest.mark.parametrize("celsius", [-273.0, 100.0, float("nan"), float("inf")])
def test_what_no_food_goes_through_is_refused(celsius: float) -> None:
    with pytest.raises(ValueError, match="°C is not between"):
        what_if(NINE_DAYS, [], celsius)
    with pytest.raises(ValueError, match="°C is not between"):
        Keeping(celsius, 1)


@pytest.mark.parametrize("hours", [-1.0, 1001.0, float("nan")])
def test_hours_have_bounds(hours: float) -> None:
    with pytest.raises(ValueError, match="hours are not between"):
        Keeping(4, hours)


def test_steps_have_a_bound() -> None:
    with pytest.raises(ValueError, match="11 steps"):
        what_if(NINE_DAYS, [Keeping(4, 1)] * 11, 4)


steps = st.lists(st.tuples(st.floats(-20, 50), st.floats(0, 200)), max_size=4)


@given(steps=steps, position=st.integers(0, 3), warmer=st.floats(0, 9), then=st.floats(0, 25))
def test_warmer_never_lasts_longer(
    steps: list[tuple[float, float]], position: int, warmer: float, then: float
) -> None:
    reserve = Reserve(GUARDED, 9 * DAY, above_limit=600, until_use_by=30 * DAY)
    warm = [(c + warmer if n == position else c, h) for n, (c, h) in enumerate(steps)]
    second = timedelta(seconds=1)
    assert asked(reserve, *warm, then=then).remaining <= (
        asked(reserve, *steps, then=then).remaining + second
    )


@given(celsius=st.floats(-20, 50), hours=st.floats(0, 400), part=st.floats(0, 1))
def test_splitting_a_step_changes_nothing(celsius: float, hours: float, part: float) -> None:
    reserve = Reserve(KIND, 9 * DAY)
    whole = asked(reserve, (celsius, hours)).remaining
    parts = asked(reserve, (celsius, hours * part), (celsius, hours * (1 - part))).remaining
    assert parts / HOUR == pytest.approx(whole / HOUR, abs=1e-3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_reads_in_every_language(language: str) -> None:
    guarded = Reserve(GUARDED, 9 * DAY, until_use_by=2 * DAY)
    for found in (
        asked(guarded, (25, 6)),
        asked(NINE_DAYS, (25, 1), (4, 3), (8, 1.5), (20, 60)),
        asked(Reserve(KIND, DAY)),
    ):
        sentence = said(found, language)
        assert sentence.endswith((".", "。"))
        assert "{" not in sentence
        assert "  " not in sentence
        assert not {"safe", "安全", "seguro"} & set(sentence.lower().split())
