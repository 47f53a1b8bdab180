"""Where a unit falls, compatible with GrowthBook's SDKs (specification 0.7.1).

Buckets are numbers from 0 (inclusive) to 1 (exclusive) that depend on nothing but a seed and the
unit's id, so every process and every GrowthBook SDK agrees on them.
"""

from collections.abc import Sequence
from typing import Final

Range = tuple[float, float]
"""Half open: since ≤ bucket < until."""

_OFFSET, _PRIME, _MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF  # FNV-1a, 32 bits (RFC 9923)

WEIGHT_SLACK: Final = 0.01
"""How far the sum of the weights may be from 1."""


def bucket(seed: str, unit_id: str, version: int = 2) -> float | None:
    """The unit's place in 0 … 1; None for a hash version that nobody knows.

    Version 1 has steps of a thousandth and favours some units under nested seeds; use version 2
    (steps of a ten-thousandth) for anything new.
    """
    if version == 2:
        return _fnv1a(str(_fnv1a(seed + unit_id))) % 10_000 / 10_000
    if version == 1:
        return _fnv1a(unit_id + seed) % 1_000 / 1_000
    return None


def in_namespace(namespace: str, stretch: Range, unit_id: str) -> bool:
    """Whether the unit belongs to that stretch of a namespace."""
    place = bucket(f"__{namespace}", unit_id, 1)
    return place is not None and _within(place, stretch)


def equal_weights(variants: int) -> tuple[float, ...]:
    """The same share for each."""
    return (1 / variants,) * variants if variants > 0 else ()


def ranges(variants: int, coverage: float = 1.0, weights: Sequence[float] = ()) -> list[Range]:
    """The stretch of each variant, in order.

    Each variant starts where its full weight would and takes `coverage` (0 … 1) of it, so that a
    growing coverage moves nobody from one variant to another. Weights that are not one for each
    variant, or do not sum up to 1, are replaced by equal ones.
    """
    if len(weights) != variants or abs(sum(weights) - 1) > WEIGHT_SLACK:
        weights = equal_weights(variants)
    covered = min(max(coverage, 0.0), 1.0)
    stretches: list[Range] = []
    since = 0.0
    for weight in weights:
        stretches.append((since, since + covered * weight))
        since += weight
    return stretches


def chosen(place: float, stretches: Sequence[Range]) -> int | None:
    """The index of the first stretch that holds the bucket; None where none does."""
    for index, stretch in enumerate(stretches):
        if _within(place, stretch):
            return index
    return None


def _within(place: float, stretch: Range) -> bool:
    since, until = stretch
    return since <= place < until


def _fnv1a(text: str) -> int:
    value = _OFFSET
    for character in text:
        value = (value ^ ord(character)) * _PRIME & _MASK
    return value
