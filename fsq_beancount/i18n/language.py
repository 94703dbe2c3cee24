"""The reader's language: the catalogue of texts, and numbers and dates in the format of a locale.

Used by every face, so that a figure looks the same in the shell and on the page. Locales have
Babel's names: ``en``, ``de``, ``de_CH``.
"""

from __future__ import annotations

import datetime
import gettext
import os
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from babel import localedata
from babel.core import Locale
from babel.dates import format_date, format_skeleton

from fsq_beancount.i18n import numbers

LANGUAGES: Final = ("en", "de")
"""The languages of the shell; the first is the default for readers of any other language."""

UNDEFINED: Final = "–"

_TRANSLATIONS: Final = Path(__file__).parent / "translations"


class Reader(NamedTuple):
    """The locales of a reader.

    Attributes:
        locale: The locale of texts and of dates.
        numbers: The locale of numbers; Fava has an option for it that does not change its texts.
    """

    locale: str
    numbers: str

    @classmethod
    def of(cls, locale: str) -> Reader:
        """Return a reader with the same locale for texts and numbers."""
        return cls(locale, locale)


def from_environment(environ: Mapping[str, str] = os.environ) -> str:
    """Return the locale that POSIX prescribes: of ``LC_ALL``, ``LC_MESSAGES``, then ``LANG``.

    The region is kept for :data:`LANGUAGES`, since it decides the format of numbers.
    """
    names = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "").partition(".")[0].partition("@")[0]
    language = locale.partition("_")[0]
    if language not in LANGUAGES:
        return LANGUAGES[0]
    return locale if localedata.exists(locale) else language


def translation(language: str | None) -> gettext.NullTranslations:
    """Return the texts in a language, in English where it has no catalogue.

    Args:
        language: A locale; ``None`` for that of the environment.
    """
    return _catalogue(language or from_environment())


@lru_cache(maxsize=32)
def _catalogue(language: str) -> gettext.NullTranslations:
    # A page looks up hundreds of texts, and gettext searches for the file on every call.
    return gettext.translation("fsq", _TRANSLATIONS, [language], fallback=True)


_parsed = lru_cache(maxsize=64)(Locale.parse)


def money(value: Decimal | None, locale: str) -> str:
    """Return an amount in the report currency, rounded to cents: ``1,234.50``."""
    if value is None:
        return UNDEFINED
    return numbers.writer("#,##0.00", locale)(value)


def quantity(value: Decimal, locale: str) -> str:
    """Return an amount in any currency, with up to eight places, as coins may need."""
    return numbers.writer("#,##0.00######", locale)(value)


def percent(value: Decimal | None, locale: str, places: int = 1) -> str:
    """Return a ratio, by default with one decimal place: ``12.3%``, ``12,3 %``."""
    if value is None:
        return UNDEFINED
    return numbers.writer(_percent_pattern(locale, places), locale)(value)


@lru_cache(maxsize=64)
def _percent_pattern(locale: str, places: int) -> str:
    digits = f"0.{'0' * places}" if places else "0"
    pattern: str = _parsed(locale).percent_formats[None].pattern
    return pattern.replace("0", digits, 1)


def number(value: Decimal | None, locale: str) -> str:
    """Return a plain number, such as months, with one decimal place: ``1,234.5``."""
    if value is None:
        return UNDEFINED
    return numbers.writer("#,##0.0", locale)(value)


def whole(value: float | Decimal, locale: str) -> str:
    """Return a number on a scale, with two places at most: ``1,500``, ``0.5``."""
    return numbers.writer("#,##0.##", locale)(value)


def signed(value: Decimal, locale: str) -> str:
    """Return a change with its sign and one decimal place: ``+5.0``."""
    return numbers.writer("+#,##0.0;−#,##0.0", locale)(value)


def month(value: str | datetime.date, locale: str) -> str:
    """Return a month: ``Dec 2024``.

    Args:
        value: A day in it, or its name in ISO 8601, ``2024-12``.
        locale: The reader's locale.
    """
    if isinstance(value, str):
        value = datetime.date.fromisoformat(f"{value}-01")
    return _month(value.replace(day=1), locale)


# A page names each month many times: as a row, as the end of a window, in the help of a column.
@lru_cache(maxsize=4096)
def _month(first: datetime.date, locale: str) -> str:
    return format_skeleton("yMMM", first, locale=_parsed(locale))


def period(label: str, locale: str) -> str:
    """Return the name of a period: ``2024``, ``Q1 2024``, ``Dec 2024``.

    Args:
        label: Its name in ISO 8601, ``2024-Q1`` for a quarter.
        locale: The reader's locale.
    """
    year, _, quarter = label.partition("-Q")
    if quarter:
        first = datetime.date(int(year), 3 * int(quarter) - 2, 1)
        short = _parsed(locale).language == "en"
        return format_skeleton("yQQQ" if short else "yQQQQ", first, locale=_parsed(locale))
    return month(label, locale) if len(label) == len("2024-12") else label


@lru_cache(maxsize=256)
def month_name(number: int, locale: str) -> str:
    """Return the short name of a month, ``Dec`` for 12."""
    return format_date(datetime.date(2000, number, 1), "LLL", locale=_parsed(locale))


@lru_cache(maxsize=4096)
def day(value: datetime.date, locale: str) -> str:
    """Return a date: ``Dec 31, 2024``, in German ``31.12.2024``."""
    return format_date(value, "medium", locale=_parsed(locale))
