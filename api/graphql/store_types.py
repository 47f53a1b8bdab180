"""GraphQL: the stores of this installation."""

import strawberry

from api.graphql.described import described
from provenance import places


@strawberry.type(description="A store of this installation.")
class Store:
    id: strawberry.ID = described("Its id, as `ScanContext.storeId`.")
    name: str = described("Its name.")
    time_zone: str = described("IANA time zone of its wall clock.")
    currency_code: str = described("ISO 4217.")
    language: str = described("BCP 47 tag of its own language.")

    @classmethod
    def of(cls, store: places.Store) -> "Store":
        """As stored."""
        return cls(
            id=strawberry.ID(store.id),
            name=store.name,
            time_zone=store.time_zone.key,
            currency_code=store.currency.code,
            language=store.language,
        )
