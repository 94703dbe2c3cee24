"""Depreciation (*Abschreibungen*): book each month what depreciable assets lose in value.

::

    plugin "fsq_beancount.depreciation"

    2020-03-14 * "Autohaus" "VW Golf"
      Assets:Auto                 30000.00 EUR
        fsq-useful-life: 10
        fsq-residual: 7500.00 EUR
      Assets:Bank                -30000.00 EUR

On the last day of each month, up to the as-of date of the ledger, the plugin books::

    2020-03-31 * "Depreciation of VW Golf, month 1 of 120" ^depreciation-2020-03-14
      Expenses:Depreciation         187.50 EUR
        fsq-role: "virtual"
      Assets:Depreciation:Auto     -187.50 EUR

It is straight line from the price to the residual value over the useful life in years, the month
of purchase included, in cents that are rounded cumulatively. With ``fsq-sold: DATE`` it ends on
that day: what stands on the contra account for the thing is booked back against the same expense
account, in no figure (``fsq-role: "excluded"``). The asset's own account is never touched, so
the ledger's ``balance`` directives and currency constraints hold.

Both accounts are opened here. They are called ``Abschreibungen`` where the ledger's expenses have
a German name or an account is called so already; others are named by option::

    2020-01-01 custom "fsq-option" "depreciation-account" Expenses:Wear
    2020-01-01 custom "fsq-option" "contra-account" Assets:Wear

The plugin may stand before or after ``fsq_beancount`` and more than once: it books once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from beancount.core import data

from fsq_beancount.books import depreciable, depreciation, facts
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import DEPRECIATION_OPTION
from fsq_beancount.settings import reading
from fsq_beancount.tables import load_mark

__plugins__ = ("plugin",)

_REPORTERS: Final = ("fsq_beancount", "fsq_beancount.classify")
"""Plugins that report every mistake in directives and metadata of ours."""


@exact
def plugin(
    entries: Sequence[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> tuple[list[data.Directive], list[FsqError]]:
    """Book the depreciation of depreciable assets; a Beancount plugin.

    Args:
        entries: The directives of the ledger.
        options_map: Its options; a mark that we were here is left in them.
        config: Nothing: settings are directives of the ledger.

    Returns:
        The directives with those booked, and an error for each mistake.
    """
    if not load_mark.leave(options_map, DEPRECIATION_OPTION):
        return list(entries), []
    mistakes: list[FsqError] = []
    if not any(name in _REPORTERS for name, _ in options_map.get("plugin") or ()):
        mistakes.extend(facts.collect(entries, options_map).errors)
    if config:
        message = (
            f'the plugin line has the configuration "{config}", but it takes none; write: '
            f'custom "fsq-option" "{depreciation.OPTION_EXPENSES}" ACCOUNT'
        )
        source = data.new_metadata(options_map.get("filename") or "<fsq>", 0)
        mistakes.append(FsqError(source, message, None))
    if not depreciable.are_in(entries):
        # Nearly every ledger of many years: nothing more is read of it.
        return list(entries), mistakes
    ordered = sorted(entries, key=data.entry_sortkey)
    settings, _ = reading.read(ordered, options_map)
    booked, problems = depreciation.book(ordered, settings)
    return booked, [*mistakes, *problems]
