"""GraphQL types made from msgspec structs, so that a new kind of condition or benefit needs no line
here.

A field's description is the sentences of its struct's docstring that name it in backquotes.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import EnumMeta
from functools import cache
from types import GenericAlias
from typing import Any, TypeVar, get_args

import msgspec
import strawberry
from msgspec import inspect
from strawberry.scalars import JSON

from api.graphql.described import described
from api.graphql.scalars import BigInt

T = TypeVar("T")
Struct = type[msgspec.Struct]

_SCALARS: Mapping[type[inspect.Type], Any] = {
    inspect.StrType: str,
    inspect.BoolType: bool,
    inspect.IntType: BigInt,
    inspect.FloatType: float,
    inspect.DecimalType: Decimal,
    inspect.DateType: date,
    inspect.TimeType: time,
}
_LISTS = (inspect.FrozenSetType, inspect.SetType, inspect.VarTupleType, inspect.ListType)
_SENTENCES = re.compile(r"(?<=[.;])\s")
_QUOTED = re.compile(r"`[a-z]+(_[a-z]+)+`")
_PREFIX = "Offer"
"""Begins the names of types that are not a kind of their own: `Selector` is `OfferSelector`."""


def input_fields(struct: Struct, *, without: Iterable[str] = ()) -> Callable[[type[T]], type[T]]:
    """A class decorator: the fields of a struct, beside those that the class declares itself, as a
    GraphQL input. What may be left out of the struct may be left out here."""
    left_out = frozenset(without)

    def filled(cls: type[T]) -> type[T]:
        for field in _fields(struct):
            if field.name not in left_out and field.name not in cls.__annotations__:
                declared = _declared(field.type, as_input)
                optional = declared if field.required else declared | None
                default = {} if field.required else {"default": strawberry.UNSET}
                _add(cls, field.name, optional, description_of(struct, field.name), default)
        return cls

    return filled


def output_fields(struct: Struct, *, without: Iterable[str] = ()) -> Callable[[type[T]], type[T]]:
    """A class decorator: the fields of a struct, beside those that the class declares itself, as
    plain fields of a GraphQL object."""
    left_out = frozenset(without)

    def filled(cls: type[T]) -> type[T]:
        for field in _fields(struct):
            if field.name not in left_out and field.name not in cls.__annotations__:
                declared = _declared(field.type, as_output)
                _add(cls, field.name, declared, description_of(struct, field.name), {})
        return cls

    return filled


def kind_fields(
    kinds: Iterable[Struct], of: Callable[[Struct], type], default: Any
) -> Callable[[type[T]], type[T]]:
    """A class decorator: a field for each kind of a tagged union, of which one is given."""

    def filled(cls: type[T]) -> type[T]:
        for kind in kinds:
            _add(cls, tag_of(kind), of(kind) | None, _told(kind), {"default": default})
        return cls

    return filled


def kinds_of(union: Any) -> tuple[Struct, ...]:
    """The structs of a union, which may be of one."""
    return get_args(union) or (union,)


def tag_of(struct: Struct) -> str:
    """What names a kind in documents."""
    return str(struct.__struct_config__.tag)


@cache
def as_input(struct: Struct) -> type:
    """The GraphQL input for a struct."""
    cls: type = input_fields(struct)(_empty(f"{_name(struct)}Input"))
    return strawberry.input(cls, description=_told(struct))


@cache
def as_output(struct: Struct) -> type:
    """The GraphQL object for a struct."""
    cls: type = output_fields(struct)(_empty(_name(struct)))
    return strawberry.type(cls, description=_told(struct))


def description_of(struct: Struct, field: str) -> str:
    """The sentences about a field, of its class or of the nearest one above it; names in them are
    spelt as GraphQL spells them."""
    for cls in struct.__mro__:
        sentences = [each for each in _SENTENCES.split(_text(cls)) if f"`{field}`" in each]
        if sentences:
            return _camel(" ".join(sentences).rstrip(".;") + ".")
    return _told(struct)


def _fields(struct: Struct) -> tuple[inspect.Field, ...]:
    found = inspect.type_info(struct)
    assert isinstance(found, inspect.StructType)  # noqa: S101 - that is what it was asked about
    return found.fields


def _declared(info: inspect.Type, of: Callable[[Struct], type]) -> Any:
    """The annotation of a field."""
    match info:
        case inspect.Metadata():
            return _declared(info.type, of)
        case inspect.UnionType():
            others = [each for each in info.types if not isinstance(each, inspect.NoneType)]
            if len(others) == 1 and len(info.types) == 2:
                return _declared(others[0], of) | None
            return JSON
        case inspect.EnumType():
            return enumerated(info.cls)
        case inspect.StructType():
            return of(info.cls)
        case _ if isinstance(info, _LISTS):
            return GenericAlias(list, (_declared(info.item_type, of),))
        case _:
            return _SCALARS.get(type(info), JSON)


@cache
def enumerated(cls: EnumMeta) -> EnumMeta:
    """An enumeration of offers as a GraphQL type; declared once, wherever it is needed first."""
    if "__strawberry_definition__" not in vars(cls):
        strawberry.enum(cls, name=f"{_PREFIX}{cls.__name__}", description=_told(cls))
    return cls


def _name(struct: Struct) -> str:
    """Kinds are named by their tag and what they are a kind of, other structs as they are."""
    if struct.__struct_config__.tag is None:
        return f"{_PREFIX}{struct.__name__}"
    family = struct.__mro__[1:]
    suffix = "Benefit" if any(each.__name__ == "Benefit" for each in family) else "Condition"
    return "".join(step.capitalize() for step in tag_of(struct).split("_")) + suffix


def _told(cls: type) -> str:
    return _camel(_text(cls))


def _text(cls: type) -> str:
    """The docstring in one line."""
    return " ".join((cls.__doc__ or cls.__name__).split())


def _camel(text: str) -> str:
    """`at_least` in backquotes as `atLeast`."""
    return _QUOTED.sub(lambda found: re.sub("_([a-z])", lambda m: m[1].upper(), found[0]), text)


def _empty(name: str) -> type:
    return type(name, (), {"__annotations__": {}, "__module__": __name__})


def _add(
    cls: type, name: str, annotation: Any, description: str, options: Mapping[str, Any]
) -> None:
    cls.__annotations__[name] = annotation
    setattr(cls, name, described(description, **options))
