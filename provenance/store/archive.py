"""All stored parts of provenance, opened on one database."""

from collections.abc import Sequence

from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.cold_hours import COLD_HOURS, COLD_PLACES
from provenance.store.collection import Collection, Document
from provenance.store.events import EVENTS, Events
from provenance.store.evidence import READINGS
from provenance.store.lots import LOTS, Lots
from provenance.store.notifications import NOTIFICATIONS, Notifications
from provenance.store.places import PLACES, Places
from provenance.store.prices import PRICES, Prices
from provenance.store.products import OPEN_FOOD_FACTS, PLU, PRODUCTS, Products
from provenance.store.readings import Readings
from provenance.store.recalls import RECALLS, Recalls
from provenance.store.recipes import RECIPES, Recipes
from provenance.store.reviews import RATINGS, REVIEWS, Reviews

COLLECTIONS: Sequence[Collection] = (
    PRODUCTS,
    OPEN_FOOD_FACTS,
    PLU,
    PLACES,
    PRICES,
    RECIPES,
    EVENTS,
    LOTS,
    READINGS,
    COLD_HOURS,
    COLD_PLACES,
    RECALLS,
    REVIEWS,
    RATINGS,
    NOTIFICATIONS,
)
"""Every collection of provenance; a new one is one line here."""


class Archive:
    """The stored parts, each with its own questions and writes."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.database = database
        self.products = Products(database)
        self.places = Places(database)
        self.prices = Prices(database)
        self.recipes = Recipes(database)
        self.events = Events(database)
        self.lots = Lots(database)
        self.readings = Readings(database)
        self.recalls = Recalls(database)
        self.reviews = Reviews(database)
        self.notifications = Notifications(database)
