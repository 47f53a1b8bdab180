"""The use case of the house: from a scanned code to its story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from provenance.answer import (
    Freshness,
    FreshnessState,
    JourneyGap,
    JourneyGapKind,
    Lot,
    Origin,
    Product,
    RecipeMatch,
    Scan,
    ScanAnswer,
)
from provenance.branches import journey_to, way_to
from provenance.certificates import certified
from provenance.codes import read_code
from provenance.coldchain.values import Exposure, Window
from provenance.freshness.assessment import assess, known_dates
from provenance.freshness.classes import freshness_class
from provenance.freshness.history import history_windows
from provenance.identity import CodeRefusal, Identity, RefusalReason, Symbology, lot_thing
from provenance.lot_history import LotHistory, lot_history
from provenance.passport import Passport
from provenance.places import Place, Store
from provenance.projection import project
from provenance.recipes import CartItem, Recipe, match_recipes
from provenance.store.archive import Archive
from provenance.store.scanning import Gathered, gathered
from provenance.text import Message

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, where and beside what a scan happens, and which optional parts it asks for.

    `stores` are all stores by id, `places` all places by GLN path, `store_id` the store scanned in.
    `cart` are the codes of what lies in the shopper's cart (for recipes; for this answer only),
    `cart_items` what is known to lie in it.
    `reviews` and `recipes` say how many are wanted, `certificates` whether they are; None or False
    asks for none, and costs nothing.
    """

    now: datetime
    stores: Mapping[str, Store]
    places: Mapping[str, Place]
    store_id: str | None = None
    cart: Sequence[str] = ()
    cart_items: Sequence[CartItem] = ()
    reviews: int | None = None
    recipes: int | None = None
    certificates: bool = False

    @property
    def store(self) -> Store | None:
        """The store scanned in, if it was said and is known."""
        return self.stores.get(self.store_id or "")


async def scan(
    archive: Archive, code: str, occasion: Occasion, *, symbology: Symbology | None = None
) -> ScanAnswer:
    """Everything known about what a code names, or the refusal that says what to do."""
    if occasion.store_id is not None and occasion.store is None:
        return CodeRefusal(
            RefusalReason.STORE_REQUIRED,
            Message("scan-store-unknown", {"store": occasion.store_id}),
            Message("scan-store-unknown-hint"),
        )
    read = _read(code, occasion, symbology)
    if isinstance(read, CodeRefusal):
        return read
    return await scan_identity(archive, read, occasion)


async def scan_identity(archive: Archive, identity: Identity, occasion: Occasion) -> ScanAnswer:
    """The story of an identity that was read already (from a Digital Link's path, say)."""
    product_id = await _product_id(archive, identity, occasion.store)
    if product_id is None:
        return _unknown_product(identity, occasion.store)
    found = await _up_to_date(archive, product_id, identity, occasion)
    if found.product is None:
        return _unknown_product(identity, occasion.store)
    known = _history(found, found.product, occasion)
    freshness = await _freshness(archive, identity, found, known, occasion)
    judged = freshness.stay
    today = occasion.now.astimezone(_time_zone(known, occasion)).date()
    return Scan(
        identity=identity,
        product=found.product,
        lot=_lot(identity, found.passport),
        freshness=freshness,
        origin=_origin(identity, found, occasion),
        recall=found.recall,
        price=found.price,
        reviews=found.reviews,
        recipes=await _recipes(archive, found.recipes, found.product, freshness, occasion),
        stays=known.stays if judged is None else way_to(known.stays, [judged]),
        certificates=certified(found.certificates, occasion.places, today)
        if occasion.certificates
        else None,
    )


async def temperature_curve(
    archive: Archive, scanned: Scan, occasion: Occasion, *, points: int
) -> Sequence[tuple[datetime, float]]:
    """The temperatures (UTC, °C) on the way of the goods that were judged, at most `points`."""
    windows = history_windows(scanned.stays, produced_at=None, now=occasion.now)
    return await archive.readings.curve(windows, points)


def _today(occasion: Occasion) -> date:
    zone = occasion.store.time_zone if occasion.store else _UTC
    return occasion.now.astimezone(zone).date()


def _read(
    code: str, occasion: Occasion, symbology: Symbology | None = None
) -> Identity | CodeRefusal:
    store = occasion.store
    return read_code(
        code,
        today=_today(occasion),
        symbology=symbology,
        store=store.codes if store else None,
    )


async def _product_id(archive: Archive, identity: Identity, store: Store | None) -> str | None:
    if identity.gtin is not None or identity.plu is None or store is None:
        return identity.gtin
    product = await archive.products.by_plu(store.id, identity.plu)
    return product.id if product else None


