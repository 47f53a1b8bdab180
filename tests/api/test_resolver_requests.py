"""The text of the GS1-Conformant Resolver Standard 1.2, point by point: requests (M1 to M10).

M and S number its demands as mandatory (SHALL) and recommended (SHOULD), in the text's order.
"""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.api.resolver_samples import (
    BRAND,
    BROWSER,
    KNOWN,
    KNOWN_LOT,
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
