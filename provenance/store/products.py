"""Products, the published facts beside them, and what each store's PLU codes mean."""

from collections.abc import Iterable, Sequence

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import OpenFoodFacts, Product
from provenance.dietary import Allergen, Diet
from provenance.products import PluEntry, PublishedProduct, merged, plu_product_id
from provenance.recipes import product_keys
from provenance.store.collection import Collection, Document, Written, put
from provenance.store.named import named

_TEXT = {"bsonType": ["string", "null"]}
_TEXTS = {"bsonType": "object", "additionalProperties": {"bsonType": "string"}}
_STRINGS = {"bsonType": "array", "items": {"bsonType": "string"}}
_FACTS_LICENCE = "ODbL-1.0"

PRODUCTS = Collection(
    name="products",
    required=("names", "ingredient_keys", "brand", "category", "descriptions", "sample"),
    properties={
        "_id": {"bsonType": "string"},
        "names": _TEXTS,
        "ingredient_keys": _STRINGS,
        "brand": _TEXT,
        "category": _TEXT,
        "descriptions": _TEXTS,
        "sample": {"bsonType": "bool"},
        "allergens": {"bsonType": ["array", "null"], "items": {"bsonType": "string"}},
        "traces": _STRINGS,
        "diets": _STRINGS,
    },
    indexes=(IndexModel([("ingredient_keys", ASCENDING)]),),
    version=2,
)
"""Our own products by id; by `ingredient_keys` recipes are found, and what goes for an ingredient.

`allergens`, `traces` and `diets` were added later: a product without them declares nothing.
"""

OPEN_FOOD_FACTS = Collection(
    name="open_food_facts",
    required=("licence", "names", "ingredient_keys", "url"),
    properties={
        "_id": {"bsonType": "string", "pattern": r"^\d{14}$"},
        "licence": {"enum": [_FACTS_LICENCE]},
        "names": _TEXTS,
        "ingredient_keys": _STRINGS,
        "name": _TEXT,
        "brand": _TEXT,
        "quantity": _TEXT,
        "ingredients": _TEXT,
        "allergens": _STRINGS,
        "traces": _STRINGS,
        "nutri_score": _TEXT,
        "categories": _STRINGS,
        "url": {"bsonType": "string"},
    },
    version=2,
)
"""What Open Food Facts publishes, by GTIN: a collection of its own, as ODbL is share-alike."""

PLU = Collection(
    name="plu",
    required=("product",),
    properties={
        "_id": {"bsonType": "string", "pattern": "^[^/]+/[0-9]+$"},
        "product": {"bsonType": "string"},
    },
)
"""`{store}/{plu}` to a product id."""


