"""One reader's words: sentences, dates, money and numbers in a language and a time zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent

from provenance.identity import Money
from provenance.places import Place
from provenance.text import Message, Texts, localised


@dataclass(frozen=True, slots=True)
class Words:
    """Renders for a reader: `language` is one of `LANGUAGES`, `zone` the store's wall clock."""

    texts: Texts
    language: str
    zone: tzinfo

    def __call__(self, key: str, **args: object) -> str:
        """The page's own sentence by key."""
        return self.texts(Message(key, args), self.language)

    def message(self, message: Message) -> str:
        """A rule's sentence, its times shown on the store's clock."""
        args = {
            name: value.astimezone(self.zone) if isinstance(value, datetime) else value
            for name, value in message.args.items()
        }
        return self.texts(Message(message.key, args), self.language)

    def text(self, texts: Mapping[str, str]) -> str:
        """Stored text in this language, or the nearest there is."""
        return localised(texts, self.language)

    def day(self, day: date) -> str:
        """A date as printed on a package."""
        return format_date(day, "medium", locale=self._locale)

    def moment(self, at: datetime) -> str:
        """A date and time of day on the store's clock."""
        joined = str(self._locale.datetime_formats["medium"])
        day = self.day(at.astimezone(self.zone).date())
        return joined.replace("{1}", day).replace("{0}", self.hour(at))

    def hour(self, at: datetime) -> str:
        """A time of day on the store's clock."""
        return format_time(at, "short", tzinfo=self.zone, locale=self._locale)

    def short_day(self, at: datetime) -> str:
        """A day without its year, for an axis."""
        return format_skeleton("MMMd", at, tzinfo=self.zone, locale=self._locale)

    def money(self, money: Money) -> str:
        """An amount with its currency."""
        amount = Decimal(money.minor_units).scaleb(-money.currency.exponent)
        return format_currency(amount, money.currency.code, locale=self._locale)

    def number(self, number: float, pattern: str = "#,##0.##") -> str:
        """A number with the language's separators."""
        return format_decimal(number, pattern, locale=self._locale)

    def percent(self, share: float) -> str:
        """A share of 0 to 1 as whole per cent, never rounded up to all of it."""
        return format_percent(int(share * 100) / 100, locale=self._locale)

    def celsius(self, celsius: float) -> str:
        """A temperature, to a tenth of a degree."""
        return f"{self.number(round(celsius, 1) + 0.0, '0.#')} °C"

    def place(self, place: Place) -> str:
        """A place by name, with the country's name where it is known."""
        country = self._locale.territories.get(place.country or "")
        return f"{place.name} ({country})" if country else place.name

    def minutes(self, time: timedelta) -> int:
        """A duration in whole minutes, for a sentence."""
        return round(time / timedelta(minutes=1))

    @property
    def _locale(self) -> Locale:
        return _locale(self.language)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")
