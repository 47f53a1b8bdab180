"""Reviews, held until a person of the store approves them, and the rating they add up to."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from provenance.answer import Review, ReviewPage
from provenance.reviews import STARS, rating
from provenance.store.collection import Collection, Document, Written, put
from provenance.store.joined import Question, answers


class ReviewStatus(StrEnum):
    PENDING = "PENDING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


REVIEWS = Collection(
    name="reviews",
    required=["product", "stars", "text", "at", "status"],
    properties={
        "product": {"bsonType": "string"},
        "stars": {"bsonType": "int", "minimum": 1, "maximum": 5},
        "text": {"bsonType": "string", "maxLength": 4000},
        "at": {"bsonType": "date"},
        "status": {"enum": [status.value for status in ReviewStatus]},
    },
    indexes=[
        IndexModel(
            [("product", ASCENDING), ("status", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)]
        ),
        IndexModel([("status", ASCENDING), ("at", ASCENDING)]),
        IndexModel(
            [("author", ASCENDING)],
            unique=True,
            partialFilterExpression={"author": {"$type": "string"}},
        ),
        IndexModel(
            [("purchase", ASCENDING)],
            unique=True,
            partialFilterExpression={"purchase": {"$type": "string"}},
        ),
    ],
)
RATINGS = Collection(
    name="ratings",
    required=["stars"],
    properties={"stars": {"bsonType": "object"}},
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A review as a shopper hands it in; `session` is the anonymous session it comes from.

    `purchase` stands for the sale that a receipt proves (a keyed digest: nobody finds the receipt
    from it), None without one. A purchase is reviewed once.
    """

    product: str
    stars: int
    text: str
    language: str | None
    session: str
    idempotency_key: str
    purchase: str | None = None


