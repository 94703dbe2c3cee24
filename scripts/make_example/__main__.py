"""``python scripts/make_example``, or ``python -m make_example`` in the folder ``scripts``."""

from __future__ import annotations

import sys
from pathlib import Path

if not __package__:
    # Python was started with the folder as its argument, and so searches it for modules.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from make_example.main import main

main()
