"""Segments: groups of shoppers that offers can be meant for, by a rule or by a list.

A shopper is in a segment only on the strength of a consent; without it nobody knows.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec

from personalization.shoppers.visits import VISITS_KEPT, Visit
from provenance.categories import is_category_path
from provenance.text import Message

MOST_SEGMENTS = 500
MOST_LISTED = 10_000
"""Shoppers that one import of a list may name."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_CURRENCY = re.compile("[A-Z]{3}")


class SegmentRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Shoppers who meet everything that is given, over the last `within_days` days.

    `visits_at_most` 0 means nobody who came. `spent_at_least` is in minor units of `currency`.
    `bought` are categories, with all that is below them: something of any of them was bought.
    `loyalty` are tiers, any of them.
    """

    within_days: int = 90
    visits_at_least: int | None = None
    visits_at_most: int | None = None
    spent_at_least: int | None = None
    currency: str | None = None
    bought: frozenset[str] = frozenset()
    loyalty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as of `version`, which never changes. Without a rule its shoppers are listed.

    A `retired` one has nobody in it any more.
    """

    id: str
    name: str
    rule: SegmentRule | None
    version: int
    by: str
    at: datetime
    retired: bool = False


def segment_objection(segment_id: str, name: str, rule: SegmentRule | None) -> Message | None:
    """Why a segment cannot be saved as it was handed in; None where it can."""
    if not _ID.fullmatch(segment_id):
        return Message("shoppers-segment-id")
    if not 1 <= len(name.strip()) <= 200:
        return Message("shoppers-segment-name")
    return None if rule is None else _rule_objection(rule)


def _rule_objection(rule: SegmentRule) -> Message | None:
    bounds = [rule.visits_at_least, rule.visits_at_most, rule.spent_at_least]
    if all(bound is None for bound in bounds) and not rule.bought and not rule.loyalty:
        return Message("shoppers-segment-everyone")
    if not 1 <= rule.within_days <= VISITS_KEPT.days:
        return Message("shoppers-segment-days", {"most": VISITS_KEPT.days})
    if any(bound is not None and bound < 0 for bound in bounds):
        return Message("shoppers-segment-negative")
    least, most = rule.visits_at_least, rule.visits_at_most
    if least is not None and most is not None and least > most:
        return Message("shoppers-segment-nobody", {"least": least, "most": most})
    if (rule.spent_at_least is None) != (rule.currency is None) or (
        rule.currency is not None and not _CURRENCY.fullmatch(rule.currency)
    ):
        return Message("shoppers-segment-currency")
    for category in sorted(rule.bought):
        if not is_category_path(category):
            return Message("shoppers-segment-category", {"value": category[:100]})
    return None


def meets(rule: SegmentRule, visits: Sequence[Visit], loyalty: str | None, today: date) -> bool:
    """Whether a shopper with these visits and this loyalty tier meets the rule."""
    since = today - timedelta(days=rule.within_days)
    recent = [visit for visit in visits if visit.day > since]
    if rule.visits_at_least is not None and len(recent) < rule.visits_at_least:
        return False
    if rule.visits_at_most is not None and len(recent) > rule.visits_at_most:
        return False
    if rule.spent_at_least is not None:
        spent = sum((visit.spent or {}).get(rule.currency or "", 0) for visit in recent)
        if spent < rule.spent_at_least:
            return False
    if rule.bought and not any(
        path == wanted or path.startswith(f"{wanted}/")
        for visit in recent
        for path in visit.categories
        for wanted in rule.bought
    ):
        return False
    return not rule.loyalty or loyalty in rule.loyalty


def segments_of(
    segments: Sequence[Segment],
    visits: Sequence[Visit],
    *,
    listed: Collection[str],
    loyalty: str | None,
    today: date,
) -> frozenset[str]:
    """The segments that a shopper is in; `listed` are those whose list names them."""
    return frozenset(
        segment.id
        for segment in segments
        if not segment.retired
        and (
            segment.id in listed
            if segment.rule is None
            else meets(segment.rule, visits, loyalty, today)
        )
    )
