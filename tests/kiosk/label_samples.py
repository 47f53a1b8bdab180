"""A weighing to print labels of."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from kiosk.labels import WeighedGoods
from provenance.identity import Currency, Money, StorePattern
from provenance.text import Texts

TEXTS = Texts(["kiosk"])
EUR = Currency("EUR", 2)
BY_WEIGHT = StorePattern("21IIIIIWWWWWC", 3)
BY_PRICE = StorePattern("20IIIIIVPPPPC", 2)
NAMES = {"en": "Bananas", "zh-Hans": "香蕉（散装）", "es": "Plátanos a granel"}
BANANAS = WeighedGoods(
    gtin="09521234005087",
    plu="4011",
    name="Bananas",
    lot="BAN-2611",
    net_grams=1250,
    tare_grams=12,
    unit_price=Money(399, EUR),
    total=Money(499, EUR),
    packed_at=datetime(2026, 11, 20, 14, 5, tzinfo=ZoneInfo("Europe/Madrid")),
    store="Freshlens Market Madrid",
    number="000123",
    link_origin="https://shop.example",
    best_before=date(2026, 11, 24),
    origin="La Palma",
)
