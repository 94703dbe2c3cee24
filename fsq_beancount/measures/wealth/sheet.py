"""The balance sheet (*Vermögensbilanz*) on a day, and the test of financial freedom.

Assets at market value less the tax that selling them would cost, what one is owed and owes, what
one will earn and will need. ``measures/sheets.py`` makes a :class:`Sheet` for any day; a line
that is undefined is ``None``, and so is what needs it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fsq_beancount.books.holdings import Kind
from fsq_beancount.core.prices import PRECISION
from fsq_beancount.measures.definition import Example, Family, Measure, Unit, ratio
from fsq_beancount.measures.wealth.lifetime import Prospect

if TYPE_CHECKING:
    pass

ZERO: Final = Decimal()


def gross_wealth(
    assets: Decimal,
    *,
    latent_tax: Decimal | None = None,
    receivables: Decimal = ZERO,
    other_debts: Decimal = ZERO,
    claims: Decimal | None = None,
) -> Decimal:
    """Return what one has before loans (*Bruttovermögen*), currency.

    What is undefined is left out: latent tax without a tax profile, claims that cannot be
    computed.
    """
    return assets - (latent_tax or ZERO) + receivables + (claims or ZERO) - other_debts


def net_wealth(gross: Decimal, loans: Decimal) -> Decimal:
    """Return what one has after loans (*Nettovermögen*), currency."""
    return gross - loans


def total_wealth(net: Decimal, human_capital: Decimal | None) -> Decimal | None:
    """Return net wealth and human capital (*Gesamtvermögen*), currency."""
    return None if human_capital is None else net + human_capital


def balance(total: Decimal | None, consumption: Decimal | None) -> Decimal | None:
    """Return what is left of it after all of life (*Ergebnis*), currency."""
    return None if total is None or consumption is None else total - consumption


def freedom_margin(net: Decimal, consumption: Decimal | None) -> Decimal | None:
    """Return by how much net wealth exceeds the consumption to come (*Abstand*), currency."""
    return None if consumption is None else net - consumption


def is_financially_free(
    net: Decimal, consumption: Decimal | None, locked: Decimal = ZERO
) -> bool | None:
    """Return whether net wealth pays for all of life to come (*finanziell frei*).

    It must do so without the assets that are locked, too: what one cannot spend pays for nothing.
    """
    if consumption is None:
        return None
    return net >= consumption and net - locked >= consumption


@dataclass(frozen=True, slots=True, kw_only=True)
class AtCost:
    """Lots that are valued at their cost, because they have no price.

    Attributes:
        account: The account.
        currency: The commodity.
        units: How many are held.
        amount: Their cost in the report currency.
    """

    account: str
    currency: str
    units: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one account holds of one commodity.

    Attributes:
        account: The account; for what an asset has lost in value, the asset's.
        booked_on: The account that it is booked to, which differs for depreciation only.
        kind: Where it stands on the balance sheet.
        currency: The currency or commodity.
        units: The units, negative for a debt, a short position or an overdraft.
        amount: Their value in the report currency; ``None`` without a price path.
        cost: What the lots cost in the report currency of their days; ``None`` without lots.
        at_cost: Whether the value is the cost, for want of a price.
        classes: The value by asset class; empty for debts and without a value.
        horizon: How soon it can be money; empty for debts.
    """

    account: str
    booked_on: str
    kind: Kind
    currency: str
    units: Decimal
    amount: Decimal | None
    cost: Decimal | None
    at_cost: bool
    classes: Mapping[str, Decimal]
    horizon: str


