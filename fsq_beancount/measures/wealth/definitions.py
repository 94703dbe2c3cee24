"""Definitions of the balance sheet lines: names, formulas and examples."""

from __future__ import annotations

import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final

from fsq_beancount.measures.definition import Example, Family, Key, KeyKind, Measure, Text, Unit
from fsq_beancount.measures.wealth.sheet import Sheet

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
        Text(*names),
        unit,
        Text(*words),
        attrgetter(id_),
        example=Example(_HOUSEHOLD, Text(*examples)),
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
            "tax that selling every lot on the day would cost, each by the law of its day of"
            " purchase; undefined without a tax profile; without commodities whose cost or rate is"
            " unknown, so that their tax is, too, and listed beside it",
            "Steuer, die der Verkauf aller Bestände an diesem Tag kosten würde, jeder nach dem"
            " Recht seines Kauftags; ohne Steuerprofil nicht definiert; ohne Güter, deren Einstand"
            " oder Steuersatz und damit Steuer unbekannt ist und daneben aufgeführt wird",
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

WEALTH: Final = Family(
    "wealth",
    Text("Balance sheet", "Vermögensbilanz"),
    WEALTH_MEASURES,
    part="wealth",
    rows=lambda found: (found.sheet,) if found.rows else (),
    keys=(Key("date", Text("Day", "Tag"), KeyKind.DAY),),
    needs=Text("assets or debts", "Vermögen oder Schulden"),
    ledger_lines='2024-01-01 * "Opening balance"\n'
    "  Assets:Bank             1000.00 EUR\n"
    "  Equity:Opening-Balances\n",
)
