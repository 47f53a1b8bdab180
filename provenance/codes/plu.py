"""Price look-up codes: the short numbers on loose fruit and on scale keys."""

import re

from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.identity import Identity, RefusalReason, Symbology

_IFPS = re.compile(r"0?[34][0-9]{3}|[89][34][0-9]{3}")
"""3000–4999, 83000–84999, and the same after a 9 for organic (IFPS user's guide)."""

_OF_A_STORE = re.compile(r"[0-9]{1,5}")


def read(scanned: Scanned) -> Answer | None:
    """A PLU of the IFPS list, or any number of up to five digits that was keyed in as a PLU."""
    keyed_in = scanned.symbology is Symbology.PLU
    if not (_OF_A_STORE if keyed_in else _IFPS).fullmatch(scanned.text):
        return None
    identity = Identity(plu=scanned.text.lstrip("0") or "0")
    if scanned.store is None:
        return refusal(
            RefusalReason.STORE_REQUIRED, "store-required", "choose-store", identity=identity
        )
    return identity
