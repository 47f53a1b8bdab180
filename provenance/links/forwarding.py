"""Where a redirect leads: a link's target with the request's query passed on."""

from provenance.links.link import Link


def target(link: Link, query: str) -> str:
    """The link's href with a query (no `?`) appended before its fragment, where it takes one.

    With `?` where the href has no query yet, else with `&`; byte for byte the href where there is
    nothing to append.
    """
    if not query or not link.forwards_query:
        return link.href
    address, mark, fragment = link.href.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{query}{mark}{fragment}"
