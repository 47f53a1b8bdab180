"""Campaigns by id."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase

from personalization.offers.offer import Campaign
from provenance.store.collection import Collection, Document, Written, put

CAMPAIGNS = Collection(
    name="campaigns",
    required=("name", "owner"),
    properties={
        "_id": {"bsonType": "string"},
        "name": {"bsonType": "string"},
        "owner": {"bsonType": "string"},
        "budgets": {"bsonType": "array", "items": {"bsonType": "object"}},
        "created_at": {"bsonType": "date"},
    },
)


class Campaigns:
    """The campaigns of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._campaigns = database[CAMPAIGNS.name]

    async def put(self, campaign: Campaign) -> Written:
        """Store a campaign under its id, new or instead of the one before."""
        document = msgspec.to_builtins(campaign, builtin_types=[datetime])
        return await put(self._database, CAMPAIGNS, [{"_id": document.pop("id"), **document}])

    async def by_ids(self, campaigns: Iterable[str]) -> Mapping[str, Campaign]:
        """The campaigns that exist among these ids, by id."""
        cursor = self._campaigns.find({"_id": {"$in": sorted(set(campaigns))}})
        return {each["_id"]: _campaign(each) async for each in cursor}

    async def all(self) -> Sequence[Campaign]:
        """Every campaign, by id."""
        return [_campaign(each) async for each in self._campaigns.find().sort("_id", ASCENDING)]


def _campaign(document: Document) -> Campaign:
    fields = {name: value for name, value in document.items() if name not in ("_id", "v")}
    return msgspec.convert({"id": document["_id"], **fields}, Campaign)
