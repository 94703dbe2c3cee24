"""Loans and leverage, from balance sheets and loans made by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from small_ledger import load
from wealth_by_hand import day, flow, holding, positions, prices, sheet, sheets, units

import fsq_beancount
from fsq_beancount.books.holdings import Kind
from fsq_beancount.books.loans import LoanFlow
from fsq_beancount.core.periods import Period
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import returns as returns_messages
from fsq_beancount.measures.performance.bookings import Bookings
from fsq_beancount.measures.performance.by_day import ByDay
from fsq_beancount.measures.performance.debts import figures, of_periods
from fsq_beancount.measures.performance.history import History
from fsq_beancount.measures.performance.leverage import over
from fsq_beancount.measures.performance.loans import CostOfDebt, Debts, Loan, LoansOn


def bookings(*, interest: str = "0", drawings: ByDay | None = None) -> Bookings:
    """Nothing but interest, paid at the end of June 2024, and what was drawn on loans."""
    paid = flow("2024-06-30", "Expenses:Zinsen", interest)
    costs = [LoanFlow(paid, "Liabilities:Kredit", fee=False)]
    return Bookings(flows=[paid], loan_costs=costs, others=(), drawings=drawings or {})


def owed(balance: str, rate: str | None) -> LoansOn:
    """One loan at the end of 2024."""
    loan = Loan(
        account="Liabilities:Kredit",
        balance=Decimal(balance),
        rate=None if rate is None else Decimal(rate),
    )
    cost = CostOfDebt(loan.rate, None if rate is None else Decimal(1))
    return LoansOn(date=day("2024-12-31"), loans=(loan,), cost=cost)


def test_a_loan_in_two_currencies_is_one_and_an_overpaid_one_is_no_debt() -> None:
    priced = prices("2024-01-01 USD 0.9")
    lines = (
        units("Assets:Bank", "EUR", ("2024-01-01", "999")),
        units("Liabilities:A", "EUR", ("2024-01-01", "-5000"), ("2024-02-01", "5000")),
        units("Liabilities:A", "USD", ("2024-01-01", "-100"), priced=priced),
        units("Liabilities:B", "EUR", ("2024-01-01", "10")),
        units("Liabilities:C", "POINTS", ("2024-01-01", "-1")),
    )

    def rate(account: str, date: datetime.date) -> Decimal | None:
        return Decimal(date.month) / 100 if account == "Liabilities:A" else None

    debts = Debts(
        positions=positions(*lines, priced=priced),
        loans=[(place, holding(lines[place], Kind.LOAN)) for place in (1, 2, 3, 4)],
        rate=rate,
    )
    january, february = debts.series([day("2024-01-31"), day("2024-02-29")])
    # 5000 and 100 × 0.9.
    assert january.loans == (
        Loan(account="Liabilities:A", balance=Decimal(5090), rate=Decimal("0.01")),
        Loan(account="Liabilities:B", balance=Decimal(-10), rate=None),
        Loan(account="Liabilities:C", balance=None, rate=None),
    )
    assert january.cost == CostOfDebt(Decimal("0.01"), Decimal(1))
    assert february.loans[0].balance == 90
    assert february.cost.rate == Decimal("0.02")


def test_without_loans_no_day_is_looked_at() -> None:
    debts = Debts(positions=positions(), loans=(), rate=lambda _account, _date: None)
    assert debts.series(day(text) for text in ("no day",)) == ()


def test_debt_that_costs_less_than_all_capital_earns_helps() -> None:
    history = History(
        sheets(sheet("2023-12-31", "2000", "1000"), sheet("2024-12-31", "2150", "1000")),
        bookings(interest="-50"),
    )
    found = over(history, day("2024-01-01"), day("2024-12-31"))
    # Own capital of 1000 earned 150 after 50 of interest: 200 on all of 2000.
    assert (found.net, found.gross) == (Decimal("0.15"), Decimal("0.1"))
    assert (found.break_even, found.effect) == (Decimal("0.05"), Decimal("0.05"))


def test_what_a_loan_grows_by_without_a_posting_is_its_cost() -> None:
    history = History(
        sheets(sheet("2023-12-31", "0", "1000"), sheet("2024-01-01", "500", "1530")),
        bookings(drawings={day("2024-01-01"): Decimal(500)}),
    )
    found = over(history, day("2024-01-01"), day("2024-01-01"))
    # 1530 - 1000 - 500 that were drawn.
    assert found.cost == 30
    assert found.interest == 0


def test_the_leverage_on_a_day_and_what_paying_off_would_change() -> None:
    liquid = {"cash": Decimal(600), "days": Decimal(500), "months": Decimal(900)}
    history = History(
        sheets(
            sheet("2023-12-31", "2000", "1000"),
            sheet("2024-12-31", "2000", "1000", by_horizon=liquid),
        ),
        bookings(interest="-40"),
    )
    found = figures(owed("1000", "0.04"), history, Period.year(2024))
    assert (found.first, found.last) == (day("2024-01-01"), day("2024-12-31"))
    # 1000 of 1000 net, of 2000 gross.
    assert (found.loan_ratio, found.loan_ratio_of) == (Decimal(1), "net_wealth")
    assert found.debt_to_gross == Decimal("0.5")
    assert found.cost_of_debt_paid == Decimal("0.04")
    assert found.paid_off is not None
    # 600 + 500 - 1000 would be left; 40 of interest are saved, 40/2000 of 1000 foregone.
    assert found.paid_off.left == 100
    assert found.paid_off.interest_saved == 40
    assert found.paid_off.return_foregone == 20
    assert found.paid_off.gain == 20


def test_human_capital_counts_where_it_is_defined_and_no_loan_can_be_paid_off() -> None:
    history = History(
        sheets(
            sheet("2023-12-31", "1000"),
            sheet("2024-12-31", "1000", human_capital=Decimal(3000)),
        ),
        bookings(),
    )
    found = figures(
        LoansOn(date=day("2024-12-31"), loans=(), cost=CostOfDebt(None, None)),
        history,
        Period.year(2024),
    )
    assert (found.loan_ratio, found.loan_ratio_of) == (Decimal(0), "total_wealth")
    assert found.paid_off is None


def test_periods_end_with_the_books() -> None:
    history = History(
        sheets(
            sheet("2022-12-31", "1000", "500"),
            sheet("2023-12-31", "1000", "500"),
            sheet("2024-06-30", "1000", "500"),
        ),
        bookings(interest="-5"),
    )
    years = [Period.year(year) for year in (2023, 2024, 2025)]
    found = of_periods(years, history=history, as_of=day("2024-06-30"))
    assert [(each.period, each.lever.interest) for each in found] == [
        ("2023", Decimal(0)),
        ("2024", Decimal(5)),
    ]


@pytest.mark.parametrize(
    ("second", "saved", "unknown"),
    [
        # 12,000 at the agreed 4 % are 480; 500 of interest on 10,000 all year are 5 %, 500.
        ("Liabilities:Darlehen:B", 980, ()),
        # Interest that names no loan of the two is nobody's: unknown is not zero.
        ("Liabilities:Darlehen:A", None, ("Liabilities:Darlehen:B",)),
    ],
)
def test_without_an_agreed_rate_the_rate_paid_is_saved_or_nothing_is_known(
    second: str, saved: int | None, unknown: tuple[str, ...]
) -> None:
    ledger = load(f"""
        2023-01-01 open Liabilities:Darlehen:A
          fsq-interest-rate: 0.04
        2023-01-01 * "Zwei Kredite"
          Assets:Bank             23000 EUR
          Liabilities:Darlehen:A -12000 EUR
          Liabilities:Darlehen:B -10000 EUR
          Equity:Anfang
        2024-06-30 * "Zinsen"
          Expenses:Zinsen           500 EUR
            fsq-interest-on: "{second}"
          Assets:Bank
        2024-12-31 * "Leben"
          Expenses:Essen            100 EUR
          Assets:Bank
        """)
    assert ledger.errors == []
    found = fsq_beancount.analyse(ledger.entries, ledger.options).leverage
    assert found.paid_off is not None
    assert found.paid_off.interest_saved == saved
    assert found.paid_off.without_rate == unknown
    assert (found.paid_off.gain is None) == (saved is None)
    words = returns_messages.paid_off(found, "EUR", Reader("en", "en"))
    assert ("is unknown: nobody has written down the rate of" in words) == (saved is None)
    assert ("agreed or else paid" in words) == (saved is not None)


def test_money_that_is_not_there_has_earned_nothing_to_forego() -> None:
    ledger = load("""
        2023-01-01 open Liabilities:Darlehen
          fsq-interest-rate: 0.04
        2023-01-01 * "Kredit"
          Assets:Bank             1000 EUR
          Assets:Haus            99000 HAUS {1 EUR}
          Liabilities:Darlehen -100000 EUR
        2024-12-31 * "Zinsen"
          Income:Zinsen   -50 EUR
          Assets:Bank
        """)
    found = fsq_beancount.analyse(ledger.entries, ledger.options).leverage
    words = returns_messages.paid_off(found, "EUR", Reader("en", "en"))
    # 1,050 at the bank of 100,000 that are owed.
    assert words.endswith("98,950.00 EUR are missing.")


def test_a_loan_drawn_in_the_year_is_owed_for_its_days() -> None:
    # 1,000 from 2 July 2024 on are owed on 182 of 366 days: 497.27 on average, 20 are 4.02 %.
    lines = "2024-07-02 * {}\n  Liabilities:Darlehen  -1000 EUR\n  Assets:Bank\n"
    ledger = load(
        lines.format('"Kredit"') + '2024-12-31 * "Zinsen"\n  Expenses:Zinsen  20 EUR\n'
        '    fsq-interest-on: "Liabilities:Darlehen"\n  Assets:Bank\n'
    )
    report = fsq_beancount.analyse(ledger.entries, ledger.options)
    [paid] = report.scope.loan_rates_paid.values()
    assert round(paid, 6) == round(Decimal(20) * 366 / (1000 * 182), 6)
    [question] = [each for each in report.certainty.questions if each.id.startswith("loan-without")]
    assert [fix.text for fix in question.finding.fixes if not fix.is_template] == [
        ('2024-12-31 custom "fsq-interest-rate" Liabilities:Darlehen 0.0402',)
    ]
