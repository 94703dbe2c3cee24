"""Checks: which figures of a ledger are uncertain, and how to fix that.

Each family of measures has a module here, and a line in :func:`find`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fsq_beancount.books.facts import Facts
from fsq_beancount.check import (
    accepting,
    certainty,
    clearing,
    days,
    depreciable,
    flows,
    lagging,
    loans,
    money,
    plans,
    prices,
    quotes,
    shorts,
    spent,
    taxes,
    untaxed,
    wealth,
)
from fsq_beancount.check.places import written_at
from fsq_beancount.core.precision import exact
from fsq_beancount.report.certainty import Certainty
from fsq_beancount.report.findings import Finding
from fsq_beancount.report.findings.flows import LivingTax, UnchargedCost
from fsq_beancount.report.findings.settings import (
    Configuration,
    NoOperatingCurrency,
    OtherCurrency,
)
from fsq_beancount.report.report import Report


@exact
def find(facts: Facts, report: Report) -> tuple[Finding, ...]:
    """Return all findings about a ledger, most serious first.

    Args:
        facts: The facts of the ledger.
        report: Its report; its flows and its last rolling twelve months are checked.
    """
    of_flows = tuple(flows.find(facts, report))
    return (
        *_configuration(facts),
        *accepting.mistakes(facts, report),
        *(
            item
            for item in report.warnings
            if isinstance(item, NoOperatingCurrency | OtherCurrency)
        ),
        *days.find(facts, report),
        *lagging.find(facts, report),
        *of_flows,
        *untaxed.find(facts, report, doubtful=_taxes_in_doubt(of_flows)),
        *spent.find(facts, report),
        *loans.find(facts, report),
        *prices.find(facts, report),
        *quotes.find(facts, report),
        *shorts.find(facts, report),
        *clearing.find(facts, report),
        *wealth.find(facts, report),
        *money.find(facts, report),
        *plans.find(facts, report),
        *taxes.find(facts, report),
        *depreciable.find(facts, report),
    )


@exact
def assess(report: Report) -> Certainty:
    """Return how sure the figures of a report are, with the effect of each fix.

    Fixes are run for a report of the whole ledger only.
    """
    facts = report.scope.facts
    return certainty.assess(facts, report, find(facts, report))


def _taxes_in_doubt(found: Iterable[Finding]) -> frozenset[str]:
    """Return the expense accounts whose taxes or costs are on income that is not known yet."""
    return frozenset(item.account for item in found if isinstance(item, LivingTax | UnchargedCost))


def _configuration(facts: Facts) -> Iterator[Finding]:
    for error in facts.errors:
        yield Configuration(error=error, place=written_at(error.source))
