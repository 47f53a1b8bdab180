"""GraphQL: kiosks and scales as they know themselves, and as operations sees them."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.access.devices import DeviceKind, DeviceProblem, DeviceReport
from api.graphql.described import described
from api.graphql.qr import QrCode
from api.graphql.store_types import Store

strawberry.enum(DeviceKind, description="What stands in the store.")
strawberry.enum(
    DeviceProblem,
    description="What a device finds wrong with itself. OFFLINE_LATELY: it lost the network in the "
    "last minutes; CLOCK_WRONG: its clock is more than a minute off; SCANNER_SILENT: its scanner "
    "sends nothing that can be read; AGENT_AWAY: a scale's screen does not reach the agent beside "
    "it; SCALE_SILENT: the agent hears nothing of the scale; SCALE_UNREADABLE: it hears what the "
    "protocol does not know; PRINTER_AWAY: the label printer does not take labels.",
)


@strawberry.type(description="A zone of a store's floor plan, by name.")
class DeviceZone:
    id: strawberry.ID = described("Its id, as in `ScanContext.visit`.")
    name: str = described("Its name in the caller's language.")


@strawberry.type(description="What a device last said of itself.")
class DeviceHealth:
    heard_at: datetime = described("When (UTC).")
    online: bool = described("Whether that is at most 90 seconds ago.")
    version: str = described("The version of the screen's files.")
    clock_offset_seconds: float | None = described(
        "Its clock less the server's; null where it does not know."
    )
    problems: list[DeviceProblem] = described("What it found wrong; empty when nothing.")

    @classmethod
    def of(cls, report: DeviceReport, now: datetime) -> "DeviceHealth":
        """A report as it looks at `now`."""
        return cls(
            heard_at=report.heard_at,
            online=report.online(now),
            version=report.version,
            clock_offset_seconds=report.clock_offset,
            problems=sorted(report.problems),
        )


@strawberry.type(description="A kiosk or scale that was paired: it holds a key of its own.")
class Device:
    id: strawberry.ID = described("Its key's id, which is no secret.")
    kind: DeviceKind = described("What it is.")
    name: str = described("What staff calls it.")
    store: Store | None = described("The store it stands in; null when there is no such store now.")
    zone: DeviceZone | None = described(
        "The zone it stands in; null: anywhere in the store, or a zone that is gone."
    )
    paired_at: datetime = described("When it was paired (UTC).")
    health: DeviceHealth | None = described("What it last said; null when it never did.")


@strawberry.input(description="A kiosk or scale that begins.")
class PairDeviceInput:
    kind: DeviceKind = described("What it is.")
    name: str = described("What staff will call it, 1 to 60 characters.")
    store_id: strawberry.ID = described("The store it stands in.")
    zone_id: strawberry.ID | None = described(
        "The zone of the store's floor plan; left out: anywhere in the store.", default=None
    )


@strawberry.input(description="A device whose key ends.")
class UnpairDeviceInput:
    device_id: strawberry.ID = described("As `Device.id`.")


@strawberry.input(description="What a device says of itself.")
class ReportDeviceInput:
    version: str = described("The version of the screen's files, up to 60 characters.")
    clock_offset_seconds: float | None = described(
        "Its clock less the server's, in seconds; null where it does not know.", default=None
    )
    problems: list[DeviceProblem] = described("What is wrong right now.", default_factory=list)


@strawberry.type(description="A device that was paired.")
class DevicePaired:
    key: str = described("Its key, to be sent as `Authorization: Bearer …`. It is not shown again.")
    address: str = described(
        "The page to open on it; what follows # is the key and is never sent to a server."
    )
    device: Device = described("What is kept of it.")

    @strawberry.field(description="`address` to draw.")
    async def qr(self) -> QrCode:
        return await QrCode.of(self.address)

    @property
    def id(self) -> str:
        """For the audit log."""
        return self.device.id


@strawberry.type(description="A device whose key ended.")
class DeviceUnpaired:
    id: strawberry.ID = described("The device; repeating it changes nothing.")


@strawberry.type(description="A device was heard.")
class DeviceReported:
    at: datetime = described("When, by the server's clock (UTC).")


@strawberry.type(description="Why a device was not paired, unpaired or heard.")
class DeviceRefusal:
    message: str = described("What is wrong, and what to do about it.")


PairDeviceResult = Annotated[
    DevicePaired | DeviceRefusal,
    strawberry.union("PairDeviceResult", description="The device and its key, or why not."),
]
UnpairDeviceResult = Annotated[
    DeviceUnpaired | DeviceRefusal,
    strawberry.union("UnpairDeviceResult", description="That its key ended, or why not."),
]
ReportDeviceResult = Annotated[
    DeviceReported | DeviceRefusal,
    strawberry.union("ReportDeviceResult", description="That it was heard, or why not."),
]
