"""Server-rendered pages for phones: readable without JavaScript, verdict first."""

from api.pages.assets import page_headers
from api.pages.page import (
    render_home,
    render_links,
    render_recipe,
    render_refusal,
    render_scan,
    render_unavailable,
    scan_json_ld,
)

__all__ = [
    "page_headers",
    "render_home",
    "render_links",
    "render_recipe",
    "render_refusal",
    "render_scan",
    "render_unavailable",
    "scan_json_ld",
]
