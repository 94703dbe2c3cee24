"""Reads and validates TOML files that describe a format, or rules for payments.

For the syntax, see :mod:`fsq_importers.generic`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from fsq_importers.accounts import AccountNameError
from fsq_importers.numbers import Convention
from fsq_importers.reading import Layout, column_name
from fsq_importers.records import Kind
from fsq_importers.rules import Rule

FIELDS: Final = (
    *("date", "amount", "currency", "word", "payee", "text", "iban", "id"),
    *("isin", "wkn", "symbol", "name", "shares", "price", "fee", "tax"),
    *("incoming", "outgoing", "tax_currency", "rate"),
)
"""The fields allowed in ``[map]``."""
_AMOUNTS: Final = frozenset({"incoming", "outgoing"})
_KEYS: Final = (
    *("source", "title", "columns", "numbers", "basis", "charges", "dates", "currency", "exact"),
    *("kind", "map", "kinds", "skip", "rules", "signs", "directions", "header"),
)

_RULE_KEYS: Final = (
    *("account", "payee", "text", "iban", "least", "most", "parts"),
    *("vat_rate", "vat_account", "tags", "narration"),
)
_SOURCE: Final = re.compile(r"[A-Za-z0-9-]+")


class ProfileError(ValueError):
    """An invalid description; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The description of a format in a TOML file.

    Attributes:
        source: The prefix in names and ids.
        title: Its display name.
        layout: The required columns.
        convention: The number format.
        net: Whether amounts are net.
        charged_negative: Whether charged taxes and fees are negative.
        date_form: The date format; empty for the standard formats.
        currency: The currency if there is no column for it.
        exact: Whether fractions of a cent are kept.
        kind: The kind of all rows if no column gives it.
        signed: Whether amounts are signed; else their signs follow from kind and direction.
        header: Whether the table has a header.
        columns: The column of each field, ``#5`` for the fifth one if it has no name.
        kinds: The kinds by the words of the file.
        beginnings: The kinds by the beginnings of words.
        directions: Whether money comes in, by the words of the file, if amounts are not signed.
        skip: For columns, the values of rows that are not bookings.
        rules: The rules for payments.
    """

    source: str
    title: str
    layout: Layout
    convention: Convention
    net: bool
    charged_negative: bool
    date_form: str
    currency: str
    exact: bool
    kind: Kind
    signed: bool
    header: bool
    columns: Mapping[str, str]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    beginnings: tuple[tuple[str, Kind], ...] = ()
    directions: Mapping[str, bool] = field(default_factory=dict)
    skip: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def kind_of(self, word: str) -> Kind | None:
        """Return the kind that a word stands for; ``None`` if the word is not declared."""
        folded = word.casefold()
        if folded in self.kinds:
            return self.kinds[folded]
        return next((kind for start, kind in self.beginnings if folded.startswith(start)), None)


def load(path: str | Path) -> Profile:
    """Return the profile that a TOML file describes.

    Raises:
        ProfileError: The file cannot be read or is invalid.
    """
    name = Path(path).name
    try:
        with open(path, "rb") as file:
            said = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{name}: {error}") from None
    try:
        return _profile(said, name)
    except ProfileError as error:
        raise ProfileError(f"{name}: {error}") from None


def rules_of(path: str | Path) -> tuple[Rule, ...]:
    """Return the rules of a TOML file that contains only ``[[rules]]``.

    Raises:
        ProfileError: The file cannot be read or is invalid.
    """
    name = Path(path).name
    try:
        with open(path, "rb") as file:
            said = tomllib.load(file)
        _only(said, ("rules",), "the file")
        return tuple(map(_rule, _list(said.get("rules", []), "rules")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, ProfileError) as error:
        raise ProfileError(f"{name}: {error}") from None


def _profile(said: Mapping[str, Any], name: str) -> Profile:
    _only(said, _KEYS, "the file")
    source = _text(said, "source", "")
    if not _SOURCE.fullmatch(source):
        raise ProfileError(f'source is "{source}"; write letters, digits and hyphens')
    columns = _columns(said)
    mapped = _table(said, "map")
    _only(mapped, FIELDS, "[map]")
    if "date" not in mapped:
        raise ProfileError("[map] names no column for date")
    if "amount" not in mapped and not _AMOUNTS.issubset(mapped):
        raise ProfileError("[map] names no column for amount, nor both incoming and outgoing")
    if "numbers" not in said:
        raise ProfileError('numbers: say how they are written: "de", "en" or "ch"')
    kinds = {word.casefold(): _kind(kind) for word, kind in _table(said, "kinds").items()}
    return Profile(
        source=source,
        title=_text(said, "title", source),
        layout=Layout(name, frozenset(columns)),
        convention=Convention(_one_of(said, "numbers", tuple(Convention))),
        net=_one_of(said, "basis", ("net", "gross")) == "net",
        charged_negative=_one_of(said, "charges", ("positive", "negative")) == "negative",
        date_form=_text(said, "dates", ""),
        currency=_text(said, "currency", "EUR"),
        exact=_truth(said, "exact", default=False),
        kind=_kind(said.get("kind", Kind.PAYMENT)),
        signed=_one_of(said, "signs", ("file", "kind")) == "file",
        header=_truth(said, "header", default=True),
        columns={ours: column_name(str(theirs)) for ours, theirs in mapped.items()},
        kinds={word: kind for word, kind in kinds.items() if not word.endswith("*")},
        beginnings=tuple((word[:-1], kind) for word, kind in kinds.items() if word[-1:] == "*"),
        directions={
            word.casefold(): _one_of({word: way}, word, ("in", "out")) == "in"
            for word, way in _table(said, "directions").items()
        },
        skip={
            column_name(column): frozenset(str(value).casefold() for value in _list(values, column))
            for column, values in _table(said, "skip").items()
        },
        rules=tuple(map(_rule, _list(said.get("rules", []), "rules"))),
    )


def _columns(said: Mapping[str, Any]) -> list[str]:
    """Return the columns that a file is known by: their names, or how many there are."""
    columns = said.get("columns")
    if not _truth(said, "header", default=True):
        if isinstance(columns, bool) or not isinstance(columns, int) or columns < 2:
            raise ProfileError("columns: without a header, write how many there are: 5")
        return [f"#{number}" for number in range(1, columns + 1)]
    if not isinstance(columns, list) or len(columns) < 2:
        raise ProfileError('columns: write the columns to know the file by, ["Date", "Amount"]')
    return [column_name(str(column)) for column in columns]


def _text(said: Mapping[str, Any], key: str, default: str) -> str:
    value = said.get(key, default)
    if not isinstance(value, str):
        raise ProfileError(f'{key} is {value}; write it as a text: "{value}"')
    return value


def _truth(said: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = said.get(key, default)
    if not isinstance(value, bool):
        raise ProfileError(f"{key} is {value!r}; write true or false, without quotes")
    return value


def _table(said: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = said.get(key, {})
    if not isinstance(value, dict):
        raise ProfileError(f"{key} is no table; write [{key}] and lines below it")
    return value


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise ProfileError(f'{name} is no list; write it as ["Pending"], or [[rules]] for rules')
    return value


def _only(said: Mapping[str, Any], allowed: Sequence[str], where: str) -> None:
    if not isinstance(said, dict):
        raise ProfileError(f"{where} is no table")
    for key in said:
        if key not in allowed:
            raise ProfileError(f'{where} has "{key}"; allowed are {", ".join(allowed)}')


def _one_of(said: Mapping[str, Any], key: str, allowed: Sequence[str]) -> str:
    value = str(said.get(key, allowed[0]))
    if value not in allowed:
        raise ProfileError(f'{key} is "{value}"; allowed are {", ".join(allowed)}')
    return value


def _kind(said: object) -> Kind:
    allowed = [kind for kind in Kind if kind not in (Kind.EXCHANGE, Kind.NOTE)]
    try:
        kind = Kind(str(said))
    except ValueError:
        raise ProfileError(f'"{said}" is no kind; allowed are {", ".join(allowed)}') from None
    if kind not in allowed:
        raise ProfileError(f'"{said}" cannot be told of a row; allowed are {", ".join(allowed)}')
    return kind


def _rule(said: Mapping[str, Any]) -> Rule:
    _only(said, _RULE_KEYS, "[[rules]]")
    try:
        numbers_said: dict[str, Any] = {
            key: Decimal(str(said[key])) for key in ("least", "most", "vat_rate") if key in said
        }
        parts = {name: Decimal(str(part)) for name, part in _table(said, "parts").items()}
    except InvalidOperation:
        raise ProfileError("[[rules]]: an amount is no number; write it as 150.00") from None
    texts: dict[str, Any] = {
        key: str(said[key])
        for key in ("account", "payee", "text", "iban", "vat_account", "narration")
        if key in said
    }
    try:
        return Rule(
            **{"account": "", **texts},
            **numbers_said,
            parts=parts,
            tags=frozenset(map(str, _list(said.get("tags", []), "tags"))),
        )
    except AccountNameError as error:
        raise ProfileError(str(error)) from None
