"""Certificates: what a row says, and whether they count on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import Scan
from provenance.certificates import Certificate, Validity, certified
from provenance.epcis import ReadEvent, read_document
from provenance.imports.certificates import certificate_row
from provenance.imports.engine import import_documents
from provenance.imports.kinds import KINDS, Intake
from provenance.imports.records import Refusal, Refused
from provenance.places import Place
from provenance.projection import project, project_dirty
from provenance.scan import scan
from provenance.store.collection import Document
from tests.api import app_samples
from tests.api.app_samples import journey
from tests.provenance.scan_market import LINK, NOW, TO_NORTH, occasion, stocked
from tests.provenance.stories import FARM, FISH, LOT, OTHER_LOT, as_read

TODAY = date(2026, 4, 21)
ORGANIC = Certificate("organic", FISH, "EU organic", "Certifier", "ES-1")
GLN = "9521235000012"
ROW = {"id": "c1", "standard": "MSC", "issuer": "Auditor", "gtin": FISH}


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "validity"),
    [
        (None, None, Validity.VALID),
        (TODAY, TODAY, Validity.VALID),
        (None, TODAY - timedelta(days=1), Validity.EXPIRED),
        (TODAY + timedelta(days=1), None, Validity.NOT_YET_VALID),
    ],
)
def test_a_certificate_counts_on_both_its_days_and_between(
    valid_from: date | None, valid_until: date | None, validity: Validity
) -> None:
    certificate = replace(ORGANIC, valid_from=valid_from, valid_until=valid_until)
    assert certificate.validity(TODAY) is validity


def test_the_goods_own_and_valid_ones_come_first_and_each_once() -> None:
    past = replace(ORGANIC, id="past", valid_until=date(2020, 1, 1))
    farm = replace(ORGANIC, id="farm", subject=FARM)
    place = Place("farm", "Fjord Farm", epc=FARM)
    shown = certified([farm, past, ORGANIC, ORGANIC], {FARM: place}, TODAY)
    assert [each.certificate.id for each in shown] == ["organic", "past", "farm"]
    assert [each.place for each in shown] == [None, None, place]


@pytest.mark.parametrize(
    ("columns", "subject"),
    [
        ({"gtin": FISH}, FISH),
        ({"gtin": FISH, "lot": "L/1"}, f"01/{FISH}/10/L%2F1"),
        ({"gln": GLN}, f"414/{GLN}"),
        ({"gln": GLN, "gln_extension": "a b"}, f"414/{GLN}/254/a%20b"),
    ],
)
def test_a_row_is_about_a_product_a_lot_or_a_place(columns: Document, subject: str) -> None:
    read = certificate_row({"id": "c1", "standard": "MSC", "issuer": "Auditor", **columns})
    assert read == Certificate("c1", subject, "MSC", "Auditor")


@pytest.mark.parametrize(
    ("columns", "key"),
    [
        ({"gtin": ""}, "certificates-one-subject"),
        ({"gln": GLN}, "certificates-one-subject"),
        ({"gtin": "", "lot": "L1", "gln": GLN}, "certificates-one-subject"),
        ({"valid_from": "1 May"}, "certificates-day"),
        ({"valid_from": "2026-05-02", "valid_until": "2026-05-01"}, "certificates-ends-before"),
        ({"url": "javascript:alert(1)"}, "certificates-address"),
        ({"sample": "perhaps"}, "imports-one-of"),
        ({"issuer": ""}, "imports-missing"),
    ],
)
def test_a_row_that_says_no_such_thing_is_refused(columns: Document, key: str) -> None:
    read = certificate_row({**ROW, **columns})
    assert isinstance(read, Refused)
    assert read.reason.key == key


async def test_a_scan_that_asks_finds_those_of_product_lot_and_source(
    database: AsyncDatabase[Document],
) -> None:
    archive = await stocked(database)
    await archive.events.capture(as_read(*TO_NORTH))
    await project_dirty(archive.events, archive.lots)
    rows = [
        {**ROW, "id": "product", "valid_until": "2026-04-20"},
        {**ROW, "id": "lot", "lot": "L1"},
        {**ROW, "id": "other-lot", "lot": OTHER_LOT.rpartition("/")[2]},
    ]
    await archive.certificates.put([replace(ORGANIC, id="farm", subject=FARM)])
    refusals: list[Refusal] = []
    for _ in range(2):
        counts = await import_documents(
            KINDS["certificates"](Intake(archive, NOW)), rows, name="rows", refused=refusals.append
        )
    assert refusals == []
    assert (counts.stored, counts.unchanged) == (0, 3)
    asked = replace(occasion(), certificates=True)
    found, without = await scan(archive, LINK, asked), await scan(archive, LINK, occasion())
    assert isinstance(found, Scan)
    assert isinstance(without, Scan)
    assert found.lot is not None
    assert found.lot.thing == LOT
    assert [(each.certificate.id, each.validity.value) for each in found.certificates or ()] == [
        ("lot", "VALID"),
        ("product", "EXPIRED"),
        ("farm", "VALID"),
    ]
    assert without.certificates is None


async def test_a_day_ends_with_the_store_s_midnight(database: AsyncDatabase[Document]) -> None:
    archive = await stocked(database)
    await archive.certificates.put([replace(ORGANIC, valid_until=date(2026, 4, 20))])
    late = NOW.replace(day=20, hour=22, minute=30)  # half past midnight in Madrid
    for store, validity in (("north", Validity.EXPIRED), (None, Validity.VALID)):
        asked = replace(occasion(store, now=late), certificates=True)
        found = await scan(archive, f"https://brand.example/01/{FISH}", asked)
        assert isinstance(found, Scan)
        assert [each.validity for each in found.certificates or ()] == [validity]


@pytest.mark.parametrize("named", ["https://certs.example/1", ["https://certs.example/1"]])
async def test_what_an_event_names_is_told_with_its_step(
    database: AsyncDatabase[Document], named: object
) -> None:
    archive = await stocked(database)
    [first, *_] = journey()
    [read] = read_document({**first.document, "certificationInfo": named}, now=app_samples.NOW)
    assert isinstance(read, ReadEvent)
    await archive.events.capture([read])
    thing = f"01/{app_samples.PRODUCT.id}/10/{app_samples.LOT}"
    built = await project(archive.events, archive.lots, thing)
    stored = await archive.lots.resting_on([thing], first=1, after=None)
    for passport in (built, *stored):
        assert passport is not None
        [step] = passport.journey.steps
        assert step.certifications == ("https://certs.example/1",)
