"""The wealth and the returns of a part of a ledger: what crosses its border is no return."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.core.periods import Period
from fsq_beancount.measures.performance.change import PARTS
from fsq_beancount.measures.performance.growth import Reason

if TYPE_CHECKING:
    from fsq_beancount.measures.performance.growth import Growth

YEAR = Period.year(2024)

LEDGER = """
2000-01-01 custom "fsq-option" "birth-date" 1980-01-01
2000-01-01 custom "fsq-option" "retirement-age" 67
2000-01-01 custom "fsq-option" "life-expectancy" 90
2000-01-01 custom "fsq-option" "discount-rate" 0.03
2000-01-01 custom "fsq-option" "income-growth" 0.02
2000-01-01 custom "fsq-option" "inflation" 0.02
2000-01-01 custom "fsq-pension" "Rente" 1000 EUR 67
2023-12-31 price ETF 100 EUR
2024-12-31 price ETF 120 EUR

2023-12-31 * "Opening"
  Assets:Bank          10000 EUR
  Assets:Depot:Cash     1000 EUR
  Equity:Opening-Balances

2024-01-05 * "Salary"
  Assets:Bank           3000 EUR
  Income:Salary

2024-01-10 * "To the deposit"
  Assets:Depot:Cash      500 EUR
  Assets:Bank

2024-02-01 * "Purchase"
  Assets:Depot:ETF        10 ETF {100 EUR}
  Assets:Depot:Cash

2024-06-03 * "Dividend"
  Assets:Depot:Cash       15 EUR
  Expenses:Capital-Gains-Tax  5 EUR
  Income:Dividends       -20 EUR

2024-07-01 * "Dinner, paid from the deposit"
  Expenses:Food           30 EUR
  Assets:Depot:Cash
"""


def returns(text: str, account: str, period: Period = YEAR) -> Growth:
    """Return the growth of a part of a ledger over a period."""
    ledger = load(text)
    assert ledger.errors == []
    report = analyse(
        ledger.entries, ledger.options, account=account, period=period, as_of=period.last
    )
    [growth] = report.returns
    return growth


def made_of(growth: Growth) -> dict[str, Decimal]:
    """Return the parts of a change that are not zero."""
    assert sum(growth.change.parts.values()) == growth.change.closing - growth.change.opening
    return {name: amount for name, amount in growth.change.parts.items() if amount}


def test_a_deposit_with_its_cash() -> None:
    found = returns(LEDGER, "Assets:Depot")
    # 1000 + 500 - 1000 + 15 - 30 of cash, and 10 shares at 120.
    assert found.change.opening == 1000
    assert found.change.closing == 1685
    assert made_of(found) == {
        "saving": -30,
        "transfers": 500,
        "capital_income": 15,
        "gains_unrealised": 200,
    }
    # 215 earned on 1000 + 500 * 356/366 - 30 * 183/366.
    average = 1000 + Decimal(500 * 356) / 366 - Decimal(30 * 183) / 366
    assert found.return_on_assets is not None
    assert abs(found.return_on_assets - 215 / average) < Decimal("1e-20")
    assert found.growth_from_other == Decimal("0.5")
    assert found.growth_from_assets == Decimal("0.215")
    assert found.return_net is not None


def test_the_whole_is_as_before() -> None:
    ledger = load(LEDGER)
    [whole] = analyse(ledger.entries, ledger.options, period=YEAR, as_of=YEAR.last).returns
    parts = dict(whole.change.parts)
    assert parts["saving"] == 2970
    assert parts["transfers"] == 0
    # The whole has a claim to a pension, too.
    assert returns(LEDGER, "Assets|Liabilities").change.closing < whole.change.closing


def test_a_part_has_no_human_capital_no_pension_and_no_consumption() -> None:
    ledger = load(LEDGER)
    report = analyse(ledger.entries, ledger.options, account="Assets:Depot", as_of=YEAR.last)
    sheet = report.wealth.sheet
    assert sheet.claims == 0
    assert (sheet.human_capital, sheet.consumption) == (None, None)
    assert sheet.net_wealth == 1685
    # Nothing is to be written into the ledger for it.
    assert set(report.wealth.undefined) == {"latent_tax"}
    [_, found] = report.returns
    assert found.undefined["growth_total"].reason is Reason.OF_THE_WHOLE
    assert found.undefined["return_total"].reason is Reason.OF_THE_WHOLE


def test_dividends_paid_elsewhere_are_earned_and_taken_out() -> None:
    found = returns(
        """
        2023-12-31 price ETF 100 EUR
        2024-12-31 price ETF 100 EUR
        2023-12-31 * "Opening"
          Assets:Depot:ETF     10 ETF {100 EUR}
          Equity:Opening-Balances
        2024-12-31 * "Dividend"
          Income:Depot:Dividends  -50 EUR
          Assets:Bank
        """,
        "Depot",
    )
    assert made_of(found) == {"transfers": -50, "capital_income": 50}
    # 50 on 1000.
    assert found.return_on_assets == found.return_net == Decimal("0.05")


def test_a_sale_into_another_account_takes_out_the_price() -> None:
    found = returns(
        """
        2023-12-31 price ETF 120 EUR
        2023-12-31 * "Opening"
          Assets:Depot:ETF     10 ETF {100 EUR, 2023-01-01}
          Equity:Opening-Balances
        2024-12-31 * "Sale"
          Assets:Depot:ETF    -10 ETF {100 EUR, 2023-01-01} @ 130 EUR
          Assets:Bank        1300 EUR
          Income:Gains
        """,
        "Assets:Depot",
    )
    # 300 realised, of which 200 were in the value before.
    assert made_of(found) == {
        "transfers": -1300,
        "gains_realised": 300,
        "gains_unrealised": -200,
    }
    # 100 on 1200.
    assert found.return_net is not None
    assert abs(found.return_net - Decimal(100) / 1200) < Decimal("1e-20")


MOVE = """
2023-12-31 price ETF 120 EUR
2024-06-30 price ETF 150 EUR
2024-12-31 price ETF 150 EUR
2023-12-31 * "Opening"
  Assets:Old:ETF       10 ETF {100 EUR, 2023-01-01}
  Equity:Opening-Balances
