"""The accounts, with the metadata that determines how their postings count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from make_example.base.accounts import (
    CAPITAL_TAX,
    CAR,
    CARD,
    CHILD_BENEFIT,
    COURSE,
    DEPOSIT,
    DISTRIBUTIONS,
    DIVIDENDS,
    DOLLARS,
    E_BOOKS,
    FLAT,
    FLAT_LOAN,
    FOREIGN_TAX,
    FREELANCE,
    FUNDS,
    GAINS,
    GIFTS,
    GIRO,
    INCOME_TAX,
    LOAN_INTEREST,
    OPENING,
    P2P,
    P2P_INTEREST,
    PARENTAL,
    PAYPAL,
    PLAN,
    PREMIUMS,
    READINGS,
    RENT,
    RENT_EXTRAS,
    SALARY,
    SAVINGS,
    SAVINGS_INTEREST,
    SHARES,
    SOLI,
    TAX_REFUND,
    TRADE_FEES,
    UPKEEP,
    VG_WORT,
    WAGE_TAX,
    WORKS_LOAN,
)
from make_example.base.days import START
from make_example.base.metadata import passive
from make_example.files.layout import AMOUNT_COLUMN, header, metadata


@dataclass(frozen=True)
class Account:
    """An account to open, with the metadata of its ``open`` directive."""

    name: str
    currencies: str = "EUR"
    meta: Mapping[str, str] = field(default_factory=dict)


ACCOUNTS: Mapping[str, Sequence[Account]] = {
    "Vermögen": (
        Account(GIRO),
        Account(SAVINGS),
        Account(PAYPAL),
        Account(DEPOSIT, meta={"fsq-receivable": "TRUE"}),
        Account(SHARES, "MUSTER, NORDW, USCO", {"fsq-investment": '"Aktien"'}),
        Account(FUNDS, "DIVE", {"fsq-investment": '"ETF"'}),
        Account(PLAN, "WELT", {"fsq-investment": '"ETF"'}),
        Account(DOLLARS, "USD"),
        Account(P2P, meta={"fsq-asset-class": '"p2p"', "fsq-liquidity": '"months"'}),
        Account(FLAT, "WOHNUNG", {"fsq-liquidity": '"months"'}),
        Account(CAR, meta={"fsq-asset-class": '"vehicles"', "fsq-liquidity": '"months"'}),
    ),
    "Schulden": (
        Account(CARD, meta={"fsq-loan": "FALSE"}),
        Account(FLAT_LOAN, meta={"fsq-interest-rate": "0.0195"}),
        Account(WORKS_LOAN, meta={"fsq-interest-rate": "0.0360"}),
    ),
    "Eigenkapital": (Account(OPENING),),
    "Einnahmen aus Arbeit, von Familie und Staat": (
        Account(SALARY),
        Account(FREELANCE),
        Account(PARENTAL, meta={"fsq-class": '"active"'}),
        Account(CHILD_BENEFIT),
        Account(GIFTS),
        Account("Income:Familie:Erbschaft"),
        Account(TAX_REFUND),
    ),
    "Einnahmen aus Vermögen und eigenen Werken": (
        Account(DISTRIBUTIONS, meta={"fsq-stream": '"ETF"'}),
        Account(DIVIDENDS, meta={"fsq-stream": '"Aktien"'}),
        Account(GAINS),
        Account(PREMIUMS, "USD", {"fsq-class": '"near-passive"', "fsq-stream": '"Optionen"'}),
        Account(SAVINGS_INTEREST, meta={"fsq-stream": '"Zinsen"'}),
        Account(P2P_INTEREST, meta={"fsq-stream": '"P2P"'}),
        Account(RENT, meta=passive("Immobilien")),
        Account(RENT_EXTRAS, meta=passive("Immobilien")),
        Account(E_BOOKS),
        Account(VG_WORT),
        Account(READINGS),
        Account(COURSE, meta={"fsq-stream": '"Online-Kurs"'}),
    ),
    "Steuern und Sozialversicherung": (
        Account(WAGE_TAX),
        Account(SOLI),
        Account(CAPITAL_TAX),
        Account(FOREIGN_TAX),
        Account(INCOME_TAX),
        Account("Expenses:Sozialversicherung:Rentenversicherung"),
        Account("Expenses:Sozialversicherung:Arbeitslosenversicherung"),
        Account("Expenses:Sozialversicherung:Krankenversicherung"),
        Account("Expenses:Sozialversicherung:Pflegeversicherung"),
        Account(
            "Expenses:Sozialversicherung:Künstlersozialkasse",
            meta={"fsq-class": '"active"', "fsq-role": '"tax"'},
        ),
    ),
    "Kosten der Einnahmen": (
        Account(TRADE_FEES),
        Account("Expenses:Broker:Gebühren", "USD"),
        Account("Expenses:P2P:Kreditausfälle", meta=passive("P2P") | {"fsq-role": '"cost"'}),
        Account("Expenses:Vermietung:Hausgeld"),
        Account(UPKEEP),
        Account("Expenses:Vermietung:Grundsteuer"),
        Account("Expenses:Vermietung:Mietersuche"),
        Account(LOAN_INTEREST),
        Account("Expenses:Bücher:Lektorat", meta=passive("Bücher") | {"fsq-role": '"cost"'}),
        Account("Expenses:Onlinekurs:Plattformgebühren"),
        Account("Expenses:Onlinekurs:Technik"),
        Account("Expenses:Onlinekurs:Werbung"),
        Account("Expenses:Betrieb:Bürobedarf"),
    ),
    "Lebenshaltung": (
        Account("Expenses:Wohnen:Miete"),
        Account("Expenses:Wohnen:Nebenkosten"),
        Account("Expenses:Wohnen:Strom"),
        Account("Expenses:Wohnen:Internet"),
        Account("Expenses:Wohnen:Rundfunk"),
        Account("Expenses:Wohnen:Haushalt"),
        Account("Expenses:Wohnen:Umzug"),
        Account("Expenses:Handy"),
        Account("Expenses:Lebensmittel"),
        Account("Expenses:Drogerie"),
        Account("Expenses:Auto:Benzin"),
        Account("Expenses:Auto:Versicherung"),
        Account("Expenses:Auto:Unterhalt"),
        Account("Expenses:Versicherungen:Haftpflicht"),
        Account("Expenses:Versicherungen:Hausrat"),
        Account("Expenses:Versicherungen:Berufsunfähigkeit"),
        Account("Expenses:Kind:Kita"),
        Account("Expenses:Kind:Ausstattung"),
        Account("Expenses:Kleidung"),
        Account("Expenses:Freizeit:Ausgehen"),
        Account("Expenses:Urlaub"),
        Account("Expenses:Geschenke"),
        Account("Expenses:Gesundheit"),
    ),
    # Accounts for imported bookings that have not been reviewed: import/import.py.
    "Import": (
        Account("Assets:Umbuchung"),
        Account("Income:Ungeklärt"),
        Account("Expenses:Ungeklärt"),
    ),
}


def account_file() -> list[str]:
    """Return all accounts by group, with the metadata that determines how their postings count."""
    lines = header("Konten / accounts")
    for group, accounts in ACCOUNTS.items():
        lines += [f"* {group}", ""]
        for account in accounts:
            start = f"{START} open {account.name}"
            lines.append(f"{start:<{AMOUNT_COLUMN}} {account.currencies}")
            lines += metadata(account.meta)
        lines.append("")
    return lines
