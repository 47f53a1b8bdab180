"""Goods that go with what a shopper holds or has in the cart: pure, over what was counted."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from personalization.recommendations.counting import category_thing
from personalization.recommendations.lift import Partner
from personalization.recommendations.recommendation import (
    Goods,
    Recommendation,
    RecommendationKind,
    soon,
)
from provenance.text import Message


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that the shopper takes: what is recommended goes with it."""

    product: str
    names: Mapping[str, str]
    category: str | None = None

    @property
    def things(self) -> Sequence[str]:
        """What it was counted as."""
        return [self.product, *([category_thing(self.category)] if self.category else ())]


@dataclass(frozen=True, slots=True)
class Tie:
    """A product that goes with an anchor; `alike` says that only goods of the anchor's category
    tell so, for the anchor itself is too new, or too rarely bought."""

    partner: Partner
    anchor: Anchor
    alike: bool

    @property
    def order(self) -> tuple[bool, float, str]:
        """Sorts stronger ties first."""
        return self.alike, -self.partner.lift, self.partner.product


def ties(
    anchors: Sequence[Anchor],
    going_with: Mapping[str, Sequence[Partner]],
    taken: Container[str],
    most: int,
) -> Sequence[Tie]:
    """The strongest tie of each product that goes with an anchor and is not `taken` already, the
    strongest ones first. `going_with` are the partners of the anchors' things."""
    strongest: dict[str, Tie] = {}
    for tie in sorted(_ties(anchors, going_with), key=lambda each: each.order):
        if tie.partner.product not in taken:
            strongest.setdefault(tie.partner.product, tie)
    return list(strongest.values())[:most]


def going_along(ties: Iterable[Tie], on_sale: Mapping[str, Goods]) -> Sequence[Recommendation]:
    """What of it is on sale, the strongest first; of equally strong ones what has fewer days left
    comes first."""
    found = [(tie, on_sale[tie.partner.product]) for tie in ties if tie.partner.product in on_sale]
    found.sort(key=_rank)
    return [
        Recommendation(RecommendationKind.GOES_WITH, goods, _reason(tie, goods))
        for tie, goods in found
    ]


def _ties(anchors: Sequence[Anchor], going_with: Mapping[str, Sequence[Partner]]) -> Iterator[Tie]:
    for anchor in anchors:
        own = going_with.get(anchor.product)
        if own is None and anchor.category:
            for partner in going_with.get(category_thing(anchor.category), ()):
                yield Tie(partner, anchor, alike=True)
        for partner in own or ():
            yield Tie(partner, anchor, alike=False)


def _rank(found: tuple[Tie, Goods]) -> tuple[object, ...]:
    tie, goods = found
    return tie.alike, -tie.partner.strength, goods.urgency, tie.order


def _reason(tie: Tie, goods: Goods) -> Message:
    key = "recommendations-goes-like" if tie.alike else "recommendations-goes-with"
    return Message(key, {"product": tie.anchor.names, "soon": soon(goods)})
