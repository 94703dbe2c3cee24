"""Findings in words, and that the German catalogue has every text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from every_finding import every_finding

import fsq_beancount
from fsq_beancount.classification.reason import Aspect, Circumstance, Reason, Source, reasons
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.weights import Weight
from fsq_beancount.i18n import messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages.findings import SENTENCES, fixes, sentence, with_fix
from fsq_beancount.report.findings import Finding, Place
from fsq_beancount.report.findings.fix import Blank, Fix, directive
from fsq_beancount.report.findings.flows import (
    AboutPostings,
    RuleUnused,
    Unclassified,
    Unconverted,
    Unpriced,
)
from fsq_beancount.report.findings.settings import Configuration
from fsq_beancount.report.findings.wealth import NotDepreciated

ENGLISH, GERMAN = Reader.of("en"), Reader.of("de")

PACKAGE = Path(fsq_beancount.__file__).parent
EXAMPLE = Unclassified(
    account="Income:Kram",
    amount=Weight(Decimal("1234.50"), "EUR"),
    postings=3,
    place=Place("main.beancount", 7),
    fixes=(
        directive('2024-01-01 custom "fsq-rule" "Income:Kram" "active"'),
        directive('2024-01-01 custom "fsq-rule" "Income:Kram" "passive"'),
    ),
)

PRICE = Fix((("2024-01-01 price GBP ", Blank.RATE, " EUR"),))


def test_a_finding_says_where_what_and_how_to_mend_it() -> None:
    assert sentence(EXAMPLE, ENGLISH) == (
        "main.beancount:7: Income:Kram: 1,234.50 EUR in 3 postings is unclassified and counts "
        "like active income."
    )
    assert fixes(EXAMPLE, ENGLISH) == [
        ("To mend it, write:", '2024-01-01 custom "fsq-rule" "Income:Kram" "active"'),
        ("or:", '2024-01-01 custom "fsq-rule" "Income:Kram" "passive"'),
    ]
    assert with_fix(EXAMPLE, ENGLISH).endswith(
        'To mend it, write: 2024-01-01 custom "fsq-rule" "Income:Kram" "active" '
        'or: 2024-01-01 custom "fsq-rule" "Income:Kram" "passive"'
    )


def test_a_finding_in_german() -> None:
    assert sentence(EXAMPLE, GERMAN) == (
        "main.beancount:7: Income:Kram: 1.234,50 EUR in 3 Buchungen nicht eingeordnet, gezählt "
        "wie aktive Einnahmen."
    )


def test_one_posting() -> None:
    assert "in 1 posting is" in sentence(replace(EXAMPLE, postings=1), ENGLISH)


EVERY = {type(found): found for found in every_finding()}
"""A finding of each class, as a check of a ledger makes it."""


def test_every_class_of_findings_has_a_sentence() -> None:
    assert set(SENTENCES) == set(EVERY)


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_sentence_is_filled_in(kind: type[Finding], locale: str, count: int) -> None:
    found = EVERY[kind]
    if isinstance(found, AboutPostings | Unpriced | NotDepreciated):
        found = replace(found, postings=count)
    assert "{" not in sentence(found, Reader.of(locale))


@pytest.mark.parametrize("kind", EVERY)
def test_every_sentence_is_translated(kind: type[Finding]) -> None:
    assert sentence(EVERY[kind], GERMAN) != sentence(EVERY[kind], ENGLISH)


@pytest.mark.parametrize("kind", EVERY)
def test_amounts_are_hidden_where_they_are_not_to_be_seen(kind: type[Finding]) -> None:
    hidden: list[str] = []

    def hide(amount: str) -> str:
        hidden.append(amount)
        return "***"

    said = sentence(EVERY[kind], ENGLISH, hide)
    assert said.count("***") == len(hidden)
    for amount in hidden:
        assert f" {amount} " not in said


def test_braces_of_the_ledger_are_only_text() -> None:
    assert sentence(RuleUnused(pattern="Income:.{3}:{count}"), ENGLISH) == (
        'The rule "Income:.{3}:{count}" matches no posting that it is in force for.'
    )


CHARGED = reasons(
    Reason(Source(Circumstance.NAME, "gebuehren", component="Gebühren"), Aspect.ROLE),
    Reason(Source(Circumstance.CHARGED)),
    Reason(Source(Circumstance.OPEN, "Income:A", place="main.beancount:3"), Aspect.STREAM),
)


def test_reasons_in_both_languages() -> None:
    assert messages.reasons(CHARGED, ENGLISH) == (
        'role by name "gebuehren" in Gebühren; charged to the income of its transaction; '
        "stream by open Income:A (main.beancount:3)"
    )
    assert messages.reasons(CHARGED, GERMAN) == (
        'Rolle: Name "gebuehren" in Gebühren; den Einnahmen derselben Buchung zugerechnet; '
        "Einnahmequelle: open Income:A (main.beancount:3)"
    )


@pytest.mark.parametrize(
    "written",
    ['A; stream by name "x" in Y', "role by x", "charged to the income of its transaction"],
)
def test_what_the_user_wrote_is_never_translated(written: str) -> None:
    rule = reasons(Reason(Source(Circumstance.RULE, written, place="main.beancount:4")))
    for locale in ("en", "de"):
        assert messages.reasons(rule, Reader.of(locale)) == (
            f'custom "fsq-rule" "{written}" (main.beancount:4)'
        )


@pytest.mark.parametrize("circumstance", Circumstance)
def test_every_circumstance_has_words_in_both_languages(circumstance: Circumstance) -> None:
    of = reasons(Reason(Source(circumstance, "S", "C", "main.beancount:1"), Aspect.ROLE))
    english, german = messages.reasons(of, ENGLISH), messages.reasons(of, GERMAN)
    assert english.startswith("role by ")
    assert german.startswith("Rolle: ")
    quoted = {
        Circumstance.OPEN,
        Circumstance.META,
        Circumstance.RULE,
        Circumstance.TAG,
        Circumstance.COMMODITY,
    }
    # The words of the ledger itself are the same in both.
    same = english.removeprefix("role by ") == german.removeprefix("Rolle: ")
    assert same == (circumstance in quoted)


def german() -> Catalog:
    with (PACKAGE / "i18n/translations/de/LC_MESSAGES/fsq.po").open("rb") as source:
        return read_po(source, locale="de")


def in_the_code() -> set[str | tuple[str, ...]]:
    """Return what the code and the templates of the page look up in the catalogue."""
    methods = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
    found = extract_from_dir(PACKAGE, method_map=methods)
    return {message for _, _, message, _, _ in found}


def test_the_german_catalogue_has_every_text() -> None:
    have = {message.id for message in german() if all(texts(message.string))}
    assert in_the_code() <= have


def texts(of: str | Iterable[str] | None) -> list[str]:
    """Return the forms of a text: one, or those of its numbers."""
    return [of] if isinstance(of, str) else list(of or [""])


def test_the_german_texts_have_the_same_places_to_fill() -> None:
    for message in german():
        for text in texts(message.string) if message.id else ():
            assert places(text) == places(texts(message.id)[-1]), text


def places(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}", text))


@pytest.mark.parametrize("blank", Blank)
def test_what_is_to_be_filled_in_is_named_in_the_readers_language(blank: Blank) -> None:
    found = replace(EXAMPLE, fixes=(directive("2024-01-01 price GBP ", blank, " EUR"),))
    (english,), (german,) = fixes(found, ENGLISH), fixes(found, GERMAN)
    assert english.lines == f"2024-01-01 price GBP <{blank.value}> EUR"
    assert re.fullmatch(r"2024-01-01 price GBP <\w+> EUR", german.lines)
    assert german.lines != english.lines


def test_a_missing_price_names_the_currency_and_the_day() -> None:
    found = Unconverted(amount=Weight(Decimal(100), "GBP"), postings=1, into="EUR", fixes=(PRICE,))
    assert fixes(found, GERMAN)[0].lines == "2024-01-01 price GBP <Kurs> EUR"
    assert sentence(found, ENGLISH) == (
        "100.00 GBP in 1 posting has no price in EUR on the day it is booked, so it is in no "
        "figure."
    )
    assert sentence(found, GERMAN) == (
        "100,00 GBP in 1 Buchung haben am Buchungstag keinen Kurs in EUR und sind daher in keiner "
        "Zahl enthalten."
    )


def test_mistakes_are_introduced_in_german() -> None:
    found = Configuration(error=FsqError({}, "unknown class", None))
    assert sentence(found, ENGLISH) == "unknown class"
    assert sentence(found, GERMAN) == "Fehler in den Einstellungen für fsq: unknown class"


def test_class_and_role_in_words() -> None:
    assert messages.kind("passive", "tax", ENGLISH) == "passive tax"
    assert messages.kind("passive", "tax", GERMAN) == "passiv, Steuer"
    assert messages.kind(None, "living", GERMAN) == "Lebenshaltung"
