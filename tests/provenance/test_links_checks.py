"""What is refused as a link, and that linksets say what was set."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.identity import CodeRefusal
from provenance.imports.records import Refused
from provenance.links.checks import level_problem, link_problem
from provenance.links.item import item_of
from provenance.links.link import Level, Link, by_type
from provenance.links.link_types import (
    DEFAULT,
    DEFAULT_MULTI,
    GS1_LINK_TYPES,
    curie,
    link_type_problem,
)
from provenance.links.linkset import linkset, linkset_levels
from provenance.text import LANGUAGES, Texts
from tests.provenance.link_samples import GTIN, KEY, LOT, ORIGIN, TODAY, level, link


def problem(link: Link) -> Refused | None:
    return link_problem(link, origin=ORIGIN, today=TODAY)


@pytest.mark.parametrize(
    "href",
    [
        "https://brand.example",
        "http://brand.example:8080/a/b?c=d&e#f",
        "https://brand.example/caf%C3%A9",
        "https://xn--caf-dma.example/",
        f"https://other.example/01/{GTIN}",
        f"{ORIGIN}/about/pip/01/{GTIN}",
        f"{ORIGIN}.evil.example/01/{GTIN}",
    ],
)
def test_a_web_address_can_be_linked_to(href: str) -> None:
    assert problem(link(href=href)) is None


@pytest.mark.parametrize(
    ("href", "key"),
    [
        ("javascript:alert(1)", "links-href"),
        ("data:text/html,x", "links-href"),
        ("//brand.example/", "links-href"),
        ("/relative", "links-href"),
        ("https://user:word@brand.example/", "links-href"),
        ("https://brand.example/café", "links-href"),
        ("https://brand.example/a b", "links-href"),
        ("https://brand.example/\r\nSet-Cookie: a=b", "links-href"),
        ("https://brand.example/%zz", "links-href"),
        ("https://", "links-href"),
        ("", "links-href"),
        ("https://brand.example/" + "a" * 2000, "links-href"),
        (f"{ORIGIN}/01/{GTIN}", "links-circle"),
        (f"http://SHOP.example/01/{GTIN}/10/L2?linkType=gs1:pip", "links-circle"),
        (f"{ORIGIN}/414/9521321000018/", "links-circle"),
    ],
)
def test_what_must_not_be_linked_to_is_refused(href: str, key: str) -> None:
    refused = problem(link(href=href))
    assert refused is not None
    assert (refused.reason.key, refused.pointer) == (key, "/href")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"link_type": "pip"}, "links-type-form"),
        ({"link_type": "https://ref.gs1.org/voc/pipe"}, "links-type-unknown"),
        ({"link_type": "https://my-brand.example/voc/x"}, "links-type-form"),
        ({"link_type": "https://brand.example/voc/PIP"}, "links-type-again"),
        ({"title": " "}, "links-text"),
        ({"title": "a\nb"}, "links-text"),
        ({"title": "a" * 301}, "links-text"),
        ({"hreflang": ("zh-Hans",)}, "links-language"),
        ({"hreflang": ("und",)}, "links-language"),
        ({"media_type": "html"}, "links-media-type"),
        ({"media_type": "text/html; charset=utf-8"}, "links-media-type"),
        ({"context": ("",)}, "links-text"),
        ({"context": tuple(map(str, range(21)))}, "links-values"),
    ],
)
def test_every_part_of_a_link_is_checked(change: dict[str, Any], key: str) -> None:
    refused = problem(replace(link(), **change))
    assert refused is not None
    assert refused.reason.key == key


def test_a_link_type_of_ones_own_is_welcome() -> None:
    assert link_type_problem("https://brand.example/voc/taste_notes") is None
    assert curie("https://brand.example/voc/taste_notes") == "https://brand.example/voc/taste_notes"


ONE = Link(DEFAULT, "https://brand.example/p", "Page")


@pytest.mark.parametrize(
    ("links", "key"),
    [
        ([], "links-count"),
        ([link(href=f"https://b.example/{n}") for n in range(201)], "links-count"),
        ([link(), link()], "links-twice"),
        ([ONE, replace(ONE, title="Other"), link()], "links-default-one"),
        ([replace(ONE, hreflang=("en",)), link()], "links-default-bare"),
        ([ONE], "links-default-described"),
        ([ONE, link(), replace(ONE, link_type=DEFAULT_MULTI)], "links-default-multi"),
    ],
)
def test_a_level_has_one_bare_default_that_is_also_described(links: list[Link], key: str) -> None:
    refused = level_problem(Level(KEY, links))
    assert refused is not None
    assert refused.reason.key == key


def test_the_ratified_link_types_are_those_of_the_vocabulary(shared_data: Path) -> None:
    published = json.loads((shared_data / "resolver" / "linktypes.json").read_text())
    assert set(published) == GS1_LINK_TYPES


WORDS = st.text("abc é中", min_size=1, max_size=8).map(lambda text: f"x{text}x")
LINK = st.builds(
    Link,
    link_type=st.sampled_from(
        ["https://ref.gs1.org/voc/pip", "https://ref.gs1.org/voc/faqs", "https://b.example/x"]
    ),
    href=st.sampled_from(["https://b.example/1", "https://b.example/2#x", "http://c.example?a=b"]),
    title=WORDS,
    hreflang=st.sampled_from([(), ("en",), ("es", "zh-CN")]),
    media_type=st.sampled_from([None, "text/html", "application/ld+json"]),
    context=st.lists(WORDS, max_size=2).map(tuple),
    forwards_query=st.booleans(),
    public=st.booleans(),
)
LEVELS = st.lists(
    st.builds(
        lambda path, links, description: Level(path, by_type(links), description),
        st.sampled_from([KEY, LOT, f"{LOT}/21/7%2F8", "414/9521321000018", "8004/9521321ABC"]),
        st.lists(LINK, min_size=1, max_size=5, unique=True),
        st.none() | WORDS,
    ),
    max_size=4,
    unique_by=lambda level: level.path,
)


@given(levels=LEVELS)
def test_what_is_written_as_a_linkset_is_read_again_equal(levels: list[Level]) -> None:
    document = json.loads(json.dumps(linkset(levels, ORIGIN)))
    read = list(linkset_levels(document, origin=ORIGIN, today=TODAY))
    assert read == sorted(levels, key=lambda level: len(level.path))


@given(levels=LEVELS)
def test_every_linkset_fulfils_the_schema_of_gs1(levels: list[Level], shared_data: Path) -> None:
    schema = json.loads((shared_data / "resolver" / "gs1-linkset-schema.json").read_text())
    jsonschema_rs.validator_for(schema).validate(linkset(levels, ORIGIN))


PIP = "https://ref.gs1.org/voc/pip"
GOOD = {"href": "https://b.example/", "title": "Page"}


@pytest.mark.parametrize(
    ("document", "pointer", "key"),
    [
        ({}, "", "links-no-linkset"),
        ({"linkset": {}}, "", "links-no-linkset"),
        ({"linkset": [1]}, "/linkset/0", "imports-not-object"),
        ({"linkset": [{PIP: [GOOD]}]}, "/linkset/0", "imports-missing"),
        ({"linkset": [{"anchor": 5}]}, "/linkset/0", "imports-not-text"),
        ({"linkset": [{"anchor": "http://[::"}]}, "/linkset/0", "code-link-broken"),
        ({"linkset": [{"anchor": f"{ORIGIN}/{KEY[:-1]}3"}]}, "/linkset/0", "code-check-digit"),
        ({"linkset": [{"anchor": KEY}]}, "/linkset/0/links", "links-count"),
        (
            {"linkset": [{"anchor": KEY, PIP: GOOD}]},
            "/linkset/0/https:~1~1ref.gs1.org~1voc~1pip",
            "links-not-list",
        ),
        (
            {"linkset": [{"anchor": KEY, "gs1:pip": [GOOD, "x"]}]},
            "/linkset/0/gs1:pip/1",
            "imports-not-object",
        ),
        (
            {"linkset": [{"anchor": KEY, "gs1:pip": [{**GOOD, "href": "javascript:x"}]}]},
            "/linkset/0/gs1:pip/0/href",
            "links-href",
        ),
        (
            {"linkset": [{"anchor": KEY, "gs1:pip": [{**GOOD, "colour": 1}]}]},
            "/linkset/0/gs1:pip/0",
            "links-member",
        ),
        (
            {"linkset": [{"anchor": KEY, "gs1:pip": [{**GOOD, "fwqs": "no"}]}]},
            "/linkset/0/gs1:pip/0",
            "links-not-flag",
        ),
        (
            {"linkset": [{"anchor": KEY, "gs1:pip": [{**GOOD, "hreflang": "en"}]}]},
            "/linkset/0/gs1:pip/0",
            "imports-not-texts",
        ),
    ],
)
def test_what_is_wrong_in_a_linkset_is_said_with_its_place(
    document: dict[str, Any], pointer: str, key: str
) -> None:
    [refused] = linkset_levels(document, origin=ORIGIN, today=TODAY)
    assert isinstance(refused, Refused)
    assert (refused.pointer, refused.reason.key) == (pointer, key)
    assert all(Texts(["provenance"])(refused.reason, language) for language in LANGUAGES)


def test_one_wrong_level_costs_only_itself_and_upper_levels_come_first() -> None:
    document = linkset([level(path=LOT), level(path="01/123"), level()], ORIGIN)
    found = list(linkset_levels(document, origin=ORIGIN, today=TODAY))
    assert [each.path for each in found if isinstance(each, Level)] == [KEY, LOT]
    assert len([each for each in found if isinstance(each, Refused)]) == 1


@pytest.mark.parametrize(
    "text",
    [
        KEY,
        f"/{KEY}/",
        f"https://id.gs1.org/{KEY}",
        f"http://brand.example/some/stem/{KEY}?17=261231",
        f" https://b.example/01/{GTIN[1:]} ",
    ],
)
def test_an_item_is_named_by_a_digital_link_of_any_domain_or_its_path(text: str) -> None:
    thing = item_of(text, today=TODAY)
    assert not isinstance(thing, CodeRefusal)
    assert thing.path == KEY


@given(text=st.text())
def test_no_text_for_an_item_raises(text: str) -> None:
    item_of(text, today=TODAY)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["linkset", "anchor", "gs1:pip", "href", "title", "type", "fwqs"]),
            inner | st.sampled_from([KEY, "https://b.example/"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(objects=st.lists(ANYTHING, max_size=3))
def test_no_document_raises_and_every_object_is_taken_or_refused(objects: list[Any]) -> None:
    found = list(linkset_levels({"linkset": objects}, origin=ORIGIN, today=TODAY))
    assert len(found) == len(objects)
