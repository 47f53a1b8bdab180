"""Published results and observations, computed by our models."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from provenance.answer import FreshnessState
from provenance.coldchain.values import Exposure, Window
from provenance.freshness.assessment import assess
from provenance.freshness.dates import Dates, end_of
from provenance.freshness.history import history_windows
from provenance.freshness.mkt import mean_kinetic_temperature, mean_kinetic_temperature_of_series
from provenance.freshness.models import (
    Arrhenius,
    ChillingGate,
    Exponential,
    Q10Bands,
    RateModel,
    SquareRoot,
)
from provenance.freshness.models.q10_bands import bands_of, q10_from_lives, q10_from_rates
from provenance.freshness.product_class import FreshnessClass
from provenance.stays import Stay

Inputs = dict[str, Any]
UTC_ZONE = ZoneInfo("UTC")

MODEL: dict[str, Callable[[Inputs], RateModel]] = {
    "sqrt": lambda given: SquareRoot(given["t_min_c"], given["ref_temp_c"]),
    "exponential": lambda given: Exponential(given["a_per_c"], given["ref_temp_c"]),
    "q10": lambda given: Q10Bands(((0, given["q10"]),), given["ref_temp_c"]),
    "q10_piecewise": lambda given: Q10Bands(bands_of(*given["bands"]), given["ref_temp_c"]),
    "arrhenius": lambda given: Arrhenius(given["ea_kj_mol"], given["ref_temp_c"]),
}


def rate(model: str, given: Inputs) -> dict[str, float]:
    relative = MODEL[model](given).relative_rate(given["temp_c"])
    life = given.get("ref_shelf_life_d")
    lasting = {} if life is None else {"shelf_life_d": life / relative}
    return {"rrs": relative, "relative_rate": relative, **lasting}


def used(model: RateModel, profile: list[dict[str, float]]) -> float:
    return sum(part["days"] * model.relative_rate(part["temp_c"]) for part in profile)


def exponential_profile(given: Inputs) -> dict[str, float]:
    model = MODEL["exponential"](given)
    left = given["ref_shelf_life_d"] - used(model, given["profile"])
    days = sum(part["days"] for part in given["profile"])
    return {"total_shelf_life_d": days + left / model.relative_rate(given["then_temp_c"])}


def remaining_profile(given: Inputs) -> dict[str, float]:
    consumed = used(MODEL[given["model"]](given), given["profile"])
    return {
        "consumed_ref_d": consumed,
        "remaining_at_ref_d": given["ref_shelf_life_d"] - consumed,
    }


def cap(given: Inputs) -> dict[str, object]:
    """A case names `now` as a whole day; its end is meant (whole days remain)."""
    day_end = end_of(date.fromisoformat(given["now"]), UTC_ZONE)
    fish = FreshnessClass(
        "fish", SquareRoot(-10, 0), timedelta(days=20), 1.0, 0, 8, source="of this test"
    )
    used_up = timedelta(days=20 - given["model_remaining_d"])
    stay = Stay("fridge", day_end - used_up)
    [window] = history_windows([stay], produced_at=None, now=day_end)
    seconds = used_up.total_seconds()
    found = assess(
        fish,
        Dates(use_by=date.fromisoformat(given["use_by"])),
        zone=UTC_ZONE,
        now=day_end,
        stays=[stay],
        exposures={window: Exposure(seconds, seconds, seconds, seconds)},
    )
    assert found.remaining is not None
    shown = found.remaining / timedelta(days=1)
    return {
        "shown_remaining_d": shown,
        "limited_by": "use_by" if shown < given["model_remaining_d"] else "model",
        "sellable": found.state not in {FreshnessState.EXPIRED, FreshnessState.DO_NOT_EAT},
    }


def chilling(given: Inputs) -> dict[str, bool]:
    """The gate acts exactly where the cold harms."""
    free = Exponential(0.1, 20)
    gated = ChillingGate(free, given["lowest_safe_c"])
    acts = gated.relative_rate(given["temp_c"]) > free.relative_rate(given["temp_c"])
    return {"chilling_injury_risk": acts}


COMPUTED: dict[str, Callable[[Inputs], dict[str, Any]]] = {
    **{name: partial(rate, name) for name in MODEL},
    "exponential_profile": exponential_profile,
    "remaining_profile": remaining_profile,
    "fit_q10_two_points": lambda given: {
        "q10": q10_from_lives(
            given["temp1_c"], given["life1_d"], given["temp2_c"], given["life2_d"]
        )
    },
    "fit_q10_rates": lambda given: {
        "q10": q10_from_rates(given["temp1_c"], given["rate1"], given["temp2_c"], given["rate2"])
    },
    "mkt": lambda given: {
        "mkt_c": mean_kinetic_temperature(given["temps_c"], given["weights"], given["dh_kj_mol"])
    },
    "mkt_trapezoid": lambda given: {
        "mkt_c": mean_kinetic_temperature_of_series(
            list(zip(given["hours"], given["temps_c"], strict=True)), given["dh_kj_mol"]
        )
    },
    "cap": cap,
    "chilling_gate": chilling,
}


def test_every_published_case_comes_out(shared_data: Path) -> None:
    cases = json.loads((shared_data / "freshness_cases.json").read_text(encoding="utf-8"))
    assert len(cases) >= 39
    wrong = []
    for case in cases:
        found = COMPUTED[case["model"]](case["inputs"])
        for name, expected in case["expected"].items():
            near = expected
            if isinstance(expected, float | int):
                near = pytest.approx(expected, **{"rel": 0, "abs": 0, **case["tolerance"]})
            if found[name] != near:
                wrong.append((case["id"], name, expected, found[name]))
    assert wrong == []


def test_the_use_by_day_itself_still_counts() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    found = assess(None, Dates(use_by=date(2026, 11, 25)), zone=UTC_ZONE, now=noon)
    assert found.state is FreshnessState.LAST_DAY
    assert found.remaining == timedelta(hours=12)


def test_a_window_has_the_length_of_its_time() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert Window(None, noon, noon + timedelta(hours=1)).seconds == 3600
