"""What made the change of wealth: saved, earned, revalued, or neither.

Every part comes from the weights of postings in the report currency of their day, or from what a
holding is worth at both ends of a period beyond what was booked on it. So the parts add up to the
change exactly, and what is left over is nothing but what transactions are off by: within the
tolerance that Beancount lets them, or as a mistake that it reports.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from beancount.core import flags

from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import EXCLUDED, LIVING, NEUTRAL
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.measures.performance.booked import EXTERNAL, OTHER, Booked, kind_of
from fsq_beancount.measures.performance.by_day import ByDay, Ledger, add, together, weights_of
from fsq_beancount.measures.performance.change import Cause, Change
from fsq_beancount.measures.performance.revaluation import Revaluation
from fsq_beancount.measures.performance.unbalanced import HALF_A_CENT, unbalanced
from fsq_beancount.measures.returns import day_before

if TYPE_CHECKING:
    from fsq_beancount.books.books import Books
    from fsq_beancount.measures.wealth.balance_sheets import Sheets

ZERO: Final = Decimal()


class Changes:
    """What changed the wealth of a scope, over any days up to its as-of date.

    Attributes:
        booked: What the postings contribute, by day.
        external: The external flows of net wealth: saving and the postings in ``other``.
        external_to_all: The external flows of total wealth: neutral income, living costs and the
            postings in ``other``; work turns human capital into money.
        drawings: What was drawn on loans less what was repaid, from their postings alone.
        borrowed: The same and the external flows of net wealth: those of gross wealth.
        interest: Loan interest, negative.
        fees: Loan fees, negative.
    """

    def __init__(self, scope: Books, sheets: Sheets) -> None:
        """Add up all postings once."""
        self._scope = scope
        self._sheets = sheets
        self._revaluation = Revaluation(scope)
        self._off: Ledger | None = None
        interest: ByDay = {}
        fees: ByDay = {}
        for cost in scope.loan_costs:
            if cost.flow.amount is not None:
                add(fees if cost.fee else interest, cost.flow.date, cost.flow.amount)
        booked: dict[Booked, ByDay] = {kind: {} for kind in Booked}
        work = self._add_flows(booked)
        outside = booked[Booked.SAVING]
        booked[Booked.SAVING] = together([outside, work])
        for kind, date, amount in self._others():
            add(booked[kind], date, amount)
        drawings: ByDay = {}
        for _, holding in scope.holdings.loans:
            for date, weight in weights_of(holding.line, scope.as_of):
                add(drawings, date, -weight)
        self.booked = {kind: Ledger(by_day) for kind, by_day in booked.items()}
        self.external = Ledger(together([booked[kind] for kind in EXTERNAL]))
        self.external_to_all = Ledger(together([outside, *(booked[kind] for kind in OTHER)]))
        self.drawings = Ledger(drawings)
        self.borrowed = self.external
        if drawings:
            self.borrowed = Ledger(together([*(booked[kind] for kind in EXTERNAL), drawings]))
        self.interest = Ledger(interest)
        self.fees = Ledger(fees)

    def _add_flows(self, booked: Mapping[Booked, ByDay]) -> ByDay:
        """Add up the flows by kind and day, and return that saving which comes from work.

        It is not among the saving in ``booked``, which is external to total wealth, too.
        """
        work: ByDay = {}
        of_loan = (cost.flow for cost in self._scope.loan_costs if not cost.fee)
        next_of_loan = next(of_loan, None)
        # Nearly all flows share a few verdicts. No calls: this runs for each flow there is.
        known: dict[int, ByDay] = {}
        for flow in self._scope.flows:
            if flow is next_of_loan:
                sums = booked[Booked.COST_OF_DEBT]
                next_of_loan = next(of_loan, None)
            else:
                verdict = flow.verdict
                found = known.get(id(verdict))
                if found is None:
                    kind = kind_of(flow)
                    is_outside = verdict.role == LIVING or verdict.income_class == NEUTRAL
                    found = booked[kind] if kind is not Booked.SAVING or is_outside else work
                    if verdict.role != EXCLUDED:
                        # What is excluded depends on the transaction, too.
                        known[id(verdict)] = found
                sums = found
            date, amount = flow.date, flow.amount
            if amount is not None:
                sums[date] = sums.get(date, ZERO) + amount
        return work

    def _others(self) -> Iterator[tuple[Booked, datetime.date, Decimal]]:
        """Yield the postings that are neither income or expense nor on the balance sheet.

        Those are postings to equity, and what is held in currencies that the ledger excludes.
        """
        facts = self._scope.facts
        for entry, posting in self._scope.positions.others:
            if entry.date > self._scope.as_of:
                break
            weight = facts.prices.convert(weigh(posting), facts.currency, entry.date)
            if weight is None:
                continue
            kind = Booked.PADDING if entry.flag == flags.FLAG_PADDING else Booked.EQUITY
            if cast("Weight", posting.units).currency in facts.config.excluded:
                kind = Booked.EXCLUDED
            yield kind, entry.date, -weight

    @exact
    def of(self, first: datetime.date, last: datetime.date, *, total: bool = False) -> Change:
        """Return the change of net wealth over some days, split into its parts.

        Args:
            first: The first day.
            last: The last day, at most the as-of date.
            total: Whether to split the change of total wealth, which must be defined at both ends.
        """
        sheets = self._sheets
        before, after = sheets.on(day_before(first)), sheets.on(last)
        booked = {kind: sums.total(first, last) for kind, sums in self.booked.items()}
        effects = self._revaluation.between(day_before(first), last)
        opening, closing = before.net_wealth, after.net_wealth
        human_capital = None
        if total:
            human_capital = _difference(before.human_capital, after.human_capital)
            opening += before.human_capital or ZERO
            closing += after.human_capital or ZERO
        latent_tax = _difference(after.latent_tax, before.latent_tax)
        claims = _difference(before.claims, after.claims)
        known = (
            sum((booked[kind] for kind in Booked if kind not in OTHER), ZERO)
            + effects.lots
            + effects.money
            + sum((part or ZERO for part in (latent_tax, claims, human_capital)), ZERO)
        )
        other = closing - opening - known
        causes = {cause: booked[kind] for kind, cause in OTHER.items()}
        causes[Cause.FIRST_PRICE] = effects.first_price
        off = other - sum(causes.values(), ZERO)
        # Nobody looks at all transactions once more for less than a cent.
        if abs(off) >= HALF_A_CENT:
            causes[Cause.UNBALANCED] = self._unbalanced().total(first, last)
            off -= causes[Cause.UNBALANCED]
        causes[Cause.ROUNDING] = off
        return Change(
            first=first,
            last=last,
            opening=opening,
            closing=closing,
            saving=booked[Booked.SAVING],
            capital_income=booked[Booked.CAPITAL_INCOME],
            gains_realised=booked[Booked.GAINS_REALISED],
            gains_unrealised=effects.lots,
            currency_effect=effects.money,
            latent_tax_change=latent_tax,
            claims_change=claims,
            human_capital_change=human_capital,
            depreciation=booked[Booked.DEPRECIATION],
            cost_of_debt=booked[Booked.COST_OF_DEBT],
            other=other,
            other_by_cause={cause: amount for cause, amount in causes.items() if amount},
        )

    def _unbalanced(self) -> Ledger:
        """Return what the transactions that do not balance are off by, by day."""
        if self._off is None:
            self._off = Ledger(unbalanced(self._scope))
        return self._off


def _difference(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Return a rise; what is undefined at one end only is left out of wealth there."""
    if before is None and after is None:
        return None
    return (after or ZERO) - (before or ZERO)
