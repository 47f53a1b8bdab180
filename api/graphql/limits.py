"""How much one GraphQL document may ask, measured before anything expensive looks at it.

A fragment is measured once, however often it is spread: documents whose expansion doubles with
every line cost no more to refuse than others to accept.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one document; `characters` and `tokens` before parsing, the rest after.

    A whole scan asks some 150 fields, six deep; introspection is 15 deep. `root_fields` bounds how
    many scans one operation can hold; `fields` and `aliases` count every expansion of a fragment.
    `fragments` and `repeats` (one response name with a selection, in the whole document) bound
    what graphql-core compares pair by pair (GraphQL, 5.3.2): 500 times `a{b}` took it 0.5 s.
    """

    characters: int = 100_000
    tokens: int = 4_000
    depth: int = 16
    fields: int = 2_000
    aliases: int = 200
    root_fields: int = 10
    fragments: int = 50
    repeats: int = 50


@dataclass(frozen=True, slots=True)
class _Size:
    """What a selection set asks: its depth in fields, all fields and aliases, its own fields."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    own: int = 0

    def beside(self, other: "_Size") -> "_Size":
        return _Size(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.own + other.own,
        )


def excess(document: DocumentNode, limits: Limits) -> str | None:
    """What a parsed document asks too much of, in words, or None.

    Fragments that contain themselves or do not exist count nothing: validation names them.
    """
    measured = _Measured(
        {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
    )
    sizes = [
        measured.size(definition.selection_set.selections)
        for definition in document.definitions
        if isinstance(definition, OperationDefinitionNode)
    ]
    for asked, allowed, what in (
        (max((size.depth for size in sizes), default=0), limits.depth, "levels"),
        (sum(size.fields for size in sizes), limits.fields, "fields"),
        (sum(size.aliases for size in sizes), limits.aliases, "aliases"),
        (max((size.own for size in sizes), default=0), limits.root_fields, "root fields"),
        (len(measured.fragments), limits.fragments, "fragments"),
        (measured.repeats(), limits.repeats, "selections of one name"),
    ):
        if asked > allowed:
            return (
                f"This document asks too much: {allowed} {what} at most. "
                "Ask for less, or split it into several requests."
            )
    return None


class _Measured:
    """The sizes of a document's fragments, each worked out once."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self._sizes: dict[str, _Size] = {}
        self._uses: Counter[str] = Counter()

    def repeats(self) -> int:
        """How often the most used response name with a selection was met in what was measured."""
        return max(self._uses.values(), default=0)

    def size(self, selections: Iterable[SelectionNode]) -> _Size:
        total = _Size()
        for selection in selections:
            total = total.beside(self._selection(selection))
        return total

    def _selection(self, selection: SelectionNode) -> _Size:
        match selection:
            case FieldNode(name=name, selection_set=below, alias=alias):
                inner = _Size()
                if below:
                    self._uses[(alias or name).value] += 1
                    inner = self.size(below.selections)
                return _Size(
                    inner.depth + 1, inner.fields + 1, inner.aliases + (alias is not None), own=1
                )
            case InlineFragmentNode(selection_set=below):
                return self.size(below.selections)
            case FragmentSpreadNode(name=name):
                return self._fragment(name.value)
        raise TypeError(f"not a selection: {selection.kind}")

    def _fragment(self, name: str) -> _Size:
        if name not in self._sizes and name in self.fragments:
            self._sizes[name] = _Size()  # what a fragment inside itself finds
            self._sizes[name] = self.size(self.fragments[name].selection_set.selections)
        return self._sizes.get(name, _Size())
