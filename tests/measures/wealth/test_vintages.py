"""The day of purchase decides: lots of different vintages, each worked out from the law's text."""

from __future__ import annotations

import datetime
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from small_ledger import load

import fsq_beancount
from fsq_beancount.measures.wealth.latent_tax import LatentTax

if TYPE_CHECKING:
    from fsq_beancount.measures.wealth.latent_taxes import LatentTaxes

TODAY = "2025-06-30"


def d(text: str) -> Decimal:
    return Decimal(text)


def taxes(profile: str, text: str, *options: str) -> LatentTaxes:
    said = [f'2000-01-01 custom "fsq-option" {option}' for option in options]
    ledger = load(
        "\n".join(
            (
                f'2000-01-01 custom "fsq-option" "tax-profile" "{profile}"',
                *said,
                textwrap.dedent(text),
            )
        )
    )
    assert ledger.errors == []
    return fsq_beancount.analyse(ledger.entries, ledger.options).scope.latent_taxes


def tax(profile: str, text: str, *options: str, date: str = TODAY) -> LatentTax:
    found = taxes(profile, text, *options).on(datetime.date.fromisoformat(date))
    assert found is not None
    return found


def bought(
    treatment: str, date: str, cost: str, *prices: str, units: str = "10", currency: str = "EUR"
) -> str:
    """A ledger with one lot; prices are as ``2017-12-29 130``."""
    lines = [
        "2000-01-01 commodity XYZ",
        f'  fsq-tax-treatment: "{treatment}"',
        f'{date} * "Buys"',
        f"  Assets:Depot  {units} XYZ {{{cost} {currency}}}",
        "  Assets:Bank",
        *(f"{price[:10]} price XYZ {price[11:]} {currency}" for price in prices),
        f'{TODAY} * "Today"',
        f"  Assets:Bank  1 {currency}",
        "  Equity:Opening",
    ]
    return "\n".join(lines) + "\n"


# 26.375 %: a quarter and the surcharge of 5.5 % of it.
@pytest.mark.parametrize(
    ("lot", "expected"),
    [
        # § 56 Abs. 2 and 3 InvStG: 30 until 2017 in full, 70 × 0.7 since: 79 × 10 × 26.375 %.
        (("equity-fund", "2016-01-05", "100", "2017-12-29 130", f"{TODAY} 200"), "208.3625"),
        # The same and lower since: 30 − 20 × 0.7 = 16.
        (("equity-fund", "2016-01-05", "100", "2017-12-29 130", f"{TODAY} 110"), "42.2"),
        # A loss until 2017: −20 in full, 100 × 0.85 since: 65.
        (("mixed-fund", "2017-12-31", "100", "2017-12-29 80", f"{TODAY} 180"), "171.4375"),
        # Bought under the law of today: 100 × 0.4.
        (("real-estate-fund", "2018-01-01", "100", "2017-12-29 90", f"{TODAY} 200"), "105.5"),
        # § 56 Abs. 6 InvStG: free until 2017, then 150 × 0.7 × 10, far below 100,000.
        (("equity-fund", "2008-12-31", "100", "2017-12-29 150", f"{TODAY} 300"), "0"),
        # § 52 Abs. 28 EStG: bought on the last day before the flat tax, and on its first.
        (("share", "2008-12-31", "100", f"{TODAY} 300"), "0"),
        (("share", "2009-01-01", "100", f"{TODAY} 300"), "527.5"),
        (("bond", "2008-12-31", "100", f"{TODAY} 120"), "0"),
        (("bond", "2009-01-01", "100", f"{TODAY} 120"), "52.75"),
        # § 23 EStG: one year to the day is not more than a year; 2,000 × 42 %.
        (("private-sale", "2024-06-30", "100", f"{TODAY} 300"), "840"),
        (("private-sale", "2024-06-29", "100", f"{TODAY} 300"), "0"),
    ],
)
def test_german_lots(lot: tuple[str, ...], expected: str) -> None:
    found = tax("de", bought(*lot), '"tax-rate-private" 0.42')
    assert found.total == d(expected)
    assert (found.without_base, found.unrated) == ((), {})


def test_old_funds_are_taxed_above_their_allowance() -> None:
    # 1,000 × 250 × 0.7 = 175,000, of which 75,000 are above 100,000.
    lot = bought("equity-fund", "2007-01-05", "100", "2017-12-29 150", f"{TODAY} 400", units="1000")
    found = tax("de", lot)
    assert (found.pots, found.old_fund_allowance) == ({"other": d("75000")}, d("100000"))
    assert found.total == d("19781.25")
    # A couple has 200,000, and 20,000 may be all that is left.
    assert tax("de", lot, '"old-fund-allowance" 200000 EUR').total == 0
    assert tax("de", lot, '"old-fund-allowance" 20000 EUR').pots == {"other": 155_000}
    # A loss since 2018 is a loss like any other: −50 × 1,000 × 0.7.
    fallen = lot.replace(f"{TODAY} price XYZ 400", f"{TODAY} price XYZ 100")
    assert tax("de", fallen).pots == {"other": -35_000}


