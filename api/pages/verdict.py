"""The verdict in a reader's words: may I, how long, until when."""

from dataclasses import dataclass
from datetime import date, timedelta

from api.pages.words import Words
from provenance.answer import Freshness, FreshnessState, Scan

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_ADVISED = frozenset(
    {
        FreshnessState.LAST_DAY,
        FreshnessState.PAST_BEST,
        FreshnessState.EXPIRED,
        FreshnessState.DO_NOT_EAT,
        FreshnessState.UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands first on the page. `slug` names the state's icon and colour."""

    slug: str
    word: str
    remaining: str | None
    date: str | None
    score: int | None
    advice: str | None


def verdict(scan: Scan, *, words: Words, today: date) -> Verdict:
    """Put a freshness into words; `today` is the date on the store's clock."""
    state = scan.freshness.state
    slug = state.lower().replace("_", "-")
    return Verdict(
        slug=slug,
        word=words(f"state-{slug}"),
        remaining=_remaining(scan.freshness, words),
        date=_date(scan, words, today),
        score=scan.freshness.score,
        advice=words(f"advice-{slug}") if state in _ADVISED else None,
    )


def _remaining(freshness: Freshness, words: Words) -> str | None:
    """Whole days, rounded down; hours on the last one."""
    low = freshness.remaining
    if low is None or low < _HOUR or freshness.state is FreshnessState.DO_NOT_EAT:
        return None
    high = freshness.remaining_upper or low
    if low < _DAY:
        return words("page-remaining-hours", hours=low // _HOUR)
    days, most = low // _DAY, high // _DAY
    if most > days:
        return words("page-remaining-days-range", days=days, most=most)
    return words("page-remaining-days", days=days)


def _date(scan: Scan, words: Words, today: date) -> str | None:
    """The date on the package or of the lot: use-by before best-before, the earlier of each."""
    lot, identity = scan.lot, scan.identity
    for key, known in (
        ("use-by", (lot and lot.use_by, identity.expiry)),
        ("best-before", (lot and lot.best_before, identity.best_before)),
    ):
        days = [day for day in known if day]
        if days:
            day = min(days)
            passed = (today - day).days
            if passed > 0:
                return words(f"page-{key}-passed", date=words.day(day), days=passed)
            return words(f"page-{key}", date=words.day(day))
    return None
