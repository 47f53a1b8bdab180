"""How long after its announcement a recall is on the screens of those who watch its goods."""

from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from api import app
from seed.codes import LINK, sample_codes
from tests.api.app_client import ask, staff_token
from tests.bench.live import client_of, subscribed
from tests.bench.market import stock
from tests.bench.processes import serving
from tests.bench.report import Budget, Found
from tests.bench.run import Run

WATCH = (
    "subscription ($code: String!) { scanUpdates(code: $code) {"
    " result { ... on Scan { recall { reason } } } } }"
)
RECALL = (
    "mutation ($input: RecallLotInput!) { recallLot(input: $input) {"
    " ... on RecallRecord { id } ... on RecallRefusal { message } } }"
)
WITHDRAW = (
    "mutation ($input: WithdrawRecallInput!) { withdrawRecall(input: $input) {"
    " ... on RecallRecord { id } } }"
)
WORDS = [{"language": "en", "text": "A trial of the bench"}]


async def recalls(run: Run) -> Found:
    """From the request that announces it to the update that shows it; withdrawn in between."""
    settings = run.named("recalls")
    async with run.database("recalls") as database:
        day = await stock(database, run.now)
        code = next(each.code for each in sample_codes(day) if each.kind == LINK)
        _, _, gtin, _, lot = urlsplit(code).path.split("/")
        goods = {"gtin": gtin, "lot": lot, "reason": WORDS, "instructions": WORDS}
        with serving(app.build, settings, run.uri) as server:
            async with client_of(server) as client:
                token = await staff_token(client, database)
                late: list[float] = []
                async with subscribed(server, WATCH, token, code=code) as updates:

                    async def shown(recalled: bool) -> None:
                        async for update in updates:
                            if bool(update["scanUpdates"]["result"]["recall"]) is recalled:
                                return

                    await shown(False)
                    while sum(late) < run.options.seconds:
                        began = perf_counter()
                        given = {"idempotencyKey": str(len(late)), **goods}
                        made = await ask(client, RECALL, {"input": given}, token)
                        await shown(True)
                        late.append(perf_counter() - began)
                        taken_back = {"recallId": made["recallLot"]["id"], "reason": "It was one"}
                        await ask(client, WITHDRAW, {"input": taken_back}, token)
                        await shown(False)
    return Found(
        columns=("p50 ms", "worst ms"),
        rows={"recall, announced to subscriber": (median(late) * 1000, max(late) * 1000)},
        budgets=[Budget("recall, announced to subscriber, worst", 2, max(late), " s")],
    )
