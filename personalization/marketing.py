"""What marketers do with offers: work on a draft, publish it, take it out of force again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

import msgspec

from personalization.offers.lifecycle import (
    KeptOffer,
    Step,
    drafted,
    ended,
    paused,
    published,
    resumed,
)
from personalization.offers.offer import Offer
from personalization.offers.problem import Problem
from personalization.offers.references import Named, references
from personalization.offers.runs import Runs, runs
from personalization.offers.validation import Known, errors
from personalization.offers.validation.wording import is_id
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.text import Message

BY_SCHEDULE = "schedule"
"""Who ended an offer that was over."""
_A_DAY = timedelta(days=1)
"""Wall clocks are ahead of UTC by less than that."""
_TRIES = 5
"""How often a change that does not name a revision is tried beside others."""


@dataclass(frozen=True, slots=True)
class Declined:
    """Why an offer was not changed; `problems` where they keep it from being published."""

    reason: Message
    problems: Sequence[Problem] = ()


class _Rule(Protocol):
    def __call__(self, before: KeptOffer, /, *, by: str, now: datetime) -> Step | Message: ...


async def known_to(archive: Archive, market: Market, offers: Sequence[Offer], today: date) -> Known:
    """What these offers are judged against."""
    named = {each for offer in offers for each in references(offer)}

    def ids(kind: Named) -> set[str]:
        return {each.id for each in named if each.named is kind}

    groups = [offer.exclusive_group for offer in offers if offer.exclusive_group]
    (_, stores), experiments, zones, segments, categories, rivals = await asyncio.gather(
        archive.places.known(),
        market.experiments.all(),
        market.zones.stores_of(ids(Named.ZONE)),
        market.segments.all(),
        archive.products.categories(),
        market.offers.live_exclusive(groups),
    )
    return Known(
        today=today,
        stores={store.id: store for store in stores},
        zones=frozenset(zones),
        segments=frozenset(segment.id for segment in segments if not segment.retired),
        products=frozenset(await archive.products.get_many(ids(Named.PRODUCT))),
        categories=categories,
        campaigns=frozenset(await market.campaigns.by_ids(ids(Named.CAMPAIGN))),
        experiments={experiment.key: experiment for experiment in experiments},
        rivals=rivals,
    )


async def save(
    market: Market, content: Offer, *, revision: int | None, by: str, now: datetime
) -> KeptOffer | Declined:
    """Work on a draft, or begin an offer (`revision` None); repeating it changes nothing."""
    if not is_id(content.id):
        return Declined(Message("offer-id", {"value": content.id[:100]}))
    before = await market.offers.get(content.id)
    step = drafted(before, content, by=by, now=now)
    if isinstance(step, Message):
        return Declined(step)
    if before is not None and step.changes and revision != before.revision:
        return Declined(
            Message("offer-taken" if revision is None else "offer-changed", {"id": content.id})
        )
    if before is None and revision is not None:
        return Declined(Message("offer-unknown"))
    kept = await market.offers.keep(step)
    return kept or Declined(Message("offer-changed", {"id": content.id}))


async def publish(
    archive: Archive, market: Market, offer: str, *, revision: int, by: str, now: datetime
) -> KeptOffer | Declined:
    """Put the draft as of that revision into force, unless something is wrong with it."""
    before = await market.offers.get(offer)
    if before is None:
        return Declined(Message("offer-unknown"))
    step = published(before, by=by, now=now)
    if isinstance(step, Message):
        return Declined(step)
    if not step.changes:
        return before
    if revision != before.revision:
        return Declined(Message("offer-changed", {"id": offer}))
    return await _put_in_force(archive, market, step)


async def would_become(
    archive: Archive, market: Market, content: Offer, *, by: str, now: datetime, publishing: bool
) -> Step | Declined:
    """What saving this content would do, and publishing it too if wanted; nothing is stored."""
    if not is_id(content.id):
        return Declined(Message("offer-id", {"value": content.id[:100]}))
    before = await market.offers.get(content.id)
    step = drafted(before, content, by=by, now=now)
    if isinstance(step, Step) and publishing and step.after.draft is not None:
        step = published(step.after, by=by, now=now)
    if isinstance(step, Message):
        return Declined(step)
    if not publishing or step.after.published is None:
        return step
    known = await known_to(archive, market, [step.after.published], now.date())
    if wrong := errors(step.after.published, known):
        return Declined(Message("offer-has-errors", {"count": len(wrong)}), wrong)
    return step


async def duplicate(
    market: Market, offer: str, new_id: str, *, by: str, now: datetime
) -> KeptOffer | Declined:
    """Begin an offer with the content of another."""
    source = await market.offers.get(offer)
    if source is None:
        return Declined(Message("offer-unknown"))
    content = msgspec.structs.replace(source.content, id=new_id)
    return await save(market, content, revision=None, by=by, now=now)


async def pause(market: Market, offer: str, *, by: str, now: datetime) -> KeptOffer | Declined:
    """Take an offer out of force for a while; no revision, because stopping must never wait."""
    return await _changed(market, offer, paused, by, now)


async def end(market: Market, offer: str, *, by: str, now: datetime) -> KeptOffer | Declined:
    """Take an offer out of force for good."""
    return await _changed(market, offer, ended, by, now)


async def end_what_is_over(archive: Archive, market: Market, *, now: datetime) -> Sequence[str]:
    """End the live offers whose last day is past in every store that they are for; which these are.

    One that a draft is worked on beside is left to its marketer, who may be giving it more time.
    Safe to repeat, and beside others.
    """
    _, stores = await archive.places.known()
    over = []
    for before in await market.offers.ending_by((now + _A_DAY).date()):
        if runs(before.content, stores, now) is not Runs.OVER:
            continue
        step = ended(before, by=BY_SCHEDULE, now=now)
        if isinstance(step, Step) and await market.offers.keep(step):
            over.append(before.id)
    return over


async def resume(
    archive: Archive, market: Market, offer: str, *, by: str, now: datetime
) -> KeptOffer | Declined:
    """Bring a paused offer back, unless something is wrong with it by now."""
    before = await market.offers.get(offer)
    if before is None:
        return Declined(Message("offer-unknown"))
    step = resumed(before, by=by, now=now)
    if isinstance(step, Message):
        return Declined(step)
    return await _put_in_force(archive, market, step) if step.changes else before


async def _put_in_force(archive: Archive, market: Market, step: Step) -> KeptOffer | Declined:
    after = step.after.published
    assert after is not None  # noqa: S101 - that is what the step is for
    known = await known_to(archive, market, [after], step.after.changed_at.date())
    if wrong := errors(after, known):
        return Declined(Message("offer-has-errors", {"count": len(wrong)}), wrong)
    kept = await market.offers.keep(step)
    return kept or Declined(Message("offer-changed", {"id": after.id}))


async def _changed(
    market: Market, offer: str, rule: _Rule, by: str, now: datetime
) -> KeptOffer | Declined:
    for _ in range(_TRIES):
        before = await market.offers.get(offer)
        if before is None:
            return Declined(Message("offer-unknown"))
        step = rule(before, by=by, now=now)
        if isinstance(step, Message):
            return Declined(step)
        if kept := await market.offers.keep(step):
            return kept
    return Declined(Message("offer-changed", {"id": offer}))
