"""Offers as marketers keep them: drafts, immutable published versions, and who did what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from personalization.offers.exchange import offer_document, stored_offer
from personalization.offers.lifecycle import Deed, HistoryEntry, KeptOffer, Step
from personalization.offers.offer import Offer, OfferStatus
from personalization.store.budgets import Budgets
from provenance.store.collection import Collection, Document
from provenance.store.notifications import Notification, Notifications

_WHOLE = {"bsonType": ["int", "long"]}

OFFERS = Collection(
    name="offers",
    required=("status", "revision", "draft", "published", "campaign", "changed_at", "changed_by"),
    properties={
        "_id": {"bsonType": "string"},
        "status": {"enum": [status.value for status in OfferStatus]},
        "revision": _WHOLE,
        "draft": {"bsonType": ["object", "null"]},
        "published": {"bsonType": ["object", "null"]},
        "campaign": {"bsonType": ["string", "null"]},
        "changed_at": {"bsonType": "date"},
        "changed_by": {"bsonType": "string"},
    },
    indexes=(
        IndexModel([("changed_at", DESCENDING), ("_id", DESCENDING)], name="latest"),
        IndexModel(
            [("status", ASCENDING), ("changed_at", DESCENDING), ("_id", DESCENDING)],
            name="by_status",
        ),
        IndexModel(
            [("campaign", ASCENDING), ("changed_at", DESCENDING), ("_id", DESCENDING)],
            name="by_campaign",
        ),
        IndexModel([("status", ASCENDING), ("published.schedule.ends", ASCENDING)], name="ending"),
        IndexModel(
            "published.exclusive_group",
            partialFilterExpression={"published.exclusive_group": {"$exists": True}},
            name="by_group",
        ),
        IndexModel(
            "published.exclusive",
            partialFilterExpression={"published.exclusive": True},
            name="exclusive",
        ),
    ),
)
"""By offer id; `published` is a copy of the version that was published last."""

OFFER_VERSIONS = Collection(
    name="offer_versions",
    required=("offer", "version", "content", "published_at", "published_by"),
    properties={
        "_id": {"bsonType": "string"},
        "offer": {"bsonType": "string"},
        "version": _WHOLE,
        "content": {"bsonType": "object"},
        "published_at": {"bsonType": "date"},
        "published_by": {"bsonType": "string"},
    },
    indexes=(IndexModel([("offer", ASCENDING), ("version", DESCENDING)], name="by_offer"),),
)
"""`{offer}@{version}`: what redemptions and exposures point to. Only ever added to."""

OFFER_HISTORY = Collection(
    name="offer_history",
    required=("offer", "revision", "deed", "at", "by", "version"),
    properties={
        "_id": {"bsonType": "string"},
        "offer": {"bsonType": "string"},
        "revision": _WHOLE,
        "deed": {"enum": [deed.value for deed in Deed]},
        "at": {"bsonType": "date"},
        "by": {"bsonType": "string"},
        "version": {"bsonType": ["int", "long", "null"]},
    },
    indexes=(IndexModel([("offer", ASCENDING), ("revision", DESCENDING)], name="by_offer"),),
)
"""`{offer}@r{revision}`. Only ever added to."""

_TOLD = {
    Deed.PUBLISHED: "published",
    Deed.RESUMED: "published",
    Deed.PAUSED: "paused",
    Deed.ENDED: "ended",
}
"""What others are told, as `offer.{…}`; drafts are nobody else's business."""


