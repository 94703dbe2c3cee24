"""Liquidity (*Liquidität*): the runway and the liquidity plan.

Cash is the value of the assets with the horizon ``cash``. The runway divides it by average monthly
living costs.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

from beancount.core import account as account_module

from fsq_beancount.core.periods import ROLLING_MONTHS
from fsq_beancount.core.precision import exact
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.measures.liquidity.averages import Averages, UsualMonth, usual_month
from fsq_beancount.measures.liquidity.budgets import Budgets, Owners
from fsq_beancount.measures.liquidity.cash import CashAccounts, by_horizon, cash_among
from fsq_beancount.measures.liquidity.instalments import Instalments
from fsq_beancount.measures.liquidity.months import Basis, Item, PlanMonth, spans
from fsq_beancount.measures.liquidity.payments import Payments
from fsq_beancount.measures.liquidity.plan import Planner
from fsq_beancount.measures.liquidity.plan_years import parts
from fsq_beancount.measures.liquidity.repayments import Repayments
from fsq_beancount.measures.liquidity.runway import months_secured, runway
from fsq_beancount.measures.liquidity.taxes_due import lump_sum_taxes
from fsq_beancount.measures.liquidity.unlocking import unlocked
from fsq_beancount.measures.liquidity.unplanned import (
    UnplannedLoan,
    repaid_loans,
    unplanned_loans,
)
from fsq_beancount.measures.liquidity.unplanned_income import UnplannedIncome, regular_income
from fsq_beancount.measures.liquidity.year import booked_year
from fsq_beancount.measures.wealth.lump_sum_tax import LumpSumTax, lump_sum_tax
from fsq_beancount.measures.wealth.unit_lump_sums import taxed_on
from fsq_beancount.settings.directives.values import amount_of

if TYPE_CHECKING:
    from beancount.core import data

    from fsq_beancount.core.prices import Converter
    from fsq_beancount.measures.scope import Scope

ZERO: Final = Decimal()
_PLANNED: Final = (Basis.PLANNED, Basis.RECURRING, Basis.BUDGET)
HORIZON: Final = 120
"""The default length of the plan in months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquidity:
    """The runway and the plan.

    Attributes:
        date: The as-of date.
        cash: Assets that can be spent at once, currency.
        by_horizon: Assets by liquidity horizon, currency.
        living_costs: Average monthly living costs of the last twelve months, currency; ``None``
            where no month has ended.
        passive_income: Average monthly net passive income, currency.
        runway: Months that the cash lasts.
        runway_passive: Months that it lasts with continuing passive income; ``None`` where that
            income covers all living costs.
        reserve: The minimum cash, currency; ``None`` where it has no price.
        horizon: The length of the plan in months.
        months_secured: Whole months before the first that ends below the reserve; ``None`` where
            no month does.
        secured_beyond_horizon: Whether no month of the plan ends below the reserve.
        short_on: The first month that ends below the reserve; ``None`` where no month does.
        plan: The months of the plan; empty where there is neither cash nor a planned item, and
            where regular income is not planned.
        is_planned: Whether anything is planned or budgeted; otherwise the plan has averages alone.
        unplanned_income: The regular income, if no income is planned; there is no plan then, since
            one without income would only show how the cash runs out.
        unplanned_loans: Loans without an instalment in the plan.
        unconverted: Planned amounts without a price path, by currency.
    """

    date: datetime.date
    cash: Decimal
    by_horizon: Mapping[str, Decimal]
    living_costs: Decimal | None
    passive_income: Decimal | None
    runway: Decimal | None
    runway_passive: Decimal | None
    reserve: Decimal | None
    horizon: int
    months_secured: int | None
    secured_beyond_horizon: bool
    short_on: PlanMonth | None
    plan: tuple[PlanMonth, ...]
    is_planned: bool
    unplanned_income: tuple[UnplannedIncome, ...]
    unplanned_loans: tuple[UnplannedLoan, ...]
    unconverted: Mapping[str, Decimal]


