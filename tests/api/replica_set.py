"""Three real mongods on this machine as one replica set, for killing its primary."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from api.embedded.binary import find_mongod
from provenance.store.collection import Document
from tests.api.processes import free_port

MEMBERS = 3


class ReplicaSet:
    """Its members by port."""

    def __init__(self, members: dict[int, "subprocess.Popen[bytes]"]) -> None:
        self._members = members

    @property
    def uri(self) -> str:
        hosts = ",".join(f"127.0.0.1:{port}" for port in self._members)
        return f"mongodb://{hosts}/?replicaSet=rs0"

    async def initiate(self) -> None:
        """Elections take some two seconds here instead of eleven."""
        port, *_ = self._members
        members = [
            {"_id": number, "host": f"127.0.0.1:{port}"}
            for number, port in enumerate(self._members)
        ]
        settings = {"electionTimeoutMillis": 2000, "heartbeatIntervalMillis": 500}
        config = {"_id": "rs0", "members": members, "settings": settings}
        uri = f"mongodb://127.0.0.1:{port}/?directConnection=true"
        async with AsyncMongoClient[Document](uri, serverSelectionTimeoutMS=20_000) as client:
            await client.admin.command("replSetInitiate", config)
        await self.primary()

    async def primary(self) -> int:
        """The port of the member that takes writes."""
        async with AsyncMongoClient[Document](self.uri, serverSelectionTimeoutMS=20_000) as client:
            while True:
                try:
                    hello = await client.admin.command("hello")
                    return int(str(hello["primary"]).rpartition(":")[2])
                except PyMongoError:  # it is being elected
                    await asyncio.sleep(0.1)

    def kill(self, port: int) -> None:
        """SIGKILL: nothing is written down any more."""
        self._members[port].kill()
        self._members[port].wait()


@asynccontextmanager
async def replica_set(folder: Path) -> AsyncIterator[ReplicaSet]:
    """Ready to be written to; every member is killed in the end."""
    mongod = find_mongod()
    with ExitStack() as stack:
        members = {}
        for number in range(MEMBERS):
            data, port = folder / str(number), free_port()
            data.mkdir()
            process = subprocess.Popen(  # noqa: ASYNC220
                [
                    *(mongod, "--dbpath", data, "--port", str(port), "--bind_ip", "127.0.0.1"),
                    *("--replSet", "rs0", "--oplogSize", "64", "--wiredTigerCacheSizeGB", "0.25"),
                    *("--wiredTigerEngineConfigString", "log=(file_max=16MB)", "--quiet"),
                ],
                stdout=subprocess.DEVNULL,
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            members[port] = process
        started = ReplicaSet(members)
        await started.initiate()
        yield started
