"""Wiring: the one place where everything concrete is made and handed on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import HTTPConnection

from api import clock
from api.access.allowances import Allowances
from api.access.audit import AuditLog
from api.access.authentication import Authentication, Rejected
from api.access.callers import Caller
from api.access.door import Door, address_of
from api.access.store import AccessStore
from api.epcis.binding import Binding
from api.epcis.capture import Capture
from api.epcis.discovery import discovery_routes
from api.epcis.jobs import Jobs
from api.epcis.query import Queries
from api.epcis.resources import Resources
from api.epcis.single_event import SingleEvent
from api.graphql.context import Context
from api.graphql.schema import build_schema
from api.graphql.view import GraphQLView
from api.health import health_routes
from api.insights.routes import EventsIn
from api.live import EVERY_OFFER, Live
from api.metrics import Metrics
from api.offers_live import OffersLive
from api.phone_app import PhoneApp
from api.readings.refused import RefusedReadingsOut
from api.readings.routes import ReadingsIn
from api.recall_scans import RecallScans
from api.recipe_pages import RecipePages
from api.resolver import OwnResources, Resolver
from api.scan_pages import ScanPages
from api.screens import Screens
from api.settings import Settings
from api.shelf_pages import ShelfPages
from api.tasks import ended
from api.till.desk import Desk
from api.till.routes import Till
from api.wiring import PACKAGES, connected, prepared_when_reached
from api.zone_bundle import ZoneBundle
from api.zones_live import ZonesLive
from personalization.insights.intake import InsightIntake
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.text import Texts, accepted_languages


def build(settings: Settings, uri: str) -> Starlette:
    """The application on the MongoDB at `uri`; it starts also while the database is away."""
    client, watching = connected(uri), connected(uri)  # streams would hold up other questions
    database = client[settings.database]
    archive, market = Archive(database), Market(database)
    offers = OffersLive(market, lambda: live.touch(frozenset({EVERY_OFFER})))
    zones = ZonesLive(market.zones)
    live = Live(watching[settings.database], [offers, zones])
    authentication = Authentication(AccessStore(database), secret=settings.signing_secret)
    recall_scans = RecallScans(archive.recalls)
    texts = Texts(PACKAGES)
    signer = Signer(settings.signing_secret)
    audit = AuditLog(database)
    metrics = Metrics()

    async def caller_from(authorization: str | None) -> Caller | Rejected:
        return await authentication.caller_from(authorization, clock.now())

    door = Door(caller_from, Allowances(settings.anonymous_rate))

    def context_for(connection: HTTPConnection, caller: Caller) -> Context:
        return Context(
            archive=archive,
            market=market,
            live=live,
            offers=offers,
            zones=zones,
            recall_scans=recall_scans,
            authentication=authentication,
            audit=audit,
            signer=signer,
            texts=texts,
            caller=caller,
            address=address_of(connection),
            languages=accepted_languages(connection.headers.get("accept-language", "")),
            clock=clock.now,
            public_url=settings.public_url,
            webhook_networks=settings.webhook_networks,
        )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        tasks = [
            asyncio.create_task(prepared_when_reached(database)),
            asyncio.create_task(live.run()),
            asyncio.create_task(offers.run()),
            asyncio.create_task(zones.run()),
            asyncio.create_task(recall_scans.run()),
            asyncio.create_task(jobs.run()),
        ]
        try:
            yield
        finally:
            await client.close()  # first: what waits for a server in the driver then lets go of it
            await watching.close()
            await ended(tasks)

    schema = build_schema(production=settings.production)
    view = GraphQLView(schema, context_for=context_for, door=door)
    pages = ScanPages(archive, live, texts, settings.public_url, clock.now)
    resolver = Resolver(archive, pages, texts, settings.public_url, clock.now)
    binding, jobs = Binding(texts, settings.public_url), Jobs(archive, clock.now)
    queries = Queries(archive, binding, clock.now)
    app = Starlette(
        routes=[
            *view.routes("/graphql"),
            *resolver.routes(),
            *OwnResources(pages).routes(),
            *pages.routes(),
            *PhoneApp(pages, texts).routes(),
            *RecipePages(archive, pages, texts).routes(),
            *Screens(texts, settings.public_url).routes(),
            *ReadingsIn(archive, texts, clock.now).routes(),
            *RefusedReadingsOut(archive, texts).routes(),
            *EventsIn(InsightIntake(archive, market, signer), signer, texts, clock.now).routes(),
            *Till(Desk(archive, market, live, offers, signer, texts, clock.now)).routes(),
            *ZoneBundle(zones).routes(),
            *ShelfPages(
                archive, live, offers, zones, texts, settings.public_url, clock.now
            ).routes(),
            *discovery_routes(binding),
            *Capture(archive, jobs, binding, texts, clock.now).routes(),
            *SingleEvent(archive, binding, clock.now).routes(),
            *queries.routes(),
            *Resources(archive, binding, queries).routes(),
            *health_routes(database, live, metrics),
            *resolver.last_routes(),
        ],
        middleware=[metrics.middleware],
        lifespan=lifespan,
    )
    app.state.door = door
    app.state.audit = audit
    app.state.live = live
    app.state.offers = offers
    return app
