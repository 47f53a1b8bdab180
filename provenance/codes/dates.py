"""Six-digit dates inside codes."""

from calendar import monthrange
from datetime import date


def printed_date(digits: str, today: date) -> date | None:
    """The date that YYMMDD means on the day `today`, or None when there is no such date.

    The year is at most 49 years past and 50 years ahead; day 00 is the last day of the month
    (GS1 General Specifications, 7.12 and 3.4).
    """
    year = _four_digit_year(int(digits[:2]), today.year)
    month, day = int(digits[2:4]), int(digits[4:6])
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:  # month 0 or 13, 30 February; IllegalMonthError is one, too
        return None


def _four_digit_year(year: int, this_year: int) -> int:
    century, this_two_digits = divmod(this_year, 100)
    ahead = year - this_two_digits
    if ahead >= 51:
        century -= 1
    elif ahead <= -50:
        century += 1
    return century * 100 + year
