"""What the plugin does to a ledger: metadata on postings, and nothing else."""

from __future__ import annotations

import copy
import itertools
import re
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from beancount.core import data
from beancount.parser import printer
from hypothesis import given, settings
from hypothesis import strategies as st
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import PLUGIN, Ledger, complaints, line, load, shown, tags

import fsq_beancount
from fsq_beancount import classify
from fsq_beancount.books import facts
from fsq_beancount.core.terms import CLASSES, MIXED, ROLES
from fsq_beancount.i18n.reasons import in_english

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from fsq_beancount.books.facts import Facts

    Change = Callable[[data.Posting], data.Posting]

CLASSIFY = 'plugin "fsq_beancount.classify"'
IMPLICIT_PRICES = 'plugin "beancount.plugins.implicit_prices"'

PAYSLIP = """
    2020-01-01 open Income:Gehalt
      fsq-stream: "Arbeit"
    2024-01-31 * "Lohn"
      Income:Gehalt      -3000 EUR
      Expenses:Steuern     600 EUR
      Expenses:Essen        20 EUR
      Assets:Bank
    """


def ours(text: str, *head: str) -> dict[str, dict[str, Any]]:
    """Return the keys that the plugin leaves on postings for people, by account."""
    return {
        account: {key: value for key, value in meta.items() if not key.startswith("__")}
        for account, meta in tags(text, *head).items()
    }


class TestTags:
    """What is written, and no more than needed."""

    def test_income_and_costs_of_earning_are_tagged_and_living_costs_are_not(self) -> None:
        # The role only where it is not "income": each key is a mark in Fava's journal.
        assert ours(PAYSLIP) == {
            "Income:Gehalt": {"fsq-class": "active", "fsq-stream": "Arbeit"},
            "Expenses:Steuern": {
                "fsq-class": "active",
                "fsq-role": "tax",
                "fsq-stream": "Arbeit",
            },
        }

    def test_which_rule_decided_is_kept_out_of_printed_ledgers(self) -> None:
        assert tags(PAYSLIP)["Income:Gehalt"]["__fsq_rule__"].startswith('name "gehalt" in Gehalt')
        printed = "".join(map(printer.format_entry, load(PAYSLIP, PLUGIN).entries))
        assert 'fsq-class: "active"' in printed
        assert "__fsq_rule__" not in printed

    def test_values_are_plain_strings(self) -> None:
        # Beancount's printer and BQL know no others.
        for meta in tags(PAYSLIP).values():
            assert {type(value) for value in meta.values()} == {str}

    def test_a_cost_split_over_classes_is_mixed(self) -> None:
        assert ours("""
            2024-01-31 * "Sammelabrechnung"
              Income:Dividenden  -100 EUR
              Income:Gehalt      -200 EUR
              Expenses:Steuern     90 EUR
              Assets:Bank
            """)["Expenses:Steuern"] == {"fsq-class": "mixed", "fsq-role": "tax"}

    def test_a_cost_split_over_streams_of_one_class_has_that_class(self) -> None:
        assert ours("""
            2020-01-01 custom "fsq-rule" "Income:Dividenden:A" "A"
            2020-01-01 custom "fsq-rule" "Income:Dividenden:B" "B"
            2024-01-31 * "Dividenden"
              Income:Dividenden:A  -100 EUR
              Income:Dividenden:B  -200 EUR
              Expenses:Steuern       90 EUR
              Assets:Bank
            """)["Expenses:Steuern"] == {"fsq-class": "passive", "fsq-role": "tax"}

    @pytest.mark.parametrize("role", ["living", "excluded"])
    def test_income_that_is_none_has_its_role(self, role: str) -> None:
        assert ours(f"""
            2020-01-01 open Income:Erstattung
              fsq-role: "{role}"
            2024-01-31 * "Erstattung"
              Income:Erstattung  -10 EUR
              Assets:Bank
            """) == {"Income:Erstattung": {"fsq-role": role}}

    @pytest.mark.parametrize(
        "rule", ['"living"', '"Haus"'], ids=["role living", "a stream and nothing else"]
    )
    def test_no_living_cost_is_tagged(self, rule: str) -> None:
        # Only income and costs of earning are: what the ledger says of an account need not stand
        # on its hundreds of postings.
        assert (
            ours(f"""
            2020-01-01 custom "fsq-rule" "Expenses:Haus" {rule}
            2024-01-31 * "Farbe"
              Expenses:Haus  10 EUR
              Assets:Bank
            """)
            == {}
        )

    def test_what_a_person_has_set_stays(self) -> None:
        # Only what is missing is added.
        assert ours("""
            2024-01-31 * "Lohn"
              Income:Gehalt     -3000 EUR
                fsq-class: "passive"
              Income:Bonus       -500 EUR
                fsq-stream: "Prämien"
              Expenses:Steuern    600 EUR
                fsq-role: "fee"
              Expenses:Notar       60 EUR
                fsq-role: "cost"
                fsq-class: "neutral"
                fsq-stream: "Erbe"
              Assets:Bank
            """) == {
            "Income:Gehalt": {"fsq-class": "passive"},
            "Income:Bonus": {"fsq-stream": "Prämien", "fsq-class": "active"},
            "Expenses:Steuern": {"fsq-role": "fee", "fsq-class": "mixed"},
            "Expenses:Notar": {
                "fsq-role": "cost",
                "fsq-class": "neutral",
                "fsq-stream": "Erbe",
            },
        }

    def test_a_wrong_value_of_a_person_stays_too(self) -> None:
        ledger = load("""
            2024-01-31 * "Lohn"
              Income:Gehalt     -3000 EUR
                fsq-class: "aktiv"
              Assets:Bank
            """, PLUGIN)  # fmt: skip
        [error] = ledger.errors
        assert '"aktiv"' in error.message
        [flow] = facts.collect(ledger.entries, ledger.options).flows
        assert (flow.posting.meta or {})["fsq-class"] == "aktiv"
        assert flow.income_class == "active"

    @pytest.mark.parametrize("head", [(CLASSIFY,), (PLUGIN, CLASSIFY), (PLUGIN, PLUGIN)])
    def test_each_plugin_line_does_it_and_two_do_no_more(self, head: Sequence[str]) -> None:
        tagged = [
            {key: value for key, value in (posting.meta or {}).items() if key.startswith("fsq-")}
            for posting in postings(load(PAYSLIP, *head))
        ]
        assert tagged == [*ours(PAYSLIP).values(), {}, {}]

    def test_without_the_plugin_line_there_is_nothing(self) -> None:
        assert all("fsq-class" not in (posting.meta or {}) for posting in postings(load(PAYSLIP)))


