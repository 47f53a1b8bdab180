"""Shorthand for fields that only carry a value: every one has a description."""

from typing import Any

import strawberry


def described(description: str, **options: Any) -> Any:
    """A plain field: no resolver, no permission of its own, just what it means."""
    return strawberry.field(description=description, **options)
