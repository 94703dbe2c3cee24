"""``custom "fsq-meta" SUBJECT "KEY" VALUE``: metadata of an ``open`` or ``commodity`` elsewhere.

It says what the metadata KEY would say on the ``open`` of an account, or on the ``commodity`` that
a string names, where those are in a file that is not to be changed. It goes before the metadata it
stands for. The latest in force holds, the first before its date, too; what has no date of its own,
such as the class of an asset, is as the as-of date has it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from beancount.core import account as account_module
from beancount.core import data

from fsq_beancount.settings.directives.values import is_text

TYPE: Final = "fsq-meta"

USAGE: Final = (
    'write: custom "fsq-meta" ACCOUNT "KEY" VALUE, for example custom "fsq-meta" Assets:Haus '
    '"fsq-liquidity" "months", or of a commodity: custom "fsq-meta" "VWCE" "fsq-asset-class" '
    '"stocks"'
)


class Meta(NamedTuple):
    """A ``custom "fsq-meta"``: a key of metadata and its value from a date on.

    Attributes:
        date: The first day it is in force.
        subject: The account or the commodity.
        is_account: Whether the subject is an account.
        key: The key.
        value: Its value, of the type that metadata would have.
        entry: The directive.
    """

    date: datetime.date
    subject: str
    is_account: bool
    key: str
    value: Any
    entry: data.Custom


def read(entry: data.Custom, values: Sequence[Any]) -> Meta | str:
    """Return the metadata that a directive states, or what is wrong with its form.

    Whether there are such a subject, key and value, is not known here.
    """
    if len(values) != 3:
        count = f"{len(values) or 'no'} value{'' if len(values) == 1 else 's'}"
        return f"{TYPE} has {count}; it needs a subject, a key and a value: {USAGE}"
    subject, key, value = values
    is_account = subject.dtype == account_module.TYPE
    if not is_account and not is_text(subject.value):
        return f"{TYPE} begins with {subject.value}, neither an account nor a commodity: {USAGE}"
    if not is_text(key.value) or key.dtype == account_module.TYPE:
        return f"{TYPE} has {key.value} where its key belongs, in quotes: {USAGE}"
    name = str(subject.value).strip()
    # No commodity has a colon in its name, so an account in quotes is one, too.
    is_account = is_account or ":" in name
    return Meta(entry.date, name, is_account, key.value.strip(), value.value, entry)
