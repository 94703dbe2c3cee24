"""Formats that a TOML file describes, and what is wrong with such a file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from imported import amounts, extract, load
from importer_samples import EXPORTS

from fsq_importers import Generic, rules_of
from fsq_importers.profile import FIELDS, ProfileError
from fsq_importers.records import Kind

if TYPE_CHECKING:
    from pathlib import Path

D = Decimal
PROFILE = (EXPORTS / "generic" / "broker.toml").read_text(encoding="utf-8")


def made(tmp_path: Path, profile: str) -> Generic:
    path = tmp_path / "profile.toml"
    path.write_text(profile, encoding="utf-8")
    return Generic(path, "Assets:Bank")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[map]", "[map", "profile.toml: "),
        ('source = "example-broker"', 'source = "a b"', 'source is "a b"'),
        ('source = "example-broker"', "", 'source is ""'),
        ('numbers = "en"', "", "numbers: say how they are written"),
        ("[kinds]", "[[kinds]]", "kinds is no table"),
        ('Status = ["Pending"]', 'Status = "Pending"', "Status is no list"),
        ("[kinds]", "[rules]\n[kinds]", "rules is no list"),
        ("[kinds]", '[[rules]]\naccount="Income:X"\ntags="x"\n[kinds]', "tags is no list"),
        ("[kinds]", '[[rules]]\naccount="Income:X"\nparts=3\n[kinds]', "parts is no table"),
        ('numbers = "en"', 'numbers = "fr"', 'numbers is "fr"; allowed are de, en, ch'),
        ('basis = "net"', 'basis = "netto"', "allowed are net, gross"),
        ('basis = "net"', 'base = "net"', 'the file has "base"; allowed are source'),
        ('isin = "ISIN"', 'ISIN = "ISIN"', '[map] has "ISIN"; allowed are date'),
        ('date = "Time"', "", "[map] names no column for date"),
        ('amount = "Total"', "", "[map] names no column for amount"),
        ('basis = "net"', 'exact = "false"', "exact is 'false'; write true or false"),
        ('basis = "net"', "currency = 3", 'currency is 3; write it as a text: "3"'),
        ('basis = "net"', "header = false", "without a header, write how many there are: 5"),
        ('basis = "net"', 'signs = "word"', "allowed are file, kind"),
        ("[skip]", '[directions]\n"Deposit" = "into"\n[skip]', "allowed are in, out"),
        ('"transfer"', '"moved"', '"moved" is no kind; allowed are dividend'),
        ('"transfer"', '"note"', '"note" cannot be told of a row'),
        ('columns = ["Action", "Time", "ISIN"', 'columns = ["A"]\nx = ["B"', 'has "x"'),
        ("[kinds]", '[[rules]]\naccount = "Income:X"\n[kinds]', "name a payee"),
        ("[kinds]", '[[rules]]\nacount = "Income:X"\n[kinds]', '[[rules]] has "acount"'),
        ("[kinds]", '[[rules]]\naccount="A"\nleast="x"\n[kinds]', "an amount is no number"),
    ],
)
def test_a_mistake_in_a_description_says_what_is_allowed(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in PROFILE
    with pytest.raises(ProfileError) as raised:
        made(tmp_path, PROFILE.replace(old, new, 1))
    assert message in str(raised.value)
    assert str(raised.value).startswith("profile.toml: ")


def test_a_missing_description(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"none\.toml"):
        Generic(tmp_path / "none.toml", "Assets:Bank")


BANK = """
source = "dorfbank"
columns = ["Valuta", "Betrag"]
currency = "CHF"
numbers = "ch"
dates = "%m/%d/%Y"
basis = "{basis}"
charges = "{charges}"
kind = "interest"

