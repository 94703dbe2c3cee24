"""What an importer does not know: it is flagged with a reason, and touches no figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from imported import amounts, extract, load

from fsq_importers import (
    Accounts,
    Comdirect,
    Consorsbank,
    Dkb,
    IbTransactions,
    Ing,
    InteractiveBrokers,
    PortfolioPerformance,
    Pytr,
    TradeRepublic,
    together,
)

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_importers.importer import FsqImporter

D = Decimal
X = "Assets:X"
GIRO = "DE02120300000000202051"

PP = (
    "Datum;Typ;Wert;Buchungswährung;Bruttobetrag;Währung Bruttobetrag;Wechselkurs;Gebühren;"
    "Steuern;Stück;ISIN;WKN;Ticker-Symbol;Wertpapiername;Notiz\n"
)
PYTR = "Datum;Typ;Wert;Notiz;ISIN;Stück;Gebühren;Steuern;ISIN2;Stück2\n"
TR = (
    "datetime,date,account_type,category,type,asset_class,name,symbol,shares,price,amount,fee,tax,"
    "currency,original_amount,original_currency,fx_rate,description,transaction_id,"
    "counterparty_name,counterparty_iban,payment_reference,mcc_code\n"
)
HISTORY = (
    "Statement,Data,Title,Transaction History\n{base}Transaction History,Header,Date,Account,"
    "Description,Transaction Type,Symbol,Quantity,Price,Gross Amount ,Commission,Net Amount\n"
)
COMDIRECT = '"Buchungstag";"Wertstellung (Valuta)";"Vorgang";"Buchungstext";"Umsatz in EUR";\n'
CONSORS = (
    "Buchung ;Valuta;Sender / Empfänger;IBAN;BIC;Buchungstext;Verwendungszweck;Kategorie;"
    "Stichwörter;Umsatz geteilt;Betrag;Währung\n"
)
ING = (
    "Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;"
    "Betrag;Währung\n"
)
DKB = (
    "Buchungsdatum;Wertstellung;Status;Zahlungspflichtige*r;Zahlungsempfänger*in;"
    "Verwendungszweck;Umsatztyp;IBAN;Betrag (€);Gläubiger-ID;Mandatsreferenz;Kundenreferenz\n"
)


def tr(
    word: str, amount: str, *, category: str = "CASH", day: str = "2026-01-05", **cells: str
) -> str:
    """Return a row of Trade Republic's export."""
    named = {"date": day, "category": category, "type": word, "amount": amount, "currency": "EUR"}
    columns = TR.strip().split(",")
    return ",".join((named | cells).get(column, "") for column in columns) + "\n"


def flex(*rows: str) -> str:
    """Return a Flex query with elements."""
    return (
        '<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1" fromDate="20260101" '
        f'toDate="20261231">{"".join(rows)}</FlexStatement></FlexStatements></FlexQueryResponse>'
    )


def trade(**attributes: str) -> str:
    """Return a trade of a Flex query: 10 shares bought, and of the money its costs alone."""
    known = {
        "accountId": "U1",
        "currency": "USD",
        "assetCategory": "STK",
        "symbol": "ABC",
        "isin": "US0378331005",
        "quantity": "10",
        "ibCommission": "-1",
        "buySell": "BUY",
        "openCloseIndicator": "O",
        "tradeDate": "20260110",
        "transactionID": "102",
        "levelOfDetail": "EXECUTION",
    } | attributes
    said = " ".join(f'{name}="{value}"' for name, value in known.items() if value)
    return f"<Trade {said}/>"


