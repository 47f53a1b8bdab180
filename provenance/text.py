"""Messages in the shopper's language: rules name them, the catalogue speaks them.

A rule answers `Message("freshness-by-dates", {"days": 2})`; the sentence lives in
`{package}/locales/{language}/*.ftl` (Mozilla Fluent), where a translator finds it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("en", "zh-Hans", "es")
"""Languages that every message exists in, the fallback first."""

_LIST_SEPARATORS = {"en": ", ", "zh-Hans": "、", "es": ", "}

_EXACT = (str, int)
"""Types whose equal values read alike: equal times may stand in two time zones."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by key, with its arguments; `Texts` renders it.

    An argument that is itself a mapping of language to text is put in the sentence's language, and
    so are messages; several messages become a list.
    """

    key: str
    args: Mapping[str, object] = field(default_factory=dict)


def choose_language(wanted: Sequence[str], available: Sequence[str] = LANGUAGES) -> str | None:
    """The best available language for BCP 47 tags in order of preference, or None.

    A tag matches itself, then its language; Chinese without a script or of the mainland and
    Singapore reads Hans.
    """
    by_lower = {tag.lower(): tag for tag in available}
    for tag in wanted:
        parts = tag.lower().replace("_", "-").split("-")
        if parts[0] == "zh" and "hant" not in parts and not {"tw", "hk", "mo"} & set(parts):
            parts = ["zh", "hans"]
        while parts:
            if (found := by_lower.get("-".join(parts))) is not None:
                return found
            parts.pop()
    return None


def accepted_languages(header: str) -> list[str]:
    """The tags of an Accept-Language header (RFC 9110, 12.5.4), best first; junk is passed over."""
    weighted: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, params = part.strip().partition(";")
        try:
            quality = float(params.strip().removeprefix("q=")) if params else 1.0
        except ValueError:
            continue
        if tag and tag != "*" and quality > 0:
            weighted.append((quality, tag.strip()))
    return [tag for _, tag in sorted(weighted, key=lambda item: -item[0])]


def localised(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`, else in the fallback language, else any; '' when there is none."""
    best = choose_language([language], tuple(texts)) or LANGUAGES[0]
    return texts.get(best) or next(iter(texts.values()), "")


class Texts:
    """The message catalogues of some packages, read once a process."""

    def __init__(self, packages: Sequence[str]) -> None:
        self._bundles = {language: _bundle(tuple(packages), language) for language in LANGUAGES}
        self._remembered = lru_cache(maxsize=4096)(self._rendered)

    def __call__(self, message: Message, language: str) -> str:
        """The sentence in `language` (one of `LANGUAGES`).

        Raises `LookupError` for an unknown key, `ValueError` for a missing argument: both are
        mistakes of ours that a test must find.
        """
        args = {name: self._told(value, language) for name, value in message.args.items()}
        if all(type(value) in _EXACT for value in args.values()):
            return self._remembered(message.key, language, tuple(args.items()))
        return self._rendered(message.key, language, args.items())

    def _told(self, value: object, language: str) -> object:
        match value:
            case Mapping():
                return localised(value, language)
            case Message():
                return self(value, language)
            case tuple():
                return _LIST_SEPARATORS[language].join(self(each, language) for each in value)
            case _:
                return value

    def _rendered(self, key: str, language: str, args: Iterable[tuple[str, object]]) -> str:
        bundle = self._bundles[language]
        found = bundle.get_message(key)
        if found.value is None:
            raise LookupError(key)
        text, errors = bundle.format_pattern(found.value, dict(args))
        if errors:
            raise ValueError(f"{key} ({language}): {errors}")
        return str(text)

    def keys(self, language: str) -> set[str]:
        """All message keys of a language; a test holds the languages equal."""
        return set(self._bundles[language]._messages)


@cache  # parsing takes a tenth of a second
def _bundle(packages: tuple[str, ...], language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for package in packages:
        folder = files(package) / "locales" / language
        if folder.is_dir():
            for resource in sorted(folder.iterdir(), key=lambda item: item.name):
                if resource.name.endswith(".ftl"):
                    bundle.add_resource(FluentResource(resource.read_text(encoding="utf-8")))
    return bundle
