"""The log of sales: what it remembers, and what it does not put up with."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.metrology import Broken, Chain
from kiosk.scale import sales_log
from kiosk.scale.sale import Sale
from kiosk.scale.sales_log import FILE, LogBrokenError, LogTakenError, SalesLog, verify

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def sale(number: int) -> Sale:
    return Sale(
        number=number,
        request_id=f"r{number}",
        at=NOW,
        language="es",
        code="4011",
        gtin="09521234005087",
        plu="4011",
        lot=None,
        name="Plátanos",
        store_name="Madrid",
        time_zone="Europe/Madrid",
        origin=None,
        link_origin="https://shop.example",
        use_by=date(2026, 11, 24),
        best_before=None,
        net_grams=1250,
        tare_grams=45,
        unit_price=199,
        list_price=199,
        offers=(),
        total=249,
        currency="EUR",
        exponent=2,
        asked_at=NOW,
        cached=False,
        metrology_version="1.0.0",
        metrology="0" * 64,
        protocol="mt8217",
    )


@contextmanager
def opened(folder: Path) -> Iterator[SalesLog]:
    with closing(SalesLog(folder)) as log:
        yield log


def test_a_log_remembers_over_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        log.sold(sale(1))
        log.printed(1, NOW)
        log.reprinted(1, NOW)
        log.sold(sale(2))
        log.not_printed(2, NOW, "PrinterAwayError")
    with opened(tmp_path) as log:
        assert log.last_number == 2
        assert log.sale(1) == sale(1)
        assert log.sale_of("r2") == sale(2)
        assert (log.was_printed(1), log.was_printed(2)) == (True, False)
        assert (log.reprints(1), log.reprints(2)) == (1, 0)
        assert log.sale(3) is None
        assert log.sale_of("r3") is None
    checked = verify(tmp_path / FILE)
    assert isinstance(checked, Chain)
    assert checked.lines == 5


def test_a_line_cut_short_is_owned_up_to_and_the_rest_counts(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        log.sold(sale(1))
        log.sold(sale(2))
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes()[:-40])
    assert isinstance(verify(file), Broken)
    with opened(tmp_path) as log:
        assert log.last_number == 1, "the cut line was never answered"
        log.sold(sale(2))
    with opened(tmp_path) as log:
        assert log.last_number == 2
    assert isinstance(verify(file), Chain)


def test_a_line_that_lacks_only_its_end_counts(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        log.sold(sale(1))
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes()[:-1])
    with opened(tmp_path) as log:
        assert log.last_number == 1
        log.printed(1, NOW)
    assert verify(file) != Broken(1)


@pytest.mark.parametrize(
    ("before", "after"), [(b'"total":249', b'"total":149'), (b'"kind":"printed"', b'"kind":"sale"')]
)
def test_nothing_is_sold_on_a_log_that_was_tampered_with(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    with opened(tmp_path) as log:
        log.sold(sale(1))
        log.printed(1, NOW)
        log.sold(sale(2))
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes().replace(before, after, 1))
    with pytest.raises(LogBrokenError, match="line"):
        SalesLog(tmp_path)
    SalesLog(tmp_path / "other").close()


def test_two_agents_never_write_one_log(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(LogTakenError, match="another agent"):
        SalesLog(tmp_path)


def test_only_the_last_sales_can_be_printed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sales_log, "_REMEMBERED", 2)
    with opened(tmp_path) as log:
        for number in (1, 2, 3):
            log.sold(sale(number))
            log.printed(number, NOW)
        assert [log.sale(number) is not None for number in (1, 2, 3)] == [False, True, True]
        assert log.sale_of("r1") is None
        assert not log.was_printed(1)


def test_a_reprint_keeps_the_pack_time_and_cites_the_first_label() -> None:
    first, again = sale(7).label(), sale(7).label(reprints=2)
    assert (first.number, first.reprint_of) == ("7", None)
    assert (again.number, again.reprint_of) == ("7-2", "7")
    assert again.packed_at == first.packed_at
    assert first.packed_at.strftime("%H:%M") == "10:30", "the store's clock"


def test_a_sale_reads_back_as_it_was_written() -> None:
    assert msgspec.convert(msgspec.to_builtins(sale(1)), Sale) == sale(1)
