"""Findings in tests: the only one, as its class, and the lines that fix it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fsq_beancount.report.findings import Finding

Kind = TypeVar("Kind", bound="Finding")


def only(found: Sequence[Finding], kind: type[Kind]) -> Kind:
    """Return the only finding, which must be of a class."""
    (finding,) = found
    assert isinstance(finding, kind), finding
    return finding


def fixes(finding: Finding) -> tuple[str, ...]:
    """Return the lines of each fix, with blanks in English: ``<rate>``."""
    return tuple(fix.written(lambda blank: f"<{blank.value}>") for fix in finding.fixes)
