"""From an export to the quota: with the accounts alone configured, all figures are right."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from beancount.core import data
from imported import extract, load
from importer_samples import EXPORTS, importer_of, samples

from fsq_beancount import analyse
from fsq_beancount.books.facts import collect
from fsq_beancount.check import find
from fsq_beancount.report.findings.balances import ClearingAccount
from fsq_beancount.report.findings.flows import UnsettledImport
from fsq_beancount.report.findings.wealth import AtCost
from fsq_importers import Accounts, Dkb, Ing, Pytr, Taxes, TradeRepublic, enrich, together
from fsq_importers.records import INCOME, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_beancount.report.report import Report

D = Decimal
PLUGIN = 'plugin "fsq_beancount"\noption "operating_currency" "EUR"'
SAMPLE = EXPORTS / "trade_republic" / "alt.csv"

CLASS_OF_KIND = {
    Kind.DIVIDEND: "passive",
    Kind.DISTRIBUTION: "passive",
    Kind.INTEREST: "passive",
    Kind.COUPON: "passive",
    Kind.PREMIUM: "near-passive",
    Kind.BONUS: "neutral",
    Kind.GIFT: "neutral",
}


def report_of(entries: list[Any], held: bool = False) -> tuple[list[Any], Report]:
    loaded, errors, options = load(entries, PLUGIN, held=held)
    assert errors == []
    return loaded, analyse(loaded, options)


def trade_republic(accounts: Accounts | str) -> TradeRepublic:
    """Return an importer of the household whose account at DKB sends money to and fro."""
    importer = TradeRepublic(accounts)
    together([importer, Dkb(Accounts("Assets:DKB", number="DE02120300000000202051"))])
    return importer


def test_every_kind_of_income_has_a_class() -> None:
    assert set(CLASS_OF_KIND) == INCOME


@pytest.mark.parametrize("sample", samples(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_income_taxes_and_fees_of_each_sample_are_recognised(sample: Any) -> None:
    entries = extract(importer_of(sample), sample)
    loaded, _ = report_of(entries, held=True)
    for entry in loaded:
        if not isinstance(entry, data.Transaction) or "record" not in entry.meta:
            continue
        kind = entry.meta["record"]
        expected = CLASS_OF_KIND.get(kind)
        for posting in entry.postings:
            meta = posting.meta or {}
            if posting.account.startswith("Income:Ungeklärt"):
                assert meta["fsq-class"] == "unclassified"
            elif posting.account == "Income:Depot:Kursgewinne":
                assert meta["fsq-class"] == "near-passive"
            elif posting.account.startswith("Income:"):
                assert meta["fsq-class"] == expected, entry
            elif ":Steuern:" in posting.account:
                assert meta["fsq-role"] == "tax", entry
                # A refund may be one of taxes that several classes bore.
                assert meta["fsq-class"] in {"passive", "near-passive", "mixed"}, entry
            elif posting.account == "Expenses:Depot:Gebühren":
                assert meta.get("fsq-role") in {"fee", None}, entry


@pytest.mark.parametrize("taxes", [Taxes(), Taxes.combined(), Taxes.split()])
def test_a_year_at_trade_republic_by_hand(taxes: Taxes) -> None:
    accounts = Accounts("Assets:TR", depot="Assets:Depot:TR", taxes=taxes)
    _, report = report_of(extract(trade_republic(accounts), SAMPLE))
    (year,) = [period for period in report.periods if period.first.year == 2025]
    # Interest 12.34 + 0.10 + 0.10, dividends 33.00 + 9.20 - 9.20, distribution 10.25, coupon 20.00
    assert year.gross_income["passive"] == D("75.79")
    # less 3.25 + 8.70 + 2.43 - 2.43 + 1.89 + 5.27, the Vorabpauschale of 3.21, and a settlement
    # of 1.23 that comes back.
    assert year.net_income["passive"] == D("75.79") - D("19.11") - D("3.21") + D("1.23")
    # 5 of the fund at 110.00 that cost 100.00
    assert year.gross_income["near-passive"] == 50
    # Saveback 4.31 and a gift of 25.00
    assert year.gross_income["neutral"] == D("29.31")
    # The word that nobody knows
    assert year.gross_income["unclassified"] == D("7.77")


def test_a_vorabpauschale_alone_lowers_passive_income_and_is_no_living_cost() -> None:
    entries = [
        entry
        for entry in extract(trade_republic("Assets:TR"), SAMPLE)
        if entry.meta["record"] in {"vorabpauschale", "interest"}
    ]
    _, report = report_of(entries)
    (year,) = [period for period in report.periods if period.first.year == 2025]
    assert year.living_costs == 0
    # 12.34 + 0.10 + 0.10 less 3.25 and 3.21
    assert year.net_income["passive"] == D("6.08")


def test_interest_and_taxes_of_a_bank_that_books_them_apart() -> None:
    _, report = report_of(extract(Ing("Assets:ING"), EXPORTS / "ing" / "extrakonto.csv"))
    (year,) = [period for period in report.periods if period.first.year == 2026]
    # Interest 12.40, and a dividend of which 8.37 is known
    assert year.gross_income["passive"] == D("20.77")
    # less 3.10 + 0.17
    assert year.net_income["passive"] == D("17.50")


def test_enriching_changes_gross_income_and_not_net() -> None:
    sample = EXPORTS / "dkb" / "girokonto.csv"
    importer = Dkb("Assets:DKB")
    before = extract(importer, sample)
    known = EXPORTS.parent.parent / "example-ledger" / "import" / "portfolio-performance"
    ((_, after, _, _),) = enrich(known / "*.csv", days=400)(
        [(str(sample), before, "", importer)], []
    )
    figures = [report_of(entries)[1].periods[0] for entries in (before, after)]
    assert [year.gross_income["passive"] for year in figures] == [D("24.30"), D("33.00")]
    # The Vorabpauschale of 3.21 is passive income's cost both times.
    assert [year.net_income["passive"] for year in figures] == [D("21.09"), D("21.09")]


def test_fsq_check_names_only_what_nobody_knows() -> None:
    loaded, _, options = load(extract(trade_republic("Assets:TR"), SAMPLE), PLUGIN, held=False)
    findings = find(collect(loaded, options), analyse(loaded, options))
    # What the export has no price of is worth what it cost, and named for that.
    others = [finding for finding in findings if not isinstance(finding, AtCost)]
    unsettled = [each.account for each in others if isinstance(each, UnsettledImport)]
    # Money of the other bank, whose side is not imported.
    passing = [each.account for each in others if isinstance(each, ClearingAccount)]
    assert passing == ["Assets:Umbuchung"]
    assert len(others) == 3
    assert unsettled == ["Income:Ungeklärt", "Expenses:Ungeklärt"]


def test_a_tax_on_a_purchase_lowers_no_quota(tmp_path: Path) -> None:
    # 100.00 of dividends less a tax of 25.00, and 500.00 of living costs: 15 %. The purchase with a
    # tax on transactions of 4.00 changes nothing of it.
    header = SAMPLE.read_text(encoding="utf-8").splitlines()[0]
    columns = header.split(";")

    def row(**cells: str) -> str:
        known = {"date": "2025-01-05", "category": "CASH", "currency": "EUR", **cells}
        return ";".join(known.get(column, "") for column in columns)

    trade = {"symbol": "FR0000120271", "shares": "20", "fee": "-1.00", "tax": "-4.00"}
    rows = (
        row(category="TRADING", type="BUY", amount="-1000.00", **trade),
        row(type="DIVIDEND", symbol="FR0000120271", amount="100.00", tax="-25.00"),
        row(type="CARD_TRANSACTION", amount="-500.00"),
    )
    path = tmp_path / "t.csv"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    _, report = report_of(extract(TradeRepublic("Assets:TR"), path))
    (year,) = [period for period in report.periods if period.first.year == 2025]
    assert year.net_income["passive"] / year.living_costs == D("0.15")


def test_money_that_only_went_out_is_named_until_it_is_assigned(tmp_path: Path) -> None:
    header = "Datum;Typ;Wert;Notiz;ISIN;Stück;Gebühren;Steuern"
    rows = [f"2025-{month:02}-05T10:00:00;Entnahme;-900;Vermieterin;;;;" for month in range(1, 13)]
    rows.append("2025-01-06T10:00:00;Zinsen;75;;;;;")
    path = tmp_path / "t.csv"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    loaded, errors, options = load(extract(Pytr("Assets:P"), path), PLUGIN, held=False)
    assert errors == []
    report = analyse(loaded, options)
    (year,) = report.periods
    assert year.living_costs == D(10800)
    named = list(find(collect(loaded, options), report))
    assert [each.account for each in named if isinstance(each, UnsettledImport)] == [
        "Expenses:Ungeklärt"
    ]
    # The same as transfers: the account that they pass through does not return to zero.
    importer = Pytr("Assets:P")
    together([importer], names=["Vermieterin"])
    loaded, errors, options = load(extract(importer, path), PLUGIN, held=False)
    report = analyse(loaded, options)
    named = list(find(collect(loaded, options), report))
    assert [each.account for each in named if isinstance(each, ClearingAccount)] == [
        "Assets:Umbuchung"
    ]
