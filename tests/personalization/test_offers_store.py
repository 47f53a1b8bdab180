"""Drafts, immutable versions and history as stored: nobody overwrites anybody, nothing is half."""

import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from personalization import marketing
from personalization.experiments.experiment import Experiment, ExperimentStatus, Holdout
from personalization.marketing import Declined
from personalization.offers.benefits.percent import Percent
from personalization.offers.lifecycle import Deed, KeptOffer
from personalization.offers.offer import Budget, BudgetKind, Campaign, Offer, OfferStatus
from personalization.offers.problem import Gravity
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.personalization.marketing_samples import offer

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
THIRTY = (Percent(value=Decimal(30)),)


class Desk:
    """A marketer at work; the clock goes on by a minute with each deed."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.market, self.archive = Market(database), Archive(database)
        self.now = NOW

    def _who(self) -> dict[str, Any]:
        self.now += timedelta(minutes=1)
        return {"by": "mia", "now": self.now}

    async def save(self, content: Offer, revision: int | None = None) -> KeptOffer | Declined:
        return await marketing.save(self.market, content, revision=revision, **self._who())

    async def publish(self, name: str, revision: int) -> KeptOffer | Declined:
        return await marketing.publish(
            self.archive, self.market, name, revision=revision, **self._who()
        )

    async def published(self, content: Offer) -> KeptOffer:
        saved = kept(await self.save(content))
        return kept(await self.publish(content.id, saved.revision))

    async def pause(self, name: str) -> KeptOffer | Declined:
        return await marketing.pause(self.market, name, **self._who())

    async def resume(self, name: str) -> KeptOffer | Declined:
        return await marketing.resume(self.archive, self.market, name, **self._who())

    async def end(self, name: str) -> KeptOffer | Declined:
        return await marketing.end(self.market, name, **self._who())


@pytest.fixture
def desk(database: AsyncDatabase[Document]) -> Desk:
    return Desk(database)


def kept(outcome: KeptOffer | Declined) -> KeptOffer:
    assert isinstance(outcome, KeptOffer), outcome
    return outcome


def declined(outcome: KeptOffer | Declined) -> str:
    assert isinstance(outcome, Declined), outcome
    return outcome.reason.key


async def test_a_published_version_never_changes_while_a_draft_is_worked_on(desk: Desk) -> None:
    first = await desk.published(offer())
    assert (first.status, first.revision, first.draft) == (OfferStatus.LIVE, 2, None)
    edited = kept(await desk.save(offer(benefits=THIRTY), revision=2))
    assert (edited.content.version, edited.content.benefits) == (2, THIRTY)
    assert await desk.market.offers.live() == [first.published]
    await desk.publish("fish", edited.revision)
    one, two = [await desk.market.offers.version("fish", number) for number in (1, 2)]
    assert (one, two) == (first.published, edited.draft)
    assert await desk.market.offers.live() == [two]
    assert await desk.market.offers.version("fish", 3) is None


async def test_every_deed_is_on_record_with_who_and_when(desk: Desk) -> None:
    await desk.published(offer())
    for deed in (desk.pause, desk.resume, desk.end):
        kept(await deed("fish"))
    history = await desk.market.offers.history("fish", 10)
    assert [(entry.deed, entry.revision, entry.version) for entry in history] == [
        (Deed.ENDED, 5, 1),
        (Deed.RESUMED, 4, 1),
        (Deed.PAUSED, 3, 1),
        (Deed.PUBLISHED, 2, 1),
        (Deed.CREATED, 1, None),
    ]
    assert {entry.by for entry in history} == {"mia"}
    assert history[0].at == desk.now


async def test_what_shoppers_notice_is_told_and_drafts_are_not(desk: Desk) -> None:
    await desk.published(offer())
    for deed in (desk.pause, desk.resume, desk.end):
        kept(await deed("fish"))
    told = await desk.archive.notifications.waiting(10)
    assert [each.topic for each in told] == [
        "offer.published",
        "offer.paused",
        "offer.published",
        "offer.ended",
    ]
    assert told[0].data == {"offerId": "fish", "version": 1, "campaignId": None}


async def test_whoever_read_an_older_revision_overwrites_nothing(desk: Desk) -> None:
    await desk.save(offer())
    kept(await desk.save(offer(priority=5), revision=1))
    assert declined(await desk.save(offer(priority=9), revision=1)) == "offer-changed"
    assert declined(await desk.save(offer(priority=9))) == "offer-taken"
    assert declined(await desk.publish("fish", 1)) == "offer-changed"
    assert declined(await desk.save(offer("new"), revision=3)) == "offer-unknown"


async def test_repeating_a_deed_changes_nothing(desk: Desk) -> None:
    first = kept(await desk.save(offer()))
    assert await desk.save(offer()) == first
    live = kept(await desk.publish("fish", 1))
    assert await desk.publish("fish", 1) == live
    paused = kept(await desk.pause("fish"))
    assert await desk.pause("fish") == paused
    assert len(await desk.market.offers.history("fish", 10)) == 3


async def test_an_edit_that_is_taken_back_leaves_no_draft(desk: Desk) -> None:
    live = await desk.published(offer())
    edited = kept(await desk.save(offer(priority=3), revision=live.revision))
    assert edited.draft is not None
    restored = kept(await desk.save(offer(), revision=edited.revision))
    assert restored.draft is None


@pytest.mark.parametrize("deed", ["pause", "resume", "end"])
async def test_a_draft_is_not_in_force_and_cannot_leave_it(desk: Desk, deed: str) -> None:
    await desk.save(offer())
    assert declined(await getattr(desk, deed)("fish")) == "offer-never-published"
    assert declined(await getattr(desk, deed)("nothing")) == "offer-unknown"


async def test_an_ended_offer_stays_ended(desk: Desk) -> None:
    live = await desk.published(offer())
    ended = kept(await desk.end("fish"))
    assert declined(await desk.save(offer(priority=1), ended.revision)) == "offer-ended"
    assert declined(await desk.publish("fish", ended.revision)) == "offer-ended"
    assert declined(await desk.resume("fish")) == "offer-ended"
    again = await marketing.duplicate(desk.market, "fish", "fish-2", by="mia", now=NOW)
    assert kept(again).status is OfferStatus.DRAFT
    assert kept(again).content.benefits == live.content.benefits


async def test_errors_refuse_publishing_and_leave_all_as_it_was(desk: Desk) -> None:
    saved = kept(await desk.save(offer(benefits=(), stores=frozenset({"nowhere"}))))
    refused = await desk.publish("fish", saved.revision)
    assert isinstance(refused, Declined)
    assert {each.message.key for each in refused.problems} == {
        "offer-benefits-count",
        "offer-unknown-store",
    }
    assert all(each.gravity is Gravity.ERROR for each in refused.problems)
    assert await desk.market.offers.get("fish") == saved


async def test_a_rival_that_came_first_keeps_the_second_from_its_place(desk: Desk) -> None:
    await desk.published(offer("first", exclusive_group="fish"))
    saved = kept(await desk.save(offer("second", exclusive_group="fish")))
    refused = await desk.publish("second", saved.revision)
    assert isinstance(refused, Declined)
    assert [each.message.key for each in refused.problems] == ["offer-group-tie"]
    await desk.pause("first")
    kept(await desk.publish("second", saved.revision))
    assert declined(await desk.resume("first")) == "offer-has-errors"


async def test_of_many_at_once_one_wins_and_the_others_are_told(desk: Desk) -> None:
    await desk.save(offer())
    edits = [desk.save(offer(priority=number), revision=1) for number in range(1, 11)]
    outcomes = await asyncio.gather(*edits)
    assert sum(isinstance(each, KeptOffer) for each in outcomes) == 1
    assert len(await desk.market.offers.history("fish", 20)) == 2


async def test_publishing_opens_budgets_and_keeps_what_was_used(desk: Desk) -> None:
    budget = Budget(BudgetKind.USAGE, 100)
    live = await desk.published(offer(budgets=(budget,)))
    await desk.market.database.budgets.update_one(
        {"_id": "offer:fish:USAGE"}, {"$inc": {"remaining": -30}}
    )
    more = offer(budgets=(Budget(BudgetKind.USAGE, 150),))
    saved = kept(await desk.save(more, live.revision))
    await desk.publish("fish", saved.revision)
    assert await desk.market.budgets.left([more]) == {"fish": 120}


async def test_a_campaigns_budget_bounds_its_offers(desk: Desk) -> None:
    campaign = Campaign("autumn", "Autumn", "mia", (Budget(BudgetKind.SPEND, 500),), NOW)
    await desk.market.campaigns.put(campaign)
    assert await desk.market.campaigns.all() == [campaign]
    mine = offer(campaign="autumn", currency="EUR")
    assert await desk.market.budgets.left([mine]) == {"fish": 500}


async def test_offers_are_listed_in_pages_those_changed_last_first(desk: Desk) -> None:
    for name in ("a", "b", "c"):
        await desk.save(offer(name, campaign="autumn" if name == "b" else None))
    await desk.save(offer("a", priority=1), revision=1)
    stored = desk.market.offers
    first = await stored.latest(first=2)
    assert [each.id for each in first] == ["a", "c"]
    assert [each.id for each in await stored.latest(first=2, before=first[-1])] == ["b"]
    assert [each.id for each in await stored.latest(first=9, campaign="autumn")] == ["b"]
    assert await stored.latest(first=9, status=OfferStatus.LIVE) == []


async def test_the_questions_that_are_asked_often_use_an_index(desk: Desk) -> None:
    for wanted in (
        {"status": "LIVE"},
        {"published.exclusive": True},
        {"published.exclusive_group": "fish"},
    ):
        plan = await desk.market.database.offers.find(wanted).explain()
        assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"]), wanted


async def test_an_experiment_that_was_started_does_not_change(desk: Desk) -> None:
    stored = desk.market.experiments
    draft = Experiment("price", "Price", ("control", "lower"), coverage=0.5)
    assert await stored.draft(draft)
    assert await stored.get("price") == draft
    assert await stored.move("price", ExperimentStatus.DRAFT, ExperimentStatus.RUNNING)
    assert not await stored.move("price", ExperimentStatus.DRAFT, ExperimentStatus.RUNNING)
    assert not await stored.draft(Experiment("price", "Price", ("control", "higher")))
    (running,) = await stored.all()
    assert (running.variants, running.status) == (draft.variants, ExperimentStatus.RUNNING)


async def test_a_holdout_is_set_and_ended(desk: Desk) -> None:
    stored = desk.market.experiments
    await stored.put_holdout(Holdout("all", 0.05))
    await stored.put_holdout(Holdout("all", 0.1, seed="s"))
    assert await stored.holdouts() == [Holdout("all", 0.1, seed="s")]
    assert await stored.remove_holdout("all")
    assert not await stored.remove_holdout("all")
