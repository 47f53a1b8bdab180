"""All stored parts of provenance, opened on one database."""

from collections.abc import Sequence

from provenance.store.collection import Collection

COLLECTIONS: Sequence[Collection] = ()
"""Every collection of provenance; a new one is one line here."""
