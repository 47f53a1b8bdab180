"""Report: how many shoppers each segment has."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from personalization.reports.suppression import FEWEST
from personalization.shoppers.segments import Segment, segments_of
from personalization.store.market import Market

MOST_SHOPPERS = 100_000


@dataclass(frozen=True, slots=True)
class SegmentSize:
    """A segment in force; `shoppers` is None where there are too few to be told."""

    segment: Segment
    shoppers: int | None


@dataclass(frozen=True, slots=True)
class SegmentSizes:
    """Segments overlap, so their sizes add up to nothing. `known` are the shoppers whose segments
    are known, for they agreed to it; None where those are too few."""

    known: int | None
    segments: tuple[SegmentSize, ...]


async def segment_sizes(market: Market, today: date) -> SegmentSizes:
    """Of the shoppers who agreed to HISTORY, at most `MOST_SHOPPERS`; nobody else is in any."""
    segments = await market.segments.all()
    sizes: Counter[str] = Counter()
    known = 0
    async for shopper in market.histories.all(MOST_SHOPPERS):
        known += 1
        sizes.update(
            segments_of(
                segments,
                shopper.visits,
                listed=shopper.listed,
                loyalty=shopper.loyalty,
                today=today,
            )
        )
    return sizes_told(segments, sizes, known)


def sizes_told(segments: Sequence[Segment], sizes: Mapping[str, int], known: int) -> SegmentSizes:
    """Without what is about too few, or about all but too few."""
    return SegmentSizes(
        known=known if known >= FEWEST else None,
        segments=tuple(
            SegmentSize(segment, size if size == 0 or _tellable(size, known) else None)
            for segment in segments
            if not segment.retired
            for size in [sizes.get(segment.id, 0)]
        ),
    )


def _tellable(size: int, known: int) -> bool:
    """The rest must not be too few either: who is known not to be in it would be recognised."""
    return size >= FEWEST and (size == known or known - size >= FEWEST)
