"""What metadata says to us: its values read, and what a person says told apart from our tags.

Which keys there are and where each may stand, :mod:`keys` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from fsq_beancount.core.terms import KEY_RULE

STEM: Final = "fsq"
PREFIXES: Final = ("fsq-", "fsq_")
"""Keys that begin so are meant for us; with an underscore they are a mistake."""

USUAL_KEYS: Final = 2
"""Metadata always has ``filename`` and ``lineno``; without more there is nothing to look for."""


def text_in(meta: Mapping[str, Any] | None, key: str) -> str | None:
    """Return the text of a metadata key, ``None`` where it is missing, empty or no text."""
    value = meta.get(key) if meta else None
    return value if isinstance(value, str) and value.strip() else None


def is_year(value: object) -> bool:
    """Return whether a value is a year that a flow can be moved to."""
    # A Decimal with a fraction or an exponent is no year; int() of a NaN would raise.
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
    """Return whether a value is a number of months that one can have paid for."""
    return (
        isinstance(value, Decimal)
        and value.is_finite()
        and value == value.to_integral_value()
        and 1 <= value <= 120
    )


def is_name(value: object) -> bool:
    """Return whether a value is a name: text with something in it."""
    return isinstance(value, str) and bool(value.strip())


def has_more(meta: Mapping[str, Any] | None) -> bool:
    """Return whether metadata has more than Beancount writes to all there is.

    Its length is there at once, where a search for a key takes as long as all else. ``False``
    promises that no key of ours is in it.
    """
    return meta is not None and len(meta) > USUAL_KEYS


def speaks(meta: Mapping[str, Any]) -> bool:
    """Return whether metadata has a key that is meant for us, right or wrong."""
    # A search in one string: this is asked of every transaction there is.
    return len(meta) > USUAL_KEYS and STEM in "".join(meta)


def tagged(meta: dict[str, Any] | None, tags: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the metadata of a posting with the tags that the plugin gives it.

    Args:
        meta: What the posting has.
        tags: The tags, :data:`KEY_RULE` first; by that :func:`of_person` tells the two apart.

    Returns:
        Both, what is there before what is added; ``None`` where there is nothing to add, since an
        earlier run has said all or a person has.
    """
    if not meta:
        return dict(tags) if len(tags) > 1 else None
    if len(meta) > USUAL_KEYS:
        if KEY_RULE in meta:
            return None
        tags = {key: tags[key] for key in tags if key not in meta}
    return {**meta, **tags} if len(tags) > 1 else None


def of_plugin_alone(meta: Mapping[str, Any]) -> bool:
    """Return whether all that metadata of a posting says to us has been added by the plugin.

    Args:
        meta: Metadata with :data:`KEY_RULE` that :func:`has_more`, as :func:`tagged` writes it.
    """
    # By its place: this is asked of all income there is.
    return list(meta)[USUAL_KEYS] == KEY_RULE


def of_person(meta: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return the metadata that a person has written, ``None`` if none of it is meant for us.

    The plugin adds its tags behind what is there, its rule first: what comes after the rule is
    not said by anybody, but decided, and is decided anew wherever figures are computed. So they
    do not depend on what the plugin did not know yet: a price, a name that a later plugin gives.
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
