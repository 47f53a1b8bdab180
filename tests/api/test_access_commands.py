"""`freshlens user` and `freshlens key`, as an administrator types them."""

import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from pymongo import MongoClient
from typer import Typer
from typer.testing import CliRunner

from api.commands.audit import audit
from api.commands.staff import keys, users

app = Typer()
app.command("audit")(audit)
app.add_typer(users, name="user")
app.add_typer(keys, name="key")
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _installation(mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    name = f"freshlens_test_{secrets.token_hex(4)}"
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("FRESHLENS_DATABASE", name)
    yield
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        client.drop_database(name)


def run(*words: str, typed: str = "", status: int = 0) -> str:
    result = CliRunner().invoke(app, words, input=typed)
    assert result.exit_code == status, result.output
    return result.stdout


def as_json(*words: str, typed: str = "") -> Any:
    printed = run(*words, "--json", typed=typed)
    lists = "list" in words or "audit" in words
    return json.loads(printed[printed.index("[" if lists else "{") :])


def test_users_come_change_their_password_and_go() -> None:
    added = as_json("user", "add", "Ana", "--role", "operations", "--generate")
    assert (added["name"], added["role"], len(added["password"])) == ("ana", "operations", 16)
    as_json("user", "add", "bo", "--role", "admin", typed=f"{PASSWORD}\n{PASSWORD}\n")
    renewed = as_json("user", "password", "ana", "--generate")
    assert renewed["password"] != added["password"]
    assert renewed["role"] == "operations"
    assert [user["name"] for user in as_json("user", "list")] == ["ana", "bo"]
    run("user", "remove", "ana")
    assert [user["name"] for user in as_json("user", "list")] == ["bo"]
    assert "admin" in run("user", "list")


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (("user", "add", "a b", "--role", "admin"), ""),
        (("user", "add", "ana", "--role", "king"), ""),
        (("user", "add", "ana", "--role", "admin"), "short\nshort\n"),
        (("user", "password", "nobody", "--generate"), ""),
        (("user", "remove", "nobody"), ""),
        (("key", "create", "--organisation", "Farm"), ""),
        (("key", "create", "--organisation", "Farm", "--scope", "everything"), ""),
        (("key", "revoke", "0123456789abcdef"), ""),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], typed: str) -> None:
    run(*words, typed=typed, status=2)
    assert as_json("user", "list") == as_json("key", "list") == []


def test_a_name_is_given_once() -> None:
    run("user", "add", "ana", "--role", "admin", "--generate")
    run("user", "add", "Ana", "--role", "admin", "--generate", status=2)


def test_keys_are_shown_once_listed_and_revoked() -> None:
    scopes = ("--scope", "capture", "--scope", "readings")
    made = as_json("key", "create", "--organisation", "Farm", *scopes)
    assert made["key"].startswith(f"fl_{made['id']}_")
    (listed,) = as_json("key", "list")
    assert {**listed, "createdAt": made["createdAt"], "key": made["key"]} == made
    assert (listed["scopes"], listed["revokedAt"]) == (["capture", "readings"], None)
    run("key", "revoke", made["id"])
    assert as_json("key", "list")[0]["revokedAt"] is not None
    assert "Farm" in run("key", "list")
    run("key", "revoke", made["id"], status=2)


def test_a_key_may_have_a_rate_of_its_own() -> None:
    scope = ("--scope", "readings")
    assert as_json("key", "create", "--organisation", "Farm", *scope, "--rate", "7")["rate"] == 7
    run("key", "create", "--organisation", "Farm", *scope, "--rate", "0", status=2)


def test_help_says_what_each_scope_is_for() -> None:
    said = " ".join(run("key", "create", "--help").replace("│", " ").split())
    assert "events: query EPCIS events" in said


def test_what_the_command_line_changed_is_written_down() -> None:
    run("user", "add", "ana", "--role", "admin", typed=f"{PASSWORD}\n{PASSWORD}\n")
    made = as_json("key", "create", "--organisation", "Farm", "--scope", "till")
    run("key", "revoke", made["id"])
    run("key", "revoke", made["id"], status=2)
    run("user", "list")
    log = as_json("audit")
    assert [(entry["what"], entry["outcome"]) for entry in log] == [
        ("key revoke", "refused"),
        ("key revoke", "ok"),
        ("key create", "ok"),
        ("user add", "ok"),
    ]
    assert {entry["who"] for entry in log} == {"command line"}
    assert log[0]["targets"] == {"id": made["id"]}
    assert log[2]["targets"] == {"id": made["id"], "organisation": "Farm", "scopes": ["till"]}
    assert PASSWORD not in str(log)
    assert made["key"] not in str(log)
    assert "key revoke" in run("audit", "--first", "1")
    assert as_json("audit", "--who", "ana") == []