2024-06-30 * "Move to another bank"
  Assets:Old:ETF      -10 ETF {100 EUR, 2023-01-01}
  Assets:New:ETF       10 ETF {100 EUR, 2023-01-01}
  Expenses:Bank-Fees    5 EUR
  Assets:Old:Cash
"""


def test_lots_that_cross_the_border_count_at_market() -> None:
    old, new = returns(MOVE, "Assets:Old"), returns(MOVE, "Assets:New")
    # 10 shares at 150 leave and come, whatever they cost; they rose by 300 before, at Old. The fee
    # is a living cost of both, as the transaction touches both: for New, Old pays it.
    assert old.change.parts["brought_in"] == -1500
    assert old.change.parts["gains_unrealised"] == 300
    assert new.change.parts["brought_in"] == 1500
    assert new.change.parts["gains_unrealised"] == 0
    assert old.change.closing == -5
    assert new.change.closing == 1500
    # Both together, a move is nothing.
    both = returns(MOVE, "Old|New")
    assert both.change.parts["brought_in"] == both.change.parts["transfers"] == 0


def test_lots_that_cross_the_border_take_their_latent_tax_along() -> None:
    taxed = (
        '2020-01-01 custom "fsq-option" "tax-profile" "flat"\n'
        '2020-01-01 custom "fsq-option" "tax-rate" 0.25\n'
    )
    old, new = returns(taxed + MOVE, "Assets:Old"), returns(taxed + MOVE, "Assets:New")
    # Worth 1200 with 200 gained before, 1500 with 500 gained when they move: taxes of 50 and 125.
    assert old.change.opening == 1150
    assert made_of(old) == {
        "saving": -5,
        "brought_in": -1375,
        "gains_unrealised": 300,
        "latent_tax_change": -75,
    }
    assert new.change.closing == new.change.parts["brought_in"] == 1375


def test_lots_sold_across_the_border_are_not_moved() -> None:
    text = """
        2023-12-31 price ETF 120 EUR
        2024-12-31 price ETF 120 EUR
        2023-12-31 * "Opening"
          Assets:Old:ETF       10 ETF {100 EUR, 2023-01-01}
          Assets:New:Cash     500 EUR
          Equity:Opening-Balances
        2024-06-30 * "Sold to oneself, to realise the gain"
          Assets:Old:ETF      -10 ETF {100 EUR, 2023-01-01} @ 120 EUR
          Assets:New:ETF       10 ETF {120 EUR}
          Income:Gains       -200 EUR
        """
    assert made_of(returns(text, "Old")) == {
        "transfers": -1200,
        "gains_realised": 200,
        "gains_unrealised": -200,
    }
    # Who buys has gained nothing yet.
    new = returns(text, "New")
    assert made_of(new) == {"transfers": 1200}
    assert new.return_net == 0


SALE = """
2023-12-31 price ETF 120 EUR
2024-12-31 price ETF 120 EUR
2023-12-31 * "Opening"
  Assets:Depot:ETF      10 ETF {100 EUR, 2023-01-01}
  Assets:Bank           1000 EUR
  Equity:Opening-Balances
