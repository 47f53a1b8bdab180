"""Who is split into variants: a pseudonym, so that nothing stored for a report names a cart."""

from datetime import date

from personalization.signing import Signer


def unit_id(signer: Signer, cart_id: str) -> str:
    """The unit of a cart, or of a visit by its random id: 128 bits as hex digits.

    A keyed hash: the same cart is the same unit for exposures, events and redemptions, and nobody
    finds the cart from it without the installation's secret.
    """
    return _unit(signer, "unit", cart_id)


def shopper_unit_id(signer: Signer, session: str) -> str:
    """The unit of a shopper who agreed to it, which stays the same from visit to visit."""
    return _unit(signer, "shopper-unit", session)


def day_visit_id(signer: Signer, unit: str, day: date) -> str:
    """What a unit's events of one day are kept under: it cannot be joined with what the unit
    bought, nor with another day."""
    return _unit(signer, "day-visit", f"{day}|{unit}")


def shopper_visit_id(signer: Signer, session: str, visit: str) -> str:
    """A visit of a shopper who agreed to analytics and perhaps to nothing else: it cannot be joined
    with what the visit told before that."""
    return _unit(signer, "shopper-visit", f"{session}|{visit}")


def _unit(signer: Signer, purpose: str, name: str) -> str:
    return signer.digest(purpose, name)[:16].hex()
