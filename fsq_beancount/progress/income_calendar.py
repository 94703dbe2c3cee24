"""The calendar of income: what is due next month, and what of the last month came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fsq_beancount.core.periods import Period, month_index, month_label
from fsq_beancount.core.terms import INCOME
from fsq_beancount.measures.liquidity.calendar_definitions import INCOME_CALENDAR
from fsq_beancount.progress import links
from fsq_beancount.progress.frame import Section

if TYPE_CHECKING:
    from fsq_beancount.measures.liquidity.income_calendar import IncomeDue
    from fsq_beancount.progress.view import View

_INCOME: Final = f"role = '{INCOME}' AND NOT gain"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """What is due on an account, or what came on it.

    Attributes:
        account: The account.
        page: Its page.
        stream: Its stream; empty without one.
        day: The first day on which something is due; empty for what came.
        due: What is due next month, or was due in the last one, formatted.
        other: What is still due this month, or what came in the last one, formatted.
        href: The postings of what came; empty for what is due.
        good: Whether as much came as was due; ``None`` where nothing was, or nothing is said yet.
    """

    account: str
    page: str
    stream: str
    day: str
    due: str
    other: str
    href: str = ""
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class CalendarSection:
    """The content of the section.

    Attributes:
        following: The next month.
        to_come: What is due.
        has_begun: Whether anything is still due in the month that has begun.
        last: The last complete month.
        came: What was due and what came.
    """

    following: str
    to_come: tuple[CalendarLine, ...]
    has_begun: bool
    last: str
    came: tuple[CalendarLine, ...]


def calendar(view: View) -> CalendarSection | None:
    """Return the calendar for the section; ``None`` where nothing is due and nothing came."""
    report = view.report
    rows: tuple[IncomeDue, ...] = tuple(report.rows_of(INCOME_CALENDAR))
    if not rows:
        return None
    last = report.coverage.last_month
    return CalendarSection(
        view.month(month_label(month_index(report.as_of) + 1)),
        tuple(_to_come(row, view) for row in rows if row.income_due or row.income_due_rest),
        any(row.income_due_rest for row in rows),
        view.month(month_label(last)),
        tuple(
            _came(row, Period.of_months(last, last), view)
            for row in rows
            if row.income_expected or row.income_received
        ),
    )


def _to_come(row: IncomeDue, view: View) -> CalendarLine:
    return CalendarLine(
        account=row.account,
        page=view.account_page(row.account),
        stream=row.stream or "",
        day="" if row.income_due_on is None else view.day(row.income_due_on),
        due=view.money(row.income_due),
        other=view.money(row.income_due_rest),
    )


def _came(row: IncomeDue, month: Period, view: View) -> CalendarLine:
    expected = row.income_expected
    return CalendarLine(
        account=row.account,
        page=view.account_page(row.account),
        stream=row.stream or "",
        day="",
        due=view.money(expected),
        other=view.money(row.income_received),
        href=view.postings_where(month, f"account {links.literal(row.account)} AND {_INCOME}"),
        good=None if expected is None else row.income_received >= expected,
    )


SECTION: Final = Section(
    anchor="income_calendar",
    title="",
    family=INCOME_CALENDAR,
    content=calendar,
)
