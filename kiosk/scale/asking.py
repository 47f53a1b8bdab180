"""Asking the server what goods are and cost; the screen is never asked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import httpx

from kiosk.metrology import Plate
from kiosk.scale.goods import Asked, Device, Lowered, Priced
from kiosk.scale.refusal import Refusal
from provenance.identity import Currency

PATIENCE = 2.0  # seconds; a black hole is noticed by nothing else

_DEVICE = "query ScaleDevice { thisDevice { name store { id name timeZone } } }"

_GOODS = """
query ScaleGoods($code: String!, $symbology: Symbology, $context: ScanContext!) {
  scan(code: $code, symbology: $symbology, context: $context) {
    __typename
    ... on ScanRefusal { message hint }
    ... on Scan {
      identity { gtin lot plu expiry bestBefore netWeightGrams
                 priceInCode { minorUnits } }
      product { gtin name }
      lot { lot useBy bestBefore }
      freshness { state explanation }
      recall { reason instructions }
      price { amount { minorUnits currencyCode exponent } per }
      origin { sources { name } }
      offers { id title }
    }
  }
}
"""

_QUOTES = """
mutation ScaleQuotes($light: QuoteOfferInput!, $kilogram: QuoteOfferInput!,
                     $heavy: QuoteOfferInput!) {
  light: quoteOffer(input: $light) { ...Quoted }
  kilogram: quoteOffer(input: $kilogram) { ...Quoted }
  heavy: quoteOffer(input: $heavy) { ...Quoted }
}
fragment Quoted on QuoteResult {
  ... on OfferQuote { price { minorUnits } offers { offerId } expiresAt }
}
"""

_NOT_SOLD = ("DO_NOT_EAT", "EXPIRED")


class ServerAwayError(Exception):
    """The server, or its database, does not answer now."""


class KeyRefusedError(Exception):
    """The server does not know this device."""


class Server:
    """The server at `url`, asked with a device's key; `close` it in the end."""

    def __init__(self, url: str, key: str, clock: Callable[[], datetime]) -> None:
        self._client = httpx.AsyncClient(
            base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=PATIENCE
        )
        self._clock = clock

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()

    async def device(self) -> Device:
        """What this device is. Raises `ServerAwayError`, `KeyRefusedError`."""
        found = (await self._ask(_DEVICE, {}, "en"))["thisDevice"]
        if found is None or found["store"] is None:
            raise KeyRefusedError("the key is not that of a device that stands in a store")
        store = found["store"]
        return Device(found["name"], store["id"], store["name"], store["timeZone"])

    async def goods(self, asked: Asked, store: str, plate: Plate) -> Priced | Refusal:
        """What the asked goods are and cost, or why they are not sold by weight here.

        Raises `ServerAwayError`, `KeyRefusedError`.
        """
        code, now = asked.code, self._clock()
        scan = await self._scan(code, store, asked.language)
        gtin = scan["product"]["gtin"] if "product" in scan else None
        if asked.lot and gtin and not scan["identity"]["lot"]:
            code = f"(01){gtin}(10){asked.lot}"
            scan = await self._scan(code, store, asked.language)
        if refusal := _not_sold(scan):
            return refusal
        lowered = None
        if scan["offers"]:
            lowered = await self._lowered(scan, code, store, asked.language, plate)
        return _priced(asked, scan, lowered, now)

    async def _scan(self, code: str, store: str, language: str) -> Mapping[str, Any]:
        variables = {
            "code": code,
            "symbology": "PLU" if _is_plu(code) else None,
            "context": {"storeId": store, "language": language},
        }
        found: Mapping[str, Any] = (await self._ask(_GOODS, variables, language))["scan"]
        return found

    async def _lowered(
        self, scan: Mapping[str, Any], code: str, store: str, language: str, plate: Plate
    ) -> Lowered | None:
        """The price per kilogram that the offers make, where they do so at every weight."""
        weights = {"light": plate.minimum, "kilogram": 1000, "heavy": plate.maximum}
        variables = {
            name: {"storeId": store, "code": code, "quantity": 1, "weightGrams": float(grams)}
            for name, grams in weights.items()
        }
        quotes = await self._ask(_QUOTES, variables, language)
        return lowered_price(
            [(grams, quotes[name]) for name, grams in weights.items()],
            {offer["id"]: offer["title"] for offer in scan["offers"]},
        )

    async def _ask(
        self, query: str, variables: Mapping[str, Any], language: str
    ) -> Mapping[str, Any]:
        try:
            answer = await self._client.post(
                "/graphql",
                json={"query": query, "variables": variables},
                headers={"Accept-Language": language},
            )
            body = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise ServerAwayError(str(error)) from error
        errors = body.get("errors") or []
        if any(each.get("extensions", {}).get("code") in _KEY_TROUBLES for each in errors):
            raise KeyRefusedError(errors[0]["message"])
        if errors or not body.get("data"):
            raise ServerAwayError(str(errors[:1]))
        data: Mapping[str, Any] = body["data"]
        return data


