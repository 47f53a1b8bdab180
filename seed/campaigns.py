"""The sample stores' campaigns: offers, what is being tried out, and who is held out of it all.

They pass the same validation as those of a marketer, and are told apart by ids that begin with
`sample-`.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import msgspec

from personalization.experiments.checks import experiment_problems, holdout_problems
from personalization.experiments.experiment import Experiment, ExperimentStatus, Holdout
from personalization.offer_exchange import offers_kind
from personalization.offers.exchange import stored_offer
from personalization.offers.offer import Campaign, Offer
from personalization.offers.validation.terms import budget_problems
from personalization.redemptions.coupon import CouponSeries
from personalization.redemptions.entering import make_codes
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.imports.engine import import_files
from provenance.imports.records import Refusal
from provenance.store.archive import Archive
from seed.market import DATA

OFFERS = "offers.jsonl"
_OWNER = "sample"
_WELCOME = "sample-welcome"

T = TypeVar("T", bound=msgspec.Struct)


@cache
def sample_offers() -> Sequence[Offer]:
    """The offers, in the order in which they are loaded."""
    return [stored_offer(document) for document in _documents(OFFERS)]


async def load_campaigns(
    archive: Archive, market: Market, now: datetime, refused: Callable[[Refusal], None]
) -> int:
    """Put the campaigns into force, once: what marketers make of them afterwards stays as it is.

    How many records were new. An interrupted load is taken up again.
    """
    if await market.offers.get(sample_offers()[-1].id) is not None:
        return 0
    stored = 0
    for campaign in _read("campaigns.jsonl", Campaign):
        _must_be_right(campaign.id, [each.message for each in budget_problems(campaign.budgets)])
        await market.campaigns.put(msgspec.structs.replace(campaign, created_at=now))
        stored += 1
    for experiment in _read("experiments.jsonl", Experiment):
        _must_be_right(experiment.key, list(experiment_problems(experiment)))
        stored += await market.experiments.draft(experiment)
        await market.experiments.move(
            experiment.key, ExperimentStatus.DRAFT, ExperimentStatus.RUNNING
        )
    for holdout in _read("holdouts.jsonl", Holdout):
        _must_be_right(holdout.key, list(holdout_problems(holdout)))
        stored += (await market.experiments.put_holdout(holdout)).stored
    kind = offers_kind(archive, market, by=_OWNER, now=now, publishing=True)
    return stored + (await import_files(kind, [DATA / OFFERS], refused=refused)).stored


async def welcome_code(market: Market, signer: Signer, now: datetime) -> str:
    """The one code of the offer `sample-welcome`, which anybody may use; made on first use."""
    wanted = CouponSeries(
        id=_WELCOME,
        offer=_WELCOME,
        count=1,
        uses=None,
        since=None,
        until=None,
        created_at=now,
        created_by=_OWNER,
        prefix="WELCOME",
    )
    known = await market.coupons.begin(wanted)
    [code] = [code async for part in make_codes(market, signer, known) for code in part]
    return code


def _read(file: str, kind: type[T]) -> Iterator[T]:
    return (msgspec.convert(document, kind) for document in _documents(file))


def _documents(file: str) -> Iterator[Mapping[str, Any]]:
    for line in (DATA / file).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _must_be_right(name: str, wrong: Sequence[object]) -> None:
    if wrong:
        raise ValueError(f"{name}: {wrong}")
