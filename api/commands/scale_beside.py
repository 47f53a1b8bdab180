"""The demo's smart scale: a simulated one with goods put on it, and the agent that reads it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from api import clock
from api.commands import err
from api.commands.beside import beside
from api.commands.simulate import own_address
from api.commands.simulate_scale import customers
from api.settings import Settings
from kiosk.metrology import Plate
from kiosk.scale.agent import TEXTS, Agent
from kiosk.scale.links import place_of
from kiosk.scale.printing import Folder, LabelMaker
from kiosk.scale.protocols import PROTOCOLS
from kiosk.scale.sales_log import LogBrokenError, LogTakenError
from kiosk.scale.simulator import simulated
from provenance.text import Texts

_PROTOCOL = "mt8217"
_PLATE = Plate(5, 15_000)


@contextmanager
def weighing_beside(settings: Settings, key: str) -> Iterator[None]:
    """Both in processes of their own, which end with the context; `key` is the scale's.

    Labels are PNG files in the data folder.
    """
    with beside(_scale, _wire(settings)), beside(_agent, settings, key):
        yield


def _wire(settings: Settings) -> Path:
    return settings.data.absolute() / "scale-wire"


def _scale(wire: Path) -> None:
    async def play() -> None:
        async with simulated(_PROTOCOL, wire) as simulator:
            await customers(simulator)

    with suppress(KeyboardInterrupt):
        asyncio.run(play())


def _agent(settings: Settings, key: str) -> None:
    async def work() -> None:
        agent = Agent(
            place=place_of(str(_wire(settings))),
            protocol=PROTOCOLS[_PROTOCOL],
            plate=_PLATE,
            server=own_address(settings),
            key=key,
            link_origin=settings.public_url,
            folder=settings.data / "scale",
            labels=LabelMaker(Texts(TEXTS)),
            printer=Folder(settings.data / "labels"),
            origins=(settings.public_url,),
        )
        async with agent.running(clock.now):
            await asyncio.Event().wait()

    with suppress(KeyboardInterrupt):
        try:
            asyncio.run(work())
        except (OSError, LogBrokenError, LogTakenError) as error:
            err.print(f"The sample's scale stops: {error}", markup=False, soft_wrap=True)
