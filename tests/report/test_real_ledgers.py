"""Ledgers that other people have published: analysed, and recomputed naively.

They are not in the repository; the environment variable FSQ_SHARED_LEDGERS names their folder.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from naive import Book, Named, assert_figures, windows
from real_ledgers import each_ledger, load

from fsq_beancount import analyse, classify, names
from fsq_beancount.books import facts
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.report import build

if TYPE_CHECKING:
    from fsq_beancount.report.report import PeriodFigures, Report


def named(account: str) -> Named:
    """What the built-in names, which are data with tests of their own, say about an account."""
    root = account.partition(":")[0]
    income = names.income(account) if root == "Income" else None
    income_class = income and names.CLASS_OF[income.category]
    cost = names.cost(account) if root == "Expenses" else None
    if root == "Income" and (
        income is None or income_class == "neutral" or names.is_refund(account)
    ):
        cost = names.cost(account)
        cost = cost if cost and cost.category in ("lump-sum-tax", "capital-tax") else None
    plain = income and (income.unqualified or income)
    employed = (
        income is not None
        and income.category == "employer"
        and plain is not None
        and plain.category in ("annuity", "dividend")
    )
    thing = names.not_cash(account) if root == "Assets" else None
    sales = root == "Income" and names.is_sales(account)
    return Named(
        income_class=income_class,
        otherwise="passive" if employed else None,
        gain=income is not None and income.category == "gain",
        pension=plain is not None and plain.category == "annuity",
        no_goods=income is not None
        and plain is not None
        and (
            plain.category
            in ("gain", "premium", "reward", "dividend", "interest", "rent", "annuity")
            or not (sales or income_class == "active" or income.category == "product")
        ),
        vat=income is None
        or sales
        or (
            income_class != "neutral"
            and plain is not None
            and (
                income.category == "subject"
                or plain.category in ("work", "employer", "product", "royalty", "rent", "feed-in")
            )
        ),
        sales=sales,
        cost=cost and cost.category,
        loss=root == "Expenses" and names.is_loss(account),
        interest=root == "Expenses" and names.is_interest(account),
        depreciation=root == "Expenses" and names.is_depreciation(account),
        loan=root == "Liabilities" and names.is_loan(account),
        home=thing is not None and thing.category in ("house", "land", "car"),
    )


@cache
def naive(real_ledgers: Path, name: str) -> tuple[Book, Report]:
    """Return the naive reading of a ledger, and the package's report of it."""
    entries, errors, options = load(real_ledgers, name)
    report = analyse(entries, options, load_errors=len(errors))
    assert report.load_errors == len(errors)
    return Book(entries, options, named, report.currency), report


def assert_period(book: Book, shown: PeriodFigures, as_of: datetime.date) -> None:
    """Check a period against a full scan."""
    assert shown.months == len(book.months(shown.first, shown.last, as_of))
    assert_figures(shown, book.within(shown.first, shown.last, as_of))


@each_ledger
def test_every_year_quarter_and_month(real_ledgers: Path, name: str) -> None:
    book, report = naive(real_ledgers, name)
    assert report.as_of == book.as_of(datetime.date.today())
    for interval in Interval:
        ledger = load(real_ledgers, name)
        found = analyse(ledger.entries, ledger.options, interval=interval)
        assert found.periods
        for period in found.periods:
            assert_period(book, period, report.as_of)


@each_ledger
def test_every_rolling_window(real_ledgers: Path, name: str) -> None:
    book, report = naive(real_ledgers, name)
    expected = windows(book, report.as_of)
    assert [(window.first, window.last) for window in report.rolling] == expected
    for window in report.rolling:
        assert window.months == len(book.months(window.first, window.last, report.as_of))
        assert_figures(window, book.within(window.first, window.last, report.as_of))


@each_ledger
def test_any_days(real_ledgers: Path, name: str) -> None:
    book, report = naive(real_ledgers, name)
    ledger = load(real_ledgers, name)
    collected = facts.collect(ledger.entries, ledger.options)
    days = sorted({flow.date for flow in collected.flows})
    for number in range(8):
        # Days from all over the books, without chance.
        first, last = sorted(days[number * prime % len(days)] for prime in (7919, 104729))
        found = build.build(collected, period=Period(first, last))
        assert found.as_of == min(last, report.as_of)
        assert_period(book, found.periods[0], found.as_of)


@each_ledger
def test_the_plugin_changes_no_figure(real_ledgers: Path, name: str) -> None:
    _, before = naive(real_ledgers, name)
    plain = load(real_ledgers, name)
    tagged, _ = classify.plugin(plain.entries, dict(plain.options))
    by_line = load(real_ledgers, name, 'plugin "fsq_beancount"')
    # At the end of a file, the line shifts no other.
    for after in (analyse(tagged, plain.options), analyse(by_line.entries, by_line.options)):
        assert after.currency == before.currency
        assert after.periods == before.periods
        assert after.rolling == before.rolling
        assert after.unconverted == before.unconverted


@each_ledger
def test_disjoint_selections_add_up(real_ledgers: Path, name: str) -> None:
    _, whole = naive(real_ledgers, name)
    ledger = load(real_ledgers, name)
    collected = facts.collect(ledger.entries, ledger.options)
    for year in whole.periods:
        parts = [
            build.build(
                collected,
                selection=ledger.entries[start::3],
                period=Period(year.first, year.last),
            ).periods[0]
            for start in range(3)
        ]
        for measure in ("living_costs", "living_costs_budget", "savings", "savings_regular"):
            assert getattr(year, measure) == sum(getattr(part, measure) for part in parts)
        for income_class, amount in year.net_income.items():
            assert amount == sum(part.net_income[income_class] for part in parts)
        for currency, amount in year.unconverted.items():
            assert amount == sum(part.unconverted.get(currency, 0) for part in parts)


