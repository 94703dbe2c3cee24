"""Where the program ``fsq`` starts: what must hold before anything else is imported."""

from __future__ import annotations

import os
import sys

from fsq_beancount.cli import interrupts


def main() -> None:
    """Run ``fsq``."""
    interrupts.end_at_once()
    if sys.stderr is None and sys.stdout is not None:
        # Closed by the calling shell, as cron jobs and daemons do: what is said there is lost.
        # It is opened all the same, so that no other file gets its number, and so its messages.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for the whole run
    from fsq_beancount.cli.main import main as run

    run()
