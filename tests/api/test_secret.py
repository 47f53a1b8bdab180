"""Secrets are random, long enough, and kept where only their owner reads them."""

from pathlib import Path

from api.commands.secret import kept_secret, new_secret
from api.settings import settings_from


def test_a_new_secret_satisfies_the_settings_and_is_never_the_same() -> None:
    first, second = new_secret(), new_secret()
    assert first != second
    assert settings_from({"FRESHLENS_SECRET": first}).signing_secret == first


def test_a_demo_keeps_its_secret_to_itself(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    secret = kept_secret(folder)
    assert kept_secret(folder) == secret
    assert (folder / "secret").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in folder.iterdir()] == ["secret"]
