"""What this resolver says about itself (GS1-Conformant Resolver 1.2, resolver description file)."""

from typing import Any

from provenance.links.link_types import CURIE_PREFIX, GS1_VOCABULARY
from provenance.links.linkset import CONTEXT

DESCRIPTION_PATH = "/.well-known/gs1resolver"


def description_file(origin: str) -> dict[str, Any]:
    """The description of the resolver at `origin` (no slash at its end)."""
    return {
        "resolverRoot": origin,
        "supportedPrimaryKeys": ["all"],
        "name": "Freshlens",
        "supportedLinkType": [{"namespace": GS1_VOCABULARY, "prefix": CURIE_PREFIX}],
        "linkTypeDefaultCanBeLinkset": False,
        "jsonLdContextLocation": CONTEXT,
    }
