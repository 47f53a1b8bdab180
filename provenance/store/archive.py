"""All stored parts of provenance, opened on one database."""

from collections.abc import Sequence

from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.alarm_rules import ALARM_RULES, ALARM_SUPPRESSIONS, AlarmRules
from provenance.store.alarm_states import ALARM_POSITIONS, ALARM_STATES, AlarmStates
from provenance.store.alarms import ALARMS, Alarms
from provenance.store.captures import CAPTURES, Captures
from provenance.store.certificates import CERTIFICATES, Certificates
from provenance.store.cold_hours import COLD_HOURS
from provenance.store.cold_places import COLD_PLACES
from provenance.store.collection import Collection, Document
from provenance.store.event_query import EventQueries
from provenance.store.events import EVENTS, Events
from provenance.store.evidence import READINGS
from provenance.store.kept_events import KeptEvents
from provenance.store.links import LINKS, Links
from provenance.store.lots import LOTS, Lots
from provenance.store.notifications import NOTIFICATIONS, Notifications
from provenance.store.observations import OBSERVATIONS, Observations
from provenance.store.places import PLACES, Places
from provenance.store.prices import PRICES, Prices
from provenance.store.products import OPEN_FOOD_FACTS, PLU, PRODUCTS, Products
from provenance.store.readings import Readings
from provenance.store.recalls import RECALL_SCANS, RECALLS, Recalls
from provenance.store.recipes import RECIPES, Recipes
from provenance.store.refused_readings import REFUSED_READINGS, RefusedReadings
from provenance.store.reviews import RATINGS, REVIEWS, Reviews
from provenance.store.sensors import SENSORS, Sensors

COLLECTIONS: Sequence[Collection] = (
    PRODUCTS,
    OPEN_FOOD_FACTS,
    PLU,
    PLACES,
    SENSORS,
    PRICES,
    RECIPES,
    EVENTS,
    CAPTURES,
    LOTS,
    LINKS,
    READINGS,
    OBSERVATIONS,
    REFUSED_READINGS,
    COLD_HOURS,
    COLD_PLACES,
    CERTIFICATES,
    RECALLS,
    RECALL_SCANS,
    REVIEWS,
    RATINGS,
    NOTIFICATIONS,
    ALARMS,
    ALARM_RULES,
    ALARM_SUPPRESSIONS,
    ALARM_STATES,
    ALARM_POSITIONS,
)
"""Every collection of provenance; a new one is one line here."""


class Archive:
    """The stored parts, each with its own questions and writes."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.database = database
        self.products = Products(database)
        self.places = Places(database)
        self.sensors = Sensors(database)
        self.prices = Prices(database)
        self.recipes = Recipes(database)
        self.events = Events(database)
        self.event_queries = EventQueries(database)
        self.kept_events = KeptEvents(database)
        self.captures = Captures(database)
        self.lots = Lots(database)
        self.links = Links(database)
        self.readings = Readings(database)
        self.observations = Observations(database)
        self.refused_readings = RefusedReadings(database)
        self.certificates = Certificates(database)
        self.recalls = Recalls(database)
        self.reviews = Reviews(database)
        self.notifications = Notifications(database)
        self.alarms = Alarms(database)
        self.alarm_rules = AlarmRules(database)
        self.alarm_states = AlarmStates(database)
