"""The pages of the screens and the files they load, as the browser gets them."""

from pathlib import Path

import pytest

from kiosk.screens import NotBuiltError, Screen, asset, assets, parts, render_screen, screen_headers
from provenance.text import LANGUAGES, Texts

TEXTS = Texts(("kiosk",))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", Screen)
def test_a_page_names_its_language_and_every_other(screen: Screen, language: str) -> None:
    html = render_screen(screen, texts=TEXTS, language=language)
    assert f'<html lang="{language}">' in html
    assert all(f'hreflang="{other}" href="?lang={other}"' in html for other in LANGUAGES)
    assert f"<fl-{screen}>" in html


def test_a_page_loads_only_files_that_are_there() -> None:
    needed = parts(Screen.KIOSK)
    for address in (needed.script, *needed.preloads, *needed.stylesheets):
        assert asset(address.removeprefix(assets.BASE)) is not None


@pytest.mark.parametrize("name", ["../page.py", ".built-from", "nothing.js", "a/b.js"])
def test_nothing_but_built_files_is_served(name: str) -> None:
    assert asset(name) is None


def test_screens_that_were_not_built_say_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assets.parts.cache_clear()
    assets._manifest.cache_clear()
    monkeypatch.setattr(assets, "_static", lambda: tmp_path)
    try:
        with pytest.raises(NotBuiltError, match=r"python kiosk/web/build\.py"):
            parts(Screen.KIOSK)
    finally:
        assets._manifest.cache_clear()


def test_headers_let_nothing_foreign_run_or_be_asked() -> None:
    policy = screen_headers("wss://shop.example")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "connect-src 'self' wss://shop.example;" in policy
    assert "unsafe" not in policy
