"""The command line: `freshlens …`. Every command is a file in `api.commands`."""

import sys
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer
from pymongo.errors import ConfigurationError, ConnectionFailure

from api.commands import err, out
from api.commands.audit import audit
from api.commands.codes import codes
from api.commands.demo import demo
from api.commands.device import devices
from api.commands.imports import imports
from api.commands.label import labels
from api.commands.links import links
from api.commands.offers import offers
from api.commands.rebuild import rebuild
from api.commands.scale import scale
from api.commands.schema import schema
from api.commands.secret import secret
from api.commands.serve import serve
from api.commands.simulate import simulate
from api.commands.simulate_scale import scale as simulated_scale
from api.commands.simulate_shoppers import shoppers
from api.commands.staff import keys, users
from api.commands.verify import verify
from api.commands.webhook import webhooks
from api.commands.work import work
from api.embedded import EmbeddedError
from api.server import PortTakenError, leave_on_sigterm
from api.settings import SettingsError
from kiosk.screens import NotBuiltError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they print local variables, secrets among them
)
for command in (demo, serve, work, codes, rebuild, verify, audit, schema, secret):
    app.command()(command)
simulate.command("shoppers")(shoppers)
simulate.command("scale")(simulated_scale)
groups = (
    ("label", labels),
    ("import", imports),
    ("links", links),
    ("offers", offers),
    ("user", users),
    ("key", keys),
    ("device", devices),
    ("webhook", webhooks),
    ("simulate", simulate),
    ("scale", scale),
)
for name, group in groups:
    app.add_typer(group, name=name)


def _print_version(wanted: bool) -> None:
    if wanted:
        out.print(f"freshlens {version('freshlens')}")
        raise typer.Exit


@app.callback()
def freshlens(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Scan anything on the shelf: freshness, origin, reviews, recipes and offers in one answer.

    All commands read FRESHLENS_… variables. Without FRESHLENS_MONGODB_URI they use the database
    in FRESHLENS_DATA (.freshlens), also while a demo runs on it.
    """


def main() -> None:
    """Run the command line; what the caller can mend is said in words, with status 2."""
    leave_on_sigterm()
    try:
        app()
    except (SettingsError, EmbeddedError, PortTakenError, NotBuiltError) as error:
        _refuse(str(error))
    except ConnectionFailure as error:
        _refuse(f"MongoDB cannot be reached: check FRESHLENS_MONGODB_URI.\n{error}")
    except ConfigurationError as error:
        _refuse(f"FRESHLENS_MONGODB_URI cannot be used: {error}")


def _refuse(problem: str) -> NoReturn:
    err.print(problem, markup=False, style="red", soft_wrap=True)
    sys.exit(2)
