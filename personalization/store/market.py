"""All stored parts of personalization, opened on one database."""

from collections.abc import Sequence

from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Collection, Document

COLLECTIONS: Sequence[Collection] = ()
"""Everything personalization stores; `prepare` brings a database up to it."""


class Market:
    """What is stored for shoppers, carts and offers.

    `database` is for use cases that put several parts into one transaction.
    """

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.database = database
