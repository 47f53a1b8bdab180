"""What a basket costs: the live offers, and the quotes where they are the better price."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from personalization.offers.allocation import allocated
from personalization.offers.context import Line, OfferContext
from personalization.offers.decide import decide
from personalization.offers.decision import Decision, LineSaving
from personalization.offers.snapshot import Snapshot
from personalization.redemptions.basket import KeptQuote, OfferUse, PricedBasket, SoldLine
from personalization.redemptions.quote import Quote, QuoteMiss, price_kept
from personalization.redemptions.redemption import Lack, Refused

QUOTED = "quoted"
"""Why offers let a quoted unit alone: its price is promised already."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A basket with the decision behind it, and why quotes were not used, by quote id."""

    basket: PricedBasket
    decision: Decision
    unused: Mapping[str, QuoteMiss]


def priced(
    snapshot: Snapshot,
    context: OfferContext,
    quotes: Sequence[Quote] = (),
    *,
    coupons: Mapping[str, str] | None = None,
    customer: str | None = None,
) -> Priced:
    """Decide, then take each quote that makes the whole basket cheaper, in the given order.

    A unit is paid by a quote or by the live offers, never by both.
    """
    coupons = coupons or {}
    best = _priced(snapshot, context, (), coupons, customer)
    unused: dict[str, QuoteMiss] = {}
    for quote in quotes:
        parted = _parted(best.basket.context, quote)
        if parted is None:
            unused[quote.id] = QuoteMiss.NOT_IN_BASKET
            continue
        parts, kept = parted
        attempt = _priced(snapshot, parts, (*best.basket.quotes, *kept), coupons, customer)
        if attempt.basket.total < best.basket.total:
            best = attempt
        else:
            unused[quote.id] = QuoteMiss.NOT_CHEAPER
    return replace(best, unused=unused)


def repriced(snapshot: Snapshot, basket: PricedBasket, context: OfferContext) -> Priced:
    """What is left of a basket: quoted units keep their price, the others are decided anew."""
    left = {line.id: line.quantity for line in context.lines}
    kept = tuple(
        replace(each, quantity=left[each.part]) for each in basket.quotes if each.part in left
    )
    return _priced(snapshot, context, kept, basket.coupons, basket.customer)


def priced_without(snapshot: Snapshot, basket: PricedBasket, refused: Sequence[Refused]) -> Priced:
    """The basket without what was refused: offers that cannot be had, quotes that are used up."""
    closed = {offer for each in refused if each.why is not Lack.QUOTE_USED for offer in each.offers}
    used_up = {each.id for each in refused}
    dropped = {
        kept.part: kept
        for kept in basket.quotes
        if kept.quote in used_up or any(each.offer in closed for each in kept.offers)
    }
    context = replace(
        basket.context,
        lines=_lines_without(dropped, basket.context.lines),
        budgets={**basket.context.budgets, **dict.fromkeys(closed, 0)},
    )
    return repriced(snapshot, basket, context)


def unquoted_lines(basket: PricedBasket) -> tuple[Line, ...]:
    """The lines at what the till asks for them, without quotes and offers."""
    return _lines_without({each.part: each for each in basket.quotes}, basket.context.lines)


def _lines_without(dropped: Mapping[str, KeptQuote], parts: Iterable[Line]) -> tuple[Line, ...]:
    """The units of these quotes return to the lines that they were taken from."""
    lines: dict[str, Line] = {}
    for line in parts:
        kept = dropped.get(line.id)
        whole = _unquoted(line, kept) if kept else line
        before = lines.get(whole.id)
        units = whole.quantity + (before.quantity if before else 0)
        lines[whole.id] = replace(whole, quantity=units)
    return tuple(lines.values())


def _priced(
    snapshot: Snapshot,
    context: OfferContext,
    kept: tuple[KeptQuote, ...],
    coupons: Mapping[str, str],
    customer: str | None,
) -> Priced:
    decision = decide(snapshot, context)
    withheld = {each.offer.key for each in decision.withheld}
    candidates = (each.offer.key for each in snapshot.candidates(context))
    basket = PricedBasket(
        context=context,
        lines=_sold(context.lines, kept, decision),
        uses=_uses(decision, kept),
        delivery=decision.delivery,
        considered=tuple(key for key in candidates if key not in withheld),
        snapshot_hash=decision.snapshot_hash,
        context_hash=decision.context_hash,
        quotes=kept,
        coupons=coupons,
        customer=customer,
    )
    return Priced(basket, decision, {})


