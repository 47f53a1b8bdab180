"""Where something went: the lots that contain it, and the stores they are in.

Every passport keeps the names of all that its story rests on, so what lies downstream of a thing is
one question to an index, in both directions by the same rules (`provenance.trace`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.passport import Passport, gtin_of
from provenance.places import Place
from provenance.projection import project_dirty
from provenance.stays import Stay
from provenance.store.archive import Archive
from provenance.store.lots import Stock

CAUGHT_UP = 500
"""Passports that are brought up to date before a trace is answered; the projector does the rest."""


@dataclass(frozen=True, slots=True)
class ContainingLot:
    """A lot or an instance whose story rests on the traced thing, and where it is.

    `names` are its product's by language, empty for a product we do not know. `stays` are its open
    ones; `place` and `store` of these are ids where we know the place.
    """

    thing: str
    gtin: str | None
    lot: str | None
    names: Mapping[str, str]
    stays: Sequence[Stay]


@dataclass(frozen=True, slots=True)
class ForwardTrace:
    """What contains a thing: a page of `lots`, and of all of them how many are where.

    `stores` counts lots with an open stay by store id, None for places outside of our stores and
    for lots whose whereabouts nobody recorded. `behind` is how many passports are still to be built
    from evidence, among which there may be more; 0 says that nothing is missing. `next` continues.
    """

    lots: Sequence[ContainingLot]
    count: int
    stores: Mapping[str | None, int]
    behind: int
    next: str | None


async def trace_forward(
    archive: Archive,
    things: Sequence[str],
    *,
    places: Mapping[str, Place],
    first: int,
    after: str | None = None,
) -> ForwardTrace:
    """The lots that contain any of these things, themselves among them.

    Things are keys of lots, instances or carriers, or GTINs for all lots; `places` are by GLN path.
    """
    await project_dirty(archive.events, archive.lots, most=CAUGHT_UP)
    found = await archive.lots.resting_on(things, first=first + 1, after=after)
    page = found[:first]
    stock = await archive.lots.stock_of(things, with_made_from=True)
    products = await archive.products.get_many(
        {gtin for passport in page if (gtin := gtin_of(passport.thing))}
    )
    return ForwardTrace(
        lots=[
            _containing(passport, {gtin: each.names for gtin, each in products.items()})
            for passport in page
        ],
        count=stock.lots,
        stores=by_store(stock, places),
        behind=await archive.lots.behind(),
        next=page[-1].thing if len(found) > first else None,
    )


def by_store(stock: Stock, places: Mapping[str, Place]) -> Mapping[str | None, int]:
    """Lots by the store that they are in.

    A lot at two places of one store counts twice: numbers say how much there is to collect.
    """
    stores: dict[str | None, int] = {}
    for path, number in stock.places.items():
        place = places.get(path or "")
        store = place.store if place else None
        stores[store] = stores.get(store, 0) + number
    return stores


def _containing(passport: Passport, names: Mapping[str, Mapping[str, str]]) -> ContainingLot:
    gtin = gtin_of(passport.thing)
    return ContainingLot(
        thing=passport.thing,
        gtin=gtin,
        lot=passport.lot,
        names=names.get(gtin or "", {}),
        stays=[
            stay for stay in passport.stays if stay.thing == passport.thing and stay.until is None
        ],
    )
