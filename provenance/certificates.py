"""Certificates of products, lots and places: what they say, and whether they count on a day.

The members are those of CertificationDetails in the GS1 Web Vocabulary (gs1:certification).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from provenance.places import Place


class Validity(StrEnum):
    VALID = "VALID"
    NOT_YET_VALID = "NOT_YET_VALID"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What somebody certified of `subject`: a product's GTIN, a lot's key, or a GLN path.

    Both days belong to the time it is valid; None where no end is stated. `sample` marks data that
    we invented.
    """

    id: str
    subject: str
    standard: str
    issuer: str
    number: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    url: str | None = None
    sample: bool = False

    def validity(self, today: date) -> Validity:
        """Whether it counts on a day of the reader's calendar."""
        if self.valid_until is not None and self.valid_until < today:
            return Validity.EXPIRED
        if self.valid_from is not None and today < self.valid_from:
            return Validity.NOT_YET_VALID
        return Validity.VALID


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate as it is shown on a day; `place` is set where it is about a place."""

    certificate: Certificate
    validity: Validity
    place: Place | None = None


def certified(
    found: Iterable[Certificate], places: Mapping[str, Place], today: date
) -> Sequence[Certified]:
    """Each certificate once: the goods' own before those of places, valid ones first."""
    shown = [
        Certified(certificate, certificate.validity(today), places.get(certificate.subject))
        for certificate in {each.id: each for each in found}.values()
    ]
    order = list(Validity)
    return sorted(
        shown,
        key=lambda each: (
            each.certificate.subject.startswith("414/"),
            order.index(each.validity),
            each.certificate.standard,
            each.certificate.id,
        ),
    )
