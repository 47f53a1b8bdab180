"""Which thing links are about, as people and documents name it."""

from datetime import date

from provenance.codes import LinkedThing, read_linked
from provenance.codes.linked import path_and_query, position_of_key
from provenance.identity import CodeRefusal


def item_of(text: str, *, today: date) -> LinkedThing | CodeRefusal:
    """The thing of a Digital Link of any domain, with or without a stem, or of its path alone.

    By hand, as `urllib` raises on some hosts. What cannot be read is refused.
    """
    _, scheme, rest = text.strip().partition("://")
    path = rest[rest.find("/") :] if scheme else f"/{text.strip().removeprefix('/')}"
    segments = path_and_query(path)[0].split("/")
    start = position_of_key(segments) or 1
    return read_linked("/" + "/".join(segments[start:]), today=today)
