"""Conditions as documents and as sentences: every kind is both."""

import msgspec
import pytest

from personalization.offers.conditions.cart_quantity import CartQuantity
from personalization.offers.conditions.days_left import DaysLeftCondition
from personalization.offers.conditions.gtin import GtinCondition
from personalization.offers.conditions.leaf import Leaf
from personalization.offers.conditions.recipe_progress import RecipeProgressCondition
from personalization.offers.conditions.tree import Condition
from provenance.text import LANGUAGES, Message, Texts

EACH_KIND: tuple[tuple[str, str], ...] = (
    ('{"kind":"gtin","among":["0900"]}', "One of these is in the cart: 0900"),
    (
        '{"kind":"category","among":["fish","tea"]}',
        "Something of these categories is in the cart: fish, tea",
    ),
    ('{"kind":"brand","among":["Acme"]}', "Something of these brands is in the cart: Acme"),
    (
        '{"kind":"days_left","at_most":2,"scanned":true}',
        "What was scanned has at most 2 days left.",
    ),
    ('{"kind":"days_left","at_least":2}', "Something in the cart has at least 2 days left."),
    (
        '{"kind":"days_left","at_least":2,"at_most":4}',
        "Something in the cart has 2 to 4 days left.",
    ),
    (
        '{"kind":"cart_contains","selector":{"brands":["Acme"]},"quantity":2}',
        "At least 2 units of Acme are in the cart.",
    ),
    ('{"kind":"cart_quantity","at_least":5}', "The cart has at least 5 units."),
    ('{"kind":"cart_quantity","at_least":5,"at_most":9}', "The cart has 5 to 9 units."),
    (
        '{"kind":"cart_spend","amount":2000}',
        "The cart comes to at least 2,000 minor units after the offers before this one.",
    ),
    (
        '{"kind":"cart_spend","amount":2000,"basis":"ORIGINAL","selector":{"categories":["fish"]}}',
        "fish comes to at least 2,000 minor units before offers.",
    ),
    (
        '{"kind":"any_line_quantity","at_least":3}',
        "One product is in the cart with at least 3 units.",
    ),
    (
        '{"kind":"zone","among":["z1"],"seconds":30.0}',
        "The shopper has been in one of these zones for 30 seconds: z1",
    ),
    (
        '{"kind":"zone","among":["z1"],"move":"ENTER"}',
        "The shopper has just entered one of these zones: z1",
    ),
    ('{"kind":"segment","among":["vip"]}', "The shopper belongs to one of these segments: vip"),
    (
        '{"kind":"hours","windows":[{"since":"17:00:00","until":"19:00:00","days":["FRI"]}]}',
        "By the store’s clock it is: 17:00–19:00 (FRI)",
    ),
    ('{"kind":"loyalty"}', "The shopper is a member of the loyalty programme."),
    (
        '{"kind":"loyalty","tiers":["gold"]}',
        "The shopper is a member of one of these tiers: gold",
    ),
    ('{"kind":"language","among":["zh"]}', "The shopper reads one of these languages: zh"),
    ('{"kind":"returning","returning":true}', "The shopper has been here before."),
    ('{"kind":"returning","returning":false}', "The shopper is here for the first time."),
    (
        '{"kind":"missed_zone","zone":"wine","visits":3}',
        "The shopper was not in zone wine on the last 3 visits.",
    ),
    (
        '{"kind":"recipe_progress","have_at_least":4}',
        "At least 4 ingredients of a recipe (*) are in the cart.",
    ),
    (
        '{"kind":"recipe_progress","missing_at_most":0,"recipes":["soup"]}',
        "Nothing of a recipe (soup) is missing in the cart.",
    ),
    (
        '{"kind":"recipe_progress","have_at_least":4,"missing_at_most":2}',
        "At least 4 ingredients of a recipe (*) are in the cart and at most 2 are missing.",
    ),
    (
        '{"kind":"code","among":["summer"]}',
        "A coupon code of one of these offers was entered: summer",
    ),
)


@pytest.mark.parametrize(("document", "english"), EACH_KIND)
def test_a_condition_is_its_document_and_reads_as_a_sentence(document: str, english: str) -> None:
    leaf = msgspec.json.decode(document, type=Condition)
    assert isinstance(leaf, Leaf)
    again = msgspec.json.encode(leaf, order="deterministic")
    assert msgspec.json.decode(again, type=Condition) == leaf
    texts = Texts(("personalization",))
    assert texts(leaf.wording(), "en") == english
    assert len({texts(leaf.wording(), language) for language in LANGUAGES}) == len(LANGUAGES)


def test_every_kind_of_condition_was_read_above() -> None:
    kinds = {msgspec.json.decode(document)["kind"] for document, _ in EACH_KIND}
    leaves = {kind.__struct_config__.tag for kind in _concrete(Leaf)}
    assert kinds == leaves


def _concrete(kind: type[Leaf]) -> list[type[Leaf]]:
    below = kind.__subclasses__()
    return [kind] if not below else [each for part in below for each in _concrete(part)]


@pytest.mark.parametrize(
    "document",
    [
        '{"kind":"gtin","among":[]}',
        '{"kind":"cart_contains","selector":{},"quantity":0}',
        '{"kind":"cart_spend","amount":-1}',
        '{"kind":"hours","windows":[]}',
        '{"kind":"hours","windows":[{"since":"09:00:00+01:00","until":"10:00:00"}]}',
        '{"kind":"missed_zone","zone":"wine","visits":0}',
        '{"kind":"gtin","among":["1"],"also":1}',
        '{"kind":"weather"}',
    ],
)
def test_a_document_that_makes_no_sense_is_refused(document: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(document, type=Condition)


@pytest.mark.parametrize(
    ("leaf", "path"),
    [
        (DaysLeftCondition(), "at_most"),
        (DaysLeftCondition(at_most=1, at_least=2), "at_most"),
        (CartQuantity(3, at_most=2), "at_most"),
        (RecipeProgressCondition(), "have_at_least"),
    ],
)
def test_bounds_that_cannot_hold_are_a_problem(leaf: Leaf, path: str) -> None:
    (problem,) = leaf.problems()
    assert problem.path == path
    assert Texts(("personalization",))(problem.message, "en")


def test_bounds_that_can_hold_are_none() -> None:
    assert list(DaysLeftCondition(at_most=2, at_least=2).problems()) == []
    assert list(CartQuantity(2, at_most=2).problems()) == []


def test_a_long_list_is_told_in_part() -> None:
    wording = GtinCondition(frozenset(f"{number:02}" for number in range(20))).wording()
    assert wording == Message("condition-gtin", {"products": "00, 01, 02, 03, 04, 05, 06, 07, …"})
