"""GraphQL: reading the audit log."""

from datetime import datetime
from typing import Annotated, Protocol

import strawberry
from strawberry.types import Info

from api.access.audit import AuditLog, Deed, Outcome
from api.access.callers import Action
from api.access.declared import Requires

MOST_ENTRIES = 500

strawberry.enum(Action, description="What can be done here.")
strawberry.enum(
    Outcome,
    name="AuditOutcome",
    description="OK: done. REFUSED: not allowed or not possible, and said so. ERROR: something "
    "nobody expected; it may have been done or not.",
)


class AuditContext(Protocol):
    """What these fields need of the GraphQL context."""

    @property
    def audit(self) -> AuditLog:
        """The log."""
        ...


@strawberry.type(description="One thing that something was done to.")
class AuditTarget:
    name: str = strawberry.field(description="Which identifier: `gtin`, `review_id`, …")
    value: str = strawberry.field(description="The identifier; several are divided by spaces.")


@strawberry.type(description="Something that staff or a partner did, or tried to do.")
class AuditEntry:
    id: strawberry.ID = strawberry.field(description="Its id; ids sort by time.")
    at: datetime = strawberry.field(description="When (UTC).")
    who: str = strawberry.field(
        description="A staff name, the id of an API key, or `command line`."
    )
    capacity: str | None = strawberry.field(
        description="The role of staff, or the organisation of a key."
    )
    action: Action = strawberry.field(description="Which right it needed.")
    what: str = strawberry.field(
        description="The mutation, the route (`POST /epcis/capture`) or the command."
    )
    outcome: Outcome = strawberry.field(description="How it ended.")
    status: int | None = strawberry.field(description="HTTP status, for a route.")
    targets: list[AuditTarget] = strawberry.field(description="What it was done to.")

    @classmethod
    def of(cls, deed: Deed) -> "AuditEntry":
        """As told to administrators."""
        return cls(
            id=strawberry.ID(deed.id),
            at=deed.at,
            who=deed.who,
            capacity=deed.capacity,
            action=deed.action,
            what=deed.what,
            outcome=deed.outcome,
            status=deed.status,
            targets=[
                AuditTarget(
                    name=name,
                    value=" ".join(map(str, value)) if isinstance(value, list) else str(value),
                )
                for name, value in deed.targets.items()
            ],
        )


async def audit_log(
    info: Info[AuditContext],
    first: Annotated[int, strawberry.argument(description="How many, 1 to 500.")] = 50,
    before: Annotated[
        strawberry.ID | None,
        strawberry.argument(description="Only entries older than the one with this id."),
    ] = None,
    who: Annotated[str | None, strawberry.argument(description="Only theirs.")] = None,
    action: Annotated[Action | None, strawberry.argument(description="Only these.")] = None,
) -> list[AuditEntry]:
    shown = min(max(first, 1), MOST_ENTRIES)
    deeds = await info.context.audit.latest(shown, before=before, who=who, action=action)
    return [AuditEntry.of(deed) for deed in deeds]


@strawberry.type
class AuditQuery:
    """To be inherited by the schema's Query type."""

    audit_log: list[AuditEntry] = strawberry.field(
        resolver=audit_log,
        description="What staff and partners did or tried to do, the latest first.",
        extensions=[Requires(Action.READ_AUDIT)],
    )
