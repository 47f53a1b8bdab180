"""GS1 identifiers of events: EPC URNs and GS1 Digital Links become one key.

Sources: EPC Tag Data Standard 2.0 (section 6, EPC URIs), GS1 Digital Link URI Syntax 1.3, CBV 2.0
section 8.9 (the canonical form with the finest level only).
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final
from urllib.parse import quote, unquote

from biip.checksums import gs1_standard_check_digit

from provenance.identity import lot_thing, serial_thing

CANONICAL_DOMAIN: Final = "https://id.gs1.org"


@dataclass(frozen=True)  # no slots: what it works out is kept
class Gs1Key:
    """A GS1 key with its qualifiers, as plain (decoded) text.

    `ai` is the application identifier of the key (`01`, `414`, …); GTINs have 14 digits.
    `qualifiers` are further AIs with their values, coarse to fine.
    """

    ai: str
    value: str
    qualifiers: tuple[tuple[str, str], ...] = ()

    @cached_property
    def wrong_check_digit(self) -> bool:
        """True when the key's check digit (GS1 General Specifications, 7.9.1) does not fit."""
        protected = self.value[: _KEYS[self.ai].protected]
        return bool(protected) and gs1_standard_check_digit(protected[:-1]) != int(protected[-1])

    @cached_property
    def link(self) -> str:
        """The canonical Digital Link: finest level only, no consumer variant, no attributes."""
        return f"{CANONICAL_DOMAIN}/{self._path(self._finest, safe=_RAW_IN_LINKS)}"

    @cached_property
    def things(self) -> tuple[str, ...]:
        """The traced things this names; lot and serial are two, for a lot is traced by itself."""
        named = dict(self.qualifiers)
        if self.ai == "01" and "235" not in named:
            lots = (lot_thing(self.value, named["10"]),) if "10" in named else ()
            serials = (serial_thing(self.value, named["21"]),) if "21" in named else ()
            return (*lots, *serials) or (self._path(None),)
        return (self._path(self._finest),)

    @property
    def _finest(self) -> tuple[str, str] | None:
        levels = [level for level in self.qualifiers if level[0] != "22"]
        return levels[-1] if levels else None

    def _path(self, level: tuple[str, str] | None, safe: str = "") -> str:
        path = f"{self.ai}/{quote(self.value, safe=safe)}"
        return f"{path}/{level[0]}/{quote(level[1], safe=safe)}" if level else path


_RAW_IN_LINKS: Final = "';="  # left as they are by the reference implementation of CBV 2.0's hash


@dataclass(frozen=True, slots=True)
class _Key:
    """How a key looks: its value, how many leading digits end in a check digit, its qualifiers."""

    form: re.Pattern[str]
    protected: int = 0
    qualifiers: tuple[str, ...] = ()


_KEYS: Final = {
    "00": _Key(re.compile(r"[0-9]{18}"), 18),
    "01": _Key(re.compile(r"[0-9]{8}|[0-9]{12,14}"), 14, ("22", "10", "21", "235")),
    "253": _Key(re.compile(r"[0-9]{13}.{0,17}"), 13),
    "255": _Key(re.compile(r"[0-9]{13,25}"), 13),
    "401": _Key(re.compile(r".{1,30}")),
    "402": _Key(re.compile(r"[0-9]{17}"), 17),
    "414": _Key(re.compile(r"[0-9]{13}"), 13, ("254", "7040")),
    "417": _Key(re.compile(r"[0-9]{13}"), 13, ("7040",)),
    "8003": _Key(re.compile(r"[0-9]{14}.{0,16}"), 14),
    "8004": _Key(re.compile(r".{1,30}"), 0, ("7040",)),
    "8006": _Key(re.compile(r"[0-9]{18}"), 14, ("22", "10", "21")),
    "8010": _Key(re.compile(r".{1,30}"), 0, ("8011",)),
    "8013": _Key(re.compile(r".{1,25}")),
    "8017": _Key(re.compile(r"[0-9]{18}"), 18, ("8019",)),
    "8018": _Key(re.compile(r"[0-9]{18}"), 18, ("8019",)),
}

