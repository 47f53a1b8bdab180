"""What we answer ourselves: our page and its data, at addresses that never redirect."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import LANGUAGES
from tests.api.app_client import application, serving
from tests.api.app_samples import FARM, LOT, PRODUCT
from tests.api.resolver_samples import (
    BRAND,
    BROWSER,
    KNOWN,
    KNOWN_LOT,
    LINKSET,
    ORIGIN,
    a_link,
    location,
    resolved,
    resolver,
)

VOC = "https://ref.gs1.org/voc/"
ASPECTS = ["pip", "traceability", "recipeInfo", "recallStatus", "certificationInfo"]


@pytest.fixture(scope="module")
async def client(mongodb_uri: str) -> AsyncIterator[httpx.AsyncClient]:
    async with resolver(mongodb_uri) as client:
        yield client


async def links_of(
    client: httpx.AsyncClient, path: str, language: str = "en"
) -> dict[str, dict[str, Any]]:
    document = (await resolved(client, path, accept=LINKSET, language=language)).json()
    return {level["anchor"].removeprefix(f"{ORIGIN}/"): level for level in document["linkset"]}


@pytest.mark.parametrize("path", [KNOWN, KNOWN_LOT, f"{KNOWN_LOT}/21/S%2F1"])
async def test_browsers_get_our_page_at_the_digital_link_itself(
    client: httpx.AsyncClient, path: str
) -> None:
    page = await resolved(client, f"{path}?lang=en", accept=BROWSER)
    assert page.status_code == 200
    assert "Baby spinach" in page.text


async def test_machines_that_name_json_ld_get_the_product(client: httpx.AsyncClient) -> None:
    answer = await resolved(client, KNOWN_LOT, accept="application/ld+json")
    assert (answer.status_code, answer.json()["@type"]) == (200, "Product")


async def test_everybody_else_is_redirected_to_where_the_page_answers_by_itself(
    client: httpx.AsyncClient,
) -> None:
    answer = await resolved(client, f"{KNOWN_LOT}?store=s1")
    assert answer.headers["location"] == f"{ORIGIN}/about/pip/{KNOWN_LOT}?store=s1"
    for accept in ("*/*", BROWSER, "application/json"):
        page = await resolved(client, f"about/pip/{KNOWN_LOT}?store=s1", accept=accept)
        assert page.status_code == 200
        assert "Espinacas tiernas" in page.text, "the store's language"


@pytest.mark.parametrize("path", [KNOWN, KNOWN_LOT])
async def test_every_link_of_ours_answers_without_another_redirect(
    client: httpx.AsyncClient, path: str
) -> None:
    level = (await links_of(client, path))[path]
    for type_ in level.keys() - {"anchor", "itemDescription", f"{VOC}epcis"}:
        for link in level[type_]:
            inside = link["href"].removeprefix(f"{ORIGIN}/").partition("#")[0]
            answer = await resolved(client, inside, accept=link.get("type"))
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(link.get("type", "text/html"))


async def test_a_page_has_the_sections_that_links_lead_to(client: httpx.AsyncClient) -> None:
    level = (await links_of(client, KNOWN_LOT))[KNOWN_LOT]
    page = (await resolved(client, f"about/pip/{KNOWN_LOT}", accept=BROWSER)).text
    for aspect in ("traceability", "recallStatus"):
        section = level[VOC + aspect][0]["href"].partition("#")[2]
        assert f'id="{section}"' in page


async def test_the_events_of_what_is_named_most_finely_can_be_queried(
    client: httpx.AsyncClient,
) -> None:
    found = await links_of(client, f"{KNOWN}/10/a%2Fb/21/S1")
    queries = [level[f"{VOC}epcis"][0]["href"] for level in found.values()]
    beginning = f"{ORIGIN}/epcis/events?MATCH_any"
    assert queries == [
        f"{beginning}EPC=https://id.gs1.org/{KNOWN}/21/S1",
        f"{beginning}EPCClass=https://id.gs1.org/{KNOWN}/10/a%252Fb",
        f"{beginning}EPCClass=https://id.gs1.org/{KNOWN}",
    ]
    answer = await resolved(client, f"{KNOWN}?linkType=gs1:epcis&foo=bar")
    assert answer.headers["location"] == queries[-1], "a query interface takes no foreign keys"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_titles_speak_the_readers_language(client: httpx.AsyncClient, language: str) -> None:
    level = (await links_of(client, KNOWN, language))[KNOWN]
    assert level["itemDescription"] == PRODUCT.names[language]
    title = {"en": "Recipes", "es": "Recetas", "zh-Hans": "食谱"}[language]
    assert {link["title"] for link in level[f"{VOC}recipeInfo"]} == {title}


class TestLinksThatWereSet:
    @pytest.fixture
    async def linked(
        self, market: httpx.AsyncClient, database: AsyncDatabase[Document]
    ) -> httpx.AsyncClient:
        links = (
            Link(DEFAULT, f"{BRAND}/spinach", "Spinach"),
            a_link("pip", "/spinach"),
            a_link("recipeInfo", "/recipes"),
        )
        await Archive(database).links.put([Level(KNOWN, links)])
        return market

    @pytest.mark.parametrize("accept", ["*/*", BROWSER, "application/ld+json"])
    async def test_they_win_over_our_page_of_the_product_and_of_its_lots(
        self, linked: httpx.AsyncClient, accept: str
    ) -> None:
        for path in (KNOWN, KNOWN_LOT):
            assert location(await resolved(linked, path, accept=accept)) == "/spinach"
            answer = await resolved(linked, f"{path}?linkType=gs1:recipeInfo", accept=accept)
            assert location(answer).startswith("/recipes")
        page = await resolved(linked, f"about/pip/{KNOWN_LOT}", accept=accept)
        assert page.status_code == 200

    async def test_what_was_not_set_stays_ours(self, linked: httpx.AsyncClient) -> None:
        answer = await resolved(linked, f"{KNOWN_LOT}?linkType=gs1:traceability")
        address = f"{ORIGIN}/about/traceability/{KNOWN_LOT}?linkType=gs1:traceability#journey"
        assert answer.headers["location"] == address

    async def test_the_linkset_says_what_a_request_would_get(
        self, linked: httpx.AsyncClient
    ) -> None:
        levels = await links_of(linked, KNOWN_LOT)
        taken = {VOC + name for name in ("defaultLink", "pip", "recipeInfo")}
        assert not taken & levels[KNOWN_LOT].keys()
        hrefs = {link["href"] for type_ in taken for link in levels[KNOWN][type_]}
        assert hrefs == {f"{BRAND}/spinach", f"{BRAND}/recipes"}


class TestData:
    async def test_the_journey(self, client: httpx.AsyncClient) -> None:
        answer = await resolved(
            client, f"about/traceability/{KNOWN_LOT}", accept="application/json"
        )
        told = answer.json()
        assert told["complete"] is True
        assert [step["bizStep"] for step in told["steps"]] == [
            "commissioning",
            "shipping",
            "receiving",
        ]
        assert told["sources"] == [{"name": FARM.name, "country": "ES", "id": FARM.epc}]
        assert {step["recordedBy"] for step in told["steps"]} == {"Green Valley"}
        assert all(step["eventHash"].startswith("ni:///sha-256;") for step in told["steps"])

    async def test_a_journey_that_nobody_recorded_shows_its_gap(
        self, client: httpx.AsyncClient
    ) -> None:
        path = f"about/traceability/{KNOWN}/10/nobody-knows"
        told = (await resolved(client, path, accept="application/json", language="es")).json()
        assert (told["complete"], told["steps"]) == (False, [])
        assert told["gaps"][0]["kind"] == "ORIGIN_UNKNOWN"
        assert told["gaps"][0]["says"].startswith("No")

    async def test_recall_status_also_says_that_there_is_no_recall(
        self, client: httpx.AsyncClient
    ) -> None:
        path = f"about/recallStatus/{KNOWN_LOT}"
        told = (await resolved(client, path, accept="application/json")).json()
        assert told == {"gtin": PRODUCT.gtin, "lot": LOT, "recalled": False}
        page = await resolved(client, f"{path}?lang=en", accept=BROWSER)
        assert "This lot is not recalled." in page.text

    async def test_recipes_are_schema_org(self, client: httpx.AsyncClient) -> None:
        path = f"about/recipeInfo/{KNOWN}"
        told = (await resolved(client, path, accept="application/ld+json")).json()
        assert told == {"@context": "https://schema.org", "@graph": []}

    @pytest.mark.parametrize("aspect", ASPECTS)
    @pytest.mark.parametrize(
        ("path", "status"),
        [("01/09521321999992", 404), ("01/123", 400), ("414/9521321000018", 400)],
    )
    async def test_what_is_no_product_of_ours_has_no_page_and_no_data(
        self, client: httpx.AsyncClient, aspect: str, path: str, status: int
    ) -> None:
        for accept in (BROWSER, "application/json", "application/ld+json"):
            answer = await resolved(client, f"about/{aspect}/{path}", accept=accept)
            assert answer.status_code == status


async def test_a_database_that_is_away_is_said_to_people_and_machines() -> None:
    nowhere = "mongodb://127.0.0.1:9/?directConnection=true&serverSelectionTimeoutMS=100"
    async with serving(application(nowhere, "freshlens")) as client:
        for accept in (BROWSER, "*/*", LINKSET):
            answer = await resolved(client, KNOWN, accept=accept)
            assert answer.status_code == 503
            assert int(answer.headers["retry-after"]) > 0
            assert answer.headers["access-control-allow-origin"] == "*"
            assert 'rel="linkset"' in answer.headers["link"]
        assert (await resolved(client, f"{KNOWN}/foo")).status_code == 400
