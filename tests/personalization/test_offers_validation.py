"""What is wrong with an offer is said before anybody gets it, with its place and in words."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.bundle_price import BundlePrice
from personalization.offers.benefits.freshness_ladder import FreshnessLadder, LadderStep
from personalization.offers.benefits.percent import Percent
from personalization.offers.benefits.tiered import Tier, Tiered, TierOn
from personalization.offers.conditions.brand import BrandCondition
from personalization.offers.conditions.category import CategoryCondition
from personalization.offers.conditions.days_left import DaysLeftCondition
from personalization.offers.conditions.gtin import GtinCondition
from personalization.offers.conditions.hours import HoursCondition
from personalization.offers.conditions.missed_zone import MissedZoneCondition
from personalization.offers.conditions.segment import SegmentCondition
from personalization.offers.conditions.tree import All, AnyOf, Condition, Not
from personalization.offers.conditions.zone import ZoneCondition
from personalization.offers.context import Trigger
from personalization.offers.hours import Hours, Weekday, ever_together, within
from personalization.offers.offer import Budget, BudgetKind, Copy, ExperimentArm, Schedule
from personalization.offers.problem import Gravity
from personalization.offers.selector import Selector
from personalization.offers.validation import Known, errors, problems
from provenance.text import LANGUAGES, Texts
from tests.personalization.marketing_samples import TITLES, TWENTY, known, offer

GTIN = "09521321000018"
FISH = CategoryCondition(among=frozenset({"fish"}))
OURS = BrandCondition(among=frozenset({"Ours"}))
SAY = Texts(["personalization", "provenance"])


def nested(depth: int) -> Condition:
    tree: Condition = FISH
    for _ in range(depth - 1):
        tree = Not(tree)
    return tree


def open_at(since: int, until: int) -> HoursCondition:
    return HoursCondition((Hours(time(since), time(until)),))


def percent(value: str) -> Percent:
    return Percent(value=Decimal(value))


def step(days: int, value: int) -> LadderStep:
    return LadderStep(days, Decimal(value))


def tier(least: int, value: int) -> Tier:
    return Tier(least, percent=Decimal(value))


DAYS = [timedelta(days=day) for day in range(7)]
stretches = st.builds(
    Hours,
    st.integers(0, 23).map(time),
    st.integers(0, 23).map(time),
    st.frozensets(st.sampled_from(Weekday), max_size=2),
)

ERRORS: list[tuple[Mapping[str, Any], str, str]] = [
    ({"benefits": ()}, "benefits", "offer-benefits-count"),
    ({"benefits": (percent("0"),)}, "benefits[0].value", "offer-percent"),
    ({"benefits": (TWENTY, percent("-5"))}, "benefits[1].value", "offer-percent"),
    ({"benefits": (percent("100.01"),)}, "benefits[0].value", "offer-percent"),
    ({"benefits": (percent("NaN"),)}, "benefits[0].value", "offer-percent"),
    (
        {"benefits": (Amount(amount=0),), "currency": "EUR"},
        "benefits[0].amount",
        "offer-bound-positive",
    ),
    (
        {"benefits": (Percent(value=Decimal(5), cap=-1),), "currency": "EUR"},
        "benefits[0].cap",
        "offer-bound-positive",
    ),
    (
        {"benefits": (Percent(value=Decimal(5), max_units=0),)},
        "benefits[0].max_units",
        "offer-bound-positive",
    ),
    (
        {"benefits": (BundlePrice(units=1, amount=100),), "currency": "EUR"},
        "benefits[0].units",
        "benefit-bundle-size",
    ),
    (
        {"benefits": (FreshnessLadder(steps=(step(1, 20), step(3, 50))),)},
        "benefits[0].steps",
        "benefit-ladder-falls",
    ),
    (
        {"benefits": (FreshnessLadder(steps=(step(-1, 20),)),)},
        "benefits[0].steps[0].days_left",
        "offer-days-past",
    ),
    (
        {"benefits": (Tiered(on=TierOn.QUANTITY, tiers=(tier(2, 20), tier(5, 10))),)},
        "benefits[0].tiers",
        "benefit-tiers-fall",
    ),
    (
        {"benefits": (Percent(value=Decimal(5), selector=Selector(days_left_at_most=-1)),)},
        "benefits[0].selector.days_left_at_most",
        "offer-days-past",
    ),
    (
        {
            "benefits": (
                Percent(
                    value=Decimal(5),
                    selector=Selector(
                        categories=frozenset({"fish"}), except_categories=frozenset({"fish"})
                    ),
                ),
            )
        },
        "benefits[0].selector.except_categories",
        "offer-selects-nothing",
    ),
    ({"benefits": (Amount(amount=100),)}, "currency", "offer-currency-missing"),
    (
        {"budgets": (Budget(BudgetKind.SPEND, 100),)},
        "currency",
        "offer-currency-missing",
    ),
    ({"currency": "EURO"}, "currency", "offer-currency-unknown"),
    ({"currency": "JPY", "stores": frozenset({"s1"})}, "currency", "offer-currency-nowhere"),
    ({"budgets": (Budget(BudgetKind.USAGE, 0),)}, "budgets[0].limit", "offer-bound-positive"),
    (
        {"budgets": (Budget(BudgetKind.PER_CUSTOMER, -1),)},
        "budgets[0].limit",
        "offer-bound-positive",
    ),
    ({"budgets": (Budget(BudgetKind.USAGE, 5),) * 2}, "budgets", "offer-budget-twice"),
    ({"max_combined_percent": 101}, "max_combined_percent", "offer-percent"),
    ({"copy": {}}, "copy", "offer-no-title"),
    ({"copy": {"en": Copy("  ")}}, "copy", "offer-no-title"),
    ({"copy": {**TITLES, "e n": Copy("x")}}, "copy.e n", "offer-language"),
    ({"copy": {**TITLES, "fr": Copy("x" * 201)}}, "copy.fr.title", "offer-text-long"),
    ({"stores": frozenset({"s9"})}, "stores", "offer-unknown-store"),
    ({"campaign": "spring"}, "campaign", "offer-unknown-campaign"),
    ({"experiment": ExperimentArm("nothing", 1)}, "experiment", "offer-unknown-experiment"),
    ({"experiment": ExperimentArm("price", 2)}, "experiment.variant", "offer-variant"),
    (
        {"condition": ZoneCondition(among=frozenset({"s1-moon"}))},
        "condition",
        "offer-unknown-zone",
    ),
    (
        {"condition": Not(MissedZoneCondition(zone="s1-moon", visits=2))},
        "condition.part.zone",
        "offer-unknown-zone",
    ),
    (
        {"condition": CategoryCondition(among=frozenset({"fish/fresh/fish"}))},
        "condition",
        "offer-category-path",
    ),
    (
        {"condition": CategoryCondition(among=frozenset({"fish//fresh"}))},
        "condition",
        "offer-category-path",
    ),
    (
        {"condition": SegmentCondition(among=frozenset({"regulars", "strangers"}))},
        "condition",
        "offer-unknown-segment",
    ),
    ({"condition": All((FISH, Not(FISH)))}, "condition", "offer-condition-contradicts"),
    (
        {"condition": All((FISH, open_at(9, 12), open_at(11, 18), open_at(17, 10)))},
        "condition",
        "offer-condition-hours-apart",
    ),
    (
        {"condition": AnyOf((OURS, All((FISH, All((OURS, Not(FISH)))))))},
        "condition.parts[1]",
        "offer-condition-contradicts",
    ),
    ({"condition": All(())}, "condition.parts", "offer-condition-empty"),
    ({"condition": nested(9)}, "condition", "offer-condition-deep"),
    ({"condition": All((FISH,) * 101)}, "condition", "offer-condition-large"),
    (
        {"condition": GtinCondition(among=frozenset(f"{number:014}" for number in range(1001)))},
        "",
        "offer-products-many",
    ),
    (
        {"condition": DaysLeftCondition(at_least=3, at_most=1)},
        "condition.at_most",
        "condition-bounds-crossed",
    ),
    (
        {"schedule": Schedule(starts=date(2026, 12, 2), ends=date(2026, 12, 1))},
        "schedule.ends",
        "offer-ends-before",
    ),
    (
        {
            "schedule": Schedule(
                starts=date(2026, 12, 1),
                starts_at=time(18),
                ends=date(2026, 12, 1),
                ends_at=time(18),
            )
        },
        "schedule.ends",
        "offer-ends-before",
    ),
    ({"schedule": Schedule(starts=date(26, 12, 1))}, "schedule.starts", "offer-day-far"),
    ({"schedule": Schedule(starts=date.max)}, "schedule.starts", "offer-day-far"),
    (
        {"schedule": Schedule(ends=date.min, ends_at=time.min)},
        "schedule.ends",
        "offer-day-far",
    ),
    ({"schedule": Schedule(ends_at=time(18))}, "schedule.ends_at", "offer-time-without-day"),
    (
        {
            "schedule": Schedule(
                starts=date(2026, 12, 1),  # a Tuesday
                ends=date(2026, 12, 2),
                hours=(Hours(time(9), time(12), frozenset({Weekday.SUN})),),
            )
        },
        "schedule.hours[0]",
        "offer-hours-never",
    ),
]
WARNINGS: list[tuple[Mapping[str, Any], str, str]] = [
    ({"copy": {"en": Copy("Fish")}}, "copy.es", "offer-title-missing"),
    ({"exclusive": True, "exclusive_group": "fish"}, "exclusive_group", "offer-group-needless"),
    (
        {"currency": "EUR", "stores": frozenset({"s1", "t1"})},
        "stores",
        "offer-currency-differs",
    ),
    ({"experiment": ExperimentArm("later", 1)}, "experiment", "offer-experiment-idle"),
    (
        {"condition": GtinCondition(among=frozenset({"00000000000000"}))},
        "condition",
        "offer-unknown-product",
    ),
    (
        {"condition": CategoryCondition(among=frozenset({"meat"}))},
        "condition",
        "offer-unknown-category",
    ),
    ({"condition": AnyOf((FISH, Not(FISH)))}, "condition", "offer-condition-always"),
    ({"schedule": Schedule(ends=date(2026, 11, 20))}, "schedule.ends", "offer-over"),
]


@pytest.mark.parametrize(("fields", "path", "key"), ERRORS)
def test_what_cannot_be_is_an_error_with_its_place(
    fields: Mapping[str, Any], path: str, key: str
) -> None:
    found = [(each.path, each.message.key) for each in errors(offer(**fields), known())]
    assert found == [(path, key)]


@pytest.mark.parametrize(("fields", "path", "key"), WARNINGS)
def test_what_may_be_meant_is_a_warning(fields: Mapping[str, Any], path: str, key: str) -> None:
    found = problems(offer(**fields), known())
    assert (path, key) in [(each.path, each.message.key) for each in found]
    assert {each.gravity for each in found} == {Gravity.WARNING}


@pytest.mark.parametrize(("fields", "_path", "_key"), ERRORS + WARNINGS)
def test_every_problem_is_a_sentence_in_every_language(
    fields: Mapping[str, Any], _path: str, _key: str
) -> None:
    for problem in problems(offer(**fields), known()):
        assert len({SAY(problem.message, language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"condition": All((FISH, CategoryCondition(among=frozenset({"fish/fresh"}))))},
        {"condition": nested(8)},
        {"condition": All((GtinCondition(among=frozenset({GTIN})), Not(OURS)))},
        {"condition": ZoneCondition(among=frozenset({"s1-fish"}), seconds=30)},
        {"condition": All((open_at(9, 12), AnyOf((open_at(11, 18), open_at(17, 10)))))},
        {"condition": SegmentCondition(among=frozenset({"regulars"}))},
        {"campaign": "autumn", "experiment": ExperimentArm("price", 1)},
        {"benefits": (Amount(amount=100),), "currency": "EUR"},
        {"schedule": Schedule(starts=date(2026, 12, 1), ends=date(2026, 12, 1))},
        {"schedule": Schedule(starts=date(2000, 1, 1), ends=date(2999, 12, 31))},
        {
            "schedule": Schedule(
                starts=date(2026, 12, 1),  # a Tuesday, into which Monday's late hours last
                ends=date(2026, 12, 1),
                hours=(Hours(time(22), time(2), frozenset({Weekday.MON})),),
            )
        },
    ],
)
def test_a_sound_offer_has_no_problem(fields: Mapping[str, Any]) -> None:
    assert problems(offer(**fields), known()) == []


@pytest.mark.parametrize("hours", [(), (Hours(time(9), time(12)),)])
@pytest.mark.parametrize("at", [None, time.min, time.max])
def test_the_first_and_the_last_day_there_is_leave_a_schedule_open(
    at: time | None, hours: tuple[Hours, ...]
) -> None:
    always = Schedule(starts=date.min, starts_at=at, ends=date.max, ends_at=at, hours=hours)
    assert problems(offer(schedule=always), known()) == []


class TestHours:
    """Weekly hours that are asked for together must come together."""

    MONDAY, SUNDAY = frozenset({Weekday.MON}), frozenset({Weekday.SUN})

    @pytest.mark.parametrize(
        ("one", "other", "meet"),
        [
            (Hours(time(9), time(12)), Hours(time(11), time(18)), True),
            (Hours(time(9), time(12)), Hours(time(12), time(18)), False),
            (Hours(time(9), time(12)), Hours(time(8), time(8)), True),
            (Hours(time(9), time(12), MONDAY), Hours(time(9), time(12), SUNDAY), False),
            (Hours(time(22), time(2), SUNDAY), Hours(time(1), time(3), MONDAY), True),
            (Hours(time(22), time(2), MONDAY), Hours(time(1), time(3), MONDAY), False),
        ],
    )
    def test_in_pairs(self, one: Hours, other: Hours, meet: bool) -> None:
        both = All((HoursCondition((one,)), HoursCondition((other,))))
        assert (errors(offer(condition=both), known()) == []) is meet

    @given(st.lists(st.lists(stretches, min_size=1, max_size=3), min_size=2, max_size=3))
    def test_as_the_clock_shows_it(self, groups: list[list[Hours]]) -> None:
        moments = [
            datetime(2026, 11, 23, hour, tzinfo=UTC) + day for day in DAYS for hour in range(24)
        ]
        shown = any(all(within(group, at, ZoneInfo("UTC")) for group in groups) for at in moments)
        assert ever_together(groups) is shown


class TestClockChanges:
    """Madrid skips 02:00 to 03:00 on 28 March 2027; Tokyo never changes its clocks."""

    NIGHT = Schedule(hours=(Hours(time(2, 30), time(6)),))
    START = Schedule(starts=date(2027, 3, 28), starts_at=time(2, 15))

    @pytest.mark.parametrize(
        ("schedule", "path", "wall"),
        [(NIGHT, "schedule.hours[0].since", "02:30"), (START, "schedule.starts", "02:15")],
    )
    def test_a_skipped_time_says_what_counts_instead(
        self, schedule: Schedule, path: str, wall: str
    ) -> None:
        (found,) = problems(offer(schedule=schedule), known())
        assert (found.path, found.gravity) == (path, Gravity.WARNING)
        assert SAY(found.message, "en") == (
            f"On 2027-03-28 the clocks in Europe/Madrid skip {wall}; 03:00 counts instead."
        )

    def test_stores_that_keep_their_time_need_no_warning(self) -> None:
        night = offer(schedule=self.NIGHT, stores=frozenset({"t1"}))
        assert problems(night, known()) == []

    def test_nights_outside_the_schedule_do_not_matter(self) -> None:
        winter = Schedule(starts=date(2026, 12, 1), ends=date(2027, 3, 27), hours=self.NIGHT.hours)
        assert problems(offer(schedule=winter), known()) == []


class TestRivals:
    """Two live offers must not claim one shopper with equal right."""

    @pytest.mark.parametrize(
        "apart",
        [
            {"priority": 1},
            {"stores": frozenset({"s1"})},
            {"schedule": Schedule(starts=date(2027, 1, 1))},
            {"triggers": frozenset({Trigger.ZONE_ENTER})},
        ],
    )
    @pytest.mark.parametrize("claim", [{"exclusive": True}, {"exclusive_group": "fish"}])
    def test_offers_that_claim_the_same_are_told_apart(
        self, claim: Mapping[str, Any], apart: Mapping[str, Any]
    ) -> None:
        rival = offer(
            "rival",
            **claim,
            stores=frozenset({"s2"}),
            schedule=Schedule(ends=date(2026, 12, 31)),
            triggers=frozenset({Trigger.SCAN}),
        )
        judged = known(rivals=(rival,))
        (clash,) = errors(offer(**claim), judged)
        assert clash.message.args["rival"] == "rival"
        assert errors(offer(**{**claim, **apart}), judged) == []

    def test_an_offer_is_no_rival_of_its_own_version_before(self) -> None:
        mine = offer(exclusive=True)
        assert errors(mine, known(rivals=(mine,))) == []


def test_nothing_is_known_of_an_empty_house() -> None:
    """Without any store nothing about money or time zones can be said, and nothing breaks."""
    empty = Known(today=date(2026, 11, 22))
    assert problems(offer(currency="EUR"), empty) == []
