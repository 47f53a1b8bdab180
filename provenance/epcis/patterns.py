"""Identifiers that a query looks for: one thing, all lots or instances of a class, or a pattern.

Sources: EPCIS 2.0, 8.2.7.1 (MATCH_ parameters); EPC Tag Data Standard 2.0, section 8 (pure identity
patterns such as `urn:epc:idpat:sgtin:9521321.*.*`).
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from provenance.epcis.identifiers import Gs1Key, gs1_key


class Level(Enum):
    """What an identifier list holds: instances (`epcList` …), classes (`quantityList` …)."""

    INSTANCE = auto()
    CLASS = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class Sought:
    """What a thing must be to match; exactly one is set.

    `thing` is one thing. `trade_item` (`01/{gtin}`) is everything of that GTIN on the level.
    `pattern` is an anchored regular expression of things.
    """

    thing: str | None = None
    trade_item: str | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    """How a key with any reference looks as a thing: before and after its company prefix."""

    ai: str
    lead: str = ""
    rest: str = ".*"


_ANY_ITEM: Final = {
    Level.INSTANCE: "[0-9]+/(21|235)/.",
    Level.CLASS: "[0-9]+(/10/.*)?$",
    Level.EITHER: "",
}
_FORMS: Final = {
    "sgtin": _Form("01", "[0-9]"),
    "upui": _Form("01", "[0-9]"),
    "itip": _Form("8006", "[0-9]"),
    "sscc": _Form("00", "[0-9]"),
    "sgln": _Form("414"),
    "pgln": _Form("417"),
    "grai": _Form("8003", "0"),
    "giai": _Form("8004"),
    "gsrn": _Form("8018"),
    "gsrnp": _Form("8017"),
    "gdti": _Form("253"),
    "sgcn": _Form("255"),
    "cpi": _Form("8010"),
    "ginc": _Form("401"),
    "gsin": _Form("402"),
}
_PATTERN: Final = re.compile(r"urn:epc:idpat:([a-z]+):([0-9]{6,12}|[*])((?:[.][*])+)")
_APPENDED: Final = {"8003": 14, "253": 13, "255": 13}
"""Keys whose serial follows their class directly, with the length of the class."""


def sought(uri: str, level: Level) -> Sought | None:
    """What a parameter's value looks for; None for a pattern that is none.

    A class (a GTIN, an asset or document type) stands for everything below it on the level: on the
    level of classes for all its lots too, on that of instances for all its instances.
    """
    key = gs1_key(uri)
    if key is not None:
        return _of_key(key, level)
    if not uri.startswith("urn:epc:idpat:"):
        return Sought(thing=uri)
    parts = _PATTERN.fullmatch(uri)
    form = _FORMS.get(parts[1]) if parts else None
    if parts is None or form is None:
        return None
    company = "" if parts[2] == "*" else parts[2]
    lead = form.lead if company else ""
    rest = _ANY_ITEM[level] if form.ai == "01" else form.rest
    return Sought(pattern=f"^{form.ai}/{lead}{company}{rest}")


def _of_key(key: Gs1Key, level: Level) -> Sought:
    thing = key.things[-1]
    if key.ai == "01" and not {"10", "21", "235"} & dict(key.qualifiers).keys():
        return Sought(trade_item=thing)
    if level is not Level.CLASS and len(key.value) == _APPENDED.get(key.ai):
        return Sought(pattern=f"^{re.escape(thing)}{'.' if level is Level.INSTANCE else ''}")
    if level is Level.INSTANCE and key.ai in {"8010", "8006"} and not key.qualifiers:
        return Sought(pattern=f"^{re.escape(thing)}/")
    return Sought(thing=thing)
