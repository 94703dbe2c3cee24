"""Ends the program at once when it is interrupted, whatever code is running.

An exception would not do: where it is raised inside a callback of Beancount's parser, the parser
reports it as an error of the ledger and goes on, with a directive missing.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

INTERRUPTED: Final = 130

_tidying: list[Callable[[], None]] = []


def end_at_once() -> None:
    """Let an interruption end the process with status 130, silently.

    It stays without effect where the calling shell wants it ignored, as for a command in the
    background.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


@contextmanager
def tidied_by(tidy: Callable[[], None]) -> Iterator[None]:
    """Call a function when an interruption ends the program meanwhile; it may fail."""
    _tidying.append(tidy)
    try:
        yield
    finally:
        _tidying.remove(tidy)


def _end(number: int, frame: FrameType | None) -> None:
    """Handle the signal. Output that is not written yet stays so: it may be a part of a report."""
    del number, frame
    for tidy in reversed(_tidying):
        with suppress(Exception):
            tidy()
    os._exit(INTERRUPTED)
