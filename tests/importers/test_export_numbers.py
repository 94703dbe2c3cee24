"""Numbers and dates as files write them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsq_importers import dates, numbers
from fsq_importers.numbers import Convention

GERMAN, ENGLISH, SWISS = Convention.GERMAN, Convention.ENGLISH, Convention.SWISS


@pytest.mark.parametrize(
    ("text", "convention", "expected"),
    [
        ("1.000", GERMAN, "1000"),
        ("1.000", ENGLISH, "1.000"),
        ("1.234,56", GERMAN, "1234.56"),
        ("1,234.56", ENGLISH, "1234.56"),
        ("1'234.56", SWISS, "1234.56"),
        ("1’234.56", SWISS, "1234.56"),
        ("-62,3", GERMAN, "-62.3"),
        ("−250,50", GERMAN, "-250.50"),
        ("250,50-", GERMAN, "-250.50"),
        ("+1,5", GERMAN, "1.5"),
        (",5", GERMAN, "0.5"),
        ("5,", GERMAN, "5"),
        ("1.234,56 €", GERMAN, "1234.56"),
        ("1.234,56\u00a0EUR", GERMAN, "1234.56"),
        ("USD 1,23", GERMAN, "1.23"),
        ("-3770,3", GERMAN, "-3770.3"),
        ("7,05883E-05", GERMAN, "0.0000705883"),
        ("-2.637591265E-4", ENGLISH, "-0.0002637591265"),
        ("1e3", ENGLISH, "1000"),
        ("1 234,56", GERMAN, "1234.56"),
        ("-29.580000", ENGLISH, "-29.580000"),
        ("0", GERMAN, "0"),
    ],
)
def test_a_number_by_its_convention(text: str, convention: Convention, expected: str) -> None:
    assert numbers.parse(text, convention) == Decimal(expected)


@pytest.mark.parametrize(
    "text", ["", " ", "--", "-", "n/a", "N/A", "Not available", "null", "\u00a0"]
)
def test_no_number_is_none(text: str) -> None:
    assert numbers.parse(text, GERMAN) is None


@pytest.mark.parametrize(
    ("text", "convention"),
    [
        ("1.00", GERMAN),  # neither a thousand nor a one
        ("1.0000", GERMAN),
        ("10.00.000", GERMAN),
        ("1,5", ENGLISH),
        ("1,0000", ENGLISH),
        ("1.234,56", ENGLISH),
        ("1,234.56", GERMAN),
        ("abc", GERMAN),
        ("NaN", ENGLISH),
        ("Infinity", ENGLISH),
        ("--5", ENGLISH),
        ("-5-", ENGLISH),
        ("1e999", ENGLISH),
        ("1e-999", ENGLISH),
        ("99999999999999999999999", ENGLISH),
        ("١٢٣", ENGLISH),
        ("1\ufffd5", GERMAN),
        (".", ENGLISH),
        ("=1+1", ENGLISH),
    ],
)
def test_what_does_not_fit_the_convention_is_an_error(text: str, convention: Convention) -> None:
    with pytest.raises(numbers.NumberError, match=r"is no number|too large"):
        numbers.parse(text, convention)


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(Convention))
def test_what_is_written_is_read(number: Decimal, convention: Convention) -> None:
    english = f"{number:,.2f}"
    signs = {GERMAN: (".", ","), ENGLISH: (",", "."), SWISS: ("'", ".")}
    group, point = signs[convention]
    written = english.replace(",", "G").replace(".", point).replace("G", group)
    assert numbers.parse(written, convention) == number


@given(st.text(max_size=20), st.sampled_from(Convention))
def test_any_text_is_a_number_or_an_error(text: str, convention: Convention) -> None:
    try:
        found = numbers.parse(text, convention)
    except numbers.NumberError:
        return
    assert found is None or found.is_finite()


@pytest.mark.parametrize(
    ("number", "currency", "rounded", "exact"),
    [
        ("1.005", "EUR", "1.01", "1.005"),
        ("-1.005", "EUR", "-1.01", "-1.005"),
        ("29.580000", "EUR", "29.58", "29.58"),
        ("100.5", "JPY", "101", "100.5"),
        ("0.00000049", "USD", "0.00", "0.00"),
    ],
)
def test_amounts_have_the_places_of_their_currency(
    number: str, currency: str, rounded: str, exact: str
) -> None:
    assert str(numbers.quantise(Decimal(number), currency)) == rounded
    assert str(numbers.exactly(Decimal(number), currency)) == exact


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-07", "2026-03-07T10:00", "2026-03-07 10:00:00", "20260307", "20260307;101500"),
        *("07.03.2026", "7.3.2026", "07.03.26", "07.03.2026 10:00", " 2026-03-07 "),
    ],
)
def test_a_date(text: str) -> None:
    assert dates.parse(text) == datetime.date(2026, 3, 7)


@pytest.mark.parametrize(
    "text", ["", "offen", "2026-02-30", "31.02.2026", "03/07/2026", "2026-3", "0000-01-01"]
)
def test_no_date(text: str) -> None:
    with pytest.raises(dates.DateError, match="is no date"):
        dates.parse(text)


def test_a_date_in_a_declared_form() -> None:
    assert dates.parse_as("03/07/2026", "%m/%d/%Y") == datetime.date(2026, 3, 7)
    with pytest.raises(dates.DateError, match="is no date written as"):
        dates.parse_as("2026-03-07", "%m/%d/%Y")
