"""What paired devices last said of themselves, in MongoDB."""

from collections.abc import Collection as Some
from collections.abc import Mapping

from pymongo.asynchronous.database import AsyncDatabase

from api.access.devices import DeviceProblem, DeviceReport
from provenance.store.collection import Collection, Document, put

DEVICE_REPORTS = Collection(
    name="device_reports",
    required=("version", "clock_offset", "problems", "heard_at"),
    properties={
        "version": {"bsonType": "string"},
        "clock_offset": {"bsonType": ["double", "null"]},
        "problems": {
            "bsonType": "array",
            "items": {"enum": [problem.value for problem in DeviceProblem]},
        },
        "heard_at": {"bsonType": "date"},
    },
)
"""`_id` is the id of the device's key; only its last report is kept."""


class DeviceReports:
    """The devices' last reports of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._reports = database[DEVICE_REPORTS.name]

    async def keep(self, key_id: str, report: DeviceReport) -> None:
        """The device's last report is this one."""
        document = {
            "_id": key_id,
            "version": report.version,
            "clock_offset": report.clock_offset,
            "problems": sorted(report.problems),
            "heard_at": report.heard_at,
        }
        await put(self._database, DEVICE_REPORTS, [document])

    async def of(self, key_ids: Some[str]) -> Mapping[str, DeviceReport]:
        """Reports by key id; of devices that never said anything, none."""
        found = self._reports.find({"_id": {"$in": list(key_ids)}})
        return {
            document["_id"]: DeviceReport(
                version=document["version"],
                clock_offset=document["clock_offset"],
                problems=frozenset(DeviceProblem(each) for each in document["problems"]),
                heard_at=document["heard_at"],
            )
            async for document in found
        }
