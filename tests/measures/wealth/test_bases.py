"""The worth of lots on a former day, where units have been split since."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from small_ledger import load

import fsq_beancount

_BOUGHT = """
2010-01-01 custom "fsq-option" "tax-profile" "de"
2010-01-01 commodity FND
  fsq-tax-treatment: "equity-fund"
2016-01-05 * "Bought"
  Assets:Depot  10 FND {100 EUR}
  Assets:Bank
2017-12-29 price FND 130 EUR
"""
_SPLIT = """
2020-06-01 * "One becomes two"
  Assets:Depot  -10 FND {100 EUR, 2016-01-05}
  Assets:Depot   20 FND {50 EUR, 2016-01-05}
2020-06-01 price FND 60 EUR
2025-06-30 price FND 100 EUR
"""
_WHOLE = """
2025-06-30 price FND 200 EUR
"""
_MOVED = """
2022-06-01 * "Moved to another bank"
  Assets:Depot  -20 FND {50 EUR, 2016-01-05}
  Assets:Other   20 FND {50 EUR, 2016-01-05}
"""
_LATER_ELSEWHERE = """
2016-02-05 * "Bought in another depot, and split some days later"
  Assets:Other  10 FND {100 EUR}
  Assets:Bank
2020-06-08 * "One becomes two"
  Assets:Other  -10 FND {100 EUR, 2016-02-05}
  Assets:Other   20 FND {50 EUR, 2016-02-05}
"""
_END = """
2025-06-30 balance Assets:Nothing 0 EUR
"""


@pytest.mark.parametrize(
    ("text", "lots"),
    [
        (_WHOLE, 1),
        (_SPLIT, 1),
        (_SPLIT + _MOVED, 1),
        (_SPLIT + _LATER_ELSEWHERE, 2),
    ],
)
def test_a_split_does_not_change_the_gain_before_a_law(text: str, lots: int) -> None:
    # Of each lot 300 until 2017 in full, 700 × 0.7 since: 790 × 26.375 %.
    ledger = load(_BOUGHT + text + _END)
    assert ledger.errors == []
    found = fsq_beancount.analyse(ledger.entries, ledger.options)
    tax = found.scope.latent_taxes.on(datetime.date(2025, 6, 30))
    assert tax is not None
    assert tax.total == Decimal("208.3625") * lots
