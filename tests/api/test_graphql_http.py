"""GraphQL over HTTP, requirement by requirement, in our own words."""

from typing import Any

import httpx
import orjson
import pytest
from graphql import get_introspection_query

from tests.api.graphql_sample import JSON, OURS, PATH, accepting, code, sample_app


class TestAccept:
    @pytest.mark.parametrize(
        ("accept", "answered"),
        [
            (None, JSON),
            ("", JSON),
            ("*/*", JSON),
            ("application/*", JSON),
            (JSON, JSON),
            ("APPLICATION/JSON; charset=utf-8", JSON),
            (OURS, OURS),
            (f"{OURS}, {JSON}", OURS),
            (f"{JSON}, {OURS}", OURS),
            (f"{OURS};q=0.5, {JSON};q=0.9", JSON),
            (f"{OURS};q=0.9, {JSON};q=0.5", OURS),
            (f"{OURS}, */*;q=0.1", OURS),
            (f"{JSON};q=0, */*", OURS),
            (f"{OURS};q=0, */*", JSON),
            ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
            (f"text/html, {OURS};q=0.2", OURS),
            (f" , {OURS} ; q = 1 ,", OURS),
        ],
    )
    async def test_the_best_liked_media_type_is_answered_in_utf_8(
        self, client: httpx.AsyncClient, accept: str | None, answered: str
    ) -> None:
        answer = await client.post(PATH, json={"query": "{hello}"}, headers=accepting(accept))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == f"{answered}; charset=utf-8"
        assert "Accept" in answer.headers["vary"]

    @pytest.mark.parametrize(
        "accept", ["text/html", "image/*", f"{JSON};q=0", f"{OURS};q=0, {JSON};q=0", f"{JSON};q=x"]
    )
    async def test_where_neither_is_accepted_it_is_406(
        self, client: httpx.AsyncClient, accept: str
    ) -> None:
        answer = await client.post(PATH, json={"query": "{hello}"}, headers=accepting(accept))
        assert (answer.status_code, code(answer)) == (406, "NOT_ACCEPTABLE")


WELL_FORMED: list[dict[str, Any]] = [
    {"query": "{hello}"},
    {"query": "query A{hello} query B{who}", "operationName": "A"},
    {"query": "{hello}", "operationName": None, "variables": None, "extensions": None},
    {"query": "query($n:String!){hello(name:$n)}", "variables": {"n": "中 ⚠"}},
    {"query": "{hello}", "extensions": {"tracing": {"on": [1]}}},
    {"query": "{hello}", "unheardOf": 1},
]


@pytest.mark.parametrize("accept", [JSON, OURS])
class TestWellFormed:
    @pytest.mark.parametrize("body", WELL_FORMED)
    async def test_a_post_is_answered(
        self, client: httpx.AsyncClient, accept: str, body: dict[str, Any]
    ) -> None:
        answer = await client.post(PATH, json=body, headers=accepting(accept))
        name = (body.get("variables") or {}).get("n", "world")
        assert (answer.status_code, answer.json()) == (200, {"data": {"hello": f"hello {name}"}})

    @pytest.mark.parametrize("body", WELL_FORMED[:5])
    async def test_a_get_is_answered_alike(
        self, client: httpx.AsyncClient, accept: str, body: dict[str, Any]
    ) -> None:
        parameters = {
            key: value if isinstance(value, str) else orjson.dumps(value).decode() if value else ""
            for key, value in body.items()
        }
        answer = await client.get(PATH, params=parameters, headers=accepting(accept))
        name = (body.get("variables") or {}).get("n", "world")
        assert (answer.status_code, answer.json()) == (200, {"data": {"hello": f"hello {name}"}})

    async def test_head_answers_the_headers_of_get(
        self, client: httpx.AsyncClient, accept: str
    ) -> None:
        got, headed = [
            await client.request(
                method, PATH, params={"query": "{hello}"}, headers=accepting(accept)
            )
            for method in ("GET", "HEAD")
        ]
        assert headed.content == b""
        assert (headed.status_code, headed.headers) == (200, got.headers)

    @pytest.mark.parametrize("charset", ["", "; charset=utf-8", '; charset="UTF-8"'])
    async def test_a_body_is_utf_8_said_or_not(
        self, client: httpx.AsyncClient, accept: str, charset: str
    ) -> None:
        headers = {"Content-Type": JSON + charset} | accepting(accept)
        body = '{"query": "{hello(name: \\"ñ\\")}"}'.encode()
        answer = await client.post(PATH, content=body, headers=headers)
        assert answer.json() == {"data": {"hello": "hello ñ"}}


