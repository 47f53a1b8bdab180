"""Server-rendered pages for phones: readable without JavaScript, verdict first."""

from api.pages.app import OwnPage, app_manifest
from api.pages.assets import page_headers
from api.pages.icons import icon
from api.pages.page import (
    render_home,
    render_links,
    render_own,
    render_recipe,
    render_refusal,
    render_scan,
    render_unavailable,
    scan_json_ld,
)

__all__ = [
    "OwnPage",
    "app_manifest",
    "icon",
    "page_headers",
    "render_home",
    "render_links",
    "render_own",
    "render_recipe",
    "render_refusal",
    "render_scan",
    "render_unavailable",
    "scan_json_ld",
]
