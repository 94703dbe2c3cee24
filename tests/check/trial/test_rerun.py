"""Trials: lines added in memory against the same lines written to the file."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from beancount import loader

from fsq_beancount import analyse
from fsq_beancount.books.facts import collect
from fsq_beancount.check.trial import figures, rerun
from fsq_beancount.check.trial.figures import Figures
from fsq_beancount.check.trial.rerun import Trials
from fsq_beancount.report.build import build
from fsq_beancount.settings.directives import option
from fsq_beancount.settings.directives.option import Setting

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_beancount.books.facts import Facts
    from fsq_beancount.report.report import Report

D = Decimal

# Twelve months: rent of 1,000, costs of the flat 400, food 1,000.
LEDGER = textwrap.dedent("""
    option "operating_currency" "EUR"
    option "name_income" "Einkünfte"
    option "name_expenses" "Ausgaben"
    plugin "fsq_beancount"
    2023-01-01 open Assets:Bank
    2023-01-01 open Einkünfte:Miete
    2023-01-01 open Ausgaben:Elm:Reparatur
    2023-01-01 open Ausgaben:Essen
    """) + "".join(
    f"""
2024-{month:02}-28 * "Monat"
  Einkünfte:Miete           -1000 EUR
  Ausgaben:Elm:Reparatur      400 EUR
  Ausgaben:Essen             1000 EUR
  Assets:Bank
"""
    for month in range(1, 13)
)

CHARGED = '2024-01-28 custom "fsq-rule" "Ausgaben:Elm" "cost" "passive"'
TAX = (
    '2024-12-28 * "Steuer"',
    "  Ausgaben:Essen   1200 EUR",
    '    fsq-role: "tax"',
    '    fsq-class: "passive"',
    "  Assets:Bank",
)


def written(path: Path) -> Figures | None:
    entries, _, options = loader.load_file(str(path))
    return figures.of(analyse(entries, options))


@pytest.mark.parametrize("lines", [(CHARGED,), TAX, (CHARGED, *TAX)])
def test_lines_in_memory_do_what_they_do_in_the_file(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER, encoding="utf-8")
    entries, _, options = loader.load_file(str(path))
    facts = collect(entries, options)
    outcome = Trials(facts, build(facts)).run(lines)
    assert outcome.errors == ()
    path.write_text(LEDGER + "\n".join(lines) + "\n", encoding="utf-8")
    assert outcome.figures == written(path)


def test_the_quota_after_a_fix(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER, encoding="utf-8")
    entries, _, options = loader.load_file(str(path))
    facts = collect(entries, options)
    trials = Trials(facts, build(facts))
    # 12,000 of rent on 16,800 of living costs; with the flat's 4,800 charged 7,200 on 12,000.
    assert trials.before is not None
    assert round(trials.before.narrow or D(0), 6) == D("0.714286")
    after = trials.run([CHARGED]).figures
    assert after is not None
    assert after.narrow == D("0.6")


def test_a_line_that_is_wrong_says_so(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER, encoding="utf-8")
    entries, _, options = loader.load_file(str(path))
    facts = collect(entries, options)
    trials = Trials(facts, build(facts))
    assert trials.run(['2024-01-28 custom "fsq-rule" "Ausgaben:Elm"']).errors
    assert trials.run(["2024-01-28 nonsense"]).errors


def trials_of(text: str, *settings: Setting) -> Trials:
    entries, _, options = loader.load_string(text)
    facts = collect(entries, options)
    facts = replace(facts, config=facts.config.with_options(settings))
    return Trials(facts, build(facts))


@pytest.mark.parametrize(
    "mistake",
    [
        '2024-01-28 custom "fsq-rule" "Ausgaben:Elm"',  # decided in part
        '2024-01-28 custom "fsq-option" "inflation" "viel"',  # by the whole analysis
    ],
)
def test_a_mistake_that_the_ledger_has_already_is_one_again(mistake: str) -> None:
    assert trials_of(f"{LEDGER}{mistake}\n").run([mistake]).errors
    assert trials_of(f"{LEDGER}{mistake}\n").run([CHARGED]).errors == ()


def test_a_line_that_makes_a_mistake_of_another_is_wrong() -> None:
    # The lock is right as it stands, and wrong beside "cash"; it is the older line that is named.
    lock = '2024-01-01 custom "fsq-meta" Assets:Bank "fsq-locked-until" 2030-01-01\n'
    cash = '2023-01-01 custom "fsq-meta" Assets:Bank "fsq-liquidity" "cash"'
    assert trials_of(LEDGER).run([cash]).errors == ()
    assert trials_of(LEDGER + lock).run([cash]).errors


def test_an_option_of_this_run_alone_holds_in_its_trials(monkeypatch: pytest.MonkeyPatch) -> None:
    setting = option.parse("inflation=0.07")
    assert isinstance(setting, Setting)
    trials = trials_of(LEDGER, setting)
    seen = []

    def noting(facts: Facts, **kwargs: Any) -> Report:
        seen.append(facts.config.option("inflation", facts.as_of_date()))
        return build(facts, **kwargs)

    monkeypatch.setattr(rerun, "build", noting)
    trials.run(TAX)
    assert seen == [D("0.07")]
