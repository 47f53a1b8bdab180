"""Which offers speak up at a place, and what experiments make of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.experiments.experiment import Experiment, ExperimentStatus, Holdout
from personalization.offers.announced import Announcements, announcements
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.zone import ZoneCondition, ZoneMove
from personalization.offers.context import OfferContext, Trigger, ZoneVisit
from personalization.offers.decision import Miss
from personalization.offers.offer import Copy, ExperimentArm, Offer
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from tests.personalization.full_scan import FullScan
from tests.personalization.offer_strategies import BERLIN, EUR, NOON, TRIAL, contexts, offers

AT_FISH = OfferContext(
    NOON,
    "berlin",
    BERLIN,
    EUR,
    trigger=Trigger.ZONE_ENTER,
    visit=ZoneVisit("fish", 0.0),
    unit_id="cart-1",
)
ON_ENTERING = frozenset({Trigger.ZONE_ENTER})
FISH = Percent(value=Decimal(20), selector=Selector(categories=frozenset({"fish"})))


def offer(name: str = "o", **changes: Any) -> Offer:
    """20 % off fish for whoever comes in where the fish is."""
    at_fish = ZoneCondition(frozenset({"fish"}), ZoneMove.ENTER)
    told = Offer(name, {"en": Copy("Fish")}, (FISH,), triggers=ON_ENTERING, condition=at_fish)
    return msgspec.structs.replace(told, **changes)


def ids(found: Announcements) -> list[str]:
    return [each.offer.id for each in found.told]


def test_offers_speak_up_before_their_goods_are_in_the_cart() -> None:
    late, first = offer("late", priority=-1), offer("first", priority=1, condition=None)
    found = announcements(Snapshot.of([late, offer("b"), offer("a"), first]), AT_FISH)
    assert ids(found) == ["first", "a", "b", "late"]
    assert found.withheld == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"trigger": Trigger.ZONE_DWELL},
        {"visit": ZoneVisit("wine", 0.0)},
        {"visit": None},
        {"budgets": {"o": 0}},
    ],
)
def test_elsewhere_at_other_moments_and_when_spent_they_are_silent(changes: Any) -> None:
    snapshot = Snapshot.of([offer()])
    assert announcements(snapshot, replace(AT_FISH, **changes)) == Announcements((), ())


def test_an_offer_for_any_moment_does_not_speak_up_by_itself() -> None:
    assert ids(announcements(Snapshot.of([offer(triggers=frozenset())]), AT_FISH)) == []


class TestExperiments:
    """Those of the arm are told, those of the control are noted, the others hear nothing."""

    ARM = offer(experiment=ExperimentArm("trial", 1))

    @pytest.mark.parametrize("variant", [0, 1])
    def test_only_the_arms_own_shoppers_are_told(self, variant: int) -> None:
        shares = (1.0, 0.0) if variant == 0 else (0.0, 1.0)
        trial = msgspec.structs.replace(TRIAL, weights=shares)
        found = announcements(Snapshot.of([self.ARM], [trial]), AT_FISH)
        if variant == 1:
            (told,) = found.told
            assert (told.variant, found.withheld) == (1, ())
        else:
            (withheld,) = found.withheld
            assert (withheld.why, withheld.variant, found.told) == (Miss.CONTROL, 0, ())

    @pytest.mark.parametrize(
        ("experiments", "unit"),
        [
            ([], "cart-1"),
            ([TRIAL], None),
            ([msgspec.structs.replace(TRIAL, status=ExperimentStatus.DRAFT)], "cart-1"),
            ([msgspec.structs.replace(TRIAL, status=ExperimentStatus.STOPPED)], "cart-1"),
        ],
    )
    def test_who_takes_no_part_hears_nothing(
        self, experiments: list[Experiment], unit: str | None
    ) -> None:
        context = replace(AT_FISH, unit_id=unit)
        found = announcements(Snapshot.of([self.ARM], experiments), context)
        assert found == Announcements((), ())

    @pytest.mark.parametrize("told", [offer(), offer(experiment=ExperimentArm("trial", 1))])
    def test_who_is_held_out_is_told_nothing_at_all(self, told: Offer) -> None:
        trial = msgspec.structs.replace(TRIAL, weights=(0.0, 1.0))
        found = announcements(Snapshot.of([told], [trial], [Holdout("all", 1.0)]), AT_FISH)
        assert (found.told, [each.why for each in found.withheld]) == ((), [Miss.HOLDOUT])


@given(st.lists(offers, max_size=8), contexts)
def test_the_index_finds_what_a_walk_over_all_offers_finds(
    listed: list[Offer], context: OfferContext
) -> None:
    indexed, walked = Snapshot.of(listed, [TRIAL]), FullScan.of(listed, [TRIAL])
    assert announcements(indexed, context) == announcements(walked, context)


@given(st.lists(offers, max_size=8), offers, contexts)
def test_the_index_is_kept_while_offers_come_and_go(
    listed: list[Offer], other: Offer, context: OfferContext
) -> None:
    came = Snapshot.of(listed).with_offer(other)
    assert announcements(came, context) == announcements(FullScan.of(came.offers.values()), context)
    gone = came.without(other.id)
    assert announcements(gone, context) == announcements(FullScan.of(gone.offers.values()), context)
