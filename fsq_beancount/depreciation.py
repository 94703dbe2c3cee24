"""Depreciation (*Abschreibungen*): book the monthly loss in value of depreciable assets.

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

Depreciation is straight-line from the price to the residual value over the useful life in years,
the month of purchase included, in cumulatively rounded cents. With ``fsq-sold: DATE`` it ends on
that day: the accumulated depreciation of the asset is booked back from the contra account against
the same expense account, in no figure (``fsq-role: "excluded"``). The asset's own account is never
touched, so the ledger's ``balance`` directives and currency constraints still hold.

The plugin opens both accounts. They are named ``Abschreibungen`` where the ledger's expense root
is German or such an expense account exists; options set other accounts::

    2020-01-01 custom "fsq-option" "depreciation-account" Expenses:Wear
    2020-01-01 custom "fsq-option" "contra-account" Assets:Wear

The plugin line may be before or after ``fsq_beancount``, and repeated: it books only once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from beancount.core import data

from fsq_beancount.books import depreciable, depreciation, facts
from fsq_beancount.books.authorship import Authorship
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.precision import exact
from fsq_beancount.core.terms import DEPRECIATION_OPTION
from fsq_beancount.settings import reading
from fsq_beancount.tables import load_mark

__plugins__ = ("plugin",)

_REPORTERS: Final = ("fsq_beancount", "fsq_beancount.classify")
"""Plugins that report every mistake in the suite's directives and metadata."""


@exact
def plugin(
    entries: Sequence[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> tuple[list[data.Directive], list[FsqError]]:
    """Book the depreciation of depreciable assets; a Beancount plugin.

    Args:
        entries: The directives of the ledger.
        options_map: Its options; a mark that the plugin has run is left in them.
        config: Not supported: settings are directives of the ledger.

    Returns:
        The directives with the depreciation entries, and an error for each mistake.
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
        # Most ledgers have none: skip sorting and reading the settings.
        return list(entries), mistakes
    ordered = sorted(entries, key=data.entry_sortkey)
    settings, _ = reading.read(ordered, options_map)
    authorship = Authorship(ordered, options_map.get("filename") or "")
    as_of = facts.as_of_date(ordered, authorship)
    booked, problems = depreciation.book(ordered, settings, as_of)
    return booked, [*mistakes, *problems]
