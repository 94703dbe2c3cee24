"""Financial security for Beancount and Fava: how much of life do passive earnings pay already?

In a ledger::

    plugin "fsq_beancount"

tags income as passive, near-passive or active and brings the tables ``#fsq_flows``,
``#fsq_months`` and ``#fsq_years`` to bean-query. In Python, :func:`analyse` computes every figure.

Importing this package is light: whatever needs Fava or beanquery is imported where it is used.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from fsq_beancount._version import __version__
from fsq_beancount.report import outlets

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from beancount.core import data

    from fsq_beancount.core.errors import FsqError
    from fsq_beancount.core.periods import Interval, Period
    from fsq_beancount.report.report import Report

__all__ = ["__version__", "analyse", "plugin"]

__plugins__ = ("plugin",)


def plugin(
    entries: Sequence[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> tuple[list[data.Directive], list[FsqError]]:
    """Tag the postings of a ledger and bring the query tables; a Beancount plugin."""
    from fsq_beancount import classify

    _bring_tables()
    return classify.plugin(entries, options_map, config)


def analyse(
    entries: Iterable[data.Directive],
    options: Mapping[str, Any],
    *,
    currency: str | None = None,
    as_of: datetime.date | None = None,
    period: Period | None = None,
    interval: Interval | None = None,
    ledger: Iterable[data.Directive] | None = None,
    load_errors: int = 0,
) -> Report:
    """Compute every figure of a ledger.

    Args:
        entries: The directives to count: a whole ledger, or a selection of one.
        options: The options of the ledger.
        currency: The report currency; without it the first operating currency, and without that
            the currency of most income and expense postings.
        as_of: The last day that counts; the latest transaction's or balance's unless given.
        period: The days to show; all there is unless given.
        interval: The length of the periods that they are split into; unless given, a period is
            one, and all there is are calendar years.
        ledger: All directives, where ``entries`` is a selection: what the ledger says, its
            prices, its lots and its as-of date come from here.
        load_errors: How many errors Beancount found when it loaded the ledger.

    Returns:
        The report. Bad input raises nothing: what cannot be counted is listed in it.
    """
    from fsq_beancount.books import facts
    from fsq_beancount.report import build

    directives = list(entries)
    return build.build(
        facts.collect(directives if ledger is None else ledger, options, currency=currency),
        selection=None if ledger is None else directives,
        as_of=as_of,
        period=period,
        interval=interval,
        load_errors=load_errors,
    )


def _as_json(report: Report, locale: str) -> str:
    from fsq_beancount import export

    return export.as_json(report, locale, indent=None)


def _bring_tables() -> None:
    from fsq_beancount.tables import load_mark

    load_mark.register_tables()


class _Retired(ModuleType):
    """A module that has moved, as Beancount's load caches of earlier versions still name it.

    Such a cache is not damaged, and nobody is to be frightened by a module that is missing: asked
    for anything, the old name says that the code has changed, and the ledger is loaded anew.
    """

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # Python itself asks every module for some
            raise AttributeError(name)
        from fsq_beancount.tables.load_mark import OutdatedCacheError

        raise OutdatedCacheError(__version__)


def _load() -> None:
    from fsq_beancount import export  # noqa: F401 - imported for the first answer in JSON

    _bring_tables()


outlets.connect(as_json=_as_json, load=_load)
# What a cache of version 0.1 names: the class of our errors, and the load mark.
for _name in ("fsq_beancount.errors", "fsq_beancount.loadmark"):
    sys.modules.setdefault(_name, _Retired(_name))
