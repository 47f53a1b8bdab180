"""All live offers at one moment, indexed by what they need.

Each offer is kept under the keys of the most selective thing without which it cannot apply; a
context's keys then find the few offers that can. Publishing one offer makes a new snapshot that
shares everything else with the old one.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import msgspec

from personalization.experiments.experiment import Experiment, Holdout
from personalization.offers.compiled import Compiled, compiled
from personalization.offers.conditions.clause import present
from personalization.offers.conditions.leaf import Clause
from personalization.offers.context import OfferContext, Trigger
from personalization.offers.gates import closed_gate
from personalization.offers.needs import looks_at_recipes, to_be_told
from personalization.offers.offer import Offer

_ANYWHERE = ""
"""Where offers are kept that no key leads to: they are always looked at."""
_RECIPES = "looks at recipes"
"""Where offers are kept besides that look at recipes. No context has this key."""
_MODULUS = 1 << 128


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Immutable. `offers` and their `compiled` forms by id, `experiments` by key, `holdouts` in the
    order of their keys. Make one with `of`."""

    offers: Mapping[str, Offer]
    compiled: Mapping[str, Compiled]
    experiments: Mapping[str, Experiment]
    holdouts: tuple[Holdout, ...]
    _postings: Mapping[str, tuple[Compiled, ...]]
    _digest: int

    @classmethod
    def of(
        cls,
        offers: Iterable[Offer],
        experiments: Iterable[Experiment] = (),
        holdouts: Iterable[Holdout] = (),
    ) -> Self:
        """A snapshot of these; of two offers with one id the later counts."""
        by_id = {offer.id: offer for offer in offers}
        ready = {offer.id: compiled(offer) for offer in by_id.values()}
        postings: dict[str, list[Compiled]] = {}
        for each in ready.values():
            for key in _keys(each):
                postings.setdefault(key, []).append(each)
        kept = {key: tuple(found) for key, found in postings.items()}
        without_trials = cls(by_id, ready, {}, (), kept, _digest(by_id.values()))
        return without_trials.with_experiments(experiments, holdouts)

    def with_offer(self, offer: Offer) -> Self:
        """With this offer, in the place of the one with its id."""
        return self._changed(offer.id, offer)

    def without(self, offer_id: str) -> Self:
        """Without that offer."""
        return self._changed(offer_id, None)

    def with_experiments(
        self, experiments: Iterable[Experiment], holdouts: Iterable[Holdout]
    ) -> Self:
        """With these experiments and holdouts, and no others."""
        by_key = {each.key: each for each in experiments}
        in_order = tuple(sorted(holdouts, key=lambda each: each.key))
        before = _digest(self.experiments.values()) + _digest(self.holdouts)
        digest = self._digest - before + _digest(by_key.values()) + _digest(in_order)
        return type(self)(self.offers, self.compiled, by_key, in_order, self._postings, digest)

    @property
    def hash(self) -> str:
        """32 hex digits that name the contents, however they came together."""
        return f"{self._digest % _MODULUS:032x}"

    @property
    def looks_at_recipes(self) -> bool:
        """Whether any offer asks how far the cart is with recipes (`OfferContext.recipes`)."""
        return _RECIPES in self._postings

    def candidates(self, context: OfferContext) -> Sequence[Compiled]:
        """The offers that may apply, by priority and id: they pass every gate, and what they need
        most is present. Their conditions are still to be judged."""
        found = [each for each in self.within_reach(context) if closed_gate(each, context) is None]
        found.sort(key=_order)
        return found

    def within_reach(self, context: OfferContext) -> set[Compiled]:
        """The offers for which the most selective thing they need is present."""
        postings = self._postings
        found = set(postings.get(_ANYWHERE, ()))
        for key in present(context):
            if key in postings:
                found.update(postings[key])
        return found

    def speaking(self, context: OfferContext) -> set[Compiled]:
        """The offers that name the context's trigger, and of which what they need most to be told
        is present. Their gates and conditions are still to be judged."""
        found = set[Compiled]()
        for key in (_ANYWHERE, *present(context)):
            found.update(self._postings.get(_told(context.trigger, key), ()))
        return found

    def _changed(self, offer_id: str, offer: Offer | None) -> Self:
        offers, ready = dict(self.offers), dict(self.compiled)
        postings, digest = dict(self._postings), self._digest
        if before := ready.pop(offer_id, None):
            digest -= _digest([offers.pop(offer_id)])
            for key in _keys(before):
                rest = tuple(each for each in postings.pop(key) if each is not before)
                if rest:
                    postings[key] = rest
        if offer is not None:
            offers[offer_id], ready[offer_id] = offer, compiled(offer)
            digest += _digest([offer])
            for key in _keys(ready[offer_id]):
                postings[key] = (*postings.get(key, ()), ready[offer_id])
        return type(self)(offers, ready, self.experiments, self.holdouts, postings, digest)


def _keys(each: Compiled) -> Iterator[str]:
    yield from _places(each.clause)
    if looks_at_recipes(each.offer):
        yield _RECIPES
    if each.offer.triggers:
        places = _places(to_be_told(each.offer))
        yield from (_told(trigger, key) for trigger in each.offer.triggers for key in places)


def _places(clause: Clause | None) -> Collection[str]:
    return (_ANYWHERE,) if clause is None else clause.keys


def _told(trigger: Trigger, key: str) -> str:
    """Where offers are kept besides that name the trigger. No context has this key."""
    return f"{trigger} {key}"


def _order(each: Compiled) -> tuple[int, str]:
    return each.order


def _digest(values: Iterable[Offer | Experiment | Holdout]) -> int:
    """The digests of all, added up: one can be put in and taken out again, in any order (Bellare
    and Micciancio, “A new paradigm for collision-free hashing”, 1997)."""
    total = 0
    for value in values:
        content = msgspec.json.encode(value, order="deterministic")
        kind = type(value).__name__.encode()
        total += int.from_bytes(hashlib.blake2b(content, digest_size=16, person=kind).digest())
    return total
