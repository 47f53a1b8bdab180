"""From a scan to a cart line: the facts of the goods, or why they cannot be bought."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from personalization.carts.cart import CartLine
from personalization.carts.changes import Amount, bad_amount, unsuited
from personalization.carts.refusal import CartMiss, CartRefusal, refused
from provenance.answer import FreshnessState, PriceUnit, Scan
from provenance.freshness.assessment import known_dates
from provenance.freshness.dates import Dates, end_of
from provenance.identity import Currency

_NEVER_SOLD = {
    FreshnessState.EXPIRED: (CartMiss.EXPIRED, "cart-expired"),
    FreshnessState.DO_NOT_EAT: (CartMiss.DO_NOT_EAT, "cart-do-not-eat"),
}


def line_from(
    scanned: Scan,
    amount: Amount,
    *,
    line_id: str,
    currency: Currency,
    zone: ZoneInfo,
    now: datetime,
) -> CartLine | CartRefusal:
    """The line of scanned goods in a store with this currency and time zone.

    A weight or price inside the code counts before what the caller says and what the shelf says.
    """
    identity, product = scanned.identity, scanned.product
    if scanned.recall:
        return refused(CartMiss.RECALLED, "cart-recalled", product=product.names)
    if unsold := _NEVER_SOLD.get(scanned.freshness.state):
        return refused(*unsold, product=product.names)
    priced = _priced(scanned, currency)
    if isinstance(priced, CartRefusal):
        return priced
    price, per, label_price = priced
    dates = known_dates(scanned.lot, identity, zone)
    by_weight = per is PriceUnit.KILOGRAM
    grams = identity.net_weight_grams if by_weight or label_price is not None else None
    line = CartLine(
        id=line_id,
        product=product.id,
        gtin=product.gtin,
        names=product.names,
        price=price,
        per=per,
        added_at=now,
        changed_at=now,
        quantity=amount.quantity or 1,
        weight_grams=grams,
        label_price=label_price,
        lot=scanned.lot.thing if scanned.lot else identity.lot_thing,
        serial=identity.serial_thing,
        category=product.category,
        brand=product.brand,
        use_by=dates.use_by,
        lasts_until=_lasts_until(scanned, dates, zone, now),
    )
    if grams is not None:
        amount = replace(amount, weight_grams=None)
    if refusal := bad_amount(amount) or bad_amount(Amount(weight_grams=grams)):
        return refusal
    if refusal := unsuited(line, amount):
        return refusal
    if by_weight and label_price is None:
        if grams is None and amount.weight_grams is None:
            return refused(CartMiss.WEIGHT_NEEDED, "cart-weight-needed", product=product.names)
        return replace(line, weight_grams=grams or amount.weight_grams)
    return line


def _priced(scanned: Scan, currency: Currency) -> tuple[int, PriceUnit, int | None] | CartRefusal:
    """The price, for what, and the price on the label; a price of nothing in a code is none."""
    label, shelf, names = scanned.identity.price_in_code, scanned.price, scanned.product.names
    amounts = [money for money in (label, shelf.amount if shelf else None) if money]
    if any(money.currency != currency for money in amounts):
        return refused(CartMiss.OTHER_CURRENCY, "cart-other-currency", currency=currency.code)
    if label and label.minor_units > 0:
        per = shelf.per if shelf else PriceUnit.EACH
        return shelf.amount.minor_units if shelf else label.minor_units, per, label.minor_units
    if shelf is None:
        return refused(CartMiss.NO_PRICE, "cart-no-price", product=names)
    if shelf.per is PriceUnit.LITRE:
        return refused(CartMiss.NO_PRICE, "cart-by-litre", product=names)
    return shelf.amount.minor_units, shelf.per, None


def _lasts_until(scanned: Scan, dates: Dates, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The pessimistic end of its life; where its best-before date is over, that date's end."""
    remaining = scanned.freshness.remaining
    if dates.best_before and (end := end_of(dates.best_before, zone)) <= now:
        return end
    return now + remaining if remaining is not None else None
