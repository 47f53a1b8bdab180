"""The words of an offer."""

import re
from collections.abc import Iterator

from personalization.offers.offer import Offer
from personalization.offers.problem import Problem, error, warning
from provenance.text import LANGUAGES, choose_language

_ID = re.compile(r"[^\s/|=@]{1,64}")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 2_000


def is_id(text: str) -> bool:
    """Whether it can name an offer, a campaign or an experiment: ids are joined to keys."""
    return bool(_ID.fullmatch(text))


def wording_problems(offer: Offer) -> Iterator[Problem]:
    """Words that can be shown, in every language of ours."""
    if not any(copy.title.strip() for copy in offer.copy.values()):
        yield error("copy", "offer-no-title")
    else:
        for language in LANGUAGES:
            tag = choose_language([language], tuple(offer.copy))
            if tag is None or not offer.copy[tag].title.strip():
                yield warning(f"copy.{language}", "offer-title-missing", language=language)
    for tag, copy in offer.copy.items():
        if not _TAG.fullmatch(tag):
            yield error(f"copy.{tag}", "offer-language", value=tag)
        for field, text, most in (
            ("title", copy.title, LONGEST_TITLE),
            ("description", copy.description, LONGEST_DESCRIPTION),
        ):
            if len(text) > most:
                yield error(f"copy.{tag}.{field}", "offer-text-long", most=most)
