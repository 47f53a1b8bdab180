"""A small market for tests of the whole application: one store, one product, one lot."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from provenance.answer import Product
from provenance.epcis import ReadEvent, read_document
from provenance.identity import Currency, StorePattern
from provenance.places import Place, PlaceKind, Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
STORE = Store(
    id="s1",
    name="Corner Market",
    time_zone=ZoneInfo("Europe/Madrid"),
    currency=Currency("EUR", 2),
    language="es",
    patterns=(StorePattern("21IIIIIWWWWWC", 3),),
)
STORE_PLACE = Place("s1", "Corner Market", PlaceKind.STORE, epc="414/9521321000018")
FARM = Place("farm", "Green Valley Farm", PlaceKind.FARM, epc="414/9521321000025", country="ES")
PRODUCT = Product(
    id="09521321000018",
    gtin="09521321000018",
    names={"en": "Baby spinach", "es": "Espinacas tiernas", "zh-Hans": "嫩菠菜"},
    brand="Green Valley",
    category="produce/leafy",
)
LOT = "L1"
LINK = f"https://brand.example/01/{PRODUCT.id}/10/{LOT}"


def journey(
    lot: str = LOT, *, best_before: str = "2026-11-26", gtin: str = PRODUCT.id
) -> list[ReadEvent]:
    """Harvested on the 19th, shipped, received by the store on the 20th."""
    thing = {"epcClass": f"https://id.gs1.org/01/{gtin}/10/{lot}", "quantity": 10}

    def event(at: str, step: str, gln: str, action: str, **more: object) -> dict[str, object]:
        return {
            "type": "ObjectEvent",
            "eventTime": at,
            "eventTimeZoneOffset": "+00:00",
            "action": action,
            "bizStep": step,
            "readPoint": {"id": f"https://id.gs1.org/414/{gln}"},
            "quantityList": [thing],
            **more,
        }

    farm, store = "9521321000025", "9521321000018"
    destination = {"type": "location", "destination": f"https://id.gs1.org/414/{store}"}
    document = {
        "@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld"],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-20T12:00:00Z",
        "epcisBody": {
            "eventList": [
                event(
                    "2026-11-19T06:00:00Z",
                    "commissioning",
                    farm,
                    "ADD",
                    ilmd={"cbvmda:bestBeforeDate": best_before},
                ),
                event(
                    "2026-11-19T10:00:00Z",
                    "shipping",
                    farm,
                    "OBSERVE",
                    destinationList=[destination],
                ),
                event("2026-11-20T05:00:00Z", "receiving", store, "OBSERVE"),
            ]
        },
    }
    read = read_document(document, now=NOW, recorded_by="Green Valley")
    events = [one for one in read if isinstance(one, ReadEvent)]
    assert len(events) == 3, read
    return events
