"""What the caller selected, so that a scan reads only what is asked for."""

from collections.abc import Iterator

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLResolveInfo,
    InlineFragmentNode,
    IntValueNode,
    SelectionSetNode,
    VariableNode,
)

from api.graphql.context import Context, Request


def count_wanted(info: Request, field: str, *, default: int) -> int | None:
    """The largest `first` with which a field is selected below this one; None when it is not."""
    core = info._raw_info
    found = _selected(core, frozenset({field}))
    return max((_first(node, core, default) for node in found), default=None)


def is_wanted(info: Request, *fields: str) -> bool:
    """Whether any of these fields is selected anywhere below this one."""
    return any(_selected(info._raw_info, frozenset(fields)))


def _selected(info: GraphQLResolveInfo[Context], fields: frozenset[str]) -> Iterator[FieldNode]:
    for root in info.field_nodes:
        if root.selection_set:
            for node in _fields(root.selection_set, info):
                if node.name.value in fields:
                    yield node


def _fields(selections: SelectionSetNode, info: GraphQLResolveInfo[Context]) -> Iterator[FieldNode]:
    """All fields below a selection, through its fragments (validation has ruled out cycles)."""
    for selection in selections.selections:
        if isinstance(selection, FieldNode):
            yield selection
            if selection.selection_set:
                yield from _fields(selection.selection_set, info)
        elif isinstance(selection, InlineFragmentNode):
            yield from _fields(selection.selection_set, info)
        elif isinstance(selection, FragmentSpreadNode):
            yield from _fields(info.fragments[selection.name.value].selection_set, info)


def _first(node: FieldNode, info: GraphQLResolveInfo[Context], default: int) -> int:
    for argument in node.arguments or ():
        if argument.name.value == "first":
            if isinstance(argument.value, IntValueNode):
                return int(argument.value.value)
            if isinstance(argument.value, VariableNode):
                given = info.variable_values.coerced.get(argument.value.name.value, default)
                return given if isinstance(given, int) else default
    return default
