"""Amounts of another class than Beancount's, as other readers of ledgers bring them."""

from __future__ import annotations

import copy
import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.core import data
from beancount.core.amount import Amount
from beancount.parser.grammar import ValueType
from places import EXAMPLE, EXAMPLE_LEDGER

import fsq_beancount
from fsq_beancount import classify, depreciation
from fsq_beancount.export import as_json
from fsq_beancount.settings.directives.values import amount_of

# A directive of each kind that takes an amount, and the one key of metadata that does.
LEDGER = """
option "operating_currency" "EUR"
2020-01-01 open Assets:Auto
2020-01-01 open Assets:Bank
2020-01-01 open Expenses:Strom
2020-01-01 open Income:Depot:Dividenden
2020-01-01 open Income:Lohn
2020-01-01 open Equity:Anfang
2020-01-01 commodity FUND
2020-01-01 custom "fsq-option" "reserve" 1000.00 EUR
2020-01-01 custom "fsq-option" "saver-allowance" 500 EUR
2020-01-01 custom "fsq-milestone" "Taschengeld" 100.00 EUR
2020-01-01 custom "fsq-pension" "Rente" 1200.00 EUR 67
2020-01-01 custom "fsq-lump-sum" "FUND" 2023 1.52 EUR
2020-01-01 custom "budget" Expenses:Strom "monthly" 45.00 EUR
2020-01-01 custom "fsq-recurring" Expenses:Strom 40.00 EUR "FREQ=MONTHLY"
2020-01-01 custom "fsq-accept" "no-planned-income:Income:Lohn" 80.00 EUR
2022-01-01 * "Anfang"
  Assets:Bank  9000.00 EUR
  Equity:Anfang
2022-01-03 * "Auto"
  Assets:Auto  4000.00 EUR
    fsq-useful-life: 3
    fsq-residual: 400.00 EUR
  Assets:Bank
2022-02-01 * "Strom"
  Expenses:Strom  40.00 EUR
  Assets:Bank
2022-03-01 * "Dividende"
  Income:Depot:Dividenden  -10.00 EUR
  Assets:Bank
2023-12-01 * "Strom"
  Expenses:Strom  40.00 EUR
  Assets:Bank
"""


@dataclass(frozen=True)
class Money:
    """An amount that is no tuple, equals none of Beancount's and writes itself in another way."""

    number: Any
    currency: Any


def other(value: object) -> object:
    return Money(value.number, value.currency) if isinstance(value, Amount) else value


def with_other_amounts(entry: Any) -> Any:
    """Return a directive whose amounts in metadata and in values are of another class."""
    changes: dict[str, Any] = {
        "meta": {name: other(value) for name, value in (entry.meta or {}).items()}
    }
    if isinstance(entry, data.Custom):
        changes["values"] = [
            ValueType(other(each.value), each.dtype) for each in entry.values or ()
        ]
    if isinstance(entry, data.Transaction):
        changes["postings"] = [
            each._replace(meta={name: other(value) for name, value in (each.meta or {}).items()})
            for each in entry.postings
        ]
    return entry._replace(**changes)


def told(entries: list[Any], options: dict[str, Any]) -> tuple[list[str], int, str]:
    """What both plugins complain of, how many directives they leave, and the report."""
    options = copy.deepcopy(options)  # the plugins leave marks in them
    entries, wrong = classify.plugin(entries, options)
    entries, wrong_too = depreciation.plugin(entries, options)
    mistakes = [each.message for each in (*wrong, *wrong_too)]
    return mistakes, len(entries), as_json(fsq_beancount.analyse(entries, options))


def changed(entries: list[Any]) -> list[Any]:
    others = [with_other_amounts(entry) for entry in entries]
    assert "Money(" in repr(others)
    return others


def test_every_amount_of_ours_may_be_of_another_class() -> None:
    entries, errors, options = loader.load_string(LEDGER)
    assert errors == []
    mistakes, count, figures = told(changed(entries), options)
    assert (mistakes, count, figures) == told(entries, options)
    # It takes all: 4000 less 400 EUR over 36 months are 100 EUR in each month up to the last one,
    # 2022-01 to 2023-11 (the ledger ends on 2023-12-01), from two accounts that are opened.
    assert mistakes == []
    assert count == len(entries) + 23 + 2
    assert '"reserve": "1000.00"' in figures
    assert "Money(" not in figures


def test_the_example_may_be_read_by_another_reader(tmp_path: Path) -> None:
    # Without its plugins, as another reader hands it to them.
    folder = shutil.copytree(EXAMPLE, tmp_path / "ledger")
    main = folder / EXAMPLE_LEDGER.name
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace('\nplugin "', '\n;plugin "'), encoding="utf-8")
    entries, _, options = loader.load_file(str(main))
    assert told(changed(entries), options) == told(entries, options)


def test_a_mistake_with_such_an_amount_reads_the_same() -> None:
    text = """
2020-01-01 custom "fsq-option" "horizon" 12.50 EUR
2020-01-01 custom "fsq-milestone" "Taschengeld" -1.00 EUR
2020-01-01 custom "fsq-milestone" "Strom" Expenses:Strom 5.00 EUR
2020-01-01 open Assets:Bank
  fsq-liquidity: 0.00 EUR
"""
    entries, _, options = loader.load_string(text)
    mistakes, _, _ = told(changed(entries), options)
    assert mistakes == told(entries, options)[0]
    shown = {each.partition(";")[0] for each in mistakes if each.startswith("fsq-liquidity")}
    assert shown == {"fsq-liquidity has the value 0.00 EUR"}


@pytest.mark.parametrize(
    "value",
    [
        None,
        "5 EUR",
        Decimal(5),
        Money(Decimal("NaN"), "EUR"),
        Money(5, "EUR"),
        Money(Decimal(5), None),
        Money(None, "EUR"),
    ],
)
def test_what_is_no_amount(value: object) -> None:
    assert amount_of(value) is None


def test_an_amount_of_beancount_stays_itself() -> None:
    amount = Amount(Decimal("0.10"), "EUR")
    assert amount_of(amount) is amount
    read = amount_of(Money(Decimal("0.10"), "EUR"))
    assert type(read) is Amount
    assert read == amount
