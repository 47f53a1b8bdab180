"""Experiments and holdouts by key."""

from collections.abc import Sequence

import msgspec
from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from personalization.experiments.experiment import Experiment, ExperimentStatus, Holdout
from provenance.store.collection import Collection, Document, Written, put

EXPERIMENTS = Collection(
    name="experiments",
    required=("name", "variants", "status"),
    properties={
        "_id": {"bsonType": "string"},
        "name": {"bsonType": "string"},
        "variants": {"bsonType": "array", "items": {"bsonType": "string"}},
        "status": {"enum": [status.value for status in ExperimentStatus]},
    },
)
HOLDOUTS = Collection(
    name="holdouts",
    required=("share",),
    properties={"_id": {"bsonType": "string"}, "share": {"bsonType": "double"}},
)


class Experiments:
    """The experiments and holdouts of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._experiments = database[EXPERIMENTS.name]
        self._holdouts = database[HOLDOUTS.name]

    async def draft(self, experiment: Experiment) -> bool:
        """Store an experiment that was not started, new or instead of the draft before; False where
        it was started: its numbers would mean something else from then on."""
        try:
            await self._experiments.replace_one(
                {"_id": experiment.key, "status": ExperimentStatus.DRAFT.value},
                _document(experiment),
                upsert=True,
            )
        except DuplicateKeyError:
            return False
        return True

    async def move(self, key: str, since: ExperimentStatus, to: ExperimentStatus) -> bool:
        """Start or stop one; False where it was not at `since`."""
        moved = await self._experiments.update_one(
            {"_id": key, "status": since.value}, {"$set": {"status": to.value}}
        )
        return moved.matched_count == 1

    async def get(self, key: str) -> Experiment | None:
        """The experiment with that key."""
        found = await self._experiments.find_one({"_id": key})
        return _experiment(found) if found else None

    async def all(self) -> Sequence[Experiment]:
        """Every experiment, by key."""
        cursor = self._experiments.find().sort("_id", ASCENDING)
        return [_experiment(each) async for each in cursor]

    async def put_holdout(self, holdout: Holdout) -> Written:
        """Store a holdout under its key, new or instead of the one before."""
        document = {**msgspec.to_builtins(holdout), "share": float(holdout.share)}
        return await put(self._database, HOLDOUTS, [{"_id": document.pop("key"), **document}])

    async def remove_holdout(self, key: str) -> bool:
        """Give a held out share its offers back; False when there was no such holdout."""
        return (await self._holdouts.delete_one({"_id": key})).deleted_count == 1

    async def holdouts(self) -> Sequence[Holdout]:
        """Every holdout, by key."""
        cursor = self._holdouts.find().sort("_id", ASCENDING)
        return [msgspec.convert(_fields(each), Holdout) async for each in cursor]


def _document(experiment: Experiment) -> Document:
    document = {**msgspec.to_builtins(experiment), "status": experiment.status.value}
    return {"_id": document.pop("key"), "v": EXPERIMENTS.version, **document}


def _experiment(document: Document) -> Experiment:
    return msgspec.convert(_fields(document), Experiment)


def _fields(document: Document) -> Document:
    fields = {name: value for name, value in document.items() if name not in ("_id", "v")}
    return {"key": document["_id"], **fields}
