"""Links as they are kept: one read resolves, and no known key is left without a default link."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError

from provenance.answer import Product
from provenance.imports.engine import import_documents
from provenance.imports.records import Counts, Refusal, Refused
from provenance.linking import key_path, links_kind, remove_level, set_level
from provenance.links.link import Level, Link
from provenance.links.linkset import level_object, linkset
from provenance.store.archive import Archive
from provenance.store.collection import Document, Written, put
from provenance.store.links import LINKS, level_document, level_from
from tests.provenance.link_samples import GTIN, KEY, LOT, ORIGIN, TODAY, level, link

FULL = link(
    hreflang=("en", "es"),
    media_type="text/html",
    context=("AT",),
    forwards_query=False,
    public=False,
)
NO_DEFAULT = Level(KEY, (link(),))
LOT_ONLY = Level(LOT, (link("recallStatus"),))


@pytest.fixture
def archive(database: AsyncDatabase[Document]) -> Archive:
    return Archive(database)


async def test_levels_come_back_as_they_were_set_finest_first(archive: Archive) -> None:
    product, lot = level(FULL, link("faqs")), Level(LOT, (link(),), "A lot")
    assert await archive.links.put([product, lot]) == Written(2)
    assert await archive.links.put([product, lot]) == Written(0, 2)
    assert await archive.links.at([f"{LOT}/21/1", LOT, KEY]) == (lot, product)
    assert await archive.links.at([f"01/{GTIN}/22/A"]) == ()
    assert await archive.links.remove(LOT) is True
    assert await archive.links.remove(LOT) is False


async def test_resolving_is_one_read_by_the_index_of_ids(archive: Archive) -> None:
    await archive.links.put([level(path=f"01/{number:014}") for number in range(300)])
    await archive.links.put([level(), LOT_ONLY])
    asked: Document = {"find": "links", "filter": {"_id": {"$in": [f"{LOT}/21/1", LOT, KEY]}}}
    plan = await archive.database.command(
        {"explain": asked, "verbosity": "executionStats"}, check=True
    )
    stats = plan["executionStats"]
    assert plan["queryPlanner"]["winningPlan"]["inputStage"]["stage"] == "IXSCAN"
    assert (stats["nReturned"], stats["totalDocsExamined"]) == (2, 2)


@pytest.mark.parametrize(
    "change", [{"links": []}, {"links": [{"href": "javascript:x"}]}, {"description": 1}]
)
async def test_the_database_takes_no_other_shape(archive: Archive, change: Document) -> None:
    document = level_document(level()) | change
    with pytest.raises(BulkWriteError):
        await put(archive.database, LINKS, [document])


@given(
    link=st.builds(
        Link,
        link_type=st.text(max_size=5),
        href=st.text(max_size=5),
        title=st.text(max_size=5),
        hreflang=st.lists(st.text(max_size=2), max_size=2).map(tuple),
        media_type=st.none() | st.text(max_size=3),
        context=st.lists(st.text(max_size=2), max_size=2).map(tuple),
        forwards_query=st.booleans(),
        public=st.booleans(),
    ),
    description=st.none() | st.text(max_size=3),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_lost_in_a_document(link: Link, description: str | None) -> None:
    one = Level(KEY, (link,), description)
    assert level_from(level_document(one)) == one


class TestDefaultLinks:
    async def test_an_unknown_key_needs_one_before_anything_else(self, archive: Archive) -> None:
        for refused in (NO_DEFAULT, LOT_ONLY, Level("414/9521321000018", (link(),))):
            found = await set_level(archive, refused)
            assert isinstance(found, Refused)
            assert found.reason.key == "links-default-needed"
        assert await set_level(archive, level()) == Written(1)
        assert await set_level(archive, LOT_ONLY) == Written(1)
        assert isinstance(await set_level(archive, NO_DEFAULT), Refused)

    async def test_a_product_that_we_know_has_one_by_itself(self, archive: Archive) -> None:
        await archive.products.put([Product(GTIN, GTIN, {"en": "Rice"})])
        assert await set_level(archive, NO_DEFAULT) == Written(1)
        assert await set_level(archive, LOT_ONLY) == Written(1)
        assert await remove_level(archive, KEY) is True

    async def test_it_stays_while_something_finer_has_links(self, archive: Archive) -> None:
        await archive.links.put([level(), LOT_ONLY])
        found = await remove_level(archive, KEY)
        assert isinstance(found, Refused)
        assert found.reason.args == {"key": KEY}
        assert await remove_level(archive, LOT) is True
        assert await remove_level(archive, KEY) is True
        assert await remove_level(archive, KEY) is False

    async def test_a_neighbour_is_not_something_finer(self, archive: Archive) -> None:
        await archive.links.put([level(), level(path=f"{KEY[:-1]}3/10/L1")])
        assert await remove_level(archive, KEY) is True

    @pytest.mark.parametrize(
        ("path", "key"),
        [
            (LOT, KEY),
            (KEY, KEY),
            ("414/9521321000018/254/7", "414/9521321000018"),
            ("415/9521321000018/8020/7", "415/9521321000018/8020/7"),
        ],
    )
    def test_the_key_of_a_path(self, path: str, key: str) -> None:
        assert key_path(path) == key


class TestImport:
    async def run(self, archive: Archive, *levels: Level) -> tuple[Counts, list[Refusal]]:
        refusals: list[Refusal] = []
        kind = links_kind(archive, origin=ORIGIN, today=TODAY)
        documents = [linkset(levels, ORIGIN)]
        counts = await import_documents(kind, documents, name="x", refused=refusals.append)
        return counts, refusals

    async def test_what_is_exported_is_imported_equal(self, archive: Archive) -> None:
        levels = (level(FULL), LOT_ONLY, level(path="414/9521321000018"))
        counts, _ = await self.run(archive, *levels)
        assert counts == Counts(read=3, stored=3)
        exported = [one async for one in archive.links.every()]
        assert {one.path: one for one in exported} == {one.path: one for one in levels}
        counts, _ = await self.run(archive, *exported)
        assert counts == Counts(read=3, unchanged=3)
        again = [one async for one in archive.links.every()]
        assert [level_object(one, ORIGIN) for one in again] == [
            level_object(one, ORIGIN) for one in exported
        ]

    async def test_a_lot_may_stand_before_its_product(self, archive: Archive) -> None:
        counts, refusals = await self.run(archive, LOT_ONLY, level())
        assert (counts.stored, refusals) == (2, [])

    async def test_only_what_is_wrong_is_refused(self, archive: Archive) -> None:
        other = Level("414/9521321000018", (link("locationInfo"),))
        counts, refusals = await self.run(archive, level(), other, LOT_ONLY)
        assert counts == Counts(read=3, stored=2, refused=1)
        assert [each.refused.reason.key for each in refusals] == ["links-default-needed"]
