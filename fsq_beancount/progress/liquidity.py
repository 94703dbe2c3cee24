"""Liquidity: how long the cash lasts, and the plan as a line above or below the reserve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import liquidity as liquidity_messages
from fsq_beancount.i18n.messages import part as part_messages
from fsq_beancount.measures.liquidity.definitions import LIQUIDITY
from fsq_beancount.progress import stacks
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from fsq_beancount.i18n.messages.findings import FixText
    from fsq_beancount.measures.liquidity.months import PlanMonth
    from fsq_beancount.measures.liquidity.statement import Liquidity
    from fsq_beancount.progress.view import View

YEAR: Final = 12
"""Months in a year; plans over two years have yearly labels and a shortened table."""


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """A month of the line."""

    x: float
    y: float
    words: str
    label: str
    is_short: bool


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """The closing cash of each month of the plan."""

    drawn: stacks.StackLine
    points: tuple[PlanPoint, ...]
    ticks: tuple[tuple[float, str], ...]
    path: str
    has_short: bool


@dataclass(frozen=True, slots=True)
class BasisLine:
    """An item of a month in the plan, and the basis of its amount."""

    account: str
    href: str
    words: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiquidityContent:
    """The content of the section.

    Attributes:
        sentences: How long the cash lasts, and how much of the plan is secured, after what they
            are of where an account filter is on.
        picture: The line; ``None`` without a plan.
        months: Name, opening cash, inflow, outflow and closing cash of each month.
        count: The number of months in the plan.
        basis: The items of the first whole month.
        basis_month: Its name.
        hints: Missing inputs of the plan, and the lines that would supply them.
        unconverted: The planned amounts without a price.
    """

    sentences: tuple[str, ...]
    picture: PlanPicture | None
    months: tuple[tuple[str, ...], ...]
    count: int
    basis: tuple[BasisLine, ...]
    basis_month: str
    hints: tuple[FixText, ...]
    unconverted: str


def liquidity(view: View) -> LiquidityContent | None:
    """Return the liquidity plan for the section; ``None`` without cash and planned items."""
    found = view.report.liquidity
    if not (found.cash or found.unplanned_income or any(month.items for month in found.plan)):
        return None
    currency = view.report.currency
    sentences = (
        liquidity_messages.runway(found, currency, view.reader),
        liquidity_messages.secured(found, currency, view.reader),
    )
    hints = [
        hint._replace(words=_hidden(hint.words, view), lines=_hidden(hint.lines, view))
        for hint in liquidity_messages.hints(found, currency, view.reader)
    ]
    whole = next((month for month in found.plan if month.is_whole), None)
    shown = found.plan if view.all_rows else found.plan[: 2 * YEAR]
    part = view.report.part
    of_part = () if part is None else (part_messages.liquidity(part, view.reader),)
    return LiquidityContent(
        sentences=(*of_part, *(_hidden(sentence, view) for sentence in sentences)),
        picture=_picture(found, view) if found.plan else None,
        months=tuple(_row(month, view) for month in shown),
        count=len(found.plan),
        basis=() if whole is None else tuple(_basis(whole, view)),
        basis_month="" if whole is None else view.month(whole.month),
        hints=tuple(hints),
        unconverted=view.amounts(found.unconverted),
    )


def _hidden(text: str, view: View) -> str:
    return view.hidden(text) if view.incognito else text


def _name(month: PlanMonth, view: View) -> str:
    name = view.month(month.month)
    return name if month.is_whole else view.gettext("rest of {month}").format(month=name)


def _row(month: PlanMonth, view: View) -> tuple[str, ...]:
    amounts = (month.opening, month.inflow, month.outflow, month.closing)
    return (_name(month, view), *(view.money(amount) for amount in amounts))


def _picture(found: Liquidity, view: View) -> PlanPicture:
    reserve = found.reserve or Decimal()
    drawn = stacks.line([month.closing for month in found.plan], reserve)
    points = tuple(
        PlanPoint(
            x=x,
            y=y,
            words=f"{_name(month, view)}: {view.amount(month.closing)}",
            label=label,
            is_short=month is found.short_on,
        )
        for (x, y), month, label in zip(
            drawn.points, found.plan, _labels(found.plan, view), strict=True
        )
    )
    return PlanPicture(
        drawn=drawn,
        points=points,
        ticks=tuple(
            (height, view.hidden(language.whole(value, view.numbers)))
            for height, value in drawn.ticks
        ),
        path=" ".join(f"{x},{y}" for x, y in drawn.points),
        has_short=found.short_on is not None,
    )


def _labels(plan: Sequence[PlanMonth], view: View) -> Iterator[str]:
    """Yield a label per month: the year of each January, in short plans every third month."""
    several = len(plan) > 2 * YEAR
    for index, month in enumerate(plan):
        is_january = month.first.month == 1
        if several:
            yield str(month.first.year) if is_january else ""
        else:
            yield view.month(month.month) if index % 3 == 0 else ""


def _basis(month: PlanMonth, view: View) -> Iterator[BasisLine]:
    for item in month.items:
        yield BasisLine(
            account=item.account,
            href=view.account_page(item.account),
            words=liquidity_messages.basis(item.basis, view.reader),
            amount=view.money(item.amount),
        )


SECTION: Final = Section(
    anchor="liquidity",
    title="Liquidity",
    family=LIQUIDITY,
    content=liquidity,
)
