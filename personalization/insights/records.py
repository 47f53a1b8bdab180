"""What devices send: records of shopper events, in one format for HTTP and MQTT.

A record is an object such as

    {"id": "e-1", "kind": "pick_up", "at": "2026-11-21T12:00:00Z", "store": "hz1",
     "visit": "k3-9f2c41d0", "zone": "hz1-fish", "product": "06901234567892"}

- `id`: the sender's own id of the event (≤ 64 characters); sent again, it counts once;
- `kind`: `scan`, `add`, `pick_up` (these need `product`, and may have `zone`), `dwell` (needs
  `zone` and `seconds`, may have `product`), `ignore` (needs `zone`, may have `product`) or
  `exposure`;
- `at`: RFC 3339 with a zone, or whole milliseconds since 1970 (UTC); at most 7 days ago;
- `store`; `visit`: a random id of the visit or the tracked silhouette (8 to 64 letters, digits,
  `.`, `_`, `-`), new for each visit: what is stored is a keyed hash of it;
- `product`: a GTIN or an id of the store's own; `seconds`: more than 0, at most 7,200.

An `exposure` has `at` and the `token` that came with the offer, and nothing else: the token knows
its store and its zone, and counts once.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from personalization.experiments.unit import unit_id
from personalization.insights.event import EventKind, ShopperEvent, exposure_event
from personalization.insights.exposure import reported
from personalization.signing import Signer, TokenMiss
from provenance.batches import BatchFormat, Unfit, UnfitError, judged, moment, only_known, shown

EVENTS: Final = BatchFormat("events", 1_000)

OLDEST: Final = timedelta(days=7)
"""How late an event may come: hours are counted again while events for them arrive."""

LONGEST_STAY: Final = timedelta(hours=2)
"""Whoever stands longer before one thing is a parked trolley."""

_COMMON: Final = ("id", "kind", "at", "store", "visit")
_NEEDED: Final[Mapping[EventKind, tuple[str, ...]]] = {
    EventKind.SCAN: (*_COMMON, "product"),
    EventKind.EXPOSURE: ("kind", "at", "token"),
    EventKind.ADD: (*_COMMON, "product"),
    EventKind.PICK_UP: (*_COMMON, "product"),
    EventKind.DWELL: (*_COMMON, "zone", "seconds"),
    EventKind.IGNORE: (*_COMMON, "zone"),
}
_ALLOWED: Final[Mapping[EventKind, tuple[str, ...]]] = {
    EventKind.SCAN: ("zone",),
    EventKind.EXPOSURE: (),
    EventKind.ADD: ("zone",),
    EventKind.PICK_UP: ("zone",),
    EventKind.DWELL: ("product",),
    EventKind.IGNORE: ("product",),
}
_KINDS: Final = {kind.lower(): kind for kind in EventKind}
_VISIT = re.compile(r"[A-Za-z0-9._-]{8,64}")
_LONGEST_ID: Final = 64
_LONGEST_TOKEN: Final = 2_000


def read_events(
    values: Sequence[object], now: datetime, *, source: str, signer: Signer
) -> Sequence[ShopperEvent | Unfit]:
    """Each value as an event, or the first thing that is wrong with it, in order.

    `source` is who sends: two senders may use the same ids.
    """
    return judged(values, lambda value: _event(value, now, source, signer))


def _event(value: object, now: datetime, source: str, signer: Signer) -> ShopperEvent:
    if not isinstance(value, dict):
        raise UnfitError("", "insights-not-an-event")
    kind = _kind(value.get("kind"))
    only_known(value, (*_NEEDED[kind], *_ALLOWED[kind]))
    for field in _NEEDED[kind]:
        if value.get(field) is None:
            raise UnfitError(field, "insights-missing", kind=kind.lower())
    at = moment(value, now, OLDEST)
    if kind is EventKind.EXPOSURE:
        return _shown_at(_text(value, "token", _LONGEST_TOKEN) or "", at, now, signer)
    return ShopperEvent(
        id=signer.digest("event", f"{source}|{_text(value, 'id', _LONGEST_ID)}").hex(),
        kind=kind,
        at=at,
        store=_text(value, "store", _LONGEST_ID) or "",
        visit=unit_id(signer, _visit(value["visit"])),
        zone=_text(value, "zone", _LONGEST_ID),
        product=_product(_text(value, "product", _LONGEST_ID)),
        seconds=_seconds(value.get("seconds")),
    )


def _kind(given: object) -> EventKind:
    kind = _KINDS.get(given) if isinstance(given, str) else None
    if kind is None:
        raise UnfitError("kind", "insights-kind", value=shown(given), known=", ".join(_KINDS))
    return kind


def _shown_at(token: str, at: datetime, now: datetime, signer: Signer) -> ShopperEvent:
    exposure = reported(signer, token, now)
    if isinstance(exposure, TokenMiss):
        raise UnfitError("token", f"insights-token-{exposure.lower()}")
    return exposure_event(exposure, at)


def _text(record: Mapping[str, object], field: str, longest: int) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnfitError(field, "batch-not-text", value=shown(value))
    if not 0 < len(value) <= longest:
        raise UnfitError(field, "insights-length", longest=longest)
    return value


def _visit(value: object) -> str:
    if not isinstance(value, str) or not _VISIT.fullmatch(value):
        raise UnfitError("visit", "insights-visit", value=shown(value))
    return value


def _product(value: str | None) -> str | None:
    """A GTIN of any length as its 14 digits."""
    is_gtin = value is not None and value.isascii() and value.isdecimal() and 8 <= len(value) <= 14
    return value.zfill(14) if value is not None and is_gtin else value


def _seconds(value: object) -> float | None:
    if value is None:
        return None
    longest = int(LONGEST_STAY.total_seconds())
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= longest:
        return float(value)
    raise UnfitError("seconds", "insights-seconds", value=shown(value), longest=longest)