def test_before_the_law_of_funds_there_is_only_the_gain_until_then() -> None:
    old = bought("equity-fund", "2007-01-05", "100", "2016-01-04 140", f"{TODAY} 400")
    assert tax("de", old, date="2016-12-31").pots == {}
    newer = bought("equity-fund", "2010-01-05", "100", "2016-01-04 140", f"{TODAY} 400")
    assert tax("de", newer, date="2016-12-31").pots == {"other": 400}


def test_lots_of_several_vintages_in_one_account_are_taxed_each_by_its_own_rule() -> None:
    lots = """
    2000-01-01 commodity XYZ
      fsq-tax-treatment: "equity-fund"
    2007-01-05 * "Buys"
      Assets:Depot  4 XYZ {50 EUR}
      Assets:Bank
    2015-01-05 * "Buys"
      Assets:Depot  10 XYZ {80 EUR}
      Assets:Bank
    2019-01-07 * "Buys"
      Assets:Depot  5 XYZ {120 EUR}
      Assets:Bank
    2017-12-29 price XYZ 100 EUR
    2024-02-01 * "Sells some of each of the two older lots"
      Assets:Depot  -2 XYZ {50 EUR}
      Assets:Depot  -4 XYZ {80 EUR}
      Assets:Bank  840 EUR
      Income:Gains
    2025-06-30 price XYZ 140 EUR
    """
    # 2 of 2007: free. 6 of 2015: 20 in full, 40 × 0.7: 48 × 6 = 288. 5 of 2019: 20 × 0.7 × 5 = 70.
    found = tax("de", lots)
    assert found.pots == {"other": 358}
    # On the last day before the sale: 10 × 48 + 5 × 14, at the price of 2017: 10 × 20 − 5 × 14.
    assert tax("de", lots, date="2024-01-31").pots == {"other": d("130")}


def test_a_price_that_separates_two_parts_and_is_missing_is_named() -> None:
    # Without it the exemption may belong to none of the gain: 100 × 10 in full.
    found = tax("de", bought("equity-fund", "2016-01-05", "100", f"{TODAY} 200"))
    assert found.without_base == (("XYZ", datetime.date(2017, 12, 31)),)
    assert found.pots == {"other": 1000}
    # Of a fund that was free once, all of it may be the later gain.
    oldest = tax("de", bought("equity-fund", "2006-01-05", "100", f"{TODAY} 200"))
    assert oldest.without_base == found.without_base
    assert (oldest.pots, oldest.old_fund_allowance) == ({"other": d("0")}, d("700"))


def test_a_private_sale_without_a_rate_is_named_and_in_no_figure() -> None:
    found = tax("de", bought("private-sale", "2025-01-05", "100", f"{TODAY} 200"))
    assert found.unrated == {"XYZ": 2000}
    assert (found.total, found.known) == (d("0"), None)
    # Its losses lower no other gain, and need no rate.
    fallen = tax("de", bought("private-sale", "2025-01-05", "100", f"{TODAY} 50"))
    assert (fallen.unrated, fallen.pots) == ({}, {"private": d("-500")})
    assert (fallen.base, fallen.known) == (d("0"), d("0"))


# § 27a Abs. 1 EStG 1988: 27.5 %.
@pytest.mark.parametrize(
    ("lot", "expected"),
    [
        # § 124b Z 185 EStG 1988.
        (("share", "2010-12-31", "100", f"{TODAY} 300"), "0"),
        (("share", "2011-01-01", "100", f"{TODAY} 300"), "550"),
        (("equity-fund", "2010-12-31", "100", f"{TODAY} 300"), "0"),
        # No partial exemption.
        (("equity-fund", "2011-01-01", "100", f"{TODAY} 300"), "550"),
        (("mixed-fund", "2017-12-31", "100", f"{TODAY} 120"), "55"),
        (("real-estate-fund", "2020-02-29", "100", f"{TODAY} 120"), "55"),
        (("bond", "2012-03-31", "100", f"{TODAY} 120"), "0"),
        (("bond", "2012-04-01", "100", f"{TODAY} 120"), "55"),
        # § 31 EStG 1988, at the rate of the person: 200 × 40 %.
        (("private-sale", "2024-06-30", "100", f"{TODAY} 120"), "80"),
        (("private-sale", "2024-06-29", "100", f"{TODAY} 120"), "0"),
    ],
)
def test_austrian_lots(lot: tuple[str, ...], expected: str) -> None:
    assert tax("at", bought(*lot), '"tax-rate-private" 0.40').total == d(expected)


