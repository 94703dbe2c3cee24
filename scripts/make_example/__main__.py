"""``python scripts/make_example``, or ``python -m make_example`` beside the package."""

from __future__ import annotations

import sys
from pathlib import Path

if not __package__:
    # Python was given the folder, which is then where it looks for modules.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from make_example.main import main

main()
