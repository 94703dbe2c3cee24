"""What human capital and consumption need: the date of birth is asked for, rates are examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fsq_beancount.i18n.messages import wealth as wealth_messages
from fsq_beancount.measures.wealth.lifetime import BIRTH_DATE
from fsq_beancount.report.findings.fix import Blank, Fix, Line
from fsq_beancount.report.findings.wealth import Claims
from fsq_beancount.report.proposals import Group, Lifetime, Proposal
from fsq_beancount.report.report import Report

HUMAN_CAPITAL: Final = "human_capital"
CONSUMPTION: Final = "consumption"


def find(report: Report) -> Iterator[Proposal]:
    """Yield the options that are missing, except those that a finding on pensions has."""
    asked = {
        option
        for question in report.certainty.open
        if isinstance(question.finding, Claims)
        for option in question.finding.options
    }
    missing = dict.fromkeys(
        option
        for figure in (HUMAN_CAPITAL, CONSUMPTION)
        if (value := report.wealth.undefined.get(figure)) is not None
        for option in value.missing
        if option not in asked
    )
    if not missing:
        return

    def line(option: str) -> Line:
        if option == BIRTH_DATE:
            return f'{report.as_of} custom "fsq-option" "{BIRTH_DATE}" ', Blank.DATE
        return (wealth_messages.option_line(option, report.as_of),)

    yield Proposal(
        group=Group.LIFE,
        about=Lifetime(),
        fixes=(Fix(tuple(map(line, missing))),),
        effects=(None,),
    )
