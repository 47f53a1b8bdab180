"""The command line says in words what its caller can mend."""

import socket
from importlib.metadata import version

import pytest
from pymongo.errors import InvalidURI, ServerSelectionTimeoutError

from api import cli
from api.embedded import EmbeddedError


@pytest.fixture
def freshlens(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> "Freshlens":
    monkeypatch.setattr(cli, "leave_on_sigterm", lambda: None)
    monkeypatch.delenv("FRESHLENS_SECRET", raising=False)
    return Freshlens(monkeypatch, capfd)


class Freshlens:
    """Runs the command line in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capfd = monkeypatch, capfd

    def __call__(self, *arguments: str, **env: str) -> tuple[int, str, str]:
        """The exit status, what was said on stdout, and on stderr."""
        self._monkeypatch.setattr("sys.argv", ["freshlens", *arguments])
        for name, value in env.items():
            self._monkeypatch.setenv(f"FRESHLENS_{name}", value)
        with pytest.raises(SystemExit) as left:
            cli.main()
        status = left.value.code
        assert isinstance(status, int)
        return status, *self._capfd.readouterr()


def test_it_knows_its_version(freshlens: Freshlens) -> None:
    assert freshlens("--version") == (0, f"freshlens {version('freshlens')}\n", "")


def test_a_secret_is_all_that_is_printed(freshlens: Freshlens) -> None:
    status, said, _ = freshlens("secret")
    assert status == 0
    assert len(said.strip()) == 64


def test_serving_without_a_secret_is_refused(freshlens: Freshlens) -> None:
    status, _, problem = freshlens("serve")
    assert status == 2
    assert "freshlens secret" in problem


def test_every_wrong_setting_is_named(freshlens: Freshlens) -> None:
    status, _, problem = freshlens("serve", PORT="http", LOG="xml")
    assert status == 2
    assert problem.count("must be") == 2


def test_a_port_in_use_is_said_before_anything_is_started(freshlens: Freshlens) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        status, _, problem = freshlens("serve", PORT=port, SECRET="s" * 32)
    assert status == 2
    assert f"port {port} is in use" in problem


@pytest.mark.parametrize(
    "error",
    [
        ServerSelectionTimeoutError("db.example.org:27017: connection refused"),
        InvalidURI("the port is not a number"),
        EmbeddedError("no mongod: set FRESHLENS_MONGODB_URI"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_with_its_setting(
    freshlens: Freshlens, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    status, said, problem = freshlens("codes")
    assert (status, said) == (2, "")
    assert str(error) in problem
    assert "FRESHLENS_MONGODB_URI" in problem
