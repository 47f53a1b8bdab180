"""Who calls, and what each kind of caller may do: one table; what is not in it is denied."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from api.access.devices import Device


class Role(StrEnum):
    """What a member of staff is trusted with; a person has one role."""

    MARKETER = "marketer"
    OPERATIONS = "operations"
    PRODUCER = "producer"
    ADMIN = "admin"


class KeyScope(StrEnum):
    """What an API key opens (`SCOPES` says it in words); a key has one or more."""

    CAPTURE = "capture"
    EVENTS = "events"
    READINGS = "readings"
    TILL = "till"
    LINKS = "links"
    INSIGHTS = "insights"
    KIOSK = "kiosk"
    SCALE = "scale"


DEVICE_SCOPES = frozenset({KeyScope.KIOSK, KeyScope.SCALE})
"""Scopes of keys that are bound to a device by pairing it; no other key has them."""

SCOPES: Mapping[KeyScope, str] = {
    KeyScope.CAPTURE: "hand in EPCIS events and see one's own capture jobs",
    KeyScope.EVENTS: "query EPCIS events",
    KeyScope.READINGS: "send sensor readings",
    KeyScope.TILL: "price baskets and redeem offers at a till",
    KeyScope.LINKS: "manage the links that the resolver redirects to",
    KeyScope.INSIGHTS: "send what cameras, kiosks and trolleys noticed in the store",
    KeyScope.KIOSK: "be a kiosk: made by pairing one",
    KeyScope.SCALE: "be a scale: made by pairing one",
}
"""What each scope is for, in words."""


class Action(StrEnum):
    """What can be done here; every root field and every route declares one."""

    SCAN = "scan"
    OBSERVE = "observe"
    """Ask for health and metrics."""
    SEND_OPERATION = "send-operation"
    """Send a GraphQL operation, whose root fields then declare their own actions."""
    IDENTIFY = "identify"
    """Log in, or begin an anonymous shopper session."""
    LEAVE_REVIEW = "leave-review"
    MODERATE_REVIEWS = "moderate-reviews"
    RECALL = "recall"
    MANAGE_STAFF = "manage-staff"
    CAPTURE = "capture"
    """Hand in EPCIS events."""
    QUERY_EVENTS = "query-events"
    """Query EPCIS events, and trace where goods went."""
    SEND_READINGS = "send-readings"
    MANAGE_LINKS = "manage-links"
    """Change what the resolver redirects to."""
    WATCH_ALARMS = "watch-alarms"
    ACKNOWLEDGE_ALARM = "acknowledge-alarm"
    MANAGE_ALARMS = "manage-alarms"
    """Change alarm rules, and where notifications are sent."""
    READ_AUDIT = "read-audit"
    SEE_STOCK = "see-stock"
    """See which lots a store has, and how long they will last."""
    PRINT_LABELS = "print-labels"
    """Print labels for a store's shelves."""
    SHOP = "shop"
    """Keep a cart, ask for offers and quotes, and report what a screen showed."""
    KEEP_PROFILE = "keep-profile"
    """Give and take back consent, keep preferences, export and erase what is held."""
    MANAGE_OFFERS = "manage-offers"
    """Configure campaigns, offers, coupons and experiments."""
    MANAGE_ZONES = "manage-zones"
    """Change floor plans and beacons."""
    SEE_REPORTS = "see-reports"
    REDEEM = "redeem"
    """Price a basket at a till, redeem, capture and return."""
    SEND_INSIGHTS = "send-insights"
    """Send what cameras, kiosks and trolleys noticed in the store."""
    BE_DEVICE = "be-device"
    """Ask where one stands, and report one's health."""
    SEE_DEVICES = "see-devices"
    PAIR_DEVICES = "pair-devices"
    """Give kiosks and scales their keys, and take them away."""


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Nobody in particular."""


@dataclass(frozen=True, slots=True)
class Shopper:
    """An anonymous shopper session by its random id; it says nothing about the person."""

    session: str


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff who logged in."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A device or partner. `id` names the key and is no secret.

    `rate` is how many requests a second it may send, where that is not the common allowance.
    `device` is the one the key was made for, if it was made by pairing.
    """

    id: str
    organisation: str
    scopes: frozenset[KeyScope]
    rate: float | None = None
    device: Device | None = None


