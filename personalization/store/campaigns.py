"""Campaigns by id."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
from pymongo import ASCENDING
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.offers.offer import Campaign
from personalization.store.budgets import Budgets, campaign_owner
from provenance.store.collection import Collection, Document

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
        self._budgets = Budgets(database)

    async def put(self, campaign: Campaign) -> None:
        """Store a campaign under its id, new or instead of the one before, and open its budgets;
        what they have given away stays given."""
        document = msgspec.to_builtins(campaign, builtin_types=[datetime])
        document = {"_id": document.pop("id"), "v": CAMPAIGNS.version, **document}

        async def stored(session: AsyncClientSession) -> None:
            await self._campaigns.replace_one(
                {"_id": campaign.id}, document, upsert=True, session=session
            )
            owner = campaign_owner(campaign.id)
            await self._budgets.open(session, owner, campaign.budgets)

        async with self._database.client.start_session() as session:
            await session.with_transaction(stored)

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