def postings(ledger: Ledger) -> list[data.Posting]:
    """Return all postings of a ledger."""
    return [
        posting
        for entry in ledger.entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
    ]


class TestOtherPlugins:
    """Before and behind other plugins."""

    @pytest.fixture
    def changing(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], str]:
        """Makes plugin lines: each posting of the ledger is given to a function."""

        def line_for(change: Change) -> str:
            def plugin(entries: data.Directives, _: object) -> tuple[data.Directives, list[Any]]:
                return [
                    entry._replace(postings=list(map(change, entry.postings)))
                    if isinstance(entry, data.Transaction)
                    else entry
                    for entry in entries
                ], []

            module = ModuleType("changing")
            vars(module).update(plugin=plugin, __plugins__=["plugin"])
            monkeypatch.setitem(sys.modules, module.__name__, module)
            return f'plugin "{module.__name__}"'

        return line_for

    def test_postings_without_metadata(self, changing: Callable[[Change], str]) -> None:
        # Some of Beancount's own plugins make such.
        without_meta = changing(lambda posting: posting._replace(meta=None))
        expected = [
            "Income:Gehalt: active income 3000 [Arbeit]",
            "Expenses:Steuern: active tax -600 [Arbeit]",
            "Expenses:Essen: - living -20",
        ]
        assert shown(PAYSLIP, without_meta) == expected
        ledger = load(PAYSLIP, without_meta, PLUGIN)
        assert ledger.errors == []
        assert list(map(line, collect(ledger).flows)) == expected
        assert [posting.meta for posting in postings(ledger)][2:] == [None, None]

    # In January 100 CHF cost 90 EUR, which nobody but implicit_prices takes for a price.
    EXCHANGE = """
            2024-01-31 * "Devisen"
              Assets:Franken   100 CHF @ 0.90 EUR
              Assets:Bank
            """

    def test_before_a_plugin_that_finds_prices(self) -> None:
        # In February the tax is split 90 : 90, though the plugin could not know if it ran before.
        text = f"""{self.EXCHANGE}
            2024-02-28 * "Sammelabrechnung"
              Income:Dividenden  -100 CHF
              Income:Gehalt       -90 EUR
              Expenses:Steuern     20 EUR
              Assets:Bank
            """
        assert shown(text, IMPLICIT_PRICES) == [
            "Income:Dividenden: passive income 90",
            "Income:Gehalt: active income 90",
            "Expenses:Steuern: passive tax -10",
            "Expenses:Steuern: active tax -10",
        ]
        assert told(text, IMPLICIT_PRICES) == told(text, PLUGIN, IMPLICIT_PRICES)

    def test_a_cost_that_only_a_later_plugin_lets_charge(self) -> None:
        text = f"""{self.EXCHANGE}
            2024-02-28 * "Dividende"
              Income:Dividenden  -100 CHF
              Expenses:Gebühren     9 EUR
              Assets:Bank
            """
        assert shown(text, IMPLICIT_PRICES) == [
            "Income:Dividenden: passive income 90",
            "Expenses:Gebühren: passive fee -9",
        ]
        assert told(text, IMPLICIT_PRICES) == told(text, PLUGIN, IMPLICIT_PRICES)

    def test_another_report_currency_than_that_of_the_plugin(self) -> None:
        # CHF has a price in USD but none in EUR: in USD the tax is split 50 : 100.
        text = """
            2024-01-01 price CHF 0.50 USD
            2024-01-31 * "Sammelabrechnung"
              Income:Dividenden  -100 CHF
              Income:Gehalt      -100 USD
              Expenses:Steuern     30 USD
              Assets:Bank
            """
        assert shown(text, currency="USD") == [
            "Income:Dividenden: passive income 50",
            "Income:Gehalt: active income 100",
            "Expenses:Steuern: passive tax -10",
            "Expenses:Steuern: active tax -20",
        ]
        assert told(text, currency="USD") == told(text, PLUGIN, currency="USD")

    def test_before_a_plugin_that_renames_accounts(self, changing: Callable[[Change], str]) -> None:
        # What the plugin wrote on the old name is not what a person has set.
        renaming = changing(
            lambda posting: posting._replace(account=posting.account.replace("Nr7", "Dividenden"))
        )
        text = """
            2024-01-31 * "Bank"
              Income:Nr7        -100 EUR
              Expenses:Steuern    25 EUR
              Assets:Bank
            """
        assert shown(text, renaming) == [
            "Income:Dividenden: passive income 100",
            "Expenses:Steuern: passive tax -25",
        ]

    def test_behind_a_plugin_with_postings_of_its_own(self) -> None:
        # currency_accounts takes the price away and balances the currencies with two postings.
        text = """
            2024-01-01 price USD 0.90 EUR
            2024-01-31 * "Dividende"
              Income:Dividenden  -100 USD @ 0.90 EUR
              Assets:Bank          90 EUR
            """
        plugin = 'plugin "beancount.plugins.currency_accounts" "Equity:Devisen"'
        assert shown(text, plugin) == ["Income:Dividenden: passive income 90"]


