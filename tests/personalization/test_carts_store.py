"""Carts in the database: nobody's change is lost, and nothing is left of them but numbers."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import WriteError

from personalization.carts.cart import IDLE, LIFE, Cart, CartStatus
from personalization.carts.changes import Amount, checked_out, with_amount, with_code, with_line
from personalization.carts.pairing import GOOD_FOR, pair_cart, start_pairing
from personalization.carts.recalls import open_carts_holding, recalls_on
from personalization.carts.refusal import CartMiss, CartRefusal
from personalization.carts.shopping import create_cart
from personalization.shoppers.consent import WORDING, Purpose
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.projection import project_dirty
from provenance.recalls import RecallNotice
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.personalization.cart_samples import (
    LATER,
    MADRID,
    NOW,
    SALMON,
    cart,
    done,
    line,
    missed,
    weighed,
)
from tests.provenance.scan_market import MARKET
from tests.provenance.stories import (
    FARM,
    FISH,
    LOT,
    MIXED,
    NORTH,
    OTHER_LOT,
    SALAD,
    as_read,
    born,
    made,
)

KIOSK, PHONE, OTHER = "a" * 32, "b" * 32, "c" * 32
SIGNER = Signer("s" * 40)


@pytest.fixture
def market(database: AsyncDatabase[Document]) -> Market:
    return Market(database)


async def stored(market: Market, *carts: Cart) -> None:
    for each in carts:
        await market.carts.add(each)


async def there(market: Market, cart_id: str) -> Cart:
    found = await market.carts.get(cart_id, LATER)
    assert found
    return found


class TestKeeping:
    async def test_a_cart_comes_back_as_it_was(self, market: Market) -> None:
        whole = cart(
            line(lasts_until=LATER, use_by=LATER.date(), category="fish/fresh"),
            weighed(label_price=180),
            cart_id=KIOSK,
            codes=("A",),
            shopper="s1",
        )
        whole = done(with_line(whole, line("l3", lot=None), "k", now=LATER))
        await stored(market, whole)
        assert await there(market, KIOSK) == whole

    async def test_an_id_that_could_be_guessed_is_never_stored(self, market: Market) -> None:
        with pytest.raises(WriteError):
            await stored(market, cart(cart_id="7"))

    async def test_after_its_day_nobody_gets_it(self, market: Market) -> None:
        await stored(market, cart(line(), cart_id=KIOSK))
        assert await market.carts.get(KIOSK, NOW + LIFE - timedelta(seconds=1))
        assert await market.carts.get(KIOSK, NOW + LIFE) is None
        changed = await market.carts.change(KIOSK, lambda cart: cart, NOW + LIFE)
        assert missed(changed) is CartMiss.UNKNOWN_CART

    async def test_additions_at_once_all_count(self, market: Market) -> None:
        await stored(market, cart(cart_id=KIOSK))

        async def add(number: int) -> None:
            more = line(f"l{number}")
            done(
                await market.carts.change(
                    KIOSK, lambda cart: with_line(cart, more, str(number), now=NOW), NOW
                )
            )

        await asyncio.gather(*(add(number) for number in range(20)))
        found = await there(market, KIOSK)
        assert [each.quantity for each in found.lines] == [20]
        assert found.revision == 21

    async def test_of_two_who_saw_the_same_revision_one_is_told(self, market: Market) -> None:
        await stored(market, cart(line(), cart_id=KIOSK))

        async def set_to(quantity: int) -> Cart | CartRefusal:
            amount = Amount(quantity)
            return await market.carts.change(
                KIOSK, lambda cart: with_amount(cart, "l1", amount, now=NOW, expected=1), NOW
            )

        one, other = await asyncio.gather(set_to(2), set_to(3))
        won, lost = (one, other) if isinstance(one, Cart) else (other, one)
        assert isinstance(won, Cart)
        assert isinstance(lost, CartRefusal)
        assert (lost.miss, lost.cart) == (CartMiss.CHANGED_MEANWHILE, await there(market, KIOSK))
        assert lost.cart
        assert lost.cart.lines == won.lines


class TestLinking:
    async def test_a_cart_is_linked_to_who_agreed_and_to_nobody_else(self, market: Market) -> None:
        async def begun() -> Cart:
            made = await create_cart(market, MARKET, now=NOW, shopper="s1")
            return await there(market, made.id)

        async def say(purpose: Purpose) -> None:
            await market.shoppers.give("s1", [purpose], wording=WORDING, surface="app", now=NOW)

        assert (await begun()).shopper is None
        await say(Purpose.HISTORY)
        assert (await begun()).shopper is None
        await say(Purpose.LINKING)
        assert (await begun()).shopper == "s1"


class TestSweeping:
    async def test_idle_carts_are_abandoned_until_the_next_change(self, market: Market) -> None:
        await stored(market, cart(line(), cart_id=KIOSK), cart(cart_id=PHONE))
        assert await market.carts.abandon(NOW + IDLE - timedelta(seconds=1)) == 0
        assert await market.carts.abandon(NOW + IDLE) == 1
        assert (await there(market, KIOSK)).status is CartStatus.ABANDONED
        assert (await there(market, PHONE)).status is CartStatus.OPEN, "nothing was in it"
        await market.carts.change(KIOSK, lambda cart: with_code(cart, "A", now=LATER), LATER)
        assert (await there(market, KIOSK)).status is CartStatus.OPEN

    async def test_of_a_cart_whose_day_is_over_numbers_remain_and_nothing_that_leads_back(
        self, market: Market
    ) -> None:
        paid = checked_out(cart(weighed(), cart_id=PHONE), now=NOW)
        late = replace(cart(cart_id="d" * 32), expires_at=NOW + 2 * LIFE)
        await stored(market, cart(line(quantity=2), cart_id=KIOSK), paid, cart(cart_id=OTHER), late)
        assert await market.carts.expire(NOW + LIFE, {"north": MADRID}) == 3
        assert await market.carts.expire(NOW + LIFE, {"north": MADRID}) == 0
        ends = await market.database.cart_ends.find().to_list()
        assert sorted((end["reached"], end["lines"], end["value"]) for end in ends) == [
            ("ABANDONED", 1, 998),
            ("CHECKED_OUT", 1, 172),
            ("EXPIRED", 0, 0),
        ]
        assert {(end["store"], end["day"], end["currency"]) for end in ends} == {
            ("north", "2026-11-21", "EUR")
        }
        assert not [gone for gone in (KIOSK, PHONE, OTHER) if gone in str(ends)]
        assert await market.database.carts.distinct("_id") == [late.id]

    async def test_the_day_is_the_stores(self, market: Market) -> None:
        late = NOW.replace(hour=23, minute=30)
        await stored(market, replace(cart(line(), cart_id=KIOSK), changed_at=late))
        await market.carts.expire(NOW + LIFE, {"north": MADRID})
        assert await market.database.cart_ends.distinct("day") == ["2026-11-22"]

    async def test_sweepers_at_once_count_each_cart_once(self, market: Market) -> None:
        await stored(market, *(cart(line(), cart_id=f"{number:032x}") for number in range(50)))
        gone = await asyncio.gather(*(market.carts.expire(NOW + LIFE, {}) for _ in range(4)))
        assert sum(gone) == 50
        assert await market.database.cart_ends.count_documents({}) == 50
        assert await market.database.carts.count_documents({}) == 0


class TestPairing:
    async def invitation(self, market: Market, cart_id: str = KIOSK) -> str:
        found = await start_pairing(market, SIGNER, cart_id, now=NOW)
        assert not isinstance(found, CartRefusal)
        return found.token

    async def test_two_ids_lead_to_one_cart(self, market: Market) -> None:
        await stored(market, cart(line(), cart_id=KIOSK), cart(weighed(), cart_id=PHONE))
        token = await self.invitation(market)
        shared = done(await pair_cart(market, SIGNER, token, "k", now=NOW, cart_id=PHONE))
        assert (shared.id, len(shared.lines)) == (KIOSK, 2)
        assert await there(market, PHONE) == await there(market, KIOSK)
        done(await market.carts.change(PHONE, lambda cart: with_code(cart, "A", now=NOW), NOW))
        assert (await there(market, KIOSK)).codes == ("A",)

    async def test_repeating_it_gives_the_same_cart_and_others_get_none(
        self, market: Market
    ) -> None:
        await stored(market, cart(cart_id=KIOSK), cart(line(), cart_id=PHONE), cart(cart_id=OTHER))
        token = await self.invitation(market)
        pairing = [
            pair_cart(market, SIGNER, token, key, now=NOW, cart_id=own)
            for key, own in (("k", PHONE), ("k", PHONE), ("k", PHONE))
        ]
        first, again, third = await asyncio.gather(*pairing)
        assert done(first).lines == done(again).lines == done(third).lines
        assert [each.quantity for each in (await there(market, KIOSK)).lines] == [1]
        for own in (OTHER, None):
            stranger = await pair_cart(market, SIGNER, token, "other", now=NOW, cart_id=own)
            assert missed(stranger) is CartMiss.PAIRING

    async def test_of_two_phones_at_once_one_is_paired(self, market: Market) -> None:
        await stored(
            market,
            cart(cart_id=KIOSK),
            cart(line(), cart_id=PHONE),
            cart(weighed(), cart_id=OTHER),
        )
        token = await self.invitation(market)
        found = await asyncio.gather(
            pair_cart(market, SIGNER, token, "one", now=NOW, cart_id=PHONE),
            pair_cart(market, SIGNER, token, "two", now=NOW, cart_id=OTHER),
        )
        assert len([each for each in found if isinstance(each, Cart)]) == 1
        assert len((await there(market, KIOSK)).lines) == 1

    async def test_a_phone_without_a_cart_is_noticed_once(self, market: Market) -> None:
        await stored(market, cart(line(), cart_id=KIOSK))
        before, token = await there(market, KIOSK), await self.invitation(market)
        for _ in range(2):
            shared = done(await pair_cart(market, SIGNER, token, "k", now=NOW))
            assert shared.revision == before.revision + 1
            assert shared.lines == before.lines

    async def test_lines_added_meanwhile_are_not_lost(self, market: Market) -> None:
        await stored(market, cart(cart_id=KIOSK), cart(line(quantity=5), cart_id=PHONE))
        token = await self.invitation(market)

        async def add(cart_id: str, number: int) -> None:
            more = line(f"m{number}")
            done(
                await market.carts.change(
                    cart_id, lambda cart: with_line(cart, more, str(number), now=NOW), NOW
                )
            )

        await asyncio.gather(
            *(add((KIOSK, PHONE)[number % 2], number) for number in range(10)),
            pair_cart(market, SIGNER, token, "k", now=NOW, cart_id=PHONE),
        )
        assert [each.quantity for each in (await there(market, KIOSK)).lines] == [15]

    async def test_a_chain_of_pairings_is_one_step_long(self, market: Market) -> None:
        await stored(market, cart(line(), cart_id=PHONE), cart(cart_id=KIOSK), cart(cart_id=OTHER))
        await pair_cart(market, SIGNER, await self.invitation(market), "1", now=NOW, cart_id=PHONE)
        token = await self.invitation(market, OTHER)
        done(await pair_cart(market, SIGNER, token, "2", now=NOW, cart_id=PHONE))
        for cart_id in (PHONE, KIOSK, OTHER):
            assert (await there(market, cart_id)).id == OTHER

    async def test_carts_that_cannot_be_one_leave_the_invitation_open(self, market: Market) -> None:
        await stored(market, cart(cart_id=KIOSK), cart(cart_id=PHONE, store="south"))
        token = await self.invitation(market)
        for own, miss in ((PHONE, CartMiss.OTHER_STORE), (OTHER, CartMiss.UNKNOWN_CART)):
            found = await pair_cart(market, SIGNER, token, "k", now=NOW, cart_id=own)
            assert missed(found) is miss
        shared = done(await pair_cart(market, SIGNER, token, "other", now=NOW))
        assert shared.id == KIOSK
        assert (await there(market, PHONE)).status is CartStatus.OPEN

    async def test_what_is_no_invitation_is_refused(self, market: Market) -> None:
        await stored(market, cart(cart_id=KIOSK))
        token = await self.invitation(market)
        forged = await pair_cart(market, Signer("t" * 40), token, "k", now=NOW)
        over = await pair_cart(market, SIGNER, token, "k", now=NOW + GOOD_FOR)
        keyless = await pair_cart(market, SIGNER, token, "", now=NOW)
        unknown = await start_pairing(market, SIGNER, PHONE, now=NOW)
        assert [missed(each) for each in (forged, over, keyless, unknown)] == [
            CartMiss.PAIRING,
            CartMiss.PAIRING,
            CartMiss.INPUT,
            CartMiss.UNKNOWN_CART,
        ]
        assert KIOSK not in token


class TestRecalls:
    @pytest.fixture
    async def archive(self, database: AsyncDatabase[Document]) -> Archive:
        archive = Archive(database)
        events = (born(0, FARM, LOT, OTHER_LOT), made(2, NORTH, [LOT], [MIXED]))
        await archive.events.capture(as_read(*events))
        await project_dirty(archive.events, archive.lots)
        return archive

    async def recall(self, archive: Archive, *things: str, made_from: bool = False) -> None:
        text = {"en": "Glass"}
        notice = RecallNotice("r1", things, text, text, NOW, with_made_from=made_from)
        await archive.recalls.put([notice])

    async def test_a_recall_reaches_lines_by_product_lot_and_what_they_were_made_from(
        self, archive: Archive
    ) -> None:
        goods = cart(
            line("one", product=FISH, lot=LOT),
            line("two", product=FISH, lot=OTHER_LOT),
            line("bowl", product=SALAD, lot=MIXED),
            line("loose", product="north/4023", gtin=None, lot=None),
        )
        assert await recalls_on(archive, goods, LATER) == {}
        await self.recall(archive, LOT)
        assert set(await recalls_on(archive, goods, LATER)) == {"one"}
        await self.recall(archive, LOT, made_from=True)
        found = await recalls_on(archive, goods, LATER)
        assert {key: each.made_from for key, each in found.items()} == {"one": None, "bowl": LOT}
        await self.recall(archive, FISH)
        assert set(await recalls_on(archive, goods, LATER)) == {"one", "two"}
        assert await recalls_on(archive, goods, NOW - timedelta(days=1)) == {}
        assert await recalls_on(archive, cart(), LATER) == {}

    async def test_carts_are_counted_once_and_only_while_nobody_paid(
        self, market: Market, archive: Archive
    ) -> None:
        fish, bowl = line("f", product=FISH, lot=LOT), line("b", product=SALAD, lot=MIXED)
        unknown = line("u", product=FISH, lot=f"01/{SALMON}/10/nobody-recorded")
        await stored(
            market,
            cart(fish, bowl, cart_id=KIOSK),
            cart(bowl, cart_id=PHONE, status=CartStatus.ABANDONED),
            cart(unknown, cart_id=OTHER),
            checked_out(cart(fish, cart_id="d" * 32), now=NOW),
        )

        async def holding(thing: str, *, with_made_from: bool = True) -> int:
            return await open_carts_holding(
                market, archive, [thing], with_made_from=with_made_from, now=LATER
            )

        assert await holding(LOT) == 2
        assert await holding(LOT, with_made_from=False) == 1
        assert await holding(MIXED) == 2
        assert await holding(FISH) == 2
        assert await holding(str(unknown.lot)) == 1
        assert await holding(OTHER_LOT) == 0
