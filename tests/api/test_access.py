"""Who may do what, and how callers prove who they are."""

import asyncio
from datetime import datetime, timedelta

import jwt
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.authentication import (
    TRIES_ALLOWED,
    TRIES_WINDOW,
    Authentication,
    LoggedIn,
    Rejected,
    TooManyTries,
    WrongCredentials,
    create_key,
    new_staff,
)
from api.access.callers import (
    Action,
    Anonymous,
    ApiKey,
    Caller,
    KeyScope,
    Role,
    Shopper,
    Staff,
    may,
)
from api.access.credentials import staff_name
from api.access.store import API_KEYS, AccessStore
from api.commands.staff import set_password
from provenance.store.collection import Document
from tests.api.access_sample import KEY, NOW, PASSWORD, SECRET

EVERY_KIND: tuple[Caller, ...] = (
    Anonymous(),
    Shopper("a"),
    *(Staff("x", role) for role in Role),
    *(ApiKey("k", "Farm", frozenset({scope})) for scope in KeyScope),
)


async def token_of(doors: Authentication, now: datetime = NOW) -> str:
    result = await doors.log_in("ana", PASSWORD, now)
    assert isinstance(result, LoggedIn)
    return f"Bearer {result.token.text}"


class TestMay:
    @pytest.mark.parametrize(
        ("action", "allowed"),
        [
            (Action.SCAN, set(EVERY_KIND)),
            (Action.LEAVE_REVIEW, {Shopper("a")}),
            (Action.MODERATE_REVIEWS, {Staff("x", Role.OPERATIONS), Staff("x", Role.ADMIN)}),
            (Action.RECALL, {Staff("x", Role.OPERATIONS), Staff("x", Role.ADMIN)}),
            (Action.MANAGE_STAFF, {Staff("x", Role.ADMIN)}),
            (
                Action.CAPTURE,
                {
                    KEY,
                    Staff("x", Role.PRODUCER),
                    Staff("x", Role.OPERATIONS),
                    Staff("x", Role.ADMIN),
                },
            ),
        ],
    )
    def test_the_table_says_who(self, action: Action, allowed: set[Caller]) -> None:
        assert {caller for caller in EVERY_KIND if may(caller, action)} == allowed

    def test_an_action_outside_the_table_is_denied_to_everyone(self) -> None:
        assert not any(may(caller, "open-the-safe") for caller in EVERY_KIND)

    def test_every_action_has_its_line(self) -> None:
        assert all(any(may(caller, action) for caller in EVERY_KIND) for action in Action)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ana ", "ana"), ("ana@shop.example", "ana@shop.example"), ("", None), ("ana maria", None),
     ("-ana", None), ("a" * 64, "a" * 64), ("a" * 65, None), ("anä", None)],
)  # fmt: skip
def test_staff_names_are_plain(text: str, name: str | None) -> None:
    assert staff_name(text) == name


class TestLogIn:
    async def test_the_right_password_opens_a_session_of_twelve_hours(
        self, doors: Authentication
    ) -> None:
        result = await doors.log_in(" Ana", PASSWORD, NOW)
        assert isinstance(result, LoggedIn)
        assert result.staff == Staff("ana", Role.OPERATIONS)
        assert result.token.expires_at == NOW + timedelta(hours=12)
        assert await doors.caller_from(f"bearer {result.token.text}", NOW) == result.staff

    @pytest.mark.parametrize(
        ("name", "password"),
        [("ana", "wrong"), ("nobody", PASSWORD), ("", ""), ("ana", PASSWORD + "x" * 300)],
    )
    async def test_anything_else_does_not_and_is_not_told_why(
        self, doors: Authentication, name: str, password: str
    ) -> None:
        assert await doors.log_in(name, password, NOW) == WrongCredentials()

    async def test_after_five_tries_the_name_is_closed_for_a_while(
        self, doors: Authentication
    ) -> None:
        for _ in range(TRIES_ALLOWED):
            assert await doors.log_in("ana", "wrong", NOW) == WrongCredentials()
        assert await doors.log_in("ana", PASSWORD, NOW) == TooManyTries(NOW + TRIES_WINDOW)
        assert isinstance(await doors.log_in("ana", PASSWORD, NOW + TRIES_WINDOW), LoggedIn)

    async def test_many_tries_at_once_get_no_further(
        self, doors: Authentication, store: AccessStore
    ) -> None:
        other_worker = Authentication(store, secret=SECRET)
        results = await asyncio.gather(
            *(way.log_in("ana", "wrong", NOW) for way in (doors, other_worker) for _ in range(6))
        )
        assert results.count(WrongCredentials()) == TRIES_ALLOWED

    async def test_a_good_login_forgives_wrong_ones(self, doors: Authentication) -> None:
        for _ in range(3):
            for _ in range(TRIES_ALLOWED - 1):
                await doors.log_in("ana", "wrong", NOW)
            assert isinstance(await doors.log_in("ana", PASSWORD, NOW), LoggedIn)

    async def test_a_taken_name_is_not_given_again(self, store: AccessStore) -> None:
        assert await store.add_staff(new_staff("bo", Role.ADMIN, PASSWORD, NOW))
        assert not await store.add_staff(new_staff("bo", Role.MARKETER, PASSWORD, NOW))


