"""Which addresses a webhook may lead to: public ones, and networks that the installation names.

Whoever sets a webhook makes this installation send requests from inside its network (server-side
request forgery, OWASP A10:2021): its own services and the cloud's metadata must stay out of reach.
"""

from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

from provenance.text import Message

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST_URL = 2_000

_NOT_PUBLIC = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890); Oracle's metadata among them
    IPv4Network("168.63.129.16/32"),  # Azure's metadata, in space that is public otherwise
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")  # all that IANA has assigned
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052


def networks_in(text: str) -> tuple[Network, ...]:
    """Networks as `10.1.0.0/16, fd00:1::/64`; an address is a network of one.

    Raises `ValueError` for what is none, and for a network with host bits set.
    """
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def is_allowed(address: Address, networks: Sequence[Network]) -> bool:
    """Whether a webhook may be sent to an address; `networks` are allowed though not public."""
    return is_within(address, networks) or _is_public(address)


def is_within(address: Address, networks: Sequence[Network]) -> bool:
    """Whether the address is in one of the networks."""
    return any(address in network for network in networks)


def _is_public(address: Address) -> bool:
    """An IPv6 address that only wraps an IPv4 one is as public as that."""
    if isinstance(address, IPv4Address):
        special = address.is_multicast or is_within(address, _NOT_PUBLIC)
        return address.is_global and not special
    wrapped = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        wrapped = IPv4Address(int(address) & 0xFFFF_FFFF)
    if wrapped is not None:
        return _is_public(wrapped)
    return address.is_global and address in _GLOBAL_UNICAST


def literal(host: str) -> Address | None:
    """The address that a URL's host is, without brackets; None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def url_problem(url: str, networks: Sequence[Network]) -> Message | None:
    """What is wrong with a webhook's URL as it is written; None when it may be tried.

    Where a name leads is looked up, and judged, whenever something is sent.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError for a port that is no number
        host = parts.hostname or ""
    except ValueError:
        return Message("webhook-url-malformed")
    malformed = len(url) > LONGEST_URL or not (url.isascii() and url.isprintable()) or " " in url
    if malformed or not host or parts.fragment:
        return Message("webhook-url-malformed")
    if parts.username is not None or parts.password is not None:
        return Message("webhook-url-password")
    if parts.scheme != "https" and not (parts.scheme == "http" and networks):
        return Message("webhook-url-insecure")
    if (address := literal(host)) and not is_allowed(address, networks):
        return Message("webhook-address-refused", {"host": host, "address": str(address)})
    return None
