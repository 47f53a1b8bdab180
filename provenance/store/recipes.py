"""Recipes, found by the words of their ingredients."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from pymongo import IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from provenance.dietary import Diet
from provenance.recipes import Recipe
from provenance.store.collection import Collection, Document, Written, put
from provenance.store.named import named

_TEXT = {"bsonType": ["string", "null"]}
_STRINGS = {"bsonType": "array", "items": {"bsonType": "string"}}

RECIPES = Collection(
    name="recipes",
    required=("names", "ingredients", "keys", "instructions", "sample"),
    properties={
        "_id": {"bsonType": "string"},
        "names": {"bsonType": "object", "additionalProperties": {"bsonType": "string"}},
        "ingredients": _STRINGS,
        "keys": _STRINGS,
        "instructions": _STRINGS,
        "total_minutes": {"bsonType": ["int", "null"]},
        "author": _TEXT,
        "licence": _TEXT,
        "source": _TEXT,
        "sample": {"bsonType": "bool"},
        "diets": _STRINGS,
    },
    indexes=(IndexModel([("keys", 1)], name="keys"),),
)
"""Recipes by id. `diets` were added later: a recipe without them states none."""


class Recipes:
    """The recipes of the installation."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database

    async def put(self, recipes: Sequence[Recipe]) -> Written:
        """Store recipes."""
        return await put(self._database, RECIPES, [recipe_document(recipe) for recipe in recipes])

    async def get(self, recipe: str) -> Recipe | None:
        """A recipe by its id."""
        found = await self._database[RECIPES.name].find_one({"_id": recipe})
        return recipe_from(found) if found else None

    async def sharing(self, words: Iterable[str], limit: int) -> Sequence[Recipe]:
        """The recipes that share most of these ingredient words, at most `limit`."""
        wanted = sorted(set(words))
        cursor = await self._database[RECIPES.name].aggregate(
            [
                {"$match": {"keys": {"$in": wanted}}},
                {"$set": {"shared": {"$size": {"$setIntersection": ["$keys", wanted]}}}},
                {"$sort": {"shared": -1, "_id": 1}},
                {"$limit": limit},
            ]
        )
        return [recipe_from(document) async for document in cursor]

    async def named(self, text: str, limit: int) -> Sequence[Recipe]:
        """Recipes by part of a name, or the beginning of an id; by id, at most so many."""
        found = self._database[RECIPES.name].find(named(text)).sort("_id").limit(limit)
        return [recipe_from(document) async for document in found]


def recipes_pipeline(product_id: str, limit: int = 50) -> list[Document]:
    """An aggregation on products for at most `limit` recipes that share one of its words."""
    return [
        {"$match": {"_id": product_id}},
        {
            "$lookup": {
                "from": RECIPES.name,
                "localField": "ingredient_keys",
                "foreignField": "keys",
                "pipeline": [{"$limit": limit}],
                "as": "recipes",
            }
        },
        {"$unwind": "$recipes"},
        {"$replaceWith": "$recipes"},
    ]


def recipe_from(document: Document) -> Recipe:
    """A stored recipe."""
    minutes = document["total_minutes"]
    return Recipe(
        id=document["_id"],
        names=document["names"],
        ingredients=document["ingredients"],
        keys=frozenset(document["keys"]),
        instructions=document["instructions"],
        total_time=None if minutes is None else timedelta(minutes=minutes),
        author=document["author"],
        licence=document["licence"],
        source=document["source"],
        sample=document["sample"],
        diets=frozenset(Diet(diet) for diet in document.get("diets", ())),
    )


def recipe_document(recipe: Recipe) -> Document:
    """A recipe as stored; its time in whole minutes."""
    time = recipe.total_time
    return {
        "_id": recipe.id,
        "names": dict(recipe.names),
        "ingredients": list(recipe.ingredients),
        "keys": sorted(recipe.keys),
        "instructions": list(recipe.instructions),
        "total_minutes": None if time is None else round(time / timedelta(minutes=1)),
        "author": recipe.author,
        "licence": recipe.licence,
        "source": recipe.source,
        "sample": recipe.sample,
        "diets": sorted(recipe.diets),
    }
