"""Load ledgers, each in a process of its own, and print what `fsq init` is to be held to.

    python tests/propose/reload_whole.py LEDGER...

Prints a line of JSON for each ledger: every figure of the catalogue, the twelve months and the
balance sheet of the JSON, the open questions, the bands and the errors.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from beancount import loader

from fsq_beancount import analyse, export
from fsq_beancount.propose.figures import figures

sys.path.insert(0, str(Path(__file__).parent.parent))
from own_process import print_each


def examine(path: str) -> dict[str, Any]:
    """Return all that is compared of a ledger."""
    entries, errors, options = loader.load_file(path)
    report = analyse(entries, options)
    content = export.as_dict(report)
    certainty = report.certainty
    return {
        "figures": [[name_of(figure), str(value)] for figure, value in figures(report).items()],
        "rolling": content["rolling"][-1] if content["rolling"] else {},
        "wealth": content["wealth"],
        "open": [each.id or each.finding.kind.value for each in certainty.open],
        "bands": {
            name: [None if end is None else str(end) for end in (band.low, band.high)]
            for name, band in certainty.bands.items()
        },
        "errors": [str(error.message) for error in errors],
    }


def name_of(figure: Any) -> str:
    """Return what tells a figure from all others."""
    return json.dumps([figure.family, list(map(str, figure.keys)), *figure[2:]])


if __name__ == "__main__":
    print_each(sys.argv[1:], examine)
