"""``fsq explain``: the rules that decided class, role and stream of accounts and postings."""

from __future__ import annotations

import datetime

import click

from fsq_beancount.cli import options, output
from fsq_beancount.cli.collecting import collect
from fsq_beancount.cli.status import UnusableError


@click.command(short_help="Say why an account or posting is what it is.")
@options.ledger
@click.argument("subject", metavar="[ACCOUNT | FILE:LINE]", required=False)
@options.as_of
@options.currency
@options.lang
@options.form
@options.ascii_only
def explain(
    *,
    ledger: str,
    subject: str | None,
    as_of: datetime.date | None,
    currency: str | None,
    lang: str | None,
    form: str,
    ascii_only: bool,
) -> None:
    """Say which rule gave each account or posting its class, role and stream.

    \b
    fsq explain main.beancount
    fsq explain main.beancount Income:Depot
    fsq explain main.beancount 2024.beancount:117
    """  # noqa: D301 - \b keeps click from joining the lines
    _, facts = collect(ledger, currency)
    from fsq_beancount.cli.explanation import programs, text
    from fsq_beancount.cli.explanation.subject import UnknownError, find

    try:
        answer = find(facts, subject, as_of)
    except UnknownError as error:
        raise UnusableError(str(error)) from None
    if form == "json":
        output.write(programs.as_json(facts, answer))
    elif form == "csv":
        output.write(programs.as_csv(facts, answer), output.CSV_ENCODING)
    else:
        output.write(text.render(facts, answer, output.style(lang, ascii_only)))
