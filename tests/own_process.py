"""Runs a look at ledgers, each in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def print_each(ledgers: Iterable[str], examine: Callable[[str], dict[str, Any]]) -> None:
    """Print what is seen of each ledger as a line of JSON.

    The process of a ledger has loaded nothing before it, so nothing that an analysis remembers can
    help.
    """
    for ledger in ledgers:
        sys.stdout.flush()
        child = os.fork()
        if not child:
            print(json.dumps(examine(ledger)), flush=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            raise SystemExit(f"{ledger}: {status}")
