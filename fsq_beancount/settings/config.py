"""The settings of a ledger: the suite's directives, options and metadata.

They are read and checked by :mod:`reading`.
"""

from __future__ import annotations

import bisect
import datetime
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from beancount.core import data
from beancount.core.account_types import AccountTypes

from fsq_beancount.settings import money
from fsq_beancount.settings.described import Statements, described
from fsq_beancount.settings.directives import Statement
from fsq_beancount.settings.directives.meta import Meta
from fsq_beancount.settings.directives.milestone import Milestone
from fsq_beancount.settings.directives.option import Setting
from fsq_beancount.settings.directives.rule import Rule
from fsq_beancount.settings.directives.tag import TagRule

Kind = TypeVar("Kind", bound=Statement)


@dataclass(frozen=True)  # no slots: the cached property needs a ``__dict__``
class Config:
    """The settings of a ledger.

    Attributes:
        roots: The names of the five root accounts.
        currency: The first operating currency, if the ledger names one.
        said: The statements of the suite's directives, by type, in the order in which they
            overrule each other, the strongest last: by date, by file, by line (:mod:`order`).
        opens: The ``open`` directive of every account, with all metadata declared for it; also of
            accounts that only ``fsq-meta`` declares. Of values for different days, it has the
            last; see :meth:`on`.
        opens_more: Whether a plugin opens accounts that the ledger does not open, so that more
            accounts may exist than are visible here.
        commodities: The ``commodity`` directive of every currency that has one, likewise.
        opened: The ``open`` directives as written in the ledger, without other accounts.
        declared: The ``commodity`` directives as written in the ledger.
        elsewhere: The metadata of the ``fsq-meta`` directives.
        excluded: Currencies excluded from all figures.
        folder: The folder of the ledger; places are relative to it.
        milestones: The milestones of all dates, in the order of the file.
        operating: The operating currencies.
        what_if: The options that replace those of the ledger for a single run.
    """

    roots: AccountTypes
    currency: str | None
    said: Mapping[type, tuple[Statement, ...]] = field(default_factory=dict)
    opens: Mapping[str, data.Open] = field(default_factory=dict)
    opens_more: bool = False
    commodities: Mapping[str, data.Commodity] = field(default_factory=dict)
    opened: Mapping[str, data.Open] = field(default_factory=dict)
    declared: Mapping[str, data.Commodity] = field(default_factory=dict)
    elsewhere: Statements = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    folder: str = ""
    milestones: tuple[Milestone, ...] = ()
    operating: tuple[str, ...] = ()
    what_if: tuple[Setting, ...] = ()

    def is_money(self, commodity: str) -> bool:
        """Return whether a commodity is money where it is held without a cost.

        An operating currency always is. For any other, the declaration of the commodity decides,
        and without one, whether it is the present or past currency of a state or a union.
        """
        known = self._money.get(commodity)
        if known is None:
            known = self._money[commodity] = self._decide_money(commodity)
        return known

    def is_operating(self, commodity: str) -> bool:
        """Return whether a commodity is an operating currency: money regardless of metadata."""
        return commodity == self.currency or commodity in self.operating

    def _decide_money(self, commodity: str) -> bool:
        if self.is_operating(commodity):
            return True
        declared = self.commodities.get(commodity)
        said = None if declared is None else money.said_to_be_money(declared.meta)
        return money.is_currency(commodity) if said is None else said

    @cached_property
    def _money(self) -> dict[str, bool]:
        return {}

    def statements(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the statements of the directives of a kind, the strongest last."""
        # `reading.read` has sorted them by type.
        return cast("tuple[Kind, ...]", self.said.get(kind, ()))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in order of precedence, the highest last."""
        return self.statements(Rule)

    @property
    def policy_dates(self) -> Sequence[datetime.date]:
        """The days on which rules or ``fsq-meta`` may change the policy of an account, in order."""
        rules = [rule.date for rule in self.rules]
        return sorted((*rules, *(meta.date for meta in self.statements(Meta))))

    @property
    def tags(self) -> tuple[TagRule, ...]:
        """The mappings of tags to classes in order of precedence, the highest last."""
        return self.statements(TagRule)

    def option(self, name: str, date: datetime.date) -> Any:
        """Return the value of an option on a day, ``None`` where it is not set.

        The latest value in force applies; the first applies before its date, too.
        """
        setting = self.setting(name, date)
        return None if setting is None else setting.value

    def setting(self, name: str, date: datetime.date) -> Setting | None:
        """Return the directive that sets an option on a day, ``None`` if there is none."""
        if name not in self._settings:
            return None
        dates, settings = self._settings[name]
        return settings[max(bisect.bisect_right(dates, date), 1) - 1]

    @cached_property
    def _settings(self) -> Mapping[str, tuple[list[datetime.date], list[Setting]]]:
        """The start dates and the settings of each option, in order."""
        found: dict[str, tuple[list[datetime.date], list[Setting]]] = {}
        for setting in self.statements(Setting):
            dates, settings = found.setdefault(setting.name, ([], []))
            dates.append(setting.date)
            settings.append(setting)
        return found

    def on(self, date: datetime.date) -> Config:
        """Return a copy with the ``fsq-meta`` of accounts and commodities in force on a day."""
        if not self.elsewhere:
            return self
        opens, commodities = described(self.opened, self.declared, self.elsewhere, date)
        return replace(self, opens=opens, commodities=commodities)

    def with_options(self, settings: Sequence[Setting]) -> Config:
        """Return a copy in which the given settings replace those of the ledger."""
        names = {setting.name for setting in settings}
        others = (one for one in self.statements(Setting) if one.name not in names)
        # The last of each name takes effect; these are in force on all dates of the ledger.
        last = {setting.name: setting for setting in settings}
        said = {**self.said, Setting: (*last.values(), *others)}
        return replace(self, said=said, what_if=(*self.what_if, *settings))

    def place(self, meta: Mapping[str, Any] | None) -> str:
        """Return a place in the ledger as ``file:line``, relative to the ledger's folder."""
        if not meta or not meta.get("filename"):
            return "?"
        filename = str(meta["filename"])
        if self.folder and filename.startswith(self.folder + os.sep):
            filename = filename[len(self.folder) + 1 :]
        return f"{filename}:{meta.get('lineno', 0)}"
