"""What one scan reads: everything that is joined by key, in one round trip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from provenance.answer import Price, Product, Recall, ReviewPage
from provenance.identity import Identity
from provenance.passport import Passport
from provenance.places import Place
from provenance.store.archive import Archive
from provenance.store.joined import Question, answers
from provenance.store.lots import LOTS, passport_from
from provenance.store.places import PLACES, place_from
from provenance.store.prices import PRICES, price_from, price_pipeline
from provenance.store.products import PRODUCTS, product_found, product_pipeline
from provenance.store.recalls import RECALLS, recall_from, recall_pipeline
from provenance.store.reviews import RATINGS, REVIEWS, review_page, reviews_pipeline


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is stored about one identity.

    `passport` is that of the instance where it has one, else of the lot; `dirty` says that it is
    behind the evidence. `places` are those it names, by GLN path, with the stores they are in;
    `categories` are those of the products it was made from, by GTIN.
    """

    product: Product | None
    passport: Passport | None
    dirty: bool
    places: Mapping[str, Place]
    stores_of_places: Mapping[str, str | None]
    categories: Mapping[str, str | None]
    price: Price | None
    recall: Recall | None
    reviews: ReviewPage | None


async def gathered(
    archive: Archive,
    product: str,
    identity: Identity,
    *,
    store: str | None,
    reviews: int | None,
    now: datetime,
) -> Gathered:
    """Read all that the story of one identity needs; `reviews` is how many, or None for none."""
    questions = {
        "product": Question(PRODUCTS.name, product_pipeline(product)),
        "recall": Question(RECALLS.name, recall_pipeline(product, identity.lot, now)),
    }
    if things := [thing for thing in (identity.serial_thing, identity.lot_thing) if thing]:
        questions["lots"] = Question(LOTS.name, _passports_pipeline(things))
    if store is not None:
        questions["price"] = Question(PRICES.name, price_pipeline(product, store, now))
    if reviews is not None:
        questions["reviews"] = Question(REVIEWS.name, reviews_pipeline(product, reviews, None))
        questions["rating"] = Question(RATINGS.name, [{"$match": {"_id": product}}])
    found = await answers(archive.database, questions)
    lots = {document["_id"]: document for document in found.get("lots", ())}
    lot = next((lots[thing] for thing in things if thing in lots), None)
    places = [] if lot is None else lot["joined_places"]
    return Gathered(
        product=product_found(found["product"]),
        passport=passport_from(lot) if lot else None,
        dirty=bool(lot and lot["dirty"]),
        places={place["epc"]: place_from(place) for place in places},
        stores_of_places={place["epc"]: place["store"] for place in places},
        categories={made["_id"]: made["category"] for made in lot["made_from"]} if lot else {},
        price=next(map(price_from, found.get("price", ())), None),
        recall=next(map(recall_from, found["recall"]), None),
        reviews=None
        if reviews is None
        else review_page(found["reviews"], next(iter(found["rating"]), None), reviews),
    )


def _passports_pipeline(things: Sequence[str]) -> list[dict[str, object]]:
    """Passports with the places and the products that they name, by key."""
    return [
        {"$match": {"_id": {"$in": list(things)}}},
        {
            "$lookup": {
                "from": PLACES.name,
                "localField": "places",
                "foreignField": "epc",
                "as": "joined_places",
            }
        },
        {
            "$lookup": {
                "from": PRODUCTS.name,
                "localField": "gtins",
                "foreignField": "_id",
                "pipeline": [{"$project": {"category": 1}}],
                "as": "made_from",
            }
        },
    ]
