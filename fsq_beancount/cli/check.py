"""``fsq check``: the findings that make figures uncertain."""

from __future__ import annotations

import datetime

import click

from fsq_beancount.cli import options, output
from fsq_beancount.cli.collecting import collect
from fsq_beancount.cli.status import FOUND


@click.command(short_help="Name what makes the figures uncertain.")
@options.ledger
@options.as_of
@options.currency
@options.lang
@click.pass_context
def check(
    context: click.Context,
    ledger: str,
    as_of: datetime.date | None,
    currency: str | None,
    lang: str | None,
) -> None:
    """Name what makes the figures less than certain, and what mends it.

    Each line without a blank is run before it is shown: below it stand the figures that it changes.

    The exit status is 1 where there is anything to name.

    \b
    fsq check main.beancount
    """  # noqa: D301 - \b keeps click from joining the lines
    loaded, facts = collect(ledger, currency)
    from fsq_beancount import check as checks
    from fsq_beancount import text
    from fsq_beancount.core import errors
    from fsq_beancount.i18n.messages import findings as finding_messages
    from fsq_beancount.report.build import build

    style = output.style(lang)
    # Our plugin's errors are among the findings already, with their messages.
    others = errors.count_others(loaded.errors)
    figures = build(facts, as_of=as_of, load_errors=others)
    parts = [[finding_messages.load_errors(others, ledger, style.reader)]] if others else []
    certainty = checks.assess(figures)
    parts += text.question_parts(
        certainty,
        figures.last_year.fsq_narrow if figures.last_year else None,
        style,
        named=output.named_from_here,
    )
    output.write(text.paragraphs(parts or [[finding_messages.nothing_found(style.reader)]], style))
    if parts:
        context.exit(FOUND)
