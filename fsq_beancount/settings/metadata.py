"""Metadata: reading its values, and separating a person's metadata from the plugin's.

The keys and their places are defined in :mod:`keys`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.core.terms import KEY_RULE

STEM: Final = "fsq"
PREFIXES: Final = ("fsq-", "fsq_")
"""The prefixes of the suite's keys; those with an underscore are mistakes."""

USUAL_KEYS: Final = 2
"""Metadata always has ``filename`` and ``lineno``; with no more keys it needs no search."""


def text_in(meta: Mapping[str, Any] | None, key: str) -> str | None:
    """Return the text of a metadata key, ``None`` where it is missing, empty or not text."""
    value = meta.get(key) if meta else None
    return value if isinstance(value, str) and value.strip() else None


def is_year(value: object) -> bool:
    """Return whether a value is a year that a flow can be moved to."""
    # A Decimal with a fraction is not a year; int() of a NaN would raise.
    return (
        isinstance(value, Decimal)
        and value.is_finite()
        and value == value.to_integral_value()
        and 1900 <= value <= 9998
    )


def is_hours(value: object) -> bool:
    """Return whether a value is a number of hours."""
    return isinstance(value, Decimal) and value.is_finite() and value >= 0


def is_months(value: object) -> bool:
    """Return whether a value is a number of months that a payment can cover."""
    return (
        isinstance(value, Decimal)
        and value.is_finite()
        and value == value.to_integral_value()
        and 1 <= value <= 120
    )


def is_name(value: object) -> bool:
    """Return whether a value is a name: text that is not blank."""
    return isinstance(value, str) and bool(value.strip())


def has_more(meta: Mapping[str, Any] | None) -> bool:
    """Return whether metadata has more keys than Beancount itself writes everywhere.

    Checking the length is much cheaper than searching for a key. ``False`` guarantees that none
    of the suite's keys is in it.
    """
    return meta is not None and len(meta) > USUAL_KEYS


def speaks(meta: Mapping[str, Any]) -> bool:
    """Return whether metadata may have a key of this suite, valid or not."""
    # A single string search, for speed: this runs for every transaction.
    return len(meta) > USUAL_KEYS and STEM in "".join(meta)


def tagged(meta: dict[str, Any] | None, tags: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the metadata of a posting with the plugin's annotations added.

    Args:
        meta: The existing metadata of the posting.
        tags: The annotations, :data:`KEY_RULE` first, which lets :func:`of_person` separate them.

    Returns:
        The existing metadata, then the annotations; ``None`` if there is nothing to add, because
        an earlier run or a person has set everything.
    """
    if not meta:
        return dict(tags) if len(tags) > 1 else None
    if len(meta) > USUAL_KEYS:
        if KEY_RULE in meta:
            return None
        tags = {key: tags[key] for key in tags if key not in meta}
    return {**meta, **tags} if len(tags) > 1 else None


def of_plugin_alone(meta: Mapping[str, Any]) -> bool:
    """Return whether all of the suite's metadata on a posting has been added by the plugin.

    Args:
        meta: Metadata with :data:`KEY_RULE` that :func:`has_more`, as :func:`tagged` writes it.
    """
    # By position, for speed: this runs for all income.
    return list(meta)[USUAL_KEYS] == KEY_RULE


def of_person(meta: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return the metadata that a person has written, ``None`` if it has none of the suite's keys.

    The plugin appends its annotations to existing metadata, the rule first: keys after the rule
    are not declared but decided, and are decided again wherever figures are computed. So figures
    do not depend on information that the plugin lacked: a price, or a name set by a later plugin.
    """
    if not meta or KEY_RULE not in meta:
        return meta if meta and speaks(meta) else None
    if not has_more(meta) or of_plugin_alone(meta):
        return None
    said: dict[str, Any] = {}
    for name, value in meta.items():
        if name == KEY_RULE:
            break
        if name.startswith(PREFIXES):
            said[name] = value
    if not said:
        return None
    return {"filename": meta.get("filename"), "lineno": meta.get("lineno"), **said}
