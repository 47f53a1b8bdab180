"""GraphQL: what a code says, products, prices, places."""

from datetime import date
from typing import Self

import strawberry

from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.language import Speech
from api.graphql.scalars import BigInt
from provenance import answer, identity, places
from provenance.codes import canonical_digital_link
from provenance.dietary import Allergen, Diet

strawberry.enum(
    identity.Symbology,
    description="What the scanner said it read (families of AIM symbology identifiers).",
)
strawberry.enum(
    identity.RefusalReason, description="Why a scan has no answer; `message` says it in words."
)
strawberry.enum(answer.PriceUnit, description="What a price is for.")
strawberry.enum(places.PlaceKind, description="What kind of place it is.")
strawberry.enum(
    Allergen, description="The fourteen allergens of Regulation (EU) 1169/2011, Annex II."
)
strawberry.enum(Diet, description="Ways of eating that a food may be suitable for.")


@strawberry.type(description="An exact amount of money.")
class Money:
    minor_units: BigInt = described("The amount × 10^exponent, e.g. 499 for 4.99 EUR.")
    currency_code: str = described("ISO 4217, three letters.")
    exponent: int = described("Number of minor digits of the currency: 2 for EUR, 0 for JPY.")

    @classmethod
    def of(cls, value: identity.Money) -> Self:
        return cls(
            minor_units=BigInt(value.minor_units),
            currency_code=value.currency.code,
            exponent=value.currency.exponent,
        )


@strawberry.type(description="As read from the code, before anything is looked up.")
class Identity:
    gtin: str | None = described("Global Trade Item Number, 14 digits.")
    lot: str | None = described("Batch or lot number, AI (10).")
    serial: str | None = described("Serial number, AI (21).")
    plu: str | None = described("Price look-up or in-store item number, without leading zeros.")
    expiry: date | None = described("Use-by date in the code, AI (17).")
    best_before: date | None = described("Best-before date in the code, AI (15).")
    packed_on: date | None = described("Packaging date in the code, AI (13).")
    produced_on: date | None = described("Production date in the code, AI (11).")
    net_weight_grams: float | None = described("Net weight that the code carries, in grams.")
    price_in_code: Money | None = described("Amount payable that the code carries.")
    digital_link: str | None = described(
        "Canonical GS1 Digital Link; null for PLU and in-store codes."
    )

    @classmethod
    def of(cls, value: identity.Identity) -> Self:
        return cls(
            gtin=value.gtin,
            lot=value.lot,
            serial=value.serial,
            plu=value.plu,
            expiry=value.expiry,
            best_before=value.best_before,
            packed_on=value.packed_on,
            produced_on=value.produced_on,
            net_weight_grams=value.net_weight_grams,
            price_in_code=Money.of(value.price_in_code) if value.price_in_code else None,
            digital_link=canonical_digital_link(value),
        )


@strawberry.type(
    description="What Open Food Facts says of a product. Database under ODbL 1.0, contents under "
    "DbCL 1.0, © Open Food Facts contributors: show the attribution where you show the data."
)
class OpenFoodFacts:
    name: str | None = described("Product name.")
    brand: str | None = described("First brand.")
    quantity: str | None = described("Quantity as printed, e.g. 250 g.")
    ingredients: str | None = described("Ingredient list as printed.")
    allergens: list[str] = described("Allergens in Open Food Facts' words, e.g. milk.")
    traces: list[str] = described("Allergens it may contain, in the same words.")
    nutri_score: str | None = described("Nutri-Score grade a to e; null when unknown.")
    url: str = described("The product's page.")
    attribution: str = described("The words to show beside the data.")
    licence: str = described("Address of the database's licence.")

    @classmethod
    def of(cls, value: answer.OpenFoodFacts) -> Self:
        return cls(
            name=value.name,
            brand=value.brand,
            quantity=value.quantity,
            ingredients=value.ingredients,
            allergens=list(value.allergens),
            traces=list(value.traces),
            nutri_score=value.nutri_score,
            url=value.url,
            attribution="© Open Food Facts contributors",
            licence="https://opendatacommons.org/licenses/odbl/1-0/",
        )


@strawberry.type(description="A trade item.")
class Product:
    id: strawberry.ID = described("Its GTIN, or `{store}/{plu}` where it has none.")
    gtin: str | None = described("Global Trade Item Number, 14 digits.")
    name: str = described("Name in the asked language where there is one.")
    brand: str | None = described("Brand.")
    category: str | None = described("Category path, e.g. fish/fresh/temperate.")
    description: str | None = described("A sentence about it, in the asked language.")
    open_food_facts: OpenFoodFacts | None = described("What Open Food Facts says, kept apart.")
    is_sample: bool = described("True for data invented for the demonstration store.")
    allergens: list[Allergen] | None = described(
        "Allergens it is declared to contain; empty: none of the fourteen; null: nobody declared "
        "any, which is not free of them."
    )
    traces: list[Allergen] = described("Allergens it is declared to contain perhaps, in traces.")
    diets: list[Diet] = described("Ways of eating it is declared suitable for.")

    @classmethod
    def of(cls, value: answer.Product, speech: Speech) -> Self:
        published = value.open_food_facts
        return cls(
            id=strawberry.ID(value.id),
            gtin=value.gtin,
            name=speech.choose(value.names),
            brand=value.brand,
            category=value.category,
            description=speech.choose(value.descriptions) or None,
            open_food_facts=OpenFoodFacts.of(published) if published else None,
            is_sample=value.sample,
            allergens=None if value.allergens is None else sorted(value.allergens),
            traces=sorted(value.traces),
            diets=sorted(value.diets),
        )


@strawberry.type(description="The shelf price in force.")
class Price:
    amount: Money = described("How much.")
    per: answer.PriceUnit = described("For what.")

    @classmethod
    def of(cls, value: answer.Price) -> Self:
        return cls(amount=Money.of(value.amount), per=value.per)


@strawberry.type(description="Somewhere goods are or were.")
class Place:
    id: strawberry.ID = described("Our id, or the GLN path of a place we only know by number.")
    kind: places.PlaceKind = described("What kind of place.")
    gln: str | None = described("Global Location Number, 13 digits.")
    country: str | None = described("ISO 3166-1 alpha-2.")
    latitude: float | None = described("Degrees north, WGS 84.")
    longitude: float | None = described("Degrees east, WGS 84.")
    known: strawberry.Private[places.Place]
    speech: strawberry.Private[Speech | None]

    @strawberry.field(
        description="Its name, in the asked language where its store's floor plan says it; its "
        "GLN where we know no name."
    )
    def name(self, info: Request) -> str:
        return info.context.name_of(self.known, self.speech)

    @classmethod
    def of(cls, value: places.Place, speech: Speech | None = None) -> Self:
        """A place, named in the language of `speech`, else in the caller's."""
        return cls(
            id=strawberry.ID(value.id),
            kind=value.kind,
            gln=value.gln,
            country=value.country,
            latitude=value.latitude,
            longitude=value.longitude,
            known=value,
            speech=speech,
        )
