"""Experiments and holdouts: who gets an offer, and what is recorded of those who do not."""

from collections.abc import Callable
from decimal import Decimal

import msgspec
import pytest

from personalization.experiments.assignment import assigned, is_held_out
from personalization.experiments.experiment import Experiment, ExperimentStatus, Holdout
from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.percent import Percent
from personalization.offers.decide import decide
from personalization.offers.decision import Decision, Miss
from personalization.offers.lane import Lane
from personalization.offers.offer import ExperimentArm
from personalization.offers.snapshot import Snapshot
from tests.personalization.offer_moments import (
    discounts,
    given_by,
    line,
    moment,
    offer,
)

_HALF = Percent(value=Decimal(50))
_TENTH = Percent(value=Decimal(10))

_TRIAL = Experiment("trial", "Trial", ("control", "half"), status=ExperimentStatus.RUNNING)
_HELD = Holdout("held", 0.5)
_IN_TRIAL = offer("half", _HALF, experiment=ExperimentArm("trial", 1))
_ALWAYS = offer("always", Amount(amount=100), lane=Lane.CART)


def _visitor(fits: Callable[[str], bool]) -> str:
    return next(unit for unit in map(str, range(1000)) if fits(unit))


def _in_variant(variant: int) -> str:
    return _visitor(
        lambda unit: (
            assigned(_TRIAL, (), unit).variant == variant and not is_held_out([_HELD], unit)
        )
    )


def _tried(
    unit: str | None, *experiments: Experiment, holdouts: tuple[Holdout, ...] = ()
) -> Decision:
    snapshot = Snapshot.of([_IN_TRIAL, _ALWAYS], experiments, holdouts)
    return decide(snapshot, moment(line("1", 1000), unit_id=unit))


def test_shoppers_of_the_variant_get_the_offer_and_it_is_marked() -> None:
    decision = _tried(_in_variant(1), _TRIAL)
    assert given_by(decision) == {"half": 500, "always": 100}
    assert [each.variant for each in decision.applied] == [1, None]
    assert decision.withheld == ()


def test_for_the_others_the_decision_records_what_would_have_been() -> None:
    decision = _tried(_in_variant(0), _TRIAL)
    assert given_by(decision) == {"always": 100}
    (withheld,) = decision.withheld
    assert (withheld.offer, withheld.why, withheld.variant, withheld.saving) == (
        _IN_TRIAL,
        Miss.CONTROL,
        0,
        500,
    )


@pytest.mark.parametrize(
    ("unit", "experiments"),
    [
        (None, (_TRIAL,)),
        (_in_variant(1), ()),
        (_in_variant(1), (msgspec.structs.replace(_TRIAL, status=ExperimentStatus.STOPPED),)),
    ],
    ids=["nobody to assign", "no such experiment", "it does not run"],
)
def test_who_takes_no_part_neither_gets_nor_counts(
    unit: str | None, experiments: tuple[Experiment, ...]
) -> None:
    decision = _tried(unit, *experiments)
    assert given_by(decision) == {"always": 100}
    assert decision.withheld == ()


def test_who_is_held_out_gets_nothing_and_counts_for_no_experiment() -> None:
    unit = _visitor(
        lambda unit: assigned(_TRIAL, (), unit).variant == 1 and is_held_out([_HELD], unit)
    )
    decision = _tried(unit, _TRIAL, holdouts=(_HELD,))
    assert (decision.applied, discounts(decision)) == ((), [0])
    assert [(each.offer.id, each.why, each.saving) for each in decision.withheld] == [
        ("half", Miss.HOLDOUT, 500),
        ("always", Miss.HOLDOUT, 100),
    ]
    controlled = _visitor(
        lambda unit: assigned(_TRIAL, (), unit).variant == 0 and is_held_out([_HELD], unit)
    )
    decision = _tried(controlled, _TRIAL, holdouts=(_HELD,))
    assert [each.offer.id for each in decision.withheld] == ["always"]


def test_what_is_withheld_takes_no_budget_no_group_and_no_unit() -> None:
    trial = msgspec.structs.replace(_IN_TRIAL, exclusive=True, exclusive_group="g")
    other = offer("other", _TENTH, exclusive_group="g")
    snapshot = Snapshot.of([trial, other], [_TRIAL])
    decision = decide(snapshot, moment(line("1", 1000), unit_id=_in_variant(0)))
    assert given_by(decision) == {"other": 100}
    assert [each.saving for each in decision.withheld] == [500]
