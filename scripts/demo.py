"""Shows the example ledger: prints its report, then serves its page in Fava until Ctrl-C.

With FSQ_DEMO_ONCE=1 the page is requested once, and the exit status tells whether it was served.
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
    """Print the report, serve the page and return the exit status."""
    fsq = Path(sys.executable).with_name("fsq")
    report = subprocess.run([fsq, "report", LEDGER], check=False)
    if report.returncode != 0:
        return report.returncode

    # If the demo is terminated, its Fava process is terminated too.
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
