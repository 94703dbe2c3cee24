"""Latent tax, from ledgers whose tax is worked out by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

import pytest
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently
from small_ledger import complaints, load
from wealth_by_hand import at, config, holding, lots, positions, prices, units

import fsq_beancount
from fsq_beancount.core.precision import PRECISION
from fsq_beancount.core.terms import UNTAXED
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.wealth.latent_tax import LatentTax, tax_on, taxed_gain
from fsq_beancount.measures.wealth.latent_taxes import LatentTaxes
from fsq_beancount.measures.wealth.lump_sum_law import in_year_of_purchase, taxed_on
from fsq_beancount.measures.wealth.lump_sums import Fund, LumpSums
from fsq_beancount.measures.wealth.splits import Splits
from fsq_beancount.settings.directives.lump_sum import FIRST_YEAR, LumpSum
from fsq_beancount.tax import PROFILES

if TYPE_CHECKING:
    from fsq_beancount.books.line import Line
    from fsq_beancount.tax.profile import Profile

CENT = Decimal("0.01")
GERMAN = '2020-01-01 custom "fsq-option" "tax-profile" "de"'
FLAT = """
2020-01-01 custom "fsq-option" "tax-profile" "flat"
2020-01-01 custom "fsq-option" "tax-rate" 0.25
"""


def d(text: str) -> Decimal:
    return Decimal(text)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def taxes(text: str, *more: str) -> LatentTaxes:
    ledger = load("\n".join((*more, "")) + _dedent(text))
    assert ledger.errors == []
    return fsq_beancount.analyse(ledger.entries, ledger.options).scope.latent_taxes


def _dedent(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.splitlines()) + "\n"


def tax(text: str, *more: str, date: str = "2024-06-30") -> LatentTax:
    found = taxes(text, *more).on(day(date))
    assert found is not None
    return found


EQUITY_FUND = """
    2020-01-01 commodity FUND
      fsq-tax-treatment: "equity-fund"
    2022-12-01 * "Buys for 10,000"
      Assets:Depot  100 FUND {100 EUR}
      Assets:Bank
    2024-01-10 custom "fsq-lump-sum" "FUND" 2023 1.771 EUR
    2024-06-30 price FUND 150 EUR
    2024-06-30 balance Assets:Depot 100 FUND
