"""One simulator at a time plays a store: two that tell different things would be no story.

Whoever is started for a store by name has it; the demo's own simulator is silent there meanwhile.
"""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path


class TakenError(Exception):
    """Another simulator plays the store; the message says what to do."""


@contextmanager
def playing(folder: Path, stores: Sequence[str]) -> Iterator[None]:
    """Have the stores while the context is open, or this process lives. Raises `TakenError`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as stack:
        for store in stores:
            file = stack.enter_context(_file(folder, store).open("w"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise TakenError(
                    f"another simulator plays {store}: stop it, or choose another store"
                ) from None
        yield


def played(folder: Path, stores: Sequence[str]) -> frozenset[str]:
    """Those of the stores that somebody has."""
    return frozenset(store for store in stores if _is_played(_file(folder, store)))


def _is_played(file: Path) -> bool:
    if not file.exists():
        return False
    with file.open() as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _file(folder: Path, store: str) -> Path:
    return folder / f"simulating-{store}"
