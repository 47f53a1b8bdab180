"""Proofs of identity: passwords (argon2id), API keys and signed tokens. Nothing here does I/O."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

import jwt
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

PASSWORD_LENGTH = range(12, 257)
"""Accepted password lengths in characters."""

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?")
_KEY = re.compile(r"fl_([0-9a-f]{16})_([A-Za-z0-9_-]{43})", re.ASCII)
# OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes. The library's own 64 MiB would
# let a handful of logins at once take more memory than a whole worker should.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_ALGORITHM = "HS256"


class Audience(StrEnum):
    """Which kind of session a token opens; a token of one kind is worthless as the other."""

    STAFF = "staff"
    SHOPPER = "shopper"


LIFETIMES: Mapping[Audience, timedelta] = {
    Audience.STAFF: timedelta(hours=12),
    Audience.SHOPPER: timedelta(days=180),
}


def staff_name(text: str) -> str | None:
    """`text` as a staff name (1 to 64 of a–z, 0–9, `.`, `_`, `@`, `-`; case folded), or None."""
    name = text.strip().lower()
    return name if _NAME.fullmatch(name) else None


def generated_password() -> str:
    """A new random password (96 bits)."""
    return secrets.token_urlsafe(12)


def password_hash(password: str) -> str:
    """The argon2id hash to store. Takes about 20 ms: keep it off the event loop."""
    return _HASHER.hash(password)


@cache
def _nobodys_hash() -> str:
    return password_hash(secrets.token_urlsafe())


def password_matches(password: str, stored: str | None) -> bool:
    """Whether `password` is the one hashed as `stored`.

    None (no such user) takes the same time and is never right, so that a caller cannot find out
    which names exist.
    """
    try:
        _HASHER.verify(stored or _nobodys_hash(), password)
    except VerifyMismatchError:
        return False
    return stored is not None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made: `text` is shown once, `id` and `digest` (SHA-256, hex) are kept."""

    id: str
    text: str
    digest: str


def new_key() -> NewKey:
    """A new API key, `fl_{id}_{secret}`, its secret 256 random bits."""
    key_id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    return NewKey(key_id, f"fl_{key_id}_{secret}", _digest(secret))


def split_key(text: str) -> tuple[str, str] | None:
    """The id and the secret's digest of an API key, or None when `text` has not its form."""
    found = _KEY.fullmatch(text)
    return (found[1], _digest(found[2])) if found else None


def same_digest(left: str, right: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(left, right)


def _digest(secret: str) -> str:
    # A random 256-bit secret cannot be guessed, so a fast hash is enough (and every request pays).
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Token:
    """A signed token (JWT, RFC 7519) as its holder sends it, and when it ends."""

    text: str
    expires_at: datetime


def issued(
    audience: Audience, subject: str, *, secret: str, now: datetime, epoch: str = ""
) -> Token:
    """A token for `subject`. `epoch` ties a staff token to the state it was issued in."""
    issued_at = int(now.timestamp())  # whole seconds: NumericDate (RFC 7519, 2)
    ends = issued_at + int(LIFETIMES[audience].total_seconds())
    claims = {"aud": audience.value, "sub": subject, "iat": issued_at, "exp": ends, "epoch": epoch}
    text = jwt.encode(claims, secret, algorithm=_ALGORITHM)
    return Token(text, datetime.fromtimestamp(ends, UTC))


@dataclass(frozen=True, slots=True)
class Claims:
    """What a genuine token says."""

    audience: Audience
    subject: str
    epoch: str


def claims_of(text: str, *, secret: str, now: datetime) -> Claims | None:
    """What the token says, or None unless we signed it and it has not ended."""
    try:
        claims: dict[str, Any] = jwt.decode(
            text,
            secret,
            algorithms=[_ALGORITHM],
            audience=[audience.value for audience in Audience],
            # PyJWT would read the clock itself: `now` decides, below
            options={
                "require": ["aud", "sub", "iat", "exp", "epoch"],
                "verify_exp": False,
                "verify_iat": False,
            },
        )
        if claims["exp"] <= now.timestamp():
            return None
        return Claims(Audience(claims["aud"]), claims["sub"], claims["epoch"])
    except (jwt.InvalidTokenError, TypeError, ValueError):
        return None
