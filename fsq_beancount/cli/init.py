"""``fsq init``: the lines to add to an existing ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fsq_beancount.cli import options, output
from fsq_beancount.cli.collecting import collect

if TYPE_CHECKING:
    import datetime


@click.command(short_help="Propose the lines to add to a ledger.")
@options.ledger
@options.as_of
@options.currency
@options.language("that of the ledger's accounts, else of the environment")
def init(
    *, ledger: str, as_of: datetime.date | None, currency: str | None, lang: str | None
) -> None:
    """Propose the lines to add to an existing ledger; no file is changed.

    The output is Beancount, to be appended to the ledger's main file. First the lines that are
    sure: the plugin, the page in Fava, costs of what earns, loans with the rate really paid. Then,
    commented out, those that you have to decide, each with its question. Below stand all figures
    that the sure lines change, before and after. Run again, it has no sure line left.

    \b
    fsq init main.beancount
    fsq init main.beancount >> main.beancount
    """  # noqa: D301 - \b keeps click from joining the lines
    loaded, facts = collect(ledger, currency)
    from fsq_beancount import propose
    from fsq_beancount.cli.loading import waiting
    from fsq_beancount.core import errors
    from fsq_beancount.i18n.language import Reader, from_environment
    from fsq_beancount.propose import tongue, written
    from fsq_beancount.report.build import build

    figures = build(facts, as_of=as_of, load_errors=errors.count_others(loaded.errors))
    reader = Reader.of(lang or tongue.language_of(facts) or from_environment())
    with waiting("Trying lines"):
        found = propose.find(facts, figures, reader)
    # It is for a ledger, whose encoding is fixed, whatever the terminal's is.
    output.write(written.text(found, reader), encoding="utf-8")
