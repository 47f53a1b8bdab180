"""What the label of weighed goods says in words and numbers, in one language."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from kiosk.labels.facts import Fact
from kiosk.labels.goods import WeighedGoods
from kiosk.labels.spoken import kilograms, money
from provenance.text import Message, Texts


@dataclass(frozen=True, slots=True)
class Words:
    """Texts as they are printed: `facts` stand beside the QR, `weights` (net, tare, unit price)
    beside the total. `reprint` is None for a first label."""

    name: str
    facts: tuple[Fact, ...]
    weights: tuple[Fact, ...]
    to_pay: str
    total: str
    store: str
    number: str
    reprint: str | None

    @property
    def characters(self) -> str:
        """Everything that a font must have."""
        return "".join(_texts(getattr(self, field.name) for field in fields(self)))


def words_of(goods: WeighedGoods, texts: Texts, language: str) -> Words:
    """The words for one weighing."""

    def say(key: str, **args: object) -> str:
        return texts(Message(key, args), language)

    facts = [
        (say(key), say("label-day", day=day))
        for key, day in (("label-use-by", goods.use_by), ("label-best-before", goods.best_before))
        if day
    ]
    facts.append((say("label-packed-at"), say("label-moment", moment=goods.packed_at)))
    if goods.lot:
        facts.append((say("label-lot"), goods.lot))
    if goods.origin:
        facts.append((say("label-origin"), goods.origin))
    return Words(
        name=goods.name,
        facts=tuple(facts),
        weights=(
            (say("label-net"), say("label-kilograms", kilograms=kilograms(goods.net_grams))),
            (say("label-tare"), say("label-kilograms", kilograms=kilograms(goods.tare_grams))),
            (say("label-per-kilogram"), say("label-money", amount=money(goods.unit_price))),
        ),
        to_pay=say("label-to-pay"),
        total=say("label-money", amount=money(goods.total)),
        store=goods.store,
        number=say("label-number", number=goods.number),
        reprint=say("label-reprint", number=goods.reprint_of) if goods.reprint_of else None,
    )


def _texts(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif values is not None:
        for each in values:  # type: ignore[attr-defined]
            yield from _texts(each)
