"""`freshlens simulate scale`: a scale to try out, with goods put on and taken off."""

import asyncio
import os
import signal
from itertools import cycle
from pathlib import Path
from typing import Annotated

import typer

from api.commands import out
from api.commands.simulate import refuse
from api.settings import settings_from
from kiosk.scale.protocols import PROTOCOLS
from kiosk.scale.simulator import Fault, SimulatedScale, shopping, simulated

_WRONG_FOR = 6.0  # seconds that a fault lasts


def scale(
    *,
    protocol: Annotated[str, typer.Option(help=f"One of {', '.join(PROTOCOLS)}.")] = "mt8217",
    at: Annotated[
        str | None,
        typer.Option(
            help="A path for its terminal (FRESHLENS_DATA/scale-wire without it), "
            "or tcp:PORT on this machine."
        ),
    ] = None,
    fault: Annotated[
        list[Fault] | None,
        typer.Option(help="Goes wrong after each customer for some seconds; each in turn."),
    ] = None,
    grams: Annotated[
        int | None, typer.Option(min=0, max=20_000, help="This lies there, and nothing moves.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Draws other goods.")] = 0,
) -> None:
    """Play a scale on a pseudo-terminal or a TCP port until Ctrl-C; all of it is invented.

    Goods are put on, settle, and are taken off. Give the printed address to `freshlens scale
    --port`.
    """
    if protocol not in PROTOCOLS:
        refuse(f"--protocol must be one of {', '.join(PROTOCOLS)}")
    try:
        asyncio.run(_play(protocol, _wire(at), tuple(fault or ()), grams, seed))
    except OSError as error:
        refuse(f"--at: {error}")


def _wire(at: str | None) -> Path | int:
    if at is None:
        folder = settings_from(os.environ).data
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / "scale-wire"
    if not at.startswith("tcp:"):
        return Path(at).absolute()
    port = at.removeprefix("tcp:")
    if not (port.isdecimal() and int(port) < 65536):
        refuse("--at: give tcp: and a port, such as tcp:4001")
    return int(port)


async def customers(
    simulator: SimulatedScale, faults: tuple[Fault, ...] = (), seed: int = 0
) -> None:
    """Put goods on and take them off, for ever; after each customer the next of `faults` comes."""
    wrong = cycle(faults)
    for wait, load in shopping(seed):
        await asyncio.sleep(wait)
        simulator.put(load)
        if faults and not load:
            await simulator.fail(next(wrong))
            await asyncio.sleep(_WRONG_FOR)
            await simulator.mend()


async def _play(
    protocol: str, wire: Path | int, faults: tuple[Fault, ...], grams: int | None, seed: int
) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with simulated(protocol, wire) as simulator:
        out.print(simulator.address, markup=False, soft_wrap=True)

        if grams is not None:
            simulator.put(grams)
            await ended.wait()
            return
        playing = asyncio.create_task(customers(simulator, faults, seed))
        await ended.wait()
        playing.cancel()
