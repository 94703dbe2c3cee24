"""Dates in exports: three formats that cannot be mistaken for each other."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Final

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ;,].*)?")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[T ;,].*)?")
_GERMAN: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})(?:[ ,].*)?")
_CENTURY: Final = 2000
_EARLIEST: Final = 1900
_LATEST: Final = 2199


class DateError(ValueError):
    """A text that is not a date."""


@lru_cache(maxsize=4096)
def parse(text: str) -> datetime.date:
    """Return the day of ``2026-03-27T10:00``, ``20260327;100000``, ``27.03.2026`` or ``27.03.26``.

    Raises:
        DateError: The text has none of these formats, or is no day of the calendar.
    """
    stripped = text.strip()
    year, month, day = 0, 0, 0
    if match := _ISO.fullmatch(stripped) or _COMPACT.fullmatch(stripped):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _GERMAN.fullmatch(stripped):
        year, month, day = int(match[3]), int(match[2]), int(match[1])
        year += _CENTURY if len(match[3]) == 2 else 0
    try:
        if _EARLIEST <= year <= _LATEST:
            return datetime.date(year, month, day)
    except ValueError:
        pass
    raise DateError(f'"{stripped}" is no date')


@lru_cache(maxsize=4096)
def parse_as(text: str, form: str) -> datetime.date:
    """Return the day of a text in a format that the user has declared, such as ``%m/%d/%Y``.

    Raises:
        DateError: The text has another format.
    """
    try:
        return datetime.datetime.strptime(text.strip(), form).date()
    except ValueError:
        raise DateError(f'"{text.strip()}" is no date written as {form}') from None