class Reviews:
    """Reviews by product. A session reviews a product once; what it said is linked to no more."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._reviews = database[REVIEWS.name]
        self._ratings = database[RATINGS.name]

    async def leave(self, draft: Draft, *, now: datetime) -> Review | None:
        """Hold a review for moderation; repeating it returns it, a second one returns None."""
        key = _digest(draft.session, draft.product, draft.idempotency_key)
        document = {
            "_id": key,
            "v": REVIEWS.version,
            "product": draft.product,
            "stars": draft.stars,
            "text": draft.text,
            "language": draft.language,
            "at": now,
            "status": ReviewStatus.PENDING.value,
            "verified": draft.purchase is not None,
            "purchase": draft.purchase,
            "author": _digest(draft.session, draft.product),
        }
        try:
            await self._reviews.insert_one(document)
        except DuplicateKeyError:
            known = await self._reviews.find_one({"_id": key})
            return review_from(known) if known else None
        return review_from(document)

    async def moderate(
        self, review: str, status: ReviewStatus, *, by: str, now: datetime
    ) -> Review | None:
        """Approve or reject a review, once or again; None when there is no such review."""

        async def decide(session: AsyncClientSession) -> Document | None:
            before = await self._reviews.find_one_and_update(
                {"_id": review},
                {"$set": {"status": status.value, "moderated_by": by, "moderated_at": now}},
                session=session,
            )
            if before is None:
                return None
            await self._recount(before["product"], session)
            return before

        async with self._database.client.start_session() as session:
            decided = await session.with_transaction(decide)
        return review_from(decided) if decided else None

    async def put_approved(self, reviews: Mapping[str, Sequence[Review]]) -> Written:
        """Store reviews that were approved elsewhere (a sample, an import), by product."""
        written = await put(
            self._database,
            REVIEWS,
            [
                review_document(product, review)
                for product, given in reviews.items()
                for review in given
            ],
        )
        async with self._database.client.start_session() as session:
            for product in reviews:
                await session.with_transaction(partial(self._recount, product))
        return written

    async def of_session(self, session: str) -> list[Document]:
        """All that a session wrote, as stored, the oldest first."""
        products: list[str] = await self._reviews.distinct(
            "product", {"author": {"$type": "string"}}
        )
        authors = [_digest(session, product) for product in products]
        wanted = {"author": {"$in": authors, "$type": "string"}}  # the type: for the index
        return await self._reviews.find(wanted).sort("at").to_list()

    async def remove_of_session(self, session: str) -> None:
        """Remove all that a session wrote, and count the ratings of its products anew."""
        for review in await self.of_session(session):

            async def removed(transaction: AsyncClientSession, review: Document = review) -> None:
                await self._reviews.delete_one({"_id": review["_id"]}, session=transaction)
                await self._recount(review["product"], transaction)

            async with self._database.client.start_session() as transaction:
                await transaction.with_transaction(removed)

    async def page(self, product: str, *, first: int, after: str | None) -> ReviewPage:
        """Approved reviews, newest first. Raises `ValueError` for a cursor that is not ours."""
        found = await answers(self._database, review_questions(product, first, after))
        return review_page(found, first)

    async def pending(self, *, first: int) -> list[tuple[str, Review]]:
        """The oldest reviews that wait for a decision, with their products."""
        found = self._reviews.find({"status": "PENDING"}).sort("at", ASCENDING).limit(first)
        return [(document["product"], review_from(document)) async for document in found]

    async def _recount(self, product: str, session: AsyncClientSession) -> None:
        """Count anew from the reviews; decisions about one product wait for each other."""
        grouped = await self._reviews.aggregate(
            [
                {"$match": {"product": product, "status": ReviewStatus.APPROVED.value}},
                {"$group": {"_id": "$stars", "n": {"$sum": 1}}},
            ],
            session=session,
        )
        counts = {str(group["_id"]): group["n"] async for group in grouped}
        await self._ratings.replace_one(
            {"_id": product},
            {"v": RATINGS.version, "stars": counts},
            upsert=True,
            session=session,
        )


def review_questions(product: str, first: int, after: str | None) -> dict[str, Question]:
    """What `review_page` needs: approved reviews, newest first, one more than asked, and counts."""
    match: Document = {"product": product, "status": ReviewStatus.APPROVED.value}
    if after is not None:
        at, key = _position(after)
        match |= {"at": {"$lte": at}, "$or": [{"at": {"$lt": at}}, {"_id": {"$lt": key}}]}
    newest: list[Document] = [
        {"$match": match},
        {"$sort": {"at": -1, "_id": -1}},
        {"$limit": first + 1},
    ]
    return {
        "reviews": Question(REVIEWS.name, newest),
        "rating": Question(RATINGS.name, [{"$match": {"_id": product}}]),
    }


def review_page(found: Mapping[str, Sequence[Document]], first: int) -> ReviewPage:
    """A page from the answers to `review_questions`."""
    shown = found["reviews"][:first]
    counted = next(iter(found["rating"]), None)
    stars = counted["stars"] if counted else {}
    return ReviewPage(
        reviews=tuple(review_from(document) for document in shown),
        rating=rating({number: stars.get(str(number), 0) for number in STARS}),
        has_next_page=len(found["reviews"]) > first,
        end_cursor=cursor(review_from(shown[-1])) if shown else None,
    )


def review_from(document: Document) -> Review:
    """The review as a shopper reads it."""
    return Review(
        id=document["_id"],
        stars=document["stars"],
        text=document["text"],
        language=document.get("language"),
        at=document["at"],
        verified_purchase=document.get("verified", False),
    )


def review_document(product: str, review: Review) -> Document:
    """An approved review as it is stored."""
    return {
        "_id": review.id,
        "product": product,
        "stars": review.stars,
        "text": review.text,
        "language": review.language,
        "at": review.at,
        "status": ReviewStatus.APPROVED.value,
        "verified": review.verified_purchase,
    }


def cursor(review: Review) -> str:
    """Where a review stands in its list, opaque to callers."""
    return base64.urlsafe_b64encode(f"{review.at.isoformat()} {review.id}".encode()).decode()


def _position(after: str) -> tuple[datetime, str]:
    try:
        at, _, key = base64.urlsafe_b64decode(after.encode()).decode().partition(" ")
        return datetime.fromisoformat(at).astimezone(UTC), key
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{after!r} is no cursor of a list of reviews") from error


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