# Names for AIs in links made by Digital Link 1.1 and older.
_ALIASES: Final = {
    "gtin": "01", "sscc": "00", "itip": "8006", "gmn": "8013", "cpid": "8010", "gln": "414",
    "party": "417", "gsrnp": "8017", "gsrn": "8018", "gcn": "255", "gdti": "253", "ginc": "401",
    "gsin": "402", "grai": "8003", "giai": "8004", "cpv": "22", "lot": "10", "ser": "21",
    "glnx": "254", "cpsn": "8011", "srin": "8019",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scheme:
    """How an EPC URN spells a key: `company.reference[.serial]`.

    `digits` counts company prefix and reference together (None: the reference is free text), which
    the check digit follows. With `indicator` the reference's first digit comes first in the key.
    `serial` is the AI of the last part, "" where it is appended to the key, None where there is
    none.
    """

    ai: str
    digits: int | None
    serial: str | None = None
    indicator: bool = False
    lead: str = ""


_IDENTIFIERS: Final = {
    "id:sgtin": _Scheme("01", 13, "21", indicator=True),
    "id:upui": _Scheme("01", 13, "235", indicator=True),
    "class:lgtin": _Scheme("01", 13, "10", indicator=True),
    "id:sscc": _Scheme("00", 17, indicator=True),
    "id:sgln": _Scheme("414", 12, "254"),
    "id:pgln": _Scheme("417", 12),
    "id:grai": _Scheme("8003", 12, "", lead="0"),
    "id:giai": _Scheme("8004", None),
    "id:gsrn": _Scheme("8018", 17),
    "id:gsrnp": _Scheme("8017", 17),
    "id:gdti": _Scheme("253", 12, ""),
    "id:sgcn": _Scheme("255", 12, ""),
    "id:cpi": _Scheme("8010", None, "8011"),
    "id:ginc": _Scheme("401", None),
    "id:gsin": _Scheme("402", 16),
}
_SCHEMES: Final = {
    **_IDENTIFIERS,
    **{
        f"idpat:{key}": _IDENTIFIERS[f"id:{key}"]
        for key in ("sgtin", "grai", "gdti", "sgcn", "cpi")
    },
}


@lru_cache(maxsize=16_384)
def gs1_key(uri: str) -> Gs1Key | None:
    """The GS1 key of an EPC URN or of a Digital Link of any domain; None for any other URI."""
    if uri.startswith("urn:epc:"):
        return _from_urn(uri.removeprefix("urn:epc:"))
    if uri.lower().startswith(("http://", "https://")):
        return _from_link(uri)
    return None


def canonical_link(uri: str) -> str:
    """The canonical Digital Link (CBV 2.0, 8.9) of a GS1 identifier; other texts as they are."""
    key = gs1_key(uri)
    return key.link if key else uri


def things(uri: str) -> tuple[str, ...]:
    """What a URI names, as keys of traced things or places; a URI of another kind names itself."""
    key = gs1_key(uri)
    return key.things if key else (uri,)


def _from_urn(urn: str) -> Gs1Key | None:
    name, _, body = urn.rpartition(":") if urn.count(":") == 2 else ("", "", "")
    if name.endswith(":itip"):
        return _itip(name, body)
    scheme = _SCHEMES.get(name)
    if scheme is None:
        return None
    pieces = body.split(".", 1 if scheme.serial is None else 2)
    if len(pieces) != (2 if scheme.serial is None else 3):
        return None
    company, reference, *rest = pieces
    serial = unquote(rest[0]) if rest else ""
    if name.startswith("idpat:") and serial == "*":
        serial = ""
    value = _value(scheme, company, reference)
    if value is None:
        return None
    if not scheme.serial:
        return _well_formed(Gs1Key(scheme.ai, value + serial))
    if not serial or (scheme.serial == "254" and serial == "0"):  # 0: the site as a whole
        return Gs1Key(scheme.ai, value)
    return Gs1Key(scheme.ai, value, ((scheme.serial, serial),))


def _value(scheme: _Scheme, company: str, reference: str) -> str | None:
    if not re.fullmatch(r"[0-9]{6,12}", company):
        return None
    if scheme.digits is None:
        return company + unquote(reference)
    digits = company + reference
    if not re.fullmatch(r"[0-9]+", digits) or len(digits) != scheme.digits:
        return None
    if scheme.indicator:
        digits = reference[:1] + company + reference[1:]
    digits = scheme.lead + digits
    return digits + str(gs1_standard_check_digit(digits))


def _itip(name: str, body: str) -> Gs1Key | None:
    """An individual trade item piece: `company.item.piece.total.serial`."""
    pieces = body.split(".", 4)
    if len(pieces) != 5 or not all(re.fullmatch(r"[0-9]{2}", part) for part in pieces[2:4]):
        return None
    gtin = _value(_SCHEMES["id:sgtin"], pieces[0], pieces[1])
    if gtin is None:
        return None
    serial = unquote(pieces[4])
    pattern = name.startswith("idpat:") and serial == "*"
    return Gs1Key("8006", gtin + pieces[2] + pieces[3], () if pattern else (("21", serial),))


def _from_link(uri: str) -> Gs1Key | None:
    path = re.split("[?#]", uri.partition("://")[2], maxsplit=1)[0].partition("/")[2]
    parts = [unquote(part) for part in path.strip("/").split("/")]
    for start in range(len(parts) - 1):
        ai = _ALIASES.get(parts[start], parts[start])
        kind = _KEYS.get(ai)
        if kind is None or (len(parts) - start) % 2:
            continue
        value = parts[start + 1].zfill(14) if ai == "01" else parts[start + 1]
        rest = parts[start + 2 :]
        names = [_ALIASES.get(name, name) for name in rest[::2]]
        if kind.form.fullmatch(parts[start + 1]) and set(names) <= set(kind.qualifiers):
            levels = sorted(
                zip(names, rest[1::2], strict=True), key=lambda q: kind.qualifiers.index(q[0])
            )
            return Gs1Key(ai, value, tuple(levels))
    return None


def _well_formed(key: Gs1Key) -> Gs1Key | None:
    return key if _KEYS[key.ai].form.fullmatch(key.value) else None
