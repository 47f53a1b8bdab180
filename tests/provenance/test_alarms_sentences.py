"""Every kind of alarm says what is wrong, in every language."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from provenance.alarms.alarm import Alarm
from provenance.alarms.sentences import sentence
from provenance.alarms.values import AlarmKind, Severity
from provenance.text import LANGUAGES, Texts

BEGIN = datetime(2026, 11, 21, 8, tzinfo=UTC)
ALARM = Alarm(
    id="warm|case|…",
    rule="warm",
    kind=AlarmKind.HIGH_TEMPERATURE,
    place="case",
    store="s1",
    severity=Severity.MAJOR,
    started_at=BEGIN,
    raised_at=BEGIN + timedelta(minutes=30),
    data={"threshold": 5.0, "latest": 7.2, "worst": 9.25, "sensor": "t1"},
)
LOSING = replace(
    ALARM,
    kind=AlarmKind.SHELF_LIFE,
    data={"affected": 3, "most_lost": 2.0, "lots": [{"thing": "01/A/10/1", "days_lost": 2.0}]},
)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(["provenance"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Dairy case: 5 °C or warmer for 34 minutes (now 7.2 °C)"),
        ("es", "Dairy case: 5 °C o más durante 34 minutos (ahora 7,2 °C)"),
        ("zh-Hans", "Dairy case：达到或高于 5 °C 已 34 分钟（现在 7.2 °C）"),
    ],
)
def test_a_warm_case_is_told_in_one_sentence(texts: Texts, language: str, said: str) -> None:
    told = sentence(ALARM, "Dairy case", BEGIN + timedelta(minutes=34))
    assert texts(told, language) == said


@pytest.mark.parametrize(
    ("minutes", "how_long"),
    [(0, "0 minutes"), (1, "1 minute"), (119, "119 minutes"), (120, "2 hours"), (1500, "25 hours")],
)
def test_a_long_time_is_told_in_hours(texts: Texts, minutes: int, how_long: str) -> None:
    told = sentence(ALARM, "Dairy case", BEGIN + timedelta(minutes=minutes))
    assert f"for {how_long} " in texts(told, "en")


def test_one_that_is_over_says_so_and_how_bad_it_was(texts: Texts) -> None:
    over = replace(ALARM, cleared_at=BEGIN + timedelta(minutes=50))
    told = sentence(over, "Dairy case", BEGIN + timedelta(days=1))
    assert texts(told, "en") == (
        "Dairy case: 5 °C or warmer for 50 minutes; it is over (at most 9.25 °C)"
    )


@pytest.mark.parametrize(
    ("language", "affected", "most_lost", "said"),
    [
        (
            "en",
            3,
            2.0,
            "Dairy case: 3 lots lose up to 2 days of shelf life: move them or mark them down",
        ),
        ("en", 1, 1.0, "Dairy case: 1 lot loses 1 day of shelf life: move it or mark it down"),
        ("en", 1, 0.5, "Dairy case: 1 lot loses 0.5 days of shelf life: move it or mark it down"),
        (
            "es",
            3,
            1.5,
            "Dairy case: 3 lotes pierden hasta 1,5 días de vida útil: trasládelos o rebaje su "
            "precio",
        ),
        (
            "es",
            1,
            1.0,
            "Dairy case: 1 lote pierde 1 día de vida útil: trasládelo o rebaje su precio",
        ),
        ("zh-Hans", 3, 2.0, "Dairy case：3 个批次的剩余保鲜期最多缩短 2 天，请转移或降价"),
    ],
)
def test_lots_that_lose_days_are_counted(
    texts: Texts, language: str, affected: int, most_lost: float, said: str
) -> None:
    alarm = replace(LOSING, data={**LOSING.data, "affected": affected, "most_lost": most_lost})
    assert texts(sentence(alarm, "Dairy case", BEGIN), language) == said


@pytest.mark.parametrize("kind", AlarmKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_sentence_for_both_states(
    texts: Texts, kind: AlarmKind, language: str
) -> None:
    alarm = replace(LOSING if kind is AlarmKind.SHELF_LIFE else ALARM, kind=kind)
    over = replace(alarm, cleared_at=BEGIN + timedelta(hours=3))
    active, cleared = (
        texts(sentence(each, "Dairy case", BEGIN + timedelta(hours=3)), language)
        for each in (alarm, over)
    )
    assert active.startswith("Dairy case")
    assert active != cleared
