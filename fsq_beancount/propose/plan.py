"""What the liquidity plan lacks: regular income, and instalments of loans.

Both are averages of the past. Whether they go on only the owner knows, so none is sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from fsq_beancount.measures.liquidity import unplanned, unplanned_income
from fsq_beancount.measures.liquidity.unplanned import UnplannedLoan
from fsq_beancount.propose.runs import Runs
from fsq_beancount.report.findings import Kind
from fsq_beancount.report.findings.fix import Fix, directive
from fsq_beancount.report.proposals import GoesOn, Group, Instalment, Proposal
from fsq_beancount.report.report import Report


def find(report: Report, runs: Runs) -> Iterator[Proposal]:
    """Yield the payments that the plan lacks, unless a finding has them already."""
    found = report.liquidity
    asked = {question.finding.kind for question in report.certainty.questions}
    if found.unplanned_income and Kind.NO_PLANNED_INCOME not in asked:
        # A plan with income and no instalment would be as wrong as one without income.
        lines = (
            *unplanned_income.lines(
                found.unplanned_income, after=found.date, currency=report.currency
            ),
            *(_instalment(loan, report) for loan in found.unplanned_loans),
        )
        fix = Fix(tuple((line,) for line in lines))
        yield Proposal(
            group=Group.PLAN,
            about=GoesOn(
                accounts=tuple(dict.fromkeys(each.account for each in found.unplanned_income))
            ),
            fixes=(fix,),
            effects=(runs.effect(fix),),
        )
        return
    for loan in found.unplanned_loans:
        fix = directive(_instalment(loan, report))
        yield Proposal(
            group=Group.PLAN,
            about=Instalment(account=loan.account),
            fixes=(fix,),
            effects=(runs.effect(fix),),
        )


def _instalment(loan: UnplannedLoan, report: Report) -> str:
    return unplanned.line(loan, after=report.liquidity.date, currency=report.currency)
