"""What a GraphQL request knows: its caller, its moment, and the parts it may use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from strawberry.types import Info

from api.access.audit import AuditLog
from api.access.authentication import Authentication
from api.access.callers import Caller
from api.graphql.language import Speech, speech
from api.live import Live
from api.offers_live import OffersLive
from api.recall_scans import RecallScans
from api.webhooks.addresses import Network
from api.zones_live import ZonesLive
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.places import Place
from provenance.store.archive import Archive
from provenance.text import Message, Texts


@dataclass(frozen=True, slots=True)
class Context:
    """One request, or one WebSocket connection.

    `languages` are the tags of Accept-Language, best first. A resolver reads `now` once, so that
    one answer has one moment. `public_url` is the origin of all our addresses, `address` where the
    request comes from (an IPv4 address or an IPv6 /64 network).
    """

    archive: Archive
    market: Market
    live: Live
    offers: OffersLive
    zones: ZonesLive
    recall_scans: RecallScans
    authentication: Authentication
    audit: AuditLog
    signer: Signer
    texts: Texts
    caller: Caller
    address: str
    languages: Sequence[str]
    clock: Callable[[], datetime]
    public_url: str
    webhook_networks: Sequence[Network] = ()

    @property
    def now(self) -> datetime:
        """The time, UTC."""
        return self.clock()

    def name_of(self, place: Place, speech: Speech | None = None) -> str:
        """A place's name where its store's floor plan says it in words of that language.

        Without `speech` that is the caller's.
        """
        zone = self.zones.floors.zone(place.store or "", place.id)
        return (speech or self.speech()).choose(zone.names) if zone else place.name

    def say(self, message: Message) -> str:
        """The sentence in the caller's language."""
        return self.speech().say(message)

    def speech(self, language: str | None = None, store_language: str | None = None) -> Speech:
        """Speak the asked language, else the accepted ones, else the store's."""
        return speech(self.texts, [language] if language else self.languages, store_language)


Request = Info[Context, None]