class TestCallerFrom:
    async def test_without_a_header_the_caller_is_anonymous(self, doors: Authentication) -> None:
        assert await doors.caller_from(None, NOW) == Anonymous()

    async def test_a_shopper_session_lasts_half_a_year(self, doors: Authentication) -> None:
        token = doors.shopper_session(NOW)
        almost = token.expires_at - timedelta(seconds=1)
        assert token.expires_at == NOW + timedelta(days=180)
        assert isinstance(await doors.caller_from(f"Bearer {token.text}", almost), Shopper)
        assert await doors.caller_from(f"Bearer {token.text}", token.expires_at) == Rejected()

    async def test_two_sessions_are_two_shoppers(self, doors: Authentication) -> None:
        callers = [
            await doors.caller_from(f"Bearer {doors.shopper_session(NOW).text}", NOW)
            for _ in range(2)
        ]
        assert callers[0] != callers[1]

    @pytest.mark.parametrize(
        "header",
        ["", "Bearer", "Bearer ", "Bearer x", "Basic YTpi", "Bearer fl_", "Bearer a.b.c",
         "Bearer fl_0123456789abcdef_" + "A" * 43, "Bearer fl_0_short"],
    )  # fmt: skip
    async def test_a_bad_credential_is_rejected(self, doors: Authentication, header: str) -> None:
        assert await doors.caller_from(header, NOW) == Rejected()

    @pytest.mark.parametrize(
        ("secret", "algorithm", "changed"),
        [
            ("t" * 40, "HS256", {}),
            (None, "none", {}),
            (SECRET, "HS256", {"aud": "shop"}),
            (SECRET, "HS256", {"aud": "staff"}),
            (SECRET, "HS256", {"exp": None}),
            (SECRET, "HS256", {"exp": "soon"}),
            (SECRET, "HS256", {"sub": None}),
        ],
    )
    async def test_a_token_we_did_not_make_is_rejected(
        self,
        doors: Authentication,
        secret: str | None,
        algorithm: str,
        changed: dict[str, object],
    ) -> None:
        stamp = int(NOW.timestamp())
        claims = {"aud": "shopper", "sub": "ana", "iat": stamp, "exp": stamp + 60, "epoch": ""}
        kept = {key: value for key, value in (claims | changed).items() if value is not None}
        forged = jwt.encode(kept, secret, algorithm=algorithm)
        assert await doors.caller_from(f"Bearer {forged}", NOW) == Rejected()

    async def test_a_removed_user_is_out_at_once_even_when_added_again(
        self, doors: Authentication, store: AccessStore
    ) -> None:
        token = await token_of(doors)
        assert await store.remove_staff("ana")
        assert await doors.caller_from(token, NOW) == Rejected()
        assert await store.add_staff(new_staff("ana", Role.ADMIN, PASSWORD, NOW))
        assert await doors.caller_from(token, NOW) == Rejected()

    async def test_a_new_password_ends_the_sessions_under_the_old(
        self, doors: Authentication, store: AccessStore
    ) -> None:
        token = await token_of(doors)
        assert await set_password(store, "ana", "another password", NOW)
        assert await doors.caller_from(token, NOW) == Rejected()
        assert isinstance(await doors.log_in("ana", "another password", NOW), LoggedIn)
        assert await set_password(store, "nobody", PASSWORD, NOW) is None


class TestApiKeys:
    async def test_a_key_opens_its_scopes_until_it_is_revoked(
        self, doors: Authentication, store: AccessStore
    ) -> None:
        text, record = await create_key(store, "Farm", [KeyScope.CAPTURE, KeyScope.TILL], NOW)
        assert await doors.caller_from(f"Bearer {text}", NOW) == record.key
        assert await store.revoke_key(record.key.id, NOW)
        assert not await store.revoke_key(record.key.id, NOW)
        assert await doors.caller_from(f"Bearer {text}", NOW) == Rejected()
        (kept,) = await store.all_keys()
        assert kept.revoked_at == NOW

    async def test_the_secret_is_not_stored(
        self, store: AccessStore, database: AsyncDatabase[Document]
    ) -> None:
        text, record = await create_key(store, "Farm", [KeyScope.CAPTURE], NOW)
        secret = text.removeprefix(f"fl_{record.key.id}_")
        assert secret not in str(await database[API_KEYS.name].find_one({}))

    async def test_another_secret_under_the_same_id_is_rejected(
        self, doors: Authentication, store: AccessStore
    ) -> None:
        text, _ = await create_key(store, "Farm", [KeyScope.CAPTURE], NOW)
        other = text[:-1] + ("A" if text[-1] != "A" else "B")
        assert await doors.caller_from(f"Bearer {other}", NOW) == Rejected()

    async def test_its_last_use_is_noted_every_five_minutes(
        self, doors: Authentication, store: AccessStore
    ) -> None:
        text, record = await create_key(store, "Farm", [KeyScope.CAPTURE], NOW)
        noted = []
        for minutes in (0, 4, 6):
            await doors.caller_from(f"Bearer {text}", NOW + timedelta(minutes=minutes))
            found = await store.key(record.key.id)
            noted.append(found and found.last_used)
        assert noted == [NOW, NOW, NOW + timedelta(minutes=6)]
