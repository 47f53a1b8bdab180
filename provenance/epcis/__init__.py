"""EPCIS 2.0 / CBV 2.0 documents (GS1): checked, canonical, hashed, and read as events."""

from provenance.epcis.document import (
    ReadEvent,
    Size,
    envelope_problems,
    read_document,
    read_json,
    size,
    validate_document,
)
from provenance.epcis.hashing import event_hash, pre_hash
from provenance.epcis.problems import Problem

__all__ = [
    "Problem",
    "ReadEvent",
    "Size",
    "envelope_problems",
    "event_hash",
    "pre_hash",
    "read_document",
    "read_json",
    "size",
    "validate_document",
]