class Products:
    """The products of the installation."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database

    async def put(self, products: Sequence[Product | PublishedProduct]) -> Written:
        """Store products; own and published ones go to their own collections."""
        own = [product_document(item) for item in products if isinstance(item, Product)]
        published = [
            published_document(item) for item in products if isinstance(item, PublishedProduct)
        ]
        return await put(self._database, PRODUCTS, own) + await put(
            self._database, OPEN_FOOD_FACTS, published
        )

    async def put_plu(self, entries: Sequence[PluEntry]) -> Written:
        """Store what PLU codes mean, and the products that the entries describe themselves."""
        products = await self.put([entry.own for entry in entries if entry.own])
        codes = await put(self._database, PLU, [plu_document(entry) for entry in entries])
        stored = max(products.stored, codes.stored)  # an entry is one record with two documents
        return Written(stored, len(entries) - stored)

    async def get(self, product_id: str) -> Product | None:
        """The product with this id (a GTIN-14 or `{store}/{plu}`), from both sources."""
        cursor = await self._database[PRODUCTS.name].aggregate(product_pipeline(product_id))
        return product_found(await cursor.to_list())

    async def get_many(self, ids: Iterable[str]) -> dict[str, Product]:
        """The products that exist among these ids, by id."""
        wanted = {"_id": {"$in": sorted(set(ids))}}
        own = {d["_id"]: d async for d in self._database[PRODUCTS.name].find(wanted)}
        facts = {d["_id"]: d async for d in self._database[OPEN_FOOD_FACTS.name].find(wanted)}
        found = (product_from(own.get(key), facts.get(key)) for key in own.keys() | facts.keys())
        return {product.id: product for product in found if product}

    async def categories(self) -> frozenset[str]:
        """The category paths that products of our own have, with all their beginnings."""
        paths = await self._database[PRODUCTS.name].distinct(
            "category", {"category": {"$ne": None}}
        )
        steps = [path.split("/") for path in paths]
        return frozenset("/".join(each[:end]) for each in steps for end in range(1, len(each) + 1))

    async def brands(self) -> frozenset[str]:
        """The brands of products of our own."""
        return frozenset(
            await self._database[PRODUCTS.name].distinct("brand", {"brand": {"$ne": None}})
        )

    async def named(self, text: str, limit: int) -> Sequence[Product]:
        """Products of our own by part of a name, or the beginning of an id; by id, at most so
        many."""
        found = self._database[PRODUCTS.name].find(named(text)).sort("_id").limit(limit)
        return [_own_from(document) async for document in found]

    async def by_plu(self, store: str, plu: str) -> Product | None:
        """The product that a PLU (without leading zeros) names in a store."""
        cursor = await self._database[PLU.name].aggregate(plu_pipeline(store, plu))
        return product_found(await cursor.to_list())

    async def plus_in(self, store: str) -> dict[str, str]:
        """The PLU codes of a store by product id; of several the first by its digits."""
        prefix = f"{store}/"
        wanted = {"_id": {"$gte": prefix, "$lt": prefix + ":"}}  # ":" follows the digits
        found = [(d["product"], d["_id"]) async for d in self._database[PLU.name].find(wanted)]
        return {product: code.removeprefix(prefix) for product, code in sorted(found, reverse=True)}


def product_pipeline(product_id: str) -> list[Document]:
    """An aggregation on `products` whose documents `product_found` reads: at most two."""
    match = {"$match": {"_id": product_id}}
    return [match, {"$unionWith": {"coll": OPEN_FOOD_FACTS.name, "pipeline": [match]}}]


def plu_pipeline(store: str, plu: str) -> list[Document]:
    """An aggregation on `plu` whose documents `product_found` reads: at most two."""
    by_product = {"localField": "product", "foreignField": "_id"}
    return [
        {"$match": {"_id": plu_product_id(store, plu)}},
        {"$lookup": {"from": PRODUCTS.name, **by_product, "as": "own"}},
        {"$lookup": {"from": OPEN_FOOD_FACTS.name, **by_product, "as": "facts"}},
        {"$project": {"found": {"$concatArrays": ["$own", "$facts"]}}},
        {"$unwind": "$found"},
        {"$replaceRoot": {"newRoot": "$found"}},
    ]


def product_found(documents: Iterable[Document]) -> Product | None:
    """The product in the documents that a product pipeline found, or None."""
    own = facts = None
    for document in documents:
        if "licence" in document:
            facts = document
        else:
            own = document
    return product_from(own, facts)


def product_from(document: Document | None, facts: Document | None = None) -> Product | None:
    """One product of our own document and the published one; either may be missing."""
    return merged(
        _own_from(document) if document else None,
        published_from(facts) if facts else None,
    )


def _own_from(document: Document) -> Product:
    return Product(
        id=document["_id"],
        gtin=None if "/" in document["_id"] else document["_id"],
        names=document["names"],
        brand=document["brand"],
        category=document["category"],
        descriptions=document["descriptions"],
        sample=document["sample"],
        allergens=_allergens(declared)
        if (declared := document.get("allergens")) is not None
        else None,
        traces=_allergens(document.get("traces", ())),
        diets=frozenset(Diet(diet) for diet in document.get("diets", ())),
    )


def _allergens(names: Iterable[str]) -> frozenset[Allergen]:
    return frozenset(Allergen(name) for name in names)


def product_document(product: Product) -> Document:
    """Our own part of a product as stored; published facts are not copied into it."""
    return {
        "_id": product.id,
        "names": dict(product.names),
        "ingredient_keys": sorted(product_keys(product.names)),
        "brand": product.brand,
        "category": product.category,
        "descriptions": dict(product.descriptions),
        "sample": product.sample,
        "allergens": None if product.allergens is None else sorted(product.allergens),
        "traces": sorted(product.traces),
        "diets": sorted(product.diets),
    }


def published_from(document: Document) -> PublishedProduct:
    """A stored Open Food Facts product."""
    return PublishedProduct(
        gtin=document["_id"],
        names=document["names"],
        facts=OpenFoodFacts(
            name=document["name"],
            brand=document["brand"],
            quantity=document["quantity"],
            ingredients=document["ingredients"],
            allergens=document["allergens"],
            traces=document.get("traces", ()),
            nutri_score=document["nutri_score"],
            url=document["url"],
        ),
        categories=document["categories"],
    )


def published_document(product: PublishedProduct) -> Document:
    """An Open Food Facts product as stored, with its licence."""
    facts = product.facts
    return {
        "_id": product.gtin,
        "licence": _FACTS_LICENCE,
        "names": dict(product.names),
        "ingredient_keys": sorted(product_keys(product.names)),
        "name": facts.name,
        "brand": facts.brand,
        "quantity": facts.quantity,
        "ingredients": facts.ingredients,
        "allergens": list(facts.allergens),
        "traces": list(facts.traces),
        "nutri_score": facts.nutri_score,
        "categories": list(product.categories),
        "url": facts.url,
    }


def plu_document(entry: PluEntry) -> Document:
    """A PLU entry as stored."""
    return {"_id": plu_product_id(entry.store, entry.plu), "product": entry.product}
