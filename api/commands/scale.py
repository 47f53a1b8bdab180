"""`freshlens scale …`: the agent beside a smart scale, and its log."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from api import clock
from api.commands import err, out, print_json
from api.commands.simulate import own_address
from api.settings import settings_from
from kiosk.labels import Media
from kiosk.metrology import Broken, Plate
from kiosk.scale.agent import TEXTS, Agent, Running
from kiosk.scale.door import PORT
from kiosk.scale.links import Place, place_of
from kiosk.scale.printing import LabelMaker, Printer, printer_at
from kiosk.scale.protocols import PROTOCOLS
from kiosk.scale.sales_log import FILE, LogBrokenError, LogTakenError, verify
from provenance.identity import StorePattern
from provenance.text import LANGUAGES, Message, Texts

_LOOK = 0.5  # seconds between two looks at the wire, for whoever watches this terminal

scale = typer.Typer(help="The agent beside a smart scale, and its log of sales.")

Log = Annotated[
    Path | None, typer.Option("--log", help="The log's folder; FRESHLENS_DATA/scale without it.")
]


@scale.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    *,
    protocol: Annotated[str, typer.Option(help=f"One of {', '.join(PROTOCOLS)}.")] = "mt8217",
    port: Annotated[
        str | None,
        typer.Option(help="The scale: /dev/ttyUSB0, /dev/hidraw0 or tcp://host:port."),
    ] = None,
    server: Annotated[
        str | None, typer.Option(help="The server; this machine's if left out.")
    ] = None,
    key_file: Annotated[
        Path | None,
        typer.Option("--device-key-file", help="Holds the key `freshlens device add` made."),
    ] = None,
    key: Annotated[
        str | None, typer.Option(envvar="FRESHLENS_DEVICE_KEY", help="The key itself.", hidden=True)
    ] = None,
    printer: Annotated[
        str | None, typer.Option(help="tcp://host:9100 (ZPL), or a folder for PNG files.")
    ] = None,
    interval: Annotated[int, typer.Option("-e", help="Verification interval e, in grams.")] = 5,
    maximum: Annotated[int, typer.Option("--max", help="Max, in grams.")] = 15_000,
    pattern: Annotated[
        str | None,
        typer.Option(help="The store's code for labels, such as 21IIIIIWWWWWC:3 (decimals)."),
    ] = None,
    label: Annotated[
        str | None, typer.Option(help="The label's size in mm, such as 58x60.")
    ] = None,
    links: Annotated[
        str | None, typer.Option(help="What QR codes on labels begin with; the server without it.")
    ] = None,
    page: Annotated[
        list[str] | None, typer.Option(help="Another address that the scale's page is opened at.")
    ] = None,
    listen: Annotated[int, typer.Option(help="The port for the page, on 127.0.0.1.")] = PORT,
    log: Log = None,
) -> None:
    """Read a scale, price by the server, print, and serve the page /scale on this machine.

    Prices by `kiosk.metrology`, which is not certified for trade. Every sale is written to an
    append-only log before its label is printed.
    """
    if context.invoked_subcommand is not None:
        return
    if port is None:
        _refuse("--port is missing: where is the scale?")
    if protocol not in PROTOCOLS:
        _refuse(f"--protocol must be one of {', '.join(PROTOCOLS)}")
    settings = settings_from(os.environ)
    address = (server or own_address(settings)).rstrip("/")
    try:
        agent = Agent(
            place=_place(port),
            protocol=PROTOCOLS[protocol],
            plate=Plate(interval, maximum),
            server=address,
            key=_key(key_file, key),
            link_origin=(links or address).rstrip("/"),
            folder=log or settings.data / "scale",
            labels=LabelMaker(Texts(TEXTS), _pattern(pattern), _media(label)),
            printer=_printer(printer),
            port=listen,
            origins=tuple(each.rstrip("/") for each in page or ()),
        )
        asyncio.run(_work(agent))
    except (ValueError, LogBrokenError, LogTakenError) as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(f"port {listen} or the log cannot be opened: {error}")


async def _work(agent: Agent) -> None:
    """Until SIGINT or SIGTERM."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with agent.running(clock.now) as running:
        out.print(f"ws://127.0.0.1:{running.port}", markup=False)
        telling = asyncio.create_task(_tell(agent, running))
        await ended.wait()
        telling.cancel()


async def _tell(agent: Agent, running: Running) -> None:
    """Say on this terminal how the wire is, whenever that changes."""
    told = None
    while True:
        state = running.desk.watch.last.link
        if state is not told:
            told = state
            message = Message(f"scale-link-{state.value}")
            err.print(agent.labels.texts(message, LANGUAGES[0]), markup=False, soft_wrap=True)
        await asyncio.sleep(_LOOK)


@scale.command("log")
def log_(
    *,
    folder: Log = None,
    verify_it: Annotated[
        bool, typer.Option("--verify", help="Check that nothing was changed or taken out.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """The log of sales and prints: print it, or check it.

    Each line holds the hash of the one before. Lines cut off at the end show only against a copy
    of the last hash: keep it elsewhere.
    """
    file = (folder or settings_from(os.environ).data / "scale") / FILE
    if not file.is_file():
        _refuse(f"there is no log at {file}")
    if not verify_it:
        out.print(file.read_text(encoding="utf-8"), end="", markup=False, soft_wrap=True)
        return
    found = verify(file)
    if isinstance(found, Broken):
        if as_json:
            print_json({"intact": False, "brokenAt": found.line})
        else:
            err.print(f"{file} does not hold together from line {found.line} on.", style="red")
        raise typer.Exit(1)
    if as_json:
        print_json({"intact": True, "lines": found.lines, "head": found.head})
    else:
        out.print(f"{found.lines} lines hold together; the last hash is {found.head}")


def _place(text: str) -> Place:
    try:
        return place_of(text)
    except ValueError as error:
        _refuse(f"--port: {error}")


def _printer(text: str | None) -> Printer | None:
    try:
        return printer_at(text) if text else None
    except ValueError as error:
        _refuse(f"--printer: {error}")


def _key(file: Path | None, key: str | None) -> str:
    if file is not None:
        if not file.is_file():
            _refuse(f"--device-key-file: there is no file {file}")
        return file.read_text(encoding="utf-8").strip()
    if not key:
        _refuse("--device-key-file is missing: `freshlens device add` makes one")
    return key


def _pattern(text: str | None) -> StorePattern | None:
    if text is None:
        return None
    digits, _, decimals = text.partition(":")
    if not (decimals.isascii() and decimals.isdecimal()):
        _refuse("--pattern: say its decimals after a colon, such as 21IIIIIWWWWWC:3")
    return StorePattern(digits, int(decimals))


def _media(text: str | None) -> Media | None:
    if text is None:
        return None
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        _refuse("--label: give width and height in mm, such as 58x60")
    return Media(int(width), int(height))


def _refuse(problem: str) -> NoReturn:
    err.print(problem, markup=False, style="red", soft_wrap=True)
    raise typer.Exit(2)
