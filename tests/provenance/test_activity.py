"""Every business step of the CBV has words; a foreign one stands for itself."""

import pytest

from provenance.activity import BIZ_STEPS, activity
from provenance.text import LANGUAGES, Texts

TEXTS = Texts(("provenance",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_business_step_has_words(language: str) -> None:
    words = {TEXTS(activity(step), language) for step in BIZ_STEPS}
    assert len(words) == len(BIZ_STEPS) == 41


@pytest.mark.parametrize(
    ("biz_step", "word"),
    [
        ("https://example.org/steps/smoke_curing", "smoke curing"),
        ("ext1:smoking", "smoking"),
        ("transforming", "transforming"),
    ],
)
def test_a_word_of_somebodys_own_is_shown_as_such(biz_step: str, word: str) -> None:
    assert TEXTS(activity(biz_step), "en") == f"Recorded as “{word}”"
