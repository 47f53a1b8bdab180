"""What an offer cannot do without: where the index keeps it."""

from collections.abc import Iterable, Sequence

from personalization.offers.conditions.clause import Kind, clause, selector_clause
from personalization.offers.conditions.leaf import Clause, Leaf
from personalization.offers.conditions.recipe_progress import RecipeProgressCondition
from personalization.offers.conditions.tree import All, AnyOf, Condition, Not, leaves
from personalization.offers.offer import Offer

_SEEN = {
    Kind.CODE: 0.0005,
    Kind.GTIN: 0.001,
    Kind.BRAND: 0.02,
    Kind.ZONE: 0.03,
    Kind.STORE: 0.05,
    Kind.SEGMENT: 0.1,
    Kind.CATEGORY: 0.2,
}
"""In about which share of all decisions a key of a kind is present. Only speed hangs on it."""


_OF_SHOPPERS = frozenset({Kind.SEGMENT, Kind.STORE})
"""What says nothing of a cart."""


def most_selective(offer: Offer) -> Clause | None:
    """Of everything that must be present for the offer to have an effect, what is so most rarely;
    None where no key of the index says it."""
    return _best([*_circumstances(offer), _benefits_clause(offer)])


def to_be_told(offer: Offer) -> Clause | None:
    """The same where it is only told of: nothing it would take something off need be there yet."""
    return _best(_circumstances(offer))


def concerns(offer: Offer) -> frozenset[str] | None:
    """The keys of the goods, zones and codes that the offer names, whatever it says of them: a cart
    that has one may be near to it. None: it is about any cart."""
    given = _benefits_clause(offer)
    if given is None:
        return None
    keys = {key for leaf in leaves(offer.condition) for key in _keys(leaf)}
    return given.keys | {key for key in keys if _kind(key) not in _OF_SHOPPERS}


def looks_at_recipes(offer: Offer) -> bool:
    """Whether the offer cannot be judged before somebody looked what the cart is for."""
    return any(isinstance(leaf, RecipeProgressCondition) for leaf in leaves(offer.condition))


def _keys(leaf: Leaf) -> frozenset[str]:
    clause_ = leaf.necessary()
    return frozenset() if clause_ is None else clause_.keys


def _circumstances(offer: Offer) -> Iterable[Clause | None]:
    if offer.condition is not None:
        yield _necessary(offer.condition)
    if offer.needs_code:
        yield clause(Kind.CODE, [offer.id])
    if offer.stores:
        yield clause(Kind.STORE, offer.stores)


def _benefits_clause(offer: Offer) -> Clause | None:
    """Without a line to take something off, most offers have no effect."""
    needed: list[Clause | None] = []
    for benefit in offer.benefits:
        needed += [selector_clause(each) for each in benefit.needs()] or [None]
    return _either(needed)


def _necessary(condition: Condition) -> Clause | None:
    if isinstance(condition, All):
        return _best(_necessary(part) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return _either([_necessary(part) for part in condition.parts])
    if isinstance(condition, Not):
        return None
    return condition.necessary()


def _either(clauses: Sequence[Clause | None]) -> Clause | None:
    keys: set[str] = set()
    for each in clauses:
        if each is None:
            return None
        keys |= each.keys
    return Clause(frozenset(keys))


def _best(clauses: Iterable[Clause | None]) -> Clause | None:
    return min((each for each in clauses if each is not None), key=_seen, default=None)


def _seen(each: Clause) -> float:
    return sum(_SEEN[_kind(key)] for key in each.keys)


def _kind(key: str) -> Kind:
    return Kind(key.partition(":")[0])
