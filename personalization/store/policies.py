"""Store policies by store; a store without one prices by the defaults."""

from collections.abc import Mapping

import msgspec
from pymongo.asynchronous.database import AsyncDatabase

from personalization.offers.policy import StorePolicy
from provenance.store.collection import Collection, Document, Written, put

STORE_POLICIES = Collection(
    name="store_policies",
    required=(),
    properties={
        "_id": {"bsonType": "string"},
        "floor_percent": {"bsonType": "string"},
        "lanes": {"bsonType": "array", "items": {"bsonType": "object"}},
    },
)


class StorePolicies:
    """The policies of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database

    async def put(self, policy: StorePolicy) -> Written:
        """Store a policy, instead of the store's one before."""
        document: Document = msgspec.to_builtins(policy)
        return await put(
            self._database, STORE_POLICIES, [{"_id": document.pop("store"), **document}]
        )

    async def all(self) -> Mapping[str, StorePolicy]:
        """Every policy, by store."""
        found = self._database[STORE_POLICIES.name].find()
        return {each["_id"]: _policy(each) async for each in found}


def _policy(document: Document) -> StorePolicy:
    fields = {name: value for name, value in document.items() if name not in ("_id", "v")}
    return msgspec.convert({"store": document["_id"], **fields}, StorePolicy)