@dataclass(frozen=True, kw_only=True)  # no slots: each face asks for the same wealth
class Sheet:
    """A balance sheet; money in the report currency, debts positive.

    Attributes:
        date: The day, at whose end it holds.
        assets: What asset accounts hold, other than receivables, less their depreciation.
        by_asset_class: The same by class, alphabetically.
        by_horizon: Assets and receivables by how soon they can be money.
        latent_tax: The tax that selling every lot would cost; ``None`` without a tax profile.
        receivables: What others owe one.
        other_debts: What one owes that is no loan, such as a credit card.
        claims: Present value of pensions; ``None`` where they cannot be computed.
        loans: What one owes on loans.
        human_capital: Present value of what one will earn; ``None`` where it is undefined.
        consumption: Present value of what life will cost; ``None`` where it is undefined.
        locked: Of assets and receivables, what is locked beyond the day, less its latent tax.
        valued_at_cost: The lots without a price.
        unconverted: Units without a price path to the report currency, which are in no other
            figure, by currency and without regard to their sign.
    """

    date: datetime.date
    assets: Decimal
    by_asset_class: Mapping[str, Decimal] = field(default_factory=dict)
    by_horizon: Mapping[str, Decimal] = field(default_factory=dict)
    latent_tax: Decimal | None = None
    receivables: Decimal = ZERO
    other_debts: Decimal = ZERO
    claims: Decimal | None = ZERO
    loans: Decimal = ZERO
    human_capital: Decimal | None = None
    consumption: Decimal | None = None
    locked: Decimal = ZERO
    valued_at_cost: tuple[AtCost, ...] = ()
    unconverted: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def at_cost(self) -> Decimal:
        """What of the assets and receivables is valued at its cost, for want of a price."""
        return sum((each.amount for each in self.valued_at_cost), ZERO)

    @cached_property
    def gross_wealth(self) -> Decimal:
        """What one has before loans (*Bruttovermögen*)."""
        # Exact, whoever asks first.
        with localcontext(prec=PRECISION):
            return gross_wealth(
                self.assets,
                latent_tax=self.latent_tax,
                receivables=self.receivables,
                other_debts=self.other_debts,
                claims=self.claims,
            )

    @cached_property
    def net_wealth(self) -> Decimal:
        """What one has (*Nettovermögen*)."""
        with localcontext(prec=PRECISION):
            return net_wealth(self.gross_wealth, self.loans)

    @property
    def total_wealth(self) -> Decimal | None:
        """What one has and will earn (*Gesamtvermögen*)."""
        return total_wealth(self.net_wealth, self.human_capital)

    @property
    def balance(self) -> Decimal | None:
        """What is left of it after all of life (*Ergebnis*)."""
        return balance(self.total_wealth, self.consumption)

    @property
    def financially_free(self) -> bool | None:
        """Whether one can live on what one has (*finanziell frei*)."""
        return is_financially_free(self.net_wealth, self.consumption, self.locked)

    @property
    def freedom_margin(self) -> Decimal | None:
        """By how much net wealth exceeds consumption (*Abstand*)."""
        return freedom_margin(self.net_wealth, self.consumption)

    @property
    def freedom_margin_unlocked(self) -> Decimal | None:
        """The same without what is locked."""
        return freedom_margin(self.net_wealth - self.locked, self.consumption)

    @property
    def freedom_ratio(self) -> Decimal | None:
        """Which share of consumption net wealth pays, fraction."""
        return ratio(self.net_wealth, self.consumption)


