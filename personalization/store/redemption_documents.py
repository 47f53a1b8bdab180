"""How a redemption is written down, and read again."""

from bson import Binary

from personalization.offers.decision import LineSaving
from personalization.redemptions.basket import OfferUse
from personalization.redemptions.frozen import frozen, thawed
from personalization.redemptions.redemption import (
    Order,
    Redemption,
    RedemptionState,
    Return,
    ReturnedLine,
)
from provenance.store.collection import Document


def redemption_from(found: Document) -> Redemption:
    """The redemption as stored."""
    return Redemption(
        id=found["_id"],
        order=Order(found["organisation"], found["store"], found["order"]),
        state=RedemptionState(found["state"]),
        basket=thawed(found["basket"]),
        paid=found["paid"],
        reserved_at=found["reserved_at"],
        expires_at=found["expires_at"],
        captured_at=found.get("captured_at"),
        receipt=found.get("receipt"),
        returns=tuple(_return_from(each) for each in found.get("returns", ())),
        revision=found["revision"],
    )


def redemption_document(redemption: Redemption) -> Document:
    """A redemption as stored."""
    order, basket = redemption.order, redemption.basket
    return {
        "_id": redemption.id,
        "organisation": order.organisation,
        "store": order.store,
        "order": order.number,
        "live": live_key(order),
        "state": redemption.state.value,
        "uses": [_use_document(use) for use in basket.uses],
        "unit": basket.context.unit_id,
        "customer": basket.customer,
        "currency": basket.context.currency.code,
        "subtotal": basket.subtotal,
        "basket": Binary(frozen(basket)),
        "paid": redemption.paid,
        "reserved_at": redemption.reserved_at,
        "expires_at": redemption.expires_at,
        "captured_at": redemption.captured_at,
        "receipt": redemption.receipt,
        "returns": [_return_document(each) for each in redemption.returns],
        "revision": redemption.revision,
    }


def live_key(order: Order) -> str:
    """What names an order as long as it has a redemption."""
    return f"{order.organisation}|{order.store}|{order.number}"


def _use_document(use: OfferUse) -> Document:
    return {
        "offer": use.offer,
        "version": use.version,
        "campaign": use.campaign,
        "saving": use.saving,
        "delivery": use.delivery,
        "lines": [_saving_document(line) for line in use.lines],
    }


def _saving_document(saving: LineSaving) -> Document:
    return {"line": saving.line, "amount": saving.amount}


def _return_document(returned: Return) -> Document:
    return {
        "id": returned.id,
        "at": returned.at,
        "lines": [{"id": line.id, "quantity": line.quantity} for line in returned.lines],
        "value": returned.value,
        "refund": returned.refund,
    }


def _return_from(found: Document) -> Return:
    return Return(
        id=found["id"],
        at=found["at"],
        lines=tuple(ReturnedLine(line["id"], line["quantity"]) for line in found["lines"]),
        value=found["value"],
        refund=found["refund"],
    )
