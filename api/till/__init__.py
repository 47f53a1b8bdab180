"""The till contract: evaluate a basket, redeem it, capture it with a receipt, take goods back.

For keys of scope `till`. Requests and answers are JSON with camelCase members; money is integer
minor units of the store's currency; times are UTC (RFC 3339). Errors are problem documents
(RFC 9457) in the language of Accept-Language.

- `POST /till/baskets` prices a basket, and keeps nothing. It answers the lines, the offers with
  their reasons, and a `basket` token for redeeming, good for ten minutes.
- `POST /till/redemptions` holds what the basket uses for an order: all of it or nothing. 409 names
  each offer that cannot be had, and brings the basket priced without them.
- `GET /till/redemptions/{id}` is a redemption as it is.
- `POST /till/redemptions/{id}/capture`: the order is paid. It writes the receipt, and answers the
  `receiptToken` to print on it.
- `POST /till/redemptions/{id}/reverse` or `DELETE /till/redemptions/{id}` takes it back as a whole,
  paid or not.
- `POST /till/returns`: goods are brought back. It answers what is paid out and what is clawed
  back.

**A worked example** (`tests/api/test_till.py` runs it). Two bags of spinach at 1.00 from a lot that
ends tomorrow, *20 % off what ends within two days*; grapes for 19.00 by the till's scale; and *five
euros off from twenty*:

    POST /till/baskets
    {"store": "s1", "currency": "EUR", "lines": [
       {"id": "1", "code": "(01)09521321000018(15)261123(10)L1", "quantity": 2},
       {"id": "2", "code": "2104023003456", "unitPrice": 1900}]}
    → 200 {"basket": "eyJ…", "subtotal": 2100, "discount": 540, "delivery": 0, "total": 1560,
       "lines": [{"id": "1", "subtotal": 200, "discount": 79, "total": 121, …},
                 {"id": "2", "subtotal": 1900, "discount": 461, "total": 1439, …}],
       "offers": [{"offer": "ladder", "saving": 40,
                   "reason": "20 % off, because this lot is best within 1 day", …},
                  {"offer": "five", "saving": 500, …}],
       "unsold": [], "quotesNotUsed": [], "codesNotUsed": [], …}

    POST /till/redemptions          Idempotency-Key: till-7-000123
    {"basket": "eyJ…", "order": "000123"}
    → 200 {"id": "5f1c…", "state": "RESERVED", "expiresAt": …, …}

    POST /till/redemptions/5f1c…/capture
    {"receipt": "2026-11-22-7-000123"}
    → 200 {"id": "5f1c…", "state": "CAPTURED", "paid": 1560, "receiptToken": "eyJ…", …}

    POST /till/returns              Idempotency-Key: till-7-return-000017
    {"store": "s1", "order": "000123", "lines": [{"id": "2", "quantity": 1}]}
    → 200 {"value": 1439, "refund": 1400, "clawBack": 39, …}

The grapes cost 14.39. Without them the spinach no longer earns its 0.39 of the five euros and costs
1.60, so 15.60 − 1.60 = 14.00 is paid out. Bringing the spinach back too pays out the last 1.60.

Rules that a till relies on:

- *Prices.* A line's `unitPrice` is the till's own and counts before ours, as it is what the receipt
  says. Goods sold by weight are one piece; their `unitPrice` is that of the piece.
- *A price shown is a price kept.* A quote's price holds where it makes the basket cheaper, though
  its offer was paused or changed since; never for a recalled or expired lot, nor when its budget
  is spent. A unit is paid by a quote or by the live offers, not by both.
- *Unsold.* Lines in `unsold` (recalled, past their date, unknown) must not be sold; the rest is
  priced without them.
- *Repeating.* With the same Idempotency-Key, or the same id, every step gives its first answer.
- *Reservations* end after 30 minutes; their budgets then have the money back.
- *Returns* price what is left under the offers and at the moment of the sale. What is paid out is
  what was paid less what the rest costs then, never below zero; returning everything gives back
  everything, delivery included.
- *Clocks.* Our clock counts. `at`, where a till sends it (when the shopper came to it), may differ
  by up to five minutes and decides whether a quote was still in time. Stamps are UTC: no clock
  change concerns them.
- *Bounds.* 500 lines, 999 units a line, 20 quotes and 10 codes a basket, 1 MiB a request.
"""
