"""Profiles, consent and segments as apps and marketers see them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Final

import orjson
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import Anonymous, Role, Shopper, Staff
from api.graphql.context import Context
from api.graphql.schema import build_schema
from personalization.carts.shopping import create_cart
from personalization.shoppers.consent import WORDING
from personalization.shoppers.facts import facts_of
from provenance.dietary import Allergen, Diet
from provenance.recipes import Recipe
from provenance.store.collection import Document
from tests.api.app_samples import LINK, NOW, PRODUCT, STORE, journey
from tests.api.graphql_context import running_context

SCHEMA: Final = build_schema(production=False)
SESSION: Final = "5e55" * 8

PROFILE: Final = """
  shopperId until consents { purpose agreed last { given surface wording } }
  history { purpose given } preferences { allergens diets favouriteCategories language }
  loyalty { tier since }
"""
REFUSAL: Final = "... on ProfileRefusal { message hint }"
GIVE: Final = f"""mutation ($purposes: [ConsentPurpose!]!, $wording: String!, $surface: String!) {{
  giveConsent(input: {{purposes: $purposes, wording: $wording, surface: $surface}}) {{
    ... on Profile {{ {PROFILE} }} {REFUSAL} }} }}"""
WITHDRAW: Final = f"""mutation ($purposes: [ConsentPurpose!]!) {{
  withdrawConsent(input: {{purposes: $purposes, surface: "web"}}) {{
    ... on Profile {{ {PROFILE} }} {REFUSAL} }} }}"""
PREFER: Final = f"""mutation ($input: SetPreferencesInput!) {{
  setPreferences(input: $input) {{ ... on Profile {{ {PROFILE} }} {REFUSAL} }} }}"""
NUTS_AND_VEGAN: Final = {"allergens": ["NUTS"], "diets": ["VEGAN"]}
SAVE: Final = """mutation ($input: SaveSegmentInput!) { saveSegment(input: $input) {
  ... on Segment { id version by rule { visitsAtLeast withinDays spentAtLeast bought } retired }
  ... on SegmentRefusal { message hint } } }"""


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with running_context(database, mongodb_uri, Shopper(SESSION)) as context:
        yield replace(context, clock=lambda: NOW)


@pytest.fixture
def marketer(context: Context) -> Context:
    return replace(context, caller=Staff("eva", Role.MARKETER))


async def asked(context: Context, operation: str, **given: object) -> Any:
    result = await SCHEMA.execute(operation, variable_values=given, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    [found] = result.data.values()
    return found


async def give(context: Context, *purposes: str) -> Any:
    return await asked(context, GIVE, purposes=list(purposes), wording=WORDING, surface="app")


async def test_a_new_session_has_an_empty_profile_and_nothing_is_stored(
    context: Context, database: AsyncDatabase[Document]
) -> None:
    profile = await asked(context, f"{{ profile {{ {PROFILE} }} }}")
    assert profile["shopperId"] == SESSION
    assert [each["agreed"] for each in profile["consents"]] == [False] * 4
    assert (profile["history"], profile["preferences"], profile["until"]) == ([], None, None)
    assert await database["shoppers"].count_documents({}) == 0


async def test_the_texts_to_agree_to_are_there_in_the_shoppers_language(context: Context) -> None:
    asking = "{ consentTexts { purpose text wording } }"
    in_spanish = await asked(replace(context, languages=["es"]), asking)
    assert {each["wording"] for each in in_spanish} == {WORDING}
    assert in_spanish[0]["text"].startswith("Pueden guardar mis alérgenos")


async def test_consent_is_given_and_taken_back(context: Context) -> None:
    given = await give(context, "PREFERENCES", "LINKING")
    agreed = {each["purpose"] for each in given["consents"] if each["agreed"]}
    assert agreed == {"PREFERENCES", "LINKING"}
    assert given["until"] == "2027-05-20T12:00:00Z"
    preferred = await asked(context, PREFER, input=NUTS_AND_VEGAN)
    assert preferred["preferences"] == {
        **NUTS_AND_VEGAN,
        "favouriteCategories": [],
        "language": None,
    }
    left = await asked(context, WITHDRAW, purposes=["PREFERENCES"])
    assert left["preferences"] is None
    assert left["history"][-1] == {"purpose": "PREFERENCES", "given": False}
    assert left["consents"][0]["last"]["surface"] == "web"


@pytest.mark.parametrize(
    ("purposes", "wording", "surface", "message"),
    [
        ([], WORDING, "app", "No purpose was named."),
        (["HISTORY"], "2020-01", "app", "The text of version 2020-01 is not the present one."),
        (["HISTORY"], WORDING, "Jane's phone", "The surface is not a name we can keep."),
    ],
)
async def test_a_consent_that_proves_nothing_is_refused(
    context: Context, purposes: list[str], wording: str, surface: str, message: str
) -> None:
    refused = await asked(context, GIVE, purposes=purposes, wording=wording, surface=surface)
    assert refused["message"] == message
    assert await context.market.shoppers.get(SESSION) is None


async def test_preferences_without_consent_are_refused_with_what_to_do(context: Context) -> None:
    refused = await asked(context, PREFER, input=NUTS_AND_VEGAN)
    assert refused["message"] == "You have not agreed to keeping preferences."
    assert "with each request" in refused["hint"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"favouriteCategories": ["x"] * 51}, "There are too many favourite categories."),
        ({"favouriteCategories": [""]}, "A favourite category is empty or too long."),
        ({"language": "e"}, "The language is no language tag."),
    ],
)
async def test_preferences_that_cannot_be_kept_are_refused(
    context: Context, more: dict[str, object], message: str
) -> None:
    await give(context, "PREFERENCES")
    refused = await asked(context, PREFER, input={**NUTS_AND_VEGAN, **more})
    assert refused["message"] == message


async def test_everything_held_can_be_taken_along(context: Context) -> None:
    await give(context, "PREFERENCES")
    await asked(context, PREFER, input=NUTS_AND_VEGAN)
    data = await asked(context, "{ myData { held { collection summary count } document } }")
    summary = "Your profile: what you agreed to, and your preferences."
    assert data["held"] == [{"collection": "shoppers", "summary": summary, "count": 1}]
    [profile] = orjson.loads(data["document"])["shoppers"]
    assert profile["preferences"]["allergens"] == ["NUTS"]
    assert profile["since"] == "2026-11-21T12:00:00Z"


async def test_what_is_kept_for_how_long_is_there_for_everyone(context: Context) -> None:
    rows = await asked(
        replace(context, caller=Anonymous()),
        "{ retention { what restsOn kept enforcedBy } }",
    )
    by_what = {each["what"].split(":")[0].split(" ")[0]: each for each in rows}
    assert by_what["Visits"]["kept"] == "P180D"
    assert by_what["Visits"]["restsOn"] == "HISTORY"
    assert by_what["Carts"]["kept"] == "P1D"
    assert by_what["Reviews,"]["kept"] is None


async def test_a_cart_is_linked_only_with_consent(context: Context) -> None:
    cart = await create_cart(context.market, STORE, now=NOW)
    linking = f"""mutation ($cart: ID!) {{ linkCart(input: {{cartId: $cart}}) {{
      ... on Profile {{ shopperId }} {REFUSAL} }} }}"""
    refused = await asked(context, linking, cart=cart.id)
    assert refused["message"] == "You have not agreed to linking."
    await give(context, "LINKING")
    assert await asked(context, linking, cart=cart.id) == {"shopperId": SESSION}
    refused = await asked(context, linking, cart="0" * 32)
    assert refused["message"] == "This cart cannot be linked to you."


async def test_only_a_shopper_session_has_a_profile(context: Context, marketer: Context) -> None:
    for other in (replace(context, caller=Anonymous()), marketer):
        result = await SCHEMA.execute("{ profile { shopperId } }", context_value=other)
        assert result.errors is not None


async def test_a_scan_says_what_is_nothing_for_the_shopper(context: Context) -> None:
    await context.archive.events.capture(journey())
    asking = """query ($told: ScanContext) {
      scan(code: "%s", context: $told) { ... on Scan { unsuitable product { allergens } } } }"""
    asking %= LINK

    async def unsuitable(**told: object) -> Any:
        return (await asked(context, asking, told=told))["unsuitable"]

    assert await unsuitable() is None
    unknown = await unsuitable(allergens=["NUTS"])
    assert unknown == "Nobody told us whether it contains nuts."
    declared = replace(
        PRODUCT,
        allergens=frozenset({Allergen.NUTS}),
        diets=frozenset({Diet.VEGAN}),
    )
    await context.archive.products.put([declared])
    in_it = await unsuitable(allergens=["NUTS"], diets=["VEGAN"])
    assert in_it == "Not for you: it contains nuts."
    assert await unsuitable(allergens=["MILK"], diets=["VEGAN"]) is None

    await give(context, "PREFERENCES")
    await asked(context, PREFER, input=NUTS_AND_VEGAN)
    assert await unsuitable() == "Not for you: it contains nuts."


async def test_a_marketer_versions_a_segment(marketer: Context) -> None:
    rule = {"visitsAtLeast": 2, "bought": ["fish"]}
    first = {"id": "fishy", "name": "Fish lovers", "version": 1, "rule": rule}
    shown = {"visitsAtLeast": 2, "withinDays": 90, "spentAtLeast": None, "bought": ["fish"]}
    saved = {"id": "fishy", "version": 1, "by": "eva", "rule": shown, "retired": False}
    assert await asked(marketer, SAVE, input=first) == saved
    refused = await asked(marketer, SAVE, input=first)
    assert refused["message"] == "Version 1 is not the next one of this segment."
    second = {**first, "version": 2, "retired": True}
    assert (await asked(marketer, SAVE, input=second))["retired"]
    assert await asked(marketer, "{ segments { id version } }") == [{"id": "fishy", "version": 2}]
    history = await asked(marketer, '{ segmentHistory(id: "fishy") { version } }')
    assert history == [{"version": 2}, {"version": 1}]


async def test_a_segment_for_everyone_is_refused_in_words(marketer: Context) -> None:
    empty = {"id": "all", "name": "All", "version": 1, "rule": {}}
    refused = await asked(marketer, SAVE, input=empty)
    assert refused["message"].startswith("The rule asks for nothing")


async def test_a_list_names_shoppers_who_agreed(context: Context, marketer: Context) -> None:
    await give(context, "HISTORY")
    listing = """mutation ($who: [ID!]!) {
      setSegmentList(input: {segmentId: "vip", shoppers: $who}) {
        ... on SegmentListed { listed leftOut } ... on SegmentRefusal { message } } }"""
    refused = await asked(marketer, listing, who=[SESSION])
    assert refused["message"] == "There is no such segment with a list."
    await asked(marketer, SAVE, input={"id": "vip", "name": "VIP", "version": 1})
    assert await asked(marketer, listing, who=[SESSION, "x"]) == {"listed": 1, "leftOut": 1}
    facts = await facts_of(context.market, SESSION, STORE, now=NOW)
    assert facts.segments == frozenset({"vip"})


async def test_a_loyalty_tier_is_kept_only_of_who_agreed(
    context: Context, marketer: Context
) -> None:
    telling = """mutation ($tier: String!, $who: ID!) {
      setLoyalty(input: {shopper: $who, tier: $tier, since: "2026-01-01"}) {
        ... on LoyaltyKept { shopper } ... on SegmentRefusal { message } } }"""
    refused = await asked(marketer, telling, tier="gold", who=SESSION)
    assert refused["message"].startswith("This shopper has not agreed to linking")
    await give(context, "LINKING")
    refused = await asked(marketer, telling, tier=" ", who=SESSION)
    assert refused["message"] == "The loyalty tier has no name, or a very long one."
    assert await asked(marketer, telling, tier="gold", who=SESSION) == {"shopper": SESSION}
    profile = await asked(context, f"{{ profile {{ {PROFILE} }} }}")
    assert profile["loyalty"] == {"tier": "gold", "since": "2026-01-01"}


async def test_recipes_are_suggested_that_suit_the_shopper(context: Context) -> None:
    def recipe(name: str, *diets: Diet) -> Recipe:
        keys = frozenset({"spinach"})
        return Recipe(name, {"en": name}, ["spinach"], keys, diets=frozenset(diets))

    suiting = [recipe(f"Curry {number}", Diet.VEGAN) for number in range(2)]
    others = [recipe(f"A bake {number}") for number in range(5)]
    await context.archive.recipes.put([*others, *suiting])
    asking = f"""query ($told: ScanContext) {{ scan(code: "{PRODUCT.id}", context: $told) {{
      ... on Scan {{ recipes(first: 2) {{ title }} }} }} }}"""

    async def titles(**told: object) -> list[str]:
        found = await asked(context, asking, told=told)
        return sorted(each["title"] for each in found["recipes"])

    assert len(await titles()) == 2
    assert await titles(diets=["VEGETARIAN"]) == ["Curry 0", "Curry 1"]
    assert await titles(allergens=["MILK"]) == []
    await give(context, "PREFERENCES")
    await asked(context, PREFER, input={"allergens": [], "diets": ["VEGAN"]})
    assert await titles() == ["Curry 0", "Curry 1"]
