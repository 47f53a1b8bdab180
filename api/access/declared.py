"""Every root field of the GraphQL schema declares an action, refused to whoever may not do it.

`undeclared` lists the fields that forgot to: a test keeps it empty.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, cast

from graphql import GraphQLError
from strawberry.extensions import FieldExtension
from strawberry.schema import BaseSchema
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import Info
from strawberry.types.field import StrawberryField

from api.access.callers import Action, Anonymous, Caller, denial, may


class CallerContext(Protocol):
    """What a GraphQL context must know for access control."""

    @property
    def caller(self) -> Caller:
        """Who sent the operation."""
        ...


class DeniedError(GraphQLError):
    """The caller may not do this: UNAUTHENTICATED while anonymous, FORBIDDEN otherwise."""

    def __init__(self, caller: Caller, action: Action) -> None:
        code = "UNAUTHENTICATED" if isinstance(caller, Anonymous) else "FORBIDDEN"
        super().__init__(denial(caller, action), extensions={"code": code})


class Requires(FieldExtension):
    """Declares a root field's action: `@strawberry.mutation(extensions=[Requires(Action.RECALL)])`.

    It checks once, before the resolver; plain fields below carry no wrapper.
    """

    def __init__(self, action: Action) -> None:
        self.action = action

    def resolve(
        self, next_: Callable[..., Any], source: Any, info: Info[CallerContext], **kwargs: Any
    ) -> Any:
        """Refuse (`DeniedError`), or go on to a plain resolver or a subscription."""
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
        self._check(info)
        return await next_(source, info, **kwargs)

    def _check(self, info: Info[CallerContext]) -> None:
        caller = info.context.caller
        if not may(caller, self.action):
            raise DeniedError(caller, self.action)


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
