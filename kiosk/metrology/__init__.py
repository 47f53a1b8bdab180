"""The legally relevant part of the scale: what may be sold, what it costs, and the record of it.

Small and pure on purpose (integers only, no I/O, no clock), versioned, and hashed as it stands.
It follows OIML R 76-1 and is **not certified**: 2014/31/EU asks for an assessment first.
"""

from kiosk.metrology.chain import BEGINNING, Broken, Chain, Kind, sealed, verified
from kiosk.metrology.counter import Counter, TareMiss
from kiosk.metrology.fingerprint import METROLOGY_VERSION, NOT_CERTIFIED, fingerprint
from kiosk.metrology.load import Load, LoadState, Plate, Shown, load
from kiosk.metrology.price import price_to_pay

__all__ = [
    "BEGINNING",
    "METROLOGY_VERSION",
    "NOT_CERTIFIED",
    "Broken",
    "Chain",
    "Counter",
    "Kind",
    "Load",
    "LoadState",
    "Plate",
    "Shown",
    "TareMiss",
    "fingerprint",
    "load",
    "price_to_pay",
    "sealed",
    "verified",
]
