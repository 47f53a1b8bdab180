"""What is wrong with a document: where, and in words that say what to do."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from provenance.epcis.context import Context
from provenance.epcis.schema import MESSAGE, WORDS, Schema
from provenance.text import Message

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: a JSON pointer (RFC 6901; "" is the whole document) and what to do."""

    pointer: str
    message: Message


def pointer(path: Path) -> str:
    """The JSON pointer (RFC 6901) of a path of member names and list positions."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def shown(value: object) -> str:
    """A value inside a sentence, cut to 60 characters."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


@dataclass(frozen=True, slots=True)
class Shape:
    """A compiled schema."""

    schema: Schema
    validator: Draft202012Validator

    def problems(self, value: object, path: Path, context: Context) -> list[Problem]:
        """What does not fit, each place once; terms that the context defines are no problem."""
        if self.validator.is_valid(value):
            return []
        found: dict[str, Problem] = {}
        for error in self.validator.iter_errors(value):
            for problem in self._translated(error, path, context):
                found.setdefault(problem.pointer, problem)
        return list(found.values())

    def _translated(
        self, error: ValidationError, path: Path, context: Context
    ) -> Iterator[Problem]:
        place = (*path, *error.instance_path)
        kind = error.kind.name
        facts = error.kind.as_dict()
        if kind == "required":
            name = facts["property"]
            yield Problem(pointer((*place, name)), Message("epcis-missing", {"field": name}))
        elif kind == "additionalProperties":
            for name in facts["unexpected"]:
                if not context.defines(name):
                    message = Message("epcis-unknown-field", {"field": shown(name)})
                    yield Problem(pointer((*place, name)), message)
        elif kind == "uniqueItems":
            yield Problem(pointer(place), Message("epcis-repeated"))
        elif kind == "minItems":
            yield Problem(pointer(place), Message("epcis-empty-list"))
        else:
            rule = _innermost(self.schema, error.schema_path)
            yield Problem(pointer(place), _mismatch(rule, error.instance))


def shape(schema: Schema) -> Shape:
    """Compile a schema, with formats (uri, date-time) checked."""
    return Shape(schema, Draft202012Validator(schema, validate_formats=True))


def _innermost(schema: Schema, path: list[str | int]) -> Mapping[str, Any]:
    """The innermost part of the schema on a path that says what a value should be."""
    rule: Any = schema
    found: Mapping[str, Any] = schema
    for step in path[:-1]:
        rule = rule[step]
        if isinstance(rule, dict) and MESSAGE in rule:
            found = rule
    return found


def _mismatch(rule: Mapping[str, Any], value: object) -> Message:
    args: dict[str, object] = {"value": shown(value)}
    word = re.split("[-:/]", str(value))[-1]  # without any prefix
    if WORDS in rule and (near := get_close_matches(word, rule[WORDS], n=1)):
        return Message("epcis-misspelt-word", {**args, "near": near[0]})
    return Message(rule[MESSAGE], args)
