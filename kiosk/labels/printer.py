"""Sending a label to a printer in the network (raw TCP, usually port 9100)."""

import asyncio

from kiosk.labels.refusals import LabelRefusedError
from provenance.text import Message

PORT = 9100


class PrinterAwayError(LabelRefusedError):
    """The printer did not take the label; whether anything was printed is for people to see."""


async def send(data: bytes, host: str, port: int = PORT, timeout: float = 3.0) -> None:  # noqa: ASYNC109
    """Hand `data` over, all within `timeout` seconds. Raises `PrinterAwayError`.

    It is sent once: a repeat could print a second label that a till would take for a second piece.
    """
    try:
        async with asyncio.timeout(timeout):
            _, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(data)
                writer.close()  # once everything is sent
                await writer.wait_closed()
            finally:
                writer.transport.abort()  # what a printer does not take would keep it open
    except OSError as error:  # a timeout is one
        away = Message("label-printer-away", {"printer": f"{host}:{port}"})
        raise PrinterAwayError(away) from error
