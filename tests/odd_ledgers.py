"""Ledgers of odd but valid text, each made by a number: what nobody books, and programs may.

Years from 1 to 9998, amounts up to 10^30 with up to 18 places, fifty currencies, names in any
script and with control characters, metadata of ours with values that it does not take, and plugins
of others where they are installed.
"""

from __future__ import annotations

import random
from importlib.util import find_spec
from typing import Final

CURRENCIES: Final = tuple(f"C{one}{two}" for one in "ABCDE" for two in "ABCDEFGHIJ")
NAMES: Final = (
    *(
        "Bank",
        "Zinsen",
        "שלום",
        "株式",
        "Ein'; --",
        "<b>fett</b>",
        "a\u202eb",
        "\x1b[31m",
        "\u2066x",
    ),
    *("🙂" * 3, "{{ 7 * 7 }}", "%s %n", "..\\..", "x" * 300, ""),
)
ACCOUNTS: Final = (
    *("Assets:Bank", "Assets:Depot", "Liabilities:Darlehen", "Equity:Anfang", "Income:Zinsen"),
    *("Income:Gehalt", "Income:Übrige", "Expenses:Essen", "Expenses:Steuern", "Expenses:Gebühren"),
)
KEYS: Final = (
    *("fsq-class", "fsq-role", "fsq-stream", "fsq-year", "fsq-hours", "fsq-covers", "fsq-loan"),
    *("fsq-investment", "fsq-useful-life", "fsq-interest-rate", "fsq-locked-until", "customer"),
)
VALUES: Final = (
    *('"passive"', '"cost"', '"?"', "TRUE", "0", "-7", "2024", "1E", "2024-02-29", "#marke", ""),
    *("Assets:Bank", "99999999999999999999", "0.000000000000000001", "5 EUR"),
)
PLUGINS: Final = (
    *("beancount_interpolate.recur", "beancount_periodic.recur", "beancount_share.share"),
    *("beancount_reds_plugins.capital_gains_classifier.long_short", "autobean.sorted"),
)
DIRECTIVES: Final = (
    '"fsq-rule" "(.*:)?Übrige" "passive" "Strom"',
    '"fsq-option" "reserve" {amount} {currency}',
    '"fsq-option" "horizon" 1200',
    '"fsq-milestone" "{name}" {amount} {currency}',
    '"fsq-recurring" Expenses:Essen {amount} {currency} "FREQ=MONTHLY"',
    '"fsq-pension" "{name}" {amount} {currency} 67',
    '"budget" Expenses:Essen "daily" {amount} {currency}',
)


def odd_ledger(seed: int) -> str:
    """Return the ledger of a number, without its plugin for the page."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    lines = ['option "operating_currency" "EUR"', 'plugin "beancount.plugins.auto_accounts"']
    installed = [name for name in PLUGINS if find_spec(name.partition(".")[0])]
    lines += [f'plugin "{name}"' for name in chance.sample(installed, len(installed) // 2)]
    lines += ['plugin "fsq_beancount"'] * chance.randint(0, 1)
    for _ in range(chance.randint(1, 25)):
        lines.append(chance.choice([_transaction] * 4 + [_price, _custom])(chance))
    return "\n".join(lines) + "\n"


def _day(chance: random.Random) -> str:
    if chance.random() < 0.7:
        year = chance.choice([2023, 2024, 2025])
    else:
        year = chance.choice([1, 24, 1900, 2019, 2035, 9998, chance.randint(1, 9998)])
    return f"{year:04}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _amount(chance: random.Random) -> str:
    digits = chance.choice([1, 2, 3, 4, 30])
    places = chance.choice([0, 2, 2, 18])
    whole = chance.choice(["0", "1" + "0" * digits, str(chance.randint(1, 10**digits))])
    return f"{chance.choice(['', '-'])}{whole}" + (
        f".{chance.randint(0, 10**places - 1):0{places}}" if places else ""
    )


def _currency(chance: random.Random) -> str:
    return "EUR" if chance.random() < 0.6 else chance.choice(CURRENCIES)


def _transaction(chance: random.Random) -> str:
    name = chance.choice(NAMES).replace("\\", "\\\\").replace('"', '\\"')
    amount = f"{_amount(chance)} {_currency(chance)}"
    lines = [f'{_day(chance)} {chance.choice("*!")} "{name}" "{name}"']
    lines += _metadata(chance, "  ")
    lines.append(f"  {chance.choice(ACCOUNTS)}  {amount}")
    lines += _metadata(chance, "    ")
    lines.append(f"  {chance.choice(ACCOUNTS)}")
    return "\n".join(lines)


def _metadata(chance: random.Random, indent: str) -> list[str]:
    keys = chance.sample(KEYS, chance.choice([0, 0, 0, 1, 2]))
    return [f"{indent}{key}: {chance.choice(VALUES)}".rstrip() for key in keys]


def _price(chance: random.Random) -> str:
    return f"{_day(chance)} price {chance.choice(CURRENCIES)} {_amount(chance)} EUR"


def _custom(chance: random.Random) -> str:
    name = chance.choice(NAMES).replace("\\", "\\\\")
    written = chance.choice(DIRECTIVES).format(
        name=name, amount=_amount(chance), currency=_currency(chance)
    )
    return f"{_day(chance)} custom {written}"
