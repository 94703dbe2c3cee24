"""Lets Fava download every table of its Query page, where its own conversion of values fails.

Fava 1.30 refuses a TRUE, and gives a zero amount to the writer of ``.ods`` as a decimal, which that
does not know: the table would be seen and its download be an error. No column of Beancount's own
tables holds the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import wraps

from fava.util import excel

Convert = Callable[..., list[str | float]]


def mend() -> None:
    """Convert those values before Fava does; a second call changes nothing more."""
    # It is private to Fava: where another version has no such function, its own way stays.
    convert: Convert | None = getattr(excel, "_row_to_pyexcel", None)
    if convert is not None and not hasattr(convert, "__wrapped__"):
        excel._row_to_pyexcel = _mended(convert)


def _mended(convert: Convert) -> Convert:
    @wraps(convert)
    def row(values: Sequence[object], header: Sequence[object]) -> list[str | float]:
        return convert([_known(value) for value in values], header)

    return row


def _known(value: object) -> object:
    """Return a value as one that Fava and its writers know, and other values as they are."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal) and not value:
        return 0.0
    return value