class TestErrors:
    """Each mistake is reported once."""

    MISTAKES = """
        2020-01-01 custom "fsq-rule" "Income:X"
        2020-01-01 open Income:Gehalt
          fsq-class: "aktiv"
        2024-01-31 * "Lohn"
          fsq-clas: "active"
          Income:Gehalt     -3000 EUR
            fsq-year: "2023"
          Expenses:Steuern    600 EUR
            fsq-class: "mixed"
          Assets:Bank
        """

    @pytest.mark.parametrize("more", [(), (CLASSIFY,), (PLUGIN,), (CLASSIFY, PLUGIN)])
    def test_by_however_many_plugin_lines(self, more: tuple[str, ...]) -> None:
        assert [line for line, _ in complaints(self.MISTAKES, *more)] == [1, 2, 4, 6, 8]

    def test_the_analysis_finds_the_same_after_the_plugin(self) -> None:
        ledger = load(self.MISTAKES, PLUGIN)
        assert sorted(error.message for error in collect(ledger).errors) == sorted(
            error.message for error in ledger.errors
        )

    @pytest.mark.parametrize(
        "head",
        [
            ('plugin "fsq_beancount" "{}"',),
            ('plugin "fsq_beancount.classify" "{}"',),
            ('plugin "fsq_beancount" "{}"', CLASSIFY),
            (PLUGIN, 'plugin "fsq_beancount.classify" "{}"'),
        ],
    )
    def test_a_plugin_line_with_a_configuration(self, head: Sequence[str]) -> None:
        ledger = load(PAYSLIP, *head)
        [error] = ledger.errors
        assert error.source["filename"] == "<string>"
        assert '"{}"' in error.message
        assert 'custom "fsq-option" "NAME" VALUE' in error.message
        assert collect(ledger).flows

    def test_the_rest_of_the_ledger_is_tagged(self) -> None:
        assert ours(self.MISTAKES + PAYSLIP.replace("Gehalt", "Honorar"))["Income:Honorar"] == {
            "fsq-class": "active",
            "fsq-stream": "Arbeit",
        }


