"""Why each posting is what it is: the rule that gave it its class, its role and its stream."""

from __future__ import annotations

import datetime
import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount import export
from fsq_beancount.books.facts import Facts, as_of_date
from fsq_beancount.books.flows import Flow
from fsq_beancount.core import plain
from fsq_beancount.export import flows, values
from fsq_beancount.i18n import locale as language
from fsq_beancount.i18n import messages as wording
from fsq_beancount.text import terminal
from fsq_beancount.text.style import Style, wrapped

_PLACE: Final = re.compile(r"(?P<file>.+):(?P<line>[0-9]+)")


class UnknownError(Exception):
    """Nothing in the ledger has the name that was asked for."""


class Group(NamedTuple):
    """Flows that one rule has decided alike."""

    account: str
    income_class: str | None
    role: str
    stream: str | None
    rule: str
    flows: list[Flow]

    @property
    def postings(self) -> int:
        """How many postings they are; the parts of a split one are one."""
        return len({(id(flow.entry), id(flow.posting)) for flow in self.flows})

    @property
    def amount(self) -> Decimal:
        """What they add up to, in the report currency."""
        return sum((flow.amount for flow in self.flows if flow.amount is not None), Decimal())

    @property
    def unconverted(self) -> dict[str, Decimal]:
        """What could not be converted, by currency."""
        sums: dict[str, Decimal] = {}
        for flow in self.flows:
            if flow.amount is None:
                number, currency = flow.weight
                sums[currency] = sums.get(currency, Decimal()) + number
        return sums


def groups(flows: Iterable[Flow]) -> list[Group]:
    """Group flows by account and decision, in order of accounts."""
    found: dict[tuple[str | None, ...], Group] = {}
    for flow in flows:
        income_class, role, stream, rule, _ = flow.verdict
        key = (flow.account, income_class, role, stream, rule)
        if key not in found:
            found[key] = Group(flow.account, income_class, role, stream, rule, [])
        found[key].flows.append(flow)
    return sorted(found.values(), key=lambda group: [part or "" for part in group[:-1]])


class Answer(NamedTuple):
    """What was asked for.

    Attributes:
        flows: The flows it is about.
        entry: The transaction it is about, where it is about one.
        overview: Whether all accounts are asked for, so that single postings are too many.
        as_of: The last day that counts.
        planned: How many flows after it are left out.
        missed: The line that was asked for, where the transaction stands at another.
    """

    flows: Sequence[Flow]
    entry: data.Transaction | None = None
    overview: bool = False
    as_of: datetime.date = datetime.date.max
    planned: int = 0
    missed: int | None = None


def find(facts: Facts, subject: str | None, as_of: datetime.date | None = None) -> Answer:
    """Find what a person asks about.

    Args:
        facts: The facts of the ledger.
        subject: An account, a parent of accounts or ``FILE:LINE``; ``None`` for all accounts.
        as_of: The last day that counts; the report's unless given.

    Raises:
        UnknownError: When there is no such account and no such place.
    """
    last = as_of or as_of_date(facts.entries)
    if subject is None:
        return _until(last, facts.flows, overview=True)
    if flows := _below(facts, subject):
        return _until(last, flows)
    if place := _PLACE.fullmatch(subject):
        return _at(facts, place["file"], int(place["line"]), last)
    raise UnknownError(_unknown_account(facts, subject))


def _below(facts: Facts, account: str) -> list[Flow]:
    is_below = account_module.parent_matcher(account)
    return [flow for flow in facts.flows if is_below(flow.account)]


def _until(as_of: datetime.date, flows: Sequence[Flow], *, overview: bool = False) -> Answer:
    """Return an answer without what is only planned, as in the report."""
    counted = [flow for flow in flows if flow.date <= as_of]
    planned = len(flows) - len(counted)
    return Answer(counted, overview=overview, as_of=as_of, planned=planned)


def _unknown_account(facts: Facts, subject: str) -> str:
    known = {name for flow in facts.flows for name in account_module.parents(flow.account)}
    used = any(name in facts.config.opens for name in (subject, subject.strip(":")))
    what = (
        f"{subject} has no income or expense postings"
        if used
        else f"no account and no FILE:LINE is called {subject}"
    )
    # As a person mistypes it: any case, and often the last part alone.
    spellings: dict[str, str] = {}
    for name in sorted(known):
        spellings.setdefault(name.lower(), name)
        spellings.setdefault(name.rpartition(":")[2].lower(), name)
    near = difflib.get_close_matches(subject.lower(), spellings, n=3, cutoff=0.75)
    return _with_hint(what, list(dict.fromkeys(spellings[name] for name in near)))


def _with_hint(what: str, near: Sequence[str]) -> str:
    return f"{what}; did you mean {' or '.join(near)}?" if near else what


