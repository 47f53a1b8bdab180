"""Pictures of every scene in three sizes and languages: `python -m tests.screens [NAME…]`.

They land in screenshots/, as <scene>-<size>-<language>.png; names choose scenes that begin so.
"""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.progress import track

from api.embedded import mongodb
from provenance.text import LANGUAGES
from tests.screens.scenes import SCENES
from tests.screens.shop import chromium, open_shop, opened_page

FOLDER = Path("screenshots")
SIZES = {"kiosk": (1080, 1920), "desk": (1280, 800), "phone": (390, 844)}


async def take(uri: str, beginnings: tuple[str, ...]) -> None:
    """Take every picture anew."""
    shots = [
        (name, size, language)
        for name in SCENES
        if name.startswith(beginnings)
        for size in SIZES
        for language in LANGUAGES
    ]
    async with open_shop(uri) as shop, chromium() as browser:
        for name, size, language in track(shots, "Taking pictures"):
            async with opened_page(browser, shop, language=language, size=SIZES[size]) as page:
                await SCENES[name](page, shop, language)
                await page.screenshot(path=FOLDER / f"{name}-{size}-{language}.png")


def main() -> None:
    """On the configured MongoDB, else an embedded one."""
    FOLDER.mkdir(exist_ok=True)
    beginnings = tuple(sys.argv[1:]) or ("",)
    if uri := os.environ.get("FRESHLENS_MONGODB_URI"):
        asyncio.run(take(uri, beginnings))
        return
    with TemporaryDirectory(prefix="fl") as folder, mongodb(Path(folder)) as uri:
        asyncio.run(take(uri, beginnings))


if __name__ == "__main__":
    main()
