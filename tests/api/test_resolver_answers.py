"""The text of the GS1-Conformant Resolver Standard 1.2, point by point: answers (M11 to S9).

M and S number its demands as mandatory (SHALL) and recommended (SHOULD), in the text's order.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import jsonschema_rs
import orjson
import pytest

from api.resolver.own_links import own_links
from provenance.links.link_types import GS1_LINK_TYPES
from provenance.links.linkset import CONTEXT
from tests.api.resolver_samples import (
    BROWSER,
    KNOWN,
    KNOWN_LOT,
    LEVELS,
    LINKED,
    LINKED_LOT,
    LINKSET,
    ORIGIN,
    PLACE,
    location,
    resolved,
    resolver,
    short,
)

VOC = "https://ref.gs1.org/voc/"


@pytest.fixture(scope="module")
async def client(mongodb_uri: str) -> AsyncIterator[httpx.AsyncClient]:
    async with resolver(mongodb_uri) as client:
        yield client


class TestM11Linkset:
    @pytest.mark.parametrize("path", [LINKED, LINKED_LOT, KNOWN, KNOWN_LOT, PLACE])
    @pytest.mark.parametrize(
        ("query", "accept"),
        [
            ("?linkType=linkset", None),
            ("?linkType=all", None),
            ("", LINKSET),
            ("?linkType=all", LINKSET),
            ("?linkType=gs1:pip", LINKSET),
            ("?linkType=linkset", f"{LINKSET}, text/html;q=0.5"),
        ],
    )
    async def test_it_is_sent_without_a_redirect(
        self, client: httpx.AsyncClient, path: str, query: str, accept: str | None
    ) -> None:
        answer = await resolved(client, path + query, accept=accept)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(LINKSET)

    async def test_browsers_read_it_as_a_page(self, client: httpx.AsyncClient) -> None:
        page = await resolved(
            client, f"{LINKED_LOT}?linkType=linkset", accept=BROWSER, language="es"
        )
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
        assert 'lang="es"' in page.text
        for link in (link for level in LEVELS[:2] for link in level.links):
            assert f'href="{link.href}"' in page.text


class TestM12LinksetContent:
    @pytest.mark.parametrize(
        ("path", "levels"),
        [
            (f"{LINKED_LOT}/21/S1", [LINKED_LOT, LINKED]),
            (LINKED, [LINKED]),
            (f"{KNOWN_LOT}/21/S1", [f"{KNOWN_LOT}/21/S1", KNOWN_LOT, KNOWN]),
        ],
    )
    async def test_it_has_an_anchored_object_for_every_level(
        self, client: httpx.AsyncClient, path: str, levels: list[str]
    ) -> None:
        document = (await resolved(client, path, accept=LINKSET)).json()
        assert document.keys() == {"linkset"}
        assert [each["anchor"] for each in document["linkset"]] == [f"{ORIGIN}/{p}" for p in levels]

    @pytest.mark.parametrize("path", [LINKED, LINKED_LOT, KNOWN, KNOWN_LOT, PLACE])
    async def test_it_fulfils_the_schema_and_lists_the_default_twice(
        self, client: httpx.AsyncClient, path: str, shared_data: Path
    ) -> None:
        schema = orjson.loads((shared_data / "resolver" / "gs1-linkset-schema.json").read_bytes())
        document = (await resolved(client, path, accept=LINKSET)).json()
        jsonschema_rs.validator_for(schema).validate(document)
        for level in document["linkset"]:
            described = [
                link["href"]
                for type_, links in level.items()
                if type_.startswith(VOC) and not type_.endswith("defaultLink")
                for link in links
            ]
            assert all(link["href"] in described for link in level.get(f"{VOC}defaultLink", ()))

    async def test_every_link_of_it_can_be_resolved(self, client: httpx.AsyncClient) -> None:
        for path in (LINKED_LOT, KNOWN_LOT):
            seen: set[str] = set()
            for level in (await resolved(client, path, accept=LINKSET)).json()["linkset"]:
                for type_ in level.keys() - {"anchor", "itemDescription"} - seen:
                    seen.add(type_)
                    for link in level[type_]:
                        context = "".join(f"&context={each}" for each in link.get("context", ()))
                        answer = await resolved(
                            client,
                            f"{path}?linkType={type_}{context}",
                            accept=link.get("type", "undefined"),
                            language=",".join(link.get("hreflang", ["*"])),
                        )
                        assert answer.status_code == 307
                        leads_to = answer.headers["location"].partition("#")[0]
                        assert leads_to.startswith(link["href"].partition("#")[0])


class TestM13DescriptionFile:
    async def test_it_fulfils_its_schema(
        self, client: httpx.AsyncClient, shared_data: Path
    ) -> None:
        answer = await resolved(client, ".well-known/gs1resolver")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
        schema = orjson.loads(
            (shared_data / "resolver" / "description-file-schema.json").read_bytes()
        )
        jsonschema_rs.validator_for(schema).validate(answer.json())
        assert answer.json()["resolverRoot"] == ORIGIN
        assert answer.json()["supportedPrimaryKeys"] == ["all"]


class TestM14CompressedLinks:
    @pytest.mark.parametrize("path", [LINKED_LOT, KNOWN_LOT, PLACE])
    async def test_a_compressed_link_is_answered_as_the_uncompressed_one(
        self, client: httpx.AsyncClient, path: str
    ) -> None:
        for accept in (None, LINKSET, BROWSER):
            plain = await resolved(client, path, accept=accept)
            answer = await resolved(client, short(path), accept=accept)
            assert answer.status_code == plain.status_code
            assert answer.headers.get("location") == plain.headers.get("location")
            if accept == LINKSET:
                assert answer.json() == plain.json()
            assert f'<{ORIGIN}/{path}>; rel="owl:sameAs"' in answer.headers["link"].split(", ")

    async def test_what_was_compressed_is_passed_on_uncompressed(
        self, client: httpx.AsyncClient
    ) -> None:
        answer = await resolved(client, f"{short(f'{LINKED_LOT}?17=261231')}?foo=bar")
        assert location(answer) == "/product?17=261231&foo=bar"

    @pytest.mark.parametrize("path", ["AAAA", "favicon.ico", "nowhere", "%C3%A9", "A" * 300])
    async def test_what_is_no_compressed_link_is_not_there(
        self, client: httpx.AsyncClient, path: str
    ) -> None:
        assert (await resolved(client, path)).status_code == 404
        assert (await resolved(client, path, accept=BROWSER)).status_code == 404

    async def test_an_address_for_other_methods_stays_what_it_is(
        self, client: httpx.AsyncClient
    ) -> None:
        answer = await resolved(client, "readings")
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_m16_our_own_types_are_those_of_gs1() -> None:
    types = {link.link_type for link in own_links(KNOWN, ORIGIN, lambda message: message.key)}
    assert {type_.removeprefix(VOC) for type_ in types} <= GS1_LINK_TYPES


class TestS1ToS6Headers:
    @pytest.mark.parametrize(
        ("path", "method", "accept"),
        [
            (LINKED_LOT, "GET", None),
            (LINKED_LOT, "OPTIONS", None),
            (LINKED_LOT, "HEAD", None),
            (f"{LINKED_LOT}?linkType=gs1:instructions", "GET", None),
            (f"{LINKED_LOT}?linkType=gs1:none", "GET", None),
            (LINKED_LOT, "GET", LINKSET),
            (KNOWN_LOT, "GET", BROWSER),
        ],
    )
    async def test_one_link_line_names_the_linkset(
        self, client: httpx.AsyncClient, path: str, method: str, accept: str | None
    ) -> None:
        answer = await resolved(client, path, method=method, accept=accept)
        [line] = answer.headers.get_list("link")
        uri = f"{ORIGIN}/{path.partition('?')[0]}?linkType=linkset"
        assert line.split(", ")[0] == f'<{uri}>; rel="linkset"; type="{LINKSET}"'
        assert 'rel="gs1:' not in line
        if method != "OPTIONS":
            assert answer.headers["vary"] == "Accept, Accept-Language"

    async def test_a_linkset_names_what_makes_json_ld_of_it(
        self, client: httpx.AsyncClient
    ) -> None:
        answer = await resolved(client, LINKED, accept=LINKSET)
        assert (
            f'<{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
            in answer.headers["link"].split(", ")
        )


@pytest.mark.parametrize("path", [LINKED, LINKED_LOT, KNOWN])
@pytest.mark.parametrize("accept", ["*/*", LINKSET, BROWSER])
async def test_s7_a_trailing_slash_changes_nothing(
    client: httpx.AsyncClient, path: str, accept: str
) -> None:
    plain = await resolved(client, path, accept=accept)
    slashed = await resolved(client, f"{path}/", accept=accept)
    assert (slashed.status_code, slashed.headers) == (plain.status_code, plain.headers)


class TestS8Choosing:
    @pytest.mark.parametrize(
        ("language", "accept", "leads_to"),
        [
            ("es", None, "/es"),
            ("en-GB", None, "/en"),
            ("zh-Hans-CN, en;q=0.5", None, "/zh"),
            ("en;q=0.3, es;q=0.7", None, "/es"),
            ("fr", "application/pdf", "/zh"),
            (None, "application/pdf", "/zh"),
        ],
    )
    async def test_by_language_and_media_type(
        self, client: httpx.AsyncClient, language: str | None, accept: str | None, leads_to: str
    ) -> None:
        path = f"{LINKED}?linkType=gs1:instructions"
        answer = await resolved(client, path, language=language, accept=accept)
        assert location(answer).partition("?")[0] == leads_to

    async def test_by_context(self, client: httpx.AsyncClient) -> None:
        path = f"{LINKED}?linkType=gs1:support&context=DE"
        assert location(await resolved(client, path)).startswith("/de?context=DE")

    @pytest.mark.parametrize("type_", ["instructions", "support"])
    async def test_equal_links_are_left_to_the_caller_to_choose(
        self, client: httpx.AsyncClient, type_: str, shared_data: Path
    ) -> None:
        answer = await resolved(client, f"{LINKED}?linkType=gs1:{type_}")
        assert answer.status_code == 300
        assert answer.headers["content-type"].startswith(LINKSET)
        schema = orjson.loads((shared_data / "resolver" / "gs1-linkset-schema.json").read_bytes())
        jsonschema_rs.validator_for(schema).validate(answer.json())
        [level] = answer.json()["linkset"]
        assert level.keys() == {"anchor", "itemDescription", f"{VOC}{type_}"}
        assert len(level[f"{VOC}{type_}"]) > 1
        page = await resolved(
            client, f"{LINKED}?linkType=gs1:{type_}", accept="text/plain, text/html"
        )
        if type_ == "support":
            assert (page.status_code, "Please choose one" in page.text) == (300, True)

    async def test_a_single_link_is_taken_whatever_is_accepted(
        self, client: httpx.AsyncClient
    ) -> None:
        path = f"{LINKED}?linkType=gs1:pip"
        for accept in ("undefined", "image/png", "*/*;q=0"):
            assert location(await resolved(client, path, accept=accept, language="xx")) == (
                "/product?linkType=gs1:pip"
            )


async def test_s9_what_people_read_says_its_language(client: httpx.AsyncClient) -> None:
    for level in (await resolved(client, KNOWN_LOT, accept=LINKSET)).json()["linkset"]:
        pages = [
            link
            for type_ in level.keys() - {"anchor", "itemDescription"}
            for link in level[type_]
            if link.get("type") == "text/html"
        ]
        assert pages
        assert all(set(link["hreflang"]) == {"en", "es", "zh-CN"} for link in pages)
