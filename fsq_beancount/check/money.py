"""Holdings that count as money but may not be: a share with a currency's code, a house in euro."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from beancount.core import data

from fsq_beancount import names
from fsq_beancount.books.asset_classes import DURABLES, REAL_ESTATE
from fsq_beancount.books.facts import Facts
from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.books.line import Line
from fsq_beancount.check import fixes
from fsq_beancount.check.places import declared_at, opened_at
from fsq_beancount.core.terms import (
    CASH,
    KEY_ASSET_CLASS,
    KEY_LIQUIDITY,
    KEY_RECEIVABLE,
    MONTHS,
)
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.liquidity.cash import is_cash
from fsq_beancount.measures.liquidity.runway import runway
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.wealth import CommodityAsMoney, MoneyByName
from fsq_beancount.report.report import Report
from fsq_beancount.settings import money

ZERO = Decimal()

_CLAIM: Final = "claim"
_CLASSES: Final = {"house": REAL_ESTATE, "car": DURABLES}
"""The asset classes of the categories of names that have one."""


def find(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield findings on holdings that count as money but may not be, most serious first."""
    yield from _by_name(facts, report)
    yield from _commodities(facts, report)


def _by_name(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield the accounts whose money counts as cash although their names suggest otherwise."""
    scope = report.scope
    lines: dict[str, list[Line]] = {}
    for holding in scope.holdings.every:
        if _counts_by_default(holding, report) and names.not_cash(holding.account) is not None:
            lines.setdefault(holding.account, []).append(holding.line)
    amounts = {
        account: sum((_worth(line, report) for line in several), ZERO)
        for account, several in lines.items()
        # With a declared asset class, the question is answered.
        if scope.holdings.said(account, KEY_ASSET_CLASS) is None
    }
    for account, amount in sorted(amounts.items(), key=lambda each: (-abs(each[1]), each[0])):
        match = names.not_cash(account)
        if not amount or match is None:
            continue
        place = opened_at(facts, account)
        first = min(line.days[0] for line in lines[account])
        liquidity = report.liquidity
        yield MoneyByName(
            account=account,
            amount=Weight(amount, report.currency),
            word=match.component,
            runway=liquidity.runway,
            runway_without=runway(liquidity.cash - amount, liquidity.living_costs),
            place=place,
            fixes=tuple(fixes.account(first, account, key, value) for key, value in _ways(match)),
        )


def _worth(line: Line, report: Report) -> Decimal:
    return report.scope.positions.value(line, report.as_of).amount or ZERO


def _counts_by_default(holding: Holding, report: Report) -> bool:
    """Return whether a holding is cash only because it is money."""
    return (
        holding.kind is Kind.ASSET
        and holding.is_money
        and holding.said_horizon is None
        and is_cash(holding, report.as_of)
    )


def _ways(match: names.Match) -> Iterator[tuple[str, str | bool]]:
    """Yield the possible declarations of the account, the likeliest first."""
    if match.category == _CLAIM:
        yield KEY_RECEIVABLE, True
    if match.category in _CLASSES:
        # What is of another class than cash is no cash on the balance sheet either.
        yield KEY_ASSET_CLASS, _CLASSES[match.category]
    yield KEY_LIQUIDITY, MONTHS
    yield KEY_LIQUIDITY, CASH


def _commodities(facts: Facts, report: Report) -> Iterator[Finding]:
    """Yield the currencies that are booked like shares: only ever bought, at a price."""
    config = facts.config
    held: dict[str, Decimal] = {}
    for line in report.scope.positions.lines:
        if line.is_money and line.currency not in {*config.operating, config.currency}:
            units = line.units(report.as_of)
            held[line.currency] = held.get(line.currency, ZERO) + units
    asked = {
        name: units
        for name, units in held.items()
        if units > 0
        and (
            name not in config.commodities
            or money.said_to_be_money(config.commodities[name].meta) is None
        )
    }
    if not asked:
        return
    for currency in sorted(asked.keys() - _come_by_themselves(facts, asked)):
        place = declared_at(facts, currency)
        # A code that is no longer a currency is hardly bought as a currency.
        likely = ("currency", "stocks") if money.is_current(currency) else ("stocks", "currency")
        yield CommodityAsMoney(
            commodity=currency,
            units=asked[currency],
            place=place,
            fixes=tuple(
                fixes.commodity(report.as_of, currency, KEY_ASSET_CLASS, said) for said in likely
            ),
        )


def _come_by_themselves(facts: Facts, currencies: Iterable[str]) -> set[str]:
    """Return the currencies that are earned or spent, or acquired without a price."""
    roots = facts.config.roots
    flows = (f"{roots.income}:", f"{roots.expenses}:")
    held = (f"{roots.assets}:", f"{roots.liabilities}:")
    left = set(currencies)
    found: set[str] = set()
    for entry in facts.entries:
        if isinstance(entry, data.Transaction):
            found |= {name for name in left if _comes_by_itself(name, entry.postings, flows, held)}
            left -= found
            if not left:
                break
    return found


def _comes_by_itself(
    currency: str,
    postings: Sequence[data.Posting],
    flows: tuple[str, ...],
    held: tuple[str, ...],
) -> bool:
    """Return whether a transaction earns or spends a currency, or adds it without a price.

    Args:
        currency: The currency.
        postings: The postings of the transaction.
        flows: The name prefixes of income and expense accounts.
        held: The name prefixes of asset and liability accounts.
    """
    unpriced = ZERO
    for posting in postings:
        units = posting.units
        if units is None or units.currency != currency or units.number is None:
            continue
        if posting.account.startswith(flows):
            return True
        if posting.account.startswith(held) and posting.cost is None and posting.price is None:
            unpriced += units.number
    # Transfers between accounts add up to zero.
    return unpriced > 0
