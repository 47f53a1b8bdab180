"""`freshlens simulate shoppers`: people walk the sample stores, through the public doors."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
    suppress,
)
from dataclasses import asdict
from itertools import count
from typing import Annotated

import httpx
import msgspec
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api import clock
from api.commands import err, out, print_json
from api.commands.beside import beside
from api.commands.sample_coupon import kept_sample_coupon
from api.commands.sample_key import kept_sample_key
from api.commands.shoppers_shown import tell, tell_result, tell_tally
from api.commands.simulate import Json, Url, own_address, refuse
from api.settings import Settings, settings_from
from seed.lots import sample_day
from seed.shoppers import personas
from seed.simulate.http import RefusedError
from seed.simulate.shoppers import Shop, Visit
from seed.simulate.shoppers_crowd import AT_ONCE, Tally, crowd, persona_of
from seed.simulate.shoppers_doors import Json as Answer
from seed.simulate.shoppers_doors import Till
from seed.simulate.shoppers_told import Came, Happening
from seed.simulate.shoppers_trial import Planted, marketer, result, trial, try_out

_BASE = 0.3
"""How often those buy who do not see the offer that is tried out."""
_STORE = "mad1"
"""Where experiments are played: units of two currencies cannot be added up."""
_TRIES = 10
_EVERY = 30.0  # seconds between two shoppers, beside a demo


def shoppers(
    *,
    url: Url = None,
    key: Annotated[
        str | None,
        typer.Option(
            envvar="FRESHLENS_KEY", help="An API key with the scope till; the demo's without it."
        ),
    ] = None,
    people: Annotated[
        int, typer.Option("--count", min=1, max=100_000, help="How many come.")
    ] = 100,
    minutes: Annotated[
        float, typer.Option(min=0, help="Over how long; 0: as fast as it goes.")
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Draws other visits.")] = 0,
    one: Annotated[
        bool, typer.Option("--one", help="A single shopper; --seed chooses who.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="With --one: tell what is shown, and why.")
    ] = False,
    language: Annotated[
        str, typer.Option(help="With --one: what the shopper reads (en, zh-Hans, es).")
    ] = "en",
    experiment: Annotated[
        str | None, typer.Option(help="Only meet the offer of this experiment (its key).")
    ] = None,
    uplift: Annotated[
        float, typer.Option(min=-1, max=2, help="How much more often who sees it buys: 0.1, 10 %.")
    ] = 0.10,
    staff: Annotated[str, typer.Option(help="Who reads the experiment's result.")] = "marketer",
    password: Annotated[
        str | None,
        typer.Option(envvar="FRESHLENS_STAFF_PASSWORD", help="Theirs; asked for without it."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Let shoppers walk the sample stores: beacons, scans, offers, carts, kiosks and tills.

    With --experiment they meet one offer, or not, and buy more often where they see it: the
    experiment's result, which is printed, must find that again.
    """
    opening = _shop(settings_from(os.environ), url, key)
    try:
        if experiment is not None:
            known = password or typer.prompt(f"Password of {staff}", hide_input=True, err=True)
            planted = Planted(_BASE, uplift)
            found = asyncio.run(
                _tried_out(opening, experiment, planted, people, seed=seed, staff=(staff, known))
            )
            print_json(found) if as_json else tell_result(found, planted, out)
        elif one:
            met = asyncio.run(_one(opening, seed, language, explain=explain and not as_json))
            if as_json:
                print_json([{"what": type(each).__name__, **asdict(each)} for each in met])
        else:
            tally = asyncio.run(_many(opening, people, seed, 60 * minutes))
            print_json(asdict(tally)) if as_json else tell_tally(tally, out)
    except RefusedError as error:
        refuse(str(error))


def shopping_beside(settings: Settings) -> AbstractContextManager[None]:
    """A shopper now and then, in a process of its own that ends with the context."""
    return beside(_shop_beside, settings)


def _shop_beside(settings: Settings) -> None:
    async def come() -> None:
        async with _shop(settings, None, None) as shop:
            for number in count():
                await asyncio.sleep(_EVERY)
                async for _ in Visit(shop, persona_of(number, 0), number=number).happenings():
                    """Nobody watches."""

    with suppress(KeyboardInterrupt):
        try:
            asyncio.run(come())
        except RefusedError as error:
            err.print(f"The sample's shoppers stop: {error}", markup=False, soft_wrap=True)


@asynccontextmanager
async def _shop(settings: Settings, url: str | None, key: str | None) -> AsyncIterator[Shop]:
    text = key or kept_sample_key(settings.data)
    if text is None:
        refuse(
            "an API key is missing: start `freshlens demo` in this folder once, or set "
            "FRESHLENS_KEY (`freshlens key create --scope till` makes one)"
        )
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    async with httpx.AsyncClient(
        base_url=url or own_address(settings), timeout=60, limits=limits
    ) as client:
        yield Shop(
            client,
            Till(client, text),
            sample_day(clock.now()),
            clock.now,
            kept_sample_coupon(settings.data),
        )


async def _one(
    opening: AbstractAsyncContextManager[Shop], seed: int, language: str, *, explain: bool
) -> Sequence[Happening]:
    """One shopper who gets offers: the holdout keeps them from one in twenty."""
    persona = msgspec.structs.replace(personas()[seed % len(personas())], language=language)
    async with opening as shop:
        if explain:
            out.print(f"{persona.name} · {persona.store}", style="bold", highlight=False)
        for number in range(_TRIES):
            met: list[Happening] = []
            visit = Visit(shop, persona, number=number, seed=seed, curious=True)
            async for happening in visit.happenings():
                if isinstance(happening, Came) and not happening.offers:
                    err.print("A shopper of the holdout, who gets no offers. Another one comes.")
                    break
                met.append(happening)
                if explain:
                    tell(happening, out)
            if met:
                return met
    raise RefusedError("nobody is told of any offer: is the sample loaded, and in force?")


async def _many(
    opening: AbstractAsyncContextManager[Shop], people: int, seed: int, seconds: float
) -> Tally:
    async with opening as shop:
        with _bar("Shoppers", people) as moved:
            return await crowd(
                shop,
                people,
                seed=seed,
                seconds=seconds,
                progress=lambda tally: moved(tally.shoppers),
            )


async def _tried_out(
    opening: AbstractAsyncContextManager[Shop],
    experiment: str,
    planted: Planted,
    people: int,
    *,
    seed: int,
    staff: tuple[str, str],
) -> Answer:
    async with opening as shop:
        what = trial(experiment, _STORE, shop)
        reader = await marketer(shop, *staff)  # a wrong password is told before, not after
        with _bar("Shoppers", people) as moved:
            await try_out(shop, what, planted, people, seed=seed, progress=moved)
        return await result(reader, experiment)


@contextmanager
def _bar(what: str, total: int) -> Iterator[Callable[[int], None]]:
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    ) as bars:
        task = bars.add_task(what, total=total)
        yield lambda done: bars.update(task, completed=done)
