"""Every definition of a figure: named, explained and worked through in both languages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner

from fsq_beancount.cli import main as cli
from fsq_beancount.i18n import messages
from fsq_beancount.i18n.language import Reader
from fsq_beancount.measures.catalogue import FAMILIES, MEASURES
from fsq_beancount.measures.definition import Measure, Unit

ENGLISH, GERMAN = Reader.of("en"), Reader.of("de")

EVERY = [measure for family in FAMILIES for measure in family.measures]


@pytest.mark.parametrize("measure", EVERY, ids=lambda measure: measure.id)
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_example_says_what_the_formula_computes(
    measure: Measure[Any, Any], language: str
) -> None:
    example = measure.example
    assert example, f"{measure.id} has no worked example"
    value = measure.compute(example.given)
    if measure.by_class:
        assert example.income_class
        value = value[example.income_class]
    shown = messages.figure(value, measure.unit, Reader.of(language)).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert shown in example.words(language).replace("\N{NO-BREAK SPACE}", " ")


def test_every_definition_has_names_and_words_of_its_own() -> None:
    assert len(MEASURES) == len(EVERY), "two figures have one id"
    for language in ("en", "de"):
        names = [measure.name(language) for measure in EVERY]
        assert len(set(names)) == len(names)
        for measure in EVERY:
            # A sentence is made of it: no capital unless a noun begins it, no full stop.
            assert measure.words(language)
            assert not measure.words(language).endswith(".")
    for measure in EVERY:
        assert measure.words("en") != measure.words("de")


def test_a_variant_names_a_figure_of_its_own_family() -> None:
    for family in FAMILIES:
        ids = {measure.id for measure in family.measures}
        for measure in family.measures:
            assert not measure.base or measure.base in ids


def test_a_variant_repeats_its_base_where_nothing_differs() -> None:
    class Figures:
        savings = Decimal(1)
        savings_regular = Decimal(1)

    class Others(Figures):
        savings_regular = Decimal(0)

    assert MEASURES["savings_regular"].repeats([Figures(), Figures()])
    assert not MEASURES["savings_regular"].repeats([Figures(), Others()])
    assert not MEASURES["savings"].repeats([Figures()])


def test_families_have_anchors_of_their_own() -> None:
    anchors = [family.id for family in FAMILIES] + list(MEASURES)
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize(
    ("value", "unit", "english", "german"),
    [
        (Decimal("0.123"), Unit.RATIO, "12.3%", "12,3 %"),
        (Decimal("1234.5"), Unit.MONEY, "1,234.50", "1.234,50"),
        (Decimal("-0.031"), Unit.POINTS, "−3.1 percentage points", "−3,1 Prozentpunkte"),
        (Decimal("7.25"), Unit.MONTHS, "7.2", "7,2"),
        (None, Unit.NUMBER, "–", "–"),
        (None, Unit.POINTS, "–", "–"),
        (None, Unit.DATE, "–", "–"),
    ],
)
def test_a_figure_is_shown_in_the_way_of_its_unit(
    value: Decimal | None, unit: Unit, english: str, german: str
) -> None:
    assert messages.figure(value, unit, ENGLISH) == english
    assert messages.figure(value, unit, GERMAN).replace("\N{NO-BREAK SPACE}", " ") == german


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli.cli, ["glossary", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_glossary_of_the_shell_has_every_figure() -> None:
    for language in ("en", "de"):
        said = run("--lang", language)
        for measure in EVERY:
            assert f"{measure.name(language)} ({measure.id})" in said


def test_the_glossary_explains_one_figure() -> None:
    assert run("fsq_narrow", "--lang", "en") == (
        "FSQ narrow (fsq_narrow)\n"
        "  net passive income divided by living costs.\n"
        "  For example: 2,000 of net passive income, divided by 20,000 of living costs:\n"
        "  10.0%.\n"
    )


def test_a_figure_that_is_unknown_names_those_like_it() -> None:
    result = CliRunner().invoke(cli.cli, ["glossary", "fsq_narow"])
    assert result.exit_code == 2
    assert "no figure is called fsq_narow; try fsq_narrow" in result.output
