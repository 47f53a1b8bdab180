"""The condition tree: all, any, not, and every kind of leaf. A new kind is one line here."""

import msgspec

from personalization.offers.conditions.gtin import GtinCondition

Leaves = GtinCondition
"""Every kind of leaf."""


class All(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="all"):
    """Every part holds."""

    parts: tuple["Condition", ...]


class AnyOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="any"):
    """At least one part holds."""

    parts: tuple["Condition", ...]


class Not(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="not"):
    """The part does not hold; what is unknown stays unknown."""

    part: "Condition"


Condition = All | AnyOf | Not | Leaves
