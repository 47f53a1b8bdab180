"""From what a benefit means to give to what each unit gets: rounding, caps, floors, shares."""

from collections.abc import Sequence

from personalization.offers.allocation import allocated, filled
from personalization.offers.context import RoundAt
from personalization.offers.reach import Reached
from personalization.offers.rounding import rounded
from personalization.offers.running import Effect, RunningCart


def price_of(cart: RunningCart, index: int, units: Sequence[int] | None) -> int:
    """What the reached units of a line cost by now."""
    if units is None:
        return cart.running[index]
    prices = cart.prices(index)
    return sum(prices[unit] for unit in units)


def proportional(
    cart: RunningCart,
    reach: Sequence[Reached],
    numerators: Sequence[int],
    denominator: int,
    cap: int | None,
) -> Effect:
    """An exact wish for each reached line (`numerators` / `denominator` minor units), rounded as
    the store does and held by the floors; what a floor holds back goes nowhere else."""
    policy = cart.context.policy
    if policy.round_at is RoundAt.LINE:
        wishes = [rounded(wish, denominator, policy.rounding) for wish in numerators]
    else:
        total = rounded(sum(numerators), denominator, policy.rounding)
        wishes = allocated(total, numerators, policy.remainder) if total else [0] * len(numerators)
    if cap is not None and sum(wishes) > cap:
        wishes = allocated(cap, wishes, policy.remainder)
    effect = Effect()
    for reached, wish in zip(reach, wishes, strict=True):
        if wish:
            _share_out(effect, cart, reached, wish, flows_on=False)
    return effect


def each_unit(cart: RunningCart, reach: Sequence[Reached], value: int, cap: int | None) -> Effect:
    """`value` off each reached unit, as far as its floor allows."""
    effect = Effect()
    for index, units in reach:
        floor = cart.floors[index]
        prices = cart.prices(index)
        offs = [min(value, max(price - floor, 0)) for price in prices]
        if units is not None:
            chosen = set(units)
            offs = [off if unit in chosen else 0 for unit, off in enumerate(offs)]
        if any(offs):
            effect.lines[index] = offs
    return capped(effect, cap, cart)


def pot(cart: RunningCart, reach: Sequence[Reached], amount: int, cap: int | None) -> Effect:
    """One amount over all reached units by their prices; what a floor holds back flows on to the
    others."""
    prices = [price_of(cart, *reached) for reached in reach]
    rooms = [_room(cart, reached) for reached in reach]
    amount = amount if cap is None else min(amount, cap)
    effect = Effect()
    shares = filled(amount, prices, rooms, cart.context.policy.remainder)
    for reached, share in zip(reach, shares, strict=True):
        if share:
            _share_out(effect, cart, reached, share, flows_on=True)
    return effect


def capped(effect: Effect, cap: int | None, cart: RunningCart) -> Effect:
    """The effect with all units' discounts reduced in proportion until they come to `cap`."""
    if cap is None or effect.saving <= cap:
        return effect
    lines = sorted(effect.lines, key=lambda index: cart.lines[index].id)
    flat = [off for index in lines for off in effect.lines[index]]
    shares = iter(allocated(cap, flat, cart.context.policy.remainder))
    reduced = {index: [next(shares) for _ in effect.lines[index]] for index in lines}
    effect.lines = {index: offs for index, offs in reduced.items() if any(offs)}
    return effect


def within_rooms(effect: Effect, cart: RunningCart, percent: int | None) -> Effect:
    """The effect held by the lines' bounds on what all offers together may take off: those of
    offers before, and `percent` of the line of this one."""
    if percent is None and not cart.rooms:
        return effect
    for index, offs in list(effect.lines.items()):
        subtotal = cart.lines[index].subtotal
        bound = cart.rooms.get(index, subtotal)
        if percent is not None:
            bound = min(bound, subtotal * percent // 100)
        room = max(bound - (subtotal - cart.running[index]), 0)
        if sum(offs) > room:
            effect.lines[index] = allocated(room, offs, cart.context.policy.remainder)
            if not room:
                del effect.lines[index]
    return effect


def above_floors(effect: Effect, cart: RunningCart) -> Effect:
    """What is left of an effect that was planned before other benefits reduced the same units."""
    for index, offs in list(effect.lines.items()):
        floor = cart.floors[index]
        held = [
            min(off, max(price - floor, 0))
            for off, price in zip(offs, cart.prices(index), strict=True)
        ]
        effect.lines[index] = held
        if not any(held):
            del effect.lines[index]
    return effect


def _room(cart: RunningCart, reached: Reached) -> int:
    index, units = reached
    floor = cart.floors[index]
    if units is None and not cart.is_discounted(index):
        line = cart.lines[index]
        return max(line.unit_price - floor, 0) * line.quantity
    prices = cart.prices(index)
    chosen = prices if units is None else [prices[unit] for unit in units]
    return sum(price - floor for price in chosen if price > floor)


def _share_out(
    effect: Effect, cart: RunningCart, reached: Reached, amount: int, *, flows_on: bool
) -> None:
    """An amount over a line's reached units by their prices, into `effect`."""
    index, units = reached
    floor = cart.floors[index]
    if cart.lines[index].quantity == 1:
        off = min(amount, cart.running[index] - floor)
        if off > 0:
            effect.lines[index] = [off]
        return
    if units is None and not cart.is_discounted(index):
        line = cart.lines[index]
        if line.unit_price > floor:
            effect.lines[index] = _evenly(amount, line.quantity, line.unit_price - floor)
        return
    prices = cart.prices(index)
    chosen = range(len(prices)) if units is None else units
    weights = [prices[unit] for unit in chosen]
    rooms = [max(price - floor, 0) for price in weights]
    remainder = cart.context.policy.remainder
    if flows_on:
        shares = filled(amount, weights, rooms, remainder)
    else:
        wanted = allocated(amount, weights, remainder)
        shares = [min(share, room) for share, room in zip(wanted, rooms, strict=True)]
    offs = [0] * len(prices)
    for unit, share in zip(chosen, shares, strict=True):
        offs[unit] = share
    if any(offs):
        effect.lines[index] = offs


def _evenly(amount: int, count: int, room: int) -> list[int]:
    """An amount over units that all cost the same."""
    share, odd = divmod(amount, count)
    if share >= room:
        return [room] * count
    return [share + 1] * odd + [share] * (count - odd)
