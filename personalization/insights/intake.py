"""Taking a batch of shopper events in: keep what is good, tell what is not."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from personalization.experiments.unit import day_visit_id, shopper_unit_id, shopper_visit_id
from personalization.insights.event import ShopperEvent
from personalization.insights.exposure import Exposure
from personalization.insights.hours import HOUR
from personalization.shoppers.consent import Purpose
from personalization.shoppers.remembering import remember_way
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.batches import Taken, Unfit
from provenance.places import Store
from provenance.store.archive import Archive
from provenance.text import Message

MOST_OF_VISIT: Final = 500
"""Events of one visit in an hour: nobody does more, and a loop in a device does."""


@dataclass(frozen=True, slots=True)
class _Known:
    stores: Mapping[str, Store]
    zones: Mapping[str, str]
    products: AbstractSet[str]
    busy: AbstractSet[str]


class InsightIntake:
    """Where every door of one process hands its batches in."""

    def __init__(self, archive: Archive, market: Market, signer: Signer) -> None:
        self._archive = archive
        self._market = market
        self._signer = signer

    async def take(
        self,
        batch: Sequence[ShopperEvent | Unfit],
        now: datetime,
        *,
        shopper: str | None = None,
    ) -> Taken:
        """Keep the good events of a batch, whatever the others are; to repeat it is no harm.

        `shopper` is the session that reports them: with its consent to ANALYTICS they are kept with
        it, else with nobody. When the database fails in between (`pymongo.errors.PyMongoError`),
        part of the batch is stored: hand it in again.
        """
        events = {
            index: self._of_day(event)
            for index, event in enumerate(batch)
            if isinstance(event, ShopperEvent)
        }
        known = await self._known([each for each in events.values() if not each.exposure], now)
        refused = {unfit.index: unfit for unfit in batch if isinstance(unfit, Unfit)}
        refused |= {unfit.index: unfit for unfit in _refusals(events, known)}
        good = [event for index, event in events.items() if index not in refused]
        if good:
            await self._keep(good, shopper)
            if shopper is not None:
                await self._remember_ways(good, shopper, known.stores)
        return Taken(len(good), [refused[index] for index in sorted(refused)])

    def _of_day(self, event: ShopperEvent) -> ShopperEvent:
        visit = event.visit and day_visit_id(self._signer, event.visit, event.at.date())
        return replace(event, visit=visit)

    def _of_shopper(self, event: ShopperEvent, shopper: str) -> ShopperEvent:
        visit = event.visit and shopper_visit_id(self._signer, shopper, event.visit)
        return replace(event, visit=visit)

    async def _known(self, events: Sequence[ShopperEvent], now: datetime) -> _Known:
        """What there is of all that the events name, and which visits have told enough."""
        named = {event.store for event in events}
        (_, stores), zones, products, busy = await asyncio.gather(
            self._archive.places.known(named),
            self._market.zones.stores_of({each.zone for each in events if each.zone}),
            self._archive.products.get_many({each.product for each in events if each.product}),
            self._market.insight_events.busy_visits(
                {each.visit for each in events if each.visit}, now - HOUR, MOST_OF_VISIT
            ),
        )
        return _Known({store.id: store for store in stores}, zones, products.keys(), busy)

    async def _keep(self, events: Sequence[ShopperEvent], shopper: str | None) -> None:
        exposures = [event.exposure for event in events if event.exposure]
        if shopper is None:
            await self._market.enrolments.enrol(exposures)
            await self._market.insight_events.record(events)
        else:
            await self._enrol_with(exposures, shopper)
            await self._record_with(events, shopper)
        await self._market.insight_events.mark_due(events)

    async def _remember_ways(
        self, events: Sequence[ShopperEvent], shopper: str, stores: Mapping[str, Store]
    ) -> None:
        """The zones of the shopper's visits, as far as that is agreed to; one write a visit."""
        ways: dict[tuple[str, date], tuple[datetime, set[str]]] = {}
        for event in events:
            store = stores.get(event.store)
            if store is not None and event.zone is not None:
                day = event.at.astimezone(store.time_zone).date()
                began, zones = ways.get((store.id, day), (event.at, set()))
                ways[store.id, day] = min(began, event.at), {*zones, event.zone}
        for (store_id, _), (began, zones) in ways.items():
            await remember_way(self._market, shopper, stores[store_id], zones, began)

    async def _enrol_with(self, exposures: Sequence[Exposure], shopper: str) -> None:
        """Those of the shopper's own unit only while it is agreed to."""
        enrolments, unit = self._market.enrolments, shopper_unit_id(self._signer, shopper)
        own = [exposure for exposure in exposures if exposure.unit == unit]
        await enrolments.enrol([exposure for exposure in exposures if exposure.unit != unit])
        if own:
            await self._market.shoppers.resting_on(
                shopper, [Purpose.LINKING], lambda session: enrolments.enrol(own, session)
            )

    async def _record_with(self, events: Sequence[ShopperEvent], shopper: str) -> None:
        """With the shopper where that is agreed to, else with nobody."""
        kept = self._market.insight_events
        theirs = [self._of_shopper(event, shopper) for event in events]
        recorded = await self._market.shoppers.resting_on(
            shopper,
            [Purpose.ANALYTICS],
            lambda session: kept.record(theirs, shopper=shopper, session=session),
        )
        if recorded is None:
            await kept.record(events)


def _refusals(events: Mapping[int, ShopperEvent], known: _Known) -> Iterator[Unfit]:
    for index, event in events.items():
        store = {"store": event.store}
        if event.exposure:
            continue  # we wrote what it says
        if event.store not in known.stores:
            yield Unfit(index, "store", Message("insights-unknown-store", store))
        elif event.zone is not None and known.zones.get(event.zone) != event.store:
            facts = {"zone": event.zone, **store}
            yield Unfit(index, "zone", Message("insights-unknown-zone", facts))
        elif event.product is not None and event.product not in known.products:
            facts = {"product": event.product}
            yield Unfit(index, "product", Message("insights-unknown-product", facts))
        elif event.visit in known.busy:
            limit = {"limit": MOST_OF_VISIT}
            yield Unfit(index, "visit", Message("insights-busy-visit", limit))
