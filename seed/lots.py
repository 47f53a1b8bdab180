"""Which lots the sample market gets on a day, and the way each of them comes.

`seed/data/lots.csv` is the table: `made` is in hours before the day begins, dates are in days
after it. A way such as `froya:3 trondheim:8 | truck-n1:46 dc-mad:5 van-m1:2 mad1-fish` names places
with the hours spent there: first the trunk, then branches, each a pallet of its own that ends on a
shelf. A leading `?` leaves the beginning unrecorded, a trailing one the departure from that place.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from provenance.identity import lot_thing
from seed.market import DATA, MADRID, Item, Site, items, sites

SHELVING = timedelta(minutes=40)
"""From the backroom door to the shelf: too short to be a gap in the journey."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A row of lots.csv, a lot of every day, or of deliveries.csv, one that a simulator brings."""

    key: str
    sku: str
    made: float
    use_by: int | None
    best_before: int | None
    made_from: Sequence[str]
    serials: Sequence[str]
    story: str
    way: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Time spent at a place; `departs` is False where nobody recorded leaving."""

    site: Site
    since: datetime
    until: datetime
    departs: bool = True


@dataclass(frozen=True, slots=True)
class Branch:
    """The way of one pallet: stops, then the shelf it is unpacked to."""

    stops: Sequence[Stop]
    shelf: Site
    arrival: datetime

    @property
    def shelved(self) -> datetime:
        """When its goods stand on the shelf."""
        return self.arrival + SHELVING

    @property
    def backroom(self) -> Site:
        """Where it comes into the store: a shelf's own room, else the common one."""
        return sites().get(f"{self.shelf.id}-room") or sites()[f"{self.shelf.store}-backroom"]


@dataclass(frozen=True, slots=True)
class SampleLot:
    """A lot of one day, with the way it came."""

    plan: Plan
    item: Item
    lot: str
    use_by: date | None
    best_before: date | None
    trunk: Sequence[Stop]
    branches: Sequence[Branch]

    @property
    def thing(self) -> str:
        """Its key as a traced thing."""
        return lot_thing(self.item.gtin, self.lot)

    @property
    def serials(self) -> Sequence[str]:
        """The numbers of its pieces, where they have one."""
        return [f"{self.lot[-6:]}{serial}" for serial in self.plan.serials]

    @property
    def origin_recorded(self) -> bool:
        """False where the first we hear of it is that somebody received it."""
        return not self.plan.way.startswith("?")


def day_begin(day: date) -> datetime:
    """The first moment of a sample day: midnight in Madrid, where the dated lots are."""
    return datetime.combine(day, time(), MADRID).astimezone(UTC)


def sample_day(now: datetime) -> date:
    """The sample day that `now` falls in."""
    return now.astimezone(MADRID).date()


def lots(day: date) -> Mapping[str, SampleLot]:
    """The lots that a day brings, by plan key; inputs stand before what is made of them."""
    return {
        plan.key: planned(plan, f"{plan.key}{day:%y%m%d}", day, day_begin(day))
        for plan in plans("lots.csv")
    }


@cache
def plans(file: str) -> Sequence[Plan]:
    """A table of lots."""
    rows = csv.DictReader((DATA / file).read_text(encoding="utf-8").splitlines())
    return tuple(
        Plan(
            key=row["lot"],
            sku=row["sku"],
            made=float(row["made"]),
            use_by=_days(row["use_by"]),
            best_before=_days(row["best_before"]),
            made_from=tuple(row["made_from"].split()),
            serials=tuple(row["serials"].split()),
            story=row["story"],
            way=row["way"],
        )
        for row in rows
    )


def _days(text: str) -> int | None:
    return int(text) if text else None


def planned(plan: Plan, lot: str, day: date, end: datetime) -> SampleLot:
    """The lot that a plan makes `plan.made` hours before `end`, dated from `day`."""
    trunk_text, *branch_texts = plan.way.lstrip("?").split(" | ")
    trunk, shipped = _stops(trunk_text.split(), end - timedelta(hours=plan.made))
    branches = []
    for text in branch_texts:
        *middle, shelf = text.split()
        stops, arrival = _stops(middle, shipped)
        branches.append(Branch(stops, sites()[shelf], arrival))
    return SampleLot(
        plan=plan,
        item=items()[plan.sku],
        lot=lot,
        use_by=_after(day, plan.use_by),
        best_before=_after(day, plan.best_before),
        trunk=trunk,
        branches=branches,
    )


def _stops(tokens: Sequence[str], since: datetime) -> tuple[Sequence[Stop], datetime]:
    stops = []
    for token in tokens:
        place, hours = token.rstrip("?").split(":")
        until = since + timedelta(hours=float(hours))
        stops.append(Stop(sites()[place], since, until, departs=not token.endswith("?")))
        since = until
    return tuple(stops), since


def _after(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)
