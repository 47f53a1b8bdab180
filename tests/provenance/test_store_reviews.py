"""Reviews from being left to being counted."""

import asyncio
import base64
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import Rating, Review
from provenance.reviews import rating
from provenance.store.collection import Document, Written
from provenance.store.reviews import Draft, Reviews, ReviewStatus, review_questions

NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
FISH, BREAD = "09521234000105", "09521234003007"
APPROVED, REJECTED = ReviewStatus.APPROVED, ReviewStatus.REJECTED


def draft(stars: int = 5, session: str = "s1", key: str = "k1", product: str = FISH) -> Draft:
    return Draft(product, stars, "Good fish", "en", session, key)


def review(number: int, stars: int = 4, minutes: int = 0) -> Review:
    at = NOW + timedelta(minutes=minutes)
    return Review(f"r{number:02}", stars, f"text {number}", "en", at, verified_purchase=True)


@pytest.fixture
def reviews(database: AsyncDatabase[Document]) -> Reviews:
    return Reviews(database)


async def left(reviews: Reviews, given: Draft) -> Review:
    held = await reviews.leave(given, now=NOW)
    assert held is not None
    return held


async def shown(reviews: Reviews, product: str = FISH) -> tuple[int, Rating]:
    page = await reviews.page(product, first=50, after=None)
    return len(page.reviews), page.rating


async def test_a_review_is_held_until_it_is_approved(reviews: Reviews) -> None:
    held = await left(reviews, draft())
    assert (held.stars, held.at, held.verified_purchase) == (5, NOW, False)
    assert await shown(reviews) == (0, rating({}))
    assert await reviews.pending(first=5) == [(FISH, held)]
    assert await reviews.moderate(held.id, APPROVED, by="ana", now=NOW) == held
    assert await shown(reviews) == (1, rating({5: 1}))
    assert await reviews.pending(first=5) == []


async def test_a_rejected_review_is_neither_shown_nor_counted(reviews: Reviews) -> None:
    held = await left(reviews, draft())
    await reviews.moderate(held.id, REJECTED, by="ana", now=NOW)
    assert await shown(reviews) == (0, rating({}))
    assert await reviews.pending(first=5) == []


async def test_deciding_again_counts_once(reviews: Reviews) -> None:
    held = await left(reviews, draft())
    counts = []
    for decision in (APPROVED, APPROVED, REJECTED, REJECTED, APPROVED):
        await reviews.moderate(held.id, decision, by="ana", now=NOW)
        counts.append((await shown(reviews))[1].count)
    assert counts == [1, 1, 0, 0, 1]


async def test_there_is_nothing_to_decide_about_an_unknown_review(reviews: Reviews) -> None:
    assert await reviews.moderate("none", APPROVED, by="ana", now=NOW) is None


async def test_repeating_a_review_returns_it_and_a_second_one_is_refused(
    reviews: Reviews, database: AsyncDatabase[Document]
) -> None:
    held = await left(reviews, draft())
    assert await reviews.leave(draft(), now=NOW + timedelta(hours=1)) == held
    assert await reviews.leave(draft(stars=1, key="k2"), now=NOW) is None
    assert await database.reviews.count_documents({}) == 1
    assert await reviews.leave(draft(session="s2"), now=NOW) is not None
    assert await reviews.leave(draft(product=BREAD), now=NOW) is not None


async def test_what_is_stored_names_no_session(
    reviews: Reviews, database: AsyncDatabase[Document]
) -> None:
    await reviews.leave(draft(session="shopper-session"), now=NOW)
    assert "shopper-session" not in str(await database.reviews.find_one())


async def test_decisions_at_once_are_all_counted(reviews: Reviews) -> None:
    held = [await left(reviews, draft(1 + n % 5, session=f"s{n}")) for n in range(12)]
    await asyncio.gather(*(reviews.moderate(one.id, APPROVED, by="ana", now=NOW) for one in held))
    assert await shown(reviews) == (12, rating({1: 3, 2: 3, 3: 2, 4: 2, 5: 2}))


async def test_approved_elsewhere_counts_at_once_and_once(reviews: Reviews) -> None:
    given = {FISH: [review(1, 5), review(2, 2)], BREAD: [review(3, 1)]}
    assert await reviews.put_approved(given) == Written(3, 0)
    assert await reviews.put_approved(given) == Written(0, 3)
    assert await shown(reviews) == (2, rating({5: 1, 2: 1}))
    assert await shown(reviews, BREAD) == (1, rating({1: 1}))


@pytest.mark.parametrize("first", [1, 2, 3, 7, 50])
async def test_pages_leave_no_gap_and_repeat_nothing(reviews: Reviews, first: int) -> None:
    """Three of each minute, so that a page ends amid equal times."""
    given = [review(n, minutes=n // 3) for n in range(14)]
    await reviews.put_approved({FISH: given, BREAD: [review(99)]})
    found: list[Review] = []
    after = None
    while True:
        page = await reviews.page(FISH, first=first, after=after)
        found += page.reviews
        if not page.has_next_page:
            break
        assert len(page.reviews) == first
        after = page.end_cursor
    assert found == sorted(given, key=lambda one: (one.at, one.id), reverse=True)


async def test_a_page_beyond_the_end_is_empty(reviews: Reviews) -> None:
    await reviews.put_approved({FISH: [review(1)]})
    end = (await reviews.page(FISH, first=5, after=None)).end_cursor
    beyond = await reviews.page(FISH, first=5, after=end)
    assert (beyond.reviews, beyond.has_next_page, beyond.end_cursor) == ((), False, None)


@pytest.mark.parametrize(
    "text",
    ["", "?", "abc", "é", "\ud800", "0001-01-01T00:00:00+14:00 x", "2026-04-20 x", "2026-99-99 x"],
)
def test_a_cursor_that_is_not_ours_is_said_to_be_none(text: str) -> None:
    encoded = base64.urlsafe_b64encode(text.encode(errors="replace")).decode()
    for cursor in {text, encoded} - {base64.urlsafe_b64encode(b"2026-04-20 x").decode()}:
        with pytest.raises(ValueError, match="no cursor of a list of reviews"):
            review_questions(FISH, 5, cursor)


@given(st.text())
def test_any_other_cursor_raises_nothing_else(text: str) -> None:
    with suppress(ValueError):
        review_questions(FISH, 5, text)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, Rating(None, 0, 3.5)),
        ({5: 2}, Rating(5.0, 2, 3.75, (0, 0, 0, 0, 2))),
        ({5: 200, 4: 100}, Rating(4.67, 300, 4.629, (0, 0, 0, 100, 200))),
        ({1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, Rating(3.0, 5, 3.333, (1, 1, 1, 1, 1))),
    ],
)
def test_a_rating_leans_to_the_middle_until_many_agree(
    counts: dict[int, int], expected: Rating
) -> None:
    assert rating(counts) == expected


async def test_what_a_session_wrote_can_be_found_and_removed_with_its_stars(
    reviews: Reviews,
) -> None:
    bad = await left(reviews, draft(1))
    bread = await left(reviews, draft(4, product=BREAD))
    good = await left(reviews, draft(5, session="s2"))
    for each in (bad, good):
        await reviews.moderate(each.id, APPROVED, by="ana", now=NOW)
    assert {found["_id"] for found in await reviews.of_session("s1")} == {bad.id, bread.id}
    for _ in range(2):
        await reviews.remove_of_session("s1")
        assert await shown(reviews) == (1, rating({5: 1}))
    assert await reviews.of_session("s1") == []
    assert await reviews.pending(first=5) == []
