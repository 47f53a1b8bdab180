"""`GET /stores/{store}/shelf-labels.pdf`: labels for a store's shelves, to be printed on A4."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pymongo.errors import ServerSelectionTimeoutError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from api.graphql.view import RETRY_AFTER
from api.live import Live
from api.offers_live import OffersLive
from api.problems import problem
from api.shelf_labels import Shelves, shelf_labels
from api.zones_live import ZonesLive
from kiosk.labels import LabelRefusedError, pdf
from kiosk.labels.shelf import A_SHEET, ShelfLabel, sheets
from provenance.places import Store
from provenance.store.archive import Archive
from provenance.text import LANGUAGES, Texts, choose_language

MOST_SHEETS = 20
"""A sheet takes half a second; more at once is for the command line, which shows how far it is."""


@dataclass(frozen=True, slots=True)
class ShelfPages:
    """For staff: what hangs at the shelves now, with the prices and offers of this moment."""

    archive: Archive
    live: Live
    offers: OffersLive
    zones: ZonesLive
    texts: Texts
    link_origin: str
    clock: Callable[[], datetime]

    def routes(self) -> list[BaseRoute]:
        """For a browser or a script with a session."""
        path = "/stores/{store}/shelf-labels.pdf"
        return [guarded(path, self.labels, Action.PRINT_LABELS)]

    async def labels(self, request: Request) -> Response:
        """200 with the PDF. Parameters: `zone`, `gtin` (may repeat), `language`.

        404 for an unknown store or zone, or where nothing is for sale; 422 for more than 20 sheets,
        and for a label that cannot be made; 503 while the database was not reached yet.
        """
        try:
            await asyncio.gather(self.live.ready(), self.offers.ready(), self.zones.ready())
        except ServerSelectionTimeoutError:
            return problem(503, "The database is away: ask again.", RETRY_AFTER)
        store = self.live.stores.get(request.path_params["store"])
        if store is None:
            return problem(404, "There is no such store: use an id that `stores` gives.")
        asked, now = request.query_params, self.clock()
        zone = asked.get("zone")
        if zone is not None and self.zones.floors.zone(store.id, zone) is None:
            return problem(404, "This store has no such zone: look at its floor plan.")
        shelves = self._shelves(store, asked.get("language"))
        gtins = {gtin.zfill(14) for gtin in asked.getlist("gtin")}
        found = await shelf_labels(self.archive, shelves, now, zone=zone, gtins=gtins)
        if not found:
            return problem(404, "Nothing of this has a price in this store.")
        if len(found) > MOST_SHEETS * A_SHEET:
            return problem(422, f"{len(found)} labels are too many at once: name a zone.")
        today = now.astimezone(store.time_zone).date()
        try:
            file = await asyncio.to_thread(self._file, found, shelves.language, today)
        except LabelRefusedError as error:
            return problem(422, self.texts(error.message, shelves.language))
        headers = {"Cache-Control": "no-store"}  # prices are those of this moment
        return Response(file, headers=headers, media_type="application/pdf")

    def _shelves(self, store: Store, asked: str | None) -> Shelves:
        wanted = [asked] if asked else []
        return Shelves(
            store=store,
            plan=self.zones.floors.plans.get(store.id),
            offers=self.offers.snapshot,
            terms=self.offers.terms,
            link_origin=self.link_origin,
            language=choose_language([*wanted, store.language]) or LANGUAGES[0],
        )

    def _file(self, labels: Sequence[ShelfLabel], language: str, today: date) -> bytes:
        return pdf(list(sheets(labels, self.texts, language, today)))
