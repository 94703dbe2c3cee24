"""Groups of flows of an account that were classified alike by the same rule."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from fsq_beancount.books.flows import Flow
from fsq_beancount.classification.reason import Reasons
from fsq_beancount.i18n.reasons import in_english


class ExplainedGroup(NamedTuple):
    """Flows of an account that were classified alike by the same rule."""

    account: str
    income_class: str | None
    role: str
    stream: str | None
    reasons: Reasons
    flows: list[Flow]

    @property
    def postings(self) -> int:
        """The number of postings; the parts of a split posting count once."""
        return len({(id(flow.entry), id(flow.posting)) for flow in self.flows})

    @property
    def amount(self) -> Decimal:
        """The sum of the converted flows, in the report currency."""
        return sum((flow.amount for flow in self.flows if flow.amount is not None), Decimal())

    @property
    def unconverted(self) -> dict[str, Decimal]:
        """The sums of the unconverted flows, by currency."""
        sums: dict[str, Decimal] = {}
        for flow in self.flows:
            if flow.amount is None:
                number, currency = flow.weight
                sums[currency] = sums.get(currency, Decimal()) + number
        return sums


def groups(flows: Iterable[Flow]) -> list[ExplainedGroup]:
    """Group flows by account and decision, sorted by account."""
    found: dict[tuple[object, ...], ExplainedGroup] = {}
    for flow in flows:
        income_class, role, stream, why, _ = flow.decision
        key = (flow.account, income_class, role, stream, why)
        if key not in found:
            found[key] = ExplainedGroup(flow.account, income_class, role, stream, why, [])
        found[key].flows.append(flow)
    return sorted(found.values(), key=_order)


def _order(group: ExplainedGroup) -> tuple[str, ...]:
    why = in_english(group.reasons)
    return (group.account, group.income_class or "", group.role, group.stream or "", why)
