"""The phone page says the right thing first, in every language, and runs nothing inline."""

import gzip
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from api.pages import (
    page_headers,
    render_refusal,
    render_scan,
    render_unavailable,
)
from kiosk.screens import asset, assets, parts
from provenance.answer import Scan
from provenance.identity import CodeRefusal, Identity, RefusalReason
from provenance.text import LANGUAGES, Message, Texts
from tests.api import page_samples as samples

ORIGIN = "https://fresh.example"
VOID = {"meta", "link", "circle", "rect", "path", "br", "img"}


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(("provenance", "api"))


@dataclass
class Page(HTMLParser):
    """A page taken apart; unbalanced tags fail."""

    html: str
    tags: Counter[str] = field(default_factory=Counter)
    attributes: list[tuple[str, str, str | None]] = field(default_factory=list)
    text: str = ""
    json_ld: str = ""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["script"]:
            self.json_ld += data
        else:
            self.text += f" {' '.join(data.split())}"

    def values(self, tag: str, name: str) -> list[str]:
        return [value or "" for t, n, value in self.attributes if (t, n) == (tag, name)]

    @property
    def product(self) -> dict[str, object]:
        document: dict[str, object] = json.loads(self.json_ld)
        return document


def rendered(scan: Scan, texts: Texts, language: str = "en", query: str = "") -> str:
    return render_scan(
        scan,
        texts=texts,
        language=language,
        now=samples.NOW,
        public_url=ORIGIN,
        code=samples.CODE,
        store=samples.STORE,
        curve=samples.CURVE,
        limit_celsius=4.0,
        query=query,
    )


def in_order(text: str, *parts: str) -> bool:
    positions = [text.index(part) for part in parts]
    return positions == sorted(positions)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", samples.STATES)
def test_every_page_is_sound_and_runs_nothing_inline(
    texts: Texts, name: str, language: str
) -> None:
    page = Page(rendered(samples.STATES[name], texts, language))
    assert page.values("html", "lang") == [language]
    assert page.tags["h1"] == page.tags["main"] == page.tags["header"] == page.tags["footer"] == 1
    assert page.values("script", "type") == ["module", "application/ld+json"]
    assert all(src.startswith("/assets/") for src in page.values("script", "src"))
    assert not [n for _, n, _ in page.attributes if n == "style" or n.startswith("on")]
    ids = [value for _, n, value in page.attributes if n == "id"]
    assert len(ids) == len(set(ids))
    assert set(" ".join(page.values("svg", "aria-labelledby")).split()) <= set(ids)
    assert "{ $" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_all_it_loads_stays_under_30_kb(texts: Texts, language: str) -> None:
    needed = parts("phone")
    loaded = (needed.script, *needed.preloads, *needed.stylesheets)
    files = [asset(address.removeprefix(assets.BASE)) for address in loaded]
    weights = [len(gzip.compress(file.body)) for file in files if file]
    assert len(weights) == len(loaded)
    weights.append(len(gzip.compress(rendered(samples.GAPPED, texts, language).encode())))
    assert sum(weights) <= 30_000


def test_the_verdict_stands_before_everything_else(texts: Texts) -> None:
    page = Page(rendered(samples.GAPPED, texts))
    assert in_order(
        page.text,
        "Eat soon",
        "2 to 4 days left",
        "34 of 100",
        "Why",
        "€24.90 per kg",
        "Temperature",
        "Journey",
        "Reviews",
        "Recipes",
        "Product",
    )
    assert "Use by Jun 15, 2026" in page.text
    assert "Up to 8.3 °C (limit 4 °C)" in page.text


def test_a_recall_stands_even_before_the_verdict(texts: Texts) -> None:
    page = Page(rendered(samples.RECALLED, texts))
    assert in_order(
        page.text.split("Español", 1)[1],
        "Recalled",
        "Listeria found",
        "Bring it back",
        "Do not eat",
    )
    assert "days left" not in page.text
    assert "offers" not in page.product


def test_an_expired_lot_says_since_when_and_is_not_offered(texts: Texts) -> None:
    page = Page(rendered(samples.EXPIRED, texts))
    assert in_order(
        page.text, "Expired", "Use-by date Jun 10, 2026 passed 2 days ago", "Do not eat it."
    )
    assert "offers" not in page.product


def test_an_unknown_lot_is_named_as_unknown_and_escaped(texts: Texts) -> None:
    html = rendered(samples.DATES_ONLY, texts)
    assert "We have no record of lot &lt;b&gt;L9&lt;/b&gt;" in html
    assert "<b>L9" not in html
    assert "Nothing is recorded about its journey." in html
    assert "No reviews yet." in html


def test_what_is_not_known_is_left_out(texts: Texts) -> None:
    page = Page(rendered(samples.NOTHING_KNOWN, texts))
    assert "Not known" in page.text
    for absent in ("Reviews", "Recipes", "Price", "of 100", "Sample data"):
        assert absent not in page.text


def test_open_food_facts_is_credited_where_its_data_is_shown(texts: Texts) -> None:
    page = Page(rendered(samples.NOTHING_KNOWN, texts))
    assert in_order(page.text, "From Open Food Facts", "Sucre, noisettes 13 %", "ODbL 1.0")
    assert "https://opendatacommons.org/licenses/odbl/1-0/" in page.values("a", "href")
    assert "Open Food Facts" not in rendered(samples.FRESH, texts)


