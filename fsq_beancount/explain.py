"""Why each posting is what it is: the rule that gave it its class, its role and its stream."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount import export, language, terminal, wording
from fsq_beancount.facts import Facts, Flow
from fsq_beancount.text import Style

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
    """

    flows: Sequence[Flow]
    entry: data.Transaction | None = None
    overview: bool = False


def find(facts: Facts, subject: str | None) -> Answer:
    """Find what a person asks about.

    Args:
        facts: The facts of the ledger.
        subject: An account, a parent of accounts or ``FILE:LINE``; ``None`` for all accounts.

    Raises:
        UnknownError: When there is no such account and no such place.
    """
    if subject is None:
        return Answer(facts.flows, overview=True)
    is_below = account_module.parent_matcher(subject)
    flows = [flow for flow in facts.flows if is_below(flow.account)]
    if flows:
        return Answer(flows)
    if place := _PLACE.fullmatch(subject):
        return _at(facts, place["file"], int(place["line"]))
    raise UnknownError(_unknown_account(facts, subject))


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


def _at(facts: Facts, file: str, line: int) -> Answer:
    """Find the transaction at a line, or the nearest one before it, else after it."""
    by_file: dict[str, list[data.Transaction]] = {}
    for entry in facts.entries:
        if isinstance(entry, data.Transaction):
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
    entries = sorted(by_file[matching[0]], key=lambda entry: entry.meta["lineno"])
    at = max((e for e in entries if e.meta["lineno"] <= line), default=entries[0], key=_line)
    return Answer([flow for flow in facts.flows if flow.entry is at], entry=at)


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")


def _line(entry: data.Transaction) -> int:
    line: int = entry.meta["lineno"]
    return line


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
    return export.table(_OVERVIEW if answer.overview else export.FLOW, _rows(facts, answer))


def _rows(facts: Facts, answer: Answer) -> Iterator[export.Row]:
    if not answer.overview:
        for flow in answer.flows:
            yield export.flow(flow, facts.currency)
        return
    for group in groups(answer.flows):
        yield {
            "account": group.account,
            "class": group.income_class,
            "role": group.role,
            "stream": group.stream,
            "postings": group.postings,
            "amount": export.money(group.amount),
            "currency": facts.currency,
            "unconverted": export.amounts(group.unconverted),
            "rule": group.rule,
        }


def render(facts: Facts, answer: Answer, style: Style) -> str:
    """Return an answer as text."""
    if answer.entry is not None:
        lines = _transaction_lines(facts, answer, answer.entry, style)
    elif answer.overview:
        lines = _overview_lines(facts, answer, style)
    else:
        lines = [line for group in groups(answer.flows) for line in _group(facts, group, style)][1:]
    return terminal.page(lines, ascii_only=style.ascii_only)


def _overview_lines(facts: Facts, answer: Answer, style: Style) -> list[str]:
    _ = language.translation(style.locale).gettext
    header = [_("account"), _("class"), _("role"), _("stream"), _("postings"), _("sum"), _("rule")]
    rows = [
        [
            group.account,
            group.income_class or language.UNDEFINED,
            group.role,
            group.stream or language.UNDEFINED,
            str(group.postings),
            _sum(group, facts.currency, style),
            wording.rule(group.rule, style.locale),
        ]
        for group in groups(answer.flows)
    ]
    return terminal.table([header, *rows], right={4, 5})


def _group(facts: Facts, group: Group, style: Style) -> Iterator[str]:
    """Yield what a rule has decided, and the postings it has decided about."""
    texts = language.translation(style.locale)
    postings = texts.ngettext("{count} posting", "{count} postings", group.postings)
    yield ""
    yield ", ".join(
        filter(
            None,
            [
                f"{group.account}: {' '.join(filter(None, [group.income_class, group.role]))}",
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
    if not answer.flows:
        return [*lines, "  " + _("no income and no expense")]
    rows = [
        [
            f"  {flow.account}",
            _amount(flow, facts.currency, style),
            flow.income_class or language.UNDEFINED,
            flow.role,
            flow.stream or language.UNDEFINED,
            wording.rule(flow.rule, style.locale),
        ]
        for flow in answer.flows
    ]
    return lines + terminal.table(rows, right={1})


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
