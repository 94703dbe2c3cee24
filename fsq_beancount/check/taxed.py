"""Which income bore a tax: by what is charged to its class and stream, not by its transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from beancount.core import account as account_module

from fsq_beancount import names
from fsq_beancount.books.flows import Flow
from fsq_beancount.core.terms import INCOME, NEAR_PASSIVE, PASSIVE, TAX

ZERO: Final = Decimal()

_CAPITAL: Final = frozenset({"dividend", "interest", "premium", "gain"})
_NEVER_ASKED: Final = frozenset({"annuity", "feed-in", "reward"})
"""Pensions, electricity and coins: taxed by rules of their own, or not at all."""

_Key = tuple[str, str | None, str]


@dataclass(slots=True)
class Source:
    """Income that is taxed together: that of a stream, or of an account without one.

    Attributes:
        income_class: Its class.
        stream: Its stream, if any.
        is_capital: Whether it is capital income or gains, which the tax profile has a rate for.
        income: Its flows, oldest first.
        taxes: The taxes charged to it, oldest first.
    """

    income_class: str
    stream: str | None
    is_capital: bool
    income: list[Flow] = field(default_factory=list)
    taxes: list[Flow] = field(default_factory=list)

    @property
    def account(self) -> str:
        """The account of most of the income, or what all its accounts have in common."""
        sums: dict[str, Decimal] = {}
        for flow in self.income:
            sums[flow.account] = sums.get(flow.account, ZERO) + (flow.amount or ZERO)
        common = account_module.commonprefix(sums)
        if len(sums) > 1 and ":" in common:
            return common
        return max(sums, key=lambda name: (sums[name], name))


def sources(flows: Sequence[Flow], *, by_account: bool) -> Sequence[Source]:
    """Return the sources of income that taxes may be due on, with the taxes they bore.

    A tax in the transaction of income without a stream is a tax on its account or kind. One that
    stands alone, without a stream, is a tax on what bore none beside it; if its narration is the
    account of income, as in the transactions that :mod:`booking` offers, on that income only.

    Args:
        flows: The flows of the window, oldest first.
        by_account: Whether income without a stream is a source by account; otherwise by the kind
            that its name says, such as all interest.
    """
    accounts: dict[str, list[Flow]] = {}
    taxes: list[Flow] = []
    for flow in flows:
        if flow.income_class not in (PASSIVE, NEAR_PASSIVE) or not flow.amount:
            continue
        if flow.role == INCOME and _is_asked(flow):
            accounts.setdefault(flow.account, []).append(flow)
        elif flow.role == TAX:
            taxes.append(flow)
    beside = {id(flow.entry) for flow in taxes}
    found: dict[_Key, Source] = {}
    taxed_kinds = {
        _kind(account, by_account=by_account)
        for account, its in accounts.items()
        if any(id(flow.entry) in beside for flow in its)
    }
    for account, its in accounts.items():
        kind = _kind(account, by_account=by_account)
        for flow in its:
            # What no tax stands beside is one source: a tax alone is on all of it.
            part = kind if flow.stream is None and kind in taxed_kinds else ""
            _source(found, flow, part).income.append(flow)
    _charge(taxes, found)
    return list(found.values())


def _kind(account: str, *, by_account: bool) -> str:
    match = None if by_account else names.income(account)
    return account if match is None else match.category


def _source(found: dict[_Key, Source], flow: Flow, part: str) -> Source:
    kind = "capital" if _is_capital(flow) else "other"
    income_class = flow.income_class or PASSIVE
    key = (income_class, flow.stream, f"{kind}{part}")
    return found.setdefault(key, Source(income_class, flow.stream, kind == "capital"))


def _charge(taxes: Sequence[Flow], found: Mapping[_Key, Source]) -> None:
    """Give each tax to the sources of its class and stream."""
    by_entry: dict[int, list[Source]] = {}
    for source in found.values():
        for flow in source.income:
            of_entry = by_entry.setdefault(id(flow.entry), [])
            if source not in of_entry:
                of_entry.append(source)
    for tax in taxes:

        def is_its(source: Source, tax: Flow = tax) -> bool:
            return (source.income_class, source.stream) == (tax.income_class, tax.stream)

        of_entry = list(filter(is_its, by_entry.get(id(tax.entry), ())))
        for source in of_entry or _alone(tax, found, is_its):
            source.taxes.append(tax)


def _alone(
    tax: Flow, found: Mapping[_Key, Source], is_its: Callable[[Source], bool]
) -> Sequence[Source]:
    """Return the sources that a tax without income beside it may be on."""
    said = [
        source
        for source in found.values()
        if is_its(source)
        and (
            source.account == tax.narration
            or any(flow.account == tax.narration for flow in source.income)
        )
    ]
    if said:
        return said
    match = names.cost(tax.account)
    on_capital = match is not None and match.category == "capital-tax"
    return [
        source
        for key, source in found.items()
        if is_its(source)
        and (tax.stream is not None or key[2] in ("capital", "other"))
        and (source.is_capital or not on_capital)
    ]


def _is_asked(flow: Flow) -> bool:
    match = names.income(flow.account)
    return match is None or match.category not in _NEVER_ASKED


def _is_capital(flow: Flow) -> bool:
    match = names.income(flow.account)
    return flow.gain or (match is not None and match.category in _CAPITAL)


def bears_tax(source: Source) -> bool:
    """Return whether taxes were paid on income, more than came back."""
    return sum((flow.amount or ZERO for flow in source.taxes), ZERO) < 0
