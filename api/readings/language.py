"""The language of an answer to a device or its keeper."""

from starlette.requests import Request

from provenance.text import LANGUAGES, accepted_languages, choose_language


def language_of(request: Request) -> str:
    """The best of ours for the Accept-Language header."""
    wanted = accepted_languages(request.headers.get("accept-language", ""))
    return choose_language(wanted) or LANGUAGES[0]
