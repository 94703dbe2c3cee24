"""The command that writes the example ledger."""

from __future__ import annotations

import argparse
from pathlib import Path

from make_example.files.ledger import render

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Write the example ledger.")
    parser.add_argument(
        "--output",
        type=Path,
        default=ROOT / "example-ledger",
        help="directory to write to (default: example-ledger beside scripts)",
    )
    directory: Path = parser.parse_args().output
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in render().items():
        (directory / name).write_text(text, encoding="utf-8", newline="\n")
