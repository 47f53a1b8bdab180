"""Profiles of shopper sessions. There is none before the first consent."""

from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Collection as Items
from datetime import UTC, datetime, time
from typing import Any, TypeVar

from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.shoppers.consent import ConsentEntry, Purpose
from personalization.shoppers.profile import PROFILE_KEPT, Loyalty, Preferences, Profile
from personalization.shoppers.suitability import Needs
from provenance.dietary import Allergen, Diet
from provenance.store.collection import Collection, Document

T = TypeVar("T")

SHOPPERS = Collection(
    name="shoppers",
    required=("purposes", "history", "since", "until"),
    properties={
        "_id": {"bsonType": "string"},
        "purposes": {"bsonType": "array", "items": {"enum": [each.value for each in Purpose]}},
        "history": {"bsonType": "array", "items": {"bsonType": "object"}},
        "preferences": {"bsonType": "object"},
        "loyalty": {"bsonType": "object"},
        "since": {"bsonType": "date"},
        "until": {"bsonType": "date"},
        "forgetting": {"bsonType": "bool"},
        "turn": {"bsonType": "int"},
    },
    indexes=(
        IndexModel([("until", ASCENDING)]),
        IndexModel([("purposes", ASCENDING)]),
        IndexModel([("forgetting", ASCENDING)], partialFilterExpression={"forgetting": True}),
    ),
)
"""Profiles by session. `purposes` are those agreed to at present. `turn` counts what was written
elsewhere on the strength of a consent: see `Shoppers.resting_on`. `forgetting` marks a profile
whose data are being erased."""

_HISTORY_KEPT = 200
_RESTS_ON: dict[Purpose, str] = {Purpose.PREFERENCES: "preferences", Purpose.LINKING: "loyalty"}


