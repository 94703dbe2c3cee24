"""Loans and leverage: gross against net return, the cost of debt, and the loans over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import dropwhile
from typing import TYPE_CHECKING, Any, Final

from fsq_beancount.core.periods import month_index
from fsq_beancount.i18n import language
from fsq_beancount.i18n.messages import returns as returns_messages
from fsq_beancount.measures.definition import Unit
from fsq_beancount.measures.performance.definitions import LEVERAGE
from fsq_beancount.progress import columns
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from fsq_beancount.measures.performance.leverage import Leverage
    from fsq_beancount.measures.performance.loans import LoansOn
    from fsq_beancount.progress.view import View

FIGURES: Final = (
    "loan_ratio",
    "debt_to_gross",
    "debt_to_equity",
    "cost_of_debt",
    "cost_of_debt_covers",
    "cost_of_debt_paid",
    "break_even",
    "leverage_effect",
)


@dataclass(frozen=True, slots=True)
class DebtColumn:
    """A period in the picture: its gross and its net return, and the cost of debt as a line.

    Attributes:
        place: The geometry of the columns.
        cost: The height of the line; ``None`` without debt or beyond the picture.
        words: The description of the column.
        label: The name of the period.
        cells: Gross return, net return, cost of debt and effect, formatted for the table.
    """

    place: columns.Column
    cost: float | None
    words: str
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A loan on a day."""

    day: str
    name: str
    href: str
    balance: str
    rate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageContent:
    """The content of the section.

    Attributes:
        figures: Name, id and formatted value of each figure.
        sentences: The effect of debt, in words.
        picture: The geometry of the picture.
        columns: Oldest first.
        ticks: Height and label of the grid lines.
        charts: The balances of the loans, for Fava's component.
        loans: The current loans, by account.
        history: The loans at the end of each year, newest first.
    """

    figures: Sequence[tuple[str, str, str]]
    sentences: Sequence[str]
    picture: columns.Picture
    columns: tuple[DebtColumn, ...]
    ticks: tuple[tuple[float, str], ...]
    charts: Sequence[dict[str, Any]]
    loans: tuple[LoanRow, ...]
    history: tuple[LoanRow, ...]


def leverage(view: View) -> LeverageContent | None:
    """Return the loans and the leverage for the section; ``None`` without loans."""
    report = view.report
    found = report.leverage
    if not found.loans and not any(month.loans for month in report.loan_series):
        return None
    # Without debt there is nothing to compare: periods before the first loan are left out.
    shown = [one for one in report.leverage_series if one.lever.debt > 0]
    newest = view.shown(shown[::-1])[::-1]
    picture = columns.draw(
        [
            columns.Quotas(
                one.lever.net,
                one.lever.gross,
                complete=True,
                label=language.period(one.period, view.locale),
                group="",
            )
            for one in newest
        ]
    )
    return LeverageContent(
        figures=list(_figures(view)),
        sentences=[
            view.hidden(words)
            for words in (
                returns_messages.effect(found, view.reader),
                returns_messages.paid_off(found, report.currency, view.reader),
            )
            if words
        ],
        picture=picture,
        columns=tuple(
            DebtColumn(
                place,
                _height(one.lever.break_even, picture),
                " · ".join(_words(one.period, one.lever, view)),
                language.period(one.period, view.locale),
                (
                    view.percent(one.lever.gross),
                    view.percent(one.lever.net),
                    view.percent(one.lever.break_even, 2),
                    view.figure("leverage_effect", one.lever.effect),
                ),
            )
            for one, place in zip(newest, picture.columns, strict=True)
        ),
        ticks=tuple(
            (height, view.percent(Decimal(str(round(value, 6))), 1))
            for height, value in picture.ticks
        ),
        charts=list(_charts(view)),
        loans=tuple(
            _loan(view.day(found.date), loan.account, loan.balance, loan.rate, view)
            for loan in found.loans
        ),
        history=tuple(_history(report.loan_series, view)),
    )


def _figures(view: View) -> Iterator[tuple[str, str, str]]:
    found = view.report.leverage
    for name in FIGURES:
        value = getattr(found, name)
        unit = view.measure(name).unit
        called = view.name(name)
        if name == "loan_ratio":
            called = returns_messages.loan_ratio_name(found, view.reader)
        text = view.percent(value, 2) if unit is Unit.RATIO else view.figure(name, value)
        yield called, name, text


def _height(value: Decimal | None, picture: columns.Picture) -> float | None:
    """Return the height of a value in a picture; ``None`` if it is outside of its grid lines."""
    (low_at, low), (high_at, high) = picture.ticks[0], picture.ticks[-1]
    if value is None or not low <= float(value) <= high:
        return None
    return round(low_at + (high_at - low_at) * (float(value) - low) / (high - low), 1)


def _words(period: str, lever: Leverage, view: View) -> Iterator[str]:
    """Yield the description of a column, for screen readers and the tooltip."""
    yield language.period(period, view.locale)
    yield f"{view.name('return_gross')} {view.percent(lever.gross)}"
    yield f"{view.name('return_net')} {view.percent(lever.net)}"
    yield f"{view.name('cost_of_debt')} {view.percent(lever.break_even, 2)}"


def _charts(view: View) -> Iterator[dict[str, Any]]:
    # The chart starts with the first loan.
    series = list(dropwhile(lambda month: not month.loans, view.report.loan_series))
    names = sorted({loan.account for month in series for loan in month.loans})
    # A line needs at least two points.
    if len(series) > 1 and names:
        yield {
            "type": "balances",
            "label": view.gettext("Loans over time"),
            "data": [_point(month, names) for month in series],
        }


def _point(month: LoansOn, names: Sequence[str]) -> dict[str, Any]:
    owed = {loan.account: loan.balance or Decimal() for loan in month.loans}
    return {
        "date": month.date,
        "balance": {name: round(owed.get(name, Decimal()), 2) for name in names},
    }


def _history(series: Sequence[LoansOn], view: View) -> Iterator[LoanRow]:
    last = {month_index(month.date) // 12: month for month in series}
    for month in reversed(last.values()):
        for loan in month.loans:
            day = language.month(month.date, view.locale)
            yield _loan(day, loan.account, loan.balance, loan.rate, view)


def _loan(
    day: str, account: str, balance: Decimal | None, rate: Decimal | None, view: View
) -> LoanRow:
    return LoanRow(
        day=day,
        name=account,
        href=view.account_page(account),
        balance=view.money(balance),
        rate=view.percent(rate, 2),
    )


SECTION: Final = Section(
    anchor="leverage",
    title="Loans and leverage",
    family=LEVERAGE,
    content=leverage,
)
