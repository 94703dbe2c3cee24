"""The change of wealth over a period, by part."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from fsq_beancount.core.precision import exact

ZERO: Final = Decimal()


class Cause(StrEnum):
    """The cause of a change of wealth that is neither saved nor earned."""

    EQUITY = "equity"
    PADDING = "padding"
    EXCLUDED = "excluded"
    FIRST_PRICE = "first-price"
    UNBALANCED = "unbalanced"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The change of net wealth over a period, by part: each is its signed contribution, currency.

    Attributes:
        first: The first day.
        last: The last day.
        opening: The wealth at the end of the day before.
        closing: The wealth at the end of the last day.
        saving: Net income from work, gifts and unclassified sources, less living costs.
        transfers: What crossed the border of a part of the ledger from or to accounts outside it;
            zero for the whole.
        brought_in: Lots that came or left without a sale, at market value less their latent tax,
            with the postings to equity of their transactions.
        capital_income: Dividends, interest, rent and the like, net of their costs.
        gains_realised: Realised gains and losses, net of their costs.
        gains_unrealised: The increase in the value of lots.
        currency_effect: The increase in the value of money.
        latent_tax_change: The decrease of the latent tax, without that of what is brought in;
            ``None`` without a tax profile.
        claims_change: The increase of claims to pensions; ``None`` if they are undefined.
        depreciation: The loss in value of depreciable assets, negative.
        cost_of_debt: Loan interest, negative.
        other: The rest.
        other_by_cause: The rest by cause, without zero amounts.
        human_capital_change: The increase of human capital, which is what total wealth changes by
            beyond this; ``None`` where it is undefined at one end.
        opening_total: The total wealth at the end of the day before; ``None`` where undefined.
        closing_total: The total wealth at the end of the last day, likewise.
    """

    first: datetime.date
    last: datetime.date
    opening: Decimal
    closing: Decimal
    saving: Decimal
    brought_in: Decimal
    capital_income: Decimal
    gains_realised: Decimal
    gains_unrealised: Decimal
    currency_effect: Decimal
    latent_tax_change: Decimal | None
    claims_change: Decimal | None
    depreciation: Decimal
    cost_of_debt: Decimal
    other: Decimal
    other_by_cause: Mapping[Cause, Decimal] = field(default_factory=dict)
    human_capital_change: Decimal | None = None
    opening_total: Decimal | None = None
    closing_total: Decimal | None = None
    transfers: Decimal = ZERO

    @property
    def cost_of_debt_change(self) -> Decimal:
        """The cost of debt under the id of its definition, as ``cost_of_debt`` is a rate there."""
        return self.cost_of_debt

    @property
    @exact
    def together(self) -> Decimal:
        """The sum of the parts: the change of net wealth."""
        return self.closing - self.opening

    @property
    def parts(self) -> dict[str, Decimal]:
        """The parts by their names; they add up to ``closing - opening``."""
        return {name: getattr(self, name) or ZERO for name in PARTS}


PARTS: Final = (
    "saving",
    "transfers",
    "brought_in",
    "capital_income",
    "gains_realised",
    "gains_unrealised",
    "currency_effect",
    "latent_tax_change",
    "claims_change",
    "depreciation",
    "cost_of_debt",
    "other",
)
"""The parts of a change, in the order in which they are shown."""

BESIDE: Final = ("human_capital_change", "opening_total", "closing_total")
"""What is told beside the parts: total wealth, and what it has beyond net wealth."""
