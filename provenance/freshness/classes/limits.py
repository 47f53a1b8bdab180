"""Safety limits that classes share."""

from datetime import timedelta

from provenance.freshness.product_class import SafetyLimit

CHILLED = SafetyLimit(
    8.0,
    timedelta(hours=4),
    "UK Food Safety and Hygiene (England) Regulations 2013, Sch. 4: chill holding at 8 °C, one "
    "period of up to 4 h above it; counting all periods together is our stricter reading",
)
FROZEN = SafetyLimit(
    -1.0,
    timedelta(hours=2),
    "assumption: food freezes at about −1 °C, so above it for hours it has thawed",
)
