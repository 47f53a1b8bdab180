"""GraphQL: a lot with its story, and certificates."""

from datetime import date, datetime
from typing import Annotated, Self

import strawberry
from graphql import GraphQLError

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.forward_trace import asked_thing
from api.graphql.identity_types import Place, Product
from api.graphql.language import Speech
from api.graphql.selection import is_wanted
from api.graphql.story_types import Freshness, Origin
from provenance import answer, certificates
from provenance.identity import CodeRefusal, Identity
from provenance.passport import gtin_of
from provenance.scan import Occasion, scan_identity
from provenance.text import Message

strawberry.enum(
    certificates.Validity,
    name="CertificateValidity",
    description="Whether a certificate counts today, on the store's calendar.",
)


@strawberry.type(description="What somebody certified of a product, a lot or a place.")
class Certificate:
    id: strawberry.ID = described("Its id here.")
    subject: str = described("What it is about: a GTIN, a lot's key, or a GLN path.")
    place: Place | None = described("The place it is about; null for a product or a lot.")
    standard: str = described("What it certifies, e.g. the standard's name.")
    issuer: str = described("Who certified it.")
    number: str | None = described("Its number.")
    valid_from: date | None = described("First day of its validity.")
    valid_until: date | None = described("Last day of its validity; null without an end.")
    validity: certificates.Validity = described("Whether it counts today.")
    expired: bool = described("True after its last day: show it as expired, or not at all.")
    url: str | None = described("Where the issuer shows it.")
    is_sample: bool = described("True for data invented for the demonstration store.")

    @classmethod
    def of(cls, value: certificates.Certified) -> Self:
        certificate = value.certificate
        return cls(
            id=strawberry.ID(certificate.id),
            subject=certificate.subject,
            place=Place.of(value.place) if value.place else None,
            standard=certificate.standard,
            issuer=certificate.issuer,
            number=certificate.number,
            valid_from=certificate.valid_from,
            valid_until=certificate.valid_until,
            validity=value.validity,
            expired=value.validity is certificates.Validity.EXPIRED,
            url=certificate.url,
            is_sample=certificate.sample,
        )


@strawberry.type(description="A batch of a product, as recorded.")
class Lot:
    id: strawberry.ID = described("Its key, `01/{gtin}/10/{lot}`.")
    lot: str = described("Batch or lot number.")
    product: Product = described("What it is a lot of.")
    use_by: date | None = described("Recorded use-by date.")
    best_before: date | None = described("Recorded best-before date.")
    produced_at: datetime | None = described("When it came into being, as recorded.")
    story: strawberry.Private[answer.Scan]
    speech: strawberry.Private[Speech]

    @strawberry.field(description="Where it came from: every step, who recorded it, its hash.")
    def origin(self) -> Origin:
        return Origin.of(self.story.origin, self.speech)

    @strawberry.field(description="How fresh it is, and why we say so.")
    def freshness(self) -> Freshness:
        return Freshness.of(self.story.freshness, self.speech)

    @strawberry.field(
        description="Certificates of the product, the lot and the places where it began, expired "
        "ones too."
    )
    def certificates(self) -> list[Certificate]:
        return shown(self.story)

    @classmethod
    def of(cls, value: answer.Lot, product: Product, story: answer.Scan, speech: Speech) -> Self:
        return cls(
            id=strawberry.ID(value.thing),
            lot=value.lot,
            product=product,
            use_by=value.use_by,
            best_before=value.best_before,
            produced_at=value.produced_at,
            story=story,
            speech=speech,
        )


def shown(story: answer.Scan) -> list[Certificate]:
    """The certificates of a scan that asked for them."""
    return [Certificate.of(each) for each in story.certificates or ()]


def known_thing(request: Context, *, gtin: str, lot: str | None, serial: str | None) -> str:
    """The key of what the arguments name; the caller is told where they name nothing."""
    thing = asked_thing(request, gtin=gtin, lot=lot, serial=serial, sscc=None)
    if isinstance(thing, Message):
        raise GraphQLError(request.say(thing), extensions={"code": "BAD_USER_INPUT"})
    return thing


async def lot(
    info: Request,
    gtin: Annotated[str, strawberry.argument(description="GTIN, 8 to 14 digits.")],
    lot: Annotated[str, strawberry.argument(description="Lot number.")],
) -> Lot | None:
    request = info.context
    thing = known_thing(request, gtin=gtin, lot=lot, serial=None)
    await request.live.ready()
    occasion = Occasion(
        now=request.now,
        stores=request.live.stores,
        places=request.live.places,
        certificates=is_wanted(info, "certificates"),
    )
    identity = Identity(gtin=gtin_of(thing), lot=lot)
    found = await scan_identity(request.archive, identity, occasion)
    if isinstance(found, CodeRefusal) or found.lot is None:
        return None
    speech = request.speech()
    return Lot.of(found.lot, Product.of(found.product, speech), found, speech)


@strawberry.type
class LotQuery:
    """To be inherited by the schema's Query type."""

    lot: Lot | None = strawberry.field(
        resolver=lot,
        description="A lot as recorded, with its story; null when nothing is recorded about it.",
        extensions=[Requires(Action.SCAN)],
    )
