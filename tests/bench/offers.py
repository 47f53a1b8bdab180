"""What deciding on offers costs, and that it does not grow with the offers that are live.

Of all live offers a few dozen come into question for one cart; the others are about other goods,
shelves, shoppers and stores. Both are of one mix: 60 % name products, 25 % categories, 10 % brands,
zones or segments, 5 % the whole cart.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import cycle
from random import Random
from statistics import median, quantiles
from time import perf_counter
from zoneinfo import ZoneInfo

from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.kinds import AnyBenefit
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.conditions.segment import SegmentCondition
from personalization.offers.conditions.tree import All, Condition
from personalization.offers.conditions.zone import ZoneCondition
from personalization.offers.context import Line, OfferContext, ZoneVisit
from personalization.offers.decide import decide
from personalization.offers.lane import Lane
from personalization.offers.offer import Copy, Offer, Schedule
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from provenance.identity import Currency
from tests.bench.report import Budget, Found
from tests.bench.run import Run
from tests.personalization.full_scan import FullScan

FEW, MANY = 100, 10_000
IN_QUESTION = 40
LINES = 20
CARTS = 25

Pick = Callable[[str], str]
"""The id of something of a kind, near to the cart or far from it."""

SIZES = {"product": 20_000, "category": 800, "brand": 400, "zone": 60, "segment": 40, "store": 40}
"""How many of a kind the chain has. The first of each are what our cart is about."""
NEAR = {"product": LINES, "category": LINES // 2, "brand": 8, "zone": 1, "segment": 2, "store": 1}


async def offers(run: Run) -> Found:
    """Decisions among few and many live offers, the same without an index, and publishing one."""
    world = _World(Random(4), run.now)
    listed = world.offers()
    few, many = Snapshot.of(listed[:FEW]), Snapshot.of(listed)
    scanned = FullScan.of(listed)
    carts = [world.cart() for _ in range(CARTS)]
    assert [decide(many, cart) for cart in carts] == [decide(few, cart) for cart in carts]
    ...
