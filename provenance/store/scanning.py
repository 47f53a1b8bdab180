"""What one scan reads: everything that is joined by key, in one round trip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from provenance.answer import Price, Product, Recall, ReviewPage
from provenance.certificates import Certificate
from provenance.identity import Identity
from provenance.passport import Passport
from provenance.recipes import Recipe
from provenance.store.archive import Archive
from provenance.store.certificates import (
    CERTIFICATES,
    SOURCES_LOOKUP,
    certificate_from,
    certificates_pipeline,
)
from provenance.store.collection import Document
from provenance.store.joined import Question, answers
from provenance.store.lots import LOTS, passport_from
from provenance.store.prices import PRICES, price_from, price_pipeline
from provenance.store.products import (
    OPEN_FOOD_FACTS,
    PRODUCTS,
    product_found,
    product_pipeline,
)
from provenance.store.recalls import RECALLS, lineage_lookup, recall_of, recall_pipeline
from provenance.store.recipes import recipe_from, recipes_pipeline
from provenance.store.reviews import review_page, review_questions


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is stored about one identity.

    `passport` is that of the instance where it has one, else of the lot; `dirty` says that it is
    behind the evidence. `categories` are those of the products it was made from, by GTIN; `recipes`
    those that share an ingredient word with the product, in no order. `certificates` are those of
    the product, the lot and the places where it began.
    """

    product: Product | None
    passport: Passport | None
    dirty: bool
    categories: Mapping[str, str | None]
    price: Price | None
    recall: Recall | None
    reviews: ReviewPage | None
    recipes: Sequence[Recipe]
    certificates: Sequence[Certificate]


async def gathered(
    archive: Archive,
    product: str,
    identity: Identity,
    *,
    store: str | None,
    reviews: int | None,
    recipes: bool,
    certificates: bool,
    now: datetime,
) -> Gathered:
    """Read all that the story of one identity needs; `reviews` is how many, or None for none."""
    direct = [product, *([identity.lot_thing] if identity.lot_thing else [])]
    questions = {
        "product": Question(PRODUCTS.name, product_pipeline(product)),
        "recall": Question(RECALLS.name, recall_pipeline(direct, now)),
    }
    if things := [thing for thing in (identity.serial_thing, identity.lot_thing) if thing]:
        questions["lot"] = Question(LOTS.name, passport_pipeline(things, now, certificates))
    if certificates:
        subjects = list({product, *things})
        questions["certificates"] = Question(CERTIFICATES.name, certificates_pipeline(subjects))
    if store is not None:
        questions["price"] = Question(PRICES.name, price_pipeline(product, store, now))
    if reviews is not None:
        questions |= review_questions(product, reviews, None)
    if recipes:
        of_product = recipes_pipeline(product)
        questions["recipes"] = Question(PRODUCTS.name, of_product)
        questions["more recipes"] = Question(OPEN_FOOD_FACTS.name, of_product)
    found = await answers(archive.database, questions)
    lot = next(iter(found.get("lot", ())), None)
    passport = passport_from(lot) if lot else None
    return Gathered(
        product=product_found(found["product"]),
        passport=passport,
        dirty=bool(lot and lot["dirty"]),
        categories={made["_id"]: made["category"] for made in lot["made_from"]} if lot else {},
        price=next(map(price_from, found.get("price", ())), None),
        recall=recall_of(found["recall"], lot["recalls"] if lot else (), passport),
        reviews=None if reviews is None else review_page(found, reviews),
        recipes=[recipe_from(document) for document in _recipes(found).values()],
        certificates=[
            certificate_from(document)
            for document in (
                *found.get("certificates", ()),
                *(lot.get("certificates", ()) if lot else ()),
            )
        ],
    )


def _recipes(found: Mapping[str, Sequence[Document]]) -> Mapping[str, Document]:
    """By id: our own words for a product and the published ones may find the same."""
    both = (*found.get("recipes", ()), *found.get("more recipes", ()))
    return {document["_id"]: document for document in both}


def passport_pipeline(
    things: Sequence[str], now: datetime, certificates: bool = False
) -> list[dict[str, object]]:
    """The first passport there is, with the categories of products and the recalls that it names.

    `certificates` asks for those of the places where its story began too.

    An instance's key (AI 21) sorts after its lot's (AI 10): the instance comes first.
    """
    return [
        {"$match": {"_id": {"$in": list(things)}}},
        {"$sort": {"_id": -1}},
        {"$limit": 1},
        {
            "$lookup": {
                "from": PRODUCTS.name,
                "localField": "gtins",
                "foreignField": "_id",
                "pipeline": [{"$project": {"category": 1}}],
                "as": "made_from",
            }
        },
        lineage_lookup(now),
        *([SOURCES_LOOKUP] if certificates else []),
    ]
