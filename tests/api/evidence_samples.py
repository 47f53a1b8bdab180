"""Invented scans with more evidence: certificates, and a recall for an ingredient."""

from dataclasses import replace
from datetime import date

from provenance.certificates import Certificate, certified
from tests.api.page_samples import FRESH, GTIN, JOURNEY, NOW, RECALLED, THING

FARM = JOURNEY.sources[0]

CERTIFICATES = certified(
    [
        Certificate("lapsed", GTIN, "EU organic", "ES-ECO", "17", None, date(2026, 6, 11)),
        Certificate("coming", THING, "MSC", "Auditor", valid_from=date(2026, 6, 13)),
        Certificate("farm", "414/9521235000012", "<b>ASC</b>", "Auditor", sample=True),
    ],
    {"414/9521235000012": FARM},
    NOW.date(),
)

RECALLED_INGREDIENT = replace(
    RECALLED,
    recall=replace(RECALLED.recall, made_from="01/09520001000029/10/F%2F88")
    if RECALLED.recall
    else None,
)
CERTIFIED = replace(
    FRESH,
    certificates=CERTIFICATES,
    origin=replace(
        JOURNEY,
        steps=(replace(JOURNEY.steps[0], certifications=("https://certs.example/12",)),),
    ),
)
