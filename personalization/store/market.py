"""All stored parts of personalization, opened on one database."""

from collections.abc import Sequence

from pymongo.asynchronous.database import AsyncDatabase

from personalization.store.baskets import BASKET_DAYS, GOES_WITH, Baskets
from personalization.store.budgets import BUDGETS, CUSTOMER_USES, Budgets
from personalization.store.campaigns import CAMPAIGNS, Campaigns
from personalization.store.cart_counts import CartCounts
from personalization.store.carts import CART_ENDS, CARTS, Carts
from personalization.store.coupons import COUPON_SERIES, COUPON_TRIES, COUPONS, Coupons
from personalization.store.enrolments import ENROLMENTS, Enrolments
from personalization.store.experiments import EXPERIMENTS, HOLDOUTS, Experiments
from personalization.store.histories import Histories
from personalization.store.insight_hours import INSIGHT_HOURS, InsightHours
from personalization.store.insights import INSIGHT_DUE, INSIGHT_EVENTS, InsightEvents
from personalization.store.offers import OFFER_HISTORY, OFFER_VERSIONS, OFFERS, Offers
from personalization.store.pairings import PAIRINGS, Pairings
from personalization.store.past_baskets import PastBaskets
from personalization.store.policies import STORE_POLICIES, StorePolicies
from personalization.store.quote_uses import QUOTE_USES
from personalization.store.receipts import RECEIPTS, Receipts
from personalization.store.redemptions import REDEMPTIONS, Redemptions
from personalization.store.report_queries import ReportQueries
from personalization.store.segments import SEGMENT_MEMBERS, SEGMENTS, Segments
from personalization.store.shopper_facts import HeldFacts
from personalization.store.shoppers import SHOPPERS, Shoppers
from personalization.store.visits import VISITS, Visits
from personalization.store.zones import BEACONS, FLOOR_PLANS, Zones
from provenance.store.collection import Collection, Document

COLLECTIONS: Sequence[Collection] = (
    CAMPAIGNS,
    OFFERS,
    OFFER_VERSIONS,
    OFFER_HISTORY,
    STORE_POLICIES,
    EXPERIMENTS,
    HOLDOUTS,
    FLOOR_PLANS,
    BEACONS,
    CARTS,
    CART_ENDS,
    PAIRINGS,
    BUDGETS,
    CUSTOMER_USES,
    REDEMPTIONS,
    QUOTE_USES,
    COUPON_SERIES,
    COUPONS,
    COUPON_TRIES,
    RECEIPTS,
    SHOPPERS,
    VISITS,
    SEGMENTS,
    SEGMENT_MEMBERS,
    ENROLMENTS,
    INSIGHT_EVENTS,
    INSIGHT_DUE,
    INSIGHT_HOURS,
    BASKET_DAYS,
    GOES_WITH,
)
"""Everything personalization stores; `prepare` brings a database up to it."""


class Market:
    """What is stored for shoppers, carts and offers.

    `database` is for use cases that put several parts into one transaction.
    """

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.database = database
        self.campaigns = Campaigns(database)
        self.offers = Offers(database)
        self.store_policies = StorePolicies(database)
        self.experiments = Experiments(database)
        self.zones = Zones(database)
        self.carts = Carts(database)
        self.pairings = Pairings(database, self.carts)
        self.budgets = Budgets(database)
        self.redemptions = Redemptions(database)
        self.past_baskets = PastBaskets(database)
        self.reports = ReportQueries(database)
        self.cart_counts = CartCounts(database)
        self.histories = Histories(database)
        self.coupons = Coupons(database)
        self.receipts = Receipts(database)
        self.shoppers = Shoppers(database)
        self.visits = Visits(database)
        self.segments = Segments(database)
        self.shopper_facts = HeldFacts(database)
        self.enrolments = Enrolments(database)
        self.insight_events = InsightEvents(database)
        self.insight_hours = InsightHours(database)
        self.baskets = Baskets(database)
