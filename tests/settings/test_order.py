"""What overrules what: by date, by file, by line within the file; comments decide nothing."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently

import fsq_beancount
from fsq_beancount.settings import reading
from fsq_beancount.settings.config import Config
from fsq_beancount.settings.directives.interest_rate import InterestRate
from fsq_beancount.settings.order import FileOrder

day = datetime.date.fromisoformat

MAIN = 'option "operating_currency" "EUR"\nplugin "beancount.plugins.auto_accounts"\n'

OVERRULING = (
    'custom "fsq-rule" "Income:Depot:.*" "{word}"',
    'custom "fsq-rule" "Income:Depot" "{word}"',
    'custom "fsq-tag" "job" "{word}"',
    'custom "fsq-option" "inflation" {number}',
    'custom "fsq-option" "reserve" {number} EUR',
    'custom "fsq-interest-rate" Liabilities:Darlehen {number}',
    'custom "fsq-pension" "Rente" {number} EUR 67',
    'custom "fsq-milestone" "{word}" Expenses:A:B{letter}',
    'custom "fsq-meta" Income:Depot:Zinsen "fsq-class" "{word}"',
    'custom "fsq-meta" Liabilities:Darlehen "fsq-interest-rate" {number}',
)
WORDS = ("passive", "near-passive", "active", "neutral")

BOOKS = """
2024-01-05 * "-" #job
  Income:Depot:Dividenden  -10 EUR
  Assets:Bank
2024-01-05 * "-" #job
  Income:Depot:Zinsen  -10 EUR
  Assets:Bank
2024-01-31 * "-"
  Expenses:A:BA  7 EUR
  Expenses:A:BB  7 EUR
  Expenses:A:BC  7 EUR
  Liabilities:Darlehen
