"""Headers of the resolver's answers: by hand, as CORS middleware answers OPTIONS itself."""

from collections.abc import Mapping

from provenance.links.linkset import CONTEXT, MEDIA_TYPE

METHODS = ("GET", "HEAD", "OPTIONS")

OPEN: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, Location",
}
"""Of every answer, errors among them: scripts of any site may read it (Fetch, CORS protocol)."""

NEGOTIATED: Mapping[str, str] = {**OPEN, "Vary": "Accept, Accept-Language"}

ALLOWED: Mapping[str, str] = {
    **OPEN,
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
"""Of the answer to OPTIONS."""

_CONTEXT_LINK = (
    f'<{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
)


def link_header(uri: str, *, compressed: bool, with_context: bool) -> str:
    """The one `Link` line (RFC 8288) of an answer about the thing with this uncompressed URI.

    It names the linkset, for a compressed link the uncompressed one, and beside a linkset what
    makes JSON-LD of it. Values are escaped, so that no comma stands inside of a link.
    """
    links = [f'<{uri}?linkType=linkset>; rel="linkset"; type="{MEDIA_TYPE}"']
    if with_context:
        links.append(_CONTEXT_LINK)
    if compressed:
        links.append(f'<{uri}>; rel="owl:sameAs"')
    return ", ".join(links)
