"""What queries find an event by, beyond what the rules read: kept beside the event when captured.

All of it follows from the document, so it can be made again at any time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from provenance.epcis import vocabulary
from provenance.epcis.context import Context, read_context
from provenance.epcis.hashing import instant
from provenance.epcis.identifiers import canonical_link, things
from provenance.epcis.schema import EVENTS
from provenance.events import EventType

TEXT_LENGTH: Final = 256
"""Characters; a longer text in an extension is stored but not found by."""
FIELDS: Final = 200
"""Values of extensions that an event is found by; the rest is stored all the same."""

_ILMD: Final = "ilmd"
_DECLARATION: Final = "errorDeclaration"
_STANDARD: Final = {kind.value: frozenset(EVENTS[kind]["properties"]) for kind in EventType}
_STANDARD_OF_DECLARATION: Final = frozenset({"declarationTime", "reason", "correctiveEventIDs"})
_PARTIES: Final = (("source", "sourceList"), ("destination", "destinationList"))
_LISTS: Final = (
    ("quantityList", "childQuantityList"),
    ("inputQuantityList",),
    ("outputQuantityList",),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A value of an extension or of master data; `name` says where, and its IRI (`field_name`).

    A text may also mean a `time`; a day counts from midnight UTC.
    """

    name: str
    text: str | None = None
    number: float | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """`classes`, `input_classes` and `output_classes` are the things of the quantity lists.

    `trade_items` are the GTINs (`01/{gtin}`) of everything named. `transactions` and `parties` are
    made by `transaction_term` and `party_term`. `declared_at` is when an error was declared.
    """

    classes: Sequence[str] = ()
    input_classes: Sequence[str] = ()
    output_classes: Sequence[str] = ()
    trade_items: Sequence[str] = ()
    transactions: Sequence[str] = ()
    parties: Sequence[str] = ()
    fields: Sequence[Field] = ()
    declared_at: datetime | None = None


def terms(document: Mapping[str, Any], touched: Sequence[str]) -> Terms:
    """The terms of a valid event with its `@context`; `touched` is everything it names."""
    classes, inputs, outputs = (_classes(document, names) for names in _LISTS)
    declaration = document.get(_DECLARATION)
    return Terms(
        classes=classes,
        input_classes=inputs,
        output_classes=outputs,
        trade_items=_distinct(item for name in touched if (item := trade_item(name))),
        transactions=_distinct(
            transaction_term(each.get("type", ""), each["bizTransaction"])
            for each in document.get("bizTransactionList", ())
        ),
        parties=_distinct(
            party_term(role, each["type"], each[role])
            for role, name in _PARTIES
            for each in document.get(name, ())
        ),
        fields=_fields(document),
        declared_at=instant(declaration["declarationTime"]) if declaration else None,
    )


def trade_item(thing: str) -> str | None:
    """The GTIN (`01/{gtin}`) that a traced thing is of; None where it is of none."""
    return thing[:17] if thing.startswith("01/") else None


def transaction_term(kind: str, uri: str) -> str:
    """A business transaction by its type, however written ("" for none), and its identifier."""
    return f"{vocabulary.BIZ_TRANSACTION.word(kind)} {things(uri)[-1]}"


def party_term(role: str, kind: str, uri: str) -> str:
    """A source or destination (`role`) by its type, however written, and its identifier."""
    return f"{role} {vocabulary.SOURCE_DESTINATION.word(kind)} {things(uri)[-1]}"


def field_name(iri: str, scope: str = "", *, inner: bool = False) -> str:
    """How a field is called in `Field`: its scope ("", `ilmd`, `errorDeclaration`) and its IRI.

    `inner` is one at any depth within another.
    """
    return " ".join(part for part in (scope, "inner" if inner else "", iri) if part)


def moment(text: str) -> datetime | None:
    """The moment of an xsd:dateTimeStamp, or midnight UTC of an xsd:date; None for other texts."""
    try:
        if len(text) == 10:
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _classes(document: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    return _distinct(
        thing
        for name in names
        for element in document.get(name, ())
        for thing in things(element["epcClass"])
    )


def _distinct(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _fields(document: Mapping[str, Any]) -> tuple[Field, ...]:
    """Extensions of the event and of its error declaration, and all master data."""
    own = document.keys() - _STANDARD[document["type"]]
    ilmd: Mapping[str, Any] = document.get(_ILMD, {})
    declaration: Mapping[str, Any] = document.get(_DECLARATION, {})
    of_declaration = declaration.keys() - _STANDARD_OF_DECLARATION
    if not (own or ilmd or of_declaration):
        return ()
    parts = (
        ("", {key: document[key] for key in sorted(own)}),
        (_ILMD, ilmd),
        (_DECLARATION, {key: declaration[key] for key in sorted(of_declaration)}),
    )
    context = read_context(document.get("@context"))
    found: dict[Field, None] = {}
    for scope, members in parts:
        for field in _members(members, scope, context, inner=False):
            found.setdefault(field)
            if len(found) == FIELDS:
                return tuple(found)
    return tuple(found)


def _members(
    members: Mapping[str, Any], scope: str, context: Context, *, inner: bool
) -> Iterator[Field]:
    for key, value in members.items():
        if not key.startswith("@"):
            name = field_name(context.expanded(key), scope, inner=inner)
            for item in value if isinstance(value, list) else [value]:
                yield from _value(name, item, scope, context)


def _value(name: str, value: object, scope: str, context: Context) -> Iterator[Field]:
    if isinstance(value, Mapping) and "@value" not in value:
        yield Field(name)  # that it is there can be asked for
        yield from _members(value, scope, context, inner=True)
        return
    plain = value["@value"] if isinstance(value, Mapping) else value
    if isinstance(plain, bool):
        yield Field(name, text=str(plain).lower())
    elif isinstance(plain, int | float):
        yield Field(name, number=float(plain))
    elif isinstance(plain, str) and len(plain) <= TEXT_LENGTH:
        yield Field(name, text=canonical_link(plain), time=moment(plain))
    else:
        yield Field(name)