[map]
date = "Valuta"
amount = "Betrag"
tax = "Steuer"
fee = "Spesen"
"""


@pytest.mark.parametrize(
    ("basis", "charges", "row", "gross", "net"),
    [
        # 1'000.00 less a tax of 350.00 and a fee of 1.00 make 649.00.
        ("gross", "positive", "03/07/2026;1'000.00;350.00;1.00", "1000.00", "649.00"),
        ("gross", "negative", "03/07/2026;1'000.00;-350.00;-1.00", "1000.00", "649.00"),
        ("net", "positive", "03/07/2026;649.00;350.00;1.00", "1000.00", "649.00"),
        ("net", "negative", "03/07/2026;649.00;-350.00;-1.00", "1000.00", "649.00"),
    ],
)
def test_gross_or_net_and_either_sign_of_charges(
    tmp_path: Path, basis: str, charges: str, row: str, gross: str, net: str
) -> None:
    importer = made(tmp_path, BANK.format(basis=basis, charges=charges))
    path = tmp_path / "konto.csv"
    path.write_text(f"Valuta;Betrag;Steuer;Spesen\n{row}\n", encoding="utf-8")
    (entry,) = extract(importer, path)
    assert str(entry.date) == "2026-03-07"
    assert amounts(entry) == {
        "Income:Bank:Zinsen": -D(gross),
        "Expenses:Steuern:Kapitalertragsteuer": D(350),
        "Expenses:Depot:Gebühren": D(1),
        "Assets:Bank": D(net),
    }
    assert {p.units.currency for p in entry.postings} == {"CHF"}
    assert load([entry])[1] == []


@pytest.mark.parametrize("basis", ["net", "gross"])
@pytest.mark.parametrize(("kind", "account"), [("tax", "Steuern"), ("fee", "Gebühren")])
def test_a_row_that_is_all_tax_or_fee(tmp_path: Path, basis: str, kind: str, account: str) -> None:
    profile = BANK.format(basis=basis, charges="positive").replace('"interest"', f'"{kind}"')
    path = tmp_path / "konto.csv"
    path.write_text("Valuta;Betrag\n03/07/2026;-5.00\n", encoding="utf-8")
    (entry,) = extract(made(tmp_path, profile), path)
    ((booked, number),) = [item for item in amounts(entry).items() if item[0] != "Assets:Bank"]
    assert account in booked
    assert number == 5
    assert amounts(entry)["Assets:Bank"] == -5


def test_rules_in_a_description_and_in_a_file_of_their_own(tmp_path: Path) -> None:
    rules = """
