"""What a page brings along: its stylesheet at an address of its content, and its headers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that never changes under its path."""

    path: str
    body: bytes
    headers: Mapping[str, str]


@cache
def stylesheet() -> Asset:
    """The one stylesheet of all pages."""
    body = (files(__package__) / "static" / "page.css").read_bytes()
    return Asset(
        path=f"/static/page.{sha256(body).hexdigest()[:12]}.css",
        body=body,
        headers={
            "Content-Type": "text/css; charset=utf-8",
            "Cache-Control": "public, max-age=31536000, immutable",
            "X-Content-Type-Options": "nosniff",
        },
    )


def static_routes() -> Mapping[str, Asset]:
    """Everything to be served beside the pages, by path."""
    return {asset.path: asset for asset in (stylesheet(),)}


def page_headers() -> dict[str, str]:
    """Headers of every page: nothing runs, nothing leaks, and freshness is never a cached one."""
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "no-cache",
    }
