"""GraphQL over HTTP: what went wrong, told with the right status, and never too much."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from tests.api.graphql_sample import JSON, OURS, PATH, PRIVATE, accepting, code

NEVER_BEGUN: list[tuple[dict[str, Any], str]] = [
    ({"query": "{hello"}, "GRAPHQL_PARSE_FAILED"),
    ({"query": "{a{" * 500}, "GRAPHQL_PARSE_FAILED"),
    ({"query": "{" + "hello " * 5000 + "}"}, "GRAPHQL_PARSE_FAILED"),
    ({"query": "{nothing}"}, "GRAPHQL_VALIDATION_FAILED"),
    ({"query": "{hello(name: 1)}"}, "GRAPHQL_VALIDATION_FAILED"),
    ({"query": "{...f} fragment f on Query {...f}"}, "GRAPHQL_VALIDATION_FAILED"),
    ({"query": "{...missing}"}, "GRAPHQL_VALIDATION_FAILED"),
    ({"query": "{hello " + " ".join(f"a{i}:hello" for i in range(10)) + "}"},
     "GRAPHQL_VALIDATION_FAILED"),
    ({"query": "{chosen(choice: {left: 1, right: 2})}"}, "GRAPHQL_VALIDATION_FAILED"),
    ({"query": "query($n:String!){hello(name:$n)}"}, "BAD_USER_INPUT"),
    ({"query": "query($n:String!){hello(name:$n)}", "variables": {"n": 1}}, "BAD_USER_INPUT"),
    ({"query": "query($c:Either!){chosen(choice:$c)}", "variables": {"c": {"left": 1, "right": 2}}},
     "BAD_USER_INPUT"),
    ({"query": "query A{hello} query B{who}"}, "OPERATION_RESOLUTION_FAILURE"),
    ({"query": "query A{hello}", "operationName": "B"}, "OPERATION_RESOLUTION_FAILURE"),
    ({"query": "query A{hello}", "operationName": ""}, "OPERATION_RESOLUTION_FAILURE"),
    ({"query": "fragment f on Query {hello}"}, "GRAPHQL_VALIDATION_FAILED"),
]  # fmt: skip


class TestRequestErrors:
    @pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (OURS, 400)])
    @pytest.mark.parametrize(("body", "expected"), NEVER_BEGUN)
    async def test_what_never_began_has_no_data(
        self,
        client: httpx.AsyncClient,
        accept: str,
        status: int,
        body: dict[str, Any],
        expected: str,
    ) -> None:
        answer = await client.post(PATH, json=body, headers=accepting(accept))
        assert (answer.status_code, code(answer)) == (status, expected)
        assert set(answer.json()) == {"errors"}
        assert answer.headers["content-type"].startswith(accept)

    @pytest.mark.parametrize("accept", [JSON, OURS])
    @pytest.mark.parametrize(
        "content",
        [
            b'{"query": "{hello}", "x": "' + b"x" * 2_000_000 + b'"}',
            b'{"query": "{hello}' + b" " * 100_001 + b'"}',
        ],
    )
    async def test_too_much_is_413(
        self, client: httpx.AsyncClient, accept: str, content: bytes
    ) -> None:
        headers = {"Content-Type": JSON} | accepting(accept)
        assert (await client.post(PATH, content=content, headers=headers)).status_code == 413

    async def test_too_much_in_chunks_of_no_said_length_is_413_and_not_read_to_its_end(
        self, client: httpx.AsyncClient
    ) -> None:
        read = 0

        async def chunks() -> AsyncIterator[bytes]:
            nonlocal read
            while read < 50:
                read += 1
                yield b" " * 100_000

        answer = await client.post(PATH, content=chunks(), headers={"Content-Type": JSON})
        assert (answer.status_code, code(answer)) == (413, "TOO_LARGE")
        assert read < 20

    async def test_a_wrong_document_is_not_remembered_as_right(
        self, client: httpx.AsyncClient
    ) -> None:
        answers = [await client.post(PATH, json={"query": "{nothing}"}) for _ in range(2)]
        assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize("accept", [JSON, OURS])
class TestFieldErrors:
    @pytest.mark.parametrize(
        ("query", "data", "expected"),
        [
            ("{hello broken}", {"hello": "hello world", "broken": None}, "INTERNAL"),
            ("{hello neededButBroken}", None, "INTERNAL"),
            ("{hello refused}", {"hello": "hello world", "refused": None}, "FORBIDDEN"),
        ],
    )
    async def test_what_began_is_200_with_data(
        self,
        client: httpx.AsyncClient,
        accept: str,
        query: str,
        data: dict[str, object] | None,
        expected: str,
    ) -> None:
        with capture_logs() as logs:
            answer = await client.post(PATH, json={"query": query}, headers=accepting(accept))
        assert (answer.status_code, code(answer)) == (200, expected)
        assert list(answer.json()) == ["errors", "data"]
        assert answer.json()["data"] == data
        assert PRIVATE not in answer.text
        assert len(logs) == (expected == "INTERNAL")
        if logs:
            told = answer.json()["errors"][0]
            assert told["message"] == "Internal error"
            assert told["extensions"]["requestId"] == logs[0]["request_id"]
            assert str(logs[0]["exc_info"]) == PRIVATE

    @pytest.mark.parametrize(
        ("query", "authorization"), [("{hello away}", None), ("{hello}", "Bearer database-away")]
    )
    async def test_while_the_database_is_away_it_is_503(
        self, client: httpx.AsyncClient, accept: str, query: str, authorization: str | None
    ) -> None:
        headers = accepting(accept) | ({"Authorization": authorization} if authorization else {})
        answer = await client.post(PATH, json={"query": query}, headers=headers)
        assert (answer.status_code, code(answer)) == (503, "UNAVAILABLE")
        assert int(answer.headers["retry-after"]) > 0
        assert "data" not in answer.json()
        assert PRIVATE not in answer.text

    async def test_an_exception_before_execution_is_500_and_masked(
        self, client: httpx.AsyncClient, accept: str
    ) -> None:
        headers = accepting(accept) | {"Authorization": "Bearer broken"}
        answer = await client.post(PATH, json={"query": "{hello}"}, headers=headers)
        assert (answer.status_code, code(answer)) == (500, "INTERNAL")
        assert PRIVATE not in answer.text
