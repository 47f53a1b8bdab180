"""Which link answers: walking up, then context, language and media type (Resolver 1.2, S8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.links.choice import Several, Wanted, chosen, fitting
from provenance.links.forwarding import target
from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT, DEFAULT_MULTI, GS1_VOCABULARY, link_type_uri
from tests.provenance.link_samples import KEY, LOT, level, link

PIP = f"{GS1_VOCABULARY}pip"
EN = link(href="https://b.example/en", hreflang=("en",), media_type="text/html")
ES = link(href="https://b.example/es", hreflang=("es",), media_type="text/html")
ZH = link(href="https://b.example/zh", hreflang=("zh-CN",), media_type="text/html")
PDF = link(href="https://b.example/pdf", hreflang=("en",), media_type="application/pdf")
SPAIN = link(href="https://b.example/spain", hreflang=("en",), context=("ES",))
ANY = link(href="https://b.example/any")


def hrefs(found: Link | Several | None) -> list[str]:
    match found:
        case Several(links=links):
            return [each.href.removeprefix("https://b.example/") for each in links]
        case Link(href=href):
            return [href.removeprefix("https://b.example/")]
    return []


@pytest.mark.parametrize(
    ("links", "wanted", "answer"),
    [
        ([ES], Wanted(languages=["zh"], media_ranges=["image/png"], context="FR"), ["es"]),
        ([EN, ES], Wanted(languages=["es", "en"]), ["es"]),
        ([EN, ES], Wanted(languages=["en-GB"]), ["en"]),
        ([EN, ES, ZH], Wanted(languages=["zh-Hans", "en"]), ["zh"]),
        ([EN, ES, ANY], Wanted(languages=["fr"]), ["any"]),
        ([EN, ES], Wanted(languages=["fr"]), ["en", "es"]),
        ([EN, ES], Wanted(), ["en", "es"]),
        ([EN, PDF], Wanted(languages=["en"], media_ranges=["application/pdf"]), ["pdf"]),
        ([EN, PDF], Wanted(media_ranges=["image/*", "text/*"]), ["en"]),
        ([EN, PDF], Wanted(languages=["en"]), ["en", "pdf"]),
        ([EN, SPAIN], Wanted(languages=["en"], context="es"), ["spain"]),
        ([EN, SPAIN], Wanted(languages=["en"], context="FR"), ["en"]),
        ([EN, SPAIN, ES], Wanted(languages=["es"], context="ES"), ["spain"]),
    ],
)
def test_the_best_of_several_links_of_a_type_is_chosen(
    links: list[Link], wanted: Wanted, answer: list[str]
) -> None:
    asked = Wanted(PIP, wanted.languages, wanted.media_ranges, wanted.context)
    assert hrefs(chosen([level(*links)], asked)) == answer


def test_links_to_one_document_are_no_choice() -> None:
    page = link(href="https://b.example/x#journey", media_type="text/html")
    data = link(href="https://b.example/x", media_type="application/json")
    assert chosen([level(page, data)], Wanted(PIP)) == page
    asked = Wanted(PIP, media_ranges=["application/json"])
    assert chosen([level(page, data)], asked) == data


def test_the_first_level_that_has_the_type_answers_whatever_stands_above() -> None:
    lot = Level(LOT, [link("recallStatus", "https://b.example/lot"), ES])
    product = level(EN, link("recallStatus", "https://b.example/product"), PDF)
    assert hrefs(chosen([lot, product], Wanted(f"{GS1_VOCABULARY}recallStatus"))) == ["lot"]
    assert hrefs(chosen([lot, product], Wanted(PIP, languages=["en"]))) == ["es"]
    assert chosen([lot, product], Wanted()) == product.links[0]


def test_a_type_that_no_level_has_is_missing_and_never_the_default() -> None:
    assert chosen([level(EN)], Wanted(f"{GS1_VOCABULARY}faqs")) is None
    assert chosen([], Wanted()) is None


@pytest.mark.parametrize(
    ("languages", "answer"), [(["es"], "es"), (["fr"], "en"), ([], "en"), (["zh-TW"], "zh")]
)
def test_default_links_for_several_cases_are_matched_before_the_single_one(
    languages: list[str], answer: str
) -> None:
    multi = [Link(DEFAULT_MULTI, each.href, "Page", each.hreflang) for each in (EN, ES, ZH)]
    product = Level(KEY, (*level(EN, ES, ZH).links, *multi))
    assert hrefs(chosen([product], Wanted(languages=languages))) == [answer]


def test_a_default_link_of_a_lot_comes_before_those_of_its_product() -> None:
    lot = Level(LOT, [Link(DEFAULT, "https://b.example/lot", "Lot")])
    assert hrefs(chosen([lot, level(EN)], Wanted())) == ["lot"]


LINKS = st.lists(st.sampled_from([EN, ES, ZH, PDF, SPAIN, ANY]), min_size=1, unique=True)
WANTED = st.builds(
    Wanted,
    languages=st.lists(st.sampled_from(["en", "en-GB", "es", "zh-Hans", "fr"]), max_size=3),
    media_ranges=st.lists(st.sampled_from(["text/html", "text/*", "image/png"]), max_size=2),
    context=st.sampled_from([None, "ES", "FR"]),
)


@given(links=LINKS, wanted=WANTED)
def test_something_always_fits_and_asking_again_changes_nothing(
    links: list[Link], wanted: Wanted
) -> None:
    best = fitting(links, wanted)
    assert best
    assert set(best) <= set(links)
    assert fitting(best, wanted) == best


@pytest.mark.parametrize(
    ("href", "query", "location"),
    [
        ("https://b.example/p", "", "https://b.example/p"),
        ("https://b.example/p", "foo=bar&17=261231", "https://b.example/p?foo=bar&17=261231"),
        ("https://b.example/p?a=1", "foo=bar", "https://b.example/p?a=1&foo=bar"),
        ("https://b.example/p#top", "foo=bar", "https://b.example/p?foo=bar#top"),
        ("https://b.example/p?a=1#x?y", "foo=bar", "https://b.example/p?a=1&foo=bar#x?y"),
    ],
)
def test_a_query_is_appended_once_and_before_the_fragment(
    href: str, query: str, location: str
) -> None:
    assert target(link(href=href), query) == location


def test_a_link_may_keep_the_query_off() -> None:
    assert target(link(forwards_query=False), "foo=bar") == "https://brand.example/p"


@pytest.mark.parametrize(
    "text",
    [
        "gs1:pip",
        "https://ref.gs1.org/voc/pip",
        "https://gs1.org/voc/pip",
        "https://www.gs1.org/voc/pip",
    ],
)
def test_a_link_type_may_be_written_in_four_ways(text: str) -> None:
    assert link_type_uri(text) == PIP
    assert link_type_uri("https://b.example/voc/taste") == "https://b.example/voc/taste"
