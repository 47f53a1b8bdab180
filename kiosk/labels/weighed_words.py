"""What the label of weighed goods says in words and numbers, in one language."""

from dataclasses import dataclass

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
    weights: tuple[tuple[str, str], ...]
    to_pay: str
    total: str
    store: str
    number: str
    reprint: str | None

    @property
    def characters(self) -> str:
        """Everything that a font must have."""
        facts = [fact.caption + fact.value for fact in self.facts]
        weights = [caption + value for caption, value in self.weights]
        others = [self.to_pay, self.total, self.store, self.number, self.reprint or ""]
        return "".join([self.name, *facts, *weights, *others])


def words_of(goods: WeighedGoods, texts: Texts, language: str) -> Words:
    """The words for one weighing."""

    def say(key: str, **args: object) -> str:
        return texts(Message(key, args), language)

    facts = []
    if last_day := goods.use_by or goods.best_before:
        key = "label-use-by" if goods.use_by else "label-best-before"
        facts.append(Fact(say(key), say("label-day", day=last_day)))
    facts.append(Fact(say("label-packed-at"), say("label-moment", moment=goods.packed_at)))
    if goods.lot:
        facts.append(Fact(say("label-lot"), goods.lot))
    if goods.origin:
        facts.append(Fact(say("label-origin"), goods.origin, may_be_cut=True))
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
