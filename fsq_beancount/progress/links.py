"""Links from a figure to the postings behind it: queries for Fava's Query page.

Each query lists the flows whose amounts add up to the figure (negated for figures named costs,
since costs are negative in ``#fsq_flows``), newest first, so that the balance on the first row is
their sum. The reader can edit the query and run it again.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote, quote_plus

from flask import url_for

from fsq_beancount.core.terms import EXCLUDED, LIVING, NEAR_PASSIVE, PASSIVE
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.measures.definition import Postings

NEWEST_FIRST: Final = "ORDER BY nr DESC"
"""Puts the last balance, which is the figure, on the first row."""


def literal(text: str) -> str:
    """Return the right side of a condition, operator included, that matches only ``text``.

    BQL has no escapes: a string may contain any character except its own quotation mark. Text
    with both marks is matched by a pattern with ``.`` in their place.
    """
    if "'" not in text:
        return f"= '{text}'"
    if '"' not in text:
        return f'= "{text}"'
    return "~ '^{}$'".format(re.escape(text).replace("'", ".").replace('"', "."))


def _one_of(column: str, *values: str) -> str:
    if len(values) == 1:
        return f"{column} = '{values[0]}'"
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


_COUNTED: Final = f"role != '{EXCLUDED}'"

_WIDE: Final = (PASSIVE, NEAR_PASSIVE)


def behind(measure: str, income_class: str | None = None) -> str | None:
    """Return the condition on ``#fsq_flows`` that selects the flows behind a figure.

    Args:
        measure: The id of the measure.
        income_class: The class of income, for a measure with one value per class.

    Returns:
        The condition without dates; ``None`` for a figure that is not a sum of flows.
    """
    definition = MEASURES.get(measure)
    if definition is None or definition.postings is None:
        return None
    if definition.by_class:
        return (
            _where(definition.postings._replace(classes=(income_class,))) if income_class else None
        )
    return _where(definition.postings)


def _where(postings: Postings) -> str:
    conditions = []
    if postings.classes == _WIDE:
        # A pattern keeps it short: the condition is part of a link for each column.
        conditions.append(f"class ~ '{PASSIVE}'")
    elif postings.classes:
        # Living, virtual and excluded postings have no class in the table.
        conditions.append(_one_of("class", *postings.classes))
    if postings.roles:
        conditions.append(_one_of("role", *postings.roles))
    conditions = conditions or [_COUNTED]
    if postings.but:
        # A living cost has no class, and a comparison with NULL is never true.
        conditions.append(f"(class IS NULL OR class != '{postings.but}')")
    return " AND ".join(conditions)


def of_accounts(accounts: Sequence[str], without: Sequence[str] = ()) -> str:
    """Return the condition for the counted flows of accounts and their subaccounts.

    Args:
        accounts: The accounts; if empty, all accounts.
        without: Subaccounts of theirs that count elsewhere.
    """
    conditions = [_COUNTED]
    if accounts:
        conditions.append(_below(accounts))
    if without:
        conditions.append(f"NOT {_below(without)}")
    return " AND ".join(conditions)


def living_costs_of(accounts: Sequence[str], without: Sequence[str] = ()) -> str:
    """Return the condition for the living costs of accounts; see :func:`of_accounts`."""
    conditions = of_accounts(accounts, without).partition(" AND ")
    return "".join((_one_of("role", LIVING), *conditions[1:]))


def _below(accounts: Sequence[str]) -> str:
    # An account consists of letters, digits, hyphens and colons, none of which is special in a
    # pattern or a BQL string.
    return f"(account ~ '^({'|'.join(accounts)})(:|$)')"


def flows(condition: str, first: datetime.date, last: datetime.date) -> str:
    """Return the query that lists the flows from ``first`` to ``last``."""
    return _listed(f"date BETWEEN {first} AND {last} AND {condition}")


def flows_of_year(condition: str, year: int, as_of: datetime.date) -> str:
    """Return the query that lists the flows attributed to a year, regardless of payment date."""
    return _listed(f"year = {year} AND date <= {as_of} AND {condition}")


def _listed(condition: str) -> str:
    # BQL is read-only, and text from the ledger in a condition went through `literal`.
    return f"SELECT * FROM #fsq_flows WHERE {condition} {NEWEST_FIRST}"  # noqa: S608


def help_page() -> str:
    """Return the address of the page that explains the figures, in the current request."""
    return url_for("extension_report", extension_name="FsqProgress", tab="help")


def lines_page() -> str:
    """Return the address of the page with the lines to add to the ledger."""
    return url_for("extension_report", extension_name="FsqProgress", tab="lines")


class QueryPage:
    """Fava's Query page in the current request.

    It keeps the conversion and the filters for accounts and transactions, which determine the
    figure, and drops the time filter, which only selects the figures shown: a rolling window
    starts before it.
    """

    def __init__(self) -> None:
        base = url_for("report", report_name="query", time=None)
        self._prefix = base + ("&" if "?" in base else "?")

    def __call__(self, query: str) -> str:
        """Return the address of the page with the result of a query."""
        encoded = "+".join(map(_encoded, query.split(" ")))
        return f"{self._prefix}query_string={encoded}"


class AccountPage:
    """Fava's page of an account in the current request."""

    def __init__(self) -> None:
        # One address serves as the template of all: `url_for` takes as long as ten rows of a table.
        self._before, _, self._after = url_for("account", name=_ANY).partition(_ANY)

    def __call__(self, account: str) -> str:
        """Return the address of an account's page."""
        return f"{self._before}{quote(account, safe=':')}{self._after}"


_ANY: Final = "Any-account"
"""A placeholder for the account in an address; it occurs nowhere else there."""


@lru_cache(maxsize=4096)  # a page has hundreds of queries, with the same words and few dates
def _encoded(word: str) -> str:
    # Exactly as a browser encodes a form: Fava's page would add its own encoding to the history
    # after any other, and "back" would lead to the same query again.
    return quote_plus(word, safe="*").replace("~", "%7E")
