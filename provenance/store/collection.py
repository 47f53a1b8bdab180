"""What a stored collection declares: its validator and the indexes its hot questions need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pymongo import IndexModel, ReplaceOne
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import CollectionInvalid

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection by name; `required` and `properties` make its $jsonSchema validator.

    Every document carries `v`, the version of its shape, for later migrations.
    """

    name: str
    required: Sequence[str]
    properties: Mapping[str, Mapping[str, Any]]
    indexes: Sequence[IndexModel] = ()
    version: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def validator(self) -> dict[str, Any]:
        """The MongoDB validator ($jsonSchema)."""
        return {
            "$jsonSchema": {
                "bsonType": "object",
                "required": ["_id", "v", *self.required],
                "properties": {"v": {"bsonType": "int"}, **self.properties},
            }
        }


async def prepare(database: AsyncDatabase[Document], collections: Sequence[Collection]) -> None:
    """Create what is missing, bring validators up to date, build indexes; safe to repeat."""
    listed = await database.list_collections()
    present = {each["name"]: each["options"].get("validator") async for each in listed}
    for collection in collections:
        if collection.name not in present:
            try:
                await database.create_collection(
                    collection.name, validator=collection.validator, **collection.options
                )
                present[collection.name] = collection.validator
            except CollectionInvalid:  # another process was faster
                present[collection.name] = None
        if present[collection.name] != collection.validator:  # changing it stops all writers
            await database.command("collMod", collection.name, validator=collection.validator)
        if collection.indexes:
            await database[collection.name].create_indexes(list(collection.indexes))


@dataclass(frozen=True, slots=True)
class Written:
    """How many records of a write were new or changed, and how many said nothing new."""

    stored: int = 0
    unchanged: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.stored + other.stored, self.unchanged + other.unchanged)


async def put(
    database: AsyncDatabase[Document], collection: Collection, documents: Sequence[Document]
) -> Written:
    """Store whole documents by `_id`, of several with one `_id` the last; safe to repeat.

    Each document gets the collection's version. A document the validator refuses raises
    `pymongo.errors.BulkWriteError`: readers must have checked before.
    """
    if not documents:
        return Written()
    latest = {document["_id"]: document for document in documents}
    result = await database[collection.name].bulk_write(
        [
            # MongoDB stores `_id` first and takes another order for a change.
            ReplaceOne({"_id": key}, {"_id": key, "v": collection.version, **document}, upsert=True)
            for key, document in latest.items()
        ],
        ordered=False,
    )
    stored = result.upserted_count + result.modified_count
    return Written(stored, len(documents) - stored)
