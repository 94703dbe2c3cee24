"""Expenses that take a lot held at cost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from every_month import asked, keep_promises, year

from fsq_beancount.report.certainty import NARROW, WIDE

if TYPE_CHECKING:
    from pathlib import Path

D = Decimal
KIND = "expense-from-lot"

DIVIDENDS = "Income:Dividends -500 | Assets:Bank"
FOOD = "Expenses:Food 1000 | Assets:Bank"
STOCK = '2023-01-02 * "Kauf"\n  Assets:Stock  120 MUG {10 EUR}\n  Assets:Bank\n'
SALES = "Income:Sales -250 | Assets:Bank"
TAKEN = "Assets:Stock -10 MUG {10 EUR} | Expenses:Material 100"


def test_goods_of_a_trade_are_a_cost_of_work_first(tmp_path: Path) -> None:
    # 500 / 1,100 = 45.5 % with the mugs among the living costs; 500 / 1,000 = 50 % without.
    rule = '2023-01-01 custom "fsq-rule" "Income:Sales" "active"\n'
    text = year(DIVIDENDS, FOOD, SALES, TAKEN, once=STOCK + rule)
    [question] = asked(text, KIND)
    assert question.id == "expense-from-lot:Expenses:Material"
    goods, stays = question.effects
    assert goods.fix.text == ('2024-01-28 custom "fsq-rule" "Expenses:Material" "cost" "active"',)
    assert goods.after[NARROW] == D("0.5")
    assert goods.before[NARROW] == stays.after[NARROW] == pytest.approx(D(500) / 1100)
    keep_promises(text, tmp_path / "main.beancount")


def test_without_a_trade_they_were_spent_or_lost() -> None:
    # Lost, they lower the wide quota: (500 - 100) / 1,000 = 40 %.
    [question] = asked(year(DIVIDENDS, FOOD, TAKEN, once=STOCK), KIND)
    stays, lost = question.effects
    assert stays.after == stays.before
    assert lost.after[WIDE] == D("0.4")


@pytest.mark.parametrize(
    "monthly",
    [
        pytest.param(
            ("Assets:Stock -10 MUG {10 EUR} | Expenses:Food 100",), id="named for living itself"
        ),
        pytest.param((TAKEN, "Expenses:Material 300 | Assets:Bank"), id="mostly paid in money"),
        pytest.param(
            ("Assets:Stock -10 MUG {10 EUR} | Assets:Shelf 10 MUG {10 EUR} | Expenses:Material 1"
             " | Assets:Bank -1",),
            id="moved",
        ),
    ],
)  # fmt: skip
def test_nothing_of_the_household_is_asked(monthly: tuple[str, ...]) -> None:
    assert asked(year(DIVIDENDS, FOOD, *monthly, once=STOCK), KIND) == []
