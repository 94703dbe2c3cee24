"""The path of a posting from its line in the example ledger to the quota."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from fsq_beancount import analyse, names
from fsq_beancount.books import facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.classification.account import Account, Said
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.core.terms import KEY_RULE
from fsq_beancount.export import flows as flows_as_csv
from fsq_beancount.i18n.reasons import in_english
from fsq_beancount.report.report import Report
from make_docs.example import ROOT, example

PAYEE: Final = "Martin Winter"
ACCOUNT: Final = "Expenses:Onlinekurs:Plattformgebühren"
YEAR: Final = 2024
"""The posting to follow: a platform's charge on the first course fee of that year."""


def followed() -> tuple[facts.Facts, Report, Flow]:
    """Return the facts and the report of the year, and the flow to follow."""
    entries, options = example()
    collected = facts.collect(entries, options)
    report = analyse(entries, options, period=Period.year(YEAR))
    flow = next(
        flow
        for flow in collected.flows
        if flow.account == ACCOUNT and flow.payee == PAYEE and flow.date.year == YEAR
    )
    return collected, report, flow


def way_of_a_posting() -> str:
    """Return a table of the result at each floor for a posting of the example ledger."""
    collected, report, flow = followed()
    config = collected.config
    source = Path(flow.entry.meta["filename"])
    lines = source.read_text(encoding="utf-8").splitlines()
    first = flow.entry.meta["lineno"] - 1
    after = next(number for number in range(first, len(lines)) if not lines[number].strip())
    policy = Account(ACCOUNT, config).policy(flow.date)
    rule = next(rule for rule in config.rules if rule.matches(ACCOUNT))
    meta = flow.posting.meta or {}
    tags = {key: meta[key] for key in meta if key.startswith(("fsq-", KEY_RULE))}
    months = report.split(Interval.MONTH)
    month = next(month for month in months if month.first.month == flow.date.month)
    [year] = report.periods
    gross, net = year.gross_income["passive"], year.net_income["passive"]
    row = next(
        row
        for row in flows_as_csv.flows_csv(report).splitlines()
        if ACCOUNT in row and row.startswith(flow.date.isoformat())
    )
    floors = {
        "names": _of_name(names.cost(ACCOUNT)),
        "settings": f"the rule `{rule.text}`: `{rule.income_class}`, stream `{rule.stream}`",
        "classification.account": f"class and stream from {_said(policy.income_class)}",
        "classification.classifier": _decision(flow),
        "classify, the plugin": _tags(tags),
        "books.facts": f"a flow of {flow.date}: {_money(flow.amount)}",
        "report.sums": (
            f"{month.period}: passive gross {_money(month.gross_income['passive'])}, "
            f"net {_money(month.net_income['passive'])}"
        ),
        "measures.quota": (
            f"{year.period}: {_money(net)} net (of {_money(gross)} gross) / "
            f"{_money(year.living_costs)} of living costs = {year.fsq_narrow:.6f}"
        ),
        "export": f"`{row.replace(f'{ROOT}/', '')}`",
    }
    return "\n".join(
        [
            f"The ledger, `{source.name}` line {meta['lineno']}:",
            "",
            "```beancount",
            *lines[first:after],
            "```",
            "",
            "| floor | what it makes of the posting |",
            "| --- | --- |",
            *(f"| `{floor}` | {what} |" for floor, what in floors.items()),
        ]
    )


def _of_name(match: names.Match | None) -> str:
    return "the name says nothing" if match is None else f"`{match.word}`: {match.category}"


def _said(said: Said | None) -> str:
    return "nothing" if said is None else f"{said.source.circumstance} `{said.source.subject}`"


def _decision(flow: Flow) -> str:
    return (
        f"role `{flow.role}`, class `{flow.income_class}`, stream `{flow.stream}`: "
        f"{in_english(flow.reasons)}"
    )


def _tags(tags: Mapping[str, str]) -> str:
    return ", ".join(f"`{key}: {value}`" for key, value in tags.items())


def _money(amount: Decimal | None) -> str:
    return "–" if amount is None else f"{amount:,.2f} EUR"
