"""GraphQL: what offers can name, to choose from while one is written."""

from typing import Annotated, Self

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.identity_types import Product
from api.graphql.language import Speech
from provenance.recipes import Recipe

MOST = 100


@strawberry.type(description="A recipe that an offer may be about.")
class NamedRecipe:
    id: strawberry.ID = described("Its id, as conditions name it.")
    name: str = described("Its name in the caller's language where there is one.")

    @classmethod
    def of(cls, value: Recipe, speech: Speech) -> Self:
        return cls(id=strawberry.ID(value.id), name=speech.choose(value.names))


@strawberry.type(description="What offers can name.")
class Catalogue:
    categories: list[str] = described("Category paths of our goods, with all their beginnings.")
    brands: list[str] = described("Brands of our goods.")


TextArgument = Annotated[
    str,
    strawberry.argument(
        description="Part of a name in any language, or the beginning of an id or GTIN; capitals "
        "do not matter. Empty: the first by id."
    ),
]
FirstArgument = Annotated[int, strawberry.argument(description="How many, 1 to 100.")]


async def catalogue(info: Request) -> Catalogue:
    products = info.context.archive.products
    return Catalogue(
        categories=sorted(await products.categories()), brands=sorted(await products.brands())
    )


async def find_products(
    info: Request, text: TextArgument = "", first: FirstArgument = 20
) -> list[Product]:
    found = await info.context.archive.products.named(text, min(max(first, 1), MOST))
    return [Product.of(each, info.context.speech()) for each in found]


async def products(
    info: Request,
    ids: Annotated[
        list[strawberry.ID], strawberry.argument(description="As `Product.id`, up to 1,000.")
    ],
) -> list[Product]:
    found = await info.context.archive.products.get_many(ids[:1000])
    return [Product.of(found[key], info.context.speech()) for key in sorted(found)]


async def find_recipes(
    info: Request, text: TextArgument = "", first: FirstArgument = 20
) -> list[NamedRecipe]:
    found = await info.context.archive.recipes.named(text, min(max(first, 1), MOST))
    return [NamedRecipe.of(each, info.context.speech()) for each in found]


@strawberry.type
class CatalogueQuery:
    """To be inherited by the schema's Query type."""

    catalogue: Catalogue = strawberry.field(
        resolver=catalogue,
        description="Categories and brands to choose from.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    find_products: list[Product] = strawberry.field(
        resolver=find_products,
        description="Products by part of their name, by id.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    products: list[Product] = strawberry.field(
        resolver=products,
        description="Those of these products that we know, by id.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    find_recipes: list[NamedRecipe] = strawberry.field(
        resolver=find_recipes,
        description="Recipes by part of their name, by id.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
