"""Fava's controls for the page, or a sentence that says why Fava cannot apply them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from fava.helpers import FavaAPIError
from flask import request

from fsq_beancount.i18n import language
from fsq_beancount.report import fava_controls
from fsq_beancount.report.fava_controls import Controls

if TYPE_CHECKING:
    from fava.beans.abc import Directive

FILTERS: Final = ("account", "filter", "time")


def controls(entries: Sequence[Directive], locale: str) -> Controls:
    """Read the controls of the request that Fava is answering.

    Args:
        entries: The directives of the ledger, in order of date.
        locale: The language of the sentence.

    Raises:
        FavaAPIError: Fava cannot parse a filter, or cannot show a directive.
    """
    try:
        return fava_controls.of_request()
    except (ValueError, OverflowError, re.error) as error:
        # 30 February, the year before 1, or an unclosed bracket: Fava passes Python's error on.
        raise FavaAPIError(_sentence(entries, locale)) from error


def _sentence(entries: Sequence[Directive], locale: str) -> str:
    _ = language.translation(locale).gettext
    filters = ", ".join(filter(None, map(request.args.get, FILTERS)))
    if filters or not entries or entries[-1].date != datetime.date.max:
        return _("The filters are not understood: {filters}").format(filters=filters)
    # Fava counts up to the day after the last directive.
    meta = entries[-1].meta
    return _(
        "{place}: Fava shows nothing of a ledger with a directive of the last day of the calendar, "
        "{date}; give it an earlier date."
    ).format(
        place=f"{meta.get('filename', '')}:{meta.get('lineno', 0)}",
        date=datetime.date.max.isoformat(),
    )
