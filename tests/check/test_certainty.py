"""How sure the figures are: fixes that are run, and the band between the worst and the best."""

from __future__ import annotations

import json
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from click.testing import CliRunner

from fsq_beancount import analyse, export
from fsq_beancount.check.trial import figures
from fsq_beancount.cli import main as shell
from fsq_beancount.report.certainty import FIGURES, NARROW, Band

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_beancount.report.certainty import Certainty

D = Decimal

HEAD = """
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
"""


def months(text: str) -> str:
    """Return a transaction for each month of 2024, ``{}`` being the month."""
    return HEAD + "".join(textwrap.dedent(text).replace("{}", f"{n:02}") for n in range(1, 13))


# A year: 12,000 of rent, 4,800 of upkeep left living, 12,000 of food.
RENT = months("""
    2024-{}-28 * "Monat"
      Income:Wohnung:Miete      -1000 EUR
      Assets:Bank
    2024-{}-28 * "Monat"
      Expenses:Wohnung:Hausgeld   400 EUR
      Assets:Bank
    2024-{}-28 * "Monat"
      Expenses:Essen             1000 EUR
      Assets:Bank
    """)


def certainty(text: str) -> Certainty:
    entries, _, options = loader.load_string(text)
    return analyse(entries, options).certainty


def rounded(band: Band) -> tuple[str, str]:
    assert band.low is not None
    assert band.high is not None
    return f"{band.low:.6f}", f"{band.high:.6f}"


def test_a_cost_left_among_living_costs_makes_a_band() -> None:
    # 12,000 / 16,800 = 71.4 % as it is; with the upkeep charged 7,200 / 12,000 = 60 %.
    found = certainty(RENT)
    assert rounded(found.bands[NARROW]) == ("0.600000", "0.714286")
    assert not found.sure
    [question] = found.questions
    assert question.id == "cost-left-living:Income:Wohnung:Miete"
    charged, stays = question.effects
    assert charged.after[NARROW] == D("0.6")
    # That it is right as it is answers the question, too, and moves nothing.
    assert stays.after == stays.before


def test_the_line_that_charges_it_makes_the_quota_sure() -> None:
    rule = '2024-01-28 custom "fsq-rule" "Expenses:Wohnung:Hausgeld" "cost" "passive"\n'
    found = certainty(RENT + rule)
    assert found.questions == ()
    assert found.sure
    assert found.bands[NARROW] == Band(D("0.6"), D("0.6"))


def test_two_questions_together_go_further_than_each_alone() -> None:
    # 2,400 from a blog that nobody has named: passive it makes 14,400 / 16,800 = 85.7 %, and with
    # the upkeep charged 9,600 / 12,000 = 80 %.
    blog = months("""
        2024-{}-15 * "Monat"
          Income:Kram  -200 EUR
          Assets:Bank
        """).removeprefix(HEAD)
    found = certainty(RENT + blog)
    assert rounded(found.bands[NARROW]) == ("0.600000", "0.857143")
    # The one that moves the quota further comes first: 14.3 against 11.4 points.
    assert [each.id.split(":")[0] for each in found.questions] == [
        "unclassified-income",
        "cost-left-living",
    ]


def test_a_rent_that_the_household_pays_is_no_cost_of_letting() -> None:
    # Both accounts end in the word for rent, which names no property.
    found = certainty(
        months("""
        2024-{}-28 * "Mieter"
          Income:Wohnung:Rent  -600 EUR
          Assets:Bank
        2024-{}-28 * "Vermieter"
          Expenses:Rent        1200 EUR
          Assets:Bank
        """)
    )
    assert all(not question.finding.fixes for question in found.questions)


def test_a_fix_that_leaves_no_living_costs_is_not_offered() -> None:
    # All living costs are those of the flat: charged, nothing is left to divide by.
    found = certainty(
        months("""
        2024-{}-28 * "Mieter"
          Income:Wohnung:Miete      -1000 EUR
          Assets:Bank
        2024-{}-28 * "Verwaltung"
          Expenses:Wohnung:Hausgeld   400 EUR
          Assets:Bank
        """)
    )
    [question] = found.questions
    [effect] = question.effects
    assert effect.fix.text == ('2024-01-28 custom "fsq-rule" "Expenses:Wohnung:Hausgeld" "living"',)


