r"""Any CSV, described by a TOML file instead of code.

::

    # trading.toml
    source = "trading"                 # in names and ids; letters, digits, hyphens
    columns = ["Action", "Time", "ISIN", "Total", "Currency (Total)"]
    numbers = "en"                     # "de" 1.234,56 · "en" 1,234.56 · "ch" 1'234.56
    basis = "net"                      # what the amount is: "net" or "gross"
    charges = "positive"               # the sign of a tax or fee that was charged
    dates = "%m/%d/%Y"                 # only where they are not 2026-03-27, 27.03.2026, 20260327
    currency = "EUR"                   # only where there is no column for it
    exact = false                      # true: keep fractions of a cent

    [map]                              # our fields, and what the file calls them
    date = "Time"
    amount = "Total"
    currency = "Currency (Total)"
    word = "Action"
    isin = "ISIN"
    tax = "Withholding tax"

    [kinds]                            # the words of the file; a * at the end stands for any rest
    "Dividend*" = "dividend"
    "Interest on cash" = "interest"
    "Market buy" = "buy"

    [skip]                             # rows that are no bookings
    Status = ["Pending"]

    [[rules]]                          # as fsq_importers.rules, for payments
    account = "Income:Vermietung:Mieteinnahmen"
    payee = "Mieter"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from fsq_importers import dates, numbers, reading
from fsq_importers.accounts import AccountNameError, Accounts
from fsq_importers.importer import TableImporter
from fsq_importers.numbers import ZERO, Convention
from fsq_importers.reading import Layout, Row, column_name
from fsq_importers.records import TRADES, Kind, Record, Security, Skipped, TaxKind
from fsq_importers.rules import Rule

FIELDS: Final = (
    *("date", "amount", "currency", "word", "payee", "text", "iban", "id"),
    *("isin", "wkn", "symbol", "name", "shares", "price", "fee", "tax"),
)
"""What ``[map]`` may name."""
_NEEDED: Final = ("date", "amount")
_KEYS: Final = (
    *("source", "title", "columns", "numbers", "basis", "charges", "dates", "currency", "exact"),
    *("kind", "map", "kinds", "skip", "rules"),
)
_RULE_KEYS: Final = (
    *("account", "payee", "text", "iban", "least", "most", "parts"),
    *("vat_rate", "vat_account", "tags", "narration"),
)
_SOURCE: Final = re.compile(r"[A-Za-z0-9-]+")
_WHOLE_AMOUNT: Final = {Kind.TAX, Kind.VORABPAUSCHALE, Kind.FEE}


class ProfileError(ValueError):
    """A description that cannot be used; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a TOML file says about a format.

    Attributes:
        source: The word in names and ids.
        title: Its name for people.
        layout: The columns that must be there.
        convention: How numbers are written.
        net: Whether amounts are net.
        charged_negative: Whether a tax or fee that was charged is negative.
        date_form: The form of dates, empty for the usual ones.
        currency: Where there is no column for it.
        exact: Whether fractions of a cent are kept.
        kind: What a row is where no column says it.
        columns: The column of each field.
        kinds: What words stand for.
        beginnings: What the beginnings of words stand for.
        skip: The values of columns of rows that are no bookings.
        rules: What payments were for.
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
    columns: Mapping[str, str]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    beginnings: tuple[tuple[str, Kind], ...] = ()
    skip: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def kind_of(self, word: str) -> Kind | None:
        """Return what a word stands for, ``None`` where nothing is said about it."""
        folded = word.casefold()
        if folded in self.kinds:
            return self.kinds[folded]
        return next((kind for start, kind in self.beginnings if folded.startswith(start)), None)


