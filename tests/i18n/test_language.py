"""Languages: numbers, dates and the reader's locale."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from fsq_beancount.i18n import language

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("environ", "locale"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de_DE"),
        ({"LANG": "de_DE@euro"}, "de_DE"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "de_XX.UTF-8"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "den_XX"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_CH.UTF-8"}, "de_CH"),
        ({"LC_ALL": "C", "LC_MESSAGES": "de_CH.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "de_AT.UTF-8"}, "de_AT"),
    ],
)
def test_the_locale_of_the_environment(environ: dict[str, str], locale: str) -> None:
    assert language.from_environment(environ) == locale


def test_money_in_the_ways_of_locales() -> None:
    value = Decimal("-1234567.891")
    assert language.money(value, "en") == "-1,234,567.89"
    assert language.money(value, "de") == "-1.234.567,89"
    # The straight mark or the curled one, as the locale's data has it.
    assert language.money(value, "de_CH").replace("'", "’") == "-1’234’567.89"
    assert language.money(None, "de") == "–"


def test_a_loss_of_less_than_half_a_cent_is_no_minus_zero() -> None:
    assert language.money(Decimal("-0.004"), "en") == "0.00"
    assert language.percent(Decimal("-0.0004"), "en") == "0.0%"


def test_a_quantity_has_the_places_that_a_coin_needs() -> None:
    assert language.quantity(Decimal("0.00012345"), "en") == "0.00012345"
    assert language.quantity(Decimal(7), "de") == "7,00"


def test_percent_in_the_ways_of_locales() -> None:
    assert language.percent(Decimal("0.1234"), "en") == "12.3%"
    assert language.percent(Decimal("0.1234"), "de") == f"12,3{NO_BREAK}%"
    assert language.percent(Decimal(12), "de") == f"1.200,0{NO_BREAK}%"
    assert language.percent(Decimal(1), "de", places=0) == f"100{NO_BREAK}%"
    assert language.percent(None, "en") == "–"


def test_dates_in_the_ways_of_locales() -> None:
    assert language.month("2024-12", "en") == "Dec 2024"
    assert language.month(datetime.date(2024, 12, 31), "de") == "Dez. 2024"
    assert language.day(datetime.date(2024, 12, 31), "en") == "Dec 31, 2024"
    assert language.day(datetime.date(2024, 12, 31), "de") == "31.12.2024"


def test_german_texts_and_english_ones_where_there_are_no_others() -> None:
    assert language.translation("de").gettext("unclassified") == "nicht eingeordnet"
    assert language.translation("de_CH").gettext("unclassified") == "nicht eingeordnet"
    assert language.translation("en").gettext("unclassified") == "unclassified"
    assert language.translation("fr").gettext("unclassified") == "unclassified"


def test_the_language_is_the_environments_where_none_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert language.translation(None).gettext("unclassified") == "nicht eingeordnet"


def test_a_number_with_thousands_of_digits_is_written_out() -> None:
    # 10^2000 has 2,001 digits before the point, a mark after each three of them, and two after it.
    assert len(language.money(Decimal("1e2000"), "en")) == 2001 + 666 + 3


def test_a_whole_number_is_written_like_any_other() -> None:
    # Templates say 100 % as a plain 1, and months are counted.
    assert language.percent(1, "en", 0) == "100%"  # type: ignore[arg-type]
    assert language.number(12, "en") == "12.0"  # type: ignore[arg-type]
