"""An explanation as text: a table of all accounts, the postings of some, or a transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from beancount.core import data

from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow
from fsq_beancount.cli.explanation.groups import ExplainedGroup, groups
from fsq_beancount.cli.explanation.subject import Answer
from fsq_beancount.core import plain
from fsq_beancount.core.precision import exact
from fsq_beancount.i18n import language, messages
from fsq_beancount.text import terminal
from fsq_beancount.text.style import Style, wrapped


@exact
def render(facts: Facts, answer: Answer, style: Style) -> str:
    """Return an answer as text."""
    texts = language.translation(style.locale)
    if answer.entry is not None:
        lines = _transaction_lines(facts, answer, answer.entry, style)
    elif not answer.flows:
        lines = [texts.gettext("no postings")]
    elif answer.overview:
        lines = _overview_lines(facts, answer, style)
    else:
        lines = [line for group in groups(answer.flows) for line in _group(facts, group, style)][1:]
    if answer.planned:
        planned = texts.ngettext(
            "{count} planned posting after {date} is left out.",
            "{count} planned postings after {date} are left out.",
            answer.planned,
        )
        date = language.day(answer.as_of, style.locale)
        lines += ["", planned.format(count=answer.planned, date=date)]
    return terminal.page(lines, ascii_only=style.ascii_only)


def _overview_lines(facts: Facts, answer: Answer, style: Style) -> list[str]:
    _ = language.translation(style.locale).gettext
    header = [_("account"), _("class"), _("role"), _("stream"), _("postings"), _("sum"), _("rule")]
    rows = [
        [
            group.account,
            _class(group.income_class, style),
            messages.role(group.role, style.reader),
            group.stream or language.UNDEFINED,
            str(group.postings),
            _sum(group, facts.currency, style),
            messages.reasons(group.reasons, style.reader),
        ]
        for group in groups(answer.flows)
    ]
    return _with_rules([header, *rows], {4, 5}, style)


def _class(income_class: str | None, style: Style) -> str:
    return messages.income_class(income_class, style.reader) if income_class else language.UNDEFINED


def _with_rules(rows: Sequence[Sequence[str]], right: set[int], style: Style) -> list[str]:
    """Return a table whose last column is a rule.

    Where the terminal is not wide enough, the rule is put below each line, and if that is not
    enough, the first column above it.
    """
    lines = terminal.table(rows, right)
    if max(map(terminal.width, lines)) <= style.width:
        return lines
    indent = "    "
    lines = terminal.table([row[:-1] for row in rows], right)
    above = max(map(terminal.width, lines)) > style.width
    if above:
        below = terminal.table([[indent, *row[1:-1]] for row in rows], right)
        lines = [line.removeprefix("  ") for line in below]
    found: list[str] = []
    for line, row in zip(lines, rows, strict=True):
        found += [row[0]] if above else []
        found += [line, *wrapped(plain.clean(row[-1]), style.width, first=indent, then=indent)]
    return found


def _group(facts: Facts, group: ExplainedGroup, style: Style) -> Iterator[str]:
    """Yield the decision of a rule, and the postings that it applies to."""
    texts = language.translation(style.locale)
    postings = texts.ngettext("{count} posting", "{count} postings", group.postings)
    yield ""
    yield ", ".join(
        filter(
            None,
            [
                f"{group.account}: {messages.kind(group.income_class, group.role, style.reader)}",
                group.stream and f'"{group.stream}"',
                postings.format(count=group.postings),
                _sum(group, facts.currency, style),
            ],
        )
    )
    yield f"  {messages.reasons(group.reasons, style.reader)}"
    rows = [
        [
            f"    {flow.date}",
            _amount(flow, facts.currency, style),
            _story(flow),
            facts.config.place(_meta(flow)),
        ]
        for flow in group.flows
    ]
    yield from terminal.table(rows, right={1})


def _transaction_lines(
    facts: Facts, answer: Answer, entry: data.Transaction, style: Style
) -> list[str]:
    _ = language.translation(style.locale).gettext
    said = " ".join(f'"{text}"' for text in (entry.payee, entry.narration) if text)
    lines = [f"{entry.date} {entry.flag} {said} ({facts.config.place(entry.meta)})"]
    if answer.missed is not None:
        missed = _("No transaction at line {line}; the nearest one is at {place}:").format(
            line=answer.missed, place=facts.config.place(entry.meta)
        )
        lines = [missed, *lines]
    if entry.date > answer.as_of:
        planned = _("planned, after {date}, so it is in no figure")
        date = language.day(answer.as_of, style.locale)
        lines.append("  " + planned.format(date=date))
    if not answer.flows:
        return [*lines, "  " + _("no income and no expense")]
    rows = [
        [
            f"  {flow.account}",
            _amount(flow, facts.currency, style),
            _class(flow.income_class, style),
            messages.role(flow.role, style.reader),
            flow.stream or language.UNDEFINED,
            messages.reasons(flow.reasons, style.reader),
        ]
        for flow in answer.flows
    ]
    return lines + _with_rules(rows, {1}, style)


def _story(flow: Flow) -> str:
    return " ".join(filter(None, [flow.payee, flow.narration]))


def _meta(flow: Flow) -> Mapping[str, Any]:
    """Return the metadata with the place of a flow; a posting made by a plugin has none."""
    meta = flow.posting.meta
    return meta if meta is not None and "lineno" in meta else flow.entry.meta


def _amount(flow: Flow, currency: str, style: Style) -> str:
    """Return the amount of a flow, with its weight where that is in another currency."""
    weight = f"{language.quantity(flow.weight.number, style.locale)} {flow.weight.currency}"
    if flow.amount is None:
        return weight
    amount = f"{language.money(flow.amount, style.locale)} {currency}"
    return amount if flow.weight.currency == currency else f"{amount} ({weight})"


def _sum(group: ExplainedGroup, currency: str, style: Style) -> str:
    unconverted = group.unconverted
    sums = [
        f"{language.quantity(number, style.locale)} {other}"
        for other, number in sorted(unconverted.items())
    ]
    if any(flow.amount is not None for flow in group.flows):
        sums.insert(0, f"{language.money(group.amount, style.locale)} {currency}")
    return " + ".join(sums)
