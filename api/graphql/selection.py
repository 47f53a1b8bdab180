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
    counts = [
        _first(node, core, default)
        for root in core.field_nodes
        if root.selection_set
        for node in _fields(root.selection_set, core)
        if node.name.value == field
    ]
    return max(counts, default=None)


def _fields(selections: SelectionSetNode, info: GraphQLResolveInfo[Context]) -> Iterator[FieldNode]:
    """The fields of a selection, through its fragments (validation has ruled out cycles)."""
    for selection in selections.selections:
        if isinstance(selection, FieldNode):
            yield selection
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
