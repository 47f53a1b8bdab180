"""The served schema: the contract of the scan, described whole, and its checked-in copy."""

from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
)
from graphql import (
    build_schema as build_core_schema,
)
from graphql.type import is_specified_scalar_type

import api.graphql
from api.access.declared import undeclared
from api.graphql.schema import build_schema

COPY = Path(api.graphql.__file__).with_name("schema.graphql")


@pytest.fixture(scope="module")
def served() -> GraphQLSchema:
    return build_core_schema(build_schema(production=False).as_str())


def test_the_checked_in_copy_is_the_served_schema() -> None:
    assert COPY.read_text() == build_schema(production=False).as_str() + "\n", (
        "the schema changed: run `freshlens schema > api/graphql/schema.graphql`, and add, "
        "do not break"
    )


def test_every_root_field_declares_who_may_use_it() -> None:
    assert undeclared(build_schema(production=False)) == []


def test_everything_is_described(served: GraphQLSchema) -> None:
    bare = []
    for name, type_ in served.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(type_):
            continue
        if not type_.description:
            bare.append(name)
        if isinstance(type_, GraphQLObjectType | GraphQLInputObjectType | GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                if not field.description:
                    bare.append(f"{name}.{field_name}")
                for argument_name, argument in getattr(field, "args", {}).items():
                    if not argument.description:
                        bare.append(f"{name}.{field_name}({argument_name})")
    assert bare == []


def test_the_schema_contains_the_contract(served: GraphQLSchema, shared_data: Path) -> None:
    contract = build_core_schema((shared_data.parent / "scan.graphql").read_text())
    missing = []
    for name, promised in contract.type_map.items():
        if name.startswith("__"):
            continue
        ours = served.type_map.get(name)
        if type(ours) is not type(promised):
            missing.append(name)
        elif isinstance(promised, GraphQLObjectType | GraphQLInputObjectType):
            assert isinstance(ours, GraphQLObjectType | GraphQLInputObjectType)
            missing += [
                f"{name}.{field}: {ours.fields[field].type if field in ours.fields else None}"
                f" instead of {wanted.type}"
                for field, wanted in promised.fields.items()
                if field not in ours.fields or str(ours.fields[field].type) != str(wanted.type)
            ]
            missing += [
                f"{name}.{field}({argument})"
                for field, wanted in promised.fields.items()
                if field in ours.fields
                for argument, given in getattr(wanted, "args", {}).items()
                if str(ours.fields[field].args[argument].type) != str(given.type)
            ]
        elif isinstance(promised, GraphQLEnumType):
            assert isinstance(ours, GraphQLEnumType)
            missing += [f"{name}.{value}" for value in promised.values if value not in ours.values]
        elif isinstance(promised, GraphQLUnionType):
            assert isinstance(ours, GraphQLUnionType)
            assert {type_.name for type_ in promised.types} <= {type_.name for type_ in ours.types}
    assert missing == []


def test_production_does_not_describe_itself() -> None:
    schema = build_schema(production=True)
    result = schema.execute_sync("{ __schema { types { name } } }")
    assert result.errors
    assert "introspection" in result.errors[0].message.lower()
