"""Certificates by what they are about: joined when goods are read."""

from collections.abc import Sequence
from datetime import date

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from provenance.certificates import Certificate
from provenance.store.collection import Collection, Document, Written, put

_TEXT = {"bsonType": "string"}

CERTIFICATES = Collection(
    name="certificates",
    required=["subject", "standard", "issuer"],
    properties={
        **dict.fromkeys(("subject", "standard", "issuer", "number", "url"), _TEXT),
        **dict.fromkeys(("valid_from", "valid_until"), _TEXT),
        "sample": {"bsonType": "bool"},
    },
    indexes=[IndexModel([("subject", ASCENDING)])],
)

MOST = 50
"""Certificates that are read for one answer; goods have a handful."""

_NEWEST: list[Document] = [{"$sort": {"valid_from": -1, "_id": 1}}, {"$limit": MOST}]


class Certificates:
    """Certificates by id."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database

    async def put(self, certificates: Sequence[Certificate]) -> Written:
        """Store certificates as they are; repeating it changes nothing."""
        return await put(
            self._database, CERTIFICATES, list(map(certificate_document, certificates))
        )


def certificates_pipeline(subjects: Sequence[str]) -> list[Document]:
    """The certificates of a product and its lot, the newest first."""
    return [{"$match": {"subject": {"$in": list(subjects)}}}, *_NEWEST]


SOURCES_LOOKUP: Document = {
    "$lookup": {
        "from": CERTIFICATES.name,
        "localField": "sources",
        "foreignField": "subject",
        "pipeline": _NEWEST,
        "as": "certificates",
    }
}
"""A stage that gives each passport as `certificates` those of the places where it began."""


def certificate_document(certificate: Certificate) -> Document:
    """How a certificate is stored: only what is stated."""
    stated = {
        "_id": certificate.id,
        "subject": certificate.subject,
        "standard": certificate.standard,
        "issuer": certificate.issuer,
        "number": certificate.number,
        "valid_from": certificate.valid_from and certificate.valid_from.isoformat(),
        "valid_until": certificate.valid_until and certificate.valid_until.isoformat(),
        "url": certificate.url,
        "sample": certificate.sample or None,
    }
    return {name: value for name, value in stated.items() if value is not None}


def certificate_from(document: Document) -> Certificate:
    """The certificate as the rules read it."""
    begin, end = document.get("valid_from"), document.get("valid_until")
    return Certificate(
        id=document["_id"],
        subject=document["subject"],
        standard=document["standard"],
        issuer=document["issuer"],
        number=document.get("number"),
        valid_from=begin and date.fromisoformat(begin),
        valid_until=end and date.fromisoformat(end),
        url=document.get("url"),
        sample=document.get("sample", False),
    )