def of(scope: Scope) -> Liquidity:
    """Return the runway, and the plan from the as-of date on."""
    facts, config, as_of = scope.facts, scope.facts.config, scope.as_of
    holdings, positions = scope.holdings.every, scope.positions
    coverage = scope.coverage
    year = booked_year(scope.last_year, coverage.months(coverage.last_month))
    horizon = months_to_plan(config.option("horizon", as_of))
    months = tuple(spans(as_of, horizon))
    owners = Owners()
    instalments = Instalments(
        scope.loans, costs=scope.covered_loan_costs, flows=scope.flows, year=year
    )
    cash = CashAccounts(holdings, config.roots.assets, config.is_money)
    root = f"{config.roots.assets}:"

    def set_aside(entry: data.Transaction) -> Decimal:
        """Return what of a transaction goes into assets that are no cash, currency."""
        into = (
            facts.convert(weigh(each), entry.date) or ZERO
            for each in entry.postings
            if each.account.startswith(root) and not cash.moves(each, entry.date)
        )
        return sum((amount for amount in into if amount > 0), ZERO)

    def rate(loan: str, date: datetime.date) -> Decimal | None:
        """Return the agreed rate of a loan, or else the one that was paid."""
        agreed = scope.loans.rate(loan, date)
        return scope.loan_rates_paid.get(loan) if agreed is None else agreed

    def tax_of(lump_sums_of: int) -> LumpSumTax | None:
        """Return the tax on the lump sums of a year, as far as it can be known."""
        law = scope.latent_taxes.law(taxed_on(lump_sums_of))
        if law is None:
            return None
        known = scope.latent_taxes.lump_sums(law.profile)
        return lump_sum_tax(lump_sums_of, as_of=as_of, holdings=holdings, lump_sums=known, law=law)

    whole_years = tuple(parts(as_of, horizon))
    planner = Planner(
        months,
        parts=whole_years,
        payments=Payments(
            [part.days for part in whole_years],
            entries=scope.entries,
            recurring=scope.recurring,
            others=[
                *unlocked(months, holdings=holdings, positions=positions),
                *lump_sum_taxes(
                    as_of,
                    tax_of=tax_of,
                    flows=scope.non_default_flows,
                    planned=[
                        *(each.account for each in scope.recurring),
                        *(flow.account for flow in scope.flows_to_come),
                    ],
                ),
            ],
            cash=cash,
            repayments=Repayments(
                holdings,
                as_of=as_of,
                rate=rate,
                apart=instalments.loans_of(each.account for each in scope.recurring),
                expenses=config.roots.expenses,
            ),
            excluded=config.excluded,
            convert=facts.convert,
        ),
        budgets=Budgets(config, owners, instalments),
        averages=Averages(scope.living_costs, year=year, owners=owners, instalments=instalments),
        plan=scope.plan,
        owners=owners,
    )
    return liquidity(
        as_of,
        assets=by_horizon(as_of, holdings=holdings, positions=positions),
        usual=usual_month(year, living_costs=scope.living_costs, monthly=scope.covered_monthly),
        reserve=reserve_on(as_of, config.option("reserve", as_of), facts.convert),
        horizon=horizon,
        planner=planner,
        repaid=repaid_loans(
            year, as_of=as_of, holdings=holdings, positions=positions, costs=scope.loan_costs
        ),
        income=[
            each
            for each in regular_income(scope.flows, year, set_aside)
            if each.account not in scope.closed
        ],
    )


@exact
def liquidity(
    date: datetime.date,
    *,
    assets: Mapping[str, Decimal],
    usual: UsualMonth,
    reserve: Decimal | None,
    horizon: int,
    planner: Planner,
    repaid: Mapping[str, Decimal],
    income: Sequence[UnplannedIncome] = (),
) -> Liquidity:
    """Return the runway and the plan.

    Args:
        date: The as-of date.
        assets: Assets by liquidity horizon, currency.
        usual: The monthly averages of the last twelve months.
        reserve: The minimum cash, currency; ``None`` where it has no price.
        horizon: The length of the plan in months.
        planner: Plans the months.
        repaid: The monthly payment on each loan repaid in the last twelve months, currency.
        income: The regular income.
    """
    cash = cash_among(assets)
    living, passive = usual
    plan = planner.plan(cash)
    if not cash and not any(month.items for month in plan):
        plan = ()  # there is nothing to plan
    items = [item for month in plan[: ROLLING_MONTHS + 1] for item in month.items]
    if income and any(_is_income(item, income[0].account) for item in items):
        income = ()
    short = next((month for month in plan if reserve is not None and month.closing < reserve), None)
    planned = planner.accounts(plan[: ROLLING_MONTHS + 1])
    if income:
        plan, short = (), None
    return Liquidity(
        date=date,
        cash=cash,
        by_horizon=assets,
        living_costs=living,
        passive_income=passive,
        runway=runway(cash, living),
        runway_passive=runway(cash, living, passive or ZERO),
        reserve=reserve,
        horizon=horizon,
        months_secured=None if reserve is None or not plan else months_secured(plan, reserve),
        secured_beyond_horizon=bool(plan) and reserve is not None and short is None,
        short_on=short,
        plan=plan,
        is_planned=any(item.basis in _PLANNED for item in items),
        unplanned_income=tuple(income),
        unplanned_loans=tuple(unplanned_loans(repaid, planned)),
        unconverted=dict(sorted(planner.unconverted.items())),
    )


def _is_income(item: Item, example: str) -> bool:
    """Return whether an item is planned income: a refund, a sale and a lock that ends are none.

    Args:
        item: An item of the plan.
        example: Any account of income.
    """
    is_said = item.basis in _PLANNED and account_module.root(
        1, item.account
    ) == account_module.root(1, example)
    # Who plans what comes in on the account of his own bank has planned income, too.
    return item.amount > 0 and (is_said or item.basis is Basis.RECURRING)


def reserve_on(date: datetime.date, said: object, convert: Converter) -> Decimal | None:
    """Return the minimum cash in the report currency; ``None`` where it has no price.

    Args:
        date: The day.
        said: The value of the option: an amount, or nothing.
        convert: Converts an amount to the report currency.
    """
    amount = cast("Weight | None", amount_of(said))
    return ZERO if amount is None else convert(Weight(*amount), date)


def months_to_plan(said: Any) -> int:
    """Return the number of months to plan: the value of an option, or the default without one."""
    return HORIZON if said is None else int(said)
