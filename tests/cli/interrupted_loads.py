"""Interrupts a hundred reports while they load, each in a process of its own.

Prints what went wrong as JSON: of each report that was not ended by its interruption, or that left
a cache, the moment of the interruption and what is wrong.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from beancount import loader

# What a command imports before it loads: the moments are to be those of the load.
from fsq_beancount.books import facts  # noqa: F401
from fsq_beancount.cli import collecting, interrupts, loading, main, report, start  # noqa: F401

MOMENTS = 100
PATIENCE = 5.0
"""Seconds that a report may take to end after its interruption."""


def main_of_child(ledger: str, out: int, ready: int) -> None:
    """Run the report as the program does."""
    loader.PICKLE_CACHE_THRESHOLD = 0
    loader.initialize(use_cache=True)
    os.dup2(out, 1)
    sys.argv = ["fsq", "report", ledger]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupts.end_at_once()  # as it does first, so that no moment is before it
    os.close(ready)
    start.main()


def started(ledger: Path) -> tuple[int, int]:
    """Return the process of a report, and where to read what it prints."""
    reading, writing = os.pipe()
    until_ready, ready = os.pipe()
    child = os.fork()
    if not child:
        try:
            main_of_child(str(ledger), writing, ready)
        finally:
            os._exit(99)
    os.close(writing)
    os.close(ready)
    os.read(until_ready, 1)
    os.close(until_ready)
    return child, reading


def interrupted(ledger: Path, seconds: float) -> str:
    """Return what went wrong with a report that is interrupted after some seconds of loading."""
    child, reading = started(ledger)
    time.sleep(seconds)
    os.kill(child, signal.SIGINT)
    status = wait(child)
    with open(reading, "rb") as printed:
        output = printed.read()
    if status != 130:
        return f"status {status}"
    if output:
        return f"printed {output!r}"
    if cache := list(ledger.parent.glob(".*picklecache")):
        return f"left {cache}"
    return ""


def time_of_a_load(ledger: Path) -> float:
    """Return the seconds until a report has loaded: the plugin of the ledger then says so."""
    child, _ = started(ledger)
    begin = time.monotonic()
    while not ledger.with_name("loaded").exists():
        time.sleep(0.001)
    takes = time.monotonic() - begin
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return takes


def wait(child: int) -> int | None:
    """Return the exit status of a child; ``None`` where it does not end."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def run(ledger: Path) -> None:
    """Spread the interruptions over the time that a load takes."""
    time_of_a_load(ledger)  # the first one reads the files of the modules, too
    ledger.with_name("loaded").unlink()
    takes = time_of_a_load(ledger)
    wrong = {}
    for moment in range(MOMENTS):
        seconds = takes * moment / MOMENTS
        if problem := interrupted(ledger, seconds):
            wrong[f"{seconds:.3f}"] = problem
    print(json.dumps(wrong))


run(Path(sys.argv[1]))
