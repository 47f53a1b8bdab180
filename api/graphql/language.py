"""Which language an answer speaks, and speaking it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.text import LANGUAGES, Message, Texts, choose_language, localised


@dataclass(frozen=True, slots=True)
class Speech:
    """The message catalogues in one language."""

    texts: Texts
    language: str

    def say(self, message: Message) -> str:
        """A message as a sentence."""
        return self.texts(message, self.language)

    def choose(self, texts: Mapping[str, str]) -> str:
        """A text that exists in several languages."""
        return localised(texts, self.language)


def speech(texts: Texts, wanted: Sequence[str], store_language: str | None) -> Speech:
    """Speak the first language that is wanted and available, else the store's, else English."""
    tags = [*wanted, *([store_language] if store_language else [])]
    return Speech(texts, choose_language(tags) or LANGUAGES[0])
