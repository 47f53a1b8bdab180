"""GraphQL: what reports say of zones, carts and segments."""

from collections.abc import Sequence

import strawberry

from api.graphql.described import described
from api.graphql.identity_types import Money
from api.graphql.language import Speech
from api.graphql.marketing.report_types import SUPPRESSED, money_of
from personalization.reports.carts import CartReport as CartNumbers
from personalization.reports.carts import Online, Reached
from personalization.reports.segments import SegmentSizes
from personalization.reports.zones import FloorReport as FloorNumbers
from personalization.reports.zones import Heat
from personalization.store.report_queries import ZoneCount

strawberry.enum(
    Heat,
    name="ZoneHeat",
    description="HOT: half as many visits again as the mean of the store's zones, or more. DEAD: "
    "half the mean, or less. USUAL: in between. TOO_LITTLE_DATA: fewer than 50 visits in the "
    "store.",
)


@strawberry.type(description="What visits did in a zone, or in a whole store.")
class ZoneActivity:
    visits: int = described(
        "Different visits, at least: the fullest hour of each day, added up over the days."
    )
    visit_hours: int = described("Each visit, counted in every hour in which it was there.")
    dwells: int = described("Stays that were told of.")
    mean_dwell_seconds: float | None = described("How long they were on average; null for none.")
    scans: int = described("Scans.")
    adds: int = described("Goods put into a cart.")
    pick_ups: int = described("Goods taken into the hand.")
    ignores: int = described("Visits that passed by what was shown.")
    impressions: int = described("Offers that were shown.")

    @classmethod
    def of(cls, count: ZoneCount | None) -> "ZoneActivity | None":
        """As told to marketers; None where it must not be."""
        if count is None:
            return None
        return cls(
            visits=count.visits,
            visit_hours=count.visit_hours,
            dwells=count.dwells,
            mean_dwell_seconds=count.dwell_seconds / count.dwells if count.dwells else None,
            scans=count.scans,
            adds=count.adds,
            pick_ups=count.pick_ups,
            ignores=count.ignores,
            impressions=count.shown,
        )


@strawberry.type(description="A zone of the floor plan.")
class ZoneReport:
    zone_id: strawberry.ID = described("The zone.")
    name: str = described("Its name.")
    heat: Heat = described("How much is going on, beside the store's other zones.")
    suppressed: bool = described(SUPPRESSED)
    activity: ZoneActivity | None = described("What happened; null where suppressed.")


@strawberry.type(description="Where shoppers go in a store. Needs a floor plan and events.")
class FloorReport:
    suppressed: bool = described(SUPPRESSED)
    whole_store: ZoneActivity | None = described("In all zones and between; null: suppressed.")
    zones: list[ZoneReport] = described("Zone by zone, as the floor plan has them.")

    @classmethod
    def of(cls, found: FloorNumbers, speech: Speech) -> "FloorReport":
        """In the caller's language."""
        return cls(
            suppressed=found.counted is None,
            whole_store=ZoneActivity.of(found.counted),
            zones=[
                ZoneReport(
                    zone_id=strawberry.ID(each.zone.id),
                    name=speech.choose(each.zone.names),
                    heat=each.heat,
                    suppressed=each.counted is None,
                    activity=ZoneActivity.of(each.counted),
                )
                for each in found.zones
            ],
        )


@strawberry.type(description="Carts that came so far.")
class CartsReached:
    carts: int = described("How many.")
    value: Money = described("What was in them, before offers.")


@strawberry.type(
    description="What became of the carts of a store, in one currency; a cart counts on the day of "
    "its last change."
)
class CartReport:
    store_id: strawberry.ID = described("The store.")
    suppressed: bool = described("True where there are fewer than 5: then all numbers are null.")
    opened: int | None = described(
        "All carts; of carts that were merged only the one that is left."
    )
    open: int | None = described("Still in use.")
    empty: int | None = described("Ended without anything in them.")
    abandoned: CartsReached | None = described("Left for half an hour or longer, and not paid.")
    checked_out: CartsReached | None = described("Paid at a till.")
    abandonment: float | None = described(
        "Of the carts that were abandoned or paid, the share of the abandoned; null for none."
    )

    @classmethod
    def of(cls, found: CartNumbers) -> "CartReport":
        """As told to marketers."""

        def reached(value: Reached | None) -> CartsReached | None:
            if value is None:
                return None
            return CartsReached(carts=value.carts, value=money_of(value.value, found.currency))

        return cls(
            store_id=strawberry.ID(found.store),
            suppressed=found.suppressed,
            opened=found.opened,
            open=found.open,
            empty=found.empty,
            abandoned=reached(found.abandoned),
            checked_out=reached(found.checked_out),
            abandonment=found.abandonment,
        )


@strawberry.type(description="Shoppers who are in a store with a cart right now.")
class OnlineShoppers:
    store_id: strawberry.ID = described("The store.")
    suppressed: bool = described("True where there are 1 to 4.")
    carts: int | None = described("Open carts that changed in the last ten minutes.")

    @classmethod
    def several(cls, found: Sequence[Online]) -> "list[OnlineShoppers]":
        """Store by store."""
        return [
            cls(
                store_id=strawberry.ID(each.store),
                suppressed=each.carts is None,
                carts=each.carts,
            )
            for each in found
        ]


@strawberry.type(description="How many shoppers are in a segment.")
class SegmentSize:
    segment_id: strawberry.ID = described("The segment.")
    name: str = described("Its name.")
    suppressed: bool = described("True where fewer than 5 are in it, or fewer than 5 are not.")
    shoppers: int | None = described("Shoppers in it today; null where suppressed.")


@strawberry.type(description="How many shoppers each segment has. Segments overlap.")
class SegmentReport:
    known_shoppers: int | None = described(
        "Shoppers whose segments are known, for they agreed to it; null: fewer than 5."
    )
    segments: list[SegmentSize] = described("By id, without those that are retired.")

    @classmethod
    def of(cls, found: SegmentSizes) -> "SegmentReport":
        """As told to marketers."""
        return cls(
            known_shoppers=found.known,
            segments=[
                SegmentSize(
                    segment_id=strawberry.ID(each.segment.id),
                    name=each.segment.name,
                    suppressed=each.shoppers is None,
                    shoppers=each.shoppers,
                )
                for each in found.segments
            ],
        )
