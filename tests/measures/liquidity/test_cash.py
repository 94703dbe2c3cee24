"""Cash, the runway it gives and the loans that were paid of it, of holdings made by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

from flows_by_hand import ROOTS, flow, post, transaction
from holdings_by_hand import holding, line, positions

from fsq_beancount.books.holdings import Kind
from fsq_beancount.books.loans import LoanFlow
from fsq_beancount.core.periods import Period
from fsq_beancount.measures.liquidity.cash import CashAccounts, by_horizon, cash_on, likely_cash
from fsq_beancount.measures.liquidity.months import Basis, Item, spans
from fsq_beancount.measures.liquidity.runway import runways
from fsq_beancount.measures.liquidity.unlocking import unlocked
from fsq_beancount.measures.liquidity.unplanned import (
    UnplannedLoan,
    repaid_loans,
    unplanned_loans,
)
from fsq_beancount.measures.liquidity.year import BookedYear, booked_year
from fsq_beancount.settings.config import Config

D = Decimal
day = datetime.date.fromisoformat

BANK = holding(line("Assets:Bank", ("2024-01-01", 1000), ("2024-02-10", -400)))
DEPOSIT = holding(line("Assets:Deposit", ("2024-01-01", 300)), until="2024-03-31")
SHARES = holding(line("Assets:Depot", ("2024-01-01", 2), currency="ACME", cost="EUR"))
FRIEND = holding(line("Assets:Friend", ("2024-01-01", 70)), kind=Kind.RECEIVABLE)
FAMILY = holding(line("Assets:Family", ("2024-01-01", 5)), kind=Kind.RECEIVABLE, horizon="days")
DEBT = holding(line("Liabilities:Loan", ("2024-01-01", -9000)), kind=Kind.LOAN)
HOLDINGS = (BANK, DEPOSIT, SHARES, FRIEND, FAMILY, DEBT)
VALUES = positions(HOLDINGS, ACME=40)


def test_assets_are_worth_something_by_how_soon_they_are_money() -> None:
    # 1,000 in the bank; 300 are locked until the end of March; two shares for 40. What a friend
    # owes counts only where somebody says when it comes; a loan is no asset.
    january = by_horizon(day("2024-01-31"), holdings=HOLDINGS, positions=VALUES)
    assert january == {"cash": 1000, "locked": 300, "days": 85}
    march = by_horizon(day("2024-03-31"), holdings=HOLDINGS, positions=VALUES)
    assert march == {"cash": 900, "days": 85}


def test_the_cash_of_a_day_is_what_is_locked_no_more() -> None:
    likely = likely_cash(HOLDINGS)
    amounts = [
        cash_on(day(date), likely=likely, positions=VALUES)
        for date in ("2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31")
    ]
    assert amounts == [0, 1000, 600, 900]


class Year(NamedTuple):
    """What the runway takes of twelve months."""

    last: datetime.date
    months: int
    living_costs: Decimal


def test_the_runway_of_each_month_is_its_cash_by_the_costs_of_a_month() -> None:
    # 1,000 / (100 / 2) and 600 / (600 / 12); no month of March without costs.
    years = [
        Year(day("2024-01-31"), 2, D(100)),
        Year(day("2024-02-29"), 12, D(600)),
        Year(day("2024-03-31"), 12, D(0)),
    ]
    assert runways(years, holdings=HOLDINGS, positions=VALUES) == {
        day("2024-01-31"): 20,
        day("2024-02-29"): 12,
        day("2024-03-31"): None,
    }


def test_a_lock_that_ends_in_the_plan_brings_money_in() -> None:
    plan = list(spans(day("2024-02-15"), 1))
    assert list(unlocked(plan, holdings=HOLDINGS, positions=VALUES)) == [
        (day("2024-03-31"), Item("Assets:Deposit", Basis.UNLOCKED, D(300)), False)
    ]
    assert not list(unlocked(plan[:1], holdings=HOLDINGS, positions=VALUES))
    assert not list(unlocked([], holdings=HOLDINGS, positions=VALUES))


def test_a_payment_moves_cash_where_the_account_holds_some() -> None:
    cash = CashAccounts(HOLDINGS, "Assets", Config(ROOTS, "EUR").is_money)
    entry = transaction("2024-02-01")
    moved = [
        cash.moves(post(entry, account, "1", currency), entry.date)
        for account, currency in (
            ("Assets:Bank", "EUR"),
            ("Assets:Deposit", "EUR"),
            ("Assets:Bank", "USD"),
            ("Expenses:Food", "EUR"),
        )
    ]
    assert moved == [True, False, False, False]
    # Of an account that nothing was ever booked to its root says it.
    assert cash.pays_from("Assets:New", "EUR", entry.date)
    assert not cash.pays_from("Assets:New", "GOLD", entry.date)
    assert not cash.pays_from("Liabilities:New", "EUR", entry.date)
    assert cash.pays_from("Assets:Bank", "USD", entry.date)


def test_the_books_may_cover_less_than_twelve_months() -> None:
    year = Period.year(2024)
    assert booked_year(None, 0) is None
    assert booked_year(year, 0) is None
    assert booked_year(year, 8) == (*_days(year), 8)


def _days(period: Period) -> tuple[datetime.date, datetime.date]:
    return period.first, period.last


def test_a_loan_was_paid_off_with_what_was_paid_on_it_and_its_interest() -> None:
    car = line("Liabilities:Car", ("2023-05-01", -5000), ("2024-03-01", 900), ("2025-01-02", 99))
    paid = line("Liabilities:Paid", ("2023-05-01", -70), ("2024-05-01", 70))
    new = line("Liabilities:New", ("2024-05-01", -800))
    debts = [holding(each, kind=Kind.LOAN) for each in (car, paid, new)]
    costs = [
        LoanFlow(flow(date, "Expenses:Interest", "-60"), loan, fee=False)
        for date, loan in (
            ("2023-12-31", "Liabilities:Car"),
            ("2024-03-01", "Liabilities:Car"),
            ("2024-03-01", "Liabilities:New"),
        )
    ]
    # (900 + 60) / 12 on the car; one loan is gone, on the other nothing was paid.
    found = repaid_loans(
        BookedYear(day("2024-01-01"), day("2024-12-31"), 12),
        as_of=day("2025-01-15"),
        holdings=(BANK, *debts),
        positions=positions(debts),
        costs=costs,
    )
    assert found == {"Liabilities:Car": 80}
    assert list(unplanned_loans(found, {"Liabilities:Other"})) == [
        UnplannedLoan(account="Liabilities:Car", monthly=D(80))
    ]
    assert not list(unplanned_loans(found, {"Liabilities:Car"}))
    assert (
        repaid_loans(None, as_of=day("2025-01-15"), holdings=debts, positions=VALUES, costs=costs)
        == {}
    )
