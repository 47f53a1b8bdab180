"""Plain fields answer as graphql-core would, and remembered documents stay few."""

from dataclasses import dataclass, make_dataclass
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from typing import Any

import pytest
import strawberry
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from api.graphql.execution import CheckedSchema


@strawberry.enum
class Colour(StrEnum):
    RED = "red"


class Other(Enum):
    X = "x"


@strawberry.type
class Leaves:
    text: str
    maybe_text: str | None
    id: strawberry.ID
    whole: int
    maybe_whole: int | None
    real: float
    truth: bool
    colour: Colour
    maybe_colour: Colour | None
    day: date
    moment: datetime | None
    texts: list[str]


def leaves(info: strawberry.Info[Leaves | None]) -> Leaves | None:
    return info.context


@strawberry.type
class Query:
    leaves: Leaves | None = strawberry.field(resolver=leaves)


class Ordinary(strawberry.Schema):
    def process_errors(self, *_: object) -> None:
        """Log nothing."""


ORDINARY = Ordinary(Query)
OURS = CheckedSchema(Query, introspection=False)
ASKED = " ".join(
    ["text", "maybeText", "id", "whole", "maybeWhole", "real", "truth", "colour", "maybeColour",
     "day", "moment", "texts", "__typename", "again: text"]
)  # fmt: skip
RIGHT = {
    "text": "a", "maybe_text": None, "id": "1", "whole": 1, "maybe_whole": None, "real": 1.5,
    "truth": True, "colour": Colour.RED, "maybe_colour": None, "day": date(2026, 5, 14),
    "moment": datetime(2026, 5, 14, tzinfo=UTC), "texts": ["a"],
}  # fmt: skip
Value = make_dataclass("Value", list(RIGHT))
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.sampled_from([Colour.RED, Other.X, "red", "", 2**31, -(2**31), 2**31 - 1, b"x", [], {}]),
    st.builds(ValueError),
)


async def both(value: object) -> tuple[Any, Any]:
    query = f"{{leaves {{{ASKED}}}}}"
    with capture_logs():
        ours = await OURS.execute(query, context_value=value)
    return await ORDINARY.execute(query, context_value=value), ours


async def test_right_values_are_answered_alike() -> None:
    ordinary, ours = await both(Value(**RIGHT))
    assert ours.errors is None
    assert ours.data == ordinary.data
    assert list(ours.data["leaves"]) == list(ordinary.data["leaves"])


@settings(deadline=None)
@given(st.sampled_from(list(RIGHT)), ODD)
async def test_odd_values_are_answered_alike(name: str, odd: object) -> None:
    ordinary, ours = await both(Value(**RIGHT | {name: odd}))
    assert repr(ours.data) == repr(ordinary.data)
    places = [[error.path for error in result.errors or ()] for result in (ordinary, ours)]
    assert places[0] == places[1]


@dataclass
class Broken:
    @property
    def text(self) -> str:
        raise RuntimeError("private")


async def test_an_attribute_that_fails_is_an_error_in_its_place() -> None:
    result = await OURS.execute("{leaves {text}}", context_value=Broken())
    assert result.errors
    error = result.errors[0]
    assert (error.path, error.message) == (["leaves", "text"], "Internal error")


async def test_remembered_documents_are_bounded() -> None:
    schema = CheckedSchema(Query, introspection=False)
    for number in range(300):
        await schema.execute(f"{{a{number}: __typename {' ' * 1000}}}")
    kept = schema._documents._by_text
    assert 100 < len(kept) < 130
    assert sum(map(len, kept)) <= 128_000


async def test_a_document_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = CheckedSchema(Query, introspection=False)
    first = await schema.execute("{__typename}")
    monkeypatch.delattr(CheckedSchema, "_check")
    assert (await schema.execute("{__typename}")).data == first.data == {"__typename": "Query"}
