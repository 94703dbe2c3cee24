"""The end of the books on every face: which months count, and what is still to come."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from served_page import HEAD, PLUGIN, Serve, page, section
from served_page import text as read
from small_ledger import load

import fsq_beancount
from fsq_beancount import check, export, text
from fsq_beancount.books import facts
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.findings import sentence
from fsq_beancount.report.build import build
from fsq_beancount.report.findings.days import BeyondAsOf, DistantDate
from fsq_beancount.report.report import Report

day = datetime.date.fromisoformat


def booked(date: str, account: str, amount: str, other: str = "Assets:Bank") -> str:
    return f'{date} * "-"\n  {account}  {amount}\n  {other}\n'


LAGGING = "".join(
    [
        *(booked(f"2024-{month:02}-03", "Expenses:Leben", "100 EUR") for month in range(1, 11)),
        *(booked(f"2024-{month:02}-05", "Income:Zinsen", "-10 EUR") for month in range(1, 13)),
        *(booked(f"2024-06-{day:02}", "Income:Zinsen", "-1 CHF") for day in (1, 2, 3)),
        "2025-01-05 balance Assets:Bank 0 USD\n",
    ]
)
"""Living costs to October 2024, income to December; June is mostly without a price."""

ENGLISH = (
    "Nov 2024 – Dec 2024 are in no figure over twelve months: what paid nearly all living costs "
    "(Assets:Bank) is booked to Oct 2024 only.",
    "Jun 2024 is in no figure over twelve months: more than half of its income and expense "
    "postings have no price in EUR.",
)
GERMAN = (
    "Nov. 2024 – Dez. 2024 sind in keiner Zahl über zwölf Monate enthalten: Was fast alle "
    "Lebenshaltungskosten bezahlt hat (Assets:Bank), ist nur bis Okt. 2024 gebucht.",
    "Juni 2024 ist in keiner Zahl über zwölf Monate enthalten: Mehr als die Hälfte der "
    "Buchungszeilen auf Einnahmen- und Ausgabenkonten hat keinen Kurs in EUR.",
)

TO_COME = booked("2098-01-05", "Income:Zinsen", "-10 EUR") + booked(
    "2098-02-05", "Expenses:Leben", "10 EUR"
)


def report(source: str, **asked: Any) -> Report:
    ledger = load(source)
    return fsq_beancount.analyse(ledger.entries, ledger.options, **asked)


def as_text(found: Report, locale: str) -> str:
    shown = text.render(found, text.Style(locale, 80), ledger="main.beancount")
    return " ".join(shown.split())


@pytest.mark.parametrize(("locale", "sentences"), [("en", ENGLISH), ("de", GERMAN)])
def test_text_and_json_say_which_months_are_left_out_and_why(
    locale: str, sentences: tuple[str, ...]
) -> None:
    found = report(LAGGING)
    for words in sentences:
        assert words in as_text(found, locale)
    assert export.as_dict(found, locale)["coverage"] == {
        "last_complete_month": "2024-10",
        "left_out": ["2024-11", "2024-12"],
        "booked_by": ["Assets:Bank"],
        "without_price": ["2024-06"],
        "reasons": list(sentences),
    }
    # The running month is said as before.
    assert export.as_dict(found)["running_month"] == "2025-01"


def test_nothing_is_said_where_nothing_is_left_out() -> None:
    found = report(LAGGING.partition("2024-11-05")[0].replace(" CHF", " EUR"))
    assert "in no figure" not in as_text(found, "en").partition("Twelve months")[0].replace(
        "Oct 2024 is in no figure", ""
    )
    coverage = export.as_dict(found)["coverage"]
    assert (coverage["left_out"], coverage["booked_by"], coverage["reasons"]) == ([], [], [])


def test_a_long_list_of_accounts_is_cut() -> None:
    accounts = "".join(
        f'2024-{month:02}-03 * "-"\n  Expenses:Leben  100 EUR\n'
        + "".join(f"  Assets:Bank{number}  -20 EUR\n" for number in "ABCDE")
        for month in range(1, 11)
    )
    shown = as_text(report(accounts, as_of=day("2024-12-31")), "en")
    assert "(Assets:BankA, Assets:BankB, Assets:BankC and 2 more) is booked to Oct 2024" in shown


@pytest.mark.fava
@pytest.mark.parametrize(("locale", "sentences"), [("en", ENGLISH), ("de", GERMAN)])
def test_the_page_says_it_at_the_quota(
    serve: Serve, locale: str, sentences: tuple[str, ...]
) -> None:
    served = read(section(page(serve(PLUGIN + HEAD + LAGGING), locale), "quota"))
    for words in sentences:
        assert words in served


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (
            "en",
            "2 postings of income and expenses are later than Nov 30, 2026, the last day that "
            "counts, and only planned. They count with: --as-of 2098-02-05",
        ),
        (
            "de",
            "2 Buchungszeilen auf Einnahmen- und Ausgabenkonten liegen nach dem 30.11.2026, dem "
            "letzten Tag, der zählt, und sind nur geplant. Mit --as-of 2098-02-05 zählen sie.",
        ),
    ],
)
def test_a_ledger_that_lies_in_the_future_is_not_said_to_be_empty(locale: str, words: str) -> None:
    found = report(TO_COME, as_of=day("2026-11-30"))
    shown = as_text(found, locale)
    assert words in shown
    assert "There is no income" not in shown
    assert export.as_dict(found, locale)["warnings"] == [words]
    # With that day all of it counts, and nothing is said.
    later = report(TO_COME, as_of=day("2098-02-05"))
    assert later.warnings == ()
    assert later.periods[0].living_costs == 10


def test_one_posting_to_come() -> None:
    found = report(booked("2098-01-05", "Income:Zinsen", "-10 EUR"), as_of=day("2026-11-30"))
    assert "1 posting of income or expenses is later" in as_text(found, "en")


def test_a_ledger_without_anything_is_still_empty() -> None:
    assert "There is no income and there are no expenses to report." in as_text(report(""), "en")


@pytest.mark.fava
def test_the_page_names_what_is_to_come(serve: Serve) -> None:
    client = serve(PLUGIN + HEAD + TO_COME)
    assert "--as-of 2098-02-05" in read(page(client))
    assert "has no income and no expenses so far" not in read(page(client))
    assert "Mit --as-of 2098-02-05 zählen sie." in read(page(client, "de"))
    assert "has no income and no expenses so far" in read(page(serve(PLUGIN + HEAD)))


# Days that are likely mistyped


def found(source: str) -> list[str]:
    """Return what ``fsq check`` says of days, without its places."""
    ledger = load(source)
    collected = facts.collect(ledger.entries, ledger.options)
    figures = build(collected, as_of=day("2026-11-30"))
    return [
        sentence(each, Reader.of("en")).partition(": ")[2]
        if isinstance(each, DistantDate)
        else sentence(each, Reader.of("en"))
        for each in check.find(collected, figures)
        if isinstance(each, BeyondAsOf | DistantDate)
    ]


BOOKS = "".join(booked(f"{year}-05-01", "Expenses:Leben", "100 EUR") for year in range(2020, 2027))

PLANNED = "It is only planned, and counts with: --as-of 2062-03-01"


def test_a_date_far_in_the_future_is_named_with_the_day_that_would_count_it() -> None:
    assert found(BOOKS + booked("2062-03-01", "Expenses:Leben", "7 EUR")) == [
        "The transaction of Mar 1, 2062 is more than two years from any other, the nearest is of "
        f"May 1, 2026. If its date is wrong, correct it. {PLANNED}"
    ]


def test_a_date_far_in_the_past_counts_and_is_named() -> None:
    [words] = found(BOOKS + booked("2002-03-01", "Expenses:Leben", "7 EUR"))
    assert "the nearest is of May 1, 2020" in words
    assert "--as-of" not in words


@pytest.mark.parametrize(
    "other",
    [
        # Two years to the day are no more than two.
        booked("2028-05-01", "Expenses:Leben", "7 EUR"),
        booked("2018-05-01", "Expenses:Leben", "7 EUR"),
        # Not alone.
        booked("2062-03-01", "Expenses:Leben", "7 EUR") * 2,
        booked("2062-03-01", "Expenses:Leben", "7 EUR")
        + booked("2063-03-01", "Assets:Sparen", "7 EUR"),
        # An opening balance, a padding, and what is no money.
        booked("1990-01-01", "Assets:Bank", "7 EUR", "Equity:Anfang"),
        "1990-01-01 pad Assets:Kasse Expenses:Leben\n1990-01-02 balance Assets:Kasse -7 EUR\n",
        booked("2062-03-01", "Income:Urlaub", "-7 VACHR", "Assets:Urlaub"),
        "2062-01-01 price EUR 1.1 USD\n",
    ],
)
def test_what_is_near_or_no_posting_of_money_is_not_named(other: str) -> None:
    assert found(BOOKS + other) == []


def test_a_day_later_than_two_years_is_far() -> None:
    assert len(found(BOOKS + booked("2028-05-02", "Expenses:Leben", "7 EUR"))) == 1


def test_opening_balances_are_near_to_nothing() -> None:
    opening = booked("2002-01-01", "Assets:Bank", "7 EUR", "Equity:Anfang")
    assert len(found(BOOKS + opening + booked("2002-03-01", "Expenses:Leben", "7 EUR"))) == 1


def test_the_only_posting_of_a_ledger_is_near_to_nothing_and_not_named() -> None:
    assert found(booked("2020-05-01", "Expenses:Leben", "100 EUR")) == []


def test_where_everything_is_to_come_that_is_said_once() -> None:
    assert [words[:12] for words in found(TO_COME)] == ["2 postings of"[:12]]
