"""Moments, secrets and callers for tests of access control."""

from datetime import UTC, datetime

from api.access.callers import ApiKey, KeyScope

NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
SECRET = "s" * 40
PASSWORD = "correct horse battery"
KEY = ApiKey("k", "Farm", frozenset({KeyScope.CAPTURE}))
