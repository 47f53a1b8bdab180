"""Amounts inside codes, and the numeric currency codes of ISO 4217 that AI 391n and 393n carry."""

from provenance.identity import Currency, Money

_TWO_DECIMALS = """
AED784 AFN971 ALL008 AMD051 AOA973 ARS032 AUD036 AWG533 AZN944 BAM977 BBD052 BDT050 BMD060 BND096
BOB068 BRL986 BSD044 BTN064 BWP072 BYN933 BZD084 CAD124 CDF976 CHF756 CNY156 COP170 CRC188 CUP192
CVE132 CZK203 DKK208 DOP214 DZD012 EGP818 ERN232 ETB230 EUR978 FJD242 FKP238 GBP826 GEL981 GHS936
GIP292 GMD270 GTQ320 GYD328 HKD344 HNL340 HTG332 HUF348 IDR360 ILS376 INR356 IRR364 JMD388 KES404
KGS417 KHR116 KPW408 KYD136 KZT398 LAK418 LBP422 LKR144 LRD430 LSL426 MAD504 MDL498 MGA969 MKD807
MMK104 MNT496 MOP446 MRU929 MUR480 MVR462 MWK454 MXN484 MYR458 MZN943 NAD516 NGN566 NIO558 NOK578
NPR524 NZD554 PAB590 PEN604 PGK598 PHP608 PKR586 PLN985 QAR634 RON946 RSD941 RUB643 SAR682 SBD090
SCR690 SDG938 SEK752 SGD702 SHP654 SLE925 SOS706 SRD968 SSP728 STN930 SVC222 SYP760 SZL748 THB764
TJS972 TMT934 TOP776 TRY949 TTD780 TWD901 TZS834 UAH980 USD840 UYU858 UZS860 VED926 VES928 WST882
XCD951 XCG532 YER886 ZAR710 ZMW967 ZWG924
"""
_NO_DECIMALS = """
BIF108 CLP152 DJF262 GNF324 ISK352 JPY392 KMF174 KRW410 PYG600 RWF646 UGX800 VND704 VUV548 XAF950
XOF952 XPF953
"""
_THREE_DECIMALS = "BHD048 IQD368 JOD400 KWD414 LYD434 OMR512 TND788"

_BY_NUMBER = {
    entry[3:]: Currency(entry[:3], exponent)
    for entries, exponent in ((_TWO_DECIMALS, 2), (_NO_DECIMALS, 0), (_THREE_DECIMALS, 3))
    for entry in entries.split()
}
_NUMBERS = {currency.code: number for number, currency in _BY_NUMBER.items()}


def currency_of_number(number: str) -> Currency | None:
    """The currency in use with this ISO 4217 numeric code (`978`), or None."""
    return _BY_NUMBER.get(number)


def currency_of_code(code: str) -> Currency | None:
    """The currency in use with this ISO 4217 letter code (`EUR`), or None."""
    return _BY_NUMBER.get(_NUMBERS.get(code, ""))


def number_of_currency(currency: Currency) -> str | None:
    """The ISO 4217 numeric code of a currency in use, or None."""
    return _NUMBERS.get(currency.code)


def payable(digits: int, decimals: int, currency: Currency) -> Money | None:
    """`digits` × 10^-`decimals` as money; None when the currency has no coin that small."""
    minor_units, rest = divmod(digits * 10**currency.exponent, 10**decimals)
    return None if rest else Money(minor_units, currency)