def booked(importer: FsqImporter, tmp_path: Path, text: str, name: str = "file.csv") -> list[Any]:
    """Return the entries of a file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert importer.identify(str(path))
    return extract(importer, path)


def reasons(entries: list[Any]) -> list[str]:
    return [entry.meta.get("unknown", "") for entry in entries]


def touched(entries: list[Any]) -> set[str]:
    """Return the accounts of income and expenses of entries, costs and taxes left out."""
    names = {posting.account for entry in entries for posting in entry.postings}
    left_out = ("Expenses:Steuern", "Expenses:Depot:Gebühren")
    return {name for name in names if name.startswith(("Income", "Expenses"))} - {
        name for name in names if name.startswith(left_out)
    }


def test_a_depot_of_portfolio_performance_has_the_signs_of_its_account(tmp_path: Path) -> None:
    rows = (
        "2026-01-05T00:00;Kauf;{}1.001,00;EUR;;;;1,00;;10;DE0007164600;716460;SAP.DE;Muster;\n"
        "2026-02-05T00:00;Verkauf;{}1.150,00;EUR;;;;1,00;49,00;10;DE0007164600;716460;SAP.DE;Muster;\n"
    )
    importer = PortfolioPerformance(X)
    depot = booked(importer, tmp_path, PP + rows.format("", "-"))
    konto = booked(importer, tmp_path, PP + rows.format("-", ""))
    assert [e.meta["source_id"] for e in depot] == [e.meta["source_id"] for e in konto]
    assert [amounts(e)[X] for e in depot] == [D(-1001), D(1150)]
    assert reasons(depot) == ["", ""]
    delivery = rows.format("", "-").replace("Kauf", "Einlieferung")
    assert "Einlieferung" in reasons(booked(importer, tmp_path, PP + delivery))[0]


def test_a_sale_that_costs_money_is_flagged_and_moves_no_securities(tmp_path: Path) -> None:
    row = "2026-01-02T00:00;Einlage;1,00;EUR;;;;;;;;;;;\n"
    row += "2026-02-05T00:00;Verkauf;-1.150,00;EUR;;;;;;10;DE0007164600;716460;SAP.DE;Muster;\n"
    _, sale = booked(PortfolioPerformance(X), tmp_path, PP + row)
    assert (sale.flag, sale.meta["unknown"]) == ("!", "Verkauf, but money goes out")
    assert amounts(sale) == {"Assets:Umbuchung": D(1150), X: D(-1150)}


def test_a_withdrawal_of_an_english_portfolio_performance(tmp_path: Path) -> None:
    header = "Date,Type,Security,Shares,Quote,Amount,Fees,Taxes,Net Transaction Value,Account\n"
    rows = "2026-01-09,Withdrawal,,,,500.00,,,500.00,Cash\n2026-01-10,Novelty,,,,7.00,,,7.00,Cash\n"
    out, new = booked(PortfolioPerformance(X), tmp_path, header + rows)
    assert (out.flag, amounts(out)[X]) == ("*", D(-500))
    # The table has no signs, so the direction of an unknown word is unknown.
    assert (new.meta["unknown"], touched([new])) == ("type Novelty", set())


def test_a_direction_is_no_purpose(tmp_path: Path) -> None:
    rows = (
        "2026-01-02T10:00:00;Einlage;2.500;Arbeitgeber GmbH;;;;;;\n"
        "2026-01-05T10:00:00;Entnahme;-83,5;Card Payment - Supermarkt;;;;;;\n"
        "2026-01-06T10:00:00;Entnahme;-900;Anna  MUSTER;;;;;;\n"
        "2026-01-07T10:00:00;Einlage;15;1 % Bonus;;;;;;\n"
        "2026-01-08T10:00:00;Entnahme;20;Verkehrt;;;;;;\n"
    )
    importer = Pytr(X)
    together([importer], names=["Anna Muster"])
    entries = booked(importer, tmp_path, PYTR + rows)
    assert [e.meta["record"] for e in entries] == [
        *("payment", "payment", "transfer", "bonus", "payment"),
    ]
    assert [e.flag for e in entries] == ["!", "!", "*", "*", "!"]
    assert reasons(entries)[-1] == "Entnahme, but money comes in"


def test_a_transfer_is_one_if_the_other_side_is_an_own_account(tmp_path: Path) -> None:
    rows = (
        tr("TRANSFER_OUTBOUND", "-900", counterparty_iban="DE75512108001245126199")
        + tr("TRANSFER_INSTANT_OUTBOUND", "-100", counterparty_iban=GIRO)
        + tr("TRANSFER_IN", "50", description=f"Incoming transfer from Anna ({GIRO})")
        + tr("CUSTOMER_INPAYMENT", "20")
        + tr("CARD_TRANSACTION", "-5", name="Laden")
    )
    importer = TradeRepublic(X)
    giro = Dkb(Accounts("Assets:Giro", number="DE02 1203 0000 0000 2020 51"))
    assert together([importer, giro]) == [importer, giro]
    entries = booked(importer, tmp_path, TR + rows)
    assert [e.meta["record"] for e in entries] == [
        *("payment", "transfer", "transfer", "transfer", "payment"),
    ]
    # The account's own number, in a text about it, is no other side.
    assert GIRO not in giro.owners.numbers


def test_a_missing_attribute_is_no_zero(tmp_path: Path) -> None:
    cash = (
        '<CashTransaction accountId="U1" currency="USD" type="Dividends" symbol="ABC" '
        'dateTime="20260210" transactionID="201"/>'
    )
    rows = (
        trade(netCash="-501", transactionID="1"),
        trade(tradeMoney="500", transactionID="2"),
        trade(tradePrice="50", transactionID="3"),
        trade(cost="501", transactionID="4"),
        trade(transactionID="5"),
    )
    entries = booked(InteractiveBrokers(X), tmp_path, flex(*rows, cash), "q.xml")
    assert [amounts(e).get(X) for e in entries] == [*[D(-501)] * 4, None, None]
    assert "tick Proceeds" in reasons(entries)[4]
    assert "tick Amount" in reasons(entries)[5]


def test_what_a_query_says_beside_trades_and_cash(tmp_path: Path) -> None:
    rows = (
        '<SalesTax accountId="U1" currency="USD" date="20260210" salesTax="-0.29" '
        'transactionID="7"/>',
        '<Transfer accountId="U1" currency="USD" symbol="ABC" date="20260211" type="FOP" '
        'direction="IN" quantity="10" positionAmount="480" cashTransfer="250" transactionID="8"/>',
        '<CorporateAction accountId="U1" currency="USD" symbol="ABC" dateTime="20260212" '
        'proceeds="405.42" quantity="-367" transactionID="9"/>',
        '<DebitCardActivity accountId="U1" amount="-5"/>',
        "<OptionEAE/>",
        '<CFDCharges><CFDCharge accountId="U1" total="-1"/></CFDCharges>',
    )
    importer = InteractiveBrokers(X)
    tax, transfer, action = booked(importer, tmp_path, flex(*rows), "q.xml")
    assert amounts(tax) == {"Expenses:Depot:Gebühren": D("0.29"), X: D("-0.29")}
    assert amounts(transfer) == {"Assets:Umbuchung": D(-250), X: D(250)}
    assert "transfer FOP IN of 10 ABC" in transfer.meta["unknown"]
    assert "worth 480 USD" in transfer.meta["unknown"]
    assert amounts(action) == {"Assets:Umbuchung": D("-405.42"), X: D("405.42")}
    assert "-367 ABC" in action.meta["unknown"]
    path = str(tmp_path / "q.xml")
    assert [item.reason for item in importer.records(path) if hasattr(item, "reason")] == [
        "DebitCardActivity: no section that is read",
        "CFDCharge: no section that is read",
    ]


@pytest.mark.parametrize("placeholder", ["N/A", "n/a", "-", "0", "000", "REDACTED", "--"])
def test_an_id_that_is_none_makes_no_duplicates(placeholder: str, tmp_path: Path) -> None:
    importer = InteractiveBrokers(X)
    facts = {"transactionID": placeholder, "tradeID": placeholder}
    first = booked(importer, tmp_path, flex(trade(proceeds="-500", **facts)), "1.xml")
    path = tmp_path / "2.xml"
    path.write_text(flex(trade(symbol="XYZ", quantity="7", proceeds="-700", **facts)))
    (other,) = extract(importer, path, first)
    assert "__duplicate__" not in other.meta
    (again,) = extract(importer, tmp_path / "1.xml", first)
    assert "__duplicate__" in again.meta


def test_a_tax_on_a_purchase_is_a_cost_of_it(tmp_path: Path) -> None:
    facts = {"symbol": "FR0000120271", "shares": "20", "fee": "-1.00", "tax": "-4.00"}
    rows = tr("BUY", "-1000", category="TRADING", **facts)
    (entry,) = booked(TradeRepublic(X), tmp_path, TR + rows)
    assert amounts(entry) == {
        "Assets:X:Depot": D(20),
        "Expenses:Depot:Gebühren": D(5),
        X: D(-1005),
    }


def test_comdirect_writes_gross_tax_and_shares_of_income_into_the_text(tmp_path: Path) -> None:
    text = (
        " Buchungstext: ERTRAEGNISGUTSCHRIFT VOM 16.08.26 DEPOTBESTAND: 6,115 MUSTER DIV.{} "
        "A1XXX1 USD 0,4083 Abr.Betrag Brutto {} EUR Steuerabzug 0,39- EUR Ref. 0S5C/4"
    )
    rows = [("ETF", "2,12"), ("AG", "2,12"), ("AG", "9,99")]
    lines = (f'"17.08.2026";"18.08.2026";"Kupon";"{text.format(*row)}";"1,73";\n' for row in rows)
    bond = '"17.08.2026";"18.08.2026";"Kupon";" Buchungstext: ZINSEN ANLEIHE";"15,00";\n'
    fund, share, wrong, coupon = booked(Comdirect(X), tmp_path, COMDIRECT + "".join(lines) + bond)
    assert amounts(fund) == {
        "Income:Depot:Ausschüttungen": D("-2.12"),
        "Expenses:Steuern:Kapitalertragsteuer": D("0.39"),
        X: D("1.73"),
    }
    assert (fund.meta["wkn"], fund.meta["shares"]) == ("A1XXX1", "6.115")
    assert (share.meta["record"], coupon.meta["record"]) == ("dividend", "coupon")
    # Gross less tax is not what was credited: it stays unknown.
    assert wrong.meta["gross"] == "unknown"


def test_who_paid_at_comdirect(tmp_path: Path) -> None:
    text = "Zahlungspflichtiger: Familie Mieter Buchungstext: Miete Ref. AB12345678901234/55"
    row = f'"18.08.2026";"18.08.2026";"Gutschrift";"{text}";"700,00";\n'
    (entry,) = booked(Comdirect(X), tmp_path, COMDIRECT + row)
    assert entry.payee == "Familie Mieter"
    assert "iban" not in entry.meta


def test_a_sale_of_what_was_not_bought_books_its_cash(tmp_path: Path) -> None:
    facts = {"category": "TRADING", "symbol": "IE00B4L5Y983", "fee": "-1.00", "tax": "-20.00"}
    buy = tr("BUY", "-200", category="TRADING", symbol="IE00B4L5Y983", shares="2", day="2026-01-04")
    sale = tr("SELL", "500", shares="-5", day="2026-05-01", transaction_id="s", **facts)
    importer = TradeRepublic(X)
    # The newest row is the first; three of five shares are missing.
    sold, bought = booked(importer, tmp_path, TR + sale + buy)
    if sold.date < bought.date:
        sold, bought = bought, sold
    assert sold.meta["unknown"] == (
        "no lots of 3 IE00B4L5Y983 before 2026-05-01: book what was held first"
    )
    assert amounts(sold) == {
        "Assets:Umbuchung": D(-500),
        "Expenses:Steuern:Kapitalertragsteuer": D(20),
        "Expenses:Depot:Gebühren": D(1),
        X: D(479),
    }
    assert load([sold, bought], held=False)[1] == []
    # With three more in the ledger it is a sale; and once that is in the ledger it stays one.
    held = (
        (
            "1960-01-01 open Equity:Start\n2025-01-01 * "
            '"Held"\n  Assets:X:Depot  3 IE00B4L5Y983 {{10 EUR}}\n  Equity:Start  -30 EUR\n'
        )
        .replace("{{", "{")
        .replace("}}", "}")
    )
    path = tmp_path / "file.csv"
    before, errors, _ = load([bought], held, held=False)
    assert errors == []
    entries = extract(importer, path, before)
    (whole,) = [entry for entry in entries if entry.meta["source_id"].endswith(":s")]
    assert whole.meta["record"] == "sell"
    after, errors, _ = load([bought, whole], held, held=False)
    assert errors == []
    again = [e for e in extract(importer, path, after) if e.meta["source_id"].endswith(":s")]
    assert [entry.meta["record"] for entry in again] == ["sell"]


def test_words_for_dividends_that_begin_like_interest(tmp_path: Path) -> None:
    row = (
        "31.01.2026;30.01.2026;n/a;n/a;n/a;Zinsen/Dividende;MUSTER CORP. WKN: 864952;"
        "n/a;n/a;n/a;1,54;EUR\n"
    )
    (entry,) = booked(Consorsbank(X), tmp_path, CONSORS + row)
    assert (entry.meta["record"], entry.meta["wkn"]) == ("dividend", "864952")
    assert entry.meta["gross"] == "unknown"


def test_words_of_ing(tmp_path: Path) -> None:
    rows = (
        "05.01.2026;05.01.2026;Mieter;Dauerauftrag / Terminueberweisung;Miete;-1,00;EUR\n"
        "06.01.2026;06.01.2026;;Zinsertrag;Zinsen;1,00;EUR\n"
        "07.01.2026;07.01.2026;;Wertpapiersparplan;ISIN IE00B4L5Y983;-50,00;EUR\n"
        "08.01.2026;08.01.2026;;Neuartig;ISIN IE00B4L5Y983;-50,00;EUR\n"
    )
    entries = booked(Ing(X), tmp_path, ING + rows)
    assert [e.meta["record"] for e in entries] == ["payment", "interest", "trade", "trade"]
    assert reasons(entries) == ["", "", "", "type Neuartig"]
    assert touched(entries[2:]) == set()


def test_several_accounts_in_a_transaction_history(tmp_path: Path) -> None:
    rows = "".join(
        f"Transaction History,Data,2026-01-0{day},{account},Electronic Fund Transfer,Deposit,-,-,-,"
        "50.0,-,50.0\n"
        for day, account in ((1, "U***11111"), (2, "U***22222"))
    )
    text = HISTORY.format(base="Summary,Data,Base Currency,EUR\n") + rows
    assert reasons(booked(IbTransactions(X), tmp_path, text)) == [
        "",
        "account U***22222 is not U***11111: make an importer with Accounts(number=...) for each "
        "of them",
    ]
    (one,) = booked(IbTransactions(Accounts(X, number="U***22222")), tmp_path, text)
    assert (one.date.day, reasons([one])) == (2, [""])
    without = HISTORY.format(base="") + rows
    assert "base currency" in reasons(booked(IbTransactions(X), tmp_path, without))[0]


def test_words_of_a_transaction_history(tmp_path: Path) -> None:
    rows = (
        "Transaction History,Data,2026-01-05,U***1,VAT,Sales Tax,-,-,-,-0.30,-,-0.30\n"
        "Transaction History,Data,2026-01-06,U***1,MUS C,Assigned,MUS,-1.0,-,-,-,-\n"
        "Transaction History,Data,2026-01-07,U***1,New,Novelty,MUS,-1.0,5,5.0,-,5.0\n"
    )
    text = HISTORY.format(base="Summary,Data,Base Currency,EUR\n") + rows
    tax, assigned, new = booked(IbTransactions(X), tmp_path, text)
    assert amounts(tax) == {"Expenses:Depot:Gebühren": D("0.30"), X: D("-0.30")}
    assert assigned.meta["unknown"] == "Assigned of -1.0 MUS: book it by hand"
    assert touched([new]) == set()


@pytest.mark.parametrize(
    ("note", "value", "isin", "shares", "flagged"),
    [
        ("Jan. 2026", "1.000", "DE000A1EWWW0", "1000", True),
        ("Long 1,2345 $", "0,1", "DE000SX12345", "100", True),
        ("Comcast (A)", "2,24", "US20030N1019", "10,640298", False),
    ],
)
def test_a_dividend_of_pytr_that_may_be_a_redemption(
    note: str, value: str, isin: str, shares: str, flagged: bool, tmp_path: Path
) -> None:
    row = f"2026-01-08T10:00:00;Dividende;{value};{note};{isin};{shares};;;;\n"
    (entry,) = booked(Pytr(X), tmp_path, PYTR + row)
    assert (entry.flag == "!") is flagged
    assert bool(reasons([entry])[0]) is flagged


@pytest.mark.parametrize(
    ("attributes", "cash"),
    [
        (
            {"assetCategory": "CFD", "proceeds": "-1250", "netCash": "-5", "ibCommission": "-5"},
            "-5",
        ),
        (
            {"assetCategory": "FUT", "proceeds": "-25000", "netCash": "-2", "ibCommission": "-2"},
            "-2",
        ),
        ({"assetCategory": "FUT", "proceeds": "-25000"}, "-1"),
        ({"assetCategory": "CMDTY", "proceeds": "-700"}, "-701"),
    ],
)
def test_an_unknown_trade_touches_no_figure(
    attributes: dict[str, str], cash: str, tmp_path: Path
) -> None:
    (entry,) = booked(InteractiveBrokers(X), tmp_path, flex(trade(**attributes)), "q.xml")
    assert (entry.flag, amounts(entry)[X]) == ("!", D(cash))
    assert touched([entry]) == set()


@pytest.mark.parametrize("asset", ["IOPT", "CRYPTO"])
def test_certificates_and_coins_are_securities(asset: str, tmp_path: Path) -> None:
    row = trade(assetCategory=asset, proceeds="-4800", ibCommission="0")
    (entry,) = booked(InteractiveBrokers(X), tmp_path, flex(row), "q.xml")
    assert (entry.flag, amounts(entry)) == ("*", {"Assets:X:Depot": D(10), X: D(-4800)})


def test_a_cancelled_trade_leaves_nothing(tmp_path: Path) -> None:
    bought = trade(proceeds="-500", transactionID="1")
    kept = trade(proceeds="-510", transactionID="3")
    undone = trade(
        buySell="BUY (Ca.)",
        quantity="-10",
        proceeds="500",
        ibCommission="1",
        transactionID="2",
        origTransactionID="1",
    )
    exchange = {
        "assetCategory": "CASH",
        "symbol": "EUR.USD",
        "quantity": "-100",
        "proceeds": "110",
        "ibCommission": "0",
        "isin": "",
    }
    legs = (
        trade(**exchange | {"buySell": "SELL", "transactionID": "4"}),
        trade(
            **exchange
            | {
                "buySell": "SELL (Ca.)",
                "transactionID": "5",
                "quantity": "100",
                "proceeds": "-110",
            }
        ),
    )
    text = flex(kept, bought, undone, *legs)
    accounts = Accounts("Assets:X:{currency}", depot="Assets:X:Depot")
    entries = booked(InteractiveBrokers(accounts), tmp_path, text, "q.xml")
    sums: dict[str, Decimal] = {}
    for entry in entries:
        for account, number in amounts(entry).items():
            sums[account] = sums.get(account, D(0)) + number
    assert {account: number for account, number in sums.items() if number} == {
        "Assets:X:Depot": D(10),
        "Expenses:Depot:Gebühren": D(1),
        "Assets:X:USD": D(-511),
    }


def test_a_cancelled_sale_of_trade_republic(tmp_path: Path) -> None:
    facts = {"category": "TRADING", "symbol": "IE00B4L5Y983"}
    rows = (
        tr("SELL", "600", shares="-6", **facts)
        + tr("SELL", "600", shares="-5", **facts)
        + tr("SELL_CANCELLED", "-600", shares="-6", **facts)
        + tr("MERGER", "12", symbol="IE00B4L5Y983", shares="1")
        + tr("EARLY_REDEMPTION", "100", symbol="DE000HS88LK3", shares="1")
    )
    held = tr("BUY", "-500", shares="5", day="2026-01-02", **facts)
    held += tr(
        "BUY", "-90", shares="1", category="TRADING", symbol="DE000HS88LK3", day="2026-01-02"
    )
    entries = booked(TradeRepublic(X), tmp_path, TR + rows + held)[2:]
    assert [e.meta["record"] for e in entries] == ["trade", "sell", "trade", "trade", "redemption"]
    assert sum(amounts(e)["Assets:Umbuchung"] for e in (entries[0], entries[2])) == 0
    assert reasons(entries)[0] == "SELL that is cancelled: book neither of both"


@pytest.mark.parametrize(
    ("word", "amount", "account"),
    [
        ("TAX", "-3.00", "Expenses:Steuern:Kapitalertragsteuer"),
        ("TAX_OPTIMIZATION", "3.00", "Expenses:Steuern:Kapitalertragsteuer"),
        ("CARD_ORDERING_FEE", "-5.00", "Expenses:Depot:Gebühren"),
        ("PEA_MARKETING", "5.00", "Income:Cashback"),
    ],
)
def test_words_of_trade_republic(word: str, amount: str, account: str, tmp_path: Path) -> None:
    (entry,) = booked(TradeRepublic(X), tmp_path, TR + tr(word, amount))
    assert entry.flag == "*"
    assert amounts(entry) == {account: -D(amount), X: D(amount)}


def test_a_correction_of_last_year_is_booked_when_the_money_moved(tmp_path: Path) -> None:
    rows = "".join(
        f'<CashTransaction accountId="U1" currency="USD" type="Withholding Tax" isin="{isin}" '
        f'amount="{amount}" dateTime="20251220" reportDate="{day}" transactionID="{day}"/>'
        for isin, amount, day in (
            ("US0378331005", "-15", "20251222"),
            ("US02079K1079", "3", "20260203"),
        )
    )
    entries = booked(InteractiveBrokers(X), tmp_path, flex(rows), "q.xml")
    assert [(str(e.date), e.meta.get("fsq-year")) for e in entries] == [
        ("2025-12-20", None),
        ("2026-02-03", 2025),
    ]
    loaded, errors, _ = load(entries)
    assert errors == []
    assert loaded[-1].meta["fsq-year"] == 2025


def test_containers_and_unreadable_days_of_a_flex_query(tmp_path: Path) -> None:
    rows = ("<OptionEAE/>", trade(proceeds="-500", tradeDate="02/10/2026"))
    (note,) = booked(InteractiveBrokers(X), tmp_path, flex(*rows), "q.xml")
    # Its day is the last one of the query, and not one of long ago.
    assert note.date.isoformat() == "2026-12-31"
    summary = trade(proceeds="-500", accountId="-", levelOfDetail="SYMBOL_SUMMARY")
    entries = booked(
        InteractiveBrokers(X), tmp_path, flex(trade(proceeds="-500"), summary), "q.xml"
    )
    assert reasons(entries) == [""]


def test_an_isin_is_told_by_its_check_digit(tmp_path: Path) -> None:
    texts = (
        "Depot 0123456789 Wertpapierertrag REF AB0012345678 APPLE ISIN US0378331005",
        "Depot 0123456789 Wertpapierertrag US0378331005 REF AB0012345678 APPLE",
        "Depot 0123456789 Wertpapierertrag REF AB0012345678 ISIN DE000MUSTER1",
        "Depot 0123456789 Wertpapierertrag REF AB0012345678",
    )
    rows = (
        f"26.06.2026;26.06.2026;Gebucht;DKB AG;ICH;{text};Eingang;0000000000;24,3;;;\n"
        for text in texts
    )
    entries = booked(Dkb(X), tmp_path, DKB + "".join(rows))
    assert [e.meta.get("isin") for e in entries] == [
        *("US0378331005", "US0378331005", "DE000MUSTER1", None),
    ]
    assert not any("iban" in e.meta for e in entries)
