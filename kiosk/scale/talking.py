"""The desk's standing and answers as messages to the screen, in its language."""

from datetime import datetime
from importlib.metadata import version

from kiosk.metrology import METROLOGY_VERSION, NOT_CERTIFIED, fingerprint
from kiosk.scale import messages
from kiosk.scale.desk import Desk, Standing
from kiosk.scale.refusal import Refusal
from kiosk.scale.selling import Chosen, Out
from kiosk.scale.watching import Heard
from provenance.text import LANGUAGES, Message, Texts, choose_language


class Speaker:
    """Says things in one language, which may change."""

    def __init__(self, texts: Texts, protocol: str) -> None:
        self.language = LANGUAGES[0]
        self._texts = texts
        self._protocol = protocol

    def speak(self, tag: str) -> None:
        """From now on in the language nearest to a BCP 47 tag."""
        self.language = choose_language([tag]) or LANGUAGES[0]

    def hello(self, desk: Desk) -> messages.Hello:
        """Who the agent is."""
        return messages.Hello(
            agent=version("freshlens"),
            protocol=self._protocol,
            metrology=messages.Metrology(
                METROLOGY_VERSION, fingerprint(), self._say(NOT_CERTIFIED)
            ),
            plate=messages.Plate(desk.plate.interval, desk.plate.maximum, desk.plate.minimum),
            printer=desk.seller.printer is not None,
            device=desk.prices.device.name if desk.prices.device else None,
            last_number=desk.seller.log.last_number or None,
        )

    def link(self, heard: Heard) -> messages.Link:
        """How the wire is."""
        said = self._say(Message(f"scale-link-{heard.link.value}"))
        return messages.Link(heard.link, heard.since, said)

    def refused(self, request: str, refusal: Refusal) -> messages.Refused:
        """Why a request was not carried out."""
        return messages.Refused(
            request,
            refusal.code,
            refusal.said or self._say(refusal.message),
            refusal.hint or self._say(refusal.advice),
            refusal.number,
        )

    def _say(self, message: Message) -> str:
        return self._texts(message, self.language)


def weight(standing: Standing) -> messages.Weight:
    """What lies on the scale."""
    heard, load = standing.heard, standing.load
    return messages.Weight(
        grams=load.gross,
        net_grams=load.net,
        tare_grams=load.tare,
        stable=heard.shown is not None and heard.shown.steady,
        state=load.state,
        finished=standing.counter.finished,
        total=standing.total,
        at=heard.at,
    )


def selected(chosen: Chosen | None) -> messages.Selected:
    """What is selected."""
    if chosen is None:
        return messages.Selected(None)
    priced = chosen.priced
    return messages.Selected(
        messages.Goods(
            code=priced.asked.code,
            gtin=priced.gtin,
            lot=priced.lot,
            name=priced.name,
            unit_price=_money(chosen, chosen.unit_price),
            list_price=_money(chosen, priced.list_price),
            offers=priced.offers,
            offers_in=chosen.offers_in,
            asked_at=priced.asked_at,
            cached=chosen.cached,
        )
    )


def printed(request: str, out: Out) -> messages.Printed:
    """A label came out."""
    return messages.Printed(request, out.number, _moment(out.packed_at), out.again)


def _money(chosen: Chosen, minor_units: int) -> messages.Money:
    currency = chosen.priced.currency
    return messages.Money(minor_units, currency.code, currency.exponent)


def _moment(at: datetime) -> datetime:
    return at.replace(microsecond=0)
