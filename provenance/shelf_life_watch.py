"""Use case: which lots lose shelf life where it is too warm now, and telling staff of it.

Nothing is kept between two looks: what was told is in the active alarms. Only places with an
active alarm of high temperature cost anything: for each of their stores one read of the lots that
stand there, one of their products, and one of the exposures of each product class.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from provenance.alarms.alarm import Alarm, Change, escalated
from provenance.alarms.shelf_life import RULE, cleared, deviations, raised_or_changed
from provenance.alarms.shelf_life_loss import LotLoss, as_kept_well, days_lost
from provenance.branches import way_to
from provenance.coldchain.values import Exposure, Window
from provenance.days_left import Judging, Premises, class_exposures, judging
from provenance.freshness.product_class import FreshnessClass
from provenance.places import Place, PlaceKind
from provenance.stays import Stay
from provenance.store.alarms import Guard
from provenance.store.archive import Archive
from provenance.store.stock import Shelf, standing

LOTS_AT_ONCE = 200
"""So that other duties are not kept waiting while lots are judged."""


@dataclass(frozen=True, slots=True)
class _Exposed:
    """A lot that stands in a place that is too warm, its history narrowed to the way there."""

    place: str
    since: datetime
    lot: Judging
    stays: Sequence[Stay]

    def before(self, stay: Stay) -> Window | None:
        """The part of an open stay before it became too warm; None for goods that came later."""
        return Window(stay.place, stay.since, self.since) if stay.since < self.since else None

    def windows(self, now: datetime) -> Iterable[Window]:
        """All windows that judging it needs."""
        parts = (self.before(stay) for stay in self.stays)
        return (*self.lot.windows(now), *(part for part in parts if part))


async def watch_shelf_life(archive: Archive, guard: Guard, now: datetime) -> None:
    """Raise, change, clear and escalate the alarms of shelf life.

    `guard` makes a transaction fail when somebody else judges by now. Repeating it changes nothing.
    """
    active = await archive.alarms.active()
    known = {alarm.place: alarm for alarm in active if alarm.kind is RULE.kind}
    since = deviations(active)
    changes = [cleared(alarm, now) for place, alarm in known.items() if place not in since]
    if since:
        changes += await _changes(archive, since, known, now)
    if changes:
        await archive.alarm_states.keep(changes, {}, guard, now)
    lasting = known | {change.alarm.place: change.alarm for change in changes}
    due = escalated(((alarm, RULE) for alarm in lasting.values()), now)
    await archive.alarms.escalate(due, guard, now)


async def _changes(
    archive: Archive, since: Mapping[str, datetime], known: Mapping[str, Alarm], now: datetime
) -> Sequence[Change]:
    found, stores = await archive.places.known()
    paths = {place.epc: place for place in found if place.epc}
    by_id = {store.id: store for store in stores}
    changes = []
    for store in stores:
        warm = [place for place in found if place.store == store.id and place.id in since]
        if not warm:
            continue
        premises = Premises(store, paths, by_id)
        losses = await _losses(archive, premises, warm, since, now)
        for place in warm:
            alarm, its = known.get(place.id), losses.get(place.id, ())
            changes.append(raised_or_changed(place, alarm, since[place.id], its, now))
    return [change for change in changes if change]


async def _losses(
    archive: Archive,
    premises: Premises,
    warm: Sequence[Place],
    since: Mapping[str, datetime],
    now: datetime,
) -> Mapping[str, Sequence[LotLoss]]:
    """By place, what the lots in a store's warm places lost there."""
    shelf, after = Shelf(_paths(premises, {place.id for place in warm})), None
    losses: dict[str, list[LotLoss]] = defaultdict(list)
    while True:
        page = await standing(archive, shelf, first=LOTS_AT_ONCE, after=after, now=now)
        products = await archive.products.get_many({lot.gtin for lot in page})
        lots = [judging(lot, products[lot.gtin], premises) for lot in page if lot.gtin in products]
        exposed = [each for lot in lots for each in _exposed(lot, warm, since, now)]
        exposures = await class_exposures(
            archive, ((each.lot.product_class, each.windows(now)) for each in exposed)
        )
        for each in exposed:
            if loss := _loss(each, exposures, premises, now):
                losses[each.place].append(loss)
        if len(page) < LOTS_AT_ONCE:
            return losses
        after = page[-1].passport.thing


def _paths(premises: Premises, warm: set[str]) -> Sequence[str]:
    """Where events say that lots stand which are in these places.

    That may be the store as a whole, for goods whose usual place is one of them.
    """
    usual = not warm.isdisjoint(premises.store.default_places.values())
    return [
        path
        for path, place in premises.places.items()
        if place.id in warm
        or (usual and place.kind is PlaceKind.STORE and place.store == premises.store.id)
    ]


def _exposed(
    lot: Judging, warm: Sequence[Place], since: Mapping[str, datetime], now: datetime
) -> Iterable[_Exposed]:
    """The lot in each of the warm places that it stands in."""
    thing, stays = lot.stored.passport.thing, lot.history.stays
    if lot.product_class is None:
        return
    for place in warm:
        goals = [n for n, stay in enumerate(stays) if _stands(stay, thing, place, now)]
        if goals:
            way = way_to(stays, goals)
            narrowed = replace(lot, history=replace(lot.history, stays=way))
            here = [stay for stay in way if _stands(stay, thing, place, now)]
            yield _Exposed(place.id, since[place.id], narrowed, here)


def _stands(stay: Stay, thing: str, place: Place, now: datetime) -> bool:
    here = stay.place == place.id and stay.thing == thing
    return here and stay.until is None and stay.since < now


def _loss(
    exposed: _Exposed,
    exposures: Mapping[FreshnessClass, Mapping[Window, Exposure]],
    premises: Premises,
    now: datetime,
) -> LotLoss | None:
    lot = exposed.lot
    kind, stored = lot.product_class, lot.stored
    if kind is None:
        return None
    its = exposures[kind]
    well = dict(its)
    for stay in exposed.stays:
        whole, before = Window(stay.place, stay.since, now), exposed.before(stay)
        well[whole] = as_kept_well(kind, its[whole], its[before] if before else Exposure())
    measured = lot.freshness(its, premises, now)
    lost = days_lost(measured, lot.freshness(well, premises, now))
    if lost is None or measured.remaining is None:
        return None
    return LotLoss(
        stored.passport.thing, stored.gtin, stored.passport.lot, lost, measured.remaining
    )