2024-06-30 * "Sale"
  Assets:Depot:ETF     -10 ETF {100 EUR, 2023-01-01} @ 130 EUR
  Expenses:Fees          3 EUR
  Assets:Bank         1297 EUR
  Income:Gains        -300 EUR
"""


def test_a_gain_is_that_of_the_account_of_the_lots_alone() -> None:
    bank, depot, both = (returns(SALE, each) for each in ("Bank", "Depot", "Bank|Depot"))
    # The bank is paid 1,300 less 3 of fees: it earns nothing on its 1,000.
    assert made_of(bank) == {"transfers": 1297}
    assert bank.return_net == bank.return_on_assets == 0
    # 100 more than on the day before, less 3: 97 on 1,200. The 200 were gained before.
    assert made_of(depot) == {
        "transfers": -1297,
        "gains_realised": 297,
        "gains_unrealised": -200,
    }
    assert round(depot.return_net or 0, 12) == round(Decimal(97) / 1200, 12)
    # Together they earn what both earn, and the price has never left them.
    assert made_of(both) == {"gains_realised": 297, "gains_unrealised": -200}


LOAN = """
2023-12-31 * "Opening"
  Assets:Bank              1000 EUR
  Assets:Flat            100000 EUR
  Liabilities:Flat:Mortgage  -50000 EUR
  Equity:Opening-Balances
2024-12-31 * "Instalment"
  Liabilities:Flat:Mortgage   100 EUR
  Expenses:Flat:Interest       50 EUR
  Assets:Bank
"""


def test_a_loan_inside_belongs_to_the_part() -> None:
    found = returns(LOAN, "Flat")
    assert found.change.opening == 50000
    assert found.change.closing == 50100
    assert made_of(found) == {"transfers": 150, "cost_of_debt": -50}
    # -50 on 50,000; before interest, nothing on 100,000.
    assert found.return_net == Decimal("-0.001")
    assert found.return_gross == 0


def test_the_interest_of_a_loan_outside_is_no_cost_of_the_part() -> None:
    found = returns(LOAN, "Assets:Flat|Expenses:Flat")
    # The bank pays 150 for the loan, none of it to or from the flat.
    assert made_of(found) == {}
    assert found.return_net == 0


def test_an_account_of_income_alone_has_no_wealth() -> None:
    ledger = load(LEDGER)
    report = analyse(ledger.entries, ledger.options, account="Income:Dividends")
    assert report.wealth.rows == ()
    assert report.scope.positions.lines == []
    assert all(growth.return_net in (0, None) for growth in report.returns)


AMOUNTS = st.integers(-500, 500).filter(bool)
ACCOUNTS = (
    "Assets:A:Cash",
    "Assets:B:Cash",
    "Liabilities:B:Loan",
    "Income:Dividends",
    "Income:Salary",
    "Expenses:Food",
    "Expenses:Bank-Fees",
    "Equity:Other",
)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 364), st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), AMOUNTS
        ),
        max_size=12,
    )
)
def test_what_parts_earn_is_what_the_whole_earns(
    booked: list[tuple[int, str, str, int]],
) -> None:
    text = [
        '2023-12-31 * "Opening"',
        "  Assets:A:Cash  5000 EUR",
        "  Assets:B:Cash  5000 EUR",
        "  Equity:Opening-Balances",
    ]
    for after, account, other, amount in booked:
        date = datetime.date(2023, 12, 31) + datetime.timedelta(after)
        text += [f'{date} * "X"', f"  {account}  {amount} EUR", f"  {other}  {-amount} EUR"]
    ledger = load("\n".join(text))

    def change(account: str | None) -> dict[str, Decimal]:
        report = analyse(
            ledger.entries, ledger.options, account=account, period=YEAR, as_of=YEAR.last
        )
        found = report.returns[0].change
        assert sum(found.parts.values()) == found.closing - found.opening
        return dict(found.parts)

    first, second, both, whole = map(change, ("Assets:A", ":B:", "Assets:A|:B:", None))
    # What crosses the border between two parts is no transfer of both together.
    assert {name: first[name] + second[name] for name in PARTS} == both
    assert sum(both.values()) == sum(whole.values())