class TestDirectivesWithoutValues:
    """Beancount gives them None for their values, and its own pad fails on that."""

    TEXT = """
        2020-01-01 open Assets:Bank
        2020-01-01 open Equity:Anfang
        2020-01-01 custom "fsq-rule"
        2020-01-01 custom "fsq-typo"
        2020-01-01 pad Assets:Bank Equity:Anfang
        2020-01-31 balance Assets:Bank  10 EUR
        """

    @pytest.mark.parametrize("plugin", [PLUGIN, CLASSIFY])
    def test_pad_survives(self, plugin: str) -> None:
        ledger = load(self.TEXT, plugin)
        assert [error.source["lineno"] for error in ledger.errors] == [6, 7]
        assert [posting.units.number for posting in postings(ledger) if posting.units] == [10, -10]

    @pytest.mark.fava
    def test_fava_survives(self, tmp_path: Path) -> None:
        from fava.core import FavaLedger

        path = tmp_path / "main.beancount"
        lines = (PLUGIN, 'option "operating_currency" "EUR"', *self.TEXT.splitlines())
        path.write_text("\n".join(map(str.strip, lines)))
        ledger = FavaLedger(str(path))
        assert [error.source["lineno"] for error in ledger.errors if error.source] == [6, 7]
        assert len(ledger.all_entries_by_type.Transaction) == 1


@pytest.mark.fava
class TestFaces:
    """Where people see the tags."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "main.beancount"
        path.write_text(f"""{PLUGIN}
2020-01-01 open Assets:Bank
2020-01-01 open Income:Dividenden
2020-01-01 open Income:Optionen
2024-01-31 * "Dividende"
  Income:Dividenden  -100 EUR
  Assets:Bank
2024-01-31 * "Option"
  Income:Optionen    -100 EUR
  Assets:Bank
