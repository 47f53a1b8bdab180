"""Which of several goods are recalled now: one question for a whole cart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import Recall
from provenance.store.collection import Document
from provenance.store.joined import Question, answers
from provenance.store.lots import LOTS, passport_from
from provenance.store.recalls import RECALLS, lineage_lookup, recall_of, recall_pipeline


@dataclass(frozen=True, slots=True)
class Goods:
    """Some goods: a product's id, and the keys of their lot and their number where known."""

    product: str
    lot: str | None = None
    serial: str | None = None


async def recalls_reaching(
    database: AsyncDatabase[Document], goods: Sequence[Goods], now: datetime
) -> Sequence[Recall | None]:
    """For each of the goods the first recall in force, as a scan of them would find it."""
    things = {thing for each in goods for thing in (each.serial, each.lot) if thing}
    direct = things | {each.product for each in goods}
    if not direct:
        return [None] * len(goods)
    found = await answers(
        database,
        {
            "direct": Question(RECALLS.name, recall_pipeline(sorted(direct), now)),
            "lots": Question(
                LOTS.name,
                [
                    {"$match": {"_id": {"$in": sorted(things)}}},
                    {"$project": {"lot": 1, "lineage": 1}},
                    lineage_lookup(now),
                    {"$match": {"recalls": {"$ne": []}}},
                ],
            ),
        },
    )
    lots = {lot["_id"]: lot for lot in found["lots"]}
    return [_first(each, found["direct"], lots) for each in goods]


def _first(goods: Goods, direct: Sequence[Document], lots: Mapping[str, Document]) -> Recall | None:
    own = {goods.product, goods.lot}
    lot = lots.get(goods.serial or "") or lots.get(goods.lot or "")
    return recall_of(
        [recall for recall in direct if not own.isdisjoint(recall["things"])],
        lot["recalls"] if lot else (),
        passport_from(lot) if lot else None,
    )
