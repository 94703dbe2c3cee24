"""The subject of an explanation: all accounts, some of them, or a line of a file."""

from __future__ import annotations

import datetime
import difflib
import os
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount.books.facts import Facts
from fsq_beancount.books.flows import Flow

_PLACE: Final = re.compile(r"(?P<file>.+):(?P<line>[0-9]+)")


class UnknownError(Exception):
    """The ledger has no account or place of the given name."""


class Answer(NamedTuple):
    """The flows to explain.

    Attributes:
        flows: The flows.
        entry: The transaction of the flows, where the subject is a single transaction.
        overview: Whether the subject is all accounts, so that postings are not listed singly.
        as_of: The last day that counts.
        planned: The number of flows after that day, which are left out.
        missed: The line that was given, where the transaction is at another.
    """

    flows: Sequence[Flow]
    entry: data.Transaction | None = None
    overview: bool = False
    as_of: datetime.date = datetime.date.max
    planned: int = 0
    missed: int | None = None


def find(facts: Facts, subject: str | None, as_of: datetime.date | None = None) -> Answer:
    """Find the flows of a subject.

    Args:
        facts: The facts of the ledger.
        subject: An account, a parent of accounts or ``FILE:LINE``; ``None`` for all accounts.
        as_of: The last day that counts; that of the report unless given.

    Raises:
        UnknownError: When there is no such account or place.
    """
    last = as_of or facts.as_of_date()
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
    """Return an answer without the flows after the as-of date, as in the report."""
    counted = [flow for flow in flows if flow.date <= as_of]
    planned = len(flows) - len(counted)
    return Answer(counted, overview=overview, as_of=as_of, planned=planned)


def _unknown_account(facts: Facts, subject: str) -> str:
    known = {name for flow in facts.flows for name in account_module.parents(flow.account)}
    used = any(name in facts.config.opened for name in (subject, subject.strip(":")))
    what = (
        f"{subject} has no income or expense postings"
        if used
        else f"no account and no FILE:LINE is called {subject}"
    )
    # Allow for common mistakes: another letter case, and the last component alone.
    spellings: dict[str, str] = {}
    for name in sorted(known):
        spellings.setdefault(name.lower(), name)
        spellings.setdefault(name.rpartition(":")[2].lower(), name)
    near = difflib.get_close_matches(subject.lower(), spellings, n=3, cutoff=0.75)
    return _with_hint(what, list(dict.fromkeys(spellings[name] for name in near)))


def _with_hint(what: str, near: Sequence[str]) -> str:
    return f"{what}; did you mean {' or '.join(near)}?" if near else what


def _at(facts: Facts, file: str, line: int, as_of: datetime.date) -> Answer:
    """Find the subject at a line: the account that is opened there, or the transaction.

    Where neither is there, it is the nearest transaction.
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
    """Return the distance of a line from a directive, in lines; 0 for a line of it."""
    postings = entry.postings if isinstance(entry, data.Transaction) else []
    metas = [entry.meta, *(posting.meta for posting in postings)]
    first: int = entry.meta["lineno"]
    last = max(_last_line(meta) for meta in metas)
    return max(first - line, line - last, 0)


def _last_line(meta: Mapping[str, Any] | None) -> int:
    """Return the last line of a directive or posting, with a line for each key of metadata."""
    if meta is None or "lineno" not in meta:
        return 0
    line: int = meta["lineno"]
    return line + sum(not key.startswith("__") for key in meta) - len(("filename", "lineno"))


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")
