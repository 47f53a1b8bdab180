"""A scale on a real wire: what is heard of it, whatever happens to the wire."""

import asyncio
import socket
from pathlib import Path

import pytest

from kiosk.scale.links import Place, place_of
from kiosk.scale.protocols import PROTOCOLS
from kiosk.scale.reading import LinkState
from kiosk.scale.simulator import Fault, SimulatedScale, simulated
from tests.kiosk.scale_samples import listening

NAMES = list(PROTOCOLS)
NOISY = ("mt8217", "sics", "hidpos")
"""Those that answer at once; CAS says nothing that is half, and no weight before its ACK is."""


@pytest.mark.parametrize("kind", ["terminal", "tcp"])
async def test_goods_settle_and_are_taken_off(kind: str, tmp_path: Path) -> None:
    async def weigh(name: str) -> None:
        at = tmp_path / name if kind == "terminal" else 0
        async with simulated(name, at) as scale, listening(scale) as ear:
            await ear.steady(0)
            scale.put(1250)
            heard = await ear.steady(1250)
            assert heard.link is LinkState.CONNECTED
            moving = [each.shown for _, each in ear.heard if each.shown and not each.shown.steady]
            assert len(moving) > 3
            scale.put(0)
            await ear.steady(0)

    await asyncio.gather(*map(weigh, NAMES))


@pytest.mark.parametrize(
    ("fault", "names", "state"),
    [
        (Fault.UNPLUG, NAMES, LinkState.UNPLUGGED),
        (Fault.SILENT, NAMES, LinkState.SILENT),
        (Fault.WRONG_PROTOCOL, NAMES, LinkState.WRONG_PROTOCOL),
        (Fault.BABBLE, NOISY, LinkState.BABBLING),
        (Fault.HALF, NOISY, LinkState.BABBLING),
    ],
)
async def test_a_fault_is_named_and_mended_by_itself(
    fault: Fault, names: list[str], state: LinkState, tmp_path: Path
) -> None:
    async def suffer(name: str) -> None:
        async with simulated(name, tmp_path / name) as scale, listening(scale) as ear:
            scale.put(500)
            await ear.steady(500)
            await scale.fail(fault)
            heard = await ear.until(lambda heard: heard.link is state, patience=2.5)
            assert heard.shown is None, "a weight is unknown then, never 0"
            await scale.mend()
            await ear.steady(500)

    await asyncio.gather(*map(suffer, names))


async def test_a_cut_network_is_found_again_at_the_same_port() -> None:
    async with simulated("mt8217") as scale, listening(scale) as ear:
        await ear.steady(0)
        await scale.fail(Fault.UNPLUG)
        await ear.until(lambda heard: heard.link is LinkState.UNPLUGGED)
        await scale.mend()
        await ear.steady(0)


async def test_a_scale_is_waited_for_that_was_never_there(tmp_path: Path) -> None:
    scale = SimulatedScale("cas", tmp_path / "wire")
    async with listening(scale) as ear:
        await ear.until(lambda heard: heard.link is LinkState.UNPLUGGED)
        await scale.plug_in()
        try:
            await ear.steady(0)
        finally:
            await scale.unplug()


@pytest.mark.parametrize("name", ["mt8217", "sics"])
async def test_a_scale_sets_itself_to_zero_only_near_zero(name: str, tmp_path: Path) -> None:
    async with simulated(name, tmp_path / "wire") as scale, listening(scale) as ear:
        scale.put(1250)
        await ear.steady(1250)
        assert not await ear.watch.zero()
        scale.put(25)
        await ear.steady(25)
        assert await ear.watch.zero()
        await ear.steady(0)


async def test_a_silent_scale_does_not_set_itself_to_zero(tmp_path: Path) -> None:
    async with simulated("mt8217", tmp_path / "wire") as scale, listening(scale) as ear:
        await ear.steady(0)
        await scale.fail(Fault.SILENT)
        assert not await ear.watch.zero(patience=0.3)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("/dev/ttyUSB0", Place("/dev/ttyUSB0")),
        ("tcp://scale.example:4001", Place(host="scale.example", port=4001)),
    ],
)
def test_a_place_is_read(text: str, place: Place) -> None:
    assert place_of(text) == place


@pytest.mark.parametrize("text", ["", "COM3", "tcp://", "tcp://host", "http://host:80"])
def test_what_is_no_place_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="give"):
        place_of(text)


async def test_a_taken_port_cannot_be_opened() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        async with simulated("cas", taken.getsockname()[1]):
            pass
