"""``custom "fsq-option" NAME VALUE``: the settings of the figures, each from a date on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data
from beancount.core.amount import Amount
from beancount.parser.grammar import ValueType

from fsq_beancount import tax
from fsq_beancount.settings.directives.values import (
    RATE,
    did_you_mean,
    is_amount,
    is_number,
    is_rate,
    is_text,
    listed,
)

_MONTHS: Final = "a number of months such as 120"
_AGE: Final = "an age such as 67"
_ABOVE_ZERO: Final = "a rate a year above 0 such as 0.04 for 4 %"
_AMOUNT: Final = "an amount such as 5000 EUR"
_DATE: Final = "a date such as 1985-04-01"
_TEXT: Final = "a string"
_ACCOUNT: Final = "an account such as Expenses:Depreciation"
_SHARE: Final = "a fraction from 0 to 1 such as 0.09"
_PROFILE: Final = f"one of {listed(tax.PROFILES)}"

USAGE: Final = 'write: custom "fsq-option" "NAME" VALUE'


class Option(NamedTuple):
    """An option.

    Attributes:
        allowed: A description of its allowed values.
        meaning: What it sets, for the documentation; empty where this version does not use it.
    """

    allowed: str
    meaning: str = ""


OPTIONS: Final[Mapping[str, Option]] = {
    "withdrawal-rate": Option(
        _ABOVE_ZERO,
        meaning="the share of capital that a year of independence spends; 0.04 unless set",
    ),
    "inflation": Option(RATE, meaning="how much prices rise a year"),
    "reserve": Option(_AMOUNT, meaning="the cash that the liquidity plan should never go below"),
    "tax-profile": Option(_PROFILE, meaning="the law by which latent tax is worked out"),
    "tax-rate": Option(_SHARE, meaning="the rate of tax in all; it goes before the law's"),
    "tax-rate-private": Option(
        _SHARE, meaning="the rate on what is sold within a year, such as coins and metals"
    ),
    "tax-rate-deferred": Option(_SHARE, meaning="the rate on pensions saved from untaxed income"),
    "old-fund-allowance": Option(
        _AMOUNT, meaning="what is left of the allowance for funds bought before 2009"
    ),
    "church-tax": Option(_SHARE, meaning="the rate of church tax on the tax"),
    "saver-allowance": Option(_AMOUNT, meaning="what is left of the *Sparer-Pauschbetrag*"),
    "birth-date": Option(_DATE, meaning="the day you were born"),
    "retirement-age": Option(_AGE, meaning="the age from which there is no active income"),
    "life-expectancy": Option(_AGE, meaning="the age up to which there is consumption"),
    "discount-rate": Option(RATE, meaning="the rate by which what comes later is worth less"),
    "income-growth": Option(RATE, meaning="how much active income grows a year"),
    "cost-growth": Option(
        RATE, meaning="how much living costs grow a year where the books have no own inflation"
    ),
    "horizon": Option(_MONTHS, meaning="how many months the liquidity plan looks ahead"),
    "stress-stream": Option(
        _TEXT, meaning="the stream that falls where dividends do in the stress test"
    ),
    "depreciation-account": Option(_ACCOUNT, meaning="where depreciation is booked as a cost"),
    "contra-account": Option(_ACCOUNT, meaning="where depreciation is taken off the assets"),
}
"""All options."""


class Setting(NamedTuple):
    """A ``custom "fsq-option"``: the value of an option from a date on."""

    name: str
    date: datetime.date
    value: Any
    entry: data.Custom


_VALUE_CHECKS: Final[Mapping[str, Callable[[Any], bool]]] = {
    RATE: is_rate,
    _ABOVE_ZERO: lambda value: is_rate(value) and value > 0,
    _MONTHS: lambda value: is_number(value) and 0 < value <= 1200 and value == int(value),
    _AGE: lambda value: is_number(value) and 0 < value <= 150,
    _AMOUNT: is_amount,
    _DATE: lambda value: isinstance(value, datetime.date),
    _TEXT: is_text,
    _ACCOUNT: lambda value: isinstance(value, str) and account_module.is_valid(value),
    _SHARE: lambda value: is_number(value) and 0 <= value <= 1,
    _PROFILE: lambda value: isinstance(value, str) and value in tax.PROFILES,
}


def read(entry: data.Custom, values: Sequence[Any]) -> Setting | str:
    """Return the setting that a directive states, or an error message."""
    if not values or not isinstance(values[0].value, str):
        return f"fsq-option has no name: {USAGE}. Names are {listed(OPTIONS)}"
    name = values[0].value
    if name not in OPTIONS:
        hint = did_you_mean(name, OPTIONS)
        return f'fsq-option has the unknown name "{name}". Allowed are {listed(OPTIONS)}{hint}'
    expected = OPTIONS[name].allowed
    if len(values) != 2:
        return f'fsq-option "{name}" has {len(values) - 1} values; it takes one, {expected}'
    value = values[1].value
    if not _VALUE_CHECKS[expected](value):
        return f'fsq-option "{name}" has the value {value!s}; it takes {expected}'
    if name == "birth-date" and value > datetime.date.today():
        return f'fsq-option "{name}" has the value {value!s}, which is in the future'
    return Setting(name, entry.date, value, entry)


_ON_THE_COMMAND_LINE: Final = datetime.date.min
_AMOUNT_TEXT: Final = re.compile(r"(?P<number>\S+)\s+(?P<currency>[A-Z][A-Z0-9'._-]*)")


def parse(text: str) -> Setting | str:
    """Return the setting in a text such as ``inflation=0.03``, or an error message.

    It is checked like the directive. Its ``entry`` is a placeholder directive without a place in
    the ledger.
    """
    name, mark, written = (part.strip() for part in text.partition("="))
    if not mark or not written:
        return f'"{text}" sets nothing; write NAME=VALUE, for example inflation=0.03'
    meta = data.new_metadata("<command line>", 0)
    entry = data.Custom(meta, _ON_THE_COMMAND_LINE, "fsq-option", [])
    values = [ValueType(name, str), ValueType(_value(written), object)]
    return read(entry, values)


def _value(written: str) -> object:
    """Return a value as Beancount would read it in a directive; strings need no quotes here."""
    amount = _AMOUNT_TEXT.fullmatch(written)
    if amount is not None:
        number = _number(amount["number"])
        return written if number is None else Amount(number, amount["currency"])
    number = _number(written)
    if number is not None:
        return number
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return written.strip('"')


def _number(written: str) -> Decimal | None:
    try:
        return Decimal(written)
    except InvalidOperation:
        return None