_KEY_TROUBLES = ("UNAUTHENTICATED", "FORBIDDEN")


def lowered_price(
    quotes: Sequence[tuple[int, Mapping[str, Any]]], titles: Mapping[str, str]
) -> Lowered | None:
    """The price per kilogram behind quotes for some weights (grams), 1,000 among them.

    None where an offer depends on the weight (an amount off each piece, a least spend): its saving
    is then shown, but no price per kilogram can promise it.
    """
    if not all(quote for _, quote in quotes):
        return None
    by_weight = {grams: int(quote["price"]["minorUnits"]) for grams, quote in quotes}
    unit_price = by_weight[1000]
    offers = [frozenset(each["offerId"] for each in quote["offers"]) for _, quote in quotes]
    for grams, price in by_weight.items():
        # both are rounded: the price by up to one unit, each kilogram by up to half a one
        if abs(price * 1000 - unit_price * grams) > 1000 + grams // 2:
            return None
    if len(set(offers)) > 1:
        return None
    until = min(datetime.fromisoformat(quote["expiresAt"]) for _, quote in quotes)
    return Lowered(unit_price, tuple(titles.get(each, each) for each in sorted(offers[0])), until)


def _is_plu(code: str) -> bool:
    """Whether it was typed as a number of the store: no bar code of goods is that short."""
    return code.isascii() and code.isdecimal() and len(code) <= 5


def _not_sold(scan: Mapping[str, Any]) -> Refusal | None:
    if scan["__typename"] == "ScanRefusal":
        return Refusal("unknown-goods", said=scan["message"], hint=scan["hint"])
    if recall := scan["recall"]:
        return Refusal("recalled", said=recall["reason"], hint=recall["instructions"])
    if scan["freshness"]["state"] in _NOT_SOLD:
        return Refusal("not-to-be-sold", said=scan["freshness"]["explanation"])
    if scan["identity"]["netWeightGrams"] is not None or scan["identity"]["priceInCode"]:
        return Refusal("weighed-before")
    if scan["price"] is None:
        return Refusal("no-price")
    return Refusal("sold-each") if scan["price"]["per"] != "KILOGRAM" else None


def _priced(
    asked: Asked, scan: Mapping[str, Any], lowered: Lowered | None, now: datetime
) -> Priced:
    identity, lot, amount = scan["identity"], scan["lot"] or {}, scan["price"]["amount"]
    sources = [source["name"] for source in scan["origin"]["sources"]]
    return Priced(
        asked=asked,
        gtin=identity["gtin"] or scan["product"]["gtin"],
        plu=identity["plu"],
        lot=identity["lot"],
        name=scan["product"]["name"],
        list_price=int(amount["minorUnits"]),
        currency=Currency(amount["currencyCode"], amount["exponent"]),
        offers=tuple(offer["title"] for offer in scan["offers"] or ()),
        lowered=lowered,
        use_by=_day(identity["expiry"] or lot.get("useBy")),
        best_before=_day(identity["bestBefore"] or lot.get("bestBefore")),
        origin=", ".join(sources) or None,
        asked_at=now,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
