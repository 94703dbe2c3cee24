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
