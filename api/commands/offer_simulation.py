"""`freshlens offers simulate`: what an offer would have done, before anybody sees it."""

import asyncio
import os
from decimal import Decimal
from typing import Annotated, Any

import typer
from babel.numbers import format_currency
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from api import clock
from api.commands import err, out, print_json
from api.commands.imports import Json
from api.settings import settings_from
from api.wiring import PACKAGES, opened
from personalization import marketing
from personalization.offers.offer import Offer
from personalization.offers.snapshot import Snapshot
from personalization.offers.validation import errors
from personalization.simulation.past import MOST_DAYS, simulated_on_past
from personalization.simulation.simulation import Effect, Simulation
from personalization.simulation.trial import timeless_trial
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.text import Texts

LONGEST_SECONDS = 600.0


def simulate_offer(
    offer: Annotated[str, typer.Argument(help="Its id; the draft counts, where there is one.")],
    *,
    days: Annotated[
        int, typer.Option(min=0, max=MOST_DAYS, help="Baskets of today and so many days before.")
    ] = 28,
    as_json: Json = False,
) -> None:
    """Try an offer on the baskets that were paid: who would get it, what it costs, what it meets.

    Nothing is stored, and no budget is touched.
    """
    found, baskets = asyncio.run(_simulated(offer, days))
    if as_json:
        print_json(_as_json(found, baskets))
    else:
        _show(found, baskets)


async def _simulated(offer_id: str, days: int) -> tuple[Simulation, int]:
    async with opened(settings_from(os.environ)) as database:
        archive, market, now = Archive(database), Market(database), clock.now()
        kept = await market.offers.get(offer_id)
        if kept is None:
            err.print(f"There is no offer {offer_id}: `freshlens offers export` lists them.")
            raise typer.Exit(1)
        await _refuse_errors(archive, market, kept.content)
        experiments = market.experiments
        live = Snapshot.of(
            await market.offers.live(), await experiments.all(), await experiments.holdouts()
        )
        left = await market.budgets.left(live.offers.values())
        trial = timeless_trial(kept.content, live, left, now.date())
        _, stores = await archive.places.known()
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=err,
        ) as bars:
            task = bars.add_task("Baskets", total=None)
            async for progress in simulated_on_past(
                market, trial, stores, days=days, seconds=LONGEST_SECONDS, now=now
            ):
                bars.update(task, completed=progress.done, total=progress.total)
                if progress.simulation is not None:
                    return progress.simulation, progress.total
    raise AssertionError("a simulation ends with its result")


async def _refuse_errors(archive: Archive, market: Market, draft: Offer) -> None:
    known = await marketing.known_to(archive, market, [draft], clock.now().date())
    if wrong := errors(draft, known):
        texts = Texts(PACKAGES)
        for problem in wrong:
            err.print(f"{problem.path}: {texts(problem.message, 'en')}", markup=False)
        raise typer.Exit(1)


def _as_json(found: Simulation, baskets: int) -> dict[str, Any]:
    return {
        "baskets": baskets,
        "looked_at": found.share.baskets,
        "reached": found.share.reached,
        "withheld": found.withheld,
        "money": [_money(effect) for effect in found.effects],
        "missed": {miss.value: count for miss, count in found.missed.items()},
        "overlaps": [
            {"offer": each.offer.id, "together": each.together, "displaced": each.displaced}
            for each in found.overlaps
        ],
        "exhausted_at": found.exhausted_at,
    }


def _money(effect: Effect) -> dict[str, Any]:
    return {
        "currency": effect.currency.code,
        "exponent": effect.currency.exponent,
        "baskets": effect.baskets,
        "reached": effect.reached,
        "turnover": effect.turnover,
        "cost": effect.cost,
        "discount_now": effect.discount_now,
        "discount_then": effect.discount_then,
    }


def _show(found: Simulation, baskets: int) -> None:
    share = found.share
    out.print(f"{share.reached:,} of {share.baskets:,} baskets would get it.")
    if share.baskets < baskets:
        out.print(f"Time ran out: {baskets - share.baskets:,} baskets were not looked at.")
    if found.exhausted_at is not None:
        out.print(f"Its budget would have been used up on {found.exhausted_at:%d %B %Y}.")
    money = Table("", "costs", "of a turnover of", "all discounts now", "with it")
    for effect in found.effects:
        amounts = (effect.cost, effect.turnover, effect.discount_now, effect.discount_then)
        money.add_row(effect.currency.code, *(_told(amount, effect) for amount in amounts))
    if found.effects:
        out.print(money)
    for overlap in found.overlaps:
        out.print(
            f"Meets {overlap.offer.id}: together in {overlap.together:,} baskets, "
            f"instead of it in {overlap.displaced:,}.",
            markup=False,
        )
    for miss, count in found.missed.items():
        out.print(f"Not in {count:,} baskets: {miss.value.replace('_', ' ').lower()}.")


def _told(minor_units: int, effect: Effect) -> str:
    amount = Decimal(minor_units).scaleb(-effect.currency.exponent)
    return str(format_currency(amount, effect.currency.code, locale="en"))
