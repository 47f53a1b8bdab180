"""Staff, API keys and failed logins in MongoDB."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo import IndexModel, ReturnDocument
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from api.access.audit import AUDIT
from api.access.callers import ApiKey, KeyScope, Role
from api.access.device_reports import DEVICE_REPORTS, DeviceReports
from api.access.devices import Device, DeviceKind
from provenance.store.collection import Collection, Document

STAFF = Collection(
    name="staff",
    required=("role", "password", "epoch", "created_at"),
    properties={
        "role": {"enum": [role.value for role in Role]},
        "password": {"bsonType": "string"},
        "epoch": {"bsonType": "string"},
        "created_at": {"bsonType": "date"},
    },
)
"""`_id` is the staff name, `password` its argon2id hash; a new `epoch` ends all tokens."""

API_KEYS = Collection(
    name="api_keys",
    required=("digest", "organisation", "scopes", "created_at"),
    properties={
        "digest": {"bsonType": "string"},
        "organisation": {"bsonType": "string"},
        "rate": {"bsonType": ["number", "null"]},
        "scopes": {"bsonType": "array", "minItems": 1, "items": {"bsonType": "string"}},
        "created_at": {"bsonType": "date"},
        "last_used": {"bsonType": ["date", "null"]},
        "revoked_at": {"bsonType": ["date", "null"]},
        "device": {
            "bsonType": ["object", "null"],
            "required": ["kind", "name", "store", "zone"],
            "properties": {
                "kind": {"enum": [kind.value for kind in DeviceKind]},
                "name": {"bsonType": "string"},
                "store": {"bsonType": "string"},
                "zone": {"bsonType": ["string", "null"]},
            },
        },
    },
)
"""`_id` is the key's id, `digest` the SHA-256 of its secret. Revoked keys stay on record."""

LOGIN_TRIES = Collection(
    name="login_tries",
    required=("tries", "until"),
    properties={"tries": {"bsonType": "int"}, "until": {"bsonType": "date"}},
    indexes=(IndexModel("until", expireAfterSeconds=0),),
)
"""Logins tried per name (`_id`) since the last good one, forgotten at `until`."""

COLLECTIONS: Sequence[Collection] = (STAFF, API_KEYS, LOGIN_TRIES, AUDIT, DEVICE_REPORTS)
"""Every collection of access control."""

_LAST_USED_PRECISION = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """A member of staff as stored."""

    name: str
    role: Role
    password_hash: str
    epoch: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """An API key as stored; its secret is not known here."""

    key: ApiKey
    digest: str
    created_at: datetime
    last_used: datetime | None = None
    revoked_at: datetime | None = None


class AccessStore:
    """Staff, keys, login tries and what devices report, of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._staff = database[STAFF.name]
        self._keys = database[API_KEYS.name]
        self._tries = database[LOGIN_TRIES.name]
        self.device_reports = DeviceReports(database)

    async def add_staff(self, record: StaffRecord) -> bool:
        """Store a new member of staff; False when the name is taken."""
        try:
            await self._staff.insert_one(
                {
                    "_id": record.name,
                    "v": STAFF.version,
                    "role": record.role.value,
                    "password": record.password_hash,
                    "epoch": record.epoch,
                    "created_at": record.created_at,
                }
            )
        except DuplicateKeyError:
            return False
        return True

    async def renew_password(self, record: StaffRecord) -> None:
        """Replace the password and epoch of a member of staff, if there still is one."""
        await self._staff.update_one(
            {"_id": record.name},
            {"$set": {"password": record.password_hash, "epoch": record.epoch}},
        )

    async def remove_staff(self, name: str) -> bool:
        """Remove a member of staff, whose tokens end with it; False when there was none."""
        return (await self._staff.delete_one({"_id": name})).deleted_count == 1

    async def staff(self, name: str) -> StaffRecord | None:
        """The member of staff of that name."""
        found = await self._staff.find_one({"_id": name})
        return _staff(found) if found else None

    async def all_staff(self) -> list[StaffRecord]:
        """Everyone, by name."""
        return [_staff(found) async for found in self._staff.find().sort("_id")]

    async def add_key(self, record: KeyRecord) -> None:
        """Store a new API key."""
        await self._keys.insert_one(
            {
                "_id": record.key.id,
                "v": API_KEYS.version,
                "digest": record.digest,
                "organisation": record.key.organisation,
                "scopes": sorted(record.key.scopes),
                "rate": record.key.rate,
                "created_at": record.created_at,
                "last_used": record.last_used,
                "revoked_at": record.revoked_at,
                "device": asdict(record.key.device) if record.key.device else None,
            }
        )

    async def revoke_key(self, key_id: str, now: datetime) -> bool:
        """End a key from now on; False when there is no such key in force."""
        result = await self._keys.update_one(
            {"_id": key_id, "revoked_at": None}, {"$set": {"revoked_at": now}}
        )
        return result.modified_count == 1

    async def key(self, key_id: str) -> KeyRecord | None:
        """The key with that id, in force or not."""
        found = await self._keys.find_one({"_id": key_id})
        return _key(found) if found else None

    async def all_keys(self) -> list[KeyRecord]:
        """Every key there ever was, by organisation and age."""
        cursor = self._keys.find().sort([("organisation", 1), ("created_at", 1)])
        return [_key(found) async for found in cursor]

    async def device_keys(self, store: str | None = None) -> list[KeyRecord]:
        """The keys in force of paired devices, by store and name; of one store, if one is given."""
        query: Document = {"device": {"$ne": None}, "revoked_at": None}
        if store is not None:
            query["device.store"] = store
        cursor = self._keys.find(query).sort([("device.store", 1), ("device.name", 1), ("_id", 1)])
        return [_key(found) async for found in cursor]

    async def key_used(self, record: KeyRecord, now: datetime) -> None:
        """Note the use of a key, to five minutes: a busy key writes no more often than that."""
        if record.last_used is None or record.last_used < now - _LAST_USED_PRECISION:
            await self._keys.update_one({"_id": record.key.id}, {"$max": {"last_used": now}})

    async def count_try(self, name: str, now: datetime, window: timedelta) -> tuple[int, datetime]:
        """Count one more login by this name; how many there were, and when they are forgotten.

        One atomic step, so the count holds over all workers.
        """
        running = {"$gt": ["$until", now]}
        found: Any = await self._tries.find_one_and_update(
            {"_id": name},
            [
                {
                    "$set": {
                        "v": LOGIN_TRIES.version,
                        "tries": {"$cond": [running, {"$add": ["$tries", 1]}, 1]},
                        "until": {"$cond": [running, "$until", now + window]},
                    }
                }
            ],
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        return found["tries"], found["until"]

    async def forget_tries(self, name: str) -> None:
        """A good login forgives the wrong ones before it."""
        await self._tries.delete_one({"_id": name})


def _staff(found: Document) -> StaffRecord:
    return StaffRecord(
        name=found["_id"],
        role=Role(found["role"]),
        password_hash=found["password"],
        epoch=found["epoch"],
        created_at=found["created_at"],
    )


def _key(found: Document) -> KeyRecord:
    scopes = frozenset(KeyScope(scope) for scope in found["scopes"])
    device = _device(found["device"]) if found.get("device") else None
    return KeyRecord(
        key=ApiKey(found["_id"], found["organisation"], scopes, found.get("rate"), device),
        digest=found["digest"],
        created_at=found["created_at"],
        last_used=found.get("last_used"),
        revoked_at=found.get("revoked_at"),
    )


def _device(found: Document) -> Device:
    return Device(DeviceKind(found["kind"]), found["name"], found["store"], found["zone"])
