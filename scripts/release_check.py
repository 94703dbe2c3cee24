"""Say what a release still lacks; the workflow that publishes one asks first.

    python scripts/release_check.py [--tag v1.2.3]

The exit status is 1 while anything is lacking.
"""

from __future__ import annotations

import argparse
import re
import runpy
import sys
from pathlib import Path

from address import ROOT, repository

NOT_YET = "not on PyPI yet"
"""What the pages say until the first release."""


def lacking(root: Path, tag: str | None = None) -> list[str]:
    """Return what a release of a checkout lacks, a sentence each.

    Args:
        root: The checkout.
        tag: The tag that is about to be published.
    """
    version: str = runpy.run_path(str(root / "fsq_beancount" / "_version.py"))["__version__"]
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = []
    if not repository((root / "pyproject.toml").read_text(encoding="utf-8")):
        found.append(
            "pyproject.toml: [project.urls] names no Repository, so pictures, links, badges and "
            "the line to clone are left out. Set it, and run: python scripts/make_docs.py"
        )
    if tag is not None and tag != f"v{version}":
        found.append(f"fsq_beancount/_version.py: the version is {version}, the tag is {tag}")
    if not re.search(
        rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE
    ):
        found.append(f"CHANGELOG.md: version {version} has no section with a date")
    if re.search(r"^## \[Unreleased\]\n+(?!\n|## |\[|\Z)", changelog, re.MULTILINE):
        found.append("CHANGELOG.md: there are changes under Unreleased; they belong to the version")
    found.extend(
        f"{page.relative_to(root).as_posix()}: it says that the package is {NOT_YET}"
        for page in (root / "README.md", *sorted((root / "docs").rglob("*.md")))
        if NOT_YET in " ".join(page.read_text(encoding="utf-8").split())
    )
    return found


def main() -> int:
    """Print what is lacking and return the exit status."""
    parser = argparse.ArgumentParser(description="Say what a release still lacks.")
    parser.add_argument("--tag", help="the tag that is about to be published")
    found = lacking(ROOT, parser.parse_args().tag)
    print("\n".join(found) or "Ready to be released.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
