"""Annotate the income of a ledger as passive, near-passive or active, with the reason.

::

    plugin "fsq_beancount.classify"      ; part of: plugin "fsq_beancount"

    2020-01-01 open Income:Depot:Dividenden EUR
      fsq-class: "passive"
      fsq-stream: "Aktien"
    2020-01-01 custom "fsq-rule" "Income:.*:Airbnb" "near-passive" "Immobilien"
    2020-01-01 custom "fsq-tag" "nebenjob" "active"

Every income posting gets ``fsq-class`` (and ``fsq-stream`` if it has a stream, and ``fsq-role``
where it is not income), and so do the taxes, fees and other costs of earning it. Plain living
costs are not annotated. For class, role and stream separately, the first that applies decides:

1. metadata of the posting
2. metadata of the transaction (a role there applies to its expense postings only)
3. a tag of the transaction that is mapped to a class
4. metadata of the ``open`` directive of the account or of its nearest ancestor that has it
5. the last rule in force that matches the account or an ancestor of it
6. the account's name; a pension, an annuity or social security is active in a transaction with
   larger active income: an employer's part on a payslip
7. a sale of lots at cost: near-passive, unless it is goods that are sold from stock
8. unclassified, or active in a transaction with active income

Existing values are never overwritten, so running the plugin twice changes nothing; entries are
neither added, dropped, reordered nor mutated.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final, cast

from beancount.core import data

from fsq_beancount.books import mistakes
from fsq_beancount.classification.classifier import PLAIN_LIVING, Classifier
from fsq_beancount.classification.decision import Decision, Outcome, Part
from fsq_beancount.core.errors import FsqError
from fsq_beancount.core.identity import IdentityMemo
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import Prices
from fsq_beancount.core.terms import (
    COSTS_OF_EARNING,
    INCOME,
    KEY_CLASS,
    KEY_ROLE,
    KEY_RULE,
    KEY_STREAM,
    LIVING,
    MIXED,
)
from fsq_beancount.core.weights import Weight
from fsq_beancount.i18n.reasons import in_english
from fsq_beancount.settings.currency import with_operating_currency
from fsq_beancount.settings.directives import has_no_values
from fsq_beancount.settings.metadata import USUAL_KEYS, tagged
from fsq_beancount.settings.reading import read as read_config
from fsq_beancount.tables import load_mark

_Plan = list[tuple[int, dict[str, str]]]
"""The indices of postings in a transaction, and the metadata to add to each."""

# The constructors of the named tuples take twice as long, and creating them is most of the plugin's
# run time. Both take all fields, in order.
_posting: Callable[..., data.Posting] = tuple.__new__
_transaction: Callable[..., data.Transaction] = tuple.__new__
_POSTINGS: Final = data.Transaction._fields.index("postings")
"""The position of the last field of a transaction."""

__plugins__ = ("plugin",)


@exact
def plugin(
    entries: Sequence[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> tuple[list[data.Directive], list[FsqError]]:
    """Annotate the postings of a ledger; a Beancount plugin.

    Args:
        entries: The directives of the ledger.
        options_map: Its options; a mark that the plugin has run is left in them.
        config: Not supported: settings are directives of the ledger.

    Returns:
        The directives, and an error for each mistake in the suite's directives and metadata.
    """
    first_run = load_mark.leave(options_map)
    settings, errors_found = read_config(entries, options_map)
    settings = with_operating_currency(settings, entries)
    prices: list[Prices] = []

    def convert_amount(amount: Weight, date: datetime.date) -> Decimal | None:
        if not prices:
            # Few ledgers need prices to split a cost, so they are read on first use.
            prices.append(Prices(entries))
        return prices[0].convert(amount, currency, date)

    currency = settings.operating[0]
    classifier = Classifier(settings, currency, convert_amount, entries)
    result = list(entries)
    look, decide, tag = classifier.look, classifier.decide, _Tagger(classifier).tag
    transaction = data.Transaction
    for position, entry in enumerate(entries):
        if isinstance(entry, transaction):
            seen = look(entry)
            if seen is not None:
                outcomes = decide(entry, seen)
                if outcomes is not None:
                    result[position] = tag(entry, outcomes)
        elif has_no_values(entry):
            # Beancount's own pad fails on a custom directive without values.
            result[position] = cast("data.Custom", entry)._replace(values=[])
    if not first_run:
        # Another plugin line of this suite has reported the mistakes already.
        errors_found = []
    else:
        errors_found.extend(mistakes.find(settings, classifier.annotated))
    if config:
        message = (
            f'the plugin line has the configuration "{config}", but fsq-beancount takes none; '
            'write: custom "fsq-option" "NAME" VALUE'
        )
        source = data.new_metadata(options_map.get("filename") or "<fsq>", 0)
        errors_found.append(FsqError(source, message, None))
    return result, errors_found


class _Tagger:
    """Writes outcomes to the metadata of postings."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier
        # The metadata to add, by outcomes: equivalent transactions share the same outcomes.
        self._plans: IdentityMemo[Sequence[Outcome], _Plan] = IdentityMemo()

    def tag(self, entry: data.Transaction, outcomes: Sequence[Outcome]) -> data.Transaction:
        """Return a transaction with the missing metadata added, or itself if none is missing."""
        plan = self._plans.get(outcomes)
        if plan is None:
            plan = self._plans.keep(outcomes, self._plan(entry, outcomes))
        postings: list[data.Posting] | None = None
        for position, tags in plan:
            account, units, cost, price, flag, said = entry.postings[position]
            # The usual case, which `tagged` handles too, without a call.
            meta = {**said, **tags} if said and len(said) <= USUAL_KEYS else tagged(said, tags)
            if meta is not None:
                if postings is None:
                    postings = list(entry.postings)
                postings[position] = _posting(
                    data.Posting, (account, units, cost, price, flag, meta)
                )
        if postings is None:
            return entry
        # Joining two tuples is faster than unpacking one into another.
        return _transaction(data.Transaction, entry[:_POSTINGS] + (postings,))  # noqa: RUF005

    def _plan(self, entry: data.Transaction, outcomes: Sequence[Outcome]) -> _Plan:
        plan: _Plan = []
        for position, outcome in enumerate(outcomes):
            if outcome is not None and outcome is not PLAIN_LIVING:
                account = self._classifier.account(entry.postings[position].account)
                tags = _tags(outcome, of_income=account.is_income)
                if tags:
                    plan.append((position, tags))
        return plan


def _tags(outcome: Decision | tuple[Part, ...], *, of_income: bool) -> dict[str, str]:
    """Return the metadata that describes an outcome.

    It is empty for an expense that is not a cost of earning.
    """
    if isinstance(outcome, Decision):
        income_class, role, stream, why, _ = outcome
    else:
        # Of a refund a part may be a living cost; the others say more.
        first = next((part for part in outcome if part.decision.role != LIVING), outcome[0])
        role, why = first.decision.role, first.decision.reasons
        classes = {part.decision.income_class for part in outcome}
        streams = {part.decision.stream for part in outcome}
        income_class = classes.pop() if len(classes) == 1 else MIXED
        stream = streams.pop() if len(streams) == 1 else None
    if not of_income and role != INCOME and role not in COSTS_OF_EARNING:
        return {}
    tags = {KEY_RULE: in_english(why)}
    if income_class is not None:
        tags[KEY_CLASS] = income_class
    if role != INCOME or not of_income:
        tags[KEY_ROLE] = role
    if stream is not None:
        tags[KEY_STREAM] = stream
    return tags
