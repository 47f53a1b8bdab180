"""A USB HID scale through the kernel's hidraw device: one report a read, no library."""

import os

from kiosk.scale.links.link import FileLink


async def open_hidraw(path: str) -> FileLink:
    """The device. Raises `OSError`; without rights, a udev rule must give them."""
    return FileLink(os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY))
