"""Load ledgers, each in a process of its own, and say what `fsq check` would find.

    python tests/check/reload.py LEDGER...

Prints a line of JSON for each ledger: its figures, the ids of its findings, and its errors. The
process of a ledger has loaded nothing before it, so nothing that an analysis remembers can help.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from beancount import loader

from fsq_beancount import check
from fsq_beancount.books.facts import collect
from fsq_beancount.check.subjects import id_of
from fsq_beancount.check.trial import figures
from fsq_beancount.report.build import build

sys.path.insert(0, str(Path(__file__).parent.parent))
from own_process import print_each


def examine(path: str) -> dict[str, Any]:
    """Return the figures, findings and errors of a ledger."""
    entries, errors, options = loader.load_file(path)
    facts = collect(entries, options)
    report = build(facts)
    return {
        "figures": {
            name: None if value is None else str(value)
            for name, value in figures.by_name(figures.of(report)).items()
        },
        "ids": [id_of(finding) for finding in check.find(facts, report)],
        "errors": [str(error.message) for error in errors],
    }


if __name__ == "__main__":
    print_each(sys.argv[1:], examine)
