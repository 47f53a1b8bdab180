"""The duty that takes up captures whose process died."""

from collections.abc import Callable
from datetime import datetime

from api.epcis.jobs import Jobs
from api.work.lease import Lease
from provenance.store.archive import Archive


class AbandonedCaptures:
    """Needs no check of its lease: each job is claimed by itself, and ends once."""

    name = "capture"

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._jobs = Jobs(archive, clock)

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Look for jobs that nobody works on, and finish them."""
        await self._jobs.run()
