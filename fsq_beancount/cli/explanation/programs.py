"""An explanation for programs: JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fsq_beancount import export
from fsq_beancount.books.facts import Facts
from fsq_beancount.cli.explanation.groups import groups
from fsq_beancount.cli.explanation.subject import Answer
from fsq_beancount.core.precision import exact
from fsq_beancount.export import flows, values
from fsq_beancount.i18n.reasons import in_english

_OVERVIEW: Final = (
    "account",
    "class",
    "role",
    "stream",
    "postings",
    "amount",
    "currency",
    "unconverted",
    "rule",
)


@exact
def as_json(facts: Facts, answer: Answer) -> str:
    """Return an answer as JSON: a list of the decisions of accounts, or of postings."""
    return export.dumps(list(_rows(facts, answer)))


@exact
def as_csv(facts: Facts, answer: Answer) -> str:
    """Return an answer as CSV: a line per decision of an account, or per posting."""
    return values.table(_OVERVIEW if answer.overview else flows.FLOW, _rows(facts, answer))


def _rows(facts: Facts, answer: Answer) -> Iterator[values.Row]:
    if not answer.overview:
        for flow in answer.flows:
            yield flows.flow(flow, facts.currency)
        return
    for group in groups(answer.flows):
        yield {
            "account": group.account,
            "class": group.income_class,
            "role": group.role,
            "stream": group.stream,
            "postings": group.postings,
            "amount": values.money(group.amount),
            "currency": facts.currency,
            "unconverted": values.amounts(group.unconverted),
            "rule": in_english(group.reasons),
        }
