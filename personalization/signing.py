"""Signed words that come back to us: quotes, exposures, baskets, pairings.

JSON Web Tokens (RFC 7519, HS256) with the kind as audience: one of a kind is worthless as another.
"""

import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import jwt

_ALGORITHM = "HS256"


class TokenKind(StrEnum):
    QUOTE = "quote"
    BASKET = "basket"
    EXPOSURE = "exposure"
    PAIRING = "pairing"
    RECEIPT = "receipt"


class TokenMiss(StrEnum):
    """Why a token counts for nothing."""

    FORGED = "FORGED"
    """Not made by us, changed on the way, or of another kind."""
    EXPIRED = "EXPIRED"


class Signer:
    """Signs and reads tokens with the installation's `secret` (≥ 32 characters)."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def digest(self, purpose: str, text: str) -> bytes:
        """32 bytes that stand for `text` (HMAC-SHA256, RFC 2104): without the secret nobody finds
        the text from them, nor tells whether two purposes are about the same one."""
        return hmac.digest(self._secret.encode(), f"{purpose}|{text}".encode(), "sha256")

    def token(self, kind: TokenKind, claims: Mapping[str, object], *, until: datetime) -> str:
        """A token that says `claims` (JSON values) until then. Anybody can read it."""
        payload = {**claims, "aud": kind.value, "exp": int(until.timestamp())}
        return jwt.encode(payload, self._secret, _ALGORITHM)

    def read(self, kind: TokenKind, token: str, *, now: datetime) -> dict[str, Any] | TokenMiss:
        """The claims of a token that we signed and that has not ended."""
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._secret,
                [_ALGORITHM],
                audience=kind.value,
                options={"verify_exp": False, "require": ["exp", "aud"]},  # `now` is an argument
            )
        except jwt.InvalidTokenError:
            return TokenMiss.FORGED
        if not isinstance(claims["exp"], int):
            return TokenMiss.FORGED
        return claims if now < datetime.fromtimestamp(claims["exp"], UTC) else TokenMiss.EXPIRED
