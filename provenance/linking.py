"""Setting and removing links, so that every known thing has a default link at its level or above.

The demand looks at what is stored and what is known; two writers at the same moment are not held
apart, and what they may leave behind resolves to 404 until one of them sets a default.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from provenance.imports.engine import Kind, Outcome
from provenance.imports.records import Refused
from provenance.links.link import Level
from provenance.links.link_types import DEFAULT
from provenance.links.linkset import linkset_levels
from provenance.store.archive import Archive
from provenance.store.collection import Written
from provenance.text import Message


def links_kind(archive: Archive, *, origin: str, today: date) -> Kind[Level]:
    """Linksets (RFC 9264, JSON) as a kind of import; `origin` is our public address."""

    def records(document: Mapping[str, Any]) -> Sequence[Level | Refused]:
        return list(linkset_levels(document, origin=origin, today=today))

    async def write(levels: Sequence[Level]) -> Outcome:
        refused = await _without_default(archive, levels)
        taken = [level for position, level in enumerate(levels) if position not in refused]
        return Outcome(await archive.links.put(taken), refused)

    return Kind(records, write)


async def set_level(archive: Archive, level: Level) -> Written | Refused:
    """Set the links of one level, which is sound by itself (`provenance.links.checks`)."""
    if refused := await _without_default(archive, [level]):
        return refused[0]
    return await archive.links.put([level])


async def remove_level(archive: Archive, path: str) -> bool | Refused:
    """Remove the links of one level; False when it had none."""
    if (
        path == key_path(path)
        and await archive.links.any_below(path)
        and not await archive.products.get_many(_gtins([path]))
    ):
        return _default_needed(path)
    return await archive.links.remove(path)


def key_path(path: str) -> str:
    """The path of a thing's primary key alone: `01/09506000134352/10/L1` → `01/09506000134352`."""
    if path.startswith("415/"):  # a payment slip is named by issuer and reference together
        return path
    return "/".join(path.split("/")[:2])


async def _without_default(archive: Archive, levels: Sequence[Level]) -> Mapping[int, Refused]:
    """Those levels, by position, that would leave a known key without a default link."""
    given = {level.path: bool(level.of_type(DEFAULT)) for level in levels}
    keys = {key_path(path) for path in given}
    known = await archive.products.get_many(_gtins(keys))
    stored = await archive.links.defaults(keys - given.keys())
    return {
        position: _default_needed(key)
        for position, level in enumerate(levels)
        if not given.get(key := key_path(level.path), key in stored)
        and key.removeprefix("01/") not in known
    }


def _gtins(paths: Iterable[str]) -> Sequence[str]:
    return [path.removeprefix("01/") for path in map(key_path, paths) if path.startswith("01/")]


def _default_needed(key: str) -> Refused:
    return Refused(Message("links-default-needed", {"key": key}))
