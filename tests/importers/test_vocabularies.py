"""Every importer, every word, either sign, each cell missing: never unflagged on the wrong side."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

import pytest
from imported import extract

from fsq_importers import (
    Comdirect,
    Consorsbank,
    Dkb,
    Generic,
    IbTransactions,
    Ing,
    InteractiveBrokers,
    PortfolioPerformance,
    Pytr,
    TradeRepublic,
    flex_sections,
    ib_transactions,
    interactive_brokers,
    performance_words,
    pytr,
    trade_republic,
)
from fsq_importers.records import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fsq_importers.importer import FsqImporter

D = Decimal
X = "Assets:X"
NOVELTY = "Novelty"
ISIN = "US0378331005"


class Cells(NamedTuple):
    """What a row says; empty where the cell is missing."""

    word: str
    amount: str
    shares: str
    isin: str
    text: str


def combinations(words: list[str], texts: tuple[str, ...] = ("",)) -> Iterator[Cells]:
    """Yield every word with either sign, no sign and none, with and without shares and ISIN."""
    for parts in itertools.product(words, ("100.00", "-100.00", ""), ("7", ""), (ISIN, ""), texts):
        yield Cells(*parts)


def german(amount: str) -> str:
    return amount.replace(".", ",")


def day(number: int) -> str:
    """Return a day that few rows share: what is of one day may be joined to one booking."""
    return f"2026-{number % 12 + 1:02}-{number // 12 % 28 + 1:02}"


def joined(header: str, rows: Iterator[str]) -> str:
    return header + "\n" + "\n".join(rows) + "\n"


def of_trade_republic() -> str:
    header = (
        "datetime,date,account_type,category,type,asset_class,name,symbol,shares,price,amount,fee,"
        "tax,currency,original_amount,original_currency,fx_rate,description,transaction_id"
    )
    words = [*trade_republic._KINDS, NOVELTY]
    return joined(
        header,
        (
            f",2026-01-05,,CASH,{c.word},,,{c.isin},{c.shares},,{c.amount},,,EUR,,,,,{number}x"
            for number, c in enumerate(combinations(words))
        ),
    )


def of_pytr() -> str:
    return joined(
        "Datum;Typ;Wert;Notiz;ISIN;Stück;Gebühren;Steuern",
        (
            f"2026-01-05;{c.word};{german(c.amount)};Name;{c.isin};{c.shares};;"
            for c in combinations([*pytr._OTHERS, NOVELTY])
        ),
    )


def of_portfolio_performance() -> str:
    return joined(
        "Datum;Typ;Wert;Buchungswährung;Steuern;Stück;ISIN;WKN;Ticker-Symbol;Wertpapiername;Notiz",
        (
            f"2026-01-05T00:00;{c.word};{german(c.amount)};EUR;;{c.shares};{c.isin};;;;"
            for c in combinations(["Einlage", *performance_words.KINDS, NOVELTY])
        ),
    )


def of_transactions() -> str:
    section = "Transaction History"
    header = (
        "Statement,Data,Title,Transaction History\nSummary,Data,Base Currency,EUR\n"
        f"{section},Header,Date,Account,Description,Transaction Type,Symbol,Quantity,Price,"
        "Gross Amount ,Commission,Net Amount"
    )
    return joined(
        header,
        (
            f"{section},Data,{day(number)},U1,Text,{c.word},{c.isin or '-'},{c.shares or '-'},-,"
            f"{c.amount or '-'},-,{c.amount or '-'}"
            for number, c in enumerate(combinations([*ib_transactions._KINDS, "Assigned", NOVELTY]))
        ),
    )


def of_flex() -> str:
    def rows() -> Iterator[str]:
        for number, c in enumerate(combinations([*interactive_brokers._CASH, NOVELTY])):
            amount = f'amount="{c.amount}"' if c.amount else ""
            yield (
                f'<CashTransaction accountId="U1" currency="EUR" type="{escape(c.word)}" '
                f'isin="{c.isin}" {amount} dateTime="{day(number)}" description="{c.text}"/>'
            )
        assets = ("STK", "OPT", "IOPT", "CRYPTO", "CFD", "FUT", "CMDTY", "BOND", NOVELTY)
        for asset, side, opening in itertools.product(assets, ("BUY", "SELL"), ("O", "C", "")):
            for c in combinations([asset]):
                # Money that goes out has the other sign of the shares.
                proceeds = f'proceeds="{c.amount}"' if c.amount else ""
                yield (
                    f'<Trade accountId="U1" currency="EUR" assetCategory="{asset}" isin="{c.isin}" '
                    f'quantity="{c.shares}" {proceeds} buySell="{side}" tradeDate="20260105" '
                    f'openCloseIndicator="{opening}"/>'
                )

    return (
        '<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1" toDate="20261231">'
        f"{''.join(rows())}</FlexStatement></FlexStatements></FlexQueryResponse>"
    )


TEXTS = ("", f"ISIN {ISIN}", "Zinsen", "Vorabpauschale", "Depot 1 Wertpapierertrag")


def of_dkb() -> str:
    return joined(
        "Buchungsdatum;Wertstellung;Status;Zahlungspflichtige*r;Zahlungsempfänger*in;"
        "Verwendungszweck;Umsatztyp;IBAN;Betrag (€)",
        (
            f"05.01.2026;05.01.2026;Gebucht;A;B;{c.text};{c.word};;{german(c.amount)}"
            for c in combinations(["Eingang", "Ausgang", NOVELTY], TEXTS)
        ),
    )


def of_ing() -> str:
    words = [
        *Ing.words,
        "Zins / Dividende WP",
        "Abschluss",
        "Zinsertrag",
        "Wertpapierkauf",
        "Entgelt",
    ]
    return joined(
        "Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Betrag;"
        "Währung",
        (
            f"05.01.2026;05.01.2026;A;{c.word};{c.text};{german(c.amount)};EUR"
            for c in combinations([*words, NOVELTY], TEXTS)
        ),
    )


def of_comdirect() -> str:
    words = [*Comdirect.words, "Kupon", "Dividende", "Zinsen / Dividenden", "Zinsen", "Wertpapiere"]
    return joined(
        "Buchungstag;Wertstellung (Valuta);Vorgang;Buchungstext;Umsatz in EUR",
        (
            f"05.01.2026;05.01.2026;{c.word};{c.text};{german(c.amount)}"
            for c in combinations([*words, NOVELTY], TEXTS)
        ),
    )


def of_consorsbank() -> str:
    words = [
        *Consorsbank.words,
        "Zins/Divid.",
        "Zinsen/Dividende",
        "Zinsen",
        "Effekten",
        "Abschluss",
    ]
    return joined(
        "Buchung;Valuta;Sender / Empfänger;IBAN;BIC;Buchungstext;Verwendungszweck;Betrag;Währung",
        (
            f"05.01.2026;05.01.2026;A;;;{c.word};{c.text};{german(c.amount)};EUR"
            for c in combinations([*words, NOVELTY], TEXTS)
        ),
    )


KINDS = [kind for kind in Kind if kind not in (Kind.EXCHANGE, Kind.NOTE)]


def of_generic() -> str:
    return joined(
        "Date,Word,Amount,Shares,ISIN",
        (
            f"2026-01-05,{c.word},{c.amount},{c.shares},{c.isin}"
            for c in combinations([*map(str, KINDS), NOVELTY])
        ),
    )


PROFILE = (
    'source = "any"\ncolumns = ["Date", "Word"]\nnumbers = "en"\nsigns = "{signs}"\n[map]\n'
    'date = "Date"\nword = "Word"\namount = "Amount"\nshares = "Shares"\nisin = "ISIN"\n[kinds]\n'
    + "".join(f'"{kind}" = "{kind}"\n' for kind in KINDS)
)


def generic(signs: str) -> Callable[[Path], FsqImporter]:
    def made(folder: Path) -> FsqImporter:
        path = folder / "profile.toml"
        path.write_text(PROFILE.format(signs=signs), encoding="utf-8")
        return Generic(path, X)

    return made


CASES: dict[str, tuple[Callable[[Path], FsqImporter], Callable[[], str]]] = {
    "trade-republic": (lambda _: TradeRepublic(X), of_trade_republic),
    "pytr": (lambda _: Pytr(X), of_pytr),
    "portfolio-performance": (lambda _: PortfolioPerformance(X), of_portfolio_performance),
    "ib-transactions": (lambda _: IbTransactions(X), of_transactions),
    "interactive-brokers": (lambda _: InteractiveBrokers(X), of_flex),
    "dkb": (lambda _: Dkb(X), of_dkb),
    "ing": (lambda _: Ing(X), of_ing),
    "comdirect": (lambda _: Comdirect(X), of_comdirect),
    "consorsbank": (lambda _: Consorsbank(X), of_consorsbank),
    "generic": (generic("file"), of_generic),
    "generic without signs": (generic("kind"), of_generic),
}

EITHER_WAY = (
    # A premium is paid back, the value of a currency falls; taxes and fees are refunded.
    *("Income:Depot:Optionsprämien", "Income:Depot:Kursgewinne"),
    *("Expenses:Steuern", "Expenses:Depot:Gebühren"),
)


def on_the_wrong_side(entry: Any) -> bool:
    """Return whether income costs money in an entry, or a cost brings some."""
    for posting in entry.postings:
        account = posting.account
        if posting.units is None or account.startswith(EITHER_WAY):
            continue
        if account.startswith("Income") and posting.units.number > 0:
            return True
        if account.startswith("Expenses") and posting.units.number < 0:
            return True
    return False


@pytest.mark.parametrize("case", CASES)
def test_nothing_unflagged_is_on_the_wrong_side(case: str, tmp_path: Path) -> None:
    make, text = CASES[case]
    importer = make(tmp_path)
    path = tmp_path / ("file.xml" if case == "interactive-brokers" else "file.csv")
    path.write_text(text(), encoding="utf-8")
    assert importer.identify(str(path))
    entries = extract(importer, path)
    assert len(entries) > 30
    # Interest paid with a purchase lowers the first coupon.
    wrong = [
        entry
        for entry in entries
        if entry.flag == "*"
        and on_the_wrong_side(entry)
        and not (entry.meta["record"] == "coupon" and "interest paid" in entry.meta["__source__"])
    ]
    assert [(e.meta["record"], e.meta["__source__"]) for e in wrong] == []
    for entry in entries:
        # A flag has a reason: the purpose of a payment or a trade, or what is said.
        asked = entry.meta["record"] in {"payment", "trade"}
        assert entry.flag == "*" or asked or entry.meta["unknown"]
        # What nobody knows is in no figure but that of what is to be settled.
        if f"type {NOVELTY}" == entry.meta.get("unknown", ""):
            accounts = {p.account for p in entry.postings} - {X}
            assert accounts <= {"Assets:Umbuchung", "Income:Ungeklärt", "Expenses:Ungeklärt"}
        # A cell that is missing is no zero.
        cash = [p.units.number for p in entry.postings if p.account == X and p.units is not None]
        assert entry.flag == "!" or any(cash), (entry.meta["__source__"], entry.meta["record"])
    assert any(NOVELTY in entry.meta.get("unknown", "") for entry in entries)


def test_the_sections_that_are_read_are_not_among_those_that_repeat() -> None:
    assert not {"Trade", "CashTransaction", "SalesTax", "Transfer"} & flex_sections.REPEATED
