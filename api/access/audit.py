"""The audit log: what staff and partners did, or tried to. It is only ever added to."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pymongo import DESCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import Action, ApiKey, Caller, Staff
from provenance.store.collection import Collection, Document


class Outcome(StrEnum):
    """How it ended."""

    OK = "ok"
    REFUSED = "refused"
    """Not allowed, or not possible, and said so."""
    ERROR = "error"
    """Something nobody expected: it may have been done or not."""


AUDIT = Collection(
    name="audit",
    required=["at", "who", "action", "what", "outcome", "targets"],
    properties={
        "at": {"bsonType": "date"},
        "who": {"bsonType": "string"},
        "capacity": {"bsonType": ["string", "null"]},
        "action": {"bsonType": "string"},
        "what": {"bsonType": "string"},
        "outcome": {"enum": [outcome.value for outcome in Outcome]},
        "status": {"bsonType": ["int", "null"]},
        "targets": {"bsonType": "object"},
    },
    indexes=[
        IndexModel([("who", DESCENDING), ("_id", DESCENDING)]),
        IndexModel([("action", DESCENDING), ("_id", DESCENDING)]),
    ],
)
"""`_id` begins with the moment, so it sorts by time. Give the installation's database user no right
to update or remove here, and nobody who takes over a process can change what is written."""

COMMAND_LINE = "command line"

UNAUDITED = frozenset(
    {
        Action.SEND_READINGS,
        Action.SEND_INSIGHTS,
        Action.IDENTIFY,
        Action.SHOP,
        Action.REDEEM,
        Action.BE_DEVICE,
    }
)
"""Readings, shopper events and devices' reports are too many, and readings are stored with their
sensor; sessions are begun by nobody yet; carts are shoppers' own, and their ids must be in no log,
also where a kiosk has a key; redemptions are kept with their till for good."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done or tried at `at` (UTC).

    `who` is a staff name, the id of a key or `command line`; `capacity` the role or the
    organisation. `what` is a mutation, a route (`POST /epcis/capture`) or a command; `status`
    HTTP's, for a route. `targets` are identifiers of what it was done to: no secrets, no texts of
    people.
    """

    at: datetime
    who: str
    capacity: str | None
    action: Action
    what: str
    outcome: Outcome
    status: int | None = None
    targets: Mapping[str, object] = field(default_factory=dict)
    id: str = ""


class AuditLog:
    """The log of one database: no entry is ever changed or removed."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._audit = database[AUDIT.name]

    async def note(self, deed: Deed) -> None:
        """Add what was done."""
        moment = deed.at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        await self._audit.insert_one(
            {
                "_id": f"{moment}-{secrets.token_hex(4)}",
                "v": AUDIT.version,
                "at": deed.at,
                "who": deed.who,
                "capacity": deed.capacity,
                "action": deed.action.value,
                "what": deed.what,
                "outcome": deed.outcome.value,
                "status": deed.status,
                "targets": dict(deed.targets),
            }
        )

    async def latest(
        self,
        first: int,
        *,
        before: str | None = None,
        who: str | None = None,
        action: Action | None = None,
    ) -> list[Deed]:
        """The latest entries, newest first: earlier than the entry `before`, where one is given."""
        wanted: Document = {"_id": {"$lt": before}} if before is not None else {}
        if who is not None:
            wanted["who"] = who
        if action is not None:
            wanted["action"] = action.value
        cursor = self._audit.find(wanted).sort("_id", DESCENDING).limit(first)
        return [_deed(found) async for found in cursor]


def named(caller: Caller) -> tuple[str, str] | None:
    """Who is written down, and as what; None for callers who stay unknown (shoppers)."""
    match caller:
        case Staff(name, role):
            return name, role.value
        case ApiKey(id=key, organisation=organisation):
            return key, organisation
        case _:
            return None


def deed(
    caller: Caller,
    action: Action,
    what: str,
    outcome: Outcome,
    *,
    at: datetime,
    status: int | None = None,
    given: Mapping[str, Any],
) -> Deed:
    """What a caller who is `named` did; `given` is the whole input, of which identifiers are kept.

    Raises `ValueError` for a caller who stays unknown.
    """
    known = named(caller)
    if known is None:
        raise ValueError("shoppers and anonymous callers are not written down")
    return Deed(at, *known, action, what, outcome, status, targets(given))


# fmt: off
_IDENTIFIERS = frozenset({
    "active", "approve", "category", "code", "giai", "gln", "grai", "gtin", "id", "item", "key",
    "kind", "linktype", "lot", "name", "organisation", "path", "place", "product", "role", "rule",
    "scopes", "serial", "sscc", "store", "topic",
})
# fmt: on
_LONGEST, _MOST = 200, 20


def targets(given: Mapping[str, Any]) -> dict[str, object]:
    """What a mutation's input, or a path, says about what it is done to.

    Only fields that are known to hold identifiers and plain choices: nothing that a person wrote,
    and no secret, can come in by a field that is new.
    """
    found: dict[str, object] = {}
    for name, value in given.items():
        if name not in _IDENTIFIERS and not name.endswith("_id"):
            continue
        if isinstance(value, list | tuple):
            found[name] = [_plain(each) for each in value[:_MOST] if isinstance(each, str | int)]
        elif isinstance(value, str | int):
            found[name] = _plain(value)
    return found


def _plain(value: str | int) -> str | int:
    return value if isinstance(value, int) else str(value)[:_LONGEST]


def _deed(found: Document) -> Deed:
    return Deed(
        at=found["at"],
        who=found["who"],
        capacity=found["capacity"],
        action=Action(found["action"]),
        what=found["what"],
        outcome=Outcome(found["outcome"]),
        status=found["status"],
        targets=found["targets"],
        id=found["_id"],
    )
