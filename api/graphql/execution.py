"""The schema as it is served: documents checked once, errors told safely, plain fields fast.

Both transports (HTTP and WebSocket) run operations through `CheckedSchema`, so a limit or a mask
cannot hold for one and be missing from the other.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLSyntaxError,
    NoSchemaIntrospectionCustomRule,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.schema._graphql_core import ResultType
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from api.graphql.errors import QUERY_TOO_LONG, coded, told
from api.graphql.limits import Limits, excess
from api.graphql.plain import PlainFieldsExecutor, mark_plain_fields

_CACHED_CHARACTERS = 128_000
"""Query text whose documents are kept: 20 to 40 full scans; at worst some 35 MB of syntax trees."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """A document that may run, or what is wrong with it."""

    document: DocumentNode | None
    errors: Sequence[GraphQLError] = ()


class _Documents:
    """The least recently used documents make room; `characters` bounds their text in all."""

    def __init__(self, characters: int) -> None:
        self._free = characters
        self._by_text: OrderedDict[str, _Checked] = OrderedDict()

    def get(self, text: str) -> _Checked | None:
        found = self._by_text.get(text)
        if found is not None:
            self._by_text.move_to_end(text)
        return found

    def keep(self, text: str, checked: _Checked) -> None:
        self._by_text[text] = checked
        self._free -= len(text)
        while self._free < 0:
            oldest, _ = self._by_text.popitem(last=False)
            self._free += len(oldest)


class CheckedSchema(strawberry.Schema):
    """A Strawberry schema whose documents are measured and validated once and then remembered.

    Parsing, validation and plain fields are done here, so of Strawberry's extensions only
    `on_operation`, `on_execute` and `on_stream_result` hooks run.
    """

    def __init__(
        self,
        query: type,
        mutation: type | None = None,
        subscription: type | None = None,
        *,
        introspection: bool,
        limits: Limits | None = None,
        **options: Any,
    ) -> None:
        """`introspection` is off in production; `options` are those of `strawberry.Schema`."""
        super().__init__(
            query,
            mutation,
            subscription,
            execution_context_class=PlainFieldsExecutor,
            **options,
        )
        mark_plain_fields(self._schema)
        self._limits = limits or Limits()
        self._introspection = introspection
        self._rules: list[type[ASTValidationRule]] = [
            *specified_rules,
            MaybeNullValidationRule,  # the last two know what graphql-core is not told
            OneOfInputValidationRule,
        ]
        if not introspection:
            self._rules.append(NoSchemaIntrospectionCustomRule)
        self._documents = _Documents(_CACHED_CHARACTERS)

    async def _prepare_operation_async(
        self,
        context: ExecutionContext,
        extensions_runner: SchemaExtensionsRunner,  # noqa: ARG002 - Strawberry's signature
    ) -> PreExecutionError | None:
        return self._prepare(context)

    def _prepare_operation_sync(
        self,
        context: ExecutionContext,
        extensions_runner: SchemaExtensionsRunner,  # noqa: ARG002 - Strawberry's signature
    ) -> PreExecutionError | None:
        return self._prepare(context)

    def _prepare(self, context: ExecutionContext) -> PreExecutionError | None:
        """Find or make the checked document, and the operation in it that is asked for.

        Raises `InvalidOperationTypeError` when the transport does not carry such operations.
        """
        checked = self._checked(context.query or "")
        if checked.document is None:
            return PreExecutionError(data=None, errors=list(checked.errors))
        context.graphql_document = checked.document
        operation = get_operation_ast(checked.document, context._provided_operation_name)
        if operation is None:
            return PreExecutionError(data=None, errors=[_no_operation(context)])
        kind = OperationType(operation.operation.value)
        if kind not in context.allowed_operations:
            raise InvalidOperationTypeError(kind)
        return None

    async def _handle_execution_result(
        self,
        context: ExecutionContext,
        result: ResultType,
        extensions_runner: SchemaExtensionsRunner,
        *,
        skip_process_errors: bool = False,  # noqa: ARG002 - `told` logs, so nothing else must
    ) -> ExecutionResult:
        """Every result of every transport passes here: its errors become fit to be sent."""
        answer = await super()._handle_execution_result(
            context, result, extensions_runner, skip_process_errors=True
        )
        if answer.errors:
            answer.errors = [told(error) for error in answer.errors]
        return answer

    def process_errors(
        self,
        errors: list[GraphQLError],
        execution_context: ExecutionContext | None = None,
    ) -> None:
        """Nothing: `told` logs what is worth it, once."""

    def _checked(self, text: str) -> _Checked:
        found = self._documents.get(text)
        if found is None:
            found = self._check(text)
            if found.document:  # what is wrong must not push out what is asked every second
                self._documents.keep(text, found)
        return found

    def _check(self, text: str) -> _Checked:
        if len(text) > self._limits.characters:
            message = f"The query is too long: {self._limits.characters} characters at most."
            return _Checked(None, [GraphQLError(message, extensions={"code": QUERY_TOO_LONG})])
        try:
            document = parse(text, max_tokens=self._limits.tokens)
        except GraphQLSyntaxError as error:
            return _Checked(None, [coded(error, "GRAPHQL_PARSE_FAILED")])
        if too_much := excess(document, self._limits):
            return _Checked(None, [coded(GraphQLError(too_much), "GRAPHQL_VALIDATION_FAILED")])
        errors = validate(
            self._schema, document, self._rules, hide_suggestions=not self._introspection
        )
        if errors:
            return _Checked(None, [coded(error, "GRAPHQL_VALIDATION_FAILED") for error in errors])
        return _Checked(document)


def _no_operation(context: ExecutionContext) -> GraphQLError:
    name = context._provided_operation_name
    if name is None:
        message = "Say which of the document's operations to run, by `operationName`."
    else:
        message = f'The document has no operation named "{name}".'
    return GraphQLError(message, extensions={"code": "OPERATION_RESOLUTION_FAILURE"})
