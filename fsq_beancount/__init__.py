"""Financial security for Beancount and Fava: the share of living costs that passive income pays.

In a ledger::

    plugin "fsq_beancount"

annotates income as passive, near-passive or active and adds the tables ``#fsq_flows``,
``#fsq_months`` and ``#fsq_years`` to bean-query. In Python, :func:`analyse` computes every figure.

Importing this package is cheap: Fava and beanquery are imported only where they are needed.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from fsq_beancount._version import __version__
from fsq_beancount.report import assessment, outlets

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from beancount.core import data

    from fsq_beancount.core.errors import FsqError
    from fsq_beancount.core.periods import Interval, Period
    from fsq_beancount.report.certainty import Certainty
    from fsq_beancount.report.report import Report

__all__ = ["__version__", "analyse", "plugin"]

__plugins__ = ("plugin",)


def plugin(
    entries: Sequence[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> tuple[list[data.Directive], list[FsqError]]:
    """Annotate the postings of a ledger and register the query tables; a Beancount plugin."""
    from fsq_beancount import classify

    _bring_tables()
    return classify.plugin(entries, options_map, config)


def analyse(  # noqa: PLR0913 - the settings of a report
    entries: Iterable[data.Directive],
    options: Mapping[str, Any],
    *,
    currency: str | None = None,
    as_of: datetime.date | None = None,
    period: Period | None = None,
    interval: Interval | None = None,
    ledger: Iterable[data.Directive] | None = None,
    account: str | None = None,
    load_errors: int = 0,
) -> Report:
    """Compute every figure of a ledger.

    Args:
        entries: The directives to analyse: a whole ledger, or a selection of it.
        options: The options of the ledger.
        currency: The report currency. Defaults to the first operating currency, or else to the
            currency of most income and expense postings.
        as_of: The last day that counts. Defaults to the date of the latest transaction or balance
            directive.
        period: The days to report. Defaults to the whole ledger.
        interval: The length of the periods that they are split into. By default, a given
            ``period`` is not split, and the whole ledger is split into calendar years.
        ledger: All directives, where ``entries`` is a selection: the settings, prices, lots and
            as-of date are read from these.
        account: A pattern for the accounts of a part of the ledger, as in Fava's account filter:
            wealth and returns are those of what these accounts hold and owe.
        load_errors: The number of errors that Beancount found when it loaded the ledger.

    Returns:
        The report. Bad input does not raise: amounts that cannot be counted are listed in it.

    Raises:
        re.error: The pattern for accounts is no regular expression.
    """
    from fsq_beancount.books import facts
    from fsq_beancount.books.part import Part
    from fsq_beancount.report import build

    directives = list(entries)
    return build.build(
        facts.collect(directives if ledger is None else ledger, options, currency=currency),
        selection=None if ledger is None else directives,
        part=Part(account) if account else None,
        as_of=as_of,
        period=period,
        interval=interval,
        load_errors=load_errors,
    )


def _as_json(report: Report, locale: str) -> str:
    from fsq_beancount import export

    return export.as_json(report, locale, indent=None)


def _assess(report: Report) -> Certainty:
    from fsq_beancount import check

    return check.assess(report)


def _bring_tables() -> None:
    from fsq_beancount.tables import load_mark

    load_mark.register_tables()


class _Retired(ModuleType):
    """A stand-in for a moved module that load caches of earlier versions still reference.

    Such a cache is outdated, not damaged: instead of an import error, any access to the old
    module raises an error that says so, and the ledger is loaded again.
    """

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # Python itself looks these up in every module
            raise AttributeError(name)
        from fsq_beancount.tables.load_mark import OutdatedCacheError

        raise OutdatedCacheError(__version__)


def _load() -> None:
    from fsq_beancount import export  # noqa: F401 - imported for the first answer in JSON

    _bring_tables()


outlets.connect(as_json=_as_json, load=_load)
assessment.connect(_assess)
# Modules that a cache of version 0.1 references: the error class and the load mark.
for _name in ("fsq_beancount.errors", "fsq_beancount.loadmark"):
    sys.modules.setdefault(_name, _Retired(_name))
