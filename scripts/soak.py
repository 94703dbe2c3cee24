"""A real Fava under many readers and edits of its ledger: same answers, flat memory.

    python scripts/soak.py --seconds 60

Each answer must be one that a single reader gets of one of the versions of the ledger. The exit
status is 1 where an answer is another, or where memory grows.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Final

from serve import FavaServer

READERS: Final = 20
VERSIONS: Final = 3
MOST_GROWTH: Final = 1.15
"""How much more memory the second half may take than the first, as a factor."""

REPORT: Final = "extension/FsqProgress/report"
ADDRESSES: Final = (
    REPORT,
    f"{REPORT}?interval=month",
    f"{REPORT}?time=2024",
    f"{REPORT}?account=Income",
    "extension/FsqProgress/",
)


def ledger(version: int) -> str:
    """Return a version of the ledger: its dividends tell it from the others."""
    lines = [
        'option "title" "Soak"',
        'option "operating_currency" "EUR"',
        'plugin "beancount.plugins.auto_accounts"',
        '2020-01-01 custom "fava-extension" "fsq_beancount.progress"',
    ]
    for month in range(60):
        day = f"{2020 + month // 12}-{month % 12 + 1:02}-15"
        lines.append(
            f'{day} * "Depot" "Dividende"\n  Income:Dividenden  -{100 + version} EUR\n  Assets:Bank'
        )
        lines.append(f'{day} * "Leben"\n  Expenses:Leben  1000 EUR\n  Assets:Bank')
    return "\n".join(lines) + "\n"


def memory_of(process: int) -> int:
    """Return the resident memory of a process, in KiB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


def figures_of(address: str, body: str) -> str:
    """Return what must not differ of an answer: of the page, without what Fava puts around it."""
    if address != ADDRESSES[-1]:
        return body
    return body.partition('<div class="fsq"')[2].partition('id="page-title"')[0]


def known_answers(path: Path, server: FavaServer) -> dict[str, set[str]]:
    """Return the answers of each address that a single reader gets, of every version."""
    known: dict[str, set[str]] = {address: set() for address in ADDRESSES}
    for version in range(VERSIONS):
        replace(path, server, version)
        # Fava notices an edit a moment later: the dividends of a year tell that it has.
        while f'"{12 * (100 + version)}.00"' not in server.get(REPORT).body:
            time.sleep(0.1)
            server.get("api/changed")
        for address in ADDRESSES:
            known[address].add(figures_of(address, server.get(address).body))
    return known


def replace(path: Path, server: FavaServer, version: int) -> None:
    """Write a version of the ledger and have Fava notice it."""
    # At once, so that nobody reads a half of it.
    beside = path.with_suffix(".new")
    beside.write_text(ledger(version), encoding="utf-8")
    beside.replace(path)
    server.get("api/changed")


def soak(seconds: float) -> int:
    """Run readers and edits for some seconds; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text(ledger(0), encoding="utf-8")
        with FavaServer(path) as server:
            known = known_answers(path, server)
            found: Counter[str] = Counter()
            done = threading.Event()

            def read(number: int) -> None:
                while not done.is_set():
                    address = ADDRESSES[number % len(ADDRESSES)]
                    answer = server.get(address)
                    right = figures_of(address, answer.body) in known[address]
                    found["right" if answer.status == 200 and right else f"wrong: {address}"] += 1

            readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
            for reader in readers:
                reader.start()
            taken: list[int] = []
            ends = time.monotonic() + seconds
            while time.monotonic() < ends:
                replace(path, server, len(taken) % VERSIONS)
                taken.append(memory_of(server.process.pid))
                time.sleep(0.5)
            done.set()
            for reader in readers:
                reader.join()
    # The first quarter fills the caches.
    first, second = max(taken[len(taken) // 4 : len(taken) // 2]), max(taken[len(taken) // 2 :])
    print(f"{dict(found)}; memory {first} KiB, then {second} KiB")
    return int(set(found) != {"right"} or second > MOST_GROWTH * first)


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    sys.exit(soak(parser.parse_args().seconds))


if __name__ == "__main__":
    main()
