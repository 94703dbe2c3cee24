"""Leverage: the formulas, from oracles worked out by hand, and the identity that always holds."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import load

from fsq_beancount import analyse
from fsq_beancount.measures.performance.leverage import Leverage
from fsq_beancount.measures.performance.loans import cost_of_debt
from fsq_beancount.measures.returns import levered


@pytest.mark.parametrize(
    ("loans", "rate"),
    [
        # (5,000·4 % + 20,000·6 %)/25,000 = 1,400/25,000 = 5.6 %.
        ([(5000, "0.04"), (20000, "0.06")], "0.056"),
        # (400 + 1,600)/30,000 = 6.67 %.
        ([(10000, "0.04"), (20000, "0.08")], "0.0666666667"),
    ],
)
def test_rates_are_weighted_by_balances(loans: list[tuple[int, str]], rate: str) -> None:
    found = cost_of_debt((Decimal(balance), Decimal(each)) for balance, each in loans)
    assert found.rate is not None
    assert abs(found.rate - Decimal(rate)) < Decimal("1e-9")
    assert found.covers == 1


def test_a_loan_without_a_rate_is_said_not_to_be_covered() -> None:
    found = cost_of_debt([(Decimal(5000), Decimal("0.04")), (Decimal(15000), None)])
    assert found == (Decimal("0.04"), Decimal("0.25"))
    assert cost_of_debt([(Decimal(5000), None)]) == (None, Decimal(0))
    # Neither an overpaid nor a repaid loan is debt.
    assert cost_of_debt([(Decimal(-10), Decimal("0.04")), (Decimal(0), None)]) == (None, None)


@pytest.mark.parametrize(("cost", "net"), [("0.05", "0.15"), ("0.12", "0.08")])
def test_debt_helps_when_it_costs_less_than_it_earns(cost: str, net: str) -> None:
    # 10 % on 200 are 20, less 5 (12) of interest on 100 borrowed: 15 (8) on 100 of one's own.
    found = levered(Decimal("0.10"), Decimal(cost), Decimal(100), Decimal(100))
    assert found == Decimal(net)
    same = Leverage(
        gain_net=Decimal(net) * 100,
        cost=Decimal(cost) * 100,
        fees=Decimal(1),
        interest=Decimal(cost) * 100,
        debt=Decimal(100),
        equity=Decimal(100),
    )
    assert same.gross == Decimal("0.1")
    assert same.net == Decimal(net)
    assert same.break_even == Decimal(cost)
    assert same.effect == Decimal(net) - Decimal("0.1")
    assert same.cost_paid == Decimal(cost) + Decimal("0.01")


def test_without_own_capital_or_debt_what_needs_it_is_undefined() -> None:
    assert levered(Decimal("0.1"), Decimal("0.05"), Decimal(100), Decimal(0)) is None
    owing = Leverage(Decimal(5), Decimal(5), Decimal(0), Decimal(5), Decimal(200), Decimal(-100))
    assert owing.net is None
    assert owing.effect is None
    assert owing.gross == Decimal("0.1")
    free = Leverage(Decimal(5), Decimal(0), Decimal(0), Decimal(0), Decimal(0), Decimal(100))
    assert free.break_even is None
    assert free.cost_paid is None
    assert free.effect == 0


MONEY = st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents) / 100)
CAPITAL = st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100)


@patiently
@given(MONEY, MONEY, CAPITAL, CAPITAL)
def test_the_identity_of_leverage_holds_exactly(
    gain: Decimal, cost: Decimal, debt: Decimal, equity: Decimal
) -> None:
    found = Leverage(gain, cost, Decimal(), cost, debt, equity)
    gross = Fraction(found.gain_gross) / Fraction(equity + debt)
    net = Fraction(found.gain_net) / Fraction(equity)
    i = Fraction(cost) / Fraction(debt)
    assert net == gross + (gross - i) * Fraction(debt) / Fraction(equity)
    # And the rates are these fractions, the effect positive exactly when r_gross > i.
    assert found.gross is not None
    assert abs(Fraction(found.gross) - gross) < Fraction(1, 10**12)
    assert found.net is not None
    assert abs(Fraction(found.net) - net) < Fraction(1, 10**12)
    assert (net > gross) == (gross > i)


def test_an_overpaid_loan_saves_no_interest_when_the_others_are_paid_off() -> None:
    # 4,000 are owed at 4 % and 1,000 of the other loan are overpaid: 160 a year, not 160 - 20.
    ledger = load("""
        2023-01-01 open Liabilities:Darlehen:A
          fsq-interest-rate: 0.02
        2023-01-01 open Liabilities:Darlehen:B
          fsq-interest-rate: 0.04
        2023-01-01 * "Zwei Kredite"
          Assets:Bank             9000 EUR
          Liabilities:Darlehen:A -5000 EUR
          Liabilities:Darlehen:B -4000 EUR
        2023-06-01 * "Zu viel"
          Liabilities:Darlehen:A  6000 EUR
          Assets:Bank
        """)
    found = analyse(ledger.entries, ledger.options).leverage
    assert found.cost_of_debt == Decimal("0.04")
    assert found.paid_off is not None
    assert found.paid_off.interest_saved == 160
