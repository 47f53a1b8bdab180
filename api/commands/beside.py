"""A process beside this one, which ends with it whatever happens."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import ParamSpec

from api import server

P = ParamSpec("P")

_ENDING = 15.0  # seconds that it may take to end


@contextmanager
def beside(run: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> Iterator[None]:
    """Run a function in a process of its own; it gets SIGTERM when the context ends, or when we
    are killed.

    Function and arguments must be picklable.
    """
    process = get_context("spawn").Process(target=_run, args=(run, args, kwargs), daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join(_ENDING)


def _run(run: Callable[..., None], args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    server.leave_on_sigterm()
    parent = parent_process()
    assert parent is not None  # noqa: S101 - this is a child

    def end_with_parent() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_with_parent, daemon=True).start()
    run(*args, **kwargs)
