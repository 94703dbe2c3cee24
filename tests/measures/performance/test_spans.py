"""Returns over three, five and ten years, and over all, beside inflation."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from beancount import loader
from places import EXAMPLE_LEDGER
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.measures.catalogue import FAMILIES
from fsq_beancount.measures.performance.spans import SpanReturns
from fsq_beancount.measures.returns import annualise, chain

D = Decimal

SPANS = next(family for family in FAMILIES if family.id == "return_spans")

# 100, 110, 115.50, 120.12: +10 %, +5 % and +4 % in the three years, together 1.1 * 1.05 * 1.04.
LEDGER = """
2020-01-01 custom "fsq-option" "inflation" 0.02
2019-12-31 * "Opening"
  Assets:Depot    100 FUND {100.00 EUR}
  Equity:Opening
2019-12-31 price FUND 100.00 EUR
2020-12-31 price FUND 110.00 EUR
2021-12-31 price FUND 115.50 EUR
2022-12-31 price FUND 120.12 EUR
"""


def spans(ledger: str, as_of: str) -> list[SpanReturns]:
    loaded = load(ledger)
    assert loaded.errors == []
    day = datetime.date.fromisoformat(as_of)
    return list(analyse(loaded.entries, loaded.options, as_of=day).rows_of(SPANS))


def test_three_years_are_given_as_a_whole_and_a_year() -> None:
    # The running month of January 2023 is left out.
    three, five, ten, whole = spans(LEDGER, "2023-01-15")
    assert (three.years, five.years, ten.years, whole.years) == (3, 5, 10, None)
    for each in (three, whole):
        assert each.span_from == datetime.date(2020, 1, 1)
        assert each.span_return == each.span_on_assets == D("0.2012")
        # 1096 days; (1.2012)^(365/1096) - 1
        assert each.span_return_annual == annualise(D("0.2012"), 1096)
        assert round(D(each.span_return_annual or 0), 4) == D("0.0630")
        assert each.span_on_assets_annual == each.span_return_annual
    for short in (five, ten):
        assert short.span_from is None
        assert short.span_return is short.span_on_assets_annual is None
        assert (short.span_inflation, short.span_yardstick) == (D("0.02"), D("0.07"))


def test_calendar_years_chain_to_the_span() -> None:
    entries, _, options = loader.load_file(str(EXAMPLE_LEDGER))
    report = analyse(entries, options)
    of_year = {each.period: each.return_net for each in report.returns}
    for span in report.rows_of(SPANS):
        if span.years is None:
            continue
        rates = [of_year[str(year)] for year in range(2026 - span.years, 2026)]
        together = chain(rates)
        assert together is not None
        assert round(span.span_return, 20) == round(together, 20)


def test_what_is_saved_is_no_return() -> None:
    # 11,550 more on the day on which 11,550 are there: still +20.12 % for the chain.
    ledger = f"""{LEDGER}
2021-12-31 * "Salary"
  Assets:Depot    100 FUND {{115.50 EUR}}
  Income:Salary  -11550.00 EUR
"""
    three, *_ = spans(ledger, "2022-12-31")
    assert three.span_return == D("0.2012")
    # Dietz: 11,550 are there for 365 of 1,096 days; 24,024 - 10,000 - 11,550 = 2,474 are gained.
    # 2,474 / (10,000 + 11,550 * 365 / 1,096)
    assert round(D(three.span_on_assets or 0), 6) == D("0.178673")


def test_a_single_year_is_the_rate_of_the_year() -> None:
    *_, whole = spans(LEDGER, "2020-12-31")
    assert whole.span_return == whole.span_return_annual == D("0.1")


@pytest.mark.parametrize("first", ["2019-12-31", "2020-01-01", "2020-01-20"])
def test_the_month_of_the_first_posting_counts(first: str) -> None:
    three, *_ = spans(
        LEDGER.replace('2019-12-31 * "Opening"', f'{first} * "Opening"'), "2022-12-31"
    )
    assert three.span_return == D("0.2012")


def test_a_ledger_that_begins_a_month_later_is_shorter() -> None:
    three, *_ = spans(
        LEDGER.replace('2019-12-31 * "Opening"', '2020-02-01 * "Opening"'), "2022-12-31"
    )
    assert three.span_return is None


def test_a_benchmark_stands_beside_them() -> None:
    named = """
2020-01-01 custom "fsq-benchmark" "WELT"
2019-12-31 price WELT 80 EUR
2021-12-31 price WELT 90 EUR
2022-12-31 price WELT 92 EUR
"""
    three, five, _, whole = spans(LEDGER + named, "2023-01-15")
    for each in (three, whole):
        # 92/80 - 1, in 1096 days.
        assert round(D(each.span_benchmark or 0), 20) == D("0.15")
        assert each.span_benchmark_annual == annualise(each.span_benchmark, 1096)
    assert five.span_benchmark is five.span_benchmark_annual is None


def test_without_inflation_there_is_no_yardstick() -> None:
    three, *_ = spans(LEDGER.replace('"inflation"', '"discount-rate"'), "2022-12-31")
    assert three.span_inflation is three.span_yardstick is None
    assert three.span_return == D("0.2012")


def test_where_no_return_is_defined_there_are_none() -> None:
    ledger = """
        2019-12-31 * "Opening"
          Assets:Bank   -100.00 EUR
          Expenses:Food
        2020-12-31 * "Food"
          Assets:Bank   -100.00 EUR
          Expenses:Food
    """
    assert spans(ledger, "2020-12-31") == []


def test_without_a_complete_month_there_are_none() -> None:
    assert spans(LEDGER, "2019-12-31") == []
    assert spans('2020-01-01 custom "fsq-option" "inflation" 0.02', "2022-12-31") == []
