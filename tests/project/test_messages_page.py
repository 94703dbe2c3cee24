"""The page of messages has every mistake, each with the smallest input that makes it."""

from __future__ import annotations

import pytest
from beancount import loader
from make_docs import messages

import fsq_beancount
from fsq_beancount import check
from fsq_beancount.i18n.messages.findings import SENTENCES
from fsq_beancount.report.findings import Kind
from fsq_beancount.settings.directives import READERS
from fsq_beancount.settings.directives.option import OPTIONS
from fsq_beancount.settings.keys import KEYS

# Where a load takes long, Beancount leaves its cache beside a ledger.
LEDGERS = {path.stem: path.read_text("utf-8") for path in messages.SMALLEST.glob("*.beancount")}


def kinds_in(ledger: str) -> set[str]:
    entries, _, options = loader.load_string(ledger)
    report = fsq_beancount.analyse(entries, options)
    return {found.kind.value for found in check.find(report.scope.facts, report)}


def directives(ledger: str) -> list[str]:
    """Return the directives of a ledger, each with its lines."""
    found: list[str] = []
    for line in ledger.splitlines():
        if line.startswith(" "):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


def test_each_kind_and_each_sentence_has_a_ledger() -> None:
    assert LEDGERS.keys() == {kind.value for kind in Kind}
    assert {type(messages.found_in(kind)) for kind in Kind} == SENTENCES.keys()


@pytest.mark.parametrize("kind", LEDGERS)
def test_no_directive_of_a_ledger_can_be_left_out(kind: str) -> None:
    parts = directives(LEDGERS[kind])
    assert kind in kinds_in(LEDGERS[kind])
    for place, part in enumerate(parts):
        if part[:1].isdigit():
            assert kind not in kinds_in("\n".join(parts[:place] + parts[place + 1 :])), part


def test_each_setting_has_a_mistake() -> None:
    said = "\n".join(
        message
        for ledger, _ in messages.wrong_settings()
        for message in messages.said_about(ledger)
    )
    assert [name for name in READERS if f"{name} " not in said] == []
    assert [name for name in OPTIONS if f'fsq-option "{name}" has' not in said] == []
    assert [name for name in KEYS if name not in said] == []


def test_every_wrong_setting_is_said() -> None:
    for ledger, _ in messages.wrong_settings():
        assert messages.said_about(ledger), ledger