class Shoppers:
    """The profiles of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._client = database.client
        self._shoppers = database[SHOPPERS.name]

    async def get(self, session: str) -> Profile | None:
        """What is held of a session; None without any consent ever."""
        found = await self._shoppers.find_one({"_id": session})
        return profile_from(found) if found else None

    async def allows(self, session: str, *purposes: Purpose) -> bool:
        """Whether all these purposes are agreed to at present."""
        wanted = {"_id": session, "purposes": {"$all": list(purposes)}}
        return await self._shoppers.find_one(wanted, {"_id": 1}) is not None

    async def give(
        self, session: str, purposes: Items[Purpose], *, wording: str, surface: str, now: datetime
    ) -> Profile:
        """Agree to purposes; those agreed to already stay as they are."""
        entries = _entries(purposes, True, wording, surface, now)
        found: Any = await self._shoppers.find_one_and_update(
            {"_id": session},
            [
                {
                    "$set": {
                        "v": {"$literal": SHOPPERS.version},
                        "history": _with_entries(entries, already=True),
                        "since": {"$ifNull": ["$since", now]},
                        "until": {"$ifNull": ["$until", now + PROFILE_KEPT]},
                    }
                },
                {
                    "$set": {
                        "purposes": {
                            "$setUnion": [_PURPOSES, [entry["purpose"] for entry in entries]]
                        }
                    }
                },
            ],
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        return profile_from(found)

    async def withdraw(
        self, session: str, purposes: Items[Purpose], *, wording: str, surface: str, now: datetime
    ) -> Profile | None:
        """Take consent back, and remove what this profile held because of it; None without one.

        What rests on it elsewhere is then removed by `holdings.remove`: nothing more can come.
        """
        entries = _entries(purposes, False, wording, surface, now)
        unset = [field for purpose, field in _RESTS_ON.items() if purpose in purposes]
        found = await self._shoppers.find_one_and_update(
            {"_id": session},
            [
                {"$set": {"history": _with_entries(entries, already=False)}},
                {
                    "$set": {
                        "purposes": {
                            "$setDifference": [_PURPOSES, [entry["purpose"] for entry in entries]]
                        }
                    }
                },
                *([{"$unset": unset}] if unset else []),
            ],
            return_document=ReturnDocument.AFTER,
        )
        return profile_from(found) if found else None

    async def set_preferences(self, session: str, preferences: Preferences) -> Profile | None:
        """Keep preferences instead of those before; None without consent to PREFERENCES."""
        return await self._keep(
            session, Purpose.PREFERENCES, {"preferences": _preferences_document(preferences)}
        )

    async def set_loyalty(self, session: str, loyalty: Loyalty) -> Profile | None:
        """Keep the loyalty tier; None without consent to LINKING."""
        since = datetime.combine(loyalty.since, time(), UTC)
        document = {"tier": loyalty.tier, "since": since}
        return await self._keep(session, Purpose.LINKING, {"loyalty": document})

    async def resting_on(
        self,
        session: str,
        purposes: Items[Purpose],
        write: Callable[[AsyncClientSession], Awaitable[T]],
    ) -> T | None:
        """Write something about a shopper elsewhere, in a transaction with the consents it rests
        on; None, and nothing written, where one is missing.

        The write and a withdrawal wait for each other: once a withdrawal is answered, nothing that
        rested on the consent can appear any more.
        """
        wanted = {"_id": session, "purposes": {"$all": list(purposes)}}

        async def written(transaction: AsyncClientSession) -> T | None:
            turn = {"$inc": {"turn": 1}}
            agreed = await self._shoppers.update_one(wanted, turn, session=transaction)
            return await write(transaction) if agreed.matched_count else None

        async with self._client.start_session() as transaction:
            return await transaction.with_transaction(written)

    async def begin_forgetting(self, session: str) -> None:
        """End every consent, so that nothing more can come, and mark what is to be erased."""
        await self._shoppers.update_one(
            {"_id": session}, {"$set": {"purposes": [], "forgetting": True}}
        )

    async def overdue(self, now: datetime, first: int) -> list[str]:
        """Sessions whose data have to go: their time is over, or erasing them was interrupted."""
        wanted = {"$or": [{"until": {"$lte": now}}, {"forgetting": True}]}
        cursor = self._shoppers.find(wanted, {"_id": 1}).limit(first)
        return [found["_id"] async for found in cursor]

    async def _keep(self, session: str, purpose: Purpose, fields: Document) -> Profile | None:
        found = await self._shoppers.find_one_and_update(
            {"_id": session, "purposes": purpose.value},
            {"$set": fields},
            return_document=ReturnDocument.AFTER,
        )
        return profile_from(found) if found else None


_PURPOSES = {"$ifNull": ["$purposes", []]}


def _entries(
    purposes: Items[Purpose], given: bool, wording: str, surface: str, now: datetime
) -> list[Document]:
    return [
        {
            "purpose": purpose.value,
            "given": given,
            "at": now,
            "wording": wording,
            "surface": surface,
        }
        for purpose in sorted(set(purposes))
    ]


def _with_entries(entries: Sequence[Document], *, already: bool) -> Document:
    """The history with the entries that change something: not those of purposes whose being
    agreed to is `already` what they say."""
    said = {"$in": ["$$this.purpose", _PURPOSES]}
    changing = {
        "$filter": {
            "input": {"$literal": list(entries)},
            "cond": {"$not": said} if already else said,
        }
    }
    whole = {"$concatArrays": [{"$ifNull": ["$history", []]}, changing]}
    return {"$slice": [whole, -_HISTORY_KEPT]}


def profile_from(document: Document) -> Profile:
    """A stored profile."""
    loyalty = document.get("loyalty")
    return Profile(
        session=document["_id"],
        purposes=frozenset(map(Purpose, document["purposes"])),
        history=tuple(
            ConsentEntry(
                Purpose(entry["purpose"]),
                entry["given"],
                entry["at"],
                entry["wording"],
                entry["surface"],
            )
            for entry in document["history"]
        ),
        since=document["since"],
        until=document["until"],
        preferences=_preferences_from(document.get("preferences")),
        loyalty=Loyalty(loyalty["tier"], loyalty["since"].date()) if loyalty else None,
    )


def _preferences_document(preferences: Preferences) -> Document:
    return {
        "allergens": sorted(preferences.needs.allergens),
        "diets": sorted(preferences.needs.diets),
        "favourites": sorted(preferences.favourites),
        "language": preferences.language,
    }


def _preferences_from(document: Document | None) -> Preferences:
    if document is None:
        return Preferences()
    return Preferences(
        Needs(
            frozenset(map(Allergen, document["allergens"])),
            frozenset(map(Diet, document["diets"])),
        ),
        frozenset(document["favourites"]),
        document["language"],
    )
