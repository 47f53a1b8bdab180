"""Every message exists in every language, and the right language is chosen."""

import importlib
import re
from pathlib import Path

import pytest

from api.wiring import PACKAGES
from provenance.text import (
    LANGUAGES,
    Message,
    Texts,
    accepted_languages,
    choose_language,
    localised,
)

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(PACKAGES)


def test_every_message_exists_in_every_language(texts: Texts) -> None:
    english = texts.keys("en")
    for language in LANGUAGES:
        assert texts.keys(language) == english, language


def test_every_language_uses_the_same_arguments() -> None:
    """A translation that forgets `{ $name }`, or invents one, is found before a shopper sees it."""
    for english in REPOSITORY.glob("*/locales/en/*.ftl"):
        wanted = arguments(english)
        for language in LANGUAGES:
            other = english.parents[1] / language / english.name
            assert arguments(other) == wanted, other


def arguments(file: Path) -> dict[str, set[str]]:
    """The variables of each message of a Fluent file."""
    messages = re.split(r"^(?=[a-z])", file.read_text(), flags=re.MULTILINE)
    return {
        message.split("=")[0].strip(): set(re.findall(r"\$[a-zA-Z]+", message))
        for message in messages
        if "=" in message.partition("\n")[0]
    }


def test_an_unknown_message_or_argument_is_our_mistake(texts: Texts) -> None:
    with pytest.raises(LookupError):
        texts(Message("no-such-message"), "en")
    with pytest.raises(ValueError, match="journey-origin-unknown"):
        texts(Message("journey-origin-unknown"), "en")


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        (["en-GB"], "en"),
        (["zh"], "zh-Hans"),
        (["zh-CN"], "zh-Hans"),
        (["zh-Hans-SG"], "zh-Hans"),
        (["zh-TW", "es"], "es"),
        (["zh-Hant"], None),
        (["fr", "es-419"], "es"),
        (["ES_mx"], "es"),
        ([], None),
        (["", "-"], None),
    ],
)
def test_the_first_wanted_language_that_exists_is_chosen(
    wanted: list[str], chosen: str | None
) -> None:
    assert choose_language(wanted) == chosen


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", ["zh-CN", "zh", "en"]),
        ("en;q=0.1, es;q=1", ["es", "en"]),
        ("*, en;q=0, fr;q=x, es", ["es"]),
        ("", []),
    ],
)
def test_accept_language_is_read_best_first(header: str, tags: list[str]) -> None:
    assert accepted_languages(header) == tags


def test_a_text_falls_back_to_english_and_then_to_any() -> None:
    assert localised({"en": "Cod", "es": "Bacalao"}, "es") == "Bacalao"
    assert localised({"en": "Cod", "es": "Bacalao"}, "zh-Hans") == "Cod"
    assert localised({"no": "Torsk"}, "es") == "Torsk"
    assert localised({}, "es") == ""


@pytest.mark.parametrize("package", ["api", "kiosk", "personalization", "provenance", "seed"])
def test_our_packages_are_ours(package: str) -> None:
    """Their names are common: a foreign wheel that ships one would be imported instead."""
    file = importlib.import_module(package).__file__
    assert file is not None
    assert Path(file).is_relative_to(REPOSITORY)


def test_what_is_remembered_is_told_apart_by_language_and_argument(texts: Texts) -> None:
    names = [{"en": "Salmon", "es": "Salmón"}, {"en": "Cod", "es": "Bacalao"}]
    said = [
        texts(Message("recipes-uses-product", {"product": name}), language)
        for _ in range(2)
        for name in names
        for language in ("en", "es")
    ]
    assert said[:4] == said[4:]
    assert len(set(said)) == 4
