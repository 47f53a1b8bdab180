"""GraphQL: what callers hand in with a scan or a review."""

from datetime import datetime

import strawberry

from api.graphql.described import described
from provenance.dietary import Allergen, Diet


@strawberry.input(description="An Apple iBeacon's identity.")
class IBeaconId:
    uuid: str = described("Proximity UUID.")
    major: int = described("Major number, 0 to 65535.")
    minor: int = described("Minor number, 0 to 65535.")


@strawberry.input(description="An Eddystone-UID beacon's identity.")
class EddystoneUid:
    namespace: str = described("10 bytes, hexadecimal.")
    instance: str = described("6 bytes, hexadecimal.")


@strawberry.input(one_of=True, description="Which beacon was heard: exactly one kind.")
class BeaconIdentity:
    i_beacon: IBeaconId | None = described("iBeacon.", default=strawberry.UNSET)
    eddystone: EddystoneUid | None = described("Eddystone-UID.", default=strawberry.UNSET)


@strawberry.input(description="A beacon heard near the shopper; used for this answer only.")
class BeaconSighting:
    beacon: BeaconIdentity = described("Which beacon.")
    rssi: int = described("Received signal strength, dBm.")
    at: datetime | None = described("When it was heard; now when left out.", default=None)


@strawberry.input(
    description="Where in the store a phone says it is: it matched the beacons of "
    "`/stores/{id}/beacons.json` itself."
)
class ZoneVisitInput:
    zone_id: strawberry.ID | None = described("The zone; null: in none.", default=None)
    dwell_seconds: float = described("How long it has been there, by now.", default=0.0)
    left_zone_id: strawberry.ID | None = described("The zone it just left.", default=None)


@strawberry.input(description="Where and by whom the code is scanned. Nothing of it is stored.")
class ScanContext:
    store_id: strawberry.ID | None = described("The store scanned in.", default=None)
    language: str | None = described(
        "BCP 47, e.g. en, zh-Hans, es. Default: Accept-Language, then the store's.", default=None
    )
    cart_id: strawberry.ID | None = described(
        "The shopper's cart, as `Cart.id`, for recipes that use what is in it.", default=None
    )
    cart_codes: list[str] | None = described(
        "Codes of what lies in the cart (at most 50), for recipes that use it.", default=None
    )
    beacons: list[BeaconSighting] | None = described(
        "Beacons heard in the last minute, up to 200; they say in which zone the shopper is, for "
        "this answer only. Without `storeId` they say nothing.",
        default=None,
    )
    visit: ZoneVisitInput | None = described(
        "The zone, where the phone knows it; beacons beside it go on from there.", default=None
    )
    allergens: list[Allergen] = described(
        "What the shopper must not eat, for this answer only: nothing that holds it, or may hold "
        "it, is offered.",
        default_factory=list,
    )
    diets: list[Diet] = described(
        "Ways of eating, for this answer only: nothing against them is offered.",
        default_factory=list,
    )


@strawberry.input(description="A review of a product.")
class LeaveReviewInput:
    idempotency_key: str = described("Made by the caller; repeating a request repeats no review.")
    product_id: strawberry.ID = described("The product, as `Product.id`.")
    stars: int = described("1 to 5.")
    text: str | None = described("Up to 2,000 characters.", default=None)
    language: str | None = described("BCP 47 tag of the text.", default=None)
    receipt: str | None = described(
        "The code at the end of the receipt, where the product was bought: the review then counts "
        "as that of a verified purchase. Each purchase of a product is reviewed once.",
        default=None,
    )


@strawberry.input(description="A decision on a review.")
class ModerateReviewInput:
    review_id: strawberry.ID = described("The review.")
    approve: bool = described("True shows it to shoppers, false hides it.")