def test_austrian_cost_is_the_moving_average_of_what_is_not_free() -> None:
    ledger = """
    2000-01-01 commodity XYZ
      fsq-tax-treatment: "share"
    2005-01-05 * "Free for good"
      Assets:Depot  10 XYZ {10 EUR}
      Assets:Bank
    2015-01-05 * "Buys"
      Assets:Depot  10 XYZ {100 EUR}
      Assets:Bank
    2020-01-07 * "Buys"
      Assets:Depot  10 XYZ {200 EUR}
      Assets:Bank
    2024-02-01 * "Sells the first of these"
      Assets:Depot  -10 XYZ {100 EUR}
      Assets:Bank  2200 EUR
      Income:Gains
    2025-06-30 price XYZ 250 EUR
    """
    # § 27a Abs. 4 Z 3: 20 cost 3,000, so 10 cost 1,500, whichever lot was booked as sold.
    assert tax("at", ledger).pots == {"capital": 1000}
    assert tax("at", ledger).total == 275


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 1, 3), (2, 3, 0, 1)])
def test_an_austrian_split_leaves_the_average_cost_as_it_is(order: tuple[int, ...]) -> None:
    postings = [
        "Assets:Depot  -10 XYZ {200 EUR, 2020-01-07}",
        "Assets:Depot   20 XYZ {100 EUR, 2020-01-07}",
        "Assets:Depot  -10 XYZ {600 EUR, 2021-01-07}",
        "Assets:Depot   20 XYZ {300 EUR, 2021-01-07}",
    ]
    ledger = """
    2000-01-01 commodity XYZ
      fsq-tax-treatment: "share"
    2015-01-05 * "Buys"
      Assets:Depot  10 XYZ {100 EUR}
      Assets:Bank
    2020-01-07 * "Buys"
      Assets:Depot  10 XYZ {200 EUR}
      Assets:Bank
    2021-01-07 * "Buys"
      Assets:Depot  10 XYZ {600 EUR}
      Assets:Bank
    2022-02-01 * "Sells the first of these"
      Assets:Depot  -10 XYZ {100 EUR}
      Assets:Bank  5000 EUR
      Income:Gains
    2025-06-30 price XYZ 200 EUR
    """
    split = "\n".join(['2024-02-01 * "Split"', *(f"  {postings[at]}" for at in order)])
    # 30 cost 9,000, so the 20 that are left cost 6,000, not the 8,000 of their lots; 40 after the
    # split are worth 8,000.
    assert tax("at", textwrap.dedent(ledger) + split + "\n").pots == {"capital": 2000}


def test_austrian_losses_are_offset_against_all_gains_and_the_rate_was_lower_once() -> None:
    lots = (
        bought("share", "2013-01-07", "100", f"{TODAY} 50")
        + """
    2000-01-01 commodity ABC
      fsq-tax-treatment: "bond"
    2013-01-07 * "Buys"
      Assets:Depot  10 ABC {100 EUR}
      Assets:Bank
    2014-01-07 price ABC 120 EUR
    2014-01-07 price XYZ 90 EUR
    """.replace("\n    ", "\n")
    )
    # 200 − 100 at 25 % before 2016.
    assert tax("at", lots, date="2015-12-31").total == 25
    assert tax("at", lots, date="2016-01-01").total == d("27.5")
    # 200 − 500 today.
    assert (tax("at", lots).base, tax("at", lots).total) == (d("0"), d("0"))


@pytest.mark.parametrize(
    "treatment",
    [
        "share", "equity-fund", "mixed-fund", "real-estate-fund", "foreign-real-estate-fund",
        "bond", "private-sale", "none",
    ],
)  # fmt: skip
@pytest.mark.parametrize("date", ["1999-05-05", "2025-06-01"])
def test_swiss_gains_are_free(treatment: str, date: str) -> None:
    # Art. 16 Abs. 3 DBG, whatever it is and whenever it was bought.
    found = tax("ch", bought(treatment, date, "100", f"{TODAY} 300", currency="CHF"))
    assert (found.total, found.known) == (d("0"), d("0"))
    assert found.pots == {}


def test_what_a_swiss_pension_pays_out_needs_a_rate() -> None:
    # Art. 38 DBG: apart from other income, by canton.
    lot = bought("deferred", "2020-01-05", "100", f"{TODAY} 300")
    today = datetime.date.fromisoformat(TODAY)
    assert taxes("ch", lot).on(today) is None
    assert taxes("ch", lot).missing(today) == ("tax-rate-deferred",)
    assert taxes("ch", lot).missing(datetime.date(2019, 1, 1)) == ()
    # The whole value of 3,000 at 6 %.
    assert tax("ch", lot, '"tax-rate-deferred" 0.06').total == 180


