"""What each lot is worth, cost and gained, and which rule taxes it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fsq_beancount.books.holdings import Holding, Kind
from fsq_beancount.books.positions import Positions
from fsq_beancount.core.precision import exact
from fsq_beancount.core.prices import round_places
from fsq_beancount.measures.scope import Scope
from fsq_beancount.measures.wealth.latent_tax import LatentTax
from fsq_beancount.measures.wealth.latent_taxes import LatentTaxes
from fsq_beancount.measures.wealth.tax_law import Law
from fsq_beancount.measures.wealth.vintages import Lots, by_lot
from fsq_beancount.tax.profile import PRIVATE, Rule, Treatment

ZERO: Final = Decimal()
ONE: Final = Decimal(1)
_OWNED: Final = frozenset({Kind.ASSET, Kind.RECEIVABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxation:
    """How the gain of a lot is taxed.

    Attributes:
        word: The declared treatment; ``None`` if there is none, which is fully taxed.
        whole: Whether the whole value is taxed instead of the gain.
        rules: The rule of each part of the gain, in order of time; empty where the gain is unknown
            or is not taxed.
        exempt: The exempt fraction of what is taxed, but for what is taxed in full.
        source: The legal source of the rules; empty for what has no rule of its own.
    """

    word: str | None
    whole: bool = False
    rules: tuple[Rule, ...] = ()
    exempt: Decimal = ZERO
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot held on a day; money in the report currency.

    Attributes:
        account: The account.
        commodity: The commodity.
        date: The day of purchase.
        units: The units.
        cost: Their cost, at the price of the day of purchase; ``None`` without a price path. Where
            the law takes the moving average, the share of it.
        value: Their market value; ``None`` without a price.
        gain: The value less the cost; ``None`` where one of them is unknown.
        taxation: How its gain is taxed; ``None`` without a tax profile, and for what is no asset.
        tax: The tax on its gain alone, before losses are offset and allowances are deducted,
            negative for a loss; ``None`` where it is unknown.
    """

    account: str
    commodity: str
    date: datetime.date
    units: Decimal
    cost: Decimal | None
    value: Decimal | None
    gain: Decimal | None
    taxation: Taxation | None
    tax: Decimal | None

    @property
    def rule(self) -> str:
        """The treatment and the rule of its day of purchase with the source.

        Such as ``equity-fund: full, taxed (§ 56 Abs. 2, 3 InvStG)``; empty without a taxation.
        """
        if self.taxation is None:
            return ""
        said, rules, source = self.taxation.word or "–", self.taxation.rules, self.taxation.source
        if rules:
            said = f"{said}: {', '.join(rules)}"
        return f"{said} ({source})" if rules and source else said


@exact
def of(scope: Scope) -> tuple[Lot, ...]:
    """Return the lots held on the as-of date of a scope, by account, commodity and purchase."""
    return tuple(
        on(
            scope.as_of,
            holdings=scope.holdings.every,
            positions=scope.positions,
            taxes=scope.latent_taxes,
        )
    )


@exact
def tax_of_lots(lots: Iterable[Lot]) -> Decimal:
    """Return the sum of the taxes on the gain of each lot alone, as far as known, currency."""
    return sum((lot.tax for lot in lots if lot.tax is not None), ZERO)


@exact
def value_taxed_whole(lots: Iterable[Lot]) -> Decimal:
    """Return the value of the lots of which the whole value is taxed, as far as known, currency."""
    values = (lot.value for lot in lots if lot.taxation is not None and lot.taxation.whole)
    return sum((value for value in values if value is not None), ZERO)


def latent_tax(scope: Scope) -> LatentTax | None:
    """Return the latent tax of the as-of date with its parts; ``None`` where it is undefined."""
    return scope.latent_taxes.on(scope.as_of)


def on(
    date: datetime.date,
    *,
    holdings: Iterable[Holding],
    positions: Positions,
    taxes: LatentTaxes,
) -> Iterator[Lot]:
    """Yield the lots held at the end of a day.

    Args:
        date: The day.
        holdings: The holdings.
        positions: The positions, which value them.
        taxes: The latent tax of any day.
    """
    law = taxes.law(date)
    for holding in holdings:
        line = holding.line
        if line.cost_currency is None or holding.kind not in _OWNED:
            continue
        treatment = Treatment() if law is None else law.profile.treatment(holding.tax_treatment)
        has_cost = line.cost(date) is not None
        for lot, lots in by_lot(line, treatment, date).items():
            units, cost = lots.held(date)
            value = positions.worth(line, units, date)
            is_known = has_cost and value is not None
            taxation, tax = None, None
            if law is not None and holding.kind is Kind.ASSET:
                taxation, tax = _taxed(taxes, law, holding, lots, date, value if is_known else None)
            yield Lot(
                account=line.account,
                commodity=line.currency,
                date=lot.date,
                units=units,
                cost=cost if has_cost else None,
                value=value,
                gain=value - cost if value is not None and has_cost else None,
                taxation=taxation,
                tax=tax,
            )


def _taxed(
    taxes: LatentTaxes,
    law: Law,
    holding: Holding,
    lots: Lots,
    date: datetime.date,
    value: Decimal | None,
) -> tuple[Taxation, Decimal | None]:
    """Return how a lot is taxed, and the tax on its gain alone."""
    word = holding.tax_treatment
    treatment = law.profile.treatment(word)
    if treatment.whole:
        rate = law.deferred_rate
        tax = None if value is None or rate is None else round_places(value * rate)
        return Taxation(word=word, whole=True), tax
    if treatment.pot is None:
        return Taxation(word=word), ZERO
    if value is None:
        return Taxation(word=word), None
    exempt = ZERO if word is None else law.rules.exemptions.get(word, ZERO)
    rate = law.private_rate if treatment.pot == PRIVATE else law.rate
    taxed, rules = ZERO, []
    for rule, gain in taxes.parts(law, holding, lots, date):
        rules.append(rule)
        if rule is not Rule.FREE:
            taxed += gain if rule is Rule.FULL else gain * (ONE - exempt)
    source = lots.vintage.source if lots.vintage else ""
    taxation = Taxation(word=word, rules=tuple(rules), exempt=exempt, source=source)
    if not taxed:
        return taxation, ZERO
    return taxation, None if rate is None else round_places(taxed * rate)
