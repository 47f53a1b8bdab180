"""GraphQL: the API keys of devices and partners, for administrators."""

from datetime import datetime
from typing import Annotated, Protocol

import strawberry
from strawberry.types import Info

from api.access.authentication import Authentication, create_key
from api.access.callers import DEVICE_SCOPES, SCOPES, Action, Caller, KeyScope
from api.access.declared import Requires
from api.access.store import KeyRecord
from provenance.text import Message

LONGEST_ORGANISATION = 100
RATES = range(1, 10_001)
"""Requests a second that a key may be given."""

strawberry.enum(
    KeyScope,
    description="What an API key opens. "
    + "; ".join(f"{scope.name}: {meaning}" for scope, meaning in SCOPES.items())
    + ".",
)


class KeyContext(Protocol):
    """What these fields need of the GraphQL context."""

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


@strawberry.type(name="ApiKey", description="An API key; its secret is known to its holder only.")
class KeyEntry:
    id: strawberry.ID = strawberry.field(description="Its id, which begins the key's text.")
    organisation: str = strawberry.field(description="Whose key it is.")
    scopes: list[KeyScope] = strawberry.field(description="What it opens.")
    rate: float | None = strawberry.field(
        description="Requests a second it may send; null for the common allowance."
    )
    created_at: datetime = strawberry.field(description="When it was made (UTC).")
    last_used: datetime | None = strawberry.field(
        description="Its last use (UTC), to five minutes; null for a key that never was used."
    )
    revoked_at: datetime | None = strawberry.field(
        description="Since when it is worthless (UTC); null while it is in force."
    )

    @classmethod
    def of(cls, record: KeyRecord) -> "KeyEntry":
        """As told to administrators."""
        return cls(
            id=strawberry.ID(record.key.id),
            organisation=record.key.organisation,
            scopes=sorted(record.key.scopes),
            rate=record.key.rate,
            created_at=record.created_at,
            last_used=record.last_used,
            revoked_at=record.revoked_at,
        )


@strawberry.input(description="The key to make.")
class CreateApiKeyInput:
    organisation: str = strawberry.field(description="Whose key it is, 1 to 100 characters.")
    scopes: list[KeyScope] = strawberry.field(description="What it opens, one or more.")
    rate: int | None = strawberry.field(
        description="Requests a second it may send, 1 to 10,000; null for the common allowance.",
        default=None,
    )


@strawberry.input(description="The key to end.")
class RevokeApiKeyInput:
    key_id: strawberry.ID = strawberry.field(description="As `ApiKey.id`.")


@strawberry.type(description="A new key.")
class ApiKeyCreated:
    text: str = strawberry.field(
        description="The key itself, to be sent as `Authorization: Bearer …`. It is not shown "
        "again."
    )
    key: KeyEntry = strawberry.field(description="What is kept of it.")

    @property
    def id(self) -> str:
        """For the audit log."""
        return self.key.id


@strawberry.type(description="A key that ended.")
class ApiKeyRevoked:
    key: KeyEntry = strawberry.field(description="The key; it stays on record.")


@strawberry.type(description="Why a key was not made or ended, in words.")
class ApiKeyRefusal:
    message: str = strawberry.field(description="What is wrong.")
    hint: str = strawberry.field(description="What to do about it.")


CreateApiKeyResult = Annotated[
    ApiKeyCreated | ApiKeyRefusal,
    strawberry.union("CreateApiKeyResult", description="The new key, or why there is none."),
]
RevokeApiKeyResult = Annotated[
    ApiKeyRevoked | ApiKeyRefusal,
    strawberry.union("RevokeApiKeyResult", description="The ended key, or why it did not end."),
]


async def api_keys(info: Info[KeyContext]) -> list[KeyEntry]:
    return [KeyEntry.of(record) for record in await info.context.authentication.store.all_keys()]


async def create_api_key(
    info: Info[KeyContext],
    input: Annotated[CreateApiKeyInput, strawberry.argument(description="The key.")],  # noqa: A002
) -> CreateApiKeyResult:
    organisation, context = input.organisation.strip(), info.context
    if not 1 <= len(organisation) <= LONGEST_ORGANISATION:
        return _refusal(context, "access-key-organisation")
    if not input.scopes:
        return _refusal(context, "access-key-scopes")
    if not DEVICE_SCOPES.isdisjoint(input.scopes):
        return _refusal(context, "access-key-device")
    if input.rate is not None and input.rate not in RATES:
        return _refusal(context, "access-key-rate")
    text, record = await create_key(
        context.authentication.store, organisation, input.scopes, context.now, input.rate
    )
    return ApiKeyCreated(text=text, key=KeyEntry.of(record))


async def revoke_api_key(
    info: Info[KeyContext],
    input: Annotated[RevokeApiKeyInput, strawberry.argument(description="The key.")],  # noqa: A002
) -> RevokeApiKeyResult:
    store = info.context.authentication.store
    await store.revoke_key(input.key_id, info.context.now)
    record = await store.key(input.key_id)
    if record is None:
        return _refusal(info.context, "access-key-unknown")
    return ApiKeyRevoked(key=KeyEntry.of(record))


def _refusal(context: KeyContext, key: str) -> ApiKeyRefusal:
    return ApiKeyRefusal(
        message=context.say(Message(key)), hint=context.say(Message(f"{key}-hint"))
    )


@strawberry.type
class KeyQuery:
    """To be inherited by the schema's Query type."""

    api_keys: list[KeyEntry] = strawberry.field(
        resolver=api_keys,
        description="Every API key there ever was, by organisation and age.",
        extensions=[Requires(Action.MANAGE_STAFF)],
    )


@strawberry.type
class KeyMutation:
    """To be inherited by the schema's Mutation type."""

    create_api_key = strawberry.mutation(
        create_api_key,
        description="Make an API key for a device or partner.",
        extensions=[Requires(Action.MANAGE_STAFF)],
    )
    revoke_api_key = strawberry.mutation(
        revoke_api_key,
        description="End an API key at once; ending it again changes nothing.",
        extensions=[Requires(Action.MANAGE_STAFF)],
    )
