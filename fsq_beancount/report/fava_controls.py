"""Fava's five controls as our report understands them: for the page and for the query tables.

Time chooses what is shown; account and filter choose transactions over the whole history, since
rolling windows see what came before; conversion to a currency chooses the report currency.
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

from fsq_beancount.core.periods import Interval, Period

_CURRENCY: Final = re.compile(CURRENCY_RE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """What the controls of the current request ask for.

    Attributes:
        selection: The directives that account and filter let through, over the whole history,
            identical with those in ``ledger_entries``; ``None`` where neither is set.
        ledger_entries: All directives of the ledger.
        period: What the time control shows, from its first to its last day; ``None`` where it is
            not set.
        currency: The currency to convert to; ``None`` for the ledger's own.
        interval: How long the periods of a series are.
    """

    selection: Sequence[Directive] | None
    ledger_entries: Sequence[Directive]
    period: Period | None
    currency: str | None
    interval: Interval


def of_request_about(options: Mapping[str, Any]) -> Controls | None:
    """Read the controls, if Fava is answering a request about the ledger with these options."""
    if not has_request_context() or getattr(g, "ledger", None) is None:
        return None
    return of_request() if g.ledger.options is options else None


def of_request() -> Controls:
    """Read the controls of the request that Fava is answering.

    Raises:
        fava.helpers.FavaAPIError: When Fava does not understand one of them.
    """
    every = g.ledger.all_entries
    # Without a time filter this is Fava's own `g.filtered`, out of its cache.
    chosen = g.ledger.get_filtered(
        account=request.args.get("account", ""),
        filter=request.args.get("filter", ""),
        time="",
    ).entries
    shown = g.filtered.date_range
    return Controls(
        # Fava types directives by classes of its own; these are Beancount's.
        selection=None if chosen is every else cast("Sequence[Directive]", chosen),
        ledger_entries=cast("Sequence[Directive]", every),
        period=Period(shown.begin, shown.end_inclusive) if shown else None,
        currency=_currency(_conversion()),
        interval=_interval(g.interval),
    )


def _conversion() -> str:
    conversion: str = g.conversion
    if "conversion" not in request.args and request.path.endswith("/api/query"):
        # Fava's Query page sends its query without the conversion, which its own address has.
        address = urlsplit(request.referrer or "")
        conversion = dict(parse_qsl(address.query)).get("conversion", conversion)
    return conversion


def _currency(conversion: str) -> str | None:
    # Fava converts to the currencies of a list one after the other, so that the last remains.
    # "at_cost", "at_value" and "units" are no currencies.
    last = conversion.rpartition(",")[2]
    return last if _CURRENCY.fullmatch(last) else None


def _interval(interval: fava_date.Interval) -> Interval:
    if interval is fava_date.Year:
        return Interval.YEAR
    if interval is fava_date.Quarter:
        return Interval.QUARTER
    return Interval.MONTH
