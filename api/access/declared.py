"""Every root field of the GraphQL schema declares an action, refused to whoever may not do it.

`undeclared` lists the fields that forgot to: a test keeps it empty.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from inspect import isawaitable
from typing import Any, Protocol, cast

from graphql import GraphQLError, OperationType
from strawberry.extensions import FieldExtension
from strawberry.schema import BaseSchema
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import Info
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

from api.access.audit import UNAUDITED, AuditLog, Outcome, deed, named
from api.access.callers import Action, Anonymous, Caller, denial, may


class CallerContext(Protocol):
    """What a GraphQL context must know for access control."""

    @property
    def caller(self) -> Caller:
        """Who sent the operation."""
        ...

    @property
    def audit(self) -> AuditLog:
        """Where mutations of staff and partners are written down."""
        ...

    @property
    def now(self) -> datetime:
        """The moment of the operation, UTC."""
        ...


class DeniedError(GraphQLError):
    """The caller may not do this: UNAUTHENTICATED while anonymous, FORBIDDEN otherwise."""

    def __init__(self, caller: Caller, action: Action) -> None:
        code = "UNAUTHENTICATED" if isinstance(caller, Anonymous) else "FORBIDDEN"
        super().__init__(denial(caller, action), extensions={"code": code})


class Requires(FieldExtension):
    """Declares a root field's action: `@strawberry.mutation(extensions=[Requires(Action.RECALL)])`.

    It checks once, before the resolver; plain fields below carry no wrapper. Mutations of staff and
    partners are written to the audit log, also those that were refused.
    """

    def __init__(self, action: Action) -> None:
        self.action = action

    def resolve(
        self, next_: Callable[..., Any], source: Any, info: Info[CallerContext], **kwargs: Any
    ) -> Any:
        """Refuse (`DeniedError`), or go on to a plain resolver or a subscription."""
        if self._is_noted(info):
            return self._noted(info, kwargs, lambda: next_(source, info, **kwargs))
        self._check(info)
        return next_(source, info, **kwargs)

    async def resolve_async(
        self,
        next_: Callable[..., Awaitable[Any]],
        source: Any,
        info: Info[CallerContext],
        **kwargs: Any,
    ) -> Any:
        """Refuse (`DeniedError`), or go on to an async resolver."""
        if self._is_noted(info):
            return await self._noted(info, kwargs, lambda: next_(source, info, **kwargs))
        self._check(info)
        return await next_(source, info, **kwargs)

    def _check(self, info: Info[CallerContext]) -> None:
        caller = info.context.caller
        if not may(caller, self.action):
            raise DeniedError(caller, self.action)

    def _is_noted(self, info: Info[CallerContext]) -> bool:
        return (
            info.operation.operation is OperationType.MUTATION
            and self.action not in UNAUDITED
            and named(info.context.caller) is not None
        )

    async def _noted(
        self, info: Info[CallerContext], arguments: Mapping[str, Any], do: Callable[[], Any]
    ) -> Any:
        """Do it, and write down what became of it."""
        outcome, given = Outcome.ERROR, _given(arguments)
        try:
            self._check(info)
            result = do()
            if isawaitable(result):
                result = await result
            refused = type(result).__name__.endswith("Refusal")
            outcome = Outcome.REFUSED if refused else Outcome.OK
            given.setdefault("id", getattr(result, "id", None))  # of what was made
            return result
        except DeniedError:
            outcome = Outcome.REFUSED
            raise
        finally:
            await info.context.audit.note(
                deed(
                    info.context.caller,
                    self.action,
                    info.field_name,
                    outcome,
                    at=info.context.now,
                    given=given,
                )
            )


def _given(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the one `input`."""
    fields = vars(arguments["input"]) if "input" in arguments else arguments
    return {name: value for name, value in fields.items() if value is not UNSET}


def undeclared(schema: BaseSchema) -> list[str]:
    """Root fields without an action, as `Mutation.leaveReview`; none is right."""
    core = cast(Any, schema)._schema  # strawberry keeps its graphql-core schema there
    missing = []
    for root in (core.query_type, core.mutation_type, core.subscription_type):
        for name, field in root.fields.items() if root else ():
            declared: StrawberryField = field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
            if not any(isinstance(extension, Requires) for extension in declared.extensions):
                missing.append(f"{root.name}.{name}")
    return missing
