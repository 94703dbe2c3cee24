"""The class of income, and whether it is a realised gain."""

from __future__ import annotations

from collections.abc import Sequence

from fsq_beancount import names
from fsq_beancount.classification.account import Account
from fsq_beancount.classification.item import Item, name_of
from fsq_beancount.classification.reason import Circumstance
from fsq_beancount.classification.trades import Trade
from fsq_beancount.core.terms import ACTIVE, NEAR_PASSIVE, PASSIVE, UNCLASSIFIED


def decide_income(incomes: Sequence[Item], trade: Trade) -> None:
    """Set the class of each income posting of a transaction (steps 1 to 8)."""
    undecided: list[Item] = []
    for item in incomes:
        match = item.account.income_match
        item.gain = _is_gain(item.account, trade)
        if item.said_class is not None:
            item.income_class = item.said_class.value
            item.because(item.said_class.source)
        elif match is not None:
            item.income_class = names.CLASS_OF[match.category]
            item.because(name_of(match))
        elif trade.sells:
            item.income_class = NEAR_PASSIVE
            item.because(Circumstance.SALE)
        else:
            undecided.append(item)
    beside_active = any(item.income_class == ACTIVE for item in incomes)
    for item in undecided:
        item.income_class = ACTIVE if beside_active else UNCLASSIFIED
        item.because(Circumstance.BESIDE_ACTIVE if beside_active else Circumstance.NOTHING)


def _is_gain(account: Account, trade: Trade) -> bool:
    """Return whether income is a realised gain, regardless of its class."""
    match = account.income_match
    if account.is_loss or (match is not None and match.category == "gain"):
        return True
    other = match is not None and names.CLASS_OF[match.category] in (PASSIVE, ACTIVE)
    return trade.sells and not other
