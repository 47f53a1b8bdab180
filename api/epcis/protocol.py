"""How the EPCIS 2.0 REST binding negotiates: versions, media types and languages.

Header names are those of the GS1 OpenAPI document (EPCIS 2.0, section 12). JSON and JSON-LD are
spoken; XML is refused with words.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from api.epcis.problems import Refusal, Trouble
from provenance.text import LANGUAGES, Message, accepted_languages, choose_language

VERSION: Final = "2.0.0"
"""Of EPCIS and of the Core Business Vocabulary (CBV)."""
VERSIONS: Final[Mapping[str, str]] = {
    "GS1-EPCIS-Version": VERSION,
    "GS1-CBV-Version": VERSION,
}
"""Headers of every answer."""
VERSION_RANGES: Final[Mapping[str, str]] = {
    f"GS1-{standard}-{bound}": VERSION for standard in ("EPCIS", "CBV") for bound in ("Min", "Max")
}
"""Headers of discovery: the versions that can be asked for."""
JSON: Final = "application/json"
JSON_LD: Final = "application/ld+json"
MEDIA_TYPES: Final = (JSON, JSON_LD)
"""What is read and written, the default first."""

_OURS: Final = (2, 0)
_NUMBER: Final = re.compile(r"([0-9]{1,4})(?:[.]([0-9]{1,4}))?(?:[.][0-9]{1,4})?")
_QUALITY: Final = re.compile(r"q=(0(?:[.][0-9]{0,3})?|1(?:[.]0{0,3})?)")


def version_refusal(headers: Mapping[str, str]) -> Refusal | None:
    """406 where no version that the caller accepts is 2.0; patch numbers make no difference."""
    for standard in ("EPCIS", "CBV"):
        for bound, fits in _BOUNDS.items():
            name = f"GS1-{standard}-{bound}"
            value = headers.get(name.lower())
            if value is None:
                continue
            number = _NUMBER.fullmatch(value.strip())
            if number is None or not fits((int(number[1]), int(number[2] or 0))):
                facts = {"header": name, "value": value[:60], "version": VERSION}
                return Refusal(406, Trouble.NOT_ACCEPTABLE, Message("epcis-refused-version", facts))
    return None


_BOUNDS: Final = {"Version": _OURS.__eq__, "Min": _OURS.__ge__, "Max": _OURS.__le__}


def answer_type(accept: str | None) -> str | Refusal:
    """The media type to answer in, by the Accept header (RFC 9110, 12.5.1); 406 if none fits."""
    if accept is None or not accept.strip():
        return JSON
    weights = dict(_weighted(accept))
    best = max(MEDIA_TYPES, key=lambda name: _weight(name, weights))
    if _weight(best, weights) > 0:
        return best
    facts = {"accept": accept[:60], "known": ", ".join(MEDIA_TYPES)}
    return Refusal(406, Trouble.NOT_ACCEPTABLE, Message("epcis-refused-accept", facts))


def _weighted(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        name, *params = (piece.strip().lower() for piece in part.split(";"))
        qualities = (quality for param in params if (quality := _QUALITY.fullmatch(param)))
        weight = next(qualities, None)
        yield name, float(weight[1]) if weight else 1.0


def _weight(name: str, weights: Mapping[str, float]) -> float:
    """The weight of the most specific range that names it."""
    for media_range in (name, "application/*", "*/*"):
        if media_range in weights:
            return weights[media_range]
    return 0.0


def body_refusal(headers: Mapping[str, str]) -> Refusal | None:
    """415 for a body that is not said to be JSON, or that is compressed (RFC 9110, 15.5.16)."""
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        message = Message("epcis-refused-encoding", {"encoding": encoding[:60]})
        return Refusal(415, Trouble.MEDIA_TYPE, message, headers={"Accept-Encoding": "identity"})
    said = headers.get("content-type", "")
    name, *params = (piece.strip().lower() for piece in said.split(";"))
    charset = next((each for each in params if each.startswith("charset=")), "charset=utf-8")
    if name in MEDIA_TYPES and charset.removeprefix("charset=").strip('"') == "utf-8":
        return None
    facts = {"type": said[:60], "known": ", ".join(MEDIA_TYPES)}
    key = "epcis-xml" if name.endswith(("/xml", "+xml")) else "epcis-refused-media-type"
    accepted = {"Accept-Post": ", ".join(MEDIA_TYPES)}
    return Refusal(415, Trouble.MEDIA_TYPE, Message(key, facts), headers=accepted)


def answer_language(headers: Mapping[str, str]) -> str:
    """The language of sentences in an answer, by the Accept-Language header."""
    wanted = accepted_languages(headers.get("accept-language", ""))
    return choose_language(wanted) or LANGUAGES[0]