def test_a_weighed_item_shows_what_its_label_says_and_no_link_of_its_own(texts: Texts) -> None:
    page = Page(rendered(samples.WEIGHED, texts))
    assert "1.250 kg" in page.text
    assert "€4.99" in page.text
    assert "canonical" not in page.values("link", "rel")


def test_gaps_stand_where_they_open_and_are_dashed_on_the_map(texts: Texts) -> None:
    html = rendered(samples.GAPPED, texts)
    story = Page(html).text.split("Journey", 1)[1]
    assert in_order(
        story,
        "Unknown origin",
        "Lot started",
        "Rungis cold hub (France)",
        "Unknown time",
        "Freshlens Market Madrid (Spain)",
        "Put on the shelf",
    )
    assert html.count('class="way unknown"') == 1
    assert "way unknown" not in rendered(samples.FRESH, texts)


def test_every_step_says_who_recorded_it_when_and_its_hash(texts: Texts) -> None:
    page = Page(rendered(samples.FRESH, texts))
    assert "Recorded by Granvik Laks AS, Jun 7, 2026, 11:34" in page.text
    assert "#00001388" in page.text
    assert "by nobody named" in page.text


def test_times_are_those_of_the_store(texts: Texts) -> None:
    assert "As of Jun 12, 2026, 11:30" in rendered(samples.FRESH, texts)
    assert "A fecha de 12 jun 2026, 11:30." in rendered(samples.FRESH, texts, "es")


def test_reviews_say_how_many_they_are(texts: Texts) -> None:
    page = Page(rendered(samples.FRESH, texts))
    assert in_order(page.text, "4.6", "27 reviews", "Verified purchase", "24 more reviews")
    assert "4 out of 5 stars" in page.values("span", "aria-label")


def test_languages_link_to_this_very_address(texts: Texts) -> None:
    page = Page(rendered(samples.FRESH, texts, query="17=260615&lang=en&x=a%26b"))
    assert "?17=260615&x=a%26b&lang=zh-Hans" in page.values("a", "href")
    canonical = f"{ORIGIN}/01/{samples.GTIN}/10/{samples.LOT}"
    assert f"{canonical}?lang=es" in page.values("link", "href")
    assert page.values("link", "hreflang") == [*LANGUAGES, "x-default"]


def test_a_serial_number_belongs_to_the_canonical_address(texts: Texts) -> None:
    scan = replace(samples.FRESH, identity=Identity(gtin=samples.GTIN, lot="L/1", serial="7"))
    assert f'rel="canonical" href="{ORIGIN}/01/{samples.GTIN}/10/L%2F1/21/7"' in rendered(
        scan, texts
    )


def test_the_product_is_there_for_machines(texts: Texts) -> None:
    product = Page(rendered(samples.FRESH, texts)).product
    assert product["gtin"] == samples.GTIN
    assert product["brand"] == {"@type": "Brand", "name": "Granvik"}
    assert product["offers"] == {
        "@type": "Offer",
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": "24.90",
            "priceCurrency": "EUR",
            "referenceQuantity": {"@type": "QuantitativeValue", "value": 1, "unitCode": "KGM"},
        },
    }
    assert product["aggregateRating"] == {
        "@type": "AggregateRating",
        "ratingValue": 4.6,
        "reviewCount": 27,
        "bestRating": 5,
        "worstRating": 1,
    }


def test_no_name_can_break_out_of_the_data_block(texts: Texts) -> None:
    name = "</script><script>alert(1)</script><!-- \u2028&"
    scan = replace(samples.FRESH, product=replace(samples.PRODUCT, names={"en": name}))
    page = Page(rendered(scan, texts))
    assert page.values("script", "type") == ["module", "application/ld+json"]
    assert page.product["name"] == name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", RefusalReason)
def test_every_refusal_has_its_page(texts: Texts, reason: RefusalReason, language: str) -> None:
    refusal = CodeRefusal(
        reason,
        Message("code-foreign-link"),
        Message("code-hint-ask-staff"),
        Identity(gtin=samples.GTIN, lot="A&B"),
    )
    page = Page(render_refusal(refusal, texts=texts, language=language, public_url=ORIGIN))
    assert page.tags["h1"] == 1
    assert in_order(page.text, texts(refusal.message, language), samples.GTIN, "A&B")


def test_a_foreign_link_is_nowhere_to_be_clicked(texts: Texts) -> None:
    refusal = CodeRefusal(RefusalReason.FOREIGN_LINK, Message("code-foreign-link"))
    page = Page(render_refusal(refusal, texts=texts, language="en", public_url=ORIGIN))
    own = ["/#scan", "/cart"]
    assert page.values("a", "href") == ["?lang=en", "?lang=zh-Hans", "?lang=es", *own]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_outage_says_nothing_about_the_item(texts: Texts, language: str) -> None:
    page = Page(render_unavailable(texts=texts, language=language))
    assert texts(Message("page-unavailable-do"), language) in page.text
    assert page.values("script", "type") == ["module"]


def test_the_policy_lets_nothing_foreign_run() -> None:
    policy = page_headers()["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_only_the_page_that_scans_may_use_the_camera() -> None:
    assert "camera=()" in page_headers()["Permissions-Policy"]
    scanning = page_headers(scans=True)
    assert "camera=(self)" in scanning["Permissions-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in scanning["Content-Security-Policy"]
