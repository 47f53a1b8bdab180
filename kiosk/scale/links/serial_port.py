"""A serial port, and whatever looks like one: USB adapters, CDC scales, a simulator's terminal."""

import os

import serial

from kiosk.scale.links.link import FileLink
from kiosk.scale.protocols import Line


async def open_serial(path: str, line: Line) -> FileLink:
    """The port as the protocol needs it, for us alone. Raises `OSError`."""
    try:
        port = serial.Serial(
            path,
            line.baud,
            bytesize=line.bits,
            parity=line.parity,
            stopbits=line.stop,
            timeout=0,
            exclusive=True,
        )
    except serial.SerialException as error:
        raise OSError(str(error)) from error
    with port:
        fd = os.dup(port.fileno())  # the settings stay with the port
    os.set_blocking(fd, False)
    return FileLink(fd)
