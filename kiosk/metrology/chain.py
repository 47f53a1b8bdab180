"""The record of sales and prints as a chain: each line holds the hash of the one before.

A line that was changed, taken out or put in is found. Lines cut off at the end are not: whoever
wants that too keeps the last hash elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

import orjson

BEGINNING: Final = "0" * 64
"""What the first line gives as the hash of the one before."""


class Kind(StrEnum):
    """What a line is about."""

    SALE = "sale"
    """Goods were weighed and priced; its label is to come."""
    PRINTED = "printed"
    NOT_PRINTED = "not-printed"
    REPRINTED = "reprinted"
    """The label of `number` again, with its own pack time."""
    TORN = "torn"
    """The line before was cut short while it was written (power failure); `torn` is its hash."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The last line's hash, and how many lines there are."""

    head: str = BEGINNING
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line (from 1) that does not follow from the one before it."""

    line: int


def sealed(head: str, kind: Kind, fields: Mapping[str, Any]) -> bytes:
    """The line for something that follows on `head`: canonical JSON without the line feed.

    Its own hash stands in it: SHA-256 (hex) over the line's JSON, keys sorted, without `hash`.
    """
    body = {"previous": head, "kind": kind.value, **fields}
    return _json({**body, "hash": _hash_of(body)})


def followed(chain: Chain, line: bytes) -> Chain | None:
    """The chain with `line` (without line feed) at its end; None where it does not follow."""
    try:
        entry = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(entry, dict) or _json(entry) != line:
        return None
    own = entry.pop("hash", None)
    if entry.get("previous") != chain.head or own != _hash_of(entry):
        return None
    return Chain(own, chain.lines + 1)


def verified(lines: Iterable[bytes]) -> Chain | Broken:
    """The whole record, or where it breaks. A line cut short must be owned up to by the next."""
    chain, torn = Chain(), None
    for line in lines:
        after = followed(chain, line)
        if torn is not None and (after is None or torn_hash(line) != sha256(torn).hexdigest()):
            return Broken(chain.lines)
        if after is None:
            torn, chain = line, Chain(chain.head, chain.lines + 1)
        else:
            torn, chain = None, after
    return Broken(chain.lines) if torn is not None else chain


def torn_hash(line: bytes) -> str | None:
    """The hash of the cut line that a TORN line owns up to; None for any other line."""
    entry = orjson.loads(line)
    return str(entry["torn"]) if entry.get("kind") == Kind.TORN else None


def _hash_of(body: Mapping[str, Any]) -> str:
    return sha256(_json(body)).hexdigest()


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
