"""Finding documents that have `names` by language, by what a person types."""

import re

from provenance.store.collection import Document


def named(text: str) -> Document:
    """A filter: part of a name in any language, or the beginning of an id, whatever the capitals.

    Zeros that a GTIN is filled up with need not be typed. It reads all names: a person waits for
    it, nothing else does.
    """
    wanted = re.escape(text.strip()[:100])
    part = {"$regexMatch": {"input": "$$this.v", "regex": wanted, "options": "i"}}
    each = {"$map": {"input": {"$objectToArray": "$names"}, "in": part}}
    beginning = {"_id": {"$regex": f"^0*{wanted}", "$options": "i"}}
    return {"$or": [beginning, {"$expr": {"$anyElementTrue": [each]}}]}
