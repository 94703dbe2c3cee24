"""Keep the garbage collector out of the way while an answer is computed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the garbage collector, which visits every entry of the ledger each time it runs.

    An answer about a large ledger makes so many objects that it would run several times over, and
    hardly any of them are garbage. Where it is paused already, by a request beside this one or by
    whoever started Fava, it is left alone.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
