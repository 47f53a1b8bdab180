"""What tills are answered."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from personalization.redemptions.basket import OfferUse, PricedBasket, SoldLine
from personalization.redemptions.evaluation import Evaluated
from personalization.redemptions.goods import Unsold
from personalization.redemptions.pricing import Priced
from personalization.redemptions.redemption import Redemption, Refused, Return
from provenance.text import Message

Say = Callable[[Message], str]
Json = dict[str, Any]


def basket_answer(priced: Priced, token: str, until: datetime, say: Say) -> Json:
    """A priced basket with its token; each offer with the reason why it applies."""
    basket = priced.basket
    reasons = {each.offer.key: say(each.reason) for each in priced.decision.applied}
    return {
        "basket": token,
        "expiresAt": stamp(until),
        "currency": basket.context.currency.code,
        "exponent": basket.context.currency.exponent,
        "lines": [_line(line) for line in basket.lines],
        "offers": [
            _use(use, basket) | {"reason": reasons.get(use.key) or say(Message("quote-kept"))}
            for use in basket.uses
        ],
        "subtotal": basket.subtotal,
        "discount": basket.discount,
        "delivery": basket.delivery,
        "total": basket.total,
        "snapshotHash": basket.snapshot_hash,
        "contextHash": basket.context_hash,
    }


def misses(found: Evaluated, say: Say) -> Json:
    """What is not sold, and what was shown and counts for nothing."""
    return {
        "unsold": [_unsold(each, say) for each in found.unsold],
        "quotesNotUsed": [
            {"quote": place, "why": why.value, "message": say(Message(why.key))}
            for place, why in sorted(found.quotes.items())
        ],
        "codesNotUsed": [
            {"code": code, "why": why.value, "message": say(Message(why.key))}
            for code, why in found.codes.items()
        ],
    }


def refusals(refused: Sequence[Refused], say: Say) -> list[Json]:
    """What there is not enough of."""
    return [
        {
            "offers": list(each.offers),
            "why": each.why.value,
            "message": say(Message(each.why.key)),
        }
        for each in refused
    ]


def redemption_answer(redemption: Redemption) -> Json:
    """A redemption as it is."""
    return {
        "id": redemption.id,
        "store": redemption.order.store,
        "order": redemption.order.number,
        "state": redemption.state.value,
        "reservedAt": stamp(redemption.reserved_at),
        "expiresAt": stamp(redemption.expires_at),
        "capturedAt": stamp(redemption.captured_at) if redemption.captured_at else None,
        "receipt": redemption.receipt,
        "currency": redemption.basket.context.currency.code,
        "lines": [_line(line) for line in redemption.basket.lines],
        "offers": [_use(use, redemption.basket) for use in redemption.basket.uses],
        "total": redemption.basket.total,
        "paid": redemption.paid,
        "returns": [return_answer(each) for each in redemption.returns],
    }


def return_answer(returned: Return) -> Json:
    """What is paid out for goods that came back, and what is clawed back."""
    return {
        "at": stamp(returned.at),
        "lines": [{"id": line.id, "quantity": line.quantity} for line in returned.lines],
        "value": returned.value,
        "refund": returned.refund,
        "clawBack": returned.claw_back,
    }


def stamp(moment: datetime) -> str:
    """RFC 3339, UTC."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _line(line: SoldLine) -> Json:
    return {
        "id": line.id,
        "product": line.product,
        "lot": line.lot,
        "quantity": line.quantity,
        "weightGrams": line.weight_grams,
        "unitPrice": line.unit_price,
        "subtotal": line.subtotal,
        "discount": line.discount,
        "total": line.total,
        "unitDiscounts": list(line.units),
    }


def _use(use: OfferUse, basket: PricedBasket) -> Json:
    line_of = {each.part: each.line for each in basket.quotes}
    return {
        "offer": use.offer,
        "version": use.version,
        "campaign": use.campaign,
        "saving": use.saving,
        "lines": [
            {
                "line": line_of.get(line.line, line.line),
                "amount": line.amount,
                "quoted": line.line in line_of,
            }
            for line in use.lines
        ],
        "delivery": use.delivery,
        "points": use.points,
        "gifts": [{"product": gift.product, "quantity": gift.quantity} for gift in use.gifts],
    }


def _unsold(unsold: Unsold, say: Say) -> Json:
    return {
        "id": unsold.line,
        "why": unsold.why,
        "message": say(unsold.message),
        "hint": say(unsold.hint) if unsold.hint else None,
    }
