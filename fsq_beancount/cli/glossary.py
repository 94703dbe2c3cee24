"""``fsq glossary``: the definitions of the figures."""

from __future__ import annotations

import click

from fsq_beancount.cli import options, output
from fsq_beancount.cli.status import UnusableError


@click.command(short_help="Say what the figures mean.")
@click.argument("figure", required=False)
@options.lang
@options.ascii_only
def glossary(figure: str | None, lang: str | None, ascii_only: bool) -> None:
    """Say what each FIGURE means, in words and worked through with numbers.

    \b
    fsq glossary
    fsq glossary fsq_narrow
    """  # noqa: D301 - \b keeps click from joining the lines
    from fsq_beancount.text import glossary as explanations

    try:
        text = explanations.render(figure, output.style(lang, ascii_only))
    except explanations.UnknownFigureError as error:
        raise UnusableError(str(error)) from None
    output.write(text)