def load(path: str | Path) -> Profile:
    """Return the profile that a TOML file describes.

    Raises:
        ProfileError: The file cannot be read or says something that is not understood.
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
    """Return the rules of a TOML file that holds ``[[rules]]`` and nothing else.

    Raises:
        ProfileError: The file cannot be read or says something that is not understood.
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
    source = str(said.get("source", ""))
    if not _SOURCE.fullmatch(source):
        raise ProfileError(f'source is "{source}"; write letters, digits and hyphens')
    columns = said.get("columns")
    if not isinstance(columns, list) or len(columns) < 2:
        raise ProfileError('columns: write the columns to know the file by, ["Date", "Amount"]')
    mapped = _table(said, "map")
    _only(mapped, FIELDS, "[map]")
    for needed in _NEEDED:
        if needed not in mapped:
            raise ProfileError(f"[map] names no column for {needed}")
    if "numbers" not in said:
        raise ProfileError('numbers: say how they are written: "de", "en" or "ch"')
    kinds = {word.casefold(): _kind(kind) for word, kind in _table(said, "kinds").items()}
    return Profile(
        source=source,
        title=str(said.get("title", source)),
        layout=Layout(name, frozenset(column_name(str(column)) for column in columns)),
        convention=Convention(_one_of(said, "numbers", tuple(Convention))),
        net=_one_of(said, "basis", ("net", "gross")) == "net",
        charged_negative=_one_of(said, "charges", ("positive", "negative")) == "negative",
        date_form=str(said.get("dates", "")),
        currency=str(said.get("currency", "EUR")),
        exact=bool(said.get("exact", False)),
        kind=_kind(said.get("kind", Kind.PAYMENT)),
        columns={ours: column_name(str(theirs)) for ours, theirs in mapped.items()},
        kinds={word: kind for word, kind in kinds.items() if not word.endswith("*")},
        beginnings=tuple((word[:-1], kind) for word, kind in kinds.items() if word[-1:] == "*"),
        skip={
            column_name(column): frozenset(str(value).casefold() for value in _list(values, column))
            for column, values in _table(said, "skip").items()
        },
        rules=tuple(map(_rule, _list(said.get("rules", []), "rules"))),
    )


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


class Generic(TableImporter):
    """An importer that a TOML file describes.

    Attributes:
        profile: What it says.
    """

    def __init__(
        self, profile: Profile | str | Path, accounts: Accounts | str, rules: Sequence[Rule] = ()
    ) -> None:
        self.profile = profile if isinstance(profile, Profile) else load(profile)
        super().__init__(accounts, (*rules, *self.profile.rules))
        # Of the class where code describes the format, of the instance where data does.
        self.source = self.profile.source  # type: ignore[misc]
        self.title = self.profile.title  # type: ignore[misc]
        self.exact = self.profile.exact  # type: ignore[misc]
        self.convention = self.profile.convention  # type: ignore[misc]
        self.layouts = (self.profile.layout,)  # type: ignore[misc]

    def recognises(self, filepath: str) -> bool:
        """Return whether the file has the columns of the description."""
        table = reading.find(filepath, self.layouts)
        return table is not None and set(self.profile.columns.values()).issubset(
            # A column for a tax or fee may be missing where there was none.
            {*table.header, *(self.profile.columns.get(each, "") for each in ("tax", "fee"))}
        )

    def parse(self, row: Row, **more: Any) -> Iterator[Record | Skipped]:
        """Yield what a row says."""
        profile = self.profile
        for column, values in profile.skip.items():
            if row[column].casefold() in values:
                yield Skipped(row.line, f"{column} is {row[column]}", row.raw)
                return
        cells = {ours: row[theirs] for ours, theirs in profile.columns.items()}
        word = cells.get("word", "")
        kind = profile.kind_of(word) if "word" in cells else profile.kind
        unknown = "" if kind else f"type {word or '(empty)'}"
        kind = kind or Kind.PAYMENT
        amount = self.amount(cells["amount"])
        tax, fee = self._charge(cells, "tax"), self._charge(cells, "fee")
        shares = self.number(cells.get("shares", ""))
        if kind in _WHOLE_AMOUNT and not (tax or fee):
            tax, fee = (None, -amount) if kind is Kind.FEE else (-amount, None)
            if not profile.net:
                amount = ZERO
        security = Security(*(cells.get(each, "") for each in ("isin", "symbol", "wkn", "name")))
        if kind in TRADES and not (shares and security != Security()):
            unknown = f"type {word} without a security or a number of shares"
        facts: dict[str, Any] = {
            "currency": (cells.get("currency") or profile.currency).upper(),
            "taxes": ((TaxKind.SUM, tax),),
            "fee": fee,
            "kind": kind,
            "date": self._date(cells["date"]),
            "security": security if security != Security() else None,
            "shares": abs(shares) if shares else None,
            "price": self.number(cells.get("price", "")),
            "payee": cells.get("payee", ""),
            "text": cells.get("text", ""),
            "word": word,
            "iban": cells.get("iban", ""),
            "source_ids": (cells["id"],) if cells.get("id") else (),
            "raw": row.raw,
            "line": row.line,
            "unknown": unknown,
        }
        yield (self.from_net if profile.net else self.from_gross)(amount, **facts)

    def _charge(self, cells: Mapping[str, str], name: str) -> Decimal | None:
        number = self.number(cells.get(name, ""))
        return -number if number and self.profile.charged_negative else number

    def _date(self, text: str) -> Any:
        form = self.profile.date_form
        return dates.parse_as(text, form) if form else dates.parse(text)

    def number(self, text: str) -> Decimal | None:
        """Return the number of a cell, ``None`` where it is empty."""
        return numbers.parse(text, self.profile.convention)
