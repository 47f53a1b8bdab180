"""Managing links in GraphQL, and what the resolver then does."""

from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Document
from tests.api.app_client import ask, staff_token
from tests.api.resolver_samples import BRAND, KNOWN, LINKED, LINKED_LOT, location, resolved

ITEM = """path description links {
    linkType href title hreflang type context forwardsQuery public isDefault } """
REFUSAL = "... on LinkRefusal { message pointer }"
SET = f"""mutation ($input: SetLinksInput!) {{ setLinks(input: $input) {{
    ... on LinksSet {{ changed item {{ {ITEM} }} }} {REFUSAL} }} }}"""
REMOVE = f"""mutation ($item: String!) {{ removeLinks(input: {{item: $item}}) {{
    ... on LinksRemoved {{ path removed }} {REFUSAL} }} }}"""
LINKS = f"""query ($item: String!) {{ links(item: $item) {{
    ... on LinkedItems {{ items {{ {ITEM} }} }} {REFUSAL} }} }}"""

PAGE = {
    "linkType": "https://gs1.org/voc/pip",
    "href": f"{BRAND}/rice",
    "title": "Rice",
    "hreflang": ["en"],
    "type": "text/html",
    "isDefault": True,
}
FAQS = {"linkType": "gs1:faqs", "href": f"{BRAND}/faqs", "title": "FAQs", "forwardsQuery": False}


class Door:
    """Asks as a member of staff."""

    def __init__(self, client: httpx.AsyncClient, token: str) -> None:
        self.client = client
        self._token = token

    async def __call__(self, query: str, language: str | None = None, **variables: Any) -> Any:
        data = await ask(self.client, query, variables, token=self._token, language=language)
        return next(iter(data.values()))


@pytest.fixture
async def staff(market: httpx.AsyncClient, database: AsyncDatabase[Document]) -> Door:
    return Door(market, await staff_token(market, database))


async def test_links_are_set_read_resolved_and_removed(staff: Door) -> None:
    given = {"item": f"https://id.gs1.org/{LINKED}?17=261231", "links": [PAGE, FAQS]}
    done = await staff(SET, input=given)
    assert done["changed"] is True
    assert (await staff(SET, input=given))["changed"] is False
    assert done["item"]["path"] == LINKED
    assert [(each["linkType"], each["isDefault"]) for each in done["item"]["links"]] == [
        ("gs1:pip", True),
        ("gs1:faqs", False),
    ]
    lot = {"item": LINKED_LOT, "links": [{**FAQS, "href": f"{BRAND}/lot"}], "description": "A lot"}
    await staff(SET, input=lot)
    found = await staff(LINKS, item=f"{LINKED_LOT}/21/7")
    assert [each["path"] for each in found["items"]] == [LINKED_LOT, LINKED]
    assert found["items"][1] == done["item"]
    assert found["items"][0]["description"] == "A lot"
    assert location(await resolved(staff.client, LINKED_LOT)) == "/rice"
    assert location(await resolved(staff.client, f"{LINKED_LOT}?linkType=gs1:faqs")) == "/lot"
    for removed in (True, False):
        gone = await staff(REMOVE, item=LINKED_LOT)
        assert gone == {"path": LINKED_LOT, "removed": removed}
    assert location(await resolved(staff.client, f"{LINKED_LOT}?linkType=gs1:faqs")) == "/faqs"


@pytest.mark.parametrize(
    ("item", "links", "pointer", "words"),
    [
        (LINKED, [FAQS, {**PAGE, "href": "javascript:alert(1)"}], "/links/1/href", "http://"),
        (LINKED, [{**PAGE, "href": f"https://shop.example/{KNOWN}"}], "/links/0/href", "circles"),
        (LINKED, [{**PAGE, "linkType": "gs1:beans"}], "/links/0/linkType", "gs1:beans"),
        (LINKED, [PAGE, {**FAQS, "isDefault": True}], "/links", "one default"),
        (LINKED, [FAQS], None, "default link"),
        (LINKED, [], "/links", "1 to 200"),
        (f"{LINKED[:-1]}3", [PAGE], "/item", "check digit"),
        ("beans", [PAGE], "/item", "."),
    ],
)
async def test_a_refusal_says_what_is_wrong_and_where(
    staff: Door, item: str, links: list[dict[str, Any]], pointer: str | None, words: str
) -> None:
    refused = await staff(SET, input={"item": item, "links": links}, language="en")
    assert refused["pointer"] == pointer
    assert words in refused["message"]
    in_spanish = await staff(SET, input={"item": item, "links": links}, language="es")
    assert in_spanish["message"] != refused["message"]


async def test_a_default_link_that_is_needed_stays(staff: Door) -> None:
    await staff(SET, input={"item": LINKED, "links": [PAGE]})
    await staff(SET, input={"item": LINKED_LOT, "links": [FAQS]})
    assert "default link" in (await staff(REMOVE, item=LINKED, language="en"))["message"]
    assert (await staff(LINKS, item="beans"))["pointer"] == "/item"


async def test_a_product_that_we_know_needs_no_default(staff: Door) -> None:
    assert (await staff(SET, input={"item": KNOWN, "links": [FAQS]}))["changed"] is True
    answer = await resolved(staff.client, KNOWN)
    assert answer.headers["location"] == f"https://shop.example/about/pip/{KNOWN}"
