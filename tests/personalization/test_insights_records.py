"""Records of shopper events: what is read, and what is said of those that cannot be."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.experiments.unit import unit_id
from personalization.insights.event import EventKind, ShopperEvent
from personalization.insights.exposure import exposure_token
from personalization.insights.records import read_events
from personalization.signing import TokenKind
from provenance.batches import Unfit
from provenance.text import LANGUAGES, Texts
from tests.personalization.insight_samples import SIGNER, exposure
from tests.personalization.redemption_samples import NOW

TEXTS = Texts(["provenance", "personalization"])
GOOD = {
    "id": "e-1",
    "kind": "pick_up",
    "at": "2026-11-21T11:58:00Z",
    "store": "s1",
    "visit": "k3-9f2c41d0",
    "product": "9521321000018",
}
TOKEN = exposure_token(SIGNER, exposure())


def read(value: object) -> ShopperEvent | Unfit:
    [event] = read_events([value], NOW, source="key k1", signer=SIGNER)
    return event


def refusal(value: object) -> Unfit:
    event = read(value)
    assert isinstance(event, Unfit)
    for language in LANGUAGES:
        assert 0 < len(TEXTS(event.message, language)) < 300
    return event


def test_an_event_is_read_and_its_visit_is_a_pseudonym() -> None:
    event = read(GOOD)
    assert isinstance(event, ShopperEvent)
    assert event == ShopperEvent(
        id=event.id,
        kind=EventKind.PICK_UP,
        at=NOW - timedelta(minutes=2),
        store="s1",
        visit=unit_id(SIGNER, "k3-9f2c41d0"),
        product="09521321000018",
    )
    assert "e-1" not in event.id


def test_an_exposure_is_what_its_token_says() -> None:
    shown = exposure()
    token = exposure_token(SIGNER, shown)
    event = read({"kind": "exposure", "at": GOOD["at"], "token": token})
    assert event == ShopperEvent(
        id=f"exposure|{shown.id}",
        kind=EventKind.EXPOSURE,
        at=NOW - timedelta(minutes=2),
        store="s1",
        visit=shown.unit,
        zone=shown.zone,
        exposure=shown,
    )


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"kind": "buy"}, "kind", "insights-kind"),
        ({"kind": None}, "kind", "insights-kind"),
        ({"kind": ["scan"]}, "kind", "insights-kind"),
        ({"kind": "dwell", "seconds": 4}, "zone", "insights-missing"),
        ({"kind": "dwell", "zone": "z"}, "seconds", "insights-missing"),
        ({"kind": "ignore"}, "zone", "insights-missing"),
        ({"product": None}, "product", "insights-missing"),
        ({"visit": None}, "visit", "insights-missing"),
        ({"visit": "short"}, "visit", "insights-visit"),
        ({"visit": "x" * 65}, "visit", "insights-visit"),
        ({"visit": 123456789}, "visit", "insights-visit"),
        ({"visit": "a b c d e"}, "visit", "insights-visit"),
        ({"id": ""}, "id", "insights-length"),
        ({"id": "x" * 65}, "id", "insights-length"),
        ({"id": 7}, "id", "batch-not-text"),
        ({"store": ["s1"]}, "store", "batch-not-text"),
        ({"at": "2026-11-21T12:06:00Z"}, "at", "batch-in-the-future"),
        ({"at": "2026-11-14T11:59:00Z"}, "at", "batch-too-old"),
        ({"at": "yesterday"}, "at", "batch-no-time"),
        ({"seconds": 4}, "seconds", "batch-unknown-field"),
        ({"image": "…"}, "image", "batch-unknown-field"),
        ({"shopper": "s"}, "shopper", "batch-unknown-field"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(
    changed: dict[str, object], field: str, key: str
) -> None:
    unfit = refusal({**GOOD, **changed})
    assert (unfit.field, unfit.message.key) == (field, key)


@pytest.mark.parametrize("seconds", [0, -1, 7_201, True, "4", [4]])
def test_a_stay_is_a_plausible_number_of_seconds(seconds: object) -> None:
    unfit = refusal({**GOOD, "kind": "dwell", "zone": "z", "seconds": seconds})
    assert (unfit.field, unfit.message.key) == ("seconds", "insights-seconds")


@pytest.mark.parametrize(
    ("token", "key"),
    [
        (TOKEN[:-2] + ("AA" if TOKEN[-2:] != "AA" else "BB"), "insights-token-forged"),
        ("nonsense", "insights-token-forged"),
        (
            SIGNER.token(TokenKind.QUOTE, {"n": "1"}, until=NOW + timedelta(days=1)),
            "insights-token-forged",
        ),
        (
            SIGNER.token(TokenKind.EXPOSURE, {"n": "1"}, until=NOW + timedelta(days=1)),
            "insights-token-forged",
        ),
        (exposure_token(SIGNER, exposure(at=NOW - timedelta(hours=25))), "insights-token-expired"),
    ],
)
def test_a_token_that_is_not_good_counts_for_nothing(token: str, key: str) -> None:
    unfit = refusal({"kind": "exposure", "at": GOOD["at"], "token": token})
    assert (unfit.field, unfit.message.key) == ("token", key)


def test_an_exposure_says_nothing_beside_its_token() -> None:
    unfit = refusal({"kind": "exposure", "at": GOOD["at"], "token": TOKEN, "zone": "other"})
    assert unfit.message.key == "batch-unknown-field"


def test_bad_events_do_not_spoil_good_ones() -> None:
    found = read_events([GOOD, {}, 4, GOOD], NOW, source="", signer=SIGNER)
    assert [isinstance(each, ShopperEvent) for each in found] == [True, False, False, True]
    assert [each.index for each in found if isinstance(each, Unfit)] == [1, 2]


def test_two_senders_may_use_the_same_ids() -> None:
    [mine] = read_events([GOOD], NOW, source="a", signer=SIGNER)
    [theirs] = read_events([GOOD], NOW, source="b", signer=SIGNER)
    assert isinstance(mine, ShopperEvent)
    assert isinstance(theirs, ShopperEvent)
    assert mine.id != theirs.id


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(
    st.fixed_dictionaries(
        {},
        optional={name: JSON | st.just(value) for name, value in GOOD.items()}
        | dict.fromkeys(("zone", "seconds", "token"), JSON),
    )
)
def test_whatever_is_sent_is_an_event_or_told(value: dict[str, Any]) -> None:
    event = read(value)
    if isinstance(event, Unfit):
        assert TEXTS(event.message, "es")