async def _up_to_date(
    archive: Archive, product: str, identity: Identity, occasion: Occasion
) -> Gathered:
    """What is stored; a passport that is behind the evidence is rebuilt first."""

    async def read() -> Gathered:
        return await gathered(
            archive,
            product,
            identity,
            store=occasion.store_id,
            reviews=occasion.reviews,
            recipes=occasion.recipes is not None,
            certificates=occasion.certificates,
            now=occasion.now,
        )

    found = await read()
    if found.dirty and found.passport is not None:
        await project(archive.events, archive.lots, found.passport.thing)
        found = await read()
    return found


def _unknown_product(identity: Identity, store: Store | None) -> CodeRefusal:
    args = {"code": identity.gtin or identity.plu or "", "store": store.name if store else ""}
    key = "scan-unknown-product" if identity.gtin else "scan-unknown-plu"
    return CodeRefusal(
        RefusalReason.UNKNOWN_PRODUCT, Message(key, args), Message(f"{key}-hint"), identity
    )


def _lot(identity: Identity, known: Passport | None) -> Lot | None:
    """The lot as recorded; None where nothing is recorded about what the code names."""
    gtin, number = identity.gtin, identity.lot or (known.lot if known else None)
    if known is None or gtin is None or number is None:
        return None
    return Lot(
        thing=lot_thing(gtin, number),
        gtin=gtin,
        lot=number,
        use_by=known.use_by,
        best_before=known.best_before,
        produced_at=known.produced_at,
    )


def _origin(identity: Identity, found: Gathered, occasion: Occasion) -> Origin:
    """The journey, in a store that the lot came to only as far as it led there."""
    if found.passport is not None:
        places = occasion.places
        in_store = {
            path
            for path in found.passport.places
            if occasion.store_id and path in places and places[path].store == occasion.store_id
        }
        return journey_to(found.passport, in_store).joined(places)
    named = identity.lot_thing or identity.serial_thing
    if named is None:
        return Origin()
    nothing = Message("journey-nothing-recorded", {"name": identity.lot or identity.serial})
    return Origin(gaps=(JourneyGap(JourneyGapKind.ORIGIN_UNKNOWN, nothing, named),))


async def _freshness(
    archive: Archive,
    identity: Identity,
    found: Gathered,
    known: LotHistory,
    occasion: Occasion,
) -> Freshness:
    product_class = freshness_class(found.product.category if found.product else None)
    zone = _time_zone(known, occasion)
    dates = known_dates(_lot(identity, found.passport), identity, zone)
    exposures: Mapping[Window, Exposure] = {}
    if product_class is not None and known.stays:
        windows = history_windows(known.stays, produced_at=dates.produced_at, now=occasion.now)
        exposures = await archive.readings.exposures(windows, product_class)
    return assess(
        product_class,
        dates,
        zone=zone,
        now=occasion.now,
        stays=known.stays,
        exposures=exposures,
        things=[found.passport.thing] if found.passport else (),
        store=occasion.store_id,
        places=known.places,
        recalled=found.recall is not None,
    )


def _history(found: Gathered, product: Product, occasion: Occasion) -> LotHistory:
    if found.passport is None:
        return LotHistory()
    return lot_history(
        found.passport,
        product.category,
        categories=found.categories,
        places=occasion.places,
        stores=occasion.stores,
        store=occasion.store_id,
    )


def _time_zone(known: LotHistory, occasion: Occasion) -> ZoneInfo:
    """Whose midnight ends a day: the store's, else that of a store where the lot is, else UTC."""
    if occasion.store:
        return occasion.store.time_zone
    there = (stay.store for stay in known.stays if stay.store and stay.until is None)
    store = occasion.stores.get(next(there, ""))
    return store.time_zone if store else _UTC


async def _recipes(
    archive: Archive,
    candidates: Sequence[Recipe],
    product: Product,
    freshness: Freshness,
    occasion: Occasion,
) -> Sequence[RecipeMatch] | None:
    """Those that fit best; nothing is suggested for cooking that must not be eaten."""
    if occasion.recipes is None:
        return None
    if freshness.state in (FreshnessState.DO_NOT_EAT, FreshnessState.EXPIRED):
        return ()
    remaining = freshness.remaining
    return match_recipes(
        product,
        candidates,
        await _cart(archive, occasion),
        first=occasion.recipes,
        days_left=remaining.days if remaining is not None else None,
    )


async def _cart(archive: Archive, occasion: Occasion) -> Sequence[CartItem]:
    """What lies in the cart; a code that cannot be read says nothing about recipes."""
    if not occasion.cart:
        return occasion.cart_items
    dates = {
        read.gtin: read.expiry or read.best_before
        for code in occasion.cart
        if isinstance(read := _read(code, occasion), Identity) and read.gtin
    }
    products = await archive.products.get_many(dates)
    today = _today(occasion)
    scanned = [
        CartItem(product.names, (day - today).days if (day := dates[gtin]) else None)
        for gtin, product in products.items()
    ]
    return [*occasion.cart_items, *scanned]