@pytest.mark.parametrize("accept", [JSON, OURS])
class TestMalformed:
    @pytest.mark.parametrize(
        "body",
        [
            "", "{", "[]", "1", "null", '"{hello}"', "{}", '[{"query": "{hello}"}]',
            *(f'{{"query": {bad}}}' for bad in ("1", "null", "true", "[]", "{}")),
            '{"query": ""}', '{"query": "\\ud800"}',
            *(f'{{"query": "{{hello}}", "operationName": {bad}}}' for bad in ("1", "[]", "{}")),
            *(
                f'{{"query": "{{hello}}", "{name}": {bad}}}'
                for name in ("variables", "extensions")
                for bad in ("1", "true", '"{}"', "[]")
            ),
        ],
    )  # fmt: skip
    async def test_a_body_of_a_wrong_shape_is_400(
        self, client: httpx.AsyncClient, accept: str, body: str
    ) -> None:
        headers = {"Content-Type": JSON} | accepting(accept)
        answer = await client.post(PATH, content=body, headers=headers)
        assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")
        assert "data" not in answer.json()
        assert answer.headers["content-type"].startswith(accept)

    @pytest.mark.parametrize(
        "parameters",
        [
            {},
            {"query": ""},
            {"query": "{hello}", "variables": "{"},
            {"query": "{hello}", "variables": "[]"},
            {"query": "{hello}", "extensions": "1"},
        ],
    )
    async def test_parameters_of_a_wrong_shape_are_400(
        self, client: httpx.AsyncClient, accept: str, parameters: dict[str, str]
    ) -> None:
        answer = await client.get(PATH, params=parameters, headers=accepting(accept))
        assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Content-Type": "text/plain"},
            {"Content-Type": "application/graphql"},
            {"Content-Type": "application/x-www-form-urlencoded"},
            {"Content-Type": "application/jsonp"},
            {"Content-Type": f"{JSON}; charset=latin1"},
            {"Content-Type": JSON, "Content-Encoding": "gzip"},
        ],
    )
    async def test_another_content_type_is_415(
        self, client: httpx.AsyncClient, accept: str, headers: dict[str, str]
    ) -> None:
        answer = await client.post(
            PATH, content=b'{"query": "{hello}"}', headers=headers | accepting(accept)
        )
        assert (answer.status_code, code(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")

    async def test_get_never_mutates(self, client: httpx.AsyncClient, accept: str) -> None:
        parameters = {"query": "mutation {greet}"}
        answer = await client.get(PATH, params=parameters, headers=accepting(accept))
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")

    async def test_subscriptions_are_sent_to_the_socket(
        self, client: httpx.AsyncClient, accept: str
    ) -> None:
        body = {"query": "subscription {forEver}"}
        answer = await client.post(PATH, json=body, headers=accepting(accept))
        assert answer.status_code == 400
        assert "graphql-transport-ws" in answer.json()["errors"][0]["message"]

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
    async def test_other_methods_are_405(
        self, client: httpx.AsyncClient, accept: str, method: str
    ) -> None:
        answer = await client.request(method, PATH, headers=accepting(accept))
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


async def test_options_names_the_methods(client: httpx.AsyncClient) -> None:
    answer = await client.options(PATH)
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


class TestCaller:
    @pytest.mark.parametrize(
        ("authorization", "caller"), [(None, "Anonymous"), ("Bearer shopper", "Shopper")]
    )
    async def test_resolvers_know_who_calls(
        self, client: httpx.AsyncClient, authorization: str | None, caller: str
    ) -> None:
        headers = {"Authorization": authorization} if authorization else {}
        answer = await client.post(PATH, json={"query": "{who}"}, headers=headers)
        assert answer.json() == {"data": {"who": caller}}

    async def test_a_bad_credential_is_401_with_a_challenge(
        self, client: httpx.AsyncClient
    ) -> None:
        headers = {"Authorization": "Bearer stolen"}
        answer = await client.post(PATH, json={"query": "{hello}"}, headers=headers)
        assert (answer.status_code, code(answer)) == (401, "UNAUTHENTICATED")
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("introspection", [True, False])
async def test_introspection_and_suggestions_are_off_in_production(introspection: bool) -> None:
    transport = httpx.ASGITransport(sample_app(introspection=introspection))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        asked = await client.post(PATH, json={"query": get_introspection_query()})
        mistyped = await client.post(PATH, json={"query": "{helo}"})
    assert ("data" in asked.json()) is introspection
    assert ("Did you mean" in mistyped.text) is introspection


async def test_there_is_no_page_with_foreign_scripts(client: httpx.AsyncClient) -> None:
    answer = await client.get(PATH, headers={"Accept": "text/html,*/*;q=0.1"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, f"{JSON}; charset=utf-8")
