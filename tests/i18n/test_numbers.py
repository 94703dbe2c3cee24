"""Numbers in the locale's way: the same as Babel's own, in every locale there is."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from babel import localedata
from babel.core import Locale
from babel.numbers import format_decimal, format_percent, get_group_symbol
from hypothesis import given
from hypothesis import strategies as st

from fsq_beancount.i18n import numbers

LOCALES = localedata.locale_identifiers()

# Up to 40 digits, of which 15 stand behind the point: more than any pattern shows.
NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**40), 10**40) | st.integers(-100_000, 100_000),
    st.integers(0, 15),
)


def rounded(value: Decimal, places: int) -> Decimal:
    """Round as Babel does, to a zero without a sign."""
    return round(value, places) or Decimal()


def comparable(text: str, locale: str) -> str:
    """A number without the apostrophes that group it: Babel loses them in pairs.

    It takes them for quotation marks of its pattern, in Switzerland with the data of 2.19.
    """
    return text.replace("'", "") if get_group_symbol(locale) == "'" else text


@given(
    value=NUMBERS,
    locale=st.sampled_from(LOCALES),
    pattern=st.sampled_from(
        [
            ("#,##0.00", 2),
            ("#,##0.00######", 8),
            ("#,##0.0", 1),
            ("#,##0.##", 2),
            ("+#,##0.0;−#,##0.0", 1),
            ("#,##,##0.00", 2),
            ("0.00", 2),
        ]
    ),
)
def test_a_number_is_written_as_babel_writes_it(
    value: Decimal, locale: str, pattern: tuple[str, int]
) -> None:
    words, places = pattern
    with localcontext(prec=100):
        expected = format_decimal(rounded(value, places), words, locale=locale)
    written = numbers.writer(words, locale)(value)
    assert comparable(written, locale) == comparable(expected, locale)


@given(value=NUMBERS, locale=st.sampled_from(LOCALES), places=st.integers(0, 3))
def test_a_ratio_is_written_as_babel_writes_it(value: Decimal, locale: str, places: int) -> None:
    pattern = Locale.parse(locale).percent_formats[None].pattern
    pattern = pattern.replace("0", f"0.{'0' * places}" if places else "0", 1)
    with localcontext(prec=100):
        expected = format_percent(rounded(value, places + 2), pattern, locale=locale)
    written = numbers.writer(pattern, locale)(value)
    assert comparable(written, locale) == comparable(expected, locale)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0.125", "0.12"),  # half a cent goes to the even one
        ("0.135", "0.14"),
        ("-0.005", "0.00"),  # and leaves no sign behind
        ("-0.006", "-0.01"),
        ("999.995", "1,000.00"),
        ("1E+3", "1,000.00"),
    ],
)
def test_half_a_cent_and_the_sign_of_nothing(value: str, written: str) -> None:
    assert numbers.writer("#,##0.00", "en")(Decimal(value)) == written


def test_india_groups_thousands_and_then_by_two() -> None:
    assert numbers.writer("#,##,##0%", "hi")(Decimal(12345)) == "12,34,500%"