def _parted(
    context: OfferContext, quote: Quote
) -> tuple[OfferContext, tuple[KeptQuote, ...]] | None:
    """The context with the quoted units as lines of their own; None where there are none."""
    left, lines, kept = quote.quantity, list[Line](), list[KeptQuote]()
    for line in context.lines:
        price = price_kept(quote, line)
        if price is None or not left:
            lines.append(line)
            continue
        units = min(left, line.quantity)
        left -= units
        part = replace(
            line,
            id=f"{line.id}~{quote.id}",
            quantity=units,
            unit_price=price,
            blocked=QUOTED,
        )
        if line.quantity > units:
            lines.append(replace(line, quantity=line.quantity - units))
        lines.append(part)
        kept.append(
            KeptQuote(
                quote=quote.id,
                line=line.id,
                part=part.id,
                quantity=units,
                of=quote.quantity,
                list_price=line.unit_price,
                price=price,
                offers=quote.offers,
                until=quote.until,
            )
        )
    return (replace(context, lines=tuple(lines)), tuple(kept)) if kept else None


def _sold(
    lines: Iterable[Line], kept: Sequence[KeptQuote], decision: Decision
) -> tuple[SoldLine, ...]:
    """The till's lines: quoted units come after the others of their line."""
    quoted = {each.part: each for each in kept}
    units = {each.line: each.units for each in decision.lines}
    sold: dict[str, SoldLine] = {}
    for line in lines:
        quote = quoted.get(line.id)
        more = _quoted_line(line, quote) if quote else _sold_line(line, units[line.id])
        before = sold.get(more.id)
        if before:
            more = replace(
                before,
                quantity=before.quantity + more.quantity,
                units=(*before.units, *more.units),
            )
        sold[more.id] = more
    return tuple(sold.values())


def _sold_line(line: Line, units: tuple[int, ...]) -> SoldLine:
    return SoldLine(
        id=line.id,
        product=line.product,
        lot=line.lot,
        quantity=line.quantity,
        weight_grams=line.weight_grams,
        unit_price=line.unit_price,
        units=units,
        blocked=line.blocked,
    )


def _quoted_line(part: Line, kept: KeptQuote) -> SoldLine:
    units = (kept.list_price - kept.price,) * part.quantity
    return _sold_line(_unquoted(part, kept), units)


def _unquoted(part: Line, kept: KeptQuote) -> Line:
    return replace(part, id=kept.line, unit_price=kept.list_price, blocked=None)


def _uses(decision: Decision, kept: Sequence[KeptQuote]) -> tuple[OfferUse, ...]:
    """What the decision applied and what the quotes promised, once for each version."""
    uses: dict[str, OfferUse] = {}
    for applied in decision.applied:
        offer = applied.offer
        uses[offer.key] = OfferUse(
            offer=offer.id,
            version=offer.version,
            campaign=offer.campaign,
            saving=applied.saving,
            lines=tuple(replace(line, reason=None) for line in applied.lines),
            delivery=applied.delivery,
            points=applied.points,
            gifts=applied.gifts,
        )
    for use in (use for each in kept for use in _promised(each)):
        before = uses.get(use.key)
        uses[use.key] = (
            replace(before, saving=before.saving + use.saving, lines=(*before.lines, *use.lines))
            if before
            else use
        )
    return tuple(uses.values())


def _promised(kept: KeptQuote) -> Iterable[OfferUse]:
    """The offers of a quote; they share what it takes off the till's price as they did then."""
    shares = allocated(kept.list_price - kept.price, [each.saving for each in kept.offers])
    for promised, share in zip(kept.offers, shares, strict=True):
        saving = LineSaving(kept.part, share * kept.quantity, (share,) * kept.quantity)
        yield OfferUse(
            promised.offer, promised.version, promised.campaign, saving.amount, (saving,)
        )
