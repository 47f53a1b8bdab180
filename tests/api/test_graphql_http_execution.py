"""Plain fields answer as graphql-core would, and remembered documents stay few."""

from dataclasses import dataclass, make_dataclass
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from typing import Any

import pytest
import strawberry
from hypothesis import given
from hypothesis import strategies as st

from api.graphql.execution import CheckedSchema


@strawberry.enum
class Colour(StrEnum):
    RED = "red"


class Other(Enum):
    X = "x"


FIELDS: dict[str, Any] = {
    "text": str,
    "maybe_text": str | None,
    "id": strawberry.ID,
    "whole": int,
    "maybe_whole": int | None,
    "real": float,
    "truth": bool,
    "colour": Colour,
    "maybe_colour": Colour | None,
    "day": date,
    "moment": datetime | None,
    "texts": list[str],
}
Leaves = strawberry.type(make_dataclass("Leaves", list(FIELDS.items())))
Value = make_dataclass("Value", list(FIELDS))


def leaves(info: strawberry.Info[Any]) -> Leaves | None:  # type: ignore[valid-type]
    return info.context


@strawberry.type
class Query:
    leaves: Leaves | None = strawberry.field(resolver=leaves)  # type: ignore[valid-type]


ORDINARY = strawberry.Schema(Query)
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
    ordinary = await ORDINARY.execute(query, context_value=value)
    ours = await OURS.execute(query, context_value=value)
    return ordinary, ours


async def test_right_values_are_answered_alike() -> None:
    ordinary, ours = await both(Value(**RIGHT))
    assert ours.errors is None
    assert ours.data == ordinary.data
    assert list(ours.data["leaves"]) == list(ordinary.data["leaves"])


@given(st.sampled_from(list(FIELDS)), ODD)
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
    (error,) = result.errors or ()
    assert (error.path, error.message) == (["leaves", "text"], "Internal error")


async def test_remembered_documents_are_bounded() -> None:
    schema = CheckedSchema(Query, introspection=False)
    for number in range(3000):
        await schema.execute(f"{{a{number}: __typename {' ' * 100}}}")
    kept = schema._documents._by_text
    assert 500 < len(kept) < 1200
    assert sum(map(len, kept)) <= 128_000


async def test_a_document_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = CheckedSchema(Query, introspection=False)
    first = await schema.execute("{__typename}")
    monkeypatch.delattr(CheckedSchema, "_check")
    assert (await schema.execute("{__typename}")).data == first.data == {"__typename": "Query"}
