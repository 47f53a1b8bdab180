"""The text of the GS1-Conformant Resolver Standard 1.2, point by point, over HTTP.

M and S number its demands as mandatory (SHALL) and recommended (SHOULD), in the text's order.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import jsonschema_rs
import orjson
import pytest

from api.resolver.own_links import own_links
from provenance.codes import compressed, read_linked
from provenance.identity import CodeRefusal
from provenance.links.link_types import GS1_LINK_TYPES
from provenance.links.linkset import CONTEXT
from tests.api.resolver_samples import (
    BRAND,
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
)
from tests.provenance.link_samples import TODAY

VOC = "https://ref.gs1.org/voc/"


@pytest.fixture(scope="module")
async def client(mongodb_uri: str) -> AsyncIterator[httpx.AsyncClient]:
    async with resolver(mongodb_uri) as client:
        yield client


def short(path: str) -> str:
    """The compressed form of a path."""
    thing = read_linked(f"/{path}", today=TODAY)
    assert not isinstance(thing, CodeRefusal)
    return compressed(thing)


class TestM1Methods:
    @pytest.mark.parametrize("path", [LINKED, LINKED_LOT, KNOWN, PLACE, short(LINKED_LOT)])
    async def test_options_names_all_three(self, client: httpx.AsyncClient, path: str) -> None:
        answer = await resolved(client, path, method="OPTIONS")
        assert answer.status_code == 204
        methods = {
            each.strip() for each in answer.headers["access-control-allow-methods"].split(",")
        }
        assert methods == {"GET", "HEAD", "OPTIONS"}

    @pytest.mark.parametrize(
        ("path", "accept"),
        [
            (LINKED, None),
            (LINKED, LINKSET),
            (f"{LINKED}?linkType=gs1:none", None),
            (KNOWN, BROWSER),
            (f"{KNOWN}?linkType=linkset", BROWSER),
            ("01/123", BROWSER),
            (f"about/recallStatus/{KNOWN}", "application/json"),
            (".well-known/gs1resolver", None),
        ],
    )
    async def test_head_is_get_without_a_body(
        self, client: httpx.AsyncClient, path: str, accept: str | None
    ) -> None:
        get = await resolved(client, path, accept=accept)
        head = await resolved(client, path, accept=accept, method="HEAD")
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers == get.headers


class TestM3Cors:
    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    @pytest.mark.parametrize(
        ("path", "accept"),
        [
            (LINKED, None),
            (LINKED, LINKSET),
            (f"{LINKED}?linkType=gs1:instructions", None),
            (f"{LINKED}?linkType=gs1:none", None),
            (f"{LINKED}/foo", None),
            (f"{LINKED}/foo", BROWSER),
            ("01/09521321999992", None),
            ("01/09521321999992", BROWSER),
            (KNOWN, BROWSER),
            ("nowhere", None),
            (f"about/pip/{KNOWN}", BROWSER),
            ("about/beans/01/1", None),
            (".well-known/gs1resolver", None),
        ],
    )
    async def test_scripts_of_any_site_may_read_every_answer(
        self, client: httpx.AsyncClient, path: str, accept: str | None, method: str
    ) -> None:
        answer = await resolved(client, path, accept=accept, method=method)
        assert answer.headers.get_list("access-control-allow-origin") == ["*"]
        assert answer.headers["access-control-expose-headers"] == "Link, Location"


class TestM4Validation:
    @pytest.mark.parametrize(
        "path",
        [
            f"{LINKED}/foo",
            "01/09506000134353",
            "01/0950600013435",
            "01/abc",
            f"{LINKED}/10/",
            f"{LINKED}/21/S1/10/L1",
            f"{LINKED}/10/L1/10/L2",
            f"{LINKED}/254/1",
            f"{LINKED}/235/TPX/10/L1",
            f"{LINKED}?10=L1",
            f"{LINKED}?17=269931",
            f"{LINKED}/10/a%zz",
            "414/9521321000019",
            "415/9521321000018",
            f"00/123/{LINKED}",
        ],
    )
    async def test_what_is_wrong_in_a_link_is_400_in_words(
        self, client: httpx.AsyncClient, path: str
    ) -> None:
        answer = await resolved(client, path)
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == 400
        assert problem["detail"]
        page = await resolved(client, path, accept=BROWSER)
        assert (page.status_code, "<h1>" in page.text) == (400, True)

    async def test_an_escaped_slash_belongs_to_the_value(self, client: httpx.AsyncClient) -> None:
        answer = await resolved(client, f"{LINKED}/10/a%2Fb", accept=LINKSET)
        assert answer.status_code == 200
        assert f"<{ORIGIN}/{LINKED}/10/a%2Fb?linkType=linkset>" in answer.headers["link"]

    async def test_an_endless_link_is_refused(self, client: httpx.AsyncClient) -> None:
        assert (await resolved(client, f"{LINKED}?x={'y' * 3000}")).status_code == 400


class TestM5NoErrorWith200:
    @pytest.mark.parametrize(
        "path",
        [f"{LINKED}/foo", "01/09521321999992", f"{LINKED}?linkType=gs1:none", "414/9521321999992"],
    )
    @pytest.mark.parametrize("accept", ["*/*", BROWSER, "application/ld+json", LINKSET])
    async def test_an_error_never_looks_like_an_answer(
        self, client: httpx.AsyncClient, path: str, accept: str
    ) -> None:
        if accept == LINKSET and "linkType" in path:
            return  # the linkset is asked for by name, whatever the link type says
        assert (await resolved(client, path, accept=accept)).status_code in (400, 404)


class TestM6WalkingUp:
    @pytest.mark.parametrize(
        ("path", "leads_to"),
        [
            (f"{LINKED_LOT}?linkType=gs1:recallStatus", "/lot?linkType=gs1:recallStatus"),
            (f"{LINKED_LOT}/21/S1?linkType=gs1:recallStatus", "/lot?linkType=gs1:recallStatus"),
            (f"{LINKED_LOT}?linkType=gs1:faqs", "/lot-faqs?linkType=gs1:faqs"),
            (f"{LINKED_LOT}?linkType=gs1:pip", "/product?linkType=gs1:pip"),
            (f"{LINKED}/22/2A/10/unknown/21/S1", "/product"),
            (f"{LINKED}/235/TPX1", "/product"),
            (f"{PLACE}/254/shelf-7", "/shop"),
        ],
    )
    async def test_the_finest_level_with_the_type_answers(
        self, client: httpx.AsyncClient, path: str, leads_to: str
    ) -> None:
        assert location(await resolved(client, path)) == leads_to

    async def test_what_is_said_of_a_lot_is_not_said_of_its_product(
        self, client: httpx.AsyncClient
    ) -> None:
        answer = await resolved(client, f"{LINKED}?linkType=gs1:recallStatus")
        assert answer.status_code == 404


class TestM7DefaultLink:
    @pytest.mark.parametrize("path", [LINKED, LINKED_LOT, KNOWN, KNOWN_LOT, PLACE])
    async def test_there_is_one_and_a_bare_request_is_redirected_to_it(
        self, client: httpx.AsyncClient, path: str
    ) -> None:
        levels = (await resolved(client, path, accept=LINKSET)).json()["linkset"]
        default = next(
            level[f"{VOC}defaultLink"] for level in levels if f"{VOC}defaultLink" in level
        )
        assert len(default) == 1
        assert default[0].keys() == {"href", "title"}
        answer = await resolved(client, path)
        assert (answer.status_code, answer.headers["location"]) == (307, default[0]["href"])

    async def test_it_can_be_asked_for_as_a_type(self, client: httpx.AsyncClient) -> None:
        answer = await resolved(client, f"{LINKED}?linkType=gs1:defaultLink")
        assert location(answer) == "/product?linkType=gs1:defaultLink"


class TestM8LinkType:
    @pytest.mark.parametrize(
        "written",
        [
            "gs1:faqs",
            "gs1%3Afaqs",
            f"{VOC}faqs",
            "https://gs1.org/voc/faqs",
            "https%3A%2F%2Fwww.gs1.org%2Fvoc%2Ffaqs",
        ],
    )
    @pytest.mark.parametrize("name", ["linkType", "linktype", "LINKTYPE"])
    async def test_a_type_may_be_written_in_any_way(
        self, client: httpx.AsyncClient, name: str, written: str
    ) -> None:
        answer = await resolved(client, f"{LINKED}?{name}={written}")
        assert location(answer) == f"/faqs?of=rice&{name}={written}#top"


class TestM9MissingTypes:
    @pytest.mark.parametrize(
        "type_", ["gs1:leaveReview", "gs1:nothing", "x", "https://b.example/x"]
    )
    @pytest.mark.parametrize("path", [LINKED, LINKED_LOT, KNOWN])
    async def test_a_type_that_is_not_there_is_404_and_never_the_default(
        self, client: httpx.AsyncClient, path: str, type_: str
    ) -> None:
        assert (await resolved(client, f"{path}?linkType={type_}")).status_code == 404
        page = await resolved(client, f"{path}?linkType={type_}", accept=BROWSER)
        assert page.status_code == 404
        assert "There is this instead" in page.text

    @pytest.mark.parametrize(
        "path", ["01/09521321999992", "414/9521321999992", "00/095213210000000018"]
    )
    async def test_a_valid_key_that_nobody_knows_is_404(
        self, client: httpx.AsyncClient, path: str
    ) -> None:
        for accept in (None, LINKSET, "application/ld+json", BROWSER):
            answer = await resolved(client, path, accept=accept)
            assert answer.status_code == 404
            assert path.partition("/")[2] in answer.text


class TestM10QueryString:
    @pytest.mark.parametrize(
        ("query", "leads_to"),
        [
            ("foo=bar", "/product?foo=bar"),
            ("17=261231&foo=b%20r&x=%C3%A9", "/product?17=261231&foo=b%20r&x=%C3%A9"),
            ("linkType=gs1:faqs&foo=bar", "/faqs?of=rice&foo=bar&linkType=gs1:faqs#top"),
            ("linkType=gs1:masterData&foo=bar", "/data"),
        ],
    )
    async def test_it_is_passed_on_unless_the_link_says_no(
        self, client: httpx.AsyncClient, query: str, leads_to: str
    ) -> None:
        assert location(await resolved(client, f"{LINKED}?{query}")) == leads_to

    async def test_nothing_in_it_changes_where_a_redirect_leads(
        self, client: httpx.AsyncClient
    ) -> None:
        for query in (
            "href=https://evil.example",
            "linkType=https://evil.example/",
            "//evil.example",
        ):
            answer = await resolved(client, f"{LINKED}?{query}")
            assert answer.headers.get("location", BRAND).startswith(f"{BRAND}/product?") or (
                answer.status_code == 404
            )


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
