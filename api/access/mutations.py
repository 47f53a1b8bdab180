"""Logging in and beginning a shopper session, in GraphQL."""

from datetime import datetime
from typing import Annotated, Protocol

import strawberry
from strawberry.types import Info

from api.access.authentication import Authentication, LoggedIn, TooManyTries, WrongCredentials
from api.access.callers import Action, Caller, Role
from api.access.declared import Requires
from provenance.text import Message


class AccessContext(Protocol):
    """What these mutations need of the GraphQL context."""

    @property
    def caller(self) -> Caller:
        """Who sent the operation."""
        ...

    @property
    def authentication(self) -> Authentication:
        """The installation's identities."""
        ...

    @property
    def now(self) -> datetime:
        """The moment of the operation, UTC."""
        ...

    def say(self, message: Message) -> str:
        """The sentence in the caller's language."""
        ...


strawberry.enum(Role, name="StaffRole", description="What a member of staff is trusted with.")


@strawberry.input(description="A member of staff and the password.")
class LogInInput:
    name: str = strawberry.field(description="The staff name; capitals do not matter.")
    password: str = strawberry.field(description="The password, up to 256 characters.")


@strawberry.type(description="A staff session.")
class Session:
    token: str = strawberry.field(
        description="Send it as `Authorization: Bearer …`, or as `authorization` in the "
        "connectionParams of a WebSocket."
    )
    expires_at: datetime = strawberry.field(description="When it ends (UTC): after 12 hours.")
    name: str = strawberry.field(description="The staff name.")
    role: Role = strawberry.field(description="What this session may do.")


@strawberry.type(description="Why a login was not accepted, in words.")
class AccessRefusal:
    message: str = strawberry.field(description="What is wrong.")
    hint: str = strawberry.field(description="What to do about it.")
    retry_at: datetime | None = strawberry.field(
        description="When the name opens again (UTC), after too many wrong passwords."
    )


LogInResult = Annotated[
    Session | AccessRefusal,
    strawberry.union("LogInResult", description="A session, or why there is none."),
]


@strawberry.type(description="An anonymous shopper session; it is linked to nobody.")
class ShopperSession:
    token: str = strawberry.field(
        description="Send it as `Authorization: Bearer …`, or as `authorization` in the "
        "connectionParams of a WebSocket."
    )
    expires_at: datetime = strawberry.field(description="When it ends (UTC): after 180 days.")


async def log_in(
    info: Info[AccessContext],
    input: Annotated[LogInInput, strawberry.argument(description="Who, and the password.")],  # noqa: A002 - the name in the contract
) -> LogInResult:
    context = info.context
    result = await context.authentication.log_in(input.name, input.password, context.now)
    match result:
        case LoggedIn(staff, token):
            return Session(
                token=token.text,
                expires_at=token.expires_at,
                name=staff.name,
                role=staff.role,
            )
        case WrongCredentials():
            return AccessRefusal(
                message=context.say(Message("access-wrong-credentials")),
                hint=context.say(Message("access-wrong-credentials-hint")),
                retry_at=None,
            )
        case TooManyTries(until):
            minutes = max(1, -int((context.now - until).total_seconds() // 60))
            return AccessRefusal(
                message=context.say(Message("access-too-many-tries")),
                hint=context.say(Message("access-too-many-tries-hint", {"minutes": minutes})),
                retry_at=until,
            )


def start_shopper_session(info: Info[AccessContext]) -> ShopperSession:
    token = info.context.authentication.shopper_session(info.context.now)
    return ShopperSession(token=token.text, expires_at=token.expires_at)


@strawberry.type
class AccessMutation:
    """To be inherited by the schema's Mutation type."""

    log_in = strawberry.mutation(
        log_in,
        description="Log a member of staff in. Five wrong passwords close the name for a while.",
        extensions=[Requires(Action.IDENTIFY)],
    )
    start_shopper_session = strawberry.mutation(
        start_shopper_session,
        description="Begin an anonymous shopper session, for what needs one: leaving a review.",
        extensions=[Requires(Action.IDENTIFY)],
    )
