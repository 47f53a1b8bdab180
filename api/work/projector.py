"""The duty that keeps passports true: lots that evidence marked are built again."""

import traceback

import structlog
from pymongo.errors import PyMongoError

from api.tasks import rest
from api.work.lease import Lease
from provenance.projection import project_dirty
from provenance.store.archive import Archive

LOOK_SECONDS = 0.2
"""Between two looks for lots that are behind: one read of an index that is empty most times."""


class Projector:
    """Needs no check of its lease: an older passport never replaces a newer one."""

    name = "projector"

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Build what is behind, again and again; a lot that cannot be built is logged once."""
        told: list[str] = []
        while True:
            try:
                await project_dirty(self._archive.events, self._archive.lots)
            except PyMongoError:
                raise
            except Exception as error:
                said = traceback.format_exception_only(error)
                if said != told:
                    structlog.get_logger().exception("a passport cannot be built")
                told = said
            await rest(LOOK_SECONDS)