class Part(NamedTuple):
    """What one commodity adds to what an account holds.

    Attributes:
        row: The account and the commodity.
        amount: Its value, or what of it is of one asset class; what is owed is positive.
    """

    row: Row
    amount: Decimal

    @property
    def lost(self) -> Decimal | None:
        """What an asset has lost in value (*Abschreibung*); ``None`` where it is the asset."""
        return None if self.row.booked_on == self.row.account else -self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one account holds, or owes.

    Attributes:
        account: The account.
        amount: The sum of the parts, currency.
        parts: What it is made of.
    """

    account: str
    amount: Decimal
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetClass:
    """What one holds of an asset class.

    Attributes:
        name: The class.
        amount: Its value, currency.
        share: Of all assets, fraction; ``None`` where these are not positive.
        accounts: Who holds it, the largest first.
    """

    name: str
    amount: Decimal
    share: Decimal | None
    accounts: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wealth:
    """The balance sheet on the as-of date, and what stands behind it.

    Attributes:
        sheet: The balance sheet.
        rows: What each account holds, by account and currency.
        classes: The assets by class, the largest first.
        receivables: The accounts of what others owe one, the largest first.
        other_debts: The accounts of what one owes that is no loan.
        loans: The accounts of loans.
        undefined: Why a figure that depends on options is undefined, by its id.
    """

    sheet: Sheet
    rows: tuple[Row, ...]
    classes: tuple[AssetClass, ...]
    receivables: tuple[Held, ...]
    other_debts: tuple[Held, ...]
    loans: tuple[Held, ...]
    undefined: Mapping[str, Prospect]


def by_class(rows: Iterable[Row], assets: Decimal) -> tuple[AssetClass, ...]:
    """Return what is held of each asset class, the largest first.

    Args:
        rows: What each account holds.
        assets: All assets, currency.
    """
    parts: dict[str, list[Part]] = {}
    for row in rows:
        if row.kind is Kind.ASSET:
            for name, amount in row.classes.items():
                parts.setdefault(name, []).append(Part(row, amount))
    classes = []
    for name, several in parts.items():
        total = sum((part.amount for part in several), ZERO)
        accounts = by_account(several)
        classes.append(
            AssetClass(name=name, amount=total, share=ratio(total, assets), accounts=accounts)
        )
    return tuple(sorted(classes, key=lambda each: -each.amount))


def by_account(parts: Iterable[Part]) -> tuple[Held, ...]:
    """Return what each account holds in all, the largest first."""
    of_account: dict[str, list[Part]] = {}
    for part in parts:
        of_account.setdefault(part.row.account, []).append(part)
    accounts = (
        Held(
            account=account,
            amount=sum((part.amount for part in several), ZERO),
            parts=tuple(several),
        )
        for account, several in of_account.items()
    )
    return tuple(sorted(accounts, key=lambda each: (-each.amount, each.account)))


def parts_of(rows: Iterable[Row], kind: Kind) -> Iterable[Part]:
    """Yield the parts that the rows of a kind consist of."""
    for row in rows:
        if row.kind is kind and row.amount is not None:
            # Debts are negative in the books and positive where they are named so.
            yield Part(row, row.amount if kind is Kind.RECEIVABLE else -row.amount)


_HOUSEHOLD: Final = Sheet(
    date=datetime.date(2024, 12, 31),
    assets=Decimal(500_000),
    latent_tax=Decimal(20_000),
    receivables=Decimal(5_000),
    other_debts=Decimal(2_000),
    claims=Decimal(100_000),
    loans=Decimal(183_000),
    human_capital=Decimal(600_000),
    consumption=Decimal(800_000),
    locked=Decimal(50_000),
)
"""The household of all worked examples."""


def _measure(
    id_: str,
    names: tuple[str, str],
    words: tuple[str, str],
    examples: tuple[str, str],
    unit: Unit = Unit.MONEY,
) -> Measure[Sheet, Any]:
    return Measure(
        id_,
        *names,
        unit,
        *words,
        attrgetter(id_),
        example=Example(_HOUSEHOLD, *examples),
    )


WEALTH_MEASURES: Final[tuple[Measure[Sheet, Any], ...]] = (
    _measure(
        "assets",
        ("Assets", "Vermögenswerte"),
        (
            "what asset accounts hold at market value, without receivables, less depreciation",
            "Marktwert der Bestände aller Vermögenskonten ohne Forderungen, abzüglich ihrer"
            " Abschreibungen",
        ),
        (
            "A flat of 300,000, funds worth 180,000 and 20,000 in the bank: 500,000.00.",
            "Eine Wohnung für 300.000, Fonds im Wert von 180.000 und 20.000 auf der Bank:"
            " 500.000,00.",
        ),
    ),
    _measure(
        "latent_tax",
        ("Latent tax", "Latente Steuer"),
        (
            "tax that selling every lot on the day would cost; undefined without a tax profile",
            "Steuer, die der Verkauf aller Bestände an diesem Tag kosten würde; ohne Steuerprofil"
            " nicht definiert",
        ),
        (
            "Funds that cost 100,000 are worth 180,000; at a rate of 25% the gain of 80,000 would"
            " cost 20,000.00.",
            "Fonds für 100.000 sind 180.000 wert; zu einem Satz von 25 % würde der Gewinn von"
            " 80.000 20.000,00 kosten.",
        ),
    ),
    _measure(
        "receivables",
        ("Receivables", "Forderungen"),
        (
            "accounts marked as receivable (fsq-receivable)",
            "als Forderung gekennzeichnete Konten (fsq-receivable)",
        ),
        (
            "A friend owes 2,000 and the landlord a deposit of 3,000: 5,000.00.",
            "Ein Freund schuldet 2.000, der Vermieter die Kaution von 3.000: 5.000,00.",
        ),
    ),
    _measure(
        "other_debts",
        ("Other debts", "Andere Schulden"),
        ("liabilities that are no loans", "Verbindlichkeiten, die keine Kredite sind"),
        (
            "500 on the credit card and 1,500 of taxes owed: 2,000.00.",
            "500 auf der Kreditkarte und 1.500 Steuerschuld: 2.000,00.",
        ),
    ),
    _measure(
        "claims",
        ("Claims", "Ansprüche"),
        (
            "present value of the pensions declared with fsq-pension",
            "Barwert der mit fsq-pension angegebenen Renten",
        ),
        (
            "A pension of 500 a month whose present value is 100,000.00.",
            "Eine Rente von 500 im Monat, deren Barwert 100.000,00 ist.",
        ),
    ),
    _measure(
        "gross_wealth",
        ("Gross wealth", "Bruttovermögen"),
        (
            "assets less latent tax, plus receivables and claims, less other debts",
            "Vermögenswerte abzüglich latenter Steuer, zuzüglich Forderungen und Ansprüchen,"
            " abzüglich anderer Schulden",
        ),
        (
            "500,000 of assets less 20,000 of latent tax, plus 5,000 of receivables and 100,000"
            " of claims, less 2,000 of other debts: 583,000.00.",
            "500.000 Vermögenswerte abzüglich 20.000 latenter Steuer, zuzüglich 5.000 Forderungen"
            " und 100.000 Ansprüche, abzüglich 2.000 anderer Schulden: 583.000,00.",
        ),
    ),
    _measure(
        "loans",
        ("Loans", "Kredite"),
        (
            "liabilities marked (fsq-loan) or recognised by name as loans",
            "Verbindlichkeiten, die als Kredit gekennzeichnet (fsq-loan) oder am Namen erkannt"
            " sind",
        ),
        (
            "A mortgage of which 183,000 are left: 183,000.00.",
            "Eine Hypothek, von der noch 183.000 offen sind: 183.000,00.",
        ),
    ),
    _measure(
        "net_wealth",
        ("Net wealth", "Nettovermögen"),
        ("gross wealth less loans", "Bruttovermögen abzüglich Krediten"),
        (
            "583,000 of gross wealth less 183,000 of loans: 400,000.00.",
            "583.000 Bruttovermögen abzüglich 183.000 Kredite: 400.000,00.",
        ),
    ),
    _measure(
        "human_capital",
        ("Human capital", "Arbeitskraft"),
        (
            "present value of the net active income to come until retirement",
            "Barwert der künftigen aktiven Nettoeinnahmen bis zum Ruhestand",
        ),
        (
            "2,500 a month for 20 years, growing as fast as they are discounted: 240 months are"
            " 600,000.00.",
            "2.500 im Monat, 20 Jahre lang, so schnell wachsend wie abgezinst: 240 Monate sind"
            " 600.000,00.",
        ),
    ),
    _measure(
        "total_wealth",
        ("Total wealth", "Gesamtvermögen"),
        ("net wealth plus human capital", "Nettovermögen zuzüglich Arbeitskraft"),
        (
            "400,000 of net wealth plus 600,000 of human capital: 1,000,000.00.",
            "400.000 Nettovermögen zuzüglich 600.000 Arbeitskraft: 1.000.000,00.",
        ),
    ),
    _measure(
        "consumption",
        ("Consumption", "Konsum"),
        (
            "present value of the living costs to come, without loan interest",
            "Barwert der künftigen Lebenshaltungskosten ohne Kreditzinsen",
        ),
        (
            "2,000 a month for 400 months, growing as fast as they are discounted: 800,000.00.",
            "2.000 im Monat, 400 Monate lang, so schnell wachsend wie abgezinst: 800.000,00.",
        ),
    ),
    _measure(
        "balance",
        ("Balance", "Ergebnis"),
        ("total wealth less consumption", "Gesamtvermögen abzüglich Konsum"),
        (
            "1,000,000 of total wealth less 800,000 of consumption: 200,000.00 are left over.",
            "1.000.000 Gesamtvermögen abzüglich 800.000 Konsum: 200.000,00 bleiben übrig.",
        ),
    ),
    _measure(
        "freedom_margin",
        ("Margin to freedom", "Abstand zur Freiheit"),
        ("net wealth less consumption", "Nettovermögen abzüglich Konsum"),
        (
            "400,000 of net wealth less 800,000 of consumption: -400,000.00.",
            "400.000 Nettovermögen abzüglich 800.000 Konsum: -400.000,00.",
        ),
    ),
    _measure(
        "freedom_ratio",
        ("Degree of freedom", "Freiheitsgrad"),
        ("net wealth divided by consumption", "Nettovermögen geteilt durch Konsum"),
        (
            "400,000 of net wealth divided by 800,000 of consumption: 50.0%.",
            "400.000 Nettovermögen geteilt durch 800.000 Konsum: 50,0 %.",
        ),
        Unit.RATIO,
    ),
    _measure(
        "financially_free",
        ("Financially free", "Finanziell frei"),
        (
            "whether net wealth pays for all consumption to come, also without the assets that"
            " are locked",
            "ob das Nettovermögen den ganzen künftigen Konsum bezahlt, auch ohne gebundene Werte",
        ),
        (
            "400,000 of net wealth do not pay for 800,000 of consumption: no.",
            "400.000 Nettovermögen bezahlen 800.000 Konsum nicht: nein.",
        ),
        Unit.YES_NO,
    ),
)
"""The lines of the balance sheet, in their order, and the test of financial freedom."""

FAMILY: Final = Family("wealth", "Balance sheet", "Vermögensbilanz", WEALTH_MEASURES)
