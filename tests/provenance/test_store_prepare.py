"""Preparing a database that is up to date: no validator is set again, as that stops all writers."""

import secrets

from pymongo import AsyncMongoClient
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from provenance.store.archive import COLLECTIONS
from provenance.store.collection import Document, prepare


class Commands(CommandListener):
    """The names of the commands that were sent."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def started(self, event: CommandStartedEvent) -> None:
        self.seen.append(event.command_name)

    def succeeded(self, event: CommandSucceededEvent) -> None: ...

    def failed(self, event: CommandFailedEvent) -> None: ...


async def test_validators_are_set_once_and_when_they_change(mongodb_uri: str) -> None:
    commands = Commands()
    async with AsyncMongoClient[Document](mongodb_uri, event_listeners=[commands]) as client:
        database = client[f"freshlens_test_{secrets.token_hex(4)}"]
        try:
            await prepare(database, COLLECTIONS)
            await prepare(database, COLLECTIONS)
            assert "collMod" not in commands.seen
            name = COLLECTIONS[0].name
            await database.command("collMod", name, validator={})
            await prepare(database, COLLECTIONS)
            assert commands.seen.count("collMod") == 2
            options = await (await database.list_collections(filter={"name": name})).next()
            assert options["options"]["validator"] == COLLECTIONS[0].validator
        finally:
            await client.drop_database(database.name)