[[rules]]
account = "Income:Vermietung:Mieteinnahmen"
text = "Miete"
iban = "DE02 1203 0000 0000 2020 51"
parts = {"Income:Vermietung:Umlagen" = 150.00}
tags = ["wohnung"]
least = 0
"""
    path = tmp_path / "rules.toml"
    path.write_text(rules, encoding="utf-8")
    (rule,) = rules_of(path)
    assert rule.parts == {"Income:Vermietung:Umlagen": D("150.0")}
    assert rule.tags == {"wohnung"}
    path.write_text(rules + "\n[map]\n", encoding="utf-8")
    with pytest.raises(ProfileError, match="allowed are rules"):
        rules_of(path)
    profile = BANK.format(basis="net", charges="positive").replace('"interest"', '"payment"')
    profile = profile.replace("[map]", '[map]\ntext = "Text"') + rules
    bank = tmp_path / "konto.csv"
    bank.write_text(
        "Valuta;Betrag;Text\n03/07/2026;850.00;Miete DE02\n03/08/2026;1.00;x\n", encoding="utf-8"
    )
    profile = profile.replace('iban = "DE02 1203 0000 0000 2020 51"', "")
    rent, other = extract(made(tmp_path, profile), bank)
    assert amounts(rent)["Income:Vermietung:Mieteinnahmen"] == -700
    assert amounts(other)["Income:Ungeklärt"] == -1


def test_the_documented_fields_and_kinds_are_all_there_are() -> None:
    from fsq_importers import generic

    assert generic.__doc__ is not None
    for word in ("[map]", "[kinds]", "[skip]", "[[rules]]"):
        assert word in generic.__doc__
    assert "date" in FIELDS
    assert Kind("dividend") is Kind.DIVIDEND


UNSIGNED = """
source = "trading"
columns = ["Action", "Time", "Total"]
numbers = "en"
signs = "kind"
[map]
date = "Time"
amount = "Total"
word = "Action"
isin = "ISIN"
shares = "Shares"
tax = "Tax"
tax_currency = "Tax currency"
rate = "Rate"
[kinds]
"Market buy" = "buy"
"Limit sell" = "sell"
"Dividend*" = "dividend"
"Fee" = "fee"
"Deposit" = "transfer"
"Withdrawal" = "transfer"
"Card" = "payment"
[directions]
"Deposit" = "in"
"Withdrawal" = "out"
"""


def test_amounts_without_signs_have_those_of_their_kinds(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "Action,Time,ISIN,Shares,Total,Tax,Tax currency,Rate\n"
        "Market buy,2026-01-03,IE00B4L5Y983,2.0,200.00,,,\n"
        "Limit sell,2026-01-04,IE00B4L5Y983,1.0,110.00,,,\n"
        "Dividend (Ordinary),2026-01-05,US0378331005,10,17.00,3.60,USD,1.20\n"
        "Dividend (Ordinary),2026-01-06,US0378331005,10,17.00,3.60,USD,\n"
        "Fee,2026-01-07,,,1.00,,,\n"
        "Deposit,2026-01-08,,,500.00,,,\n"
        "Withdrawal,2026-01-09,,,50.00,,,\n"
        "Card,2026-01-10,,,5.00,,,\n"
        "Novelty,2026-01-11,,,7.00,,,\n"
        "Novelty,2026-01-12,IE00B4L5Y983,1.0,7.00,,,\n",
        encoding="utf-8",
    )
    entries = extract(made(tmp_path, UNSIGNED), path)
    assert [amounts(e)["Assets:Bank"] for e in entries] == [
        *(D(-200), D(110), D(17), D(17), D(-1), D(500), D(-50), D(5), D(7), D(7)),
    ]
    # 3.60 dollars at 1.20 dollars for a euro are 3.00 euros: 20.00 gross.
    assert amounts(entries[2])["Income:Depot:Dividenden"] == D(-20)
    assert entries[3].meta["gross"] == "unknown"
    assert entries[3].meta["unknown"].startswith("a tax of 3.60 USD")
    flagged = [e.meta.get("unknown", "") for e in entries if e.flag == "!"]
    assert flagged[1:] == [
        'Card: say in [directions] whether it is "in" or "out"',
        *["type Novelty"] * 2,
    ]
    # What nobody knows moves neither income nor costs.
    for entry in entries[-2:]:
        assert amounts(entry)["Assets:Umbuchung"] == D(-7)


def test_two_columns_for_amounts_and_one_without_a_name(tmp_path: Path) -> None:
    profile = """
source = "village"
columns = ["Datum", "Soll", "Haben"]
numbers = "de"
[map]
date = "Datum"
outgoing = "Soll"
incoming = "Haben"
currency = "#4"
"""
    path = tmp_path / "v.csv"
    path.write_text("Datum;Soll;Haben;\n05.01.2026;-1,50;;CHF\n06.01.2026;;2,50;EUR\n", "utf-8")
    entries = extract(made(tmp_path, profile), path)
    cash = [entry.postings[-1].units for entry in entries]
    assert [(each.number, each.currency) for each in cash] == [
        (D("-1.50"), "CHF"),
        (D("2.50"), "EUR"),
    ]
    path.write_text("Datum;Soll;Haben;\n05.01.2026;;;CHF\n", "utf-8")
    (note,) = extract(made(tmp_path, profile), path)
    assert "there is no amount" in note.meta["unknown"]


def test_a_table_without_a_header(tmp_path: Path) -> None:
    profile = """
source = "targo"
header = false
columns = 3
numbers = "de"
[map]
date = "#1"
text = "#2"
amount = "#3"
"""
    path = tmp_path / "t.csv"
    path.write_text("05.01.2026;Miete;-700,00\n06.01.2026;Lohn;2.000,00\n", encoding="utf-8")
    importer = made(tmp_path, profile)
    assert importer.identify(str(path))
    assert [amounts(e)["Assets:Bank"] for e in extract(importer, path)] == [D(-700), D(2000)]
    for other in ("a;b;c\n", "05.01.2026;Miete\n", "05.01.2026;Miete;\n", ""):
        path.write_text(other, encoding="utf-8")
        assert not importer.identify(str(path))
