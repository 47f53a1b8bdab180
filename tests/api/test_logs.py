"""What the process says of its failures, and what it keeps to itself."""

import pytest
import structlog

from api import logs
from api.settings import LogFormat


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