Caller = Anonymous | Shopper | Staff | ApiKey


@dataclass(frozen=True, slots=True)
class _Permit:
    """Who may do something: everyone, or shopper sessions, staff by role and keys by scope."""

    anyone: bool = False
    shoppers: bool = False
    roles: frozenset[Role] = field(default_factory=frozenset)
    scopes: frozenset[KeyScope] = field(default_factory=frozenset)


_ANYONE = _Permit(anyone=True)
_OPERATIONS = frozenset({Role.OPERATIONS, Role.ADMIN})
_SUPPLY = _OPERATIONS | {Role.PRODUCER}
_LINKERS = _SUPPLY | {Role.MARKETER}
_MARKETING = frozenset({Role.MARKETER, Role.ADMIN})
_STORE_STAFF = _OPERATIONS | {Role.MARKETER}

PERMITS: Mapping[str, _Permit] = {
    Action.SCAN: _ANYONE,
    Action.OBSERVE: _ANYONE,
    Action.SEND_OPERATION: _ANYONE,
    Action.IDENTIFY: _ANYONE,
    Action.LEAVE_REVIEW: _Permit(shoppers=True),
    Action.MODERATE_REVIEWS: _Permit(roles=_OPERATIONS),
    Action.RECALL: _Permit(roles=_OPERATIONS),
    Action.MANAGE_STAFF: _Permit(roles=frozenset({Role.ADMIN})),
    Action.CAPTURE: _Permit(roles=_SUPPLY, scopes=frozenset({KeyScope.CAPTURE})),
    Action.QUERY_EVENTS: _Permit(roles=_SUPPLY, scopes=frozenset({KeyScope.EVENTS})),
    Action.SEND_READINGS: _Permit(roles=_SUPPLY, scopes=frozenset({KeyScope.READINGS})),
    Action.MANAGE_LINKS: _Permit(roles=_LINKERS, scopes=frozenset({KeyScope.LINKS})),
    Action.WATCH_ALARMS: _Permit(roles=_OPERATIONS),
    Action.ACKNOWLEDGE_ALARM: _Permit(roles=_OPERATIONS),
    Action.MANAGE_ALARMS: _Permit(roles=_OPERATIONS),
    Action.READ_AUDIT: _Permit(roles=frozenset({Role.ADMIN})),
    Action.SEE_STOCK: _Permit(roles=_STORE_STAFF),
    Action.PRINT_LABELS: _Permit(roles=_STORE_STAFF),
    Action.SHOP: _ANYONE,
    Action.KEEP_PROFILE: _Permit(shoppers=True),
    Action.MANAGE_OFFERS: _Permit(roles=_MARKETING),
    Action.MANAGE_ZONES: _Permit(roles=_STORE_STAFF),
    Action.SEE_REPORTS: _Permit(roles=_STORE_STAFF),
    Action.REDEEM: _Permit(scopes=frozenset({KeyScope.TILL})),
    Action.SEND_INSIGHTS: _Permit(scopes=DEVICE_SCOPES | {KeyScope.INSIGHTS}),
    Action.BE_DEVICE: _Permit(scopes=DEVICE_SCOPES),
    Action.SEE_DEVICES: _Permit(roles=_OPERATIONS),
    Action.PAIR_DEVICES: _Permit(roles=_OPERATIONS),
}
"""The whole access policy."""


def may(caller: Caller, action: str) -> bool:
    """Whether `caller` may do `action`; an action outside the table is denied to everyone."""
    permit = PERMITS.get(action)
    if permit is None:
        return False
    if permit.anyone:
        return True
    match caller:
        case Shopper():
            return permit.shoppers
        case Staff(role=role):
            return role in permit.roles
        case ApiKey(scopes=scopes):
            return not permit.scopes.isdisjoint(scopes)
        case Anonymous():
            return False


def denial(caller: Caller, action: Action) -> str:
    """Why `caller` may not do `action`, and what would help; for whoever writes the client."""
    if isinstance(caller, Anonymous):
        return f"'{action}' needs a session or key: send it as `Authorization: Bearer …`."
    return f"This session or key may not do '{action}': use one that has the right to."