@each_ledger
def test_the_order_of_entries_does_not_matter(real_ledgers: Path, name: str) -> None:
    _, report = naive(real_ledgers, name)
    entries, errors, options = load(real_ledgers, name)
    shuffled = [entry for start in range(7) for entry in entries[::-1][start::7]]
    assert analyse(shuffled, options, load_errors=len(errors)) == report


def year(real_ledgers: Path, name: str, number: int) -> PeriodFigures:
    """Return the figures of a calendar year."""
    found = [each for each in naive(real_ledgers, name)[1].periods if each.first.year == number]
    return found[0]


def numbers(**amounts: str) -> dict[str, Decimal]:
    """Return amounts by class, those not named being zero."""
    classes = ("passive", "near_passive", "active", "neutral", "unclassified")
    return {name.replace("_", "-"): Decimal(amounts.get(name, 0)) for name in classes}


def test_beancounts_example_by_hand(real_ledgers: Path) -> None:
    # bean-query: SELECT account, sum(position)
    #   WHERE account ~ '^(Income|Expenses)' AND year = 2014 GROUP BY account
    found = year(real_ledgers, "beancount-example/example", 2014)
    assert found.gross_income == numbers(
        passive="277.29",  # Income:US:ETrade:Dividends
        near_passive="-474.51",  # Income:US:ETrade:Gains, a loss
        # Salary 119,999.88, and beside it GroupTermLife 632.32; Match401k 8,750.00
        active="129382.20",
    )
    assert found.net_income == numbers(
        passive="277.29",
        near_passive="-680.36",  # less Commissions 205.85
        # less Taxes:Y2014: 4,547.92 + 27,635.92 + 2,772.12 + 29.12 + 7,000.04 + 9,492.08
        active="77905.00",
    )
    # Fees 48.00, Food 115.97 + 2,241.76 + 4,608.22, Health 75.40 + 632.32 + 711.88 + 1,099.80,
    # Home 780.00 + 960.42 + 725.96 + 28,800.00, Tram 1,320.00: 42,119.73; and the taxes of 2013,
    # paid without income beside them, 425.68 + 376.64.
    assert found.living_costs == found.living_costs_budget == Decimal("42922.05")
    # 277.29 - 680.36 + 77,905.00 - 42,922.05
    assert found.savings == Decimal("34579.88")
    assert found.fsq_narrow is not None
    assert abs(Fraction(found.fsq_narrow) - Fraction("277.29") / Fraction("42922.05")) < 1e-20
    # PreTax401k 17,500 in and out, Vacation 130 in and 160 out
    assert found.unconverted == {"IRAUSD": 35000, "VACHR": 290}


def test_beancounts_basic_by_hand(real_ledgers: Path) -> None:
    # bean-query: SELECT account, sum(weight) WHERE account ~ '^(Income|Expenses)' GROUP BY account
    found = year(real_ledgers, "beancount-basic/basic", 2008)
    # Dividends 0.68, interest 0.02 + 198.03
    assert found.gross_income == numbers(passive="198.73", near_passive="228.60", active="8000.00")
    # Commissions 29.85 of trades; a tax of 77.76 comes back.
    assert found.net_income == numbers(passive="198.73", near_passive="198.75", active="8077.76")
    # The other expenses, the interest on the loan and the condo fees among them: all but those
    # two add up to 10,705.52.
    assert found.living_costs == Decimal("10705.52")
    assert found.unconverted == {}


def test_limas_trades_by_hand(real_ledgers: Path) -> None:
    found = year(real_ledgers, "lima-trading/trading", 2014)
    # PnL 30.00 + 44.00 + 57.95; seven times a commission of 9.95, on purchases too.
    assert found.gross_income == numbers(near_passive="131.95")
    assert found.net_income == numbers(near_passive="62.30")
    assert found.living_costs == 0
    assert found.fsq_wide is None
    assert found.savings_rate == 1


def test_a_german_allowance_by_hand(real_ledgers: Path) -> None:
    _, report = naive(real_ledgers, "germany-allowance/main")
    # 5 EUR a month in 2010, 5 EUR more each year until 2017, 50 EUR in 2018: 60, 120 ... 480, 600;
    # an allowance, which is neutral. In 2018 also 13 months' pay of 520 that nobody has named.
    assert [each.gross_income["neutral"] for each in report.periods[:9]] == [
        *range(60, 481, 60),
        600,
    ]
    assert [each.gross_income["unclassified"] for each in report.periods[:9]] == [0] * 8 + [
        13 * 520
    ]
    # As of 1 January 2023, a balance: the last window is the year 2022, in which a bicycle was
    # bought for 2,599.95.
    assert (report.as_of, report.running_month) == (datetime.date(2023, 1, 1), "2023-01")
    assert report.last_year is not None
    assert (report.last_year.month, report.last_year.months) == ("2022-12", 12)
    assert report.last_year.living_costs == Decimal("2599.95")
    assert report.last_year.fsq_narrow == 0
    assert report.last_year.savings_rate is None
