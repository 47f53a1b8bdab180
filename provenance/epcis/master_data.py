"""The dates of a lot from an event's instance or lot master data (ILMD)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from provenance.epcis.context import Context
from provenance.epcis.problems import Path, Problem, pointer, shown
from provenance.events import MasterData
from provenance.text import Message

# Attribute names of CBV 2.0 (section 10.2) and of the GS1 Web Vocabulary, the most telling first.
# A sell-by date is about the shop's stock, not about the food: it is never shown as one of these.
_USE_BY: Final = ("itemExpirationDate", "expirationDate")
_BEST_BEFORE: Final = ("bestBeforeDate",)
_PRODUCED: Final = (
    "productionDate",
    "harvestDate",
    "harvestStartDate",
    "harvestDateStart",
    "harvestEndDate",
    "harvestDateEnd",
)
_NAMESPACES: Final = (
    "urn:epcglobal:cbv:mda:",
    "https://gs1.org/voc/",
    "https://ref.gs1.org/cbv/",
)


def master_data(ilmd: Mapping[str, Any], context: Context) -> MasterData | None:
    """The dates that valid ILMD states, or None when it states none."""
    dates = {name: _date(value) for name, _, value in _dates(ilmd, context)}

    def first(names: tuple[str, ...]) -> date | None:
        return next((found for name in names if (found := dates.get(name))), None)

    stated = MasterData(first(_USE_BY), first(_BEST_BEFORE), first(_PRODUCED))
    return stated if stated != MasterData() else None


def date_problems(ilmd: Mapping[str, Any], path: Path, context: Context) -> Iterator[Problem]:
    """Dates that are none."""
    for _, key, value in _dates(ilmd, context):
        if _date(value) is None:
            where = pointer((*path, "ilmd", key))
            yield Problem(where, Message("epcis-not-a-date", {"value": shown(value)}))


def _dates(ilmd: Mapping[str, Any], context: Context) -> Iterator[tuple[str, str, object]]:
    """The attribute names we use, with the keys they go by here and their values."""
    for key, value in ilmd.items():
        iri = context.expanded(key)
        for namespace in _NAMESPACES:
            name = iri.removeprefix(namespace)
            if name != iri and name in {*_USE_BY, *_BEST_BEFORE, *_PRODUCED}:
                yield name, key, value["@value"] if _is_typed(value) else value


def _is_typed(value: object) -> bool:
    return isinstance(value, Mapping) and "@value" in value


def _date(value: object) -> date | None:
    """The calendar day of an xsd:date or xsd:dateTime, as written: what the package says."""
    try:
        return date.fromisoformat(str(value)[:10]) if len(str(value)) >= 10 else None
    except ValueError:
        return None
