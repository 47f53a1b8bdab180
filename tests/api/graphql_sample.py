"""A small schema behind the real view, for tests of the transport."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

import httpx
import strawberry
from graphql import GraphQLError
from pymongo.errors import AutoReconnect, ServerSelectionTimeoutError
from starlette.applications import Starlette
from starlette.requests import HTTPConnection

from api.access.allowances import Allowances
from api.access.authentication import Rejected
from api.access.callers import Anonymous, Caller, Shopper
from api.access.door import Door
from api.graphql.execution import CheckedSchema
from api.graphql.view import GraphQLView
from provenance.text import accepted_languages

OURS = "application/graphql-response+json"
JSON = "application/json"
PATH = "/graphql"

PRIVATE = "mongodb://root:hunter2@db"
"""Text of exceptions that no caller may ever see."""


@dataclass
class Context:
    caller: Caller
    languages: Sequence[str]


def hello(name: str = "world") -> str:
    return f"hello {name}"


def broken() -> str | None:
    raise RuntimeError(PRIVATE)


def needed_but_broken() -> str:
    raise RuntimeError(PRIVATE)


def refused() -> str | None:
    raise GraphQLError("Not for you.", extensions={"code": "FORBIDDEN"})


async def away() -> str | None:
    raise ServerSelectionTimeoutError(PRIVATE)


def who(info: strawberry.Info[Context]) -> str:
    return type(info.context.caller).__name__


def languages(info: strawberry.Info[Context]) -> list[str]:
    return list(info.context.languages)


@strawberry.input(one_of=True)
class Either:
    left: int | None = strawberry.UNSET
    right: int | None = strawberry.UNSET


def chosen(choice: Either) -> int:
    return choice.left or choice.right or 0


async def count(to: int) -> AsyncGenerator[int, None]:
    for number in range(to):
        yield number


async def for_ever() -> AsyncGenerator[int, None]:
    yield 0
    await asyncio.Event().wait()


async def failing() -> AsyncGenerator[int, None]:
    yield 1
    raise RuntimeError(PRIVATE)


@strawberry.type
class Query:
    hello: str = strawberry.field(resolver=hello)
    broken: str | None = strawberry.field(resolver=broken)
    needed_but_broken: str = strawberry.field(resolver=needed_but_broken)
    refused: str | None = strawberry.field(resolver=refused)
    away: str | None = strawberry.field(resolver=away)
    who: str = strawberry.field(resolver=who)
    languages: list[str] = strawberry.field(resolver=languages)
    chosen: int = strawberry.field(resolver=chosen)


@strawberry.type
class Mutation:
    greet: str = strawberry.field(resolver=hello)


@strawberry.type
class Subscription:
    count = strawberry.subscription(count)
    for_ever = strawberry.subscription(for_ever)
    failing = strawberry.subscription(failing)


async def caller_from(authorization: str | None) -> Caller | Rejected:
    match authorization:
        case None:
            return Anonymous()
        case "Bearer shopper":
            return Shopper("s")
        case "Bearer database-away":
            raise AutoReconnect(PRIVATE)
        case "Bearer broken":
            raise RuntimeError(PRIVATE)
        case _:
            return Rejected()


def context_for(connection: HTTPConnection, caller: Caller) -> Context:
    return Context(caller, accepted_languages(connection.headers.get("accept-language", "")))


def sample_app(*, introspection: bool = True, anonymous_rate: int = 0) -> Starlette:
    """An app that serves the sample schema at /graphql."""
    schema = CheckedSchema(Query, Mutation, Subscription, introspection=introspection)
    view = GraphQLView(
        schema, context_for=context_for, door=Door(caller_from, Allowances(anonymous_rate))
    )
    return Starlette(routes=view.routes("/graphql"))


def accepting(accept: str | None) -> dict[str, str]:
    return {} if accept is None else {"Accept": accept}


def code(answer: httpx.Response) -> str:
    found: str = answer.json()["errors"][0]["extensions"]["code"]
    return found
