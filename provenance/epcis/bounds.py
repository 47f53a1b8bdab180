"""How big and how deep an event may be, so that it can be judged quickly and stored whole."""

from collections.abc import Mapping
from typing import Any, Final

from provenance.epcis.problems import Path, Problem, pointer
from provenance.text import Message

DEPTH: Final = 64
"""How deep an event, or a document around its events, may nest; nothing honest comes near it."""
IDENTIFIERS: Final = 10_000
"""How many things one list of an event may name: a few full pallets."""
VALUES: Final = 100_000
"""How many values an event may hold: MongoDB stores no document above 16 MiB."""

_LISTS: Final = (
    "epcList",
    "childEPCs",
    "inputEPCList",
    "outputEPCList",
    "quantityList",
    "childQuantityList",
    "inputQuantityList",
    "outputQuantityList",
)
_INTEGERS: Final = range(-(2**63), 2**63)


def thing_count(event: Mapping[str, Any]) -> int:
    """How many things the lists of an event name."""
    return sum(len(listed) for name in _LISTS if isinstance(listed := event.get(name), list))


def bounds_problem(event: Mapping[str, Any], path: Path) -> Problem | None:
    """Why an event is not even looked at, if it is not. Cheap: longer ones are not walked."""
    for name in _LISTS:
        listed = event.get(name)
        if isinstance(listed, list) and len(listed) > IDENTIFIERS:
            facts = {"count": len(listed), "most": IDENTIFIERS}
            return Problem(pointer((*path, name)), Message("epcis-too-many-things", facts))
    return shape_problem(event, path)


def shape_problem(value: Mapping[str, Any], path: Path) -> Problem | None:
    """Whether an object is too deep or too big, or holds what MongoDB cannot store as it is."""
    level: list[Any] = [value]
    seen = 0
    for _ in range(DEPTH + 1):
        inner: list[Any] = []
        for outer in level:
            seen += len(outer)
            if seen > VALUES:
                return Problem(pointer(path), Message("epcis-too-big", {"most": VALUES}))
            if isinstance(outer, dict) and any("\0" in name for name in outer):
                return Problem(pointer(path), Message("epcis-null-character"))
            for item in outer if isinstance(outer, list) else outer.values():
                if isinstance(item, dict | list):
                    inner.append(item)
                elif type(item) is int and item not in _INTEGERS:
                    facts = {"value": str(item)}
                    return Problem(pointer(path), Message("epcis-too-large-a-number", facts))
        if not inner:
            return None
        level = inner
    return Problem(pointer(path), Message("epcis-too-deep", {"depth": DEPTH}))
