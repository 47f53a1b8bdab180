"""`freshlens serve`: the server, as an installation runs it."""

import os

from api import logs, server
from api.app import build
from api.commands import err
from api.settings import settings_from
from api.wiring import mongodb_uri


def serve() -> None:
    """Serve GraphQL, the scan pages and the rest until stopped.

    FRESHLENS_SECRET must be set; FRESHLENS_MONGODB_URI names the database, FRESHLENS_HOST and
    FRESHLENS_PORT the address, FRESHLENS_PUBLIC_URL what links and QR codes begin with.
    """
    settings = settings_from(os.environ)
    _ = settings.signing_secret  # refuse before anything is started
    logs.configure(settings.log_format)
    with server.listening(settings) as listener, mongodb_uri(settings) as uri:
        err.print(f"Freshlens serves {settings.public_url}", markup=False)
        server.serve(build(settings, uri), listener)
