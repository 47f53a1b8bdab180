"""The journeys of a day's lots as EPCIS 2.0 documents, one for each organisation that records.

A lot is commissioned with its dates, packed onto a pallet (SSCC), and from there on only the pallet
is named, until the store unpacks it: that the lot was inside follows from the aggregation alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import count

from biip.checksums import gs1_standard_check_digit

from seed.epcis_events import Json, Recorded, recorded, ride_temperatures, transfer
from seed.lots import Branch, SampleLot, Stop, lots
from seed.market import Site

PALLETS = "9521235"
"""The company prefix that numbers the pallets."""

CONTEXT = (
    "https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
    {"gs1": "https://gs1.org/voc/", "cbvmda": "urn:epcglobal:cbv:mda:"},
)

CHILD_LISTS = {"epcList": "childEPCs", "quantityList": "childQuantityList"}
"""How an aggregation names what an object event names."""

PACKING = timedelta(minutes=20)
UNPACKING = timedelta(minutes=30)


def documents(day: date) -> Mapping[str, Json]:
    """The documents of a sample day."""
    return recorded_documents(lots(day), count(day.toordinal() % 1_000_000 * 100))


def recorded_documents(
    of: Mapping[str, SampleLot], pallet_numbers: Iterator[int]
) -> Mapping[str, Json]:
    """One EPCISDocument by organisation, its events oldest first.

    Lots are by the key of their plan; `pallet_numbers` are at most nine digits.
    """
    steps = [
        step
        for lot in of.values()
        for step in _journey(lot, [of[key] for key in lot.plan.made_from], pallet_numbers)
    ]
    return {
        organisation: {
            "@context": list(CONTEXT),
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": max(step.event["recordTime"] for step in own),
            "epcisBody": {
                "eventList": sorted(
                    (step.event for step in own), key=lambda event: str(event["recordTime"])
                )
            },
        }
        for organisation in sorted({step.organisation for step in steps})
        if (own := [step for step in steps if step.organisation == organisation])
    }


def _journey(
    lot: SampleLot, inputs: Sequence[SampleLot], pallet_numbers: Iterator[int]
) -> Iterator[Recorded]:
    goods = _goods(lot)
    first, *further = lot.trunk
    if inputs:
        yield _transformation(lot, inputs, first)
    elif lot.origin_recorded:
        yield _commissioning(lot, first)
    else:
        yield _arrival(first, goods, None)
    for before, stop in zip(lot.trunk, further, strict=False):
        yield from _departure(before, stop.site, goods)
        yield _arrival(stop, goods, before)
    if lot.plan.story == "dated-wrongly":
        yield _early_inspection(lot)
    for branch in lot.branches:
        yield from _branch(lot, branch, f"https://id.gs1.org/00/{_sscc(next(pallet_numbers))}")


def _branch(lot: SampleLot, branch: Branch, pallet: str) -> Iterator[Recorded]:
    """Packed onto a pallet, carried, received, unpacked and put on the shelf."""
    goods, on_pallet = _goods(lot, share=len(lot.branches)), {"epcList": [pallet]}
    children = {CHILD_LISTS[key]: value for key, value in goods.items()}
    packed = lot.trunk[-1]
    yield recorded(
        "AggregationEvent",
        packed.until - PACKING,
        packed.site,
        "packing",
        {"parentID": pallet, **children},
        action="ADD",
    )
    before = packed
    for stop in branch.stops:
        yield from _departure(before, stop.site, on_pallet, towards=_next_building(branch, stop))
        yield _arrival(stop, on_pallet, before)
        before = stop
    yield from _departure(before, branch.backroom, on_pallet)
    backroom = Stop(branch.backroom, branch.arrival, branch.shelved)
    yield _arrival(backroom, on_pallet, before)
    yield recorded(
        "AggregationEvent",
        branch.arrival + UNPACKING,
        branch.backroom,
        "unpacking",
        {"parentID": pallet, **children},
        action="DELETE",
    )
    yield recorded(
        "ObjectEvent",
        branch.shelved,
        branch.shelf,
        "stocking",
        goods,
        action="OBSERVE",
        disposition="sellable_accessible",
    )


def _next_building(branch: Branch, stop: Stop) -> Site:
    """Where a load is bound for: the next place that does not drive."""
    ahead = branch.stops[branch.stops.index(stop) :]
    return next((later.site for later in ahead if later.site.kind != "VEHICLE"), branch.backroom)


def _commissioning(lot: SampleLot, stop: Stop) -> Recorded:
    return recorded(
        "ObjectEvent",
        stop.since,
        stop.site,
        "commissioning",
        _goods(lot),
        action="ADD",
        disposition="active",
        ilmd=_master_data(lot),
    )


def _transformation(lot: SampleLot, inputs: Sequence[SampleLot], stop: Stop) -> Recorded:
    return recorded(
        "TransformationEvent",
        stop.since,
        stop.site,
        "creating_class_instance",
        {
            "inputQuantityList": [_quantity(given) for given in inputs],
            "outputQuantityList": [_quantity(lot)],
        },
        disposition="active",
        ilmd=_master_data(lot),
    )


def _early_inspection(lot: SampleLot) -> Recorded:
    """A quality check with yesterday's date on it: before there was anything to check."""
    harvest, packhouse = lot.trunk[0], lot.trunk[-1]
    at = harvest.since - timedelta(hours=16)
    return recorded("ObjectEvent", at, packhouse.site, "inspecting", _goods(lot), action="OBSERVE")


