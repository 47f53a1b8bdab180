"""The till's HTTP resources; `api.till` documents them."""

from collections.abc import Awaitable, Callable

from pymongo.errors import ConnectionFailure
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from api.graphql.view import RETRY_AFTER
from api.problems import problem
from api.till.answers import (
    basket_answer,
    misses,
    redemption_answer,
    refusals,
    return_answer,
)
from api.till.desk import Desk, RefusedError, answer, keyed, organisation, read
from api.till.documents import (
    BasketDocument,
    CaptureDocument,
    RedemptionDocument,
    ReturnDocument,
)
from api.till.tokens import basket_token, read_basket, receipt_token
from personalization.carts.cart import Cart
from personalization.carts.shopping import check_out
from personalization.redemptions.evaluation import Belt, evaluated
from personalization.redemptions.goods import BeltLine
from personalization.redemptions.pricing import priced_without
from personalization.redemptions.quote import SKEW
from personalization.redemptions.redemption import (
    Order,
    OrderTaken,
    Redemption,
    RedemptionState,
    ReturnedLine,
)
from personalization.redemptions.returned import NotThere
from personalization.redemptions.returning import bring_back
from personalization.shoppers.remembering import remember_sale
from provenance.scan import Occasion
from provenance.text import Message

Endpoint = Callable[[Request], Awaitable[Response]]


class Till:
    """The routes of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[BaseRoute]:
        """All below `/till`, for keys of scope `till`."""
        one = "/till/redemptions/{redemption}"
        return [
            self._route("/till/baskets", self.evaluate, "POST"),
            self._route("/till/redemptions", self.redeem, "POST"),
            self._route(one, self.show, "GET"),
            self._route(one, self.reverse, "DELETE"),
            self._route(f"{one}/capture", self.capture, "POST"),
            self._route(f"{one}/reverse", self.reverse, "POST"),
            self._route("/till/returns", self.take_back, "POST"),
        ]

    async def evaluate(self, request: Request) -> Response:
        """Price a basket; nothing of it is kept."""
        desk, asked = self._desk, await read(request, BasketDocument)
        store, now = await desk.store(asked.store), desk.clock()
        await desk.offers.ready()
        if asked.currency not in (None, store.currency.code):
            told = {"store": store.name, "currency": store.currency.code}
            raise RefusedError(422, Message("till-other-currency", told))
        if len({line.id for line in asked.lines}) < len(asked.lines):
            raise RefusedError(422, Message("till-line-twice"))
        at = asked.at or now
        if abs(at - now) > SKEW:
            minutes = int(SKEW.total_seconds() // 60)
            raise RefusedError(422, Message("till-clock", {"minutes": minutes}))
        belt = Belt(
            store=store,
            lines=tuple(
                BeltLine(
                    id=line.id,
                    code=line.code,
                    gtin=line.gtin,
                    lot=line.lot,
                    quantity=line.quantity,
                    weight_grams=line.weight_grams,
                    unit_price=line.unit_price,
                )
                for line in asked.lines
            ),
            key=request.state.caller.id,
            at=at,
            cart=asked.cart_id,
            codes=asked.codes,
            quotes=asked.quotes,
            delivery=asked.delivery,
        )
        found = await evaluated(
            desk.market,
            desk.archive,
            desk.signer,
            belt,
            Occasion(now, desk.live.stores, desk.live.places, store.id),
            snapshot=desk.offers.snapshot,
            terms=desk.offers.terms,
        )
        token = basket_token(found.priced.basket, desk.signer, organisation(request), now)
        say = desk.say(request)
        return answer(basket_answer(found.priced, *token, say) | misses(found, say))

    async def redeem(self, request: Request) -> Response:
        """Hold what a basket uses for an order, or say what there is not enough of."""
        desk, asked = self._desk, await read(request, RedemptionDocument)
        now, whose = desk.clock(), organisation(request)
        basket = read_basket(asked.basket, desk.signer, whose, now)
        order = Order(whose, basket.context.store, asked.order)
        redemption = keyed(request, "redemption")
        done = await desk.market.redemptions.reserve(redemption, order, basket, now)
        if isinstance(done, OrderTaken):
            known = redemption_answer(done.redemption)
            raise RefusedError(409, Message("till-order-taken"), lambda _: {"redemption": known})
        if isinstance(done, Redemption):
            if done.order != order:
                raise RefusedError(422, Message("till-key-reused"))
            return answer(redemption_answer(done))
        await desk.offers.ready()
        again = priced_without(desk.offers.snapshot, basket, done)
        token = basket_token(again.basket, desk.signer, whose, now)
        raise RefusedError(
            409,
            Message("till-not-enough"),
            lambda say: {
                "refused": refusals(done, say),
                "basket": basket_answer(again, *token, say),
            },
        )

    async def show(self, request: Request) -> Response:
        """A redemption as it is."""
        return answer(redemption_answer(await self._own(request)))

    async def capture(self, request: Request) -> Response:
        """The order is paid."""
        desk, asked = self._desk, await read(request, CaptureDocument)
        known, now = await self._own(request), desk.clock()
        done = await desk.market.redemptions.capture(known.id, asked.receipt, now)
        if done is None or done.state is not RedemptionState.CAPTURED:
            state = (done or known).state.value
            raise RefusedError(409, Message("till-not-reserved", {"state": state}))
        if done.receipt != asked.receipt:
            raise RefusedError(409, Message("till-other-receipt", {"receipt": done.receipt}))
        if asked.cart_id is not None:
            cart = await check_out(desk.market, asked.cart_id, now=now)
            if isinstance(cart, Cart):
                store = await desk.store(done.order.store)
                await remember_sale(desk.market, cart, done, store)
        token = receipt_token(done.id, desk.signer, done.captured_at or now)
        return answer(redemption_answer(done) | {"receiptToken": token})

    async def reverse(self, request: Request) -> Response:
        """Take a redemption back as a whole."""
        known = await self._own(request)
        done = await self._desk.market.redemptions.reverse(known.id, self._desk.clock())
        return answer(redemption_answer(done or known))

    async def take_back(self, request: Request) -> Response:
        """Goods are brought back."""
        asked = await read(request, ReturnDocument)
        found = await bring_back(
            self._desk.market,
            Order(organisation(request), asked.store, asked.order),
            [ReturnedLine(line.id, line.quantity) for line in asked.lines],
            return_id=keyed(request, "return"),
            now=self._desk.clock(),
        )
        if found is None:
            raise RefusedError(404, Message("till-unknown-order", {"order": asked.order}))
        if isinstance(found, NotThere):
            told = {"line": found.line, "left": found.left}
            raise RefusedError(422, Message("till-not-there", told))
        redemption, back = found
        return answer(return_answer(back) | {"redemption": redemption_answer(redemption)})

    async def _own(self, request: Request) -> Redemption:
        """The redemption in the path, of the same organisation."""
        found = await self._desk.market.redemptions.by_id(request.path_params["redemption"])
        if found is None or found.order.organisation != organisation(request):
            raise RefusedError(404, Message("till-unknown-redemption"))
        return found

    def _route(self, path: str, endpoint: Endpoint, method: str) -> BaseRoute:
        async def answered(request: Request) -> Response:
            try:
                return await endpoint(request)
            except RefusedError as refused:
                return self._desk.refusal(request, refused)
            except ConnectionFailure:
                return problem(503, "The database is away: ask again.", RETRY_AFTER)

        answered.__name__ = f"till_{endpoint.__name__}"
        return guarded(path, answered, Action.REDEEM, [method])
