"""Findings are data: numbers, dates, names and lines of the ledger, and no words of ours."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

import pytest
from beancount.parser import parser
from every_finding import FLOWS, LEDGERS, WEALTH, findings_in

from fsq_beancount.core.errors import FsqError
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.findings import fixes, sentence
from fsq_beancount.report.findings import (
    Finding,
    Kind,
    balances,
    days,
    earning,
    flows,
    loans,
    names,
    plans,
    settings,
    wealth,
)
from fsq_beancount.report.findings.fix import Blank
from fsq_beancount.report.findings.settings import Configuration
from fsq_beancount.settings.directives.option import OPTIONS

FILLED_IN = {Blank.RATE: "1.5", Blank.PRICE: "30", Blank.AMOUNT: "2", Blank.INTEREST_RATE: "0.03"}

NO_TEXT = (int, Decimal, datetime.date, type(None))

FOUND = [(text, finding) for text in LEDGERS for finding in findings_in(text)]


CLASSES = {
    each
    for module in (balances, days, earning, flows, loans, names, plans, settings, wealth)
    for each in vars(module).values()
    # Those with a kind of their own; the others are what several have in common.
    if isinstance(each, type) and issubclass(each, Finding) and "kind" in vars(each)
}


def leaves(value: object) -> Iterator[object]:
    """Yield what a field of a finding holds in the end."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from leaves(each)
    else:
        yield value


def test_the_ledgers_have_a_finding_of_each_class_and_each_class_a_kind() -> None:
    assert {type(finding) for _, finding in FOUND} == CLASSES
    assert sorted(each.kind for each in CLASSES) == sorted(Kind)


@pytest.mark.parametrize(("text", "finding"), FOUND)
def test_no_field_of_a_finding_holds_a_sentence(text: str, finding: Finding) -> None:
    for field in fields(finding):
        value = getattr(finding, field.name)
        if isinstance(value, FsqError):
            # Beancount's own error, which Beancount itself shows as it is.
            assert isinstance(finding, Configuration)
        elif field.name not in ("fixes", "instead"):
            for leaf in leaves(value):
                assert isinstance(leaf, NO_TEXT) or is_named(leaf, text), field.name


def is_named(leaf: object, text: str) -> bool:
    """Whether it is a name: written in the ledger, of an option, or of the ledger's file."""
    return isinstance(leaf, str) and (
        leaf in text or leaf in OPTIONS or leaf in ("EUR", "<string>")
    )


@pytest.mark.parametrize(("text", "finding"), FOUND)
def test_a_fix_is_lines_of_beancount_once_its_blanks_are_filled_in(
    text: str, finding: Finding
) -> None:
    for fix in finding.fixes:
        lines = fix.written(FILLED_IN.__getitem__)
        entries, errors, options = parser.parse_string(f"{lines}\n")
        assert errors == []
        assert entries or options["operating_currency"] or options["plugin"]
        # Whatever a person fills in is a blank, none is text.
        assert not any("<" in part for part in leaves(fix.lines) if isinstance(part, str))


WORDS_OF_OURS = [
    "{subject}",
    "{0} {",
    "{detail}",
    "<rate>",
    "<interest rate> EUR",
    "fsq-role: excluded",
    "To mend it, write:",
    "prices",
    "the report currency",
]
"""What a user may write, too."""


@pytest.mark.parametrize("words", WORDS_OF_OURS)
@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize(
    ("text", "name"), [(FLOWS, "Nirgends"), (WEALTH, "Unbekannt"), (WEALTH, "Zusatz")]
)
def test_words_of_ours_in_a_users_text_change_nothing(
    text: str, name: str, words: str, locale: str
) -> None:
    reader = Reader.of(locale)
    # In brackets, so that it is a pattern, too.
    own = f"{name}[{words}]"
    before, after = (findings_in(each) for each in (text, text.replace(name, own)))
    assert any(own in sentence(finding, reader) for finding in after)
    for plain, worded in zip(before, after, strict=True):
        assert sentence(worded, reader) == sentence(plain, reader).replace(name, own)
        assert fixes(worded, reader) == fixes(plain, reader)
