"""The capital that a projection begins with: what can be spent, and what is locked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import month_index
from fsq_beancount.core.terms import CASH, DAYS, LOCKED
from fsq_beancount.measures.liquidity.cash import is_asset
from fsq_beancount.measures.projection.course import Locked
from fsq_beancount.measures.projection.withdrawal import LotLine, Pot, TaxRules
from fsq_beancount.measures.wealth.vintages import by_lot
from fsq_beancount.tax.profile import PRIVATE, Rule

if TYPE_CHECKING:
    from fsq_beancount.books.holdings import Holding
    from fsq_beancount.books.positions import Positions
    from fsq_beancount.measures.wealth.latent_taxes import LatentTaxes
    from fsq_beancount.measures.wealth.tax_law import Law

_DEFERRED: Final = "deferred"


@dataclass(slots=True, kw_only=True)
class Capital:
    """The capital on the as-of date, currency.

    Attributes:
        cash: Money that can be spent within days.
        lots: What can be sold within days, by commodity, the oldest first; the commodity that new
            money buys before all others.
        locked: What is locked.
        never: The accounts of what is locked without a date, or beyond the reach of dates.
        other: What is neither spent nor locked: a home, a car, claims.
        rules: How gains are taxed.
        new: What new money buys, as a lot of a unit; ``None`` if it stays money.
        untaxed: The commodities whose tax is unknown.
    """

    cash: float = 0.0
    lots: list[list[LotLine]] = field(default_factory=list)
    locked: list[Locked] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    other: float = 0.0
    rules: TaxRules = field(default_factory=TaxRules)
    new: LotLine | None = None
    untaxed: set[str] = field(default_factory=set)


def capital_on(
    date: datetime.date,
    *,
    holdings: Iterable[Holding],
    positions: Positions,
    taxes: LatentTaxes,
    debts: float,
) -> Capital:
    """Return the capital at the end of a day.

    Args:
        date: The day.
        holdings: All holdings.
        positions: The values of the holdings.
        taxes: The latent tax of any day.
        debts: Debts other than loans, which are paid out of money.
    """
    law = taxes.law(date)
    pots = _Pots(law)
    found = Capital(cash=-debts, rules=pots.rules)
    largest = 0.0
    for holding in holdings:
        if not is_asset(holding):
            continue
        _, amount, at_cost = positions.value(holding.line, date)
        if not amount:
            continue
        horizon = holding.horizon(date, priced=not at_cost)
        if horizon not in (CASH, DAYS, LOCKED):
            found.other += float(amount)
            continue
        lots = _lots(
            holding,
            float(amount),
            date=date,
            positions=positions,
            taxes=taxes,
            law=law,
            pots=pots,
            untaxed=found.untaxed,
        )
        if horizon == LOCKED:
            found.locked.append(_locked(holding, lots, float(amount), date, found.never))
        elif not lots:
            found.cash += float(amount)
        else:
            taxable = [lot for lot in lots if lot.slope]
            if taxable and float(amount) > largest:
                # New money buys more of the largest holding, which is the first therefore; its
                # gains are taxed like the newest.
                largest, newest = float(amount), taxable[-1]
                found.new = LotLine(1.0, 0.0, newest.slope, newest.pot)
                found.lots.insert(0, lots)
            else:
                found.lots.append(lots)
    return found


class _Pots:
    """The pots of a law, by number."""

    def __init__(self, law: Law | None) -> None:
        self._numbers: dict[str, int] = {}
        self.rules = TaxRules()
        if law is None:
            return
        names = {each.pot for each in law.profile.treatments.values() if each.pot is not None}
        names |= {each for each in [law.profile.otherwise.pot] if each is not None}
        pots: list[Pot] = []
        for name in sorted(names - {PRIVATE}):
            self._numbers[name] = len(pots)
            pots.append(Pot(restricted=name in law.profile.restricted))
        for name, rate in ((PRIVATE, law.private_rate), (_DEFERRED, law.deferred_rate)):
            self._numbers[name] = len(pots)
            pots.append(Pot(rate=float(rate or 0)))
        # Losses without a restriction are carried over in a pot of their own, if need be.
        if all(pot.restricted or pot.rate is not None for pot in pots):
            pots.append(Pot())
        self.rules = TaxRules(tuple(pots), float(law.rate), float(law.allowance))

    def number(self, name: str) -> int:
        return self._numbers[name]


def _lots(
    holding: Holding,
    amount: float,
    *,
    date: datetime.date,
    positions: Positions,
    taxes: LatentTaxes,
    law: Law | None,
    pots: _Pots,
    untaxed: set[str],
) -> list[LotLine]:
    """Return the lots of a holding; none for money, which has no gain unless taxed as a whole."""
    line = holding.line
    treatment = None if law is None else law.profile.treatment(holding.tax_treatment)
    if law is not None and treatment is not None and treatment.whole:
        if law.deferred_rate is None:
            untaxed.add(line.currency)
        return [LotLine(amount, 0.0, 1.0, pots.number(_DEFERRED))]
    if holding.is_money and line.cost_currency is None:
        return []
    if law is None or treatment is None:
        return [LotLine(amount, 0.0, 0.0, 0)]
    if treatment.pot is None:
        return [LotLine(amount, 0.0, 0.0, 0)]
    if line.cost_currency is None or line.cost(date) is None:
        untaxed.add(line.currency)
        return [LotLine(amount, 0.0, 0.0, 0)]
    share = 1.0 - float(law.rules.exemptions.get(holding.tax_treatment or "", 0))
    pot = pots.number(treatment.pot)
    if treatment.pot == PRIVATE and law.private_rate is None:
        untaxed.add(line.currency)
    found = []
    for _, lots in sorted(by_lot(line, treatment, date).items(), key=lambda each: each[0].date):
        units, _ = lots.held(date)
        worth = float(positions.worth(line, units, date) or 0)
        if worth <= 0:
            continue
        if treatment.free_after is not None:
            # By the time that it is sold, it is free: only the first year of all is not.
            found.append(LotLine(worth, 0.0, 0.0, pot))
            continue
        taxable, slope = 0.0, 0.0
        for rule, gain in taxes.parts(law, holding, lots, date):
            slope = {Rule.FREE: 0.0, Rule.FULL: 1.0}.get(rule, share)
            taxable += float(gain) * slope
        found.append(LotLine(worth, taxable / worth - slope, slope, pot))
    return found


def _locked(
    holding: Holding,
    lots: Sequence[LotLine],
    amount: float,
    date: datetime.date,
    never: list[str],
) -> Locked:
    until = holding.locked_until
    if until is None:
        never.append(holding.account)
    return Locked(
        None if until is None else max(1, month_index(until) - month_index(date)),
        0.0 if lots else amount,
        [lots] if lots else [],
    )
