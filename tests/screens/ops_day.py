"""A day at the operations board: something of everything that its views tell of."""

import httpx

from api import clock
from api.access.callers import KeyScope
from provenance.store.refused_readings import RefusedReading
from provenance.store.reviews import Draft
from provenance.text import Message
from tests.api.epcis_client import captured, key_of
from tests.provenance.epcis_samples import OBJECT, document
from tests.screens.cold_store import archive_of
from tests.screens.devices import device_key
from tests.screens.shop import Shop

REPORT = """mutation ($input: ReportDeviceInput!) { reportDevice(input: $input) { __typename } }"""


async def reviewed(shop: Shop, product: str, text: str, *, session: str) -> None:
    """A review of a product that waits for a decision."""
    async with archive_of(shop) as archive:
        draft = Draft(product, 4, text, "en", session, idempotency_key=session)
        assert await archive.reviews.leave(draft, now=clock.now())


async def heard(
    shop: Shop, name: str, *, store: str = "hz1", problems: tuple[str, ...] = ()
) -> None:
    """The key of a kiosk that has told how it is."""
    key = await device_key(shop, "kiosk", store=store, zone=f"{store}-fruit", name=name)
    report = {"version": "1.4.0", "clockOffsetSeconds": 3671.0, "problems": list(problems)}
    async with httpx.AsyncClient(base_url=shop.url) as client:
        answer = await client.post(
            "/graphql",
            json={"query": REPORT, "variables": {"input": report}},
            headers={"Authorization": f"Bearer {key}"},
        )
    assert answer.json() == {"data": {"reportDevice": {"__typename": "DeviceReported"}}}


async def handed_in(shop: Shop) -> None:
    """A partner's events, of which one is wrong."""
    async with (
        archive_of(shop) as archive,
        httpx.AsyncClient(base_url=shop.url) as client,
    ):
        client.headers.update(await key_of(archive.database, "Hoja Verde", [KeyScope.CAPTURE]))
        wrong = {**OBJECT, "action": "SOMETIMES"}
        proceed = {"GS1-Capture-Error-Behaviour": "proceed"}
        await captured(client, document(OBJECT, wrong), **proceed)
        await archive.refused_readings.keep(
            [
                RefusedReading(
                    "freshlens/mad1/t-mad1-fish",
                    "temperature",
                    Message("readings-not-a-number", {"field": "temperature", "value": '"warm"'}),
                    '{"sensor": "t-mad1-fish", "temperature": "warm"}',
                    clock.now(),
                    count=12,
                )
            ]
        )


async def a_day(shop: Shop) -> None:
    """Reviews, devices and captures, as a board shows them."""
    await reviewed(shop, "09521234000105", "Firm, and it kept as long as it said.", session="a")
    await reviewed(shop, "09521234000273", "Good, but the label came off.", session="b")
    await heard(shop, "Kiosk by the fish", problems=("CLOCK_WRONG", "SCANNER_SILENT"))
    await heard(shop, "Kiosk at the entrance")
    await device_key(shop, "scale", zone="hz1-produce", name="Scale by the greens")
    await handed_in(shop)