"""


def test_an_equity_fund_with_lump_sums_that_are_taxed_already() -> None:
    found = tax(EQUITY_FUND, GERMAN)
    # (15,000 − 10,000 − 177.10) × 0.7 = 3,376.03; × 26.375 % = 890.43
    assert found.base == d("3376.03")
    assert found.pots == {"other": d("3376.03")}
    assert found.total.quantize(CENT) == d("890.43")
    assert found.rate == d("0.26375")
    assert (found.untreated, found.without_cost, found.unknown_lump_sums) == ((), {}, ())


def test_the_savers_allowance_is_deducted_once() -> None:
    found = tax(EQUITY_FUND, GERMAN, '2020-01-01 custom "fsq-option" "saver-allowance" 1000 EUR')
    # (3,376.03 − 1,000) × 26.375 % = 626.68
    assert found.total.quantize(CENT) == d("626.68")
    assert (found.allowance, found.base) == (d("1000"), d("2376.03"))


def test_an_allowance_above_the_gains_leaves_no_tax() -> None:
    found = tax(EQUITY_FUND, GERMAN, '2020-01-01 custom "fsq-option" "saver-allowance" 9000 EUR')
    assert (found.total, found.allowance, found.base) == (d("0"), d("3376.03"), d("0"))


def test_church_tax_and_an_own_rate() -> None:
    church = tax(EQUITY_FUND, GERMAN, '2020-01-01 custom "fsq-option" "church-tax" 0.09')
    # 3,376.03 × 1.145/4.09 = 945.12
    assert church.total.quantize(CENT) == d("945.12")
    own = tax(EQUITY_FUND, GERMAN, '2020-01-01 custom "fsq-option" "tax-rate" 0.10')
    assert own.total == d("337.603")


def test_a_flat_rate_knows_neither_exemptions_nor_lump_sums() -> None:
    # (15,000 − 10,000) × 25 %
    assert tax(EQUITY_FUND, FLAT).total == 1250


def test_options_hold_from_their_date_on() -> None:
    found = taxes(
        EQUITY_FUND,
        GERMAN,
        '2024-07-01 custom "fsq-option" "tax-profile" "flat"',
        '2024-07-01 custom "fsq-option" "tax-rate" 0.25',
        '2019-01-01 custom "fsq-option" "tax-rate" 0.20',
    )
    before, after = found.on(day("2024-06-30")), found.on(day("2024-07-01"))
    assert before is not None
    assert after is not None
    assert (before.profile, before.rate) == ("de", d("0.20"))
    assert (after.profile, after.rate) == ("flat", d("0.25"))


def test_without_a_profile_or_a_rate_it_is_undefined() -> None:
    unnamed = taxes(EQUITY_FUND)
    assert unnamed.on(day("2024-06-30")) is None
    assert unnamed.missing(day("2024-06-30")) == ("tax-profile",)
    unrated = taxes(EQUITY_FUND, '2020-01-01 custom "fsq-option" "tax-profile" "flat"')
    assert unrated.on(day("2024-06-30")) is None
    assert unrated.missing(day("2024-06-30")) == ("tax-rate",)
    assert taxes(EQUITY_FUND, GERMAN).missing(day("2024-06-30")) == ()


POTS = """
    2020-01-01 commodity WIN
      fsq-tax-treatment: "share"
    2020-01-01 commodity LOSE
      fsq-tax-treatment: "share"
    2020-01-01 commodity BOND
      fsq-tax-treatment: "bond"
    2023-01-02 * "Buys"
      Assets:Depot  10 WIN {100 EUR}
      Assets:Depot  10 LOSE {100 EUR}
      Assets:Depot  10 BOND {100 EUR}
      Assets:Bank
    2024-06-30 price WIN 130 EUR
    2024-06-30 price LOSE 60 EUR
    2024-06-30 price BOND 120 EUR
