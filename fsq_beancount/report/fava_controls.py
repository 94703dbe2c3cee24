"""Fava's five controls as settings of the report, for the page and for the query tables.

The time filter chooses the period shown. The account and entry filters choose transactions over
the whole history, since rolling windows reach back before that period. Conversion to a currency
sets the report currency, and the interval is the length of the periods of a series.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import parse_qsl, urlsplit

from beancount.core.amount import CURRENCY_RE
from beancount.core.data import Directive
from fava.context import g
from fava.util import date as fava_date
from flask import has_request_context, request

from fsq_beancount.books.part import Part
from fsq_beancount.core.periods import Interval, Period, day_before
from fsq_beancount.report import fava_downloads

# This module is there as soon as a table is asked for in Fava.
fava_downloads.mend()

_CURRENCY: Final = re.compile(CURRENCY_RE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """The settings of Fava's controls in the current request.

    Attributes:
        selection: The directives that the account and entry filters select, over the whole
            history, the same objects as in ``ledger_entries``; ``None`` where neither is set.
        part: The part of the ledger that the account filter selects; ``None`` where it is not set.
        ledger_entries: All directives of the ledger.
        period: The period of the time filter; ``None`` where it is not set.
        currency: The currency to convert to; ``None`` for the default of the ledger.
        interval: The length of the periods of a series.
        columns: The periods to show in place of calendar years, for a time filter that is a span
            of its own: that span, or the fiscal years in it; ``None`` for calendar years.
    """

    selection: Sequence[Directive] | None
    part: Part | None
    ledger_entries: Sequence[Directive]
    period: Period | None
    currency: str | None
    interval: Interval
    columns: Sequence[Period] | None


def of_request_about(options: Mapping[str, Any]) -> Controls | None:
    """Read the controls, if Fava is answering a request about the ledger with these options."""
    if not has_request_context() or getattr(g, "ledger", None) is None:
        return None
    return of_request() if g.ledger.options is options else None


def of_request() -> Controls:
    """Read the controls of the request that Fava is answering.

    Raises:
        fava.helpers.FavaAPIError: When Fava cannot parse a control.
        re.error: When the account filter is no pattern.
    """
    every = g.ledger.all_entries
    account = request.args.get("account", "")
    # Without a time filter this is Fava's own `g.filtered`, from its cache.
    chosen = g.ledger.get_filtered(
        account=account,
        filter=request.args.get("filter", ""),
        time="",
    ).entries
    shown = g.filtered.date_range
    period = Period(shown.begin, shown.end_inclusive) if shown else None
    return Controls(
        # Fava annotates directives with its own classes; these are Beancount's.
        selection=None if chosen is every else cast("Sequence[Directive]", chosen),
        part=Part(account) if account else None,
        ledger_entries=cast("Sequence[Directive]", every),
        period=period,
        currency=_currency(_conversion()),
        interval=_interval(g.interval),
        columns=None if period is None else _columns(period, g.ledger.fava_options.fiscal_year_end),
    )


def _columns(period: Period, year_end: fava_date.FiscalYearEnd) -> Sequence[Period] | None:
    """Return the periods of a time filter that is a span of its own; ``None`` for calendar years.

    A span of up to a year is not cut at the turn of a year: a fiscal year is asked for as a whole.
    A longer one has fiscal years if it begins with one.

    Args:
        period: The days of the time filter.
        year_end: The last day of the fiscal year.
    """
    if period.is_calendar:
        return None
    years = period.years()
    before = day_before(period.first)
    begins = (before.month, before.day) == (year_end.month_of_year, year_end.day)
    return years if begins or len(years) == 1 else None


def _conversion() -> str:
    conversion: str = g.conversion
    if "conversion" not in request.args and request.path.endswith("/api/query"):
        # Fava's Query page sends the query without the conversion, which is in the page's URL.
        address = urlsplit(request.referrer or "")
        conversion = dict(parse_qsl(address.query)).get("conversion", conversion)
    return conversion


def _currency(conversion: str) -> str | None:
    # Fava converts to the currencies of a list in turn, so that the last remains.
    # "at_cost", "at_value" and "units" are not currencies.
    last = conversion.rpartition(",")[2]
    return last if _CURRENCY.fullmatch(last) else None


def _interval(interval: fava_date.Interval) -> Interval:
    if interval is fava_date.Year:
        return Interval.YEAR
    if interval is fava_date.Quarter:
        return Interval.QUARTER
    return Interval.MONTH
