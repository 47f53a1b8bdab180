"""Which food a text is about: the ingredient words of recipe lines and product names.

Words are compared in English: a table of everyday foods translates Spanish and Chinese; other words
stand for themselves. This is vocabulary, not language understanding.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from provenance.food_words import FOODS, FORMS, NOT_FOOD, NOT_FOOD_HAN

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_ASIDES = re.compile(r"\([^)]*\)|（[^）]*）")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SPACES = str.maketrans("#-", "  ")
_TOKEN = re.compile(rf"#\d+#|[^\W\d_{_HAN}]+|[{_HAN}]+")
_HAN_TOKEN = re.compile(rf"[{_HAN}]+")


def ingredient_keys(text: str) -> frozenset[str]:
    """The words that say which food a text is about, in the singular and in English if known.

    Empty for a text about no food. A compound is one word: "coconut milk" is no milk.
    """
    return frozenset(ingredient_words(text))


@lru_cache(maxsize=4096)
def ingredient_words(text: str) -> Sequence[str]:
    """The words of `ingredient_keys` in the order in which they stand."""
    # A known food becomes its number between #s, so that its words are not read apart again.
    marked, known = _KNOWN.subn(lambda match: f" #{_number(match[0])}# ", _plain(text))
    marked = _HAN_TOKEN.sub(" ", marked) if known else _NOT_FOOD_HAN.sub(" ", marked)
    words = [word for token in _TOKEN.findall(marked) if (word := _word(token))]
    foods = [word for word in words if word not in _FORMS]
    return tuple(dict.fromkeys(foods or words))


def _plain(text: str) -> str:
    """Lower case, without accents, hyphens, asides in brackets and Markdown links."""
    bare = _ASIDES.sub(" ", _LINK.sub(r"\1", text)).translate(_SPACES).lower()
    decomposed = unicodedata.normalize("NFKD", bare)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _word(token: str) -> str | None:
    if token.startswith("#"):
        return _ENGLISH[int(token.strip("#"))]
    word = _singular(token)
    short = len(word) < 2 and word.isascii()
    return None if short or {word, token} & _NOT_FOOD else word


def _singular(word: str) -> str:
    """An English plural's singular, near enough for comparing words with each other."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("oes", "shes", "ches", "xes", "sses")):
        return word[:-2]
    return word[:-1]


def _table() -> tuple[list[str], dict[str, int]]:
    """English words by number, and the numbers of all names, many for the same food."""
    english: list[str] = []
    numbers: dict[str, int] = {}
    for row in FOODS.strip().splitlines():
        names = [_plain(name) for name in re.split("[|,]", row) if name]
        for name in names:
            numbers.setdefault(name, len(english))
        english.append(names[0])
    return english, numbers


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Any of the names, the longest first; Latin ones as whole words, in the plural too."""
    longest_first = sorted(names, key=len, reverse=True)
    latin = [
        rf"{name.removesuffix('y')}(?:y|ies)" if name.endswith("y") else rf"{name}(?:e?s)?"
        for name in longest_first
        if name.isascii()
    ]
    han = [name for name in longest_first if not name.isascii()]
    return re.compile(rf"\b(?:{'|'.join(latin)})\b|{'|'.join(han)}")


def _number(name: str) -> int:
    """The number of a food by a name that the pattern found, which may be a plural."""
    singulars = (name, name[:-1], name[:-2], f"{name[:-3]}y")
    return next(_NUMBERS[one] for one in singulars if one in _NUMBERS)


_FORMS = frozenset(FORMS.split())
_NOT_FOOD = frozenset(NOT_FOOD.split())
_ENGLISH, _NUMBERS = _table()
_KNOWN = _pattern(tuple(_NUMBERS))
_NOT_FOOD_HAN = re.compile("|".join(NOT_FOOD_HAN.split()))
