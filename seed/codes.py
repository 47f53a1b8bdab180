"""One code of every kind, on lots and products of the sample market, and what each shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from biip.checksums import gs1_price_weight_check_digit, gs1_standard_check_digit

from provenance.answer import FreshnessState
from provenance.identity import RefusalReason
from seed.lots import SampleLot, lots
from seed.market import items

FNC1 = "\x1d"
"""The group separator, as scanners report FNC1 inside a symbol."""


@dataclass(frozen=True, slots=True)
class SampleCode:
    """A code to scan. `shows` is a word for what to look for in the answer.

    It is a freshness state, a refusal reason, or one of `WORDS`. `store` is where to scan it, None
    for nowhere; `state` is the state it must have, None where that is not the point.
    """

    code: str
    kind: str
    shows: str
    store: str | None = None
    state: FreshnessState | None = None


WORDS: Mapping[str, str] = {
    "recall": "the lot is recalled",
    "excursion": "the lot was too warm for too long",
    "gap": "something in the journey is not recorded",
    "impossible order": "a step is dated before the lot existed",
    "serial": "a piece with a number of its own",
    "weighed": "the weight stands in the code",
    "price in code": "the price stands in the code",
    "product": "the product alone, no lot named",
    "open food facts": "all we know comes from Open Food Facts",
}
"""What a code can show besides a freshness state or a refusal."""

LINK = "GS1 Digital Link with lot"


def sample_codes(day: date) -> Sequence[SampleCode]:
    """The codes of a sample day; the first is the best story."""
    return (*_states(lots(day)), *_journeys(lots(day)), *_formats(lots(day)), *_store(), *_misses())


def _states(of: Mapping[str, SampleLot]) -> Iterator[SampleCode]:
    for key, store, state in (
        ("SALM", "mad1", FreshnessState.FRESH),
        ("SALM", "hz1", FreshnessState.GOOD),
        ("MILS", "mad1", FreshnessState.SOON),
        ("MILL", "mad1", FreshnessState.LAST_DAY),
        ("YOGU", "mad1", FreshnessState.PAST_BEST),
        ("CHIX", "mad1", FreshnessState.EXPIRED),
        ("SALT", "mad1", FreshnessState.UNKNOWN),
    ):
        yield SampleCode(_link(of[key]), LINK, state.value, store, state)
    do_not_eat = FreshnessState.DO_NOT_EAT
    yield SampleCode(_link(of["SPIN"]), LINK, "recall", "mad1", do_not_eat)
    yield SampleCode(_link(of["BEEF"]), LINK, "excursion", "mad1", do_not_eat)


def _journeys(of: Mapping[str, SampleLot]) -> Iterator[SampleCode]:
    yield SampleCode(_link(of["MANG"]), LINK, "gap", "hz1")
    yield SampleCode(_link(of["CUCU"]), LINK, "gap", "mad1")
    yield SampleCode(_link(of["BROC"]), LINK, "impossible order", "mad1")


def _formats(of: Mapping[str, SampleLot]) -> Iterator[SampleCode]:
    ham, fish, greens = of["HAMI"], of["CROA"], of["PAKC"]
    fresh = ("FRESH", "hz1", FreshnessState.FRESH)
    serial = f"https://id.gs1.org/01/{ham.item.gtin}/21/{ham.serials[0]}"
    yield SampleCode(serial, "GS1 Digital Link with serial", "serial", "mad1")
    yield SampleCode(
        f"HTTPS://WWW.DONGHAIWAN.EXAMPLE/p/{fish.thing}?17={fish.use_by:%y%m%d}",
        "GS1 Digital Link of a brand",
        *fresh,
    )
    yield SampleCode(
        f"]d201{fish.item.gtin}10{fish.lot}{FNC1}17{fish.use_by:%y%m%d}",
        "GS1 DataMatrix with FNC1",
        *fresh,
    )
    yield SampleCode(
        f"(01){greens.item.gtin}(15){greens.best_before:%y%m%d}(10){greens.lot}",
        "AI text in brackets",
        *fresh,
    )
    weighed = f"]C101{items()['whole-salmon'].gtin}3103004250"
    yield SampleCode(weighed, "GS1-128 with weight", "weighed", "hz1")
    for sku, kind, printed in (
        ("olive-oil", "EAN-13", _last(13)),
        ("sesame-bar", "EAN-8", _last(8)),
        ("chocolate", "UPC-A", _last(12)),
        ("lemon-water", "UPC-E", _upc_e),
        ("oat-drink-case", "GTIN-14", _last(14)),
    ):
        yield SampleCode(printed(items()[sku].gtin), kind, "product", "mad1")
    yield SampleCode("9521234004998", "EAN-13", "open food facts", "mad1")


def _store() -> Iterator[SampleCode]:
    """Codes that mean something only in their store."""
    yield SampleCode("4011", "PLU", "product", "hz1")
    yield SampleCode("94011", "PLU, organic", "product", "mad1")
    yield SampleCode(_checked("210120400850"), "in-store EAN-13 with weight", "weighed", "hz1")
    yield SampleCode(_checked("230120400425"), "in-store EAN-13 with weight", "weighed", "mad1")
    for prefix, price, store in (("2002310", "2550", "hz1"), ("2403105", "0390", "mad1")):
        code = _checked(f"{prefix}{gs1_price_weight_check_digit(price)}{price}")
        yield SampleCode(code, "in-store EAN-13 with price", "price in code", store)


def _misses() -> Iterator[SampleCode]:
    for code, kind, reason in (
        (_checked("952123499999"), "EAN-13", RefusalReason.UNKNOWN_PRODUCT),
        ("9521234003178", "EAN-13", RefusalReason.CHECK_DIGIT),
        ("4011", "PLU without a store", RefusalReason.STORE_REQUIRED),
        ("https://shop.example/menu", "web link", RefusalReason.FOREIGN_LINK),
        ("https://id.gs1.org/414/9521235000012", "location", RefusalReason.UNSUPPORTED),
        ("two for one!", "text", RefusalReason.UNREADABLE),
    ):
        yield SampleCode(code, kind, reason.value)


def _link(lot: SampleLot) -> str:
    return f"https://id.gs1.org/{lot.thing}"


def _last(digits: int) -> Callable[[str], str]:
    """A GTIN as the last digits of its 14, the way a shorter symbol carries it."""
    return lambda gtin: gtin[-digits:]


def _upc_e(gtin: str) -> str:
    """Zero-suppressed, for a UPC whose manufacturer number has five digits (GenSpecs 5.2.2.4.1)."""
    upc = gtin[-12:]
    return f"0{upc[1:6]}{upc[10:]}"


def _checked(digits: str) -> str:
    return f"{digits}{gs1_standard_check_digit(digits)}"
