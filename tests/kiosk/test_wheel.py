"""A wheel brings the screens ready built: whoever installs it needs no Node."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
LOADED = """
from kiosk.screens import Screen, asset, parts
for screen in Screen:
    needed = parts(screen)
    for address in (needed.script, *needed.preloads, *needed.stylesheets):
        assert asset(address.removeprefix("/assets/")), address
print("all there")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built as a release is."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, str(ROOT), "--wheel-dir", str(folder)],
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_what_every_screen_loads_is_in_it(wheel: Path, tmp_path: Path) -> None:
    ZipFile(wheel).extractall(tmp_path)
    said = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=tmp_path,
        env={"PATH": "", "PYTHONPATH": str(tmp_path), "HOME": os.environ.get("HOME", "")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout.strip() == "all there", said.stderr


def test_the_sources_of_the_screens_stay_out(wheel: Path) -> None:
    assert not [name for name in ZipFile(wheel).namelist() if name.startswith("kiosk/web")]
