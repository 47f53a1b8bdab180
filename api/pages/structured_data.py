"""What a search engine or an assistant reads: the scan as a schema.org Product (JSON-LD)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson
from markupsafe import Markup

from provenance.answer import FreshnessState, Price, PriceUnit, Review, Scan
from provenance.certificates import Certified, Validity
from provenance.text import localised

UNIT_CODES: Mapping[PriceUnit, str] = {PriceUnit.KILOGRAM: "KGM", PriceUnit.LITRE: "LTR"}
"""UN/CEFACT Recommendation 20 codes."""

_NOT_FOR_SALE = frozenset({FreshnessState.EXPIRED, FreshnessState.DO_NOT_EAT})


def product_json_ld(scan: Scan, *, language: str, url: str | None) -> dict[str, Any]:
    """A schema.org Product; the unknown is left out, nothing recalled or expired is offered.

    `url` is the canonical address of what was scanned.
    """
    product = scan.product
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": url,
        "url": url,
        "gtin": product.gtin,
        "name": localised(product.names, language),
        "description": localised(product.descriptions, language),
        "category": product.category,
        "brand": {"@type": "Brand", "name": product.brand} if product.brand else None,
    }
    if scan.reviews and scan.reviews.rating.average is not None:
        found["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": round(scan.reviews.rating.average, 2),
            "reviewCount": scan.reviews.rating.count,
            "bestRating": 5,
            "worstRating": 1,
        }
        found["review"] = [_review(review) for review in scan.reviews.reviews]
    found["hasCertification"] = [_certification(each) for each in scan.certificates or ()]
    if scan.price and not scan.recall and scan.freshness.state not in _NOT_FOR_SALE:
        found["offers"] = _offer(scan.price)
    return {name: value for name, value in found.items() if value}


def embedded(document: Mapping[str, Any]) -> Markup:
    """JSON for the inside of a `<script>` data block: no character in it can end the block."""
    text = orjson.dumps(document).decode()
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - every character that HTML would read is escaped above


def _certification(shown: Certified) -> dict[str, Any]:
    certificate = shown.certificate
    counts = "Active" if shown.validity is Validity.VALID else "Inactive"
    found = {
        "@type": "Certification",
        "name": certificate.standard,
        "issuedBy": {"@type": "Organization", "name": certificate.issuer},
        "certificationIdentification": certificate.number,
        "certificationStatus": f"https://schema.org/Certification{counts}",
        "validFrom": certificate.valid_from,
        "expires": certificate.valid_until,
        "url": certificate.url,
        "about": {"@type": "Place", "name": shown.place.name} if shown.place else None,
    }
    return {name: value for name, value in found.items() if value}


def _review(review: Review) -> dict[str, Any]:
    return {
        "@type": "Review",
        "reviewRating": {"@type": "Rating", "ratingValue": review.stars, "bestRating": 5},
        "reviewBody": review.text,
        "datePublished": review.at.date().isoformat(),
        **({"inLanguage": review.language} if review.language else {}),
    }


def _offer(price: Price) -> dict[str, Any]:
    money = price.amount
    asked = {
        "price": str(Decimal(money.minor_units).scaleb(-money.currency.exponent)),
        "priceCurrency": money.currency.code,
    }
    unit = UNIT_CODES.get(price.per)
    if unit is None:
        return {"@type": "Offer", **asked}
    return {
        "@type": "Offer",
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            **asked,
            "referenceQuantity": {"@type": "QuantitativeValue", "value": 1, "unitCode": unit},
        },
    }