"""


def test_losses_from_shares_lower_no_other_gains() -> None:
    found = tax(POTS, GERMAN)
    # Shares: 300 − 400; all else: 200. Only the 200 are taxed.
    assert found.pots == {"shares": -100, "other": 200}
    assert found.base == 200
    assert found.total == d("52.75")
    # With one pot 100 are left.
    assert tax(POTS, FLAT).pots == {"all": 100}


def test_some_lines_can_be_left_out() -> None:
    def no_loser(line: Line) -> bool:
        return line.currency != "LOSE"

    found = taxes(POTS, GERMAN).on(day("2024-06-30"), no_loser)
    assert found is not None
    assert found.pots == {"shares": 300, "other": 200}


def test_a_commodity_without_a_treatment_is_fully_taxed_and_listed() -> None:
    found = tax(
        """
    2023-01-02 * "Buys"
      Assets:Depot  10 WHAT {100 EUR}
      Assets:Bank
    2024-06-30 price WHAT 120 EUR
    """,
        GERMAN,
    )
    assert found.pots == {"other": 200}
    assert found.untreated == ("WHAT",)


def test_real_estate_cash_and_what_is_said_to_be_untaxed_is_not_taxed() -> None:
    found = tax(
        """
    2020-01-01 open Assets:Haus
      fsq-asset-class: "real-estate"
    2020-01-01 commodity MONEYMARKET
      asset-class: "cash"
    2020-01-01 commodity GOLD
      fsq-tax-treatment: "none"
    2023-01-02 * "Buys"
      Assets:Haus   1 HOUSE {100000 EUR}
      Assets:Depot  10 MONEYMARKET {100 EUR}
      Assets:Safe   1 GOLD {1000 EUR}
      Assets:Bank
    2024-06-30 price HOUSE 200000 EUR
    2024-06-30 price MONEYMARKET 120 EUR
    2024-06-30 price GOLD 2000 EUR
    """,
        GERMAN,
    )
    assert found.total == 0
    assert found.pots == {}
    assert found.untreated == ()


def test_a_pension_account_is_taxed_as_a_whole() -> None:
    found = tax(
        """
    2020-01-01 open Assets:Rente
      fsq-tax-treatment: "deferred"
    2020-01-01 commodity FUND
      fsq-tax-treatment: "equity-fund"
    2023-01-02 * "Pays in"
      Assets:Rente:Fonds  10 FUND {100 EUR}
      Assets:Rente:Geld   500 EUR
      Assets:Bank
    2024-06-30 price FUND 120 EUR
    """,
        GERMAN,
        '2020-01-01 custom "fsq-option" "saver-allowance" 1000 EUR',
    )
    # The account's treatment goes before the commodity's: (1,200 + 500) × 26.375 %, no allowance.
    assert found.deferred == 1700
    assert found.total == d("448.375")
    assert found.pots == {}


def test_cost_is_converted_at_the_rate_of_the_day_of_purchase() -> None:
    found = tax(
        """
    2020-01-01 commodity HOOL
      fsq-tax-treatment: "share"
    2023-01-02 price USD 0.50 EUR
    2024-06-30 price USD 1.00 EUR
    2024-06-30 price HOOL 100 USD
    2023-01-02 * "Buys for 1,000 USD, which are 500 EUR"
      Assets:Depot  10 HOOL {100 USD}
      Assets:Bank  -500 EUR @@ 1000 USD
    """,
        GERMAN,
    )
    # The gain is the dollar's: 1,000 − 500.
    assert found.pots == {"shares": 500}


def test_a_short_position_gains_when_the_price_falls() -> None:
    found = tax(
        """
    2020-01-01 commodity HOOL
      fsq-tax-treatment: "share"
    2023-01-02 * "Sells short"
      Assets:Depot  -10 HOOL {100 EUR}
      Assets:Bank  1000 EUR
    2024-06-30 price HOOL 70 EUR
    """,
        GERMAN,
    )
    assert found.pots == {"shares": 300}


@pytest.mark.parametrize("price", ["", "2024-06-30 price HOOL 70 EUR"])
def test_as_many_units_short_as_long_have_the_gain_between_their_costs(price: str) -> None:
    # Bought for 100 and sold short for 150, whatever the price: 10 · 50 = 500.
    text = f"""
    2020-01-01 open Assets:Depot  "NONE"
    2020-01-01 commodity HOOL
      fsq-tax-treatment: "share"
    2023-01-02 * "Buys, and sells short"
      Assets:Depot  10 HOOL {{100 EUR}}
      Assets:Depot  -10 HOOL {{150 EUR}}
      Assets:Bank
    {price}
    """
    assert tax(text, GERMAN).pots == {"shares": 500}


def test_lots_without_a_price_or_a_cost_are_in_no_pot() -> None:
    found = tax(
        """
    2020-01-01 commodity VAGUE
      fsq-tax-treatment: "share"
    2023-01-02 * "Buys"
      Assets:Depot  10 UNPRICED {100 EUR}
      Assets:Depot  10 FOREIGN {100 CHF}
      Assets:Francs  -1000 CHF
      Assets:Depot  10 VAGUE @ 100 EUR
      Assets:Bank
    2024-06-30 price VAGUE 120 EUR
    2024-06-30 price FOREIGN 120 EUR
    """,
        GERMAN,
    )
    assert found.pots == {}
    # They are worth 10 × 120 each; of no lot the tax is known, so that it is not zero.
    assert found.without_cost == {"FOREIGN": 1200, "VAGUE": 1200}
    assert found.total == 0
    assert found.known is None


def test_lent_money_has_no_gain() -> None:
    found = tax(
        """
    2020-01-01 open Assets:Bondora
      fsq-asset-class: "p2p"
    2023-01-02 * "Lends"
      Assets:Bondora  100 EUR
      Assets:Bondora  100 USD @ 0.9 EUR
      Assets:Bank
    2024-06-30 price USD 1 EUR
    """,
        GERMAN,
    )
    assert found.pots == {}
    assert found.without_cost == {}


def test_a_fund_whose_lump_sums_nobody_knows_is_listed() -> None:
    text = """
    2020-01-01 commodity FUND
      fsq-tax-treatment: "equity-fund"
    2022-12-01 * "Buys"
      Assets:Depot  100 FUND {100 EUR}
      Assets:Bank
    2024-06-30 price FUND 150 EUR
    2024-06-30 balance Assets:Depot 100 FUND
    """
    assert tax(text, GERMAN).unknown_lump_sums == (("FUND", 2023),)
    assert tax(text, GERMAN, date="2024-01-01").unknown_lump_sums == ()


def test_receivables_are_not_sold() -> None:
    found = tax(
        """
    2020-01-01 open Assets:Forderung
      fsq-receivable: TRUE
    2023-01-02 * "Lends"
      Assets:Forderung  10 WHAT {100 EUR}
      Assets:Bank
    2024-06-30 price WHAT 120 EUR
    """,
        GERMAN,
    )
    assert found.pots == {}


@pytest.mark.parametrize("value", ['"austria"', "8"])
def test_an_unknown_profile_is_an_error_that_names_those_there_are(value: str) -> None:
    ((line, message),) = complaints(f'2020-01-01 custom "fsq-option" "tax-profile" {value}')
    assert line == 1
    assert 'it takes one of "de", "at", "ch", "flat"' in message


@pytest.mark.parametrize("name", ["church-tax", "tax-rate"])
def test_a_rate_in_percent_is_an_error(name: str) -> None:
    ((line, message),) = complaints(f'2020-01-01 custom "fsq-option" "{name}" 9')
    assert line == 1
    assert f'"{name}" has the value 9; it takes a fraction from 0 to 1' in message


_gains = st.dictionaries(
    st.sampled_from(["shares", "other"]), st.decimals(-10000, 10000, places=2), max_size=2
)
_rates = st.decimals(0, 1, places=4)
_amounts = st.decimals(0, 5000, places=2)


@given(_gains, _rates, _amounts)
@patiently
def test_tax_is_never_negative_nor_more_than_all_gains(
    pots: dict[str, Decimal], rate: Decimal, allowance: Decimal
) -> None:
    gains = sum((max(gain, d("0")) for gain in pots.values()), d("0"))
    for restricted in ((), ("shares",)):
        assert 0 <= tax_on(taxed_gain(pots, restricted), rate, allowance) <= rate * gains


@given(_gains, st.sampled_from(["shares", "other"]), _rates, _amounts, _amounts)
@patiently
def test_tax_never_falls_when_a_gain_or_the_rate_rises_or_the_allowance_falls(
    pots: dict[str, Decimal], pot: str, rate: Decimal, allowance: Decimal, more: Decimal
) -> None:
    gain = taxed_gain(pots, ("shares",))
    raised = taxed_gain({**pots, pot: pots.get(pot, d("0")) + more}, ("shares",))
    before = tax_on(gain, rate, allowance)
    assert tax_on(raised, rate, allowance) >= before
    assert tax_on(gain, min(rate + more, d("1")), allowance) >= before
    assert tax_on(gain, rate, max(allowance - more, d("0"))) >= before


@given(_gains, st.sampled_from(["shares", "other"]), _amounts)
@patiently
def test_a_loss_never_raises_the_tax(pots: dict[str, Decimal], pot: str, loss: Decimal) -> None:
    more = {**pots, pot: pots.get(pot, d("0")) - loss}
    assert taxed_gain(more, ("shares",)) <= taxed_gain(pots, ("shares",))


def test_a_loss_on_shares_lowers_gains_on_shares_only_and_any_other_loss_every_gain() -> None:
    # § 20 Abs. 6 EStG: 500 − 350, 500 − 400; and the loss on shares stays alone.
    assert taxed_gain({"shares": d("500"), "other": d("-350")}, ("shares",)) == 150
    assert taxed_gain({"shares": d("-400"), "other": d("500")}, ("shares",)) == 500
    # Private sales are apart.
    assert taxed_gain({"private": d("900"), "other": d("100")}, ("shares",)) == 100
    assert taxed_gain({"private": d("-900"), "other": d("100")}) == 100


_TREATMENTS = ("share", "equity-fund", "mixed-fund", "bond", "private-sale")


@st.composite
def _trades(draw: st.DrawFn) -> str:
    """Make up purchases and sales of two commodities over some years, with prices."""
    lines = [
        "2006-01-01 commodity AAA",
        f'  fsq-tax-treatment: "{draw(st.sampled_from(_TREATMENTS))}"',
        "2006-01-01 commodity BBB",
        f'  fsq-tax-treatment: "{draw(st.sampled_from(_TREATMENTS))}"',
        "2006-01-01 price USD 0.7 EUR",
    ]
    years = range(draw(st.sampled_from([2006, 2015, 2018])), 2026)
    for name, currency in (("AAA", "EUR"), ("BBB", "USD")):
        for year in years:
            lines.append(f"{year}-01-01 price {name} {draw(st.integers(1, 90))} {currency}")
        bought = 0
        for year in years[:-1]:
            month, count = draw(st.integers(1, 12)), draw(st.integers(1, 9))
            lines += [
                f'{year}-{month:02}-15 * "Buys"',
                f"  Assets:Depot  {count} {name} {{{draw(st.integers(1, 90))}.37 {currency}}}",
                "  Assets:Bank",
            ]
            bought += count
        lines += [
            '2024-12-31 * "Sells"',
            f"  Assets:Depot  -{draw(st.integers(1, bought))} {name} {{}}",
            "  Assets:Bank  1 EUR" if currency == "EUR" else "  Assets:Bank  1 USD",
            "  Income:Gains",
        ]
    return "\n".join(lines) + "\n2025-12-31 balance Assets:Bank2 0 EUR\n"


def taxed_of_unit(
    sums: LumpSums, fund: Fund, bought: datetime.date, date: datetime.date
) -> Decimal:
    """Return the lump sums of a unit, year by year from that of its purchase."""
    total = d("0")
    for year in range(max(bought.year, FIRST_YEAR), date.year):
        if taxed_on(year) <= date:
            whole = sums.of_year(fund, year) or d("0")
            total += in_year_of_purchase(whole, bought.month) if year == bought.year else whole
    return total


@given(_trades(), st.dates(datetime.date(2017, 6, 1), datetime.date(2025, 12, 31)))
@patiently
def test_the_pots_are_what_their_lots_add_up_to(text: str, date: datetime.date) -> None:
    ledger = load(GERMAN + "\n" + text, 'option "booking_method" "FIFO"')
    assert ledger.errors == []
    scope = fsq_beancount.analyse(ledger.entries, ledger.options).scope
    whole = scope.latent_taxes.on(date)
    assert whole is not None
    profile, facts = PROFILES["de"], scope.facts
    sums = LumpSums(
        profile=profile,
        prices=facts.prices,
        currency=facts.currency,
        given=facts.config.statements(LumpSum),
        distributions=lambda: scope.distributions,
        splits=scope.splits,
        until=scope.as_of,
    )

    def value(line: Line, units: Decimal, on: datetime.date) -> Decimal:
        weight = Weight(units, line.currency)
        found = facts.prices.convert(weight, facts.currency, on, line.cost_currency)
        assert found is not None
        return found

    with localcontext(prec=PRECISION):
        pots: dict[str, Decimal] = {}
        old_funds = d("0")

        def add(pot: str, gain: Decimal) -> None:
            pots[pot] = pots.get(pot, d("0")) + gain

        for holding in scope.holdings.every:
            line, word = holding.line, holding.tax_treatment
            lots = line.lots(date)
            if word is None or word == UNTAXED or not lots:
                continue
            exempt = profile.of_year(date.year).exemptions.get(word, d("0"))
            for lot, units in lots.items():
                cost = facts.prices.convert(
                    Weight(units * lot.number, lot.currency), facts.currency, lot.date
                )
                assert cost is not None
                now = value(line, units, date)
                if word == "private-sale":
                    if date <= _a_year_later(lot.date):
                        add("private", now - cost)
                elif word in ("share", "bond"):
                    if lot.date.year >= 2009:
                        add("shares" if word == "share" else "other", now - cost)
                else:
                    fund = Fund(line.currency, line.cost_currency)
                    lump = units * taxed_of_unit(sums, fund, lot.date, date)
                    if lot.date.year >= 2018:
                        add("other", (now - cost - lump) * (1 - exempt))
                        continue
                    # Sold, as it were, at the end of 2017.
                    then = value(line, units, min(date, day("2017-12-31")))
                    if lot.date.year >= 2009:
                        add("other", then - cost + (now - then - lump) * (1 - exempt))
                    else:
                        old_funds += (now - then - lump) * (1 - exempt)
        # What is made up here never gains more than the allowance of 100,000.
        if old_funds < 0:
            add("other", old_funds)
        assert {pot: gain for pot, gain in whole.pots.items() if gain} == {
            pot: gain for pot, gain in pots.items() if gain
        }
    assert whole.total >= 0


def _a_year_later(date: datetime.date) -> datetime.date:
    try:
        return date.replace(year=date.year + 1)
    except ValueError:
        return datetime.date(date.year + 1, 2, 28)


def test_the_tax_on_lots_made_by_hand() -> None:
    fund = lots("Assets:Depot", "FUND", ("2023-01-10", "10", "100"))
    share = lots("Assets:Depot", "SHARE", ("2023-01-10", "2", "50"))
    bank = units("Assets:Bank", "EUR", ("2023-01-10", "9999"))

    def never(profile: Profile) -> LumpSums:
        raise AssertionError(f"{profile.id} knows no lump sums")

    taxes = LatentTaxes(
        positions=positions(fund, share, bank, priced=prices("2024-01-01 FUND 150")),
        holdings=[
            holding(fund, asset_class="stocks"),
            holding(share, asset_class="stocks"),
            holding(bank, tax_treatment=UNTAXED),
        ],
        config=config(
            tax_profile="flat", tax_rate=d("0.25"), saver_allowance=Amount(d("50"), "USD")
        ),
        convert=at({"USD": "2"}),
        splits=Splits(()),
        lump_sums_of=never,
    )
    found = taxes.on(day("2024-06-30"))
    assert found is not None
    # The fund gains 10 × (150 − 100) = 500, the share has no price; 50 USD are 100 EUR of
    # allowance, and a quarter of 400 is due.
    assert found.pots == {"all": d("500")}
    assert found.allowance == 100
    assert found.base == 400
    assert found.total == 100
    assert found.untreated == ("FUND",)
    without = taxes.on(day("2024-06-30"), lambda each: each is not fund)
    assert without is not None
    assert without.total == 0


def test_what_the_tax_lacks_is_asked_of_the_options_alone() -> None:
    def missing(**options: object) -> tuple[str, ...]:
        taxes = LatentTaxes(
            positions=positions(),
            holdings=(),
            config=config(**options),
            convert=at({}),
            splits=Splits(()),
            lump_sums_of=lambda _profile: pytest.fail("nobody asked for lump sums"),
        )
        assert (taxes.on(day("2024-06-30")) is None) == bool(taxes.missing(day("2024-06-30")))
        return taxes.missing(day("2024-06-30"))

    assert missing() == ("tax-profile",)
    assert missing(tax_profile="flat") == ("tax-rate",)
    assert missing(tax_profile="flat", tax_rate=d("0.25")) == ()
    assert missing(tax_profile="de") == ()
