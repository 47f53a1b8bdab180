"""Server-rendered pages for phones: readable without JavaScript, verdict first."""

from api.pages.assets import Asset, page_headers, static_routes
from api.pages.page import render_refusal, render_scan, render_unavailable
from api.pages.structured_data import product_json_ld

__all__ = [
    "Asset",
    "page_headers",
    "product_json_ld",
    "render_refusal",
    "render_scan",
    "render_unavailable",
    "static_routes",
]
