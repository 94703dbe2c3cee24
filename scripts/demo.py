"""Shows the example ledger: its report here, then its progress page in Fava until Ctrl-C.

With FSQ_DEMO_ONCE=1 the page is asked for once, and the exit status tells whether it was there.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

from serve import FavaServer

LEDGER = Path(__file__).resolve().parent.parent / "example-ledger" / "main.beancount"
PAGE = "extension/FsqProgress/"


def main() -> int:
    """Prints the report, serves the page and returns the exit status."""
    fsq = Path(sys.executable).with_name("fsq")
    report = subprocess.run([fsq, "report", LEDGER], check=False)
    if report.returncode != 0:
        return report.returncode

    # A demo that is ended by another program ends its Fava too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with FavaServer(LEDGER) as fava:
        print(f"\nProgress page: {fava.url(PAGE)}\nStop with Ctrl-C.", flush=True)
        if os.environ.get("FSQ_DEMO_ONCE") == "1":
            status = fava.get(PAGE).status
            print(f"The page answered with {status}.")
            return 0 if status == HTTPStatus.OK else 1
        try:
            return fava.process.wait()
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main())
