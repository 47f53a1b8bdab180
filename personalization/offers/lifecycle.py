"""How an offer comes to be in force and leaves again; each step says what becomes of it.

A draft is worked on beside the version in force. Publishing makes the draft the next version, which
never changes again.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import msgspec

from personalization.offers.offer import Offer, OfferStatus
from provenance.text import Message


@dataclass(frozen=True, slots=True)
class KeptOffer:
    """An offer as marketers keep it.

    `revision` counts every change, from 1. `draft` is what is being worked on (None: nothing beyond
    what is published), `published` the version that was published last. `changed_by` is a staff
    name. Times are UTC.
    """

    id: str
    status: OfferStatus
    revision: int
    draft: Offer | None
    published: Offer | None
    changed_at: datetime
    changed_by: str

    @property
    def content(self) -> Offer:
        """What is being worked on, else what is in force."""
        content = self.draft or self.published
        assert content is not None  # noqa: S101 - an offer begins as a draft
        return content


class Deed(StrEnum):
    """What was done to an offer."""

    CREATED = "CREATED"
    EDITED = "EDITED"
    PUBLISHED = "PUBLISHED"
    PAUSED = "PAUSED"
    RESUMED = "RESUMED"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class Step:
    """The offer as it is `after` a deed; `before` is None for a new one."""

    before: KeptOffer | None
    after: KeptOffer
    deed: Deed

    @property
    def changes(self) -> bool:
        """False where all was so before."""
        return self.after != self.before


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Who did what when. `version` is the one in force afterwards, None where there is none."""

    revision: int
    deed: Deed
    at: datetime
    by: str
    version: int | None


def drafted(before: KeptOffer | None, content: Offer, *, by: str, now: datetime) -> Step | Message:
    """Work on an offer, or begin one; its version is ours to number."""
    if before is None:
        first = msgspec.structs.replace(content, version=1)
        created = KeptOffer(content.id, OfferStatus.DRAFT, 1, first, None, now, by)
        return Step(None, created, Deed.CREATED)
    if before.status is OfferStatus.ENDED:
        return Message("offer-ended")
    published = before.published
    draft = msgspec.structs.replace(content, version=published.version + 1 if published else 1)
    if published and draft == msgspec.structs.replace(published, version=draft.version):
        return _step(before, Deed.EDITED, before.status, by, now, draft=None)
    return _step(before, Deed.EDITED, before.status, by, now, draft=draft)


def published(before: KeptOffer, *, by: str, now: datetime) -> Step | Message:
    """Put the draft into force as the next version; a paused offer is live again."""
    if before.status is OfferStatus.ENDED:
        return Message("offer-ended")
    if before.draft is None:
        return resumed(before, by=by, now=now)
    after = _step(before, Deed.PUBLISHED, OfferStatus.LIVE, by, now, draft=None).after
    return Step(before, replace(after, published=before.draft), Deed.PUBLISHED)


def paused(before: KeptOffer, *, by: str, now: datetime) -> Step | Message:
    """Take a live offer out of force for a while."""
    if before.status not in (OfferStatus.LIVE, OfferStatus.PAUSED):
        return _unfit(before)
    return _step(before, Deed.PAUSED, OfferStatus.PAUSED, by, now, draft=before.draft)


def resumed(before: KeptOffer, *, by: str, now: datetime) -> Step | Message:
    """Bring a paused offer back."""
    if before.status not in (OfferStatus.LIVE, OfferStatus.PAUSED):
        return _unfit(before)
    return _step(before, Deed.RESUMED, OfferStatus.LIVE, by, now, draft=before.draft)


def ended(before: KeptOffer, *, by: str, now: datetime) -> Step | Message:
    """Take an offer out of force for good; an unpublished draft beside it is dropped."""
    if before.status is OfferStatus.DRAFT:
        return _unfit(before)
    return _step(before, Deed.ENDED, OfferStatus.ENDED, by, now, draft=None)


def _step(
    before: KeptOffer,
    deed: Deed,
    status: OfferStatus,
    by: str,
    now: datetime,
    *,
    draft: Offer | None,
) -> Step:
    after = replace(before, status=status, draft=draft)
    if after == before:
        return Step(before, before, deed)
    revised = replace(after, revision=before.revision + 1, changed_at=now, changed_by=by)
    return Step(before, revised, deed)


def _unfit(before: KeptOffer) -> Message:
    return Message("offer-ended" if before.status is OfferStatus.ENDED else "offer-never-published")
