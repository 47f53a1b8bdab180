"""All stored parts of personalization, opened on one database."""

from collections.abc import Sequence

from pymongo.asynchronous.database import AsyncDatabase

from personalization.store.campaigns import CAMPAIGNS, Campaigns
from personalization.store.experiments import EXPERIMENTS, HOLDOUTS, Experiments
from personalization.store.offers import OFFER_HISTORY, OFFER_VERSIONS, OFFERS, Offers
from provenance.store.collection import Collection, Document

COLLECTIONS: Sequence[Collection] = (
    CAMPAIGNS,
    OFFERS,
    OFFER_VERSIONS,
    OFFER_HISTORY,
    EXPERIMENTS,
    HOLDOUTS,
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
        self.experiments = Experiments(database)
