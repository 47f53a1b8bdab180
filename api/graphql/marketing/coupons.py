"""GraphQL: coupon codes in bulk. They are shown as they are made, and stored as digests only."""

from datetime import datetime
from hashlib import blake2s
from typing import Annotated, Self

import strawberry

from api.access.callers import Action, Staff
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from personalization.redemptions.coupon import MOST_CODES
from personalization.redemptions.coupon import CouponSeries as Series
from personalization.redemptions.coupon_codes import is_gcn, is_prefix
from personalization.redemptions.entering import make_codes
from provenance.text import Message

LONGEST_KEY = 100
MOST_USES = 1_000_000


@strawberry.input(description="Codes to make for an offer that needs a code.")
class CreateCouponsInput:
    idempotency_key: str = described(
        "Made by the caller, 1 to 100 characters. Sending it again, after a lost answer say, "
        "finishes the same series and shows the same codes."
    )
    offer_id: strawberry.ID = described("The offer that the codes open.")
    count: int = described("How many, 1 to 100,000.")
    prefix: str = described("What codes begin with: up to 12 letters and digits.", default="")
    gcn: str | None = described(
        "A Global Coupon Number (13 digits): the codes are then element strings with AI 255 and a "
        "serial, for barcodes, and have no prefix.",
        default=None,
    )
    uses_per_code: int | None = described(
        "How many orders may use each code; null: any number.", default=1
    )
    valid_from: datetime | None = described("From when they count (UTC).", default=None)
    valid_until: datetime | None = described("Until when they count (UTC).", default=None)


@strawberry.type(description="Codes that were made together.")
class CouponSeries:
    id: strawberry.ID = described("Its id.")
    offer_id: strawberry.ID = described("The offer that the codes open.")
    count: int = described("How many codes were asked for.")
    made: int = described("How many there are by now: it grows while they are made.")
    uses_per_code: int | None = described("How many orders may use each; null: any number.")
    valid_from: datetime | None = described("From when they count (UTC).")
    valid_until: datetime | None = described("Until when they count (UTC).")
    created_at: datetime = described("When they were made (UTC).")
    created_by: str = described("Who made them.")

    @strawberry.field(description="How many codes can be used no more.")
    async def used_up(self, info: Request) -> int:
        return await info.context.market.coupons.used(self.id)

    @classmethod
    def of(cls, value: Series) -> Self:
        return cls(
            id=strawberry.ID(value.id),
            offer_id=strawberry.ID(value.offer),
            count=value.count,
            made=value.made,
            uses_per_code=value.uses,
            valid_from=value.since,
            valid_until=value.until,
            created_at=value.created_at,
            created_by=value.created_by,
        )


@strawberry.type(description="Codes that were made. They are stored nowhere: keep them.")
class CouponsCreated:
    series: CouponSeries = described("The series.")
    csv: str = described("One code a line (CRLF, RFC 4180) below the header `code`.")


@strawberry.type(description="Why no codes were made, in words.")
class CouponRefusal:
    message: str = described("What is wrong.")
    hint: str = described("What to do about it.")


CreateCouponsResult = Annotated[
    CouponsCreated | CouponRefusal,
    strawberry.union("CreateCouponsResult", description="The codes, or why not."),
]


async def coupon_series(
    info: Request,
    offer_id: Annotated[strawberry.ID, strawberry.argument(description="The offer.")],
) -> list[CouponSeries]:
    found = await info.context.market.coupons.series_of(offer_id)
    return [CouponSeries.of(each) for each in found]


async def create_coupons(
    info: Request,
    input: Annotated[CreateCouponsInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> CreateCouponsResult:
    request, caller = info.context, info.context.caller
    assert isinstance(caller, Staff)  # noqa: S101 - Requires(MANAGE_OFFERS) lets no other in
    if wrong := _wrong(input):
        return _refusal(request, *wrong)
    if not await request.market.offers.get(input.offer_id):
        return _refusal(request, "coupon-unknown-offer")
    key = blake2s(f"{caller.name}|{input.idempotency_key}".encode(), digest_size=10)
    wanted = Series(
        id=key.hexdigest(),
        offer=input.offer_id,
        count=input.count,
        uses=input.uses_per_code,
        since=input.valid_from,
        until=input.valid_until,
        created_at=request.now,
        created_by=caller.name,
        prefix=input.prefix.upper(),
        gcn=input.gcn,
    )
    known = await request.market.coupons.begin(wanted)
    if not known.same_as(wanted):
        return _refusal(request, "coupon-other-series")
    codes = [
        code async for part in make_codes(request.market, request.signer, known) for code in part
    ]
    made = await request.market.coupons.series(known.id)
    return CouponsCreated(
        series=CouponSeries.of(made or known), csv="\r\n".join(["code", *codes, ""])
    )


def _wrong(given: CreateCouponsInput) -> tuple[str, int] | tuple[str] | None:
    if not 1 <= len(given.idempotency_key) <= LONGEST_KEY:
        return "coupon-key", LONGEST_KEY
    if not 1 <= given.count <= MOST_CODES:
        return "coupon-count", MOST_CODES
    if given.uses_per_code is not None and not 1 <= given.uses_per_code <= MOST_USES:
        return ("coupon-uses",)
    if given.valid_from and given.valid_until and given.valid_from >= given.valid_until:
        return ("coupon-dates",)
    if not is_prefix(given.prefix.upper()):
        return ("coupon-prefix",)
    if given.gcn is not None and not is_gcn(given.gcn):
        return ("coupon-gcn",)
    return None


def _refusal(request: Context, key: str, most: int = 0) -> CouponRefusal:
    args = {"most": most} if most else {}
    return CouponRefusal(
        message=request.say(Message(key, args)), hint=request.say(Message(f"{key}-hint", args))
    )


@strawberry.type
class CouponQuery:
    """To be inherited by the schema's Query type."""

    coupon_series: list[CouponSeries] = strawberry.field(
        resolver=coupon_series,
        description="The series of codes of an offer, oldest first; ask again to see one grow.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )


@strawberry.type
class CouponMutation:
    """To be inherited by the schema's Mutation type."""

    create_coupons = strawberry.mutation(
        create_coupons,
        description="Make codes in bulk, for an offer that needs a code. They are shown once, here "
        "(or again to who repeats the request); what is stored of them opens nothing.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