""")
        return path

    def test_favas_filter(self, path: Path) -> None:
        from fava.core import FavaLedger

        filtered = FavaLedger(str(path)).get_filtered(filter='any(fsq-class:"^passive$")')
        narrations = [getattr(entry, "narration", None) for entry in filtered.entries]
        assert [narration for narration in narrations if narration] == ["Dividende"]

    def test_bean_query(self, path: Path) -> None:
        import beanquery

        rows = beanquery.connect(f"beancount:{path}").execute(
            "SELECT account, meta('fsq-class') AS class WHERE account ~ '^Income'"
        )
        assert sorted(rows) == [
            ("Income:Dividenden", "passive"),
            ("Income:Optionen", "near-passive"),
        ]


def told(text: str, *head: str, currency: str | None = None) -> list[str]:
    """Return the rules that the analysis of a ledger tells, without their line numbers."""
    collected = collect(load(text, *head), currency)
    return [re.sub(r":[0-9]+\)", ")", in_english(flow.reasons)) for flow in collected.flows]


def collect(ledger: Ledger, currency: str | None = None) -> Facts:
    """Return the facts of a loaded ledger."""
    return facts.collect(ledger.entries, ledger.options, currency=currency)


made_up = settings(patiently, max_examples=60)


@made_up
@given(ledgers())
def test_the_plugin_adds_metadata_to_postings_and_changes_nothing_else(text: str) -> None:
    ledger = load(text, FIFO)
    before = copy.deepcopy(ledger.entries)
    tagged, errors = classify.plugin(ledger.entries, {**ledger.options})
    # No entry was mutated; none is added, dropped or moved.
    assert ledger.entries == before
    assert errors == []
    assert len(tagged) == len(before)
    for old, new in zip(ledger.entries, tagged, strict=True):
        if new is old:
            continue
        assert isinstance(old, data.Transaction)
        assert isinstance(new, data.Transaction)
        assert new._replace(postings=old.postings) == old
        for posting, tagged_posting in zip(old.postings, new.postings, strict=True):
            assert tagged_posting._replace(meta=posting.meta) == posting
            # What was set, by a person, is as it was.
            assert (posting.meta or {}).items() <= (tagged_posting.meta or {}).items()
            added = {*(tagged_posting.meta or {})} - {*(posting.meta or {})}
            assert {key for key in added if not key.startswith("__fsq_")} <= {
                "fsq-class",
                "fsq-role",
                "fsq-stream",
            }


@made_up
@given(ledgers())
def test_a_second_run_changes_nothing(text: str) -> None:
    ledger = load(text, FIFO)
    once, _ = fsq_beancount.plugin(ledger.entries, ledger.options)
    twice, errors = classify.plugin(once, ledger.options)
    assert twice == once
    assert errors == []
    # As a new load of the printed ledger would do it: the first run's mark is gone.
    again, errors = fsq_beancount.plugin(once, load("").options)
    assert again == once
    assert errors == []


@made_up
@given(ledgers(), st.sampled_from([(PLUGIN,), (CLASSIFY,), (PLUGIN, CLASSIFY)]))
def test_figures_are_the_same_with_the_plugin_line(text: str, plugins: tuple[str, ...]) -> None:
    without, tagged = collect(load(text, FIFO)), collect(load(text, FIFO, *plugins))
    assert list(map(line, tagged.flows)) == list(map(line, without.flows))


@made_up
@given(ledgers())
def test_rules_are_told_the_same_with_the_plugin_line(text: str) -> None:
    assert told(text, FIFO, PLUGIN) == told(text, FIFO)


@made_up
@given(ledgers())
def test_parts_of_a_split_cost_add_up(text: str) -> None:
    collected = collect(load(text, FIFO))
    for _, group in itertools.groupby(collected.flows, key=lambda flow: id(flow.posting)):
        parts = list(group)
        if len(parts) > 1:
            assert sum(part.amount or 0 for part in parts) == collected.prices.convert(
                parts[0].weight, "EUR", parts[0].date
            )
            assert len({(part.income_class, part.stream, part.gain) for part in parts}) == len(
                parts
            )


@made_up
@given(ledgers())
def test_every_flow_has_a_class_a_role_and_a_rule(text: str) -> None:
    for flow in collect(load(text, FIFO)).flows:
        assert flow.role in ROLES
        assert flow.reasons
        if flow.role in ("income", "tax", "fee", "cost"):
            assert flow.income_class in CLASSES
        elif flow.role in ("living", "virtual"):
            assert flow.income_class is None
        assert flow.income_class != MIXED
