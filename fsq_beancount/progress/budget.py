"""Plan against actual: each account with a budget, and the savings beyond the plan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import Period
from fsq_beancount.i18n.messages import budget as budget_messages
from fsq_beancount.measures.budget.definitions import BUDGET, KEPT
from fsq_beancount.progress import links
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fsq_beancount.measures.budget.comparison import Comparison
    from fsq_beancount.progress.view import View

PLAN: Final = 100
"""The length of a bar whose actual amount equals the plan."""

BROADEST: Final = 150
"""The maximum length of a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A line of the table.

    Attributes:
        name: The account, or the label of a line without an account.
        is_account: Whether it is an account.
        planned: The planned amount, formatted; empty without a plan.
        actual: The actual amount, formatted.
        href: The postings behind it.
        difference: The actual amount less the plan.
        good: Whether the difference is favourable; ``None`` where there is none.
        bar: The length of its bar in the picture; ``None`` without a plan.
        unconverted: The planned amounts without a price.
    """

    name: str
    is_account: bool
    planned: str
    actual: str
    href: str
    difference: str = ""
    good: bool | None = None
    bar: Decimal | None = None
    unconverted: str = ""


@dataclass(frozen=True, slots=True)
class BudgetSection:
    """The content of the section.

    Attributes:
        first: The first day, in the reader's format.
        last: The last day.
        groups: Heading and rows of income, expenses and savings.
        kept: How often the plan was kept; empty where no complete month has one.
    """

    first: str
    last: str
    groups: tuple[tuple[str, tuple[BudgetLine, ...]], ...]
    kept: str


def table(view: View) -> BudgetSection | None:
    """Return plan against actual for the section; ``None`` without a budget."""
    compared = view.report.budget_shown
    if compared is None:
        return None
    _ = view.gettext
    kept = view.report.plan_kept
    return BudgetSection(
        view.day(compared.first),
        view.day(compared.last),
        (
            (_("Income"), tuple(_rows(compared, view, of_income=True))),
            (_("Expenses"), tuple(_rows(compared, view, of_income=False))),
            (_("Savings"), (_savings(compared, view),)),
        ),
        "" if kept is None else budget_messages.kept(kept, view.reader),
    )


def _rows(compared: Comparison, view: View, *, of_income: bool) -> Iterator[BudgetLine]:
    span = Period(compared.first, compared.last)
    named = [row for row in compared.rows if row.is_income is of_income]
    for row in named:
        yield BudgetLine(
            name=row.account,
            is_account=True,
            planned=view.money(row.planned),
            actual=view.money(row.actual),
            href=view.postings_where(span, links.of_accounts((row.account,), row.without)),
            difference=view.money(row.difference),
            good=_good(row.advantage),
            bar=_bar(row.share_of_plan),
            unconverted=view.amounts(row.unconverted),
        )
    rest = compared.other_income if of_income else compared.other_expenses
    if rest:
        roots = view.figures.facts.config.roots
        root = roots.income if of_income else roots.expenses
        accounts = tuple(row.account for row in named)
        yield BudgetLine(
            name=view.gettext("without a budget"),
            is_account=False,
            planned="",
            actual=view.money(rest),
            href=view.postings_where(span, links.of_accounts((root,), accounts)),
        )


def _savings(compared: Comparison, view: View) -> BudgetLine:
    indirect = compared.savings_indirect
    span = Period(compared.first, compared.last)
    return BudgetLine(
        name=view.name("savings"),
        is_account=False,
        planned=view.money(compared.savings_planned),
        actual=view.money(compared.savings),
        href=view.postings_where(span, links.behind("savings") or ""),
        difference=view.money(indirect),
        good=_good(indirect),
        bar=_bar(compared.share_of_plan),
        unconverted=view.amounts(compared.unconverted),
    )


def _good(advantage: Decimal | None) -> bool | None:
    return advantage > 0 if advantage else None


def _bar(share: Decimal | None) -> Decimal | None:
    """Return the length of a bar, cut to 0…``BROADEST``."""
    return None if share is None else min(Decimal(BROADEST), max(Decimal(), PLAN * share))


SECTION: Final = Section(
    anchor="budget",
    title="Plan and actual",
    family=BUDGET,
    also=frozenset({KEPT.id}),
    content=table,
)