def _arrival(stop: Stop, goods: Json, before: Stop | None) -> Recorded:
    """Received in a building, or accepted by a carrier onto a vehicle."""
    vehicle = stop.site.kind == "VEHICLE"
    return recorded(
        "ObjectEvent",
        stop.since,
        stop.site,
        "accepting" if vehicle else "receiving",
        goods,
        action="OBSERVE",
        disposition="in_transit" if vehicle else "in_progress",
        minute=2,
        **transfer(before.site if before and before.departs else None, stop.site),
    )


def _departure(
    stop: Stop, following: Site, goods: Json, towards: Site | None = None
) -> Iterator[Recorded]:
    """Shipped from a building; a carrier reports its ride with the temperatures on the way."""
    if not stop.departs:
        return
    vehicle = stop.site.kind == "VEHICLE"
    extra = transfer(stop.site, towards or following)
    if vehicle:
        extra["sensorElementList"] = [ride_temperatures(stop)]
    yield recorded(
        "ObjectEvent",
        stop.until,
        stop.site,
        "transporting" if vehicle else "shipping",
        goods,
        action="OBSERVE",
        disposition="in_transit",
        minute=1,
        **extra,
    )


def _goods(lot: SampleLot, share: int = 1) -> Json:
    """What-dimension of an object event: numbered pieces, or a quantity of the lot."""
    if lot.serials:
        return {"epcList": [f"{_uri(lot)}/21/{serial}" for serial in lot.serials]}
    return {"quantityList": [_quantity(lot, share)]}


def _quantity(lot: SampleLot, share: int = 1) -> Json:
    return {"epcClass": _uri(lot), "quantity": 480 // share}


def _uri(lot: SampleLot) -> str:
    return f"https://id.gs1.org/{lot.thing}"


def _master_data(lot: SampleLot) -> Json:
    dates = {
        "cbvmda:lotNumber": lot.lot,
        "cbvmda:itemExpirationDate": lot.use_by and lot.use_by.isoformat(),
        "cbvmda:bestBeforeDate": lot.best_before and lot.best_before.isoformat(),
    }
    return {key: value for key, value in dates.items() if value}


def _sscc(number: int) -> str:
    digits = f"1{PALLETS}{number:09d}"
    return f"{digits}{gs1_standard_check_digit(digits)}"
