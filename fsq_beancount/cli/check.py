"""``fsq check``: the findings that make figures uncertain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fsq_beancount.cli import options, output
from fsq_beancount.cli.collecting import collect
from fsq_beancount.cli.status import FOUND

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from fsq_beancount.report.certainty import Certainty, Question
    from fsq_beancount.report.report import Report


def _points(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> Decimal | None:
    """Parse a number of percentage points, at least 0."""
    from decimal import Decimal

    if value is None:
        return None
    try:
        points = Decimal(value)
    except ArithmeticError:
        points = Decimal(-1)
    if not points.is_finite() or points < 0:
        raise click.BadParameter(f"{value} is no number of points from 0 on; write it as 0.5")
    return points


@click.command(short_help="Name what makes the figures uncertain.")
@options.ledger
@options.as_of
@options.currency
@options.language("that of the environment, for JSON English")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Text for people; for programs, certainty of the report's JSON.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show accepted findings, too, and fsq-accept lines whose finding is gone.",
)
@click.option(
    "--quiet-below",
    "least",
    metavar="POINTS",
    callback=_points,
    help="Only findings that move a quota by as many percentage points, e.g. 0.5, or the runway "
    "by as many months. Mistakes in settings and load errors always count.",
)
@click.pass_context
def check(
    context: click.Context,
    *,
    ledger: str,
    as_of: datetime.date | None,
    currency: str | None,
    lang: str | None,
    form: str,
    everything: bool,
    least: Decimal | None,
) -> None:
    """Name what makes the figures less than certain, and what mends it.

    First a line for each finding, the one that moves a quota furthest first, then the details.
    Each line without a blank is run before it is shown: below it stand the figures that it changes.
    The fsq-accept line below a finding says that it is right as it is.

    The exit status is 1 where anything that is shown is open, else 0.

    \b
    fsq check main.beancount
    fsq check main.beancount --all
    fsq check main.beancount --quiet-below 0.5
    fsq check main.beancount --format json
    """  # noqa: D301 - \b keeps click from joining the lines
    loaded, facts = collect(ledger, currency)
    from fsq_beancount.core import errors
    from fsq_beancount.report.build import build

    # Our plugin's errors are among the findings already, with their messages.
    others = errors.count_others(loaded.errors)
    figures = build(facts, as_of=as_of, load_errors=others)
    found = figures.certainty
    # JSON always has the accepted ones, marked.
    shown = _shown(found, least, everything=everything or form == "json")
    if form == "json":
        output.write(_as_json(figures, shown, ledger, lang or "en"))
    else:
        output.write(_as_text(figures, shown, ledger, lang, least, everything=everything))
    if others or not all(question.accepted for question in shown):
        context.exit(FOUND)


def _shown(found: Certainty, least: Decimal | None, *, everything: bool) -> tuple[Question, ...]:
    return tuple(
        question
        for question in (found.questions if everything else found.open)
        if least is None or _counts(question, least)
    )


def _counts(question: Question, least: Decimal) -> bool:
    """Return whether a finding is a mistake in settings, or moves a figure far enough."""
    from fsq_beancount.report.findings import Kind

    return question.finding.kind is Kind.CONFIGURATION or question.moves(least)


def _as_json(figures: Report, shown: tuple[Question, ...], ledger: str, locale: str) -> str:
    from dataclasses import replace

    from fsq_beancount import export
    from fsq_beancount.export import certainty
    from fsq_beancount.i18n.language import Reader

    reader = Reader.of(locale)
    content = certainty.certainty(replace(figures.certainty, questions=shown), reader)
    if figures.load_errors:
        content["findings"].insert(0, certainty.load_errors(figures.load_errors, ledger, reader))
    return export.dumps(content)


def _as_text(
    figures: Report,
    shown: tuple[Question, ...],
    ledger: str,
    lang: str | None,
    least: Decimal | None,
    *,
    everything: bool,
) -> str:
    from fsq_beancount import text
    from fsq_beancount.i18n.messages import certainty as messages
    from fsq_beancount.i18n.messages import findings as finding_messages
    from fsq_beancount.text import questions

    style = output.style(lang)
    found = figures.certainty
    narrow = figures.last_year.fsq_narrow if figures.last_year else None
    parts = []
    if figures.load_errors:
        parts.append([finding_messages.load_errors(figures.load_errors, ledger, style.reader)])
    parts += questions.parts(found, shown, narrow, style, here=output.from_here)
    if everything:
        parts += questions.settled(found.settled, style, here=output.from_here)
    accepted = 0 if everything else len(found.questions) - len(found.open)
    small = len(found.questions) - accepted - len(shown)
    left_out = list(messages.left_out(accepted, small, str(least), style.reader))
    if not shown and not figures.load_errors and not small:
        parts.insert(0, [finding_messages.nothing_found(style.reader)])
    return text.paragraphs([*parts, *([left_out] if left_out else [])], style)
