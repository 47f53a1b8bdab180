"""The more is bought, the more comes off."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

import msgspec

from personalization.offers.amounts import amount
from personalization.offers.benefits.benefit import (
    Benefit,
    Price,
    percent_problems,
    positive_problems,
    spoken_percent,
)
from personalization.offers.problem import Problem, error
from personalization.offers.reach import Reached, lines_of, reach_of
from personalization.offers.rounding import ratio
from personalization.offers.running import Effect, RunningCart
from personalization.offers.sharing import pot, price_of, proportional
from provenance.text import Message


class TierOn(StrEnum):
    """What the tiers are measured by."""

    CART_TOTAL = "CART_TOTAL"
    """Minor units that all lines cost by now which offers may touch."""
    SPEND = "SPEND"
    """Minor units that the selected lines cost by now."""
    QUANTITY = "QUANTITY"
    """Units of the selected lines."""


class Tier(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """From `at_least` (units or minor units) on: `percent` off each selected line, or `amount`
    (minor units) off all of them together."""

    at_least: int
    percent: Decimal | None = None
    amount: int | None = None


class Tiered(Benefit, frozen=True, tag="tiered"):
    """The highest of `tiers` that `on` reaches. A tier at least 0 is the base."""

    on: TierOn
    tiers: tuple[Tier, ...]

    def compiled(self) -> Price:
        """One closure for each tier, the highest first."""
        reach = reach_of(self.selector, self.max_units, self.max_units_per_line)
        measured = self._measured()
        by_height = sorted(
            enumerate(self.tiers), key=lambda placed: placed[1].at_least, reverse=True
        )
        steps = [(tier.at_least, place, _priced(tier, self.cap)) for place, tier in by_height]

        def price(cart: RunningCart) -> Effect:
            height = measured(cart)
            for at_least, place, priced in steps:
                if height >= at_least:
                    effect = priced(cart, reach(cart))
                    effect.step = place
                    return effect
            return Effect()

        return price

    def reason(self, effect: Effect, cart: RunningCart) -> Message:
        """What the tier that was reached gives: “15 % off from 5 pieces on”."""
        return self._worded(self.tiers[effect.step], cart)

    def would_help(self, cart: RunningCart) -> Message | None:
        """What is missing to the next tier."""
        height = self._measured()(cart)
        higher = [tier for tier in self.tiers if tier.at_least > height]
        if not higher or not lines_of(self.selector)(cart):
            return None
        following = min(higher, key=lambda tier: tier.at_least)
        missing = following.at_least - height
        deal = self._worded(following, cart)
        if self.on is TierOn.QUANTITY:
            return Message("saving-help-units", {"missing": missing, "deal": deal})
        money = amount(missing, cart.context.currency)
        return Message("saving-help-spend", {"missing": money, "deal": deal})

    def _measured(self) -> Callable[[RunningCart], int]:
        if self.on is TierOn.CART_TOTAL:
            return lambda cart: sum(cart.running[index] for index in cart.order)
        lines = lines_of(self.selector)
        if self.on is TierOn.SPEND:
            return lambda cart: sum(cart.running[index] for index in lines(cart))
        return lambda cart: sum(cart.lines[index].quantity for index in lines(cart))

    def _worded(self, tier: Tier, cart: RunningCart) -> Message:
        currency = cart.context.currency
        args: dict[str, object] = {}
        if tier.percent is not None:
            args["percent"] = spoken_percent(tier.percent)
        elif tier.amount is not None:
            args["amount"] = amount(tier.amount, currency)
        form = "percent" if tier.percent is not None else "amount"
        if not tier.at_least:
            return Message(f"saving-{form}", args)
        if self.on is TierOn.QUANTITY:
            return Message(f"saving-{form}-from-units", {**args, "units": tier.at_least})
        spend = amount(tier.at_least, currency)
        return Message(f"saving-{form}-from-spend", {**args, "spend": spend})

    def problems(self) -> Iterator[Problem]:
        """Tiers that give nothing, both at once, or less than a lower one."""
        yield from super().problems()
        if not self.tiers:
            yield error("tiers", "benefit-tiers-empty")
        for place, tier in enumerate(self.tiers):
            yield from _tier_problems(f"tiers[{place}]", tier)
        by_height = sorted(self.tiers, key=lambda tier: tier.at_least)
        for lower, higher in pairwise(by_height):
            if lower.at_least == higher.at_least:
                yield error("tiers", "benefit-tiers-twice", at=lower.at_least)
            elif (lower.percent is None) != (higher.percent is None):
                yield error("tiers", "benefit-tiers-mixed")
            elif (lower.percent or lower.amount or 0) > (higher.percent or higher.amount or 0):
                yield error(
                    "tiers", "benefit-tiers-fall", lower=lower.at_least, higher=higher.at_least
                )


def _tier_problems(path: str, tier: Tier) -> Iterator[Problem]:
    if tier.at_least < 0:
        yield error(f"{path}.at_least", "offer-bound-positive", value=tier.at_least)
    if (tier.percent is None) == (tier.amount is None):
        yield error(path, "benefit-percent-or-amount")
    if tier.percent is not None:
        yield from percent_problems(f"{path}.percent", tier.percent)
    if tier.amount is not None:
        yield from positive_problems(f"{path}.amount", tier.amount)


def _priced(tier: Tier, cap: int | None) -> Callable[[RunningCart, Sequence[Reached]], Effect]:
    if tier.percent is None:
        whole = tier.amount or 0
        return lambda cart, reached: pot(cart, reached, whole, cap)
    numerator, denominator = ratio(tier.percent)

    def price(cart: RunningCart, reached: Sequence[Reached]) -> Effect:
        wishes = [price_of(cart, *each) * numerator for each in reached]
        return proportional(cart, reached, wishes, denominator, cap)

    return price