class Offers:
    """The offers of one database; none is ever deleted."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._offers = database[OFFERS.name]
        self._versions = database[OFFER_VERSIONS.name]
        self._history = database[OFFER_HISTORY.name]
        self._outbox = Notifications(database)
        self._budgets = Budgets(database)

    async def keep(self, step: Step) -> KeptOffer | None:
        """Store what a step made of an offer, with its history, its version and who must be told.

        None when somebody else changed the offer since `step.before` was read.
        """
        if not step.changes:
            return step.after

        async def kept(session: AsyncClientSession) -> bool:
            return await self._keep(step, session)

        try:
            async with self._database.client.start_session() as session:
                done = await session.with_transaction(kept)
        except DuplicateKeyError:  # another one of that id was just created
            return None
        return step.after if done else None

    async def _keep(self, step: Step, session: AsyncClientSession) -> bool:
        after, document = step.after, {"v": OFFERS.version, **_document(step.after)}
        if step.before is None:
            await self._offers.insert_one(document, session=session)
        else:
            wanted = {"_id": after.id, "revision": step.before.revision}
            replaced = await self._offers.replace_one(wanted, document, session=session)
            if not replaced.matched_count:
                return False
        if step.deed is Deed.PUBLISHED:
            await self._versions.insert_one(_version_document(after), session=session)
            await self._budgets.open_budgets(session, after.content, None)
        await self._history.insert_one(_history_document(step), session=session)
        if told := _TOLD.get(step.deed):
            await self._outbox.tell(session, [_notification(after, told)])
        return True

    async def get(self, offer: str) -> KeptOffer | None:
        """The offer with that id."""
        return (await self.by_ids([offer])).get(offer)

    async def by_ids(self, offers: Iterable[str]) -> Mapping[str, KeptOffer]:
        """The offers that exist among these ids, by id."""
        cursor = self._offers.find({"_id": {"$in": sorted(set(offers))}})
        return {each["_id"]: _kept(each) async for each in cursor}

    async def latest(
        self,
        *,
        first: int,
        status: OfferStatus | None = None,
        campaign: str | None = None,
        before: KeptOffer | None = None,
    ) -> Sequence[KeptOffer]:
        """Offers, those changed last first, from the one `before` on."""
        wanted: Document = {}
        if status is not None:
            wanted["status"] = status.value
        if campaign is not None:
            wanted["campaign"] = campaign
        if before is not None:
            same = {"changed_at": before.changed_at, "_id": {"$lt": before.id}}
            wanted["$or"] = [{"changed_at": {"$lt": before.changed_at}}, same]
        order = [("changed_at", DESCENDING), ("_id", DESCENDING)]
        return [_kept(each) async for each in self._offers.find(wanted, sort=order, limit=first)]

    async def live(self, among: Iterable[str] | None = None) -> Sequence[Offer]:
        """The published versions of live offers, all or among these ids."""
        wanted: Document = {"status": OfferStatus.LIVE.value}
        if among is not None:
            wanted["_id"] = {"$in": sorted(set(among))}
        return await self._published(wanted)

    async def live_exclusive(self, groups: Iterable[str]) -> Sequence[Offer]:
        """Live offers that are exclusive, alone or in one of these groups."""
        grouped = {"published.exclusive_group": {"$in": sorted(set(groups))}}
        alone = {"published.exclusive": True}
        return await self._published({"status": OfferStatus.LIVE.value, "$or": [grouped, alone]})

    async def ending_by(self, day: date) -> Sequence[KeptOffer]:
        """Live offers whose last day is `day` or earlier, but for those that are worked on."""
        wanted = {
            "status": OfferStatus.LIVE.value,
            "published.schedule.ends": {"$lte": day.isoformat()},
            "draft": None,
        }
        return [_kept(each) async for each in self._offers.find(wanted).sort("_id", ASCENDING)]

    async def version(self, offer: str, version: int) -> Offer | None:
        """One published version."""
        found = await self._versions.find_one({"_id": f"{offer}@{version}"})
        return stored_offer(found["content"]) if found else None

    async def versions(self, keys: Iterable[str]) -> Sequence[Offer]:
        """The published versions among these keys (`{offer}@{version}`)."""
        cursor = self._versions.find({"_id": {"$in": sorted(set(keys))}})
        return [stored_offer(each["content"]) async for each in cursor]

    async def history(self, offer: str, first: int) -> Sequence[HistoryEntry]:
        """What was done to an offer, the latest first."""
        cursor = self._history.find({"offer": offer}).sort("revision", DESCENDING).limit(first)
        return [
            HistoryEntry(
                each["revision"], Deed(each["deed"]), each["at"], each["by"], each["version"]
            )
            async for each in cursor
        ]

    async def every(self, status: OfferStatus | None = None) -> Sequence[KeptOffer]:
        """All offers, or those of a status, by id: for an export."""
        wanted = {} if status is None else {"status": status.value}
        return [_kept(each) async for each in self._offers.find(wanted).sort("_id", ASCENDING)]

    async def _published(self, wanted: Document) -> Sequence[Offer]:
        cursor = self._offers.find(wanted, {"published": 1})
        return [stored_offer(each["published"]) async for each in cursor]


def _document(kept: KeptOffer) -> dict[str, Any]:
    return {
        "_id": kept.id,
        "status": kept.status.value,
        "revision": kept.revision,
        "draft": offer_document(kept.draft) if kept.draft else None,
        "published": offer_document(kept.published) if kept.published else None,
        "campaign": kept.content.campaign,
        "changed_at": kept.changed_at,
        "changed_by": kept.changed_by,
    }


def _kept(document: Document) -> KeptOffer:
    draft, published = document["draft"], document["published"]
    return KeptOffer(
        id=document["_id"],
        status=OfferStatus(document["status"]),
        revision=document["revision"],
        draft=stored_offer(draft) if draft else None,
        published=stored_offer(published) if published else None,
        changed_at=document["changed_at"],
        changed_by=document["changed_by"],
    )


def _version_document(kept: KeptOffer) -> Document:
    return {
        "_id": kept.content.key,
        "v": OFFER_VERSIONS.version,
        "offer": kept.id,
        "version": kept.content.version,
        "content": offer_document(kept.content),
        "published_at": kept.changed_at,
        "published_by": kept.changed_by,
    }


def _history_document(step: Step) -> Document:
    after = step.after
    return {
        "_id": f"{after.id}@r{after.revision}",
        "v": OFFER_HISTORY.version,
        "offer": after.id,
        "revision": after.revision,
        "deed": step.deed.value,
        "at": after.changed_at,
        "by": after.changed_by,
        "version": after.published.version if after.published else None,
    }


def _notification(kept: KeptOffer, told: str) -> Notification:
    return Notification(
        id=f"offer:{kept.id}:r{kept.revision}",
        topic=f"offer.{told}",
        at=kept.changed_at,
        data={
            "offerId": kept.id,
            "version": kept.content.version,
            "campaignId": kept.content.campaign,
        },
    )
