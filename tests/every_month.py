"""Ledgers of twelve like months, and how sure their figures are; each promise is kept in a file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount import loader

from fsq_beancount import analyse
from fsq_beancount.check.trial import figures
from fsq_beancount.report.certainty import FIGURES, NARROW

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_beancount.report.certainty import Certainty, Question

HEAD = """
option "operating_currency" "EUR"
plugin "fsq_beancount"
plugin "beancount.plugins.auto_accounts"
"""


def year(*monthly: str, once: str = "") -> str:
    """Return a ledger with transactions on the 28th of each month of 2024.

    Args:
        monthly: Their postings, with ``|`` between them; numbers are euro.
        once: The directives before the months.
    """
    lines = [HEAD, once]
    for month in range(1, 13):
        for text in monthly:
            lines.append(f'2024-{month:02}-28 * "Monat"')
            for posting in map(str.strip, text.split("|")):
                last = posting.split()[-1]
                is_number = last.lstrip("-").replace(".", "").isdigit()
                lines.append(f"  {posting}{' EUR' if is_number else ''}")
    return "\n".join((*lines, ""))


def certainty(text: str) -> Certainty:
    """Return how sure the figures of a ledger are, which must load without errors."""
    entries, errors, options = loader.load_string(text)
    assert not errors, errors
    return analyse(entries, options).certainty


def asked(text: str, kind: str) -> list[Question]:
    """Return the questions of a kind that a ledger raises."""
    return [each for each in certainty(text).questions if each.finding.kind.value == kind]


def narrow(text: str) -> Decimal | None:
    """Return the narrow quota of a ledger's last twelve months."""
    entries, errors, options = loader.load_string(text)
    assert not errors, errors
    last = analyse(entries, options).last_year
    return None if last is None else last.fsq_narrow


def keep_promises(text: str, path: Path) -> None:
    """Append each fix to the file of the ledger: its figures are those promised, its question gone.

    A fix that charges a living cost to passive income never raises a quota below 100 %.
    """
    before = certainty(text)
    assert any(question.effects for question in before.questions)
    for question in before.questions:
        for effect in question.effects:
            path.write_text(text + "\n".join(effect.fix.text) + "\n", encoding="utf-8")
            entries, errors, options = loader.load_file(str(path))
            assert not errors, errors
            report = analyse(entries, options)
            found = figures.of(report)
            assert found is not None
            assert [found.narrow, found.wide, found.runway] == [
                effect.after[name] for name in FIGURES
            ]
            left = {each.id for each in report.certainty.questions}
            assert question.id not in left
            assert left == {each.id for each in before.questions} - {question.id}
            was, now = effect.before[NARROW], effect.after[NARROW]
            is_charge = '"cost" "passive"' in effect.fix.text[0]
            if is_charge and was is not None and was <= 1:
                assert now is not None
                assert now <= was
