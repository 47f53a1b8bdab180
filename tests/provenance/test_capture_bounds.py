"""What is too much, too deep or no document: told before it is staged, or when it is judged."""

import orjson
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.capture import received
from provenance.capture_jobs import Ending
from provenance.epcis import Problem, Size
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.provenance.capture_samples import NOW, ended, staged
from tests.provenance.epcis_samples import OBJECT, TRANSACTION, TRANSFORMATION, document, problems


@pytest.fixture
def archive(database: AsyncDatabase[Document]) -> Archive:
    return Archive(database)


def test_a_document_is_measured_before_it_is_staged() -> None:
    body = orjson.dumps(document(OBJECT, 7, TRANSFORMATION, TRANSACTION))
    assert received(body) == Size(events=4, things=4)
    assert received(orjson.dumps({**OBJECT, "@context": "https://x.example"})) == Size(1, 1)


@pytest.mark.parametrize(
    ("body", "pointer", "key"),
    [
        (b'{"type": "EPCISDoc', "", "epcis-not-json"),
        (b"<epcis:EPCISDocument/>", "", "epcis-xml"),
        (b"", "", "epcis-not-json"),
        (b"[1]", "", "epcis-not-a-document"),
        (b'{"type": "EPCISDocument", "a": NaN}', "", "epcis-not-json"),
        (b"[" * 100_000, "", "epcis-not-json"),
        (b'{"type": "EPCISMasterDataDocument"}', "/type", "epcis-not-a-document"),
    ],
)
def test_what_is_no_document_is_never_staged(body: bytes, pointer: str, key: str) -> None:
    found = received(body)
    assert not isinstance(found, Size)
    assert (found[0].pointer, found[0].message.key) == (pointer, key)


@pytest.mark.parametrize(
    ("event", "pointer", "key"),
    [
        ({**OBJECT, "epcList": ["urn:x:1"] * 10_001}, "/epcList", "epcis-too-many-things"),
        ({**OBJECT, "ex:many": [0] * 100_001}, "", "epcis-too-big"),
        ({**OBJECT, "ex:n\0": 1}, "", "epcis-null-character"),
        ({**OBJECT, "ex:n": [{"ex:x": 2**63}]}, "", "epcis-too-large-a-number"),
        ({**OBJECT, "eventTime": "9999-01-01T00:00:00Z"}, "/eventTime", "epcis-not-a-time"),
        (
            {**OBJECT, "errorDeclaration": {"declarationTime": "2026-04-16T00:00:00Z"}},
            "/errorDeclaration/declarationTime",
            "epcis-declared-too-early",
        ),
    ],
)
async def test_an_event_that_cannot_be_is_refused_in_words(
    archive: Archive, event: object, pointer: str, key: str
) -> None:
    found = await ended(archive, await staged(archive, [event]))
    assert problems(found.problems) == [(f"/epcisBody/eventList/0{pointer}", key)]


async def test_the_largest_numbers_are_stored(
    archive: Archive, database: AsyncDatabase[Document]
) -> None:
    event = {**OBJECT, "ex:n": [1e308, -(2**63), 2**63 - 1, {"ex:$where": "1", "ex:a.b": 2}]}
    assert await ended(archive, await staged(archive, [event])) == Ending(NOW, stored=1)
    stored = await database.events.find_one({})
    assert stored is not None
    assert stored["document"]["ex:n"] == event["ex:n"]


async def test_what_the_database_never_takes_ends_the_job(archive: Archive) -> None:
    strings = {f"ex:{number}": "x" * 200_000 for number in range(90)}
    found = await ended(archive, await staged(archive, [OBJECT, {**OBJECT, **strings}]))
    assert problems(found.problems) == [("", "epcis-not-taken")]
    assert isinstance(found.problems[0], Problem)
    assert found.stored == 0
