"""Lots of many vintages in one depot, worked out from the text of each country's law.

Of the laws, §§ 18, 19, 20 Abs. 1 to 3 and 56 Abs. 2, 3 and 6 InvStG (as amended up to June 2021),
§ 20 Abs. 2 and 4 and § 23 Abs. 1 and 3 EStG (of before 2024) were read on 2026-12-01, in the copies
of the repository bundestag/gesetze; of Austria § 27a Abs. 1 EStG 1988 (as amended by BGBl. I Nr.
113/2024) in the copy of weka.at. Not read, but taken from what others say of them: § 20 Abs. 6,
§ 32d and § 52 Abs. 28 EStG; §§ 27, 27a Abs. 4, 31 and 124b Z 185 EStG 1988 (the days of 2011 and
2012 and the moving average, as the ministry's guidelines and a bank say them, 2026-12-01); Art. 16
Abs. 3 (as tax advisers quote it, the same day) and 38 of the DBG of Switzerland.

The exempt limit of § 23 Abs. 3 Satz 5 EStG (600 EUR a year, 1,000 since 2024) is in no figure: it
is one of all private sales of a year, of which a balance sheet knows nothing.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

import pytest
from small_ledger import load

import fsq_beancount

TODAY = "2025-06-30"


def d(text: str) -> Decimal:
    return Decimal(text)


class Lot(NamedTuple):
    """Ten units of a commodity, and what of their gain is taxed.

    Attributes:
        treatment: Its treatment, ``-`` for none.
        bought: The day of purchase.
        cost: The cost of a unit.
        then: The price at the end of 2017, ``-`` for none.
        now: The price today.
        taxed: What is taxed of the gain of the ten units, after exemptions; by hand.
        pot: The pot it belongs to.
    """

    treatment: str
    bought: str
    cost: str
    then: str
    now: str
    taxed: str
    pot: str


GERMANY = (
    # § 52 Abs. 28 EStG: what was bought before 2009 is free.
    Lot("share", "2007-05-02", "100", "-", "300", "0", ""),
    Lot("share", "2008-12-31", "100", "-", "20", "0", ""),
    # § 20 Abs. 2 Satz 1 Nr. 1, Abs. 4 EStG.
    Lot("share", "2009-01-01", "100", "140", "300", "2000", "shares"),
    Lot("share", "2020-03-02", "100", "-", "40", "-600", "shares"),
    # § 56 Abs. 6 InvStG: 50 until 2017 are free; 150 × 0.7 × 10 since, within the allowance.
    Lot("equity-fund", "2007-01-05", "100", "150", "300", "1050", "old"),
    # The same with a loss since 2018, which is one like any other: −50 × 0.7 × 10.
    Lot("equity-fund", "2008-12-31", "100", "150", "100", "-350", "old"),
    # § 56 Abs. 2 and 3 InvStG: 30 until 2017 in full, 70 × 0.7 since.
    Lot("equity-fund", "2016-01-05", "100", "130", "200", "790", "other"),
    # 30 in full, −20 × 0.7.
    Lot("equity-fund", "2009-01-01", "100", "130", "110", "160", "other"),
    # −20 in full, 100 × (1 − 0.15): half the exemption of § 20 Abs. 1 InvStG, Abs. 2.
    Lot("mixed-fund", "2017-12-31", "100", "80", "180", "650", "other"),
    # § 20 Abs. 3 InvStG: 60 % and 80 % are free; the second was bought before 2018.
    Lot("real-estate-fund", "2018-01-01", "100", "-", "200", "400", "other"),
    Lot("foreign-real-estate-fund", "2015-06-01", "100", "110", "90", "60", "other"),
    Lot("bond", "2008-12-31", "100", "-", "120", "0", ""),
    Lot("bond", "2012-01-02", "100", "-", "60", "-400", "other"),
    # § 23 Abs. 1 Satz 1 Nr. 2 EStG: more than a year, and a year to the day.
    Lot("private-sale", "2024-06-29", "100", "-", "900", "0", ""),
    Lot("private-sale", "2024-06-30", "100", "-", "150", "500", "private"),
    # Nobody says what it is: all of it.
    Lot("-", "2005-01-03", "100", "-", "101", "10", "other"),
)
AUSTRIA = (
    # § 124b Z 185 EStG 1988: shares and funds from 2011 on, all else from April 2012 on.
    Lot("share", "2010-12-31", "100", "-", "300", "0", ""),
    Lot("share", "2011-01-01", "100", "-", "300", "2000", "capital"),
    Lot("share", "2011-06-01", "100", "-", "70", "-300", "capital"),
    Lot("equity-fund", "2010-12-31", "100", "130", "200", "0", ""),
    # No exemption, and nothing happened at the end of 2017.
    Lot("equity-fund", "2016-01-05", "100", "130", "200", "1000", "capital"),
    Lot("mixed-fund", "2017-12-31", "100", "80", "180", "800", "capital"),
    Lot("real-estate-fund", "2020-02-29", "100", "-", "120", "200", "capital"),
    Lot("bond", "2011-06-01", "100", "-", "130", "0", ""),
    Lot("bond", "2012-03-31", "100", "-", "60", "0", ""),
    # § 27 Abs. 8 EStG 1988: offset against all of these.
    Lot("bond", "2012-04-01", "100", "-", "60", "-400", "capital"),
    # § 31 EStG 1988: a year.
    Lot("private-sale", "2024-06-29", "100", "-", "900", "0", ""),
    Lot("private-sale", "2024-06-30", "100", "-", "150", "500", "private"),
)
# Whatever it is and whenever it was bought: each gain and each loss, in one pot.
FLAT = tuple(
    lot._replace(taxed=str((d(lot.now) - d(lot.cost)) * 10), pot="all") for lot in GERMANY[:13]
)
# Art. 16 Abs. 3 DBG: gains on private wealth are free.
SWITZERLAND = tuple(lot._replace(taxed="0", pot="") for lot in GERMANY)


def ledger(profile: str, lots: tuple[Lot, ...], *options: str, more: str = "") -> str:
    """A depot with these lots, each of a commodity of its own."""
    lines = [f'2000-01-01 custom "fsq-option" "tax-profile" "{profile}"']
    lines += [f'2000-01-01 custom "fsq-option" {option}' for option in options]
    for number, lot in enumerate(lots):
        name = f"LOT{number}"
        lines.append(f"2000-01-01 commodity {name}")
        if lot.treatment != "-":
            lines.append(f'  fsq-tax-treatment: "{lot.treatment}"')
        lines += [f'{lot.bought} * "Buys"', f"  Assets:Depot  10 {name} {{{lot.cost} EUR}}"]
        lines.append("  Assets:Bank")
        if lot.then != "-":
            lines.append(f"2017-12-29 price {name} {lot.then} EUR")
        lines.append(f"{TODAY} price {name} {lot.now} EUR")
    return "\n".join((*lines, more, f"{TODAY} balance Assets:Nothing 0 EUR", ""))


@pytest.mark.parametrize(
    ("profile", "lots", "options", "rate", "pots", "total"),
    [
        # Shares 2,000 − 600 = 1,400; others 790 + 160 + 650 + 400 + 60 − 400 + 10 = 1,670, and
        # nothing of the old funds, 1,050 − 350 = 700 of 100,000: 3,070 × 26.375 %; coins:
        # 500 × 42 %.
        (
            "de",
            GERMANY,
            ['"tax-rate-private" 0.42'],
            "0.26375",
            {"shares": "1400", "other": "1670", "private": "500"},
            "1019.7125",
        ),
        # The saver's allowance of 1,000 once: 2,070 × 26.375 %; and coins.
        (
            "de",
            GERMANY,
            ['"tax-rate-private" 0.42', '"saver-allowance" 1000 EUR'],
            "0.26375",
            {"shares": "1400", "other": "1670", "private": "500"},
            "755.9625",
        ),
        # Of the allowance for old funds 100 are left: 600 of them are taxed with the others.
        (
            "de",
            GERMANY,
            ['"tax-rate-private" 0.42', '"old-fund-allowance" 100 EUR'],
            "0.26375",
            {"shares": "1400", "other": "2270", "private": "500"},
            "1177.9625",
        ),
        # 2,000 − 300 + 1,000 + 800 + 200 − 400 = 3,300, × 27.5 %; coins 500 × 40 %.
        (
            "at",
            AUSTRIA,
            ['"tax-rate-private" 0.40'],
            "0.275",
            {"capital": "3300", "private": "500"},
            "1107.5",
        ),
        # 2,000 − 800 + 2,000 − 600 + 2,000 + 0 + 1,000 + 100 + 800 + 1,000 − 100 + 200 − 400.
        ("flat", FLAT, ['"tax-rate" 0.2'], "0.2", {"all": "7200"}, "1440"),
        ("ch", SWITZERLAND, [], "0", {}, "0"),
    ],
)
def test_a_depot_of_all_vintages(
    profile: str,
    lots: tuple[Lot, ...],
    options: list[str],
    rate: str,
    pots: dict[str, str],
    total: str,
) -> None:
    loaded = load(ledger(profile, lots, *options))
    assert loaded.errors == []
    report = fsq_beancount.analyse(loaded.entries, loaded.options)
    tax = report.scope.latent_taxes.on(datetime.date.fromisoformat(TODAY))
    assert tax is not None
    assert {pot: gain for pot, gain in tax.pots.items() if gain} == {
        pot: d(gain) for pot, gain in pots.items()
    }
    assert tax.total == d(total)
    # Each lot by itself.
    of_private = d("0.42") if profile == "de" else d("0.40")
    shown = {lot.commodity: lot.tax for lot in report.lots}
    assert shown == {
        f"LOT{number}": d(lot.taxed) * (of_private if lot.pot == "private" else d(rate))
        for number, lot in enumerate(lots)
    }


SHARE_GAINS = Lot("share", "2020-01-02", "100", "-", "150", "500", "shares")
FUND_LOSES = Lot("equity-fund", "2020-01-02", "100", "-", "50", "-350", "other")
BOND_LOSES = Lot("bond", "2020-01-02", "100", "-", "60", "-400", "other")
SHARE_LOSES = Lot("share", "2020-01-02", "100", "-", "50", "-500", "shares")
FUND_GAINS = Lot("equity-fund", "2020-01-02", "100", "-", "150", "350", "other")


@pytest.mark.parametrize(
    ("lots", "expected"),
    [
        # § 20 Abs. 6 EStG: (500 − 350) and (500 − 400), × 26.375 %.
        ((SHARE_GAINS, FUND_LOSES), "39.5625"),
        ((SHARE_GAINS, BOND_LOSES), "26.375"),
        ((SHARE_GAINS, FUND_LOSES, BOND_LOSES), "0"),
        # A loss on shares stays with shares: 350 and 350 + 500 − 500.
        ((SHARE_LOSES, FUND_GAINS), "92.3125"),
        ((SHARE_LOSES, SHARE_GAINS, FUND_GAINS), "92.3125"),
        # It may come first: shares 0, others 350 − 400.
        ((SHARE_LOSES, FUND_GAINS, BOND_LOSES), "0"),
    ],
)
def test_german_losses(lots: tuple[Lot, ...], expected: str) -> None:
    loaded = load(ledger("de", lots))
    tax = fsq_beancount.analyse(loaded.entries, loaded.options).scope.latent_taxes.on(
        datetime.date.fromisoformat(TODAY)
    )
    assert tax is not None
    assert tax.total == d(expected)


@pytest.mark.parametrize(
    ("account", "narration"),
    [
        ("Income:Depot:LOT0:Ausschüttungen", "-"),
        ("Income:Depot:Ausschüttungen", "Ausschüttung LOT0"),
    ],
)
def test_a_fund_that_pays_out_more_than_the_base_has_no_lump_sum(
    account: str, narration: str
) -> None:
    more = f"""
2023-01-02 price LOT0 95 EUR
2023-12-29 price LOT0 110 EUR
2024-01-02 price LOT0 110 EUR
2024-12-30 price LOT0 120 EUR
2024-08-01 * "{narration}"
  {account}  -30 EUR
  Assets:Bank
"""
    fund = Lot("equity-fund", "2023-03-15", "100", "-", "125", "", "other")
    loaded = load(ledger("de", (fund,), more=more))
    tax = fsq_beancount.analyse(loaded.entries, loaded.options).scope.latent_taxes.on(
        datetime.date.fromisoformat(TODAY)
    )
    assert tax is not None
    # § 18 Abs. 1 and 2 InvStG: 95 × 2.55 % × 0.7 × 10/12 = 1.413125 of 2023; in 2024 3 a unit are
    # more than 110 × 2.29 % × 0.7. § 19 Abs. 1, § 20 Abs. 1: (25 − 1.413125) × 10 × 0.7.
    assert tax.pots == {"other": d("165.108125")}
    # × 26.375 % = 43.54726796875
    assert tax.total == d("43.547267968750")