def test_a_template_has_no_effect() -> None:
    found = certainty(
        months("""
        2024-{}-15 * "Monat"
          Income:Zinsen  -20 CHF
          Assets:Franken  20 CHF
        2024-{}-15 * "Monat"
          Expenses:Essen  100 EUR
          Assets:Bank
        """)
    )
    question = next(each for each in found.questions if each.finding.kind.value == "counter")
    assert question.effects == ()
    assert question.id == "counter:CHF"


def test_an_option_takes_effect_at_the_load_and_is_not_run() -> None:
    found = certainty(RENT.replace('option "operating_currency" "EUR"', ""))
    question = next(q for q in found.questions if q.finding.kind.value == "no-operating-currency")
    assert len(question.finding.fixes) == 1
    assert question.effects == ()


# From July on a rule says what the fix has to overrule, so its line is repeated there.
RULED = RENT + '2024-07-01 custom "fsq-rule" "Expenses:Wohnung" "living"\n'


@pytest.mark.parametrize("text", [RENT, RULED])
def test_every_promise_is_kept_in_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "main.beancount"
    for question in certainty(text).questions:
        for effect in question.effects:
            path.write_text(text + "\n".join(effect.fix.text) + "\n", encoding="utf-8")
            entries, errors, options = loader.load_file(str(path))
            assert not errors
            report = analyse(entries, options)
            found = figures.of(report)
            assert found is not None
            assert [found.narrow, found.wide, found.runway] == [
                effect.after[name] for name in FIGURES
            ]
            # A single question is answered by any of its fixes.
            assert question.id not in {each.id for each in report.certainty.questions}


def test_json_says_it_where_the_figure_stands() -> None:
    entries, _, options = loader.load_string(RENT)
    found = json.loads(export.as_json(analyse(entries, options)))["certainty"]
    assert found["fsq_narrow"] == {"low": "0.6", "high": "0.714286"}
    assert found["sure"] is False
    [finding] = found["findings"]
    assert finding["measure"] == "fsq_narrow"
    fix, _ = finding["fixes"]
    assert fix == {
        "lines": [
            '2024-01-28 custom "fsq-rule" "Expenses:Wohnung:Hausgeld" "cost" "passive"',
        ],
        "before": "0.714286",
        "after": "0.6",
    }


def test_the_shell_shows_what_each_fix_does(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(RENT, encoding="utf-8")
    english = CliRunner().invoke(shell.cli, ["check", str(path), "--lang", "en"]).output
    assert "FSQ narrow 71.4%, between 60.0% and 71.4%: 1 question." in english
    assert "→ FSQ narrow: 60.0% instead of 71.4%." in english
    german = CliRunner().invoke(shell.cli, ["check", str(path), "--lang", "de"]).output
    assert "zwischen 60,0" in german
    assert "statt 71,4" in german


def test_a_part_of_a_ledger_promises_nothing() -> None:
    entries, _, options = loader.load_string(RENT)
    report = analyse(entries[:-1], options, ledger=entries)
    assert report.certainty.bands[NARROW] == Band(None, None)
    assert not report.certainty.sure
    assert all(each.effects == () for each in report.certainty.questions)


def test_social_insurance_alone_is_asked() -> None:
    # 1,800 / 13,200 = 13.6 % with the 3,600 among living costs, 1,800 / 9,600 = 18.75 % without.
    found = certainty(
        months("""
    2024-{}-28 * "Monat"
      Income:Dividends  -150 EUR
      Expenses:Food      800 EUR
      Assets:Bank
    2024-{}-28 * "Medicare"
      Expenses:Medicare  300 EUR
      Assets:Bank
    """)
    )
    [question] = found.questions
    assert question.id == "lone-tax:Expenses:Medicare"
    assert [round(each.after[NARROW] or 0, 4) for each in question.effects] == [
        D("0.1875"),
        D("0.1364"),
    ]


def test_interest_on_an_expense_account_is_passive_first() -> None:
    # 150 + 100 of 800 = 31.25 %; neutral 18.75 %; as it is 150 of 700.
    found = certainty(
        months("""
    2024-{}-28 * "Monat"
      Income:Dividends         -150 EUR
      Expenses:Food             800 EUR
      Expenses:Bank:Interest   -100 EUR
      Assets:Bank
    """)
    )
    [question] = [each for each in found.questions if each.id.startswith("negative-costs")]
    assert question.effects[0].after[NARROW] == D("0.3125")
    assert question.effects[1].after[NARROW] == D("0.1875")
