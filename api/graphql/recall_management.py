"""GraphQL: announcing and withdrawing recalls, and what they reach."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2s
from typing import Annotated

import strawberry

from api.access.callers import Action, Staff
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.forward_trace import StoreStock, asked_thing, store_stock
from api.graphql.identity_types import Product
from personalization.carts.recalls import open_carts_holding
from provenance.forward import by_store
from provenance.recalls import RecallNotice, Withdrawal
from provenance.store.recalls import OtherRecallError
from provenance.text import LANGUAGES, Message

LONGEST_TEXT = 1_000
LONGEST_KEY = 100


@strawberry.input(description="A sentence in one language.")
class LocalisedTextInput:
    language: str = described("BCP 47: en, zh-Hans, es.")
    text: str = described("Up to 1,000 characters.")


@strawberry.input(description="What to recall, and what to tell people.")
class RecallLotInput:
    idempotency_key: str = described("Made by the caller; repeating a request repeats no recall.")
    gtin: str = described("The product's GTIN, 8 to 14 digits.")
    lot: str | None = described("Its lot; left out, every lot of the product.", default=None)
    with_made_from: bool = described(
        "Recall everything made from this lot too, known now or recorded later. Needs a lot.",
        default=False,
    )
    reason: list[LocalisedTextInput] = described("Why, in one or more languages.")
    instructions: list[LocalisedTextInput] = described("What people should do, likewise.")


@strawberry.input(description="A recall to take back.")
class WithdrawRecallInput:
    recall_id: strawberry.ID = described("The recall.")
    reason: str = described("Why, for the record; up to 1,000 characters.")


@strawberry.type(description="A recall as announced, and what it reaches.")
class RecallRecord:
    id: strawberry.ID = described("Its id.")
    things: list[str] = described("Lot keys, and GTINs for every lot of a product.")
    with_made_from: bool = described("Whether everything made from these lots is recalled too.")
    reason: str = described("Why, in the asked language.")
    instructions: str = described("What to do, in the asked language.")
    since: datetime = described("In force since (UTC).")
    announced_by: str | None = described("Who announced it.")
    withdrawn_at: datetime | None = described("When it was taken back; null while in force.")
    withdrawn_by: str | None = described("Who took it back.")
    withdrawn_because: str | None = described("Why it was taken back.")
    notice: strawberry.Private[RecallNotice]
    counted: strawberry.Private[int]

    @strawberry.field(description="The trade items that it names, by GTIN, those that we know.")
    async def products(self, info: Request) -> list[Product]:
        gtins = {thing.removeprefix("01/").split("/")[0] for thing in self.notice.things}
        found, speech = await info.context.archive.products.get_many(gtins), info.context.speech()
        return [Product.of(found[gtin], speech) for gtin in sorted(found)]

    @strawberry.field(description="Lots and numbered pieces that it reaches, as recorded by now.")
    async def lots(self, info: Request) -> int:
        notice = self.notice
        stock = await info.context.archive.lots.stock_of(
            notice.things, with_made_from=notice.with_made_from
        )
        return stock.lots

    @strawberry.field(description="Where affected lots are now. How many units is not recorded.")
    async def stock(self, info: Request) -> list[StoreStock]:
        notice, live = self.notice, info.context.live
        await live.ready()
        stock = await info.context.archive.lots.stock_of(
            notice.things, with_made_from=notice.with_made_from
        )
        return store_stock(by_store(stock, live.places), live.stores)

    @strawberry.field(
        description="How many carts that nobody paid for yet hold affected goods; their screens "
        "show the recall at once. A number, never which ones."
    )
    async def open_carts(self, info: Request) -> int:
        return await open_carts_holding(
            info.context.market,
            info.context.archive,
            self.notice.things,
            with_made_from=self.notice.with_made_from,
            now=info.context.now,
        )

    @strawberry.field(
        description="How often affected goods were scanned since it was announced: a sum over all "
        "screens, counted within seconds, that says nothing about anybody."
    )
    def scans(self) -> int:
        return self.counted


@strawberry.type(description="A page of recalls.")
class RecallPage:
    recalls: list[RecallRecord] = described("The newest first.")
    end_cursor: str | None = described("Continues as `after`; null on the last page.")


@strawberry.type(description="Why a recall was not changed, in words.")
class RecallRefusal:
    message: str = described("What is wrong.")
    hint: str = described("What to do about it.")


RecallResult = Annotated[
    RecallRecord | RecallRefusal,
    strawberry.union("RecallResult", description="The recall as it stands, or why not."),
]


async def recalls(
    info: Request,
    first: Annotated[int, strawberry.argument(description="How many, 1 to 100.")] = 20,
    after: Annotated[
        str | None, strawberry.argument(description="`endCursor` of the page before.")
    ] = None,
    in_force: Annotated[bool, strawberry.argument(description="Only those in force.")] = True,
) -> RecallPage:
    """Recalls, the newest first."""
    store = info.context.archive.recalls
    last = await store.by_id(after) if after else None
    count = min(max(first, 1), 100)
    found = await store.latest(
        first=count + 1, before=(last.since, last.id) if last else None, in_force=in_force
    )
    page = found[:count]
    counts = await store.scans([notice.id for notice in page])
    return RecallPage(
        recalls=[_record(info.context, notice, counts) for notice in page],
        end_cursor=page[-1].id if len(found) > count else None,
    )


async def recall_lot(
    info: Request,
    input: Annotated[RecallLotInput, strawberry.argument(description="The recall.")],  # noqa: A002
) -> RecallResult:
    """Put a recall into force."""
    request, caller = info.context, info.context.caller
    assert isinstance(caller, Staff)  # noqa: S101 - Requires(RECALL) lets no other in
    thing = asked_thing(request, gtin=input.gtin, lot=input.lot, serial=None, sscc=None)
    if isinstance(thing, Message):
        return RecallRefusal(
            message=request.say(thing), hint=request.say(Message("recall-thing-hint"))
        )
    if input.with_made_from and not input.lot:
        return _refusal(request, "recall-needs-lot")
    texts = [_by_language(input.reason), _by_language(input.instructions)]
    if not all(texts) or not 1 <= len(input.idempotency_key) <= LONGEST_KEY:
        return _refusal(request, "recall-texts", languages=", ".join(LANGUAGES))
    key = f"{caller.name}|{input.idempotency_key}"
    notice = RecallNotice(
        id=blake2s(key.encode(), digest_size=10).hexdigest(),
        things=(thing,),
        with_made_from=input.with_made_from,
        reasons=texts[0],
        instructions=texts[1],
        since=request.now,
        announced_by=caller.name,
    )
    try:
        announced = await request.archive.recalls.announce(notice)
    except OtherRecallError as error:
        return _refusal(request, "recall-other", things=", ".join(error.known.things))
    return _record(request, announced, await request.archive.recalls.scans([announced.id]))


async def withdraw_recall(
    info: Request,
    input: Annotated[WithdrawRecallInput, strawberry.argument(description="Which, and why.")],  # noqa: A002
) -> RecallResult:
    """Take a recall back."""
    request, caller = info.context, info.context.caller
    assert isinstance(caller, Staff)  # noqa: S101 - Requires(RECALL) lets no other in
    if not 1 <= len(input.reason.strip()) <= LONGEST_TEXT:
        return _refusal(request, "recall-withdrawal-reason")
    notice = await request.archive.recalls.withdraw(
        input.recall_id, Withdrawal(request.now, caller.name, input.reason.strip())
    )
    if notice is None:
        return _refusal(request, "recall-unknown")
    return _record(request, notice, await request.archive.recalls.scans([notice.id]))


def _by_language(texts: list[LocalisedTextInput]) -> Mapping[str, str]:
    """Texts by language; empty where any is empty, too long, or in a language we do not speak."""
    said = {each.language: each.text.strip() for each in texts}
    fine = all(tag in LANGUAGES and 1 <= len(text) <= LONGEST_TEXT for tag, text in said.items())
    return said if fine else {}


def _record(request: Context, notice: RecallNotice, scans: Mapping[str, int]) -> RecallRecord:
    speech, withdrawn = request.speech(), notice.withdrawn
    return RecallRecord(
        id=strawberry.ID(notice.id),
        things=list(notice.things),
        with_made_from=notice.with_made_from,
        reason=speech.choose(notice.reasons),
        instructions=speech.choose(notice.instructions),
        since=notice.since,
        announced_by=notice.announced_by,
        withdrawn_at=withdrawn.at if withdrawn else None,
        withdrawn_by=withdrawn.by if withdrawn else None,
        withdrawn_because=withdrawn.reason if withdrawn else None,
        notice=notice,
        counted=scans.get(notice.id, 0),
    )


def _refusal(request: Context, key: str, **args: str) -> RecallRefusal:
    say = request.say
    return RecallRefusal(message=say(Message(key, args)), hint=say(Message(f"{key}-hint", args)))


@strawberry.type
class RecallMutation:
    """To be inherited by the schema's Mutation type."""

    recall_lot = strawberry.mutation(
        recall_lot,
        description="Recall a lot, a product, or everything made from a lot. Every screen shows it "
        "at once.",
        extensions=[Requires(Action.RECALL)],
    )
    withdraw_recall = strawberry.mutation(
        withdraw_recall,
        description="Take a recall back; it stays on record. The first withdrawal counts.",
        extensions=[Requires(Action.RECALL)],
    )
