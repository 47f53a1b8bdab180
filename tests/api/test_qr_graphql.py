"""QR codes over GraphQL lead to us, and nowhere else."""

import httpx
import pytest

from kiosk.labels.qr import qr_path
from tests.api.app_client import ask

QR = "query ($path: String!) { qrCode(path: $path) { text size path } }"


@pytest.mark.parametrize(
    "path", ["/", "/01/09520001000012/10/S-0607?store=mad1", "/recipes/salmon%20pie?lang=zh-Hans"]
)
async def test_a_path_of_ours_is_drawn_with_our_public_address(
    market: httpx.AsyncClient, path: str
) -> None:
    found = (await ask(market, QR, {"path": path}))["qrCode"]
    text = f"https://shop.example{path}"
    size, drawing = qr_path(text)
    assert found == {"text": text, "size": size, "path": drawing}


@pytest.mark.parametrize(
    "path",
    [
        "",
        "01/09520001000012",
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "@evil.example",
        ".evil.example",
        "/a b",
        "/鱼",
        "/\n",
        "/" + "a" * 500,
    ],
)
async def test_what_is_no_path_of_ours_is_refused(market: httpx.AsyncClient, path: str) -> None:
    asked = {"query": QR, "variables": {"path": path}}
    [error] = (await market.post("/graphql", json=asked)).json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
