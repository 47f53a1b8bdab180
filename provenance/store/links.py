"""Links of identified things: one document a level, so that resolving is one indexed read."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT
from provenance.store.collection import Collection, Document, Written, put

_STRINGS = {"bsonType": "array", "items": {"bsonType": "string"}}

LINKS = Collection(
    name="links",
    required=("links",),
    properties={
        "_id": {"bsonType": "string"},
        "description": {"bsonType": "string"},
        "links": {
            "bsonType": "array",
            "minItems": 1,
            "items": {
                "bsonType": "object",
                "required": ["link_type", "href", "title"],
                "additionalProperties": False,
                "properties": {
                    "link_type": {"bsonType": "string"},
                    "href": {"bsonType": "string", "pattern": "^https?://"},
                    "title": {"bsonType": "string"},
                    "hreflang": _STRINGS,
                    "media_type": {"bsonType": "string"},
                    "context": _STRINGS,
                    "forwards_query": {"bsonType": "bool"},
                    "public": {"bsonType": "bool"},
                },
            },
        },
    },
)
"""`_id` is the canonical path (`01/{gtin}/10/{lot}`); what goes without saying is left out."""


class Links:
    """The links that were set."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._links = database[LINKS.name]

    async def put(self, levels: Sequence[Level]) -> Written:
        """Set whole levels; repeating it changes nothing."""
        return await put(self._database, LINKS, [level_document(level) for level in levels])

    async def remove(self, path: str) -> bool:
        """Remove a level's links; False when it had none."""
        result = await self._links.delete_one({"_id": path})
        return result.deleted_count == 1

    async def at(self, paths: Sequence[str]) -> Sequence[Level]:
        """The levels among these paths that have links, in this order: one indexed read."""
        one_batch = -len(paths)  # a negative limit: no cursor stays open
        wanted = {"_id": {"$in": list(paths)}}
        found = await self._links.find(wanted, limit=one_batch).to_list()
        by_path = {document["_id"]: document for document in found}
        return tuple(level_from(by_path[path]) for path in paths if path in by_path)

    async def defaults(self, paths: Iterable[str]) -> frozenset[str]:
        """Those of these levels that have a default link."""
        wanted = {"_id": {"$in": list(paths)}, "links.link_type": DEFAULT}
        return frozenset([each["_id"] async for each in self._links.find(wanted, {"_id": 1})])

    async def any_below(self, path: str) -> bool:
        """Whether a finer level of this one has links."""
        below = {"_id": {"$gt": f"{path}/", "$lt": f"{path}0"}}  # "0" comes after "/"
        return await self._links.find_one(below, {"_id": 1}) is not None

    async def count(self) -> int:
        """How many levels have links, about."""
        return await self._links.estimated_document_count()

    async def every(self) -> AsyncIterator[Level]:
        """All levels, each after those above it."""
        async for document in self._links.find().sort("_id"):
            yield level_from(document)


def level_document(level: Level) -> Document:
    """A level as stored."""
    described = {"description": level.description} if level.description is not None else {}
    return {"_id": level.path, **described, "links": [_link_document(each) for each in level.links]}


def level_from(document: Document) -> Level:
    """A stored level."""
    links = tuple(_link_from(each) for each in document["links"])
    return Level(document["_id"], links, document.get("description"))


def _link_document(link: Link) -> Document:
    document: Document = {"link_type": link.link_type, "href": link.href, "title": link.title}
    if link.hreflang:
        document["hreflang"] = list(link.hreflang)
    if link.media_type is not None:
        document["media_type"] = link.media_type
    if link.context:
        document["context"] = list(link.context)
    if not link.forwards_query:
        document["forwards_query"] = False
    if not link.public:
        document["public"] = False
    return document


def _link_from(document: Mapping[str, Any]) -> Link:
    return Link(
        link_type=document["link_type"],
        href=document["href"],
        title=document["title"],
        hreflang=tuple(document.get("hreflang", ())),
        media_type=document.get("media_type"),
        context=tuple(document.get("context", ())),
        forwards_query=document.get("forwards_query", True),
        public=document.get("public", True),
    )
