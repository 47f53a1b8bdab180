"""Offers in and out, as JSON documents or as rows of a list."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from personalization.marketing import Declined, publish, save, would_become
from personalization.offers.exchange import offer_document, offer_from
from personalization.offers.flat import COLUMNS, offer_of_row, offer_row
from personalization.offers.lifecycle import KeptOffer
from personalization.offers.offer import Offer
from personalization.store.market import Market
from provenance.imports.engine import Kind, Outcome
from provenance.imports.records import Refused
from provenance.store.archive import Archive
from provenance.store.collection import Written


class ExchangeFormat(StrEnum):
    """How offers are written."""

    JSON_LINES = "JSON_LINES"
    """One document a line."""
    CSV = "CSV"
    """One row an offer; what has no column stands as JSON in a cell."""


def offers_kind(
    archive: Archive,
    market: Market,
    *,
    by: str,
    now: datetime,
    publishing: bool,
    trying: bool = False,
) -> Kind[Offer]:
    """How offers are imported: as drafts of the offers with their ids, and published where that is
    wanted and nothing is wrong with them. Repeating it changes nothing.

    `trying` stores nothing, and tells what would become of each offer if it came alone.
    """

    async def tried(offer: Offer) -> Written | Refused:
        would = await would_become(archive, market, offer, by=by, now=now, publishing=publishing)
        if isinstance(would, Declined):
            return _refused(would)
        return Written(stored=1) if would.changes else Written(unchanged=1)

    async def imported(offer: Offer) -> Written | Refused:
        before = await market.offers.get(offer.id)
        revision = before.revision if before else None
        kept = await save(market, offer, revision=revision, by=by, now=now)
        if isinstance(kept, KeptOffer) and publishing and kept.draft is not None:
            revision = kept.revision
            kept = await publish(archive, market, offer.id, revision=revision, by=by, now=now)
        if isinstance(kept, Declined):
            return _refused(kept)
        return Written(unchanged=1) if kept == before else Written(stored=1)

    async def write(offers: Sequence[Offer]) -> Outcome:
        written, refused = Written(), {}
        for position, offer in enumerate(offers):  # one by one: each is judged beside the others
            outcome = await (tried if trying else imported)(offer)
            if isinstance(outcome, Refused):
                refused[position] = outcome
            else:
                written += outcome
        return Outcome(written, refused)

    return Kind(_records, write, COLUMNS)


def written_offers(offers: Iterable[KeptOffer], form: ExchangeFormat) -> Iterator[str]:
    """The lines of an export, each with its end: what is worked on, else what is in force."""
    contents = (kept.content for kept in offers)
    if form is ExchangeFormat.JSON_LINES:
        for offer in contents:
            yield msgspec.json.encode(offer_document(offer)).decode() + "\n"
        return
    yield _line(COLUMNS.known)
    for offer in contents:
        yield _line(offer_row(offer).values())


def _records(document: Mapping[str, object]) -> Iterator[Offer | Refused]:
    """A document has `copy`, which no list has as a column."""
    read = offer_from if "copy" in document else offer_of_row
    yield read(document)


def _refused(declined: Declined) -> Refused:
    """The first problem stands for all: mending them goes one by one."""
    for problem in declined.problems:
        return Refused(problem.message, problem.path)
    return Refused(declined.reason)


def _line(cells: Iterable[str]) -> str:
    row = io.StringIO()
    csv.writer(row).writerow(cells)
    return row.getvalue()
