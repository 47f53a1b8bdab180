"""What the process says of its failures, and what it keeps to itself."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from api import logs
from api.settings import LogFormat


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    chatty = {name: logging.getLogger(name).level for name in ("uvicorn", "httpx")}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in chatty.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_a_failure_shows_where_it_happened_and_no_values(
    log_format: LogFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(log_format)
    password = "".join(["open", " ", "sesame"])
    try:
        raise RuntimeError(len(password))
    except RuntimeError:
        structlog.get_logger("test").exception("failed")
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "test_a_failure_shows_where" in told
    assert password not in told