def _at(facts: Facts, file: str, line: int, as_of: datetime.date) -> Answer:
    """Find what stands at a line: an account where it is opened, or a transaction.

    Where neither stands there, it is the nearest transaction.
    """
    by_file: dict[str, list[data.Directive]] = {}
    for entry in facts.entries:
        if isinstance(entry, data.Transaction | data.Open):
            by_file.setdefault(entry.meta["filename"], []).append(entry)
    matching = [name for name in by_file if name == os.path.abspath(file)] or [
        name for name in by_file if f"/{_posix(name)}".endswith(f"/{_posix(file).lstrip('/')}")
    ]
    if not matching:
        names = {os.path.basename(name) for name in by_file}
        near = difflib.get_close_matches(os.path.basename(file), names, n=3, cutoff=0.7)
        raise UnknownError(_with_hint(f"no transaction stands in a file {file}", near))
    if len(matching) > 1:
        raise UnknownError(f"{file} is any of {', '.join(sorted(matching))}: name one of them")
    here = by_file[matching[0]]
    for entry in here:
        if isinstance(entry, data.Open) and not _distance(entry, line):
            if flows := _below(facts, entry.account):
                return _until(as_of, flows)
            raise UnknownError(_unknown_account(facts, entry.account))
    entries = [entry for entry in here if isinstance(entry, data.Transaction)]
    if not entries:
        raise UnknownError(f"no transaction stands in a file {file}")
    at = min(entries, key=lambda entry: _distance(entry, line))
    flows = [flow for flow in facts.flows if flow.entry is at]
    return Answer(flows, entry=at, as_of=as_of, missed=line if _distance(at, line) else None)


def _distance(entry: data.Transaction | data.Open, line: int) -> int:
    """Return how many lines lie between a directive and a line."""
    postings = entry.postings if isinstance(entry, data.Transaction) else []
    metas = [entry.meta, *(posting.meta for posting in postings)]
    first: int = entry.meta["lineno"]
    last = max(_last_line(meta) for meta in metas)
    return max(first - line, line - last, 0)


def _last_line(meta: Mapping[str, Any] | None) -> int:
    """Return the last line of a directive or posting with its metadata, one on a line."""
    if meta is None or "lineno" not in meta:
        return 0
    line: int = meta["lineno"]
    return line + sum(not key.startswith("__") for key in meta) - len(("filename", "lineno"))


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")


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


def as_json(facts: Facts, answer: Answer) -> str:
    """Return an answer as JSON text: a list of accounts' decisions, or of postings."""
    return export.dumps(list(_rows(facts, answer)))


def as_csv(facts: Facts, answer: Answer) -> str:
    """Return an answer as CSV: a line for each account's decision, or for each posting."""
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
            "rule": group.rule,
        }


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
            wording.role(group.role, style.locale),
            group.stream or language.UNDEFINED,
            str(group.postings),
            _sum(group, facts.currency, style),
            wording.rule(group.rule, style.locale),
        ]
        for group in groups(answer.flows)
    ]
    return _with_rules([header, *rows], {4, 5}, style)


def _class(income_class: str | None, style: Style) -> str:
    return wording.income_class(income_class, style.locale) if income_class else language.UNDEFINED


def _with_rules(rows: Sequence[Sequence[str]], right: set[int], style: Style) -> list[str]:
    """Return a table of which the last column is a rule.

    Where the terminal is not wide enough the rule stands below each line, and then the first
    column above it.
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


def _group(facts: Facts, group: Group, style: Style) -> Iterator[str]:
    """Yield what a rule has decided, and the postings it has decided about."""
    texts = language.translation(style.locale)
    postings = texts.ngettext("{count} posting", "{count} postings", group.postings)
    yield ""
    yield ", ".join(
        filter(
            None,
            [
                f"{group.account}: {wording.kind(group.income_class, group.role, style.locale)}",
                group.stream and f'"{group.stream}"',
                postings.format(count=group.postings),
                _sum(group, facts.currency, style),
            ],
        )
    )
    yield f"  {wording.rule(group.rule, style.locale)}"
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
            wording.role(flow.role, style.locale),
            flow.stream or language.UNDEFINED,
            wording.rule(flow.rule, style.locale),
        ]
        for flow in answer.flows
    ]
    return lines + _with_rules(rows, {1}, style)


def _story(flow: Flow) -> str:
    return " ".join(filter(None, [flow.payee, flow.narration]))


def _meta(flow: Flow) -> Mapping[str, Any]:
    """Return the metadata that says where a flow stands; what a plugin made has no place."""
    meta = flow.posting.meta
    return meta if meta is not None and "lineno" in meta else flow.entry.meta


def _amount(flow: Flow, currency: str, style: Style) -> str:
    """Return what a flow is worth; with its own currency where that is another."""
    weight = f"{language.quantity(flow.weight.number, style.locale)} {flow.weight.currency}"
    if flow.amount is None:
        return weight
    amount = f"{language.money(flow.amount, style.locale)} {currency}"
    return amount if flow.weight.currency == currency else f"{amount} ({weight})"


def _sum(group: Group, currency: str, style: Style) -> str:
    unconverted = group.unconverted
    sums = [
        f"{language.quantity(number, style.locale)} {other}"
        for other, number in sorted(unconverted.items())
    ]
    if any(flow.amount is not None for flow in group.flows):
        sums.insert(0, f"{language.money(group.amount, style.locale)} {currency}")
    return " + ".join(sums)
