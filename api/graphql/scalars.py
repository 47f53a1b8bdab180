"""The scalars of the contract that Strawberry does not bring: Duration and BigInt."""

from datetime import UTC, date, datetime, timedelta
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

BigInt = NewType("BigInt", int)
Duration = timedelta


def iso_duration(value: timedelta) -> str:
    """ISO 8601 with whole minutes, days and hours: 2 days and 6 hours are `P2DT6H`."""
    minutes = int(value.total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    clock = (f"{hours}H" if hours else "") + (f"{left}M" if left else "")
    if not days and not clock:
        return "PT0M"
    return f"P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}"


def _rfc3339(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _instant(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError("a time needs a zone, e.g. 2026-11-21T08:30:00Z")
    return value.astimezone(UTC)


def _whole(value: object) -> int:
    """No fraction is dropped in silence: it may be money."""
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**63) <= value < 2**63:
        raise ValueError("a whole number is needed, of at most 64 bits")
    return value


SCALARS: dict[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date",
        description="YYYY-MM-DD; a date on a package ends at the end of that day in the store.",
        serialize=date.isoformat,
        parse_value=date.fromisoformat,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="RFC 3339, UTC, e.g. 2026-11-21T08:30:00Z.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=_rfc3339,
        parse_value=_instant,
    ),
    timedelta: strawberry.scalar(
        name="Duration",
        description="ISO 8601 duration in whole minutes, e.g. P2DT6H.",
        serialize=iso_duration,
    ),
    BigInt: strawberry.scalar(
        name="BigInt",
        description="A 64-bit integer as a JSON number.",
        serialize=int,
        parse_value=_whole,
    ),
}
