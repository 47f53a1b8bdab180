"""How much one document may ask."""

import time

import pytest
from graphql import get_introspection_query, parse
from hypothesis import given
from hypothesis import strategies as st

from api.graphql.limits import Limits, excess

SMALL = Limits(depth=3, fields=6, aliases=2, root_fields=4, fragments=2, repeats=2)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{a{b{c}}}", None),
        ("{a{b{c{d}}}}", "levels"),
        ("{a{...on X{b{...{c}}}}}", None),
        ("{a{...x}} fragment x on X{b{c{d}}}", "levels"),
        ("{a b c d}", None),
        ("{a b c d e}", "root fields"),
        ("{...x ...{e}} fragment x on X{a b c d}", "root fields"),
        ("{a{b c d e f}}", None),
        ("{a{b c d e f g}}", "fields"),
        ("{a{b c} d{...x}} fragment x on X{e f}", None),
        ("{a{...x} b{...x}} fragment x on X{c d e}", "fields"),
        ("query A{a b c d} query B{e f g}", "fields"),
        ("{x:a y:b}", None),
        ("{x:a y:b z:c}", "aliases"),
        ("{a{...x} b{...x}} fragment x on X{y:c z:d}", "aliases"),
        ("{a} fragment x on X{a} fragment y on X{a}", None),
        ("{a} fragment x on X{a} fragment y on X{a} fragment z on X{a}", "fragments"),
        ("{a{b} a{b}}", None),
        ("{a{b} a{b} a{b}}", "selections of one name"),
    ],
)  # fmt: skip
def test_what_is_too_much_is_named(text: str, what: str | None) -> None:
    said = excess(parse(text), SMALL)
    assert said is None if what is None else said is not None and f" {what} at most" in said


@pytest.mark.parametrize(
    "text",
    [
        "{...x} fragment x on X{...x}",
        "{...x} fragment x on X{a{...y}} fragment y on X{b{...x}}",
        "{...missing}",
    ],
)
def test_what_validation_will_name_is_no_excess(text: str) -> None:
    assert excess(parse(text), SMALL) is None


def test_an_expansion_that_doubles_with_each_line_is_refused_at_once() -> None:
    lines = [f"fragment f{i} on X{{a{{...f{i + 1}}} b{{...f{i + 1}}}}}" for i in range(14)]
    document = parse("{...f0}" + "".join(lines) + "fragment f14 on X{a}")
    begun = time.perf_counter()
    said = excess(document, Limits())
    assert time.perf_counter() - begun < 0.1
    assert said is not None
    assert "2000 fields at most" in said


def test_introspection_is_within_the_limits() -> None:
    assert excess(parse(get_introspection_query()), Limits()) is None


SELECTIONS = st.recursive(
    st.sampled_from(["a", "x:b", "...on X{a}", "...{y:c}"]),
    lambda below: st.lists(below, min_size=1, max_size=3).map(
        lambda them: f"c{{{' '.join(them)}}}"
    ),
    max_leaves=8,
)


@given(SELECTIONS)
def test_a_fragment_counts_as_what_it_stands_for(selection: str) -> None:
    direct = excess(parse(f"{{a{{{selection}}} b{{{selection}}}}}"), SMALL)
    spread = excess(parse(f"{{a{{...f}} b{{...f}}}} fragment f on X{{{selection}}}"), SMALL)
    if direct is None or "selections of one name" not in direct:  # which counts what is written
        assert spread == direct


def test_a_document_without_an_operation_asks_nothing() -> None:
    assert excess(parse("type Query{a:Int}"), SMALL) is None
