"""A small household with a loan and a fund, for all that shows returns."""

from __future__ import annotations

HOUSEHOLD = """
    2020-01-01 open Liabilities:Darlehen
      fsq-interest-rate: 0.05
    2022-12-31 price FUND 100 EUR
    2022-12-31 * "Anfang"
      Assets:Depot            20 FUND {90 EUR}
      Assets:Bank            500 EUR
      Liabilities:Darlehen -1000 EUR
      Equity:Anfang
    2023-06-30 * "Rate"
      Liabilities:Darlehen   100 EUR
      Expenses:Zinsen         50 EUR
      Assets:Bank
    2023-12-31 * "Lohn"
      Income:Gehalt         -600 EUR
      Assets:Bank
    2023-12-31 price FUND 110 EUR
    """
