"""Offers as marketers write them, and what they are judged against."""

from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from personalization.experiments.experiment import Experiment, ExperimentStatus
from personalization.offers.benefits.percent import Percent
from personalization.offers.offer import Copy, Offer
from personalization.offers.validation import Known
from provenance.identity import Currency
from provenance.places import Store

TITLES = {tag: Copy(f"20 % ({tag})") for tag in ("en", "zh-Hans", "es")}
TWENTY = Percent(value=Decimal(20))


def offer(name: str = "fish", **fields: Any) -> Offer:
    """An offer with nothing wrong about it, but for what is given."""
    return Offer(**{"id": name, "copy": TITLES, "benefits": (TWENTY,), **fields})


def store(name: str, currency: str = "EUR", zone: str = "Europe/Madrid") -> Store:
    exponent = {"JPY": 0}.get(currency, 2)
    return Store(name, name, ZoneInfo(zone), Currency(currency, exponent), "en")


def known(**fields: Any) -> Known:
    """Two stores in Madrid, one in Tokyo; a running and a prepared experiment."""
    stores = (store("s1"), store("s2"), store("t1", "JPY", "Asia/Tokyo"))
    running = Experiment("price", "Price", ("control", "lower"), status=ExperimentStatus.RUNNING)
    prepared = Experiment("later", "Later", ("control", "lower"))
    given: dict[str, Any] = {
        "today": date(2026, 11, 22),
        "stores": {each.id: each for each in stores},
        "zones": frozenset({"s1-fish"}),
        "segments": frozenset({"regulars"}),
        "products": frozenset({"09521321000018"}),
        "categories": frozenset({"fish", "fish/fresh"}),
        "campaigns": frozenset({"autumn"}),
        "experiments": {each.key: each for each in (running, prepared)},
    }
    return Known(**{**given, **fields})
