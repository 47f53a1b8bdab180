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
    return replace(own, category=own.category or category, open_food_facts=published.facts)


def category_of(tags: Iterable[str]) -> str | None:
    """Our category path for Open Food Facts category tags, or None when no tag decides.

    Of several known tags the one that stands first in our table counts: it goes from how a food is
    kept (frozen, canned, dried) to what it is. The tags are crowd-sourced, and a chocolate spread
    was found among the frozen foods: that tag alone decides for no class rather than a wrong one.
    """
    present = set(tags)
    return next((path for tag, path in _CATEGORIES.items() if tag in present), None)


# Tags of the Open Food Facts category taxonomy (taxonomies/food/categories.txt of its server).
_CATEGORIES: Mapping[str, str | None] = {
    "en:frozen-vegetables": "frozen/vegetables",
    "en:frozen-fishes": "frozen/fish",
    "en:frozen-foods": None,
    "en:canned-foods": "pantry/canned",
    "en:dried-products": "pantry/dried",
    "en:jams": "pantry/spreads",
    "en:spreads": "pantry/spreads",
    "en:snacks": "pantry/snacks",
    "en:sauces": "pantry/sauces",
    "en:pastas": "pantry/pasta",
    "en:milks": "dairy/milk",
    "en:beverages": "pantry/drinks",
    "en:sandwiches": "prepared/sandwich",
    "en:prepared-salads": "prepared/salad",
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
    "en:ground-meats": "meat/minced",
    "en:ground-steaks": "meat/minced",
    "en:poultries": "meat/poultry",
    "en:chickens": "meat/poultry",
    "en:fresh-meats": "meat/fresh",
    "en:hard-cheeses": "dairy/cheese/hard",
    "en:cheeses": "dairy/cheese/soft",
    "en:yogurts": "dairy/yogurt",
    "en:eggs": "eggs",
    "en:breads": "bakery/bread",
    "en:bananas": "produce/banana",
    "en:mangoes": "produce/mango",
    "en:cucumbers": "produce/cucumber",
    "en:broccoli": "produce/broccoli",
    "en:berries": "produce/berries",
    "en:lettuces": "produce/leafy",
    "en:spinachs": "produce/leafy",
    "en:fresh-vegetables": "produce/vegetables",
    "en:fresh-fruits": "produce/fruit",
}