"""


def load(
    folder: Path, files: dict[str, str], order: list[str]
) -> tuple[list[data.Directive], Config]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    included = "".join(f'include "{name}"\n' for name in order if name != "main.beancount")
    main = folder / "main.beancount"
    main.write_text(f"{included}{files['main.beancount']}")
    entries, errors, options = loader.load_file(str(main))
    assert errors == []
    config, mistakes = reading.read(entries, options)
    assert mistakes == []
    return entries, config


def said(config: Config) -> list[object]:
    """Everything that overrules each other, in its order, without its places."""
    return [
        [(rule.text, rule.income_class) for rule in config.rules],
        [(tag.tag, tag.income_class) for tag in config.tags],
        [config.option(name, day("2024-06-01")) for name in ("inflation", "reserve")],
        [(each.account, each.rate) for each in config.statements(InterestRate)],
        [milestone.name for milestone in config.milestones],
        [
            (meta.key, meta.value)
            for keys in config.elsewhere.values()
            for several in keys.values()
            for meta in several
        ],
    ]


@st.composite
def ledgers(draw: st.DrawFn) -> dict[str, list[str]]:
    """Directives in files, a list of lines each."""
    names = ["main.beancount", "b.beancount", "a/z.beancount", "a.beancount", "c/a.beancount"]
    files: dict[str, list[str]] = {name: [] for name in names}
    letters = iter("ABC")
    for _ in range(draw(st.integers(1, 12))):
        form = draw(st.sampled_from(OVERRULING))
        letter = next(letters, "") if "{letter}" in form else ""
        if "{letter}" in form and not letter:
            continue
        line = form.format(
            word=draw(st.sampled_from(WORDS)),
            number=f"0.{draw(st.integers(10, 99))}",
            letter=letter,
        )
        date = draw(st.sampled_from(["2020-01-01", "2024-01-02"]))
        files[draw(st.sampled_from(names))].append(f"{date} {line}")
    return files


@patiently
@given(ledgers(), st.randoms(use_true_random=False))
def test_neither_comments_nor_the_order_of_includes_decide(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, list[str]], chance: random.Random
) -> None:
    plain = {name: "\n".join(lines) + "\n" for name, lines in files.items()}
    spread = {
        name: "".join("; nothing\n" * chance.randrange(20) + f"{line}\n" for line in lines)
        for name, lines in files.items()
    }
    for texts in (plain, spread):
        texts["main.beancount"] = MAIN + texts["main.beancount"] + BOOKS
    names = list(files)
    folder, other = tmp_path_factory.mktemp("plain"), tmp_path_factory.mktemp("spread")
    entries, config = load(folder, plain, names)
    chance.shuffle(names)
    shuffled, again = load(other, spread, names)
    assert said(again) == said(config)
    options = {"operating_currency": ["EUR"], "filename": str(folder / "main.beancount")}
    elsewhere = {**options, "filename": str(other / "main.beancount")}
    report, same = (
        fsq_beancount.analyse(each, {**_defaults(), **of})
        for each, of in ((entries, options), (shuffled, elsewhere))
    )
    assert same.periods == report.periods
    assert same.leverage.loans == report.leverage.loans


def _defaults() -> dict[str, object]:
    _, _, options = loader.load_string("")
    return dict(options)


def test_included_files_come_by_name_and_the_main_file_last(tmp_path: Path) -> None:
    # Worked out from the definition: one day, so by file; "a/x" is before "b", the main file last.
    rule = '2020-01-01 custom "fsq-rule" "Income" "{}" "{}"\n'
    files = {
        "main.beancount": MAIN + rule.format("active", "main"),
        "b.beancount": rule.format("passive", "b1") + rule.format("passive", "b2"),
        "a/x.beancount": "\n" * 30 + rule.format("neutral", "x"),
    }
    _, config = load(tmp_path, files, list(files))
    assert [rule.stream for rule in config.rules] == ["x", "b1", "b2", "main"]


def test_an_earlier_date_is_overruled_wherever_it_stands(tmp_path: Path) -> None:
    files = {
        "main.beancount": f'{MAIN}2020-01-01 custom "fsq-option" "inflation" 0.01\n',
        "a.beancount": '2021-01-01 custom "fsq-option" "inflation" 0.02\n',
    }
    _, config = load(tmp_path, files, list(files))
    assert config.option("inflation", day("2020-06-01")) == Decimal("0.01")
    assert config.option("inflation", day("2022-01-01")) == Decimal("0.02")


def test_names_of_files_are_relative_to_the_main_one() -> None:
    # By their whole paths "/z/main" and all below would come after "/common"; by the relative ones
    # "../common" is before "sub".
    def entry(filename: str, line: int) -> data.Directive:
        return data.Custom({"filename": filename, "lineno": line}, day("2020-01-01"), "x", [])

    order = FileOrder("/z/ledger/main.beancount")
    several = [
        entry("/z/ledger/main.beancount", 1),
        entry("/z/ledger/sub.beancount", 9),
        entry("/z/ledger/sub.beancount", 2),
        entry("/zz/common.beancount", 5),
        entry("<plugin>", 0),
    ]
    names = [
        f"{each.meta['filename']}:{each.meta['lineno']}"
        for each in sorted(several, key=order.in_force)
    ]
    assert names == [
        "/zz/common.beancount:5",
        "<plugin>:0",
        "/z/ledger/sub.beancount:2",
        "/z/ledger/sub.beancount:9",
        "/z/ledger/main.beancount:1",
    ]
    first = sorted(several, key=order.as_written)[0]
    assert first.meta["filename"] == "/z/ledger/main.beancount"


def test_milestones_stand_as_written_the_main_file_first(tmp_path: Path) -> None:
    files = {
        "main.beancount": MAIN + '2024-01-01 custom "fsq-milestone" "Zuerst" Expenses:A\n' + BOOKS,
        "b.beancount": '2020-01-01 custom "fsq-milestone" "Danach" 5 EUR\n',
        "a.beancount": '\n\n\n2021-01-01 custom "fsq-milestone" "Dann" 6 EUR\n',
    }
    _, config = load(tmp_path, files, list(files))
    assert [each.name for each in config.milestones] == ["Zuerst", "Dann", "Danach"]


def test_fava_budgets_of_one_day_are_in_beancounts_own_order(tmp_path: Path) -> None:
    # Fava has no other, and the page would show another plan than Fava does.
    from fsq_beancount.settings.directives.budget import Budget

    files = {
        "main.beancount": MAIN + '2020-01-01 custom "budget" Expenses:A "monthly" 1 EUR\n' + BOOKS,
        "a.beancount": "\n" * 9 + '2020-01-01 custom "budget" Expenses:A "monthly" 2 EUR\n',
    }
    _, config = load(tmp_path, files, list(files))
    assert [budget.number for budget in config.statements(Budget)] == [1, 2]
