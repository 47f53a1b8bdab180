"""The page says who recorded what, what is certified and until when, and why it is recalled."""

import json
import re
from html import unescape

import pytest

from api.pages import render_scan, scan_json_ld
from provenance.answer import Scan
from provenance.text import LANGUAGES, Texts
from tests.api import page_samples as samples
from tests.api.evidence_samples import CERTIFIED, RECALLED_INGREDIENT

ORIGIN = "https://fresh.example"


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(("provenance", "api"))


def html(scan: Scan, texts: Texts, language: str) -> str:
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
    )


def section(page: str, name: str) -> str:
    """The words of one section of a page."""
    [inside] = re.findall(rf'id="{name}"[^>]*>(.*?)</section>', page, re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]*>", " ", inside)).split())


@pytest.mark.parametrize(
    ("language", "lapsed", "coming"),
    [
        ("en", "expired on Jun 11, 2026", "valid only from Jun 13, 2026"),
        ("zh-Hans", "已于 2026年6月11日 过期", "自 2026年6月13日 起才生效"),
        ("es", "caducó el 11 jun 2026", "no vale hasta el 13 jun 2026"),
    ],
)
def test_a_certificate_that_does_not_count_today_says_so(
    texts: Texts, language: str, lapsed: str, coming: str
) -> None:
    shown = section(html(CERTIFIED, texts, language), "certificates")
    assert lapsed in shown
    assert coming in shown
    assert "Granvik fjord farm" in shown
    assert "<b>ASC</b>" in shown  # as text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recall_for_an_ingredient_names_its_lot(texts: Texts, language: str) -> None:
    told = section(html(RECALLED_INGREDIENT, texts, language), "recall")
    itself = section(html(samples.RECALLED, texts, language), "recall")
    assert "F/88" in told
    assert "09520001000029" in told
    assert "09520001000029" not in itself


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_shows_its_recorder_or_that_there_is_none_and_its_hash(
    texts: Texts, language: str
) -> None:
    page = html(samples.FRESH, texts, language)
    shown = section(page, "journey")
    for step in samples.JOURNEY.steps:
        assert f'title="{step.hash}"' in page
        assert (step.recorded_by or "2026") in shown
    assert shown.count("#") == len(samples.JOURNEY.steps) + 1  # and the line that explains it


def test_a_certificate_that_a_recorder_names_is_text_and_no_link(texts: Texts) -> None:
    page = html(CERTIFIED, texts, "en")
    assert "https://certs.example/12" in section(page, "journey")
    assert 'href="https://certs.example/12"' not in page


def test_machines_read_which_certificates_are_active() -> None:
    told = json.loads(
        json.dumps(scan_json_ld(CERTIFIED, language="en", public_url=ORIGIN), default=str)
    )
    shown = [(each["name"], each["certificationStatus"]) for each in told["hasCertification"]]
    active, inactive = (
        f"https://schema.org/Certification{word}" for word in ("Active", "Inactive")
    )
    assert shown == [
        ("MSC", inactive),
        ("EU organic", inactive),
        ("<b>ASC</b>", active),
    ]
    assert told["hasCertification"][1]["expires"] == "2026-06-11"
    bare = scan_json_ld(samples.FRESH, language="en", public_url=ORIGIN)
    assert "hasCertification" not in bare
