"""What changed between two versions of an offer, field by field, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from personalization.offers.exchange import offer_document
from personalization.offers.offer import Offer
from provenance.text import Message

_NUMBERED = frozenset({"id", "version"})
"""What says which version it is, and is no part of its content."""


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` are the values as JSON, None where there is none."""

    path: str
    before: str | None
    after: str | None

    @property
    def message(self) -> Message:
        """The change as a sentence."""
        if self.before is None:
            return Message("offer-change-added", {"field": self.path, "after": self.after})
        if self.after is None:
            return Message("offer-change-removed", {"field": self.path, "before": self.before})
        args = {"field": self.path, "before": self.before, "after": self.after}
        return Message("offer-change-changed", args)


def difference(before: Offer, after: Offer) -> Sequence[Change]:
    """The fields in which the contents differ, in the order of their paths; a field that stands at
    its default counts as not there."""
    one, other = offer_document(before), offer_document(after)
    found = _between(_without(one, _NUMBERED), _without(other, _NUMBERED), "")
    return sorted(found, key=lambda change: change.path)


def _without(document: Mapping[str, Any], left_out: frozenset[str]) -> Mapping[str, Any]:
    return {name: value for name, value in document.items() if name not in left_out}


def _between(before: Any, after: Any, path: str) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in before.keys() | after.keys():
            inner = f"{path}.{name}" if path else name
            yield from _between(before.get(name), after.get(name), inner)
    elif _is_structured(before) and _is_structured(after):
        for position in range(max(len(before), len(after))):
            one = before[position] if position < len(before) else None
            other = after[position] if position < len(after) else None
            yield from _between(one, other, f"{path}[{position}]")
    else:
        yield Change(path, _shown(before), _shown(after))


def _is_structured(value: Any) -> bool:
    """A list of objects is compared one by one, a list of plain values as a whole."""
    return isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value)


def _shown(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()
