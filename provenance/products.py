"""Products: our own data, what Open Food Facts publishes, and how the two come together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.answer import OpenFoodFacts, Product


@dataclass(frozen=True, slots=True)
class PublishedProduct:
    """A product as Open Food Facts publishes it (ODbL 1.0), kept apart from our own data.

    `names` by language; `categories` are its category tags, general before special.
    """

    gtin: str
    names: Mapping[str, str]
    facts: OpenFoodFacts
    categories: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PluEntry:
    """What a price look-up code means in one store: a product id.

    `own` is the product itself where the list that brought the code also describes it.
    """

    store: str
    plu: str
    product: str
    own: Product | None = None


def plu_product_id(store: str, plu: str) -> str:
    """The id of a product that has no GTIN but a PLU in a store."""
    return f"{store}/{plu}"


def merged(own: Product | None, published: PublishedProduct | None) -> Product | None:
    """One product of both sources: our own words first, the published facts beside them."""
    if published is None:
        return own
    category = category_of(published.categories)
    if own is None:
        return Product(
            id=published.gtin,
            gtin=published.gtin,
            names=published.names,
            brand=published.facts.brand,
            category=category,
            open_food_facts=published.facts,
        )
    return replace(
        own,
        names={**published.names, **own.names},
        brand=own.brand or published.facts.brand,
        category=own.category or category,
        open_food_facts=published.facts,
    )


def category_of(tags: Iterable[str]) -> str | None:
    """Our category path for Open Food Facts category tags, or None when no tag is known.

    Of several known tags the one that stands first in our table counts: it goes from what decides
    how fast a food spoils (frozen, canned, smoked) to what kind of food it is.
    """
    present = set(tags)
    return next((path for tag, path in _CATEGORIES.items() if tag in present), None)


# Tags of the Open Food Facts category taxonomy (taxonomies/food/categories.txt of its server).
_CATEGORIES = {
    "en:frozen-foods": "frozen",
    "en:canned-foods": "pantry/canned",
    "en:smoked-fishes": "fish/smoked",
    "en:smoked-salmons": "fish/smoked",
    "en:shrimps": "seafood/shrimp",
    "en:prawns": "seafood/shrimp",
    "en:salmon-fillets": "fish/fresh/temperate",
    "en:salmons": "fish/fresh/temperate",
    "en:cods": "fish/fresh/temperate",
    "en:trouts": "fish/fresh/temperate",
    "en:sea-breams": "fish/fresh/temperate",
    "en:sea-basses": "fish/fresh/temperate",
    "en:tilapias": "fish/fresh/tropical",
    "en:pangasius": "fish/fresh/tropical",
    "en:sandwiches": "prepared/sandwich",
    "en:prepared-salads": "prepared/salad",
    "en:salads": "prepared/salad",
    "en:ground-meats": "meat/minced",
    "en:ground-steaks": "meat/minced",
    "en:fresh-ground-meat-preparations": "meat/minced",
    "en:poultries": "meat/poultry",
    "en:chickens": "meat/poultry",
    "en:fresh-meats": "meat/fresh",
    "en:hard-cheeses": "dairy/cheese/hard",
    "en:cheeses": "dairy/cheese/soft",
    "en:yogurts": "dairy/yogurt",
    "en:milks": "dairy/milk",
    "en:eggs": "eggs",
    "en:breads": "bakery/bread",
    "en:fruit-juices": "pantry/drinks",
    "en:sodas": "pantry/drinks",
    "en:juices-and-nectars": "pantry/drinks",
    "en:bananas": "produce/banana",
    "en:mangoes": "produce/mango",
    "en:cucumbers": "produce/cucumber",
    "en:berries": "produce/berries",
    "en:strawberries": "produce/berries",
    "en:lettuces": "produce/leafy",
    "en:spinachs": "produce/leafy",
    "en:herbs": "produce/leafy",
    "en:fresh-vegetables": "produce/vegetables",
    "en:fresh-fruits": "produce/fruit",
    "en:spreads": "pantry/spreads",
    "en:chocolates": "pantry/sweets",
    "en:pastas": "pantry/pasta",
}
