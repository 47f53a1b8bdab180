"""Who is calling? Logging in, beginning a shopper session, and reading Authorization headers."""

import asyncio
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.access.callers import Anonymous, ApiKey, Caller, KeyScope, Role, Shopper, Staff
from api.access.credentials import (
    PASSWORD_LENGTH,
    Audience,
    Token,
    claims_of,
    issued,
    new_key,
    password_hash,
    password_matches,
    same_digest,
    split_key,
    staff_name,
)
from api.access.devices import Device
from api.access.store import AccessStore, KeyRecord, StaffRecord

TRIES_ALLOWED = 5
TRIES_WINDOW = timedelta(minutes=15)
_HASHES_AT_ONCE = 2  # argon2 takes 19 MiB and a core each; more logins than this wait their turn


@dataclass(frozen=True, slots=True)
class Rejected:
    """A credential was shown, and it is not one of ours, has ended or was revoked."""


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A good login."""

    staff: Staff
    token: Token


@dataclass(frozen=True, slots=True)
class WrongCredentials:
    """No such name, or not its password: it is not told which."""


@dataclass(frozen=True, slots=True)
class TooManyTries:
    """The name is closed until then, also for its right password."""

    until: datetime


class Authentication:
    """The identities of one installation, kept in `store`.

    `secret` signs its tokens (HS256, ≥ 32 characters).
    """

    def __init__(self, store: AccessStore, *, secret: str) -> None:
        self.store = store
        self._secret = secret
        self._hashing = asyncio.Semaphore(_HASHES_AT_ONCE)

    async def log_in(
        self, name: str, password: str, now: datetime
    ) -> LoggedIn | WrongCredentials | TooManyTries:
        """Log a member of staff in; five tries per name and quarter of an hour.

        The try is counted before the password is looked at, so that many at once get no further.
        """
        known_name = staff_name(name)
        if known_name is None or len(password) >= PASSWORD_LENGTH.stop:
            return WrongCredentials()
        tries, until = await self.store.count_try(known_name, now, TRIES_WINDOW)
        if tries > TRIES_ALLOWED:
            return TooManyTries(until)
        record = await self.store.staff(known_name)
        async with self._hashing:
            right = await asyncio.to_thread(
                password_matches, password, record.password_hash if record else None
            )
        if record is None or not right:
            return WrongCredentials()
        await self.store.forget_tries(known_name)
        token = issued(
            Audience.STAFF, record.name, secret=self._secret, now=now, epoch=record.epoch
        )
        return LoggedIn(Staff(record.name, record.role), token)

    def shopper_session(self, now: datetime) -> Token:
        """A new anonymous session; nothing about it is stored."""
        return issued(Audience.SHOPPER, secrets.token_hex(16), secret=self._secret, now=now)

    async def caller_from(self, authorization: str | None, now: datetime) -> Caller | Rejected:
        """The caller an Authorization header names (`Bearer …`, RFC 6750, 2.1).

        Without a header the caller is anonymous; with a bad one it is `Rejected`, never quietly
        somebody with fewer rights.
        """
        if authorization is None:
            return Anonymous()
        scheme, _, credential = authorization.strip().partition(" ")
        if scheme.lower() != "bearer":
            return Rejected()
        credential = credential.strip()
        if credential.startswith("fl_"):
            return await self._key_caller(credential, now)
        return await self._token_caller(credential, now)

    async def _key_caller(self, credential: str, now: datetime) -> Caller | Rejected:
        parts = split_key(credential)
        if parts is None:
            return Rejected()
        key_id, digest = parts
        record = await self.store.key(key_id)
        if record is None or record.revoked_at or not same_digest(record.digest, digest):
            return Rejected()
        await self.store.key_used(record, now)
        return record.key

    async def _token_caller(self, credential: str, now: datetime) -> Caller | Rejected:
        claims = claims_of(credential, secret=self._secret, now=now)
        if claims is None:
            return Rejected()
        if claims.audience is Audience.SHOPPER:
            return Shopper(claims.subject)
        # The record decides, not the token: a removed user or a changed role counts at once.
        record = await self.store.staff(claims.subject)
        if record is None or not same_digest(record.epoch, claims.epoch):
            return Rejected()
        return Staff(record.name, record.role)


def new_staff(name: str, role: Role, password: str, now: datetime) -> StaffRecord:
    """A member of staff to store. `name` is a staff name, `password` of an accepted length."""
    return StaffRecord(name, role, password_hash(password), secrets.token_hex(8), now)


async def create_key(
    store: AccessStore,
    organisation: str,
    scopes: Collection[KeyScope],
    now: datetime,
    rate: float | None = None,
    *,
    device: Device | None = None,
) -> tuple[str, KeyRecord]:
    """Store a new API key; its text (known only here) and its record.

    `rate` is how many requests a second it may send, None for the common allowance; `device` is
    the one it is bound to, if any.
    """
    made = new_key()
    key = ApiKey(made.id, organisation, frozenset(scopes), rate, device)
    record = KeyRecord(key, made.digest, now)
    await store.add_key(record)
    return made.text, record
