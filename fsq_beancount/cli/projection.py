"""``fsq projection``: when work can stop, and when quotas and numbers are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fsq_beancount.cli import options, output, what_if
from fsq_beancount.cli.collecting import collect

if TYPE_CHECKING:
    import datetime

    from fsq_beancount.settings.directives.option import Setting


@click.command(short_help="Print when work can stop.")
@options.ledger
@options.as_of
@options.currency
@options.language("that of the environment, for JSON English")
@options.form
@options.ascii_only
@what_if.settings
def projection(
    *,
    ledger: str,
    as_of: datetime.date | None,
    currency: str | None,
    lang: str | None,
    form: str,
    ascii_only: bool,
    settings: tuple[Setting, ...],
) -> None:
    """Print when work can stop, with every later month paid up to the life expectancy.

    Capital, lots, locks, loans, pensions and planned payments are those of the ledger. All amounts
    are in today's money. Beside it stand when the quotas, the FI number and Coast FI are reached.

    \b
    fsq projection main.beancount
    fsq projection main.beancount --set retirement-age=60 --lang de
    fsq projection main.beancount --as-of 2024-12-31 --format json
    """  # noqa: D301 - \b keeps click from joining the lines
    loaded, facts = collect(ledger, currency)
    from dataclasses import replace

    from fsq_beancount.core import errors
    from fsq_beancount.report.build import build

    if settings:
        facts = replace(facts, config=facts.config.with_options(settings))
    figures = build(facts, as_of=as_of, load_errors=errors.count_others(loaded.errors))
    if form == "json":
        from fsq_beancount import export

        output.write(export.projection_json(figures))
        return
    if form == "csv":
        from fsq_beancount import export

        output.write(export.as_csv(figures, "projection"), output.CSV_ENCODING)
        return
    from dateutil.relativedelta import relativedelta

    from fsq_beancount.text import projection as text

    before = None
    if figures.as_of.year > 1:
        before = build(facts, as_of=figures.as_of - relativedelta(years=1)).projection
    mistakes = [f"{facts.config.place(each.source)}: {each.message}" for each in facts.errors]
    output.write(text.render(figures, output.style(lang, ascii_only), before, mistakes))
