"""Accounts whose regular entries stop: until when books are complete, and what that changes."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

import pytest
from small_ledger import load

import fsq_beancount
from fsq_beancount import export
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import findings as finding_messages
from fsq_beancount.report.certainty import NARROW, Band, Certainty
from fsq_beancount.report.report import Report

D = Decimal
day = datetime.date.fromisoformat

LAGS = "lagging-account:Assets:Bank"


def months(first: int, last: int) -> list[str]:
    """The months from one to another, counted from January 2024."""
    return [
        f"{2024 + (each - 1) // 12}-{(each - 1) % 12 + 1:02}" for each in range(first, last + 1)
    ]


def every(of: list[str], other: str, amount: str, account: str, number: str = "03") -> str:
    """A transaction in each of several months."""
    return "".join(f'{each}-{number} * "-"\n  {other}  {amount}\n  {account}\n' for each in of)


def base(last: int) -> str:
    """A bank account with a salary of 3,000 and living costs of 1,500 a month."""
    of = months(1, last)
    return (
        every(of, "Income:Gehalt", "-3000 EUR", "Assets:Bank", "01")
        + every(of, "Expenses:Wohnen:Miete", "900 EUR", "Assets:Bank")
        + every(of, "Expenses:Essen", "600 EUR", "Assets:Bank", "28")
    )


def dividends(last: int) -> str:
    """A broker that takes 300 a month."""
    return every(months(1, last), "Income:Depot:Dividenden", "-300 EUR", "Assets:Depotkonto")


def report(text: str, as_of: str | None = None) -> Report:
    ledger = load(text)
    assert ledger.errors == []
    last = None if as_of is None else day(as_of)
    return fsq_beancount.analyse(ledger.entries, ledger.options, as_of=last)


def found(text: str, as_of: str | None = None) -> Certainty:
    return report(text, as_of).certainty


def until(of: Certainty) -> dict[str, str]:
    return {each.account: each.date.isoformat() for each in of.complete_until}


def band(of: Certainty) -> tuple[str, str]:
    """The band of the narrow quota, percent."""
    low, high = of.bands[NARROW].low, of.bands[NARROW].high
    assert low is not None
    assert high is not None
    return f"{low * 100:.3f}", f"{high * 100:.3f}"


def asked(of: Certainty) -> list[str]:
    return [question.id for question in of.questions]


def test_a_bank_that_lags_behind_a_broker_is_asked_about() -> None:
    # The broker is imported to November 2025, the bank to August.
    certainty = found(base(20) + dividends(23))
    assert until(certainty) == {"Assets:Bank": "2025-08-28", "Assets:Depotkonto": "2025-11-03"}
    assert asked(certainty) == [LAGS]
    [question] = certainty.questions
    text = finding_messages.sentence(question.finding, Reader("en", "en"))
    # Twelve months to August: 3,600 of 18,000.
    assert "to Aug 2025, is 20.0%." in text
    assert certainty.bands[NARROW] == Band(D("0.2"), D("0.2"))


def test_the_quota_of_the_months_covered_is_in_the_band() -> None:
    # A second broker stops in June, the window goes on to December. Shown: (12 · 100 + 6 · 200) of
    # 12 · 1,500 = 2,400 / 18,000 = 13.3 %; to June 12 · 300 of 18,000 = 20 %.
    first = every(months(1, 24), "Income:Depot:Dividenden", "-100 EUR", "Assets:Depotkonto")
    second = every(months(1, 18), "Income:Broker:Dividenden", "-200 EUR", "Assets:Broker")
    certainty = found(base(24) + first + second, "2025-12-31")
    assert asked(certainty) == ["lagging-account:Assets:Broker"]
    assert band(certainty) == ("13.333", "20.000")
    assert not certainty.sure


def test_the_missing_months_are_between_the_leanest_and_the_fullest_before() -> None:
    # The second broker pays 200 a month, but 100 in March and 300 in April 2025, and stops in
    # October. Shown: 12 · 100 + 8 · 200 + 100 + 300 = 3,200 of 18,000 = 17.8 %. November and
    # December hold 2 · 100 at least (18.9 %) and 2 · 300 at most: 3,800 of 18,000 = 21.1 %. The
    # twelve months to October: 1,200 + 2,400 = 20 %.
    one = every(months(1, 24), "Income:Depot:Dividenden", "-100 EUR", "Assets:Depotkonto")
    two = "".join(
        every([month], "Income:Broker:Dividenden", amount, "Assets:Broker")
        for month in months(1, 22)
        for amount in [{"2025-03": "-100 EUR", "2025-04": "-300 EUR"}.get(month, "-200 EUR")]
    )
    certainty = found(base(24) + one + two, "2025-12-31")
    assert asked(certainty) == ["lagging-account:Assets:Broker"]
    assert band(certainty) == ("17.778", "21.111")


def test_the_missing_months_of_a_card_may_cost_as_much_as_the_dearest_before() -> None:
    # 100 a month and 400 in May 2025 on a card that stops in November; 3,600 of dividends. Shown:
    # 18,000 + 1,400 = 19,400 of living costs, 18.6 %. December costs from 100 (19,500, 18.5 %) to
    # 400 (19,800, 18.2 %); the twelve months to November: 19,500.
    card = "".join(
        every([month], "Expenses:Kleidung", amount, "Liabilities:Karte")
        for month in months(1, 23)
        for amount in ["400 EUR" if month == "2025-05" else "100 EUR"]
    )
    certainty = found(base(24) + dividends(24) + card, "2025-12-31")
    assert asked(certainty) == ["lagging-account:Liabilities:Karte"]
    assert band(certainty) == ("18.182", "18.557")


def test_accounts_that_stop_in_different_months_have_the_months_of_both_in_the_band() -> None:
    # Shown, to December: 100 · 12 + 100 · 9 + 300 · 6 = 3,900 of 18,000 = 21.7 %. To September,
    # what the second covers: 1,200 + 1,200 + 300 · 9 = 5,100, 28.3 %. To June: 6,000, 33.3 %.
    one = every(months(1, 24), "Income:Depot:Dividenden", "-100 EUR", "Assets:Depotkonto")
    two = every(months(1, 21), "Income:Zwei:Dividenden", "-100 EUR", "Assets:Zwei")
    three = every(months(1, 18), "Income:Drei:Dividenden", "-300 EUR", "Assets:Drei")
    certainty = found(base(24) + one + two + three, "2025-12-31")
    # The widest first; both name the months that all accounts cover.
    assert sorted(asked(certainty)) == [
        "lagging-account:Assets:Drei",
        "lagging-account:Assets:Zwei",
    ]
    for question in certainty.questions:
        text = finding_messages.sentence(question.finding, Reader("en", "en"))
        assert "to Jun 2025, is 33.3%." in text
    assert band(certainty) == ("21.667", "33.333")


@pytest.mark.parametrize(
    "more",
    [
        # A balance directive says that nothing has happened since.
        "2025-10-31 balance Assets:Broker  3600 EUR\n",
        # A closed account has no more entries.
        "2025-07-01 close Assets:Broker\n",
    ],
)
def test_a_balance_and_a_close_end_the_question(more: str) -> None:
    second = every(months(1, 18), "Income:Broker:Dividenden", "-200 EUR", "Assets:Broker")
    text = base(22) + second
    assert asked(found(text, "2025-10-31")) == ["lagging-account:Assets:Broker"]
    assert asked(found(text + more, "2025-10-31")) == []


def test_a_balance_that_fails_says_nothing() -> None:
    second = every(months(1, 18), "Income:Broker:Dividenden", "-200 EUR", "Assets:Broker")
    ledger = load(base(22) + second + "2025-10-31 balance Assets:Broker  1 EUR\n")
    certainty = fsq_beancount.analyse(
        ledger.entries, ledger.options, as_of=day("2025-10-31")
    ).certainty
    assert until(certainty)["Assets:Broker"] == "2025-06-03"


@pytest.mark.parametrize(
    ("booked", "asked_about"),
    [
        # Eight of twelve months are no regular entries.
        ([1, 2, 4, 5, 7, 8, 10, 11], False),
        # Nine of twelve are; two months without an entry are as long a pause as before.
        ([1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 20, 21, 22], False),
        # Each month, then two without.
        (list(range(1, 23)), True),
        # Each second month is no regular entry.
        (list(range(1, 23, 2)), False),
    ],
)
def test_only_accounts_with_regular_entries_are_asked_about(
    booked: list[int], asked_about: bool
) -> None:
    of = [months(each, each)[0] for each in booked]
    card = every(of, "Expenses:Kleidung", "50 EUR", "Liabilities:Karte")
    assert asked(found(base(24) + card, "2025-12-31")) == (
        ["lagging-account:Liabilities:Karte"] if asked_about else []
    )


def test_a_transfer_is_no_entry_of_its_own() -> None:
    # The bank shows that the card is paid, which does not say what was bought with it.
    card = every(months(1, 20), "Expenses:Kleidung", "50 EUR", "Liabilities:Karte")
    paid = every(months(1, 24), "Liabilities:Karte", "50 EUR", "Assets:Bank", "15")
    certainty = found(base(24) + card + paid, "2025-12-31")
    assert until(certainty)["Liabilities:Karte"] == "2025-08-03"
    assert asked(certainty) == ["lagging-account:Liabilities:Karte"]


def test_an_account_without_an_entry_for_a_year_is_past() -> None:
    second = every(months(1, 11), "Income:Broker:Dividenden", "-200 EUR", "Assets:Broker")
    certainty = found(base(24) + second, "2025-12-31")
    assert until(certainty) == {"Assets:Bank": "2025-12-28"}
    assert asked(certainty) == []


def test_json_says_until_when_each_account_is_complete() -> None:
    shown = json.loads(json.dumps(export.as_dict(report(base(20) + dividends(23)))))["certainty"]
    assert shown["complete_until"] == [
        {"account": "Assets:Bank", "date": "2025-08-28"},
        {"account": "Assets:Depotkonto", "date": "2025-11-03"},
    ]
    assert [each["id"] for each in shown["findings"]] == [LAGS]
