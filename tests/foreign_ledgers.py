"""Small ledgers in the manner of others, each with one thing that its figures cannot know.

Each has the months of 2024, booked alike, and its narrow quota as it is once the question that it
raises is answered rightly.
"""

from __future__ import annotations

from typing import Final

AUTO: Final = 'plugin "beancount.plugins.auto_accounts"'


def monthly(currency: str, *blocks: str, head: str = "", year: int = 2024) -> str:
    """Return a ledger that books some transactions on the 20th of each month.

    Args:
        currency: The operating currency.
        blocks: The transactions; postings are separated by ``|``, the last one balances.
        head: Lines before them.
        year: The year.
    """
    lines = [f'option "operating_currency" "{currency}"', AUTO, head]
    for month in range(1, 13):
        for block in blocks:
            lines.append(f'{year}-{month:02}-20 * "Booked"')
            for posting in map(str.strip, block.split("|")):
                account, _, number = posting.partition(" ")
                lines.append(f"  {account}  {number} {currency}" if number else f"  {account}")
            lines.append("")
    return "\n".join(lines)


_LET_FLAT: Final = monthly(
    "USD",
    "Income:Rental:Oak -1800 | Assets:Checking",
    "Expenses:Property:Interest 900 | Liabilities:Mortgage:Oak 400 | Assets:Checking",
    "Expenses:Property:Insurance 150 | Assets:Checking",
    "Expenses:Property:Repairs 200 | Assets:Checking",
    "Expenses:Property:Taxes 400 | Assets:Checking",
    "Expenses:Food 1000 | Assets:Checking",
    "Income:Salary -3000 | Assets:Checking",
    head='2023-12-31 * "Opening"\n  Liabilities:Mortgage:Oak  -150000 USD\n  Equity:Opening\n',
)

_WAGE_TAX: Final = (
    "Income:Acme:Salary -5000 | Assets:Checking",
    "Expenses:Taxes:Withholding-Tax 1000 | Assets:Checking",
    "Expenses:Food 1000 | Assets:Checking",
    "Income:Dividends -500 | Assets:Checking",
)

_POLISH: Final = (
    'option "name_income" "Dochody"\noption "name_expenses" "Wydatki"\n'
    '2023-01-01 custom "fsq-rule" "Dochody:Dywidendy" "passive"\n'
    '2023-01-01 custom "fsq-rule" "Dochody:Najem" "passive"\n'
    '2023-01-01 custom "fsq-rule" "Dochody:Pensja" "active"\n'
)

FOREIGN: Final = {
    "a let flat": _LET_FLAT,
    "withholding tax on wages": monthly("USD", *_WAGE_TAX),
    "Quellensteuer on wages": monthly(
        "CHF",
        "Income:Muster:Lohn -5000 | Assets:Konto",
        "Expenses:Steuern:Quellensteuer 1000 | Assets:Konto",
        "Expenses:Essen 1000 | Assets:Konto",
        "Income:Dividenden -500 | Assets:Konto",
    ),
    "Polish costs beside income": monthly(
        "EUR",
        "Dochody:Pensja -2500 | Assets:Konto",
        "Wydatki:Jedzenie 1500 | Assets:Konto",
        "Dochody:Dywidendy -500 | Wydatki:Podatki:Belka 150 | Assets:Konto",
        "Dochody:Najem -600 | Wydatki:Obsluga-najmu 60 | Assets:Konto",
        head=_POLISH,
    ),
    "an expense account below zero": monthly(
        "NOK",
        "Income:Dividends -500 | Assets:Bank",
        "Expenses:Food 2000 | Assets:Bank",
        "Expenses:Uncategorized -1500 | Assets:Bank",
    ),
    "a flatmate's share": monthly(
        "EUR",
        "Expenses:Miete 1200 | Assets:Bank",
        "Income:WG:Mietanteil -600 | Assets:Bank",
        "Income:Dividenden -100 | Assets:Bank",
        "Expenses:Essen 400 | Assets:Bank",
    ),
    "goods sent back": monthly(
        "EUR",
        "Income:Gehalt -3000 | Assets:Bank",
        "Expenses:Essen 1500 | Assets:Bank",
        "Income:Dividenden -150 | Assets:Bank",
        "Income:Refunds -83 | Assets:Bank",
    ),
    "expenses for the employer": monthly(
        "EUR",
        "Income:Gehalt -3000 | Assets:Bank",
        "Expenses:Essen 1500 | Assets:Bank",
        "Expenses:Dienstreise 200 | Assets:Bank",
        "Income:Spesenerstattung -200 | Assets:Bank",
        "Income:Dividenden -150 | Assets:Bank",
    ),
    "a house in plain money": monthly(
        "EUR",
        "Income:Salary -3000 | Assets:Bank",
        "Income:Dividends -250 | Assets:Bank",
        "Expenses:Food 2500 | Assets:Bank",
        head='2024-01-01 * "Opening"\n  Assets:House  300000 EUR\n  Assets:Car  20000 EUR\n'
        "  Assets:Bank  5000 EUR\n  Equity:Opening\n",
    ),
}
"""The ledgers by what is wrong with them."""

RIGHT: Final = {
    # 1,800 - 900 - 150 - 200 - 400 = 150 of 1,000 for food.
    "a let flat": "0.15",
    # 500 of 1,000: the tax is on the wages.
    "withholding tax on wages": "0.5",
    "Quellensteuer on wages": "0.5",
    # 1,100 - 150 - 60 = 890 of 1,500.
    "Polish costs beside income": f"{890 / 1500:.6f}",
    # The 1,500 are income nobody has booked as such: 500 of 2,000.
    "an expense account below zero": "0.25",
    # 100 of 1,200 - 600 + 400.
    "a flatmate's share": "0.1",
    # 150 of 1,500 - 83.
    "goods sent back": f"{150 / 1417:.6f}",
    # 150 of 1,500 + 200 - 200.
    "expenses for the employer": "0.1",
    # 250 of 2,500; only the runway is wrong.
    "a house in plain money": "0.1",
}
"""The narrow quota of each as it should be, a fraction, worked out by hand."""
