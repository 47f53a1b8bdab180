"""What is asked over HTTP: the stories chosen, the requests built, the answers looked at."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson

from provenance.identity import RefusalReason
from seed.codes import SampleCode, sample_codes
from tests.bench.load import Target
from tests.bench.market import Copies
from tests.bench.processes import Served

FULL_SCAN = (Path(__file__).parent / "full_scan.graphql").read_text(encoding="utf-8")
VERDICT = (
    "query ($code: String!, $store: ID) { scan(code: $code, context: { storeId: $store }) {"
    " ... on Scan { product { name } freshness { state score remaining explanation }"
    " recall { reason } price { amount { minorUnits currencyCode exponent } per } } } }"
)
"""What a scale or a list shows of each item."""

STEPS = 10
"""Steps that a believable journey has at least."""

UNSEEN = 500
"""Texts of one document, apart by a comment: more than a server remembers."""

DIFFERENT = 5_000
"""Lots asked for in turn where it must not always be the same; more than one run asks."""

START = 30.0
"""Seconds for a server to begin to answer."""

REDIRECTED = "https://brand.example/product"
"""Where the resolver redirects to from the story's lot."""

_OFFERS = "offers { id title saving { ...Amount } reason }"
_STORY = b'"__typename":"Scan"'
_HEADERS = "Host: localhost\r\nAccept-Language: en\r\n"


@dataclass(frozen=True, slots=True)
class Story:
    """A lot with everything: its code and store, and the whole GraphQL answer (`data.scan`)."""

    code: str
    store: str
    answer: dict[str, Any]

    @property
    def thing(self) -> str:
        """Its key, `01/{gtin}/10/{lot}`."""
        return str(self.answer["lot"]["id"])


def chosen_story(server: Served, day: date) -> Story:
    """The sample lot whose journey is the shortest believable one, nothing else missing."""
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=START) as client:
        _wait_until_ready(client)
        stories = [
            Story(code.code, code.store, answer)
            for code in sample_codes(day)
            if code.store and _is_whole(answer := _scanned(client, code))
        ]
    if not stories:
        raise LookupError("no sample lot has a journey, a temperature history, reviews and recipes")
    return min(stories, key=lambda story: len(story.answer["origin"]["steps"]))


def page_of(server: Served, story: Story) -> bytes:
    """The phone page of a story."""
    address = f"http://127.0.0.1:{server.port}{_page_path(story)}"
    return httpx.get(address, headers={"Accept": "text/html"}).content


def _wait_until_ready(client: httpx.Client) -> None:
    """Until the server knows its stores, which it reads after it has begun to answer."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        if asked(client, "{ stores { id } }")["stores"]:
            return
        time.sleep(0.05)
    raise TimeoutError("the server knows no store")


def _scanned(client: httpx.Client, code: SampleCode) -> dict[str, Any]:
    answer: dict[str, Any] = asked(client, FULL_SCAN, code=code.code, store=code.store)["scan"]
    return answer


def asked(client: httpx.Client, query: str, **variables: object) -> dict[str, Any]:
    """The data of a GraphQL answer; raises `RuntimeError` where it has errors."""
    response = client.post("/graphql", json={"query": query, "variables": variables}).json()
    if "errors" in response:
        raise RuntimeError(f"the server answered with errors: {response['errors']}")
    data: dict[str, Any] = response["data"]
    return data


def _is_whole(answer: dict[str, Any]) -> bool:
    return (
        answer["__typename"] == "Scan"
        and answer["lot"] is not None
        and answer["freshness"]["basis"] == "TEMPERATURE_HISTORY"
        and len(answer["origin"]["steps"]) >= STEPS
        and answer["price"] is not None
        and bool(answer["reviews"]["edges"])
        and bool(answer["recipes"])
    )


def story_document(story: Story) -> dict[str, Any]:
    """The answer as the bare route's document: as much to read and to send."""
    return {"key": story.thing.replace("/", "-"), "scan": story.answer}


def empty(server: Served) -> Target:
    """The empty route."""
    return Target(server.port, [_get("/empty")], 200, b"{}")


def bare(server: Served, story: Story) -> Target:
    """The bare route."""
    return Target(server.port, [_get(f"/bare/{story_document(story)['key']}")], 200, _STORY)


def full_scan(server: Served, story: Story) -> Target:
    """All fields of the contract, of one lot."""
    return _scan(server, [_post(FULL_SCAN, story.code, story.store)], _STORY)


def scan_beside(server: Served, story: Story, cart: str, *, offers: bool) -> Target:
    """All fields of the contract beside a cart, with or without the offers."""
    query = FULL_SCAN.replace("$store: ID", "$store: ID, $cart: ID").replace(
        "storeId: $store", "storeId: $store, cartId: $cart"
    )
    wanted = _OFFERS + " exposureTokens" if offers else ""
    request = _post(query.replace(_OFFERS, wanted), story.code, story.store, cart=cart)
    return _scan(server, [request], _STORY)


def unseen_scan(server: Served, story: Story) -> Target:
    """The same in texts that the server does not remember: parsed and validated each time."""
    texts = (f"# {number}\n{FULL_SCAN}" for number in range(UNSEEN))
    return _scan(server, [_post(text, story.code, story.store) for text in texts], _STORY)


def verdict(server: Served, story: Story) -> Target:
    """The few fields of a verdict."""
    return _scan(server, [_post(VERDICT, story.code, story.store)], b'"freshness":{"state"')


def refused(server: Served, day: date) -> Target:
    """A misread code."""
    reason = RefusalReason.CHECK_DIGIT.value
    misread = next(code for code in sample_codes(day) if code.shows == reason)
    return _scan(server, [_post(FULL_SCAN, misread.code, None)], reason.encode())


def page(server: Served, story: Story) -> Target:
    """The phone page."""
    request = _get(_page_path(story), "Accept: text/html\r\n")
    return Target(server.port, [request], 200, b"</html>")


def redirect(server: Served, story: Story) -> Target:
    """The resolver's answer for a lot whose product has a default link."""
    location = f"location: {REDIRECTED}\r\n".encode()
    return Target(server.port, [_get(urlsplit(story.code).path)], 307, location)


def scans_of(server: Served, copies: Copies, store: str) -> Target:
    """All fields, of one lot after the other."""
    numbers = random.Random(7).sample(range(copies.lots), min(DIFFERENT, copies.lots))  # noqa: S311
    codes = (f"https://id.gs1.org/{copies.thing(number)}" for number in numbers)
    return _scan(server, [_post(FULL_SCAN, code, store) for code in codes], _STORY)


def _scan(server: Served, requests: Sequence[bytes], contains: bytes) -> Target:
    return Target(server.port, requests, 200, contains)


def _page_path(story: Story) -> str:
    return f"{urlsplit(story.code).path}?store={story.store}"


def _get(path: str, headers: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\n{_HEADERS}{headers}\r\n".encode()


def _post(query: str, code: str, store: str | None, **more: object) -> bytes:
    variables = {"code": code, "store": store, **more}
    body = orjson.dumps({"query": query, "variables": variables})
    head = (
        f"POST /graphql HTTP/1.1\r\n{_HEADERS}"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
