"""The return of a commodity beside one's own, over the same months."""

from __future__ import annotations

from decimal import Decimal

import pytest
from small_ledger import load
from wealth_by_hand import day

from fsq_beancount import analyse
from fsq_beancount.books import facts
from fsq_beancount.core.periods import Period
from fsq_beancount.measures.performance.growth import Growth, Reason

YEAR = Period.year(2024)

SAVED = """
2023-12-31 * "Opening"
  Assets:Bank     1000 EUR
  Equity:Opening-Balances
2024-12-31 balance Assets:Bank 1000 EUR
"""


def growth(text: str, period: Period = YEAR, account: str | None = None) -> Growth:
    ledger = load(text)
    assert ledger.errors == []
    [found] = analyse(
        ledger.entries, ledger.options, period=period, as_of=period.last, account=account
    ).returns
    return found


NAMED = '2024-06-01 custom "fsq-benchmark" "ETF"\n'


def test_the_price_at_the_end_over_that_on_the_day_before() -> None:
    text = SAVED + NAMED + "2023-12-31 price ETF 80 EUR\n2024-12-30 price ETF 86 EUR\n"
    found = growth(text)
    assert found.benchmark == "ETF"
    # 86/80 - 1; what the price did between does not matter.
    assert found.return_benchmark is not None
    assert abs(found.return_benchmark - Decimal("0.075")) < Decimal("1e-50")
    assert growth(text + "2024-05-05 price ETF 3 EUR\n").return_benchmark == pytest.approx(
        Decimal("0.075")
    )
    # Part of the ledger: the same.
    assert growth(text, account="Bank").return_benchmark == found.return_benchmark


def test_it_is_in_the_report_currency() -> None:
    found = growth(
        SAVED
        + NAMED
        + "2023-12-31 price ETF 100 USD\n2024-12-31 price ETF 110 USD\n"
        + "2023-12-31 price USD 0.90 EUR\n2024-12-31 price USD 0.99 EUR\n"
    )
    # 1.1 * 1.1 - 1
    assert found.return_benchmark is not None
    assert round(found.return_benchmark, 20) == Decimal("0.21")


@pytest.mark.parametrize("account", [None, "Bank"])
def test_a_split_is_no_fall_of_the_price(account: str | None) -> None:
    found = growth(
        SAVED
        + NAMED
        + """
2023-05-02 * "Purchase"
  Assets:Depot     10 ETF {100 EUR}
  Equity:Opening-Balances
2024-06-14 * "Split, two for one"
  Assets:Depot    -10 ETF {100 EUR, 2023-05-02}
  Assets:Depot     20 ETF {50 EUR, 2023-05-02}
2023-12-31 price ETF 200 EUR
2024-06-14 price ETF 100 EUR
2024-12-31 price ETF 110 EUR
""",
        account=account,
    )
    # What was 200 is two units of 100 since June: 110 / 100 - 1, as one's own return on it.
    assert found.return_benchmark is not None
    assert round(found.return_benchmark, 20) == Decimal("0.1")


def test_months_before_there_is_wealth_do_not_count() -> None:
    found = growth(
        """
        2024-07-10 * "Opening"
          Assets:Bank     1000 EUR
          Equity:Opening-Balances
        2023-12-31 price ETF 50 EUR
        2024-06-30 price ETF 100 EUR
        2024-12-31 price ETF 110 EUR
        2024-01-01 custom "fsq-benchmark" "ETF"
        """
    )
    # Not 110/50: there is wealth from July on.
    assert found.return_benchmark is not None
    assert round(found.return_benchmark, 20) == Decimal("0.1")


@pytest.mark.parametrize(
    ("prices", "reason", "month"),
    [
        # None before March.
        ("2024-03-01 price ETF 80 EUR\n2024-12-31 price ETF 86 EUR\n", Reason.NO_PRICE, "2024-01"),
        # The last day is the 91st after 1 October.
        ("2023-12-31 price ETF 80 EUR\n2024-10-01 price ETF 86 EUR\n", Reason.OLD_PRICE, "2024-12"),
        ("2023-10-01 price ETF 80 EUR\n2024-12-31 price ETF 86 EUR\n", Reason.OLD_PRICE, "2024-01"),
        ("2023-12-31 price ETF 0 EUR\n2024-12-31 price ETF 86 EUR\n", Reason.NO_PRICE, "2024-01"),
    ],
)
def test_it_is_undefined_with_a_reason(prices: str, reason: Reason, month: str) -> None:
    found = growth(SAVED + NAMED + prices)
    assert found.return_benchmark is None
    assert found.undefined["return_benchmark"] == (reason, month)


def test_the_month_without_a_price_is_named_after_years_in_which_nothing_happens() -> None:
    text = """
    2010-05-10 * "Opening"
      Assets:Bank     1000 EUR
      Equity:Opening-Balances
    2024-01-01 custom "fsq-benchmark" "ETF"
    2024-01-31 price ETF 80 EUR
    2024-12-31 price ETF 86 EUR
    2024-12-31 balance Assets:Bank 1000 EUR
    """
    found = growth(text, Period(day("2011-01-01"), day("2024-12-31")))
    assert found.undefined["return_benchmark"] == (Reason.NO_PRICE, "2011-01")


def test_a_price_of_ninety_days_before_is_not_too_old() -> None:
    prices = "2023-12-31 price ETF 80 EUR\n2024-10-02 price ETF 86 EUR\n"
    assert growth(SAVED + NAMED + prices).return_benchmark is not None


def test_the_last_in_force_holds_for_all_periods() -> None:
    text = (
        SAVED
        + '2020-01-01 custom "fsq-benchmark" "ETF"\n2024-12-31 custom "fsq-benchmark" "GOLD"\n'
        + '2025-01-01 custom "fsq-benchmark" "LATER"\n'
        + "".join(f"2023-12-31 price {name} 80 EUR\n" for name in ("ETF", "GOLD", "LATER"))
    )
    assert growth(text).benchmark == "GOLD"
    assert growth(text, Period(day("2024-01-01"), day("2024-06-30"))).benchmark == "ETF"


def test_without_a_benchmark_there_is_none() -> None:
    found = growth(SAVED)
    assert (found.benchmark, found.return_benchmark) == (None, None)
    assert "return_benchmark" not in found.undefined


def test_of_part_of_a_year_it_is_also_given_a_year() -> None:
    half = Period(day("2024-01-01"), day("2024-06-30"))
    text = SAVED + NAMED + "2023-12-31 price ETF 100 EUR\n2024-06-30 price ETF 110 EUR\n"
    found = growth(text, half)
    assert found.annualised is not None
    # 1.1^(365/182) - 1
    assert round(found.annualised["return_benchmark"] or 0, 6) == Decimal("0.210634")


def test_a_commodity_without_any_price_is_a_mistake_at_its_line() -> None:
    ledger = load('2024-01-01 price VWCE 5 EUR\n2024-01-01 custom "fsq-benchmark" "VWEC"\n')
    [error] = facts.collect(ledger.entries, ledger.options).errors
    assert error.message == "fsq-benchmark names VWEC, of which the ledger has no price"
    # After the two lines of options and plugins.
    assert error.source["lineno"] == 4
