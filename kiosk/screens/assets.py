"""The built screens: which files an entry needs (Vite's manifest), and the files themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from mimetypes import guess_type
from typing import Any

import orjson

BASE = "/assets/"
"""Where the files are served; `base` of vite.config.ts."""


class NotBuiltError(Exception):
    """The screens were not built; the message says how."""

    def __init__(self) -> None:
        super().__init__("The screens are not built: run `python kiosk/web/build.py`.")


@dataclass(frozen=True, slots=True)
class Parts:
    """What one entry needs, as addresses: modules to run, to fetch early, and stylesheets."""

    script: str
    preloads: tuple[str, ...]
    stylesheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file whose name holds a hash of its content: it never changes."""

    body: bytes
    media_type: str


@cache
def parts(entry: str) -> Parts:
    """What `src/{entry}/main.ts` became. Raises `NotBuiltError`."""
    manifest = _manifest()
    try:
        chunks = list(_with_imports(manifest, f"src/{entry}/main.ts"))
    except KeyError:
        raise NotBuiltError from None
    addresses = [BASE + chunk["file"] for chunk in chunks]
    styles = dict.fromkeys(BASE + css for chunk in reversed(chunks) for css in chunk.get("css", ()))
    return Parts(script=addresses[0], preloads=tuple(addresses[1:]), stylesheets=tuple(styles))


def asset(name: str) -> Asset | None:
    """The file served as `/assets/{name}`; None for what is no part of the screens."""
    return _read(name) if name in _names() else None


@cache
def _read(name: str) -> Asset:
    media_type = guess_type(name)[0] or "application/octet-stream"
    return Asset((_static() / name).read_bytes(), media_type)


@cache
def _names() -> frozenset[str]:
    if not _static().is_dir():
        return frozenset()
    return frozenset(file.name for file in _static().iterdir() if not file.name.startswith("."))


def _with_imports(manifest: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    """The entry, then whatever it imports, each once; not what it loads later."""
    seen, waiting = set[str](), [key]
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        yield manifest[name]
        waiting.extend(manifest[name].get("imports", ()))


@cache
def _manifest() -> Mapping[str, Any]:
    try:
        manifest: Mapping[str, Any] = orjson.loads((_static() / "manifest.json").read_bytes())
    except FileNotFoundError:
        raise NotBuiltError from None
    return manifest


def _static() -> Any:
    return files("kiosk") / "static"