def test_a_rate_of_its_own_for_what_is_taxed_as_a_whole() -> None:
    lot = bought("deferred", "2020-01-05", "100", f"{TODAY} 300")
    assert tax("de", lot).total == d("791.25")
    assert tax("de", lot, '"tax-rate-deferred" 0.3').total == 900
    assert tax("flat", lot, '"tax-rate" 0.25', '"tax-rate-deferred" 0.3').total == 900


def test_lots_near_the_end_of_all_calendars_are_no_trouble() -> None:
    found = tax(
        "de", bought("private-sale", "9999-01-05", "100", f"{TODAY} 300"), date="9999-12-31"
    )
    assert found.pots == {"private": 2000}


def listed(text: str, *options: str, profile: str = "de") -> list[tuple[str, ...]]:
    """The lots: units, cost, value, gain, rule and tax, a dash where unknown."""
    said = [f'2000-01-01 custom "fsq-option" {option}' for option in options]
    if profile:
        said.append(f'2000-01-01 custom "fsq-option" "tax-profile" "{profile}"')
    ledger = load("\n".join((*said, textwrap.dedent(text))))
    assert ledger.errors == []
    found = fsq_beancount.analyse(ledger.entries, ledger.options).lots
    return [
        tuple(
            "–" if value is None else value if isinstance(value, str) else f"{value.normalize():f}"
            for value in (lot.units, lot.cost, lot.value, lot.gain, lot.rule, lot.tax)
        )
        for lot in found
    ]


def test_each_lot_says_what_it_gained_and_which_rule_taxes_it() -> None:
    lots = """
    2000-01-01 commodity XYZ
      fsq-tax-treatment: "equity-fund"
    2015-01-05 * "Buys"
      Assets:Depot  10 XYZ {80 EUR}
      Assets:Bank
    2017-12-29 price XYZ 100 EUR
    2019-01-07 * "Buys"
      Assets:Depot  5 XYZ {150 EUR}
      Assets:Bank
    2025-06-30 price XYZ 140 EUR
    2025-06-30 * "Buys"
      Assets:Depot  1 ABC {10 EUR}
      Assets:Bank
    """
    law = "equity-fund: full, taxed (§ 56 Abs. 2 and 3 InvStG)"
    # 10 × (20 + 40 × 0.7) × 26.375 %; a loss is negative: −10 × 5 × 0.7; ABC has no price.
    assert listed(lots) == [
        ("1", "10", "–", "–", "–", "–"),
        ("10", "800", "1400", "600", law, "126.6"),
        ("5", "750", "700", "-50", "equity-fund: taxed", "-9.23125"),
    ]
    # Without a profile nothing is said of taxes.
    assert listed(lots, profile="")[1] == ("10", "800", "1400", "600", "", "–")


def test_a_lot_of_each_treatment() -> None:
    coin = bought("private-sale", "2024-12-30", "100", f"{TODAY} 300")
    assert listed(coin) == [("10", "1000", "3000", "2000", "private-sale: taxed", "–")]
    assert listed(coin, '"tax-rate-private" 0.4')[0][-1] == "800"
    long = bought("private-sale", "2020-12-30", "100", f"{TODAY} 300")
    assert listed(long) == [("10", "1000", "3000", "2000", "private-sale: free", "0")]
    pension = bought("deferred", "2020-12-30", "100", f"{TODAY} 300")
    assert listed(pension)[0][-2:] == ("deferred", "791.25")
    assert listed(bought("none", "2020-12-30", "100", f"{TODAY} 300"))[0][-2:] == ("none", "0")


def test_austrian_lots_share_their_average_cost() -> None:
    lots = """
    2000-01-01 commodity XYZ
      fsq-tax-treatment: "share"
    2005-01-05 * "Free for good"
      Assets:Depot  10 XYZ {10 EUR}
      Assets:Bank
    2015-01-05 * "Buys"
      Assets:Depot  10 XYZ {100 EUR}
      Assets:Bank
    2020-01-07 * "Buys"
      Assets:Depot  30 XYZ {200 EUR}
      Assets:Bank
    2025-06-30 price XYZ 250 EUR
    2025-06-30 * "Sells the first of these"
      Assets:Depot  -10 XYZ {100 EUR}
      Assets:Bank  2500 EUR
      Income:Gains
    """
    # 40 cost 7,000: 175 each, so 30 cost 5,250.
    assert listed(lots, profile="at") == [
        ("10", "100", "2500", "2400", "share: free (§ 124b Z 185 lit. a EStG 1988)", "0"),
        ("30", "5250", "7500", "2250", "share: taxed", "618.75"),
    ]
