"""Lots that come or go without a sale, and months that are cut at large flows."""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import FIFO, patiently
from small_ledger import load

import fsq_beancount
from fsq_beancount.core.periods import Period
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import returns as returns_messages
from fsq_beancount.measures.performance.growth import Reason, Undefined
from fsq_beancount.measures.returns import chain, time_weighted

if TYPE_CHECKING:
    from fsq_beancount.measures.performance.growth import Growth
    from fsq_beancount.report.report import Report

ZERO = Decimal()


def report(text: str, *head: str, year: int = 2024) -> Report:
    ledger = load(textwrap.dedent(text), *head)
    assert ledger.errors == []
    period = Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    return fsq_beancount.analyse(ledger.entries, ledger.options, period=period)


def growth(text: str, *head: str) -> Growth:
    [found] = report(text, *head).returns
    return found


def parts(found: Growth) -> dict[str, Decimal]:
    return {name: amount for name, amount in found.change.parts.items() if amount}


DEPOT = """
    2023-12-31 * "Start"
      Assets:Depot  100 X {100 EUR}
      Equity:Opening
    2023-12-31 price X 100 EUR
    2024-07-01 price Y 50 EUR
    2024-12-31 price X 100 EUR
    2024-12-31 price Y 50 EUR
    2024-12-31 balance Assets:Depot 100 X
    """
GIFT = """
    2024-07-01 * "Gift"
      Income:Schenkung  -20000 EUR
      Assets:Other  1000 Y {20 EUR, 2010-05-05}
    """


def test_a_gift_at_its_old_cost_is_no_return() -> None:
    # Saved 20,000 by cost, and 1,000 × (50 − 20) beyond it: no gain, since no price moved.
    found = growth(DEPOT + GIFT)
    assert parts(found) == {"saving": 20_000, "brought_in": 30_000}
    assert (found.return_net, found.return_on_assets) == (ZERO, ZERO)


def test_a_gift_by_a_plugin_of_taxes_brings_its_latent_tax_along() -> None:
    taxed = """
    2000-01-01 custom "fsq-option" "tax-profile" "flat"
    2000-01-01 custom "fsq-option" "tax-rate" 0.25
    """
    # 30,000 less a quarter of the gain of 30,000; the tax itself has not changed.
    found = growth(DEPOT + GIFT + taxed)
    assert parts(found) == {"saving": 20_000, "brought_in": 22_500}
    assert (found.return_net, found.change.latent_tax_change) == (ZERO, ZERO)
    assert found.change.closing == Decimal(10_000 + 50_000 - 7_500)


def test_a_depot_that_is_given_away_is_no_loss() -> None:
    away = """
    2024-01-15 * "Given to a child"
      Assets:Depot  -40 X {100 EUR}
      Equity:Kind
    """
    # 40 × 120 leave, and the other 60 gain 20 each.
    text = DEPOT.replace("2024-12-31 balance Assets:Depot 100 X\n", "").replace(
        "2024-12-31 price X 100", "2024-12-31 price X 120"
    )
    found = growth(text + away + "2024-01-15 price X 120 EUR\n".rjust(4))
    assert parts(found) == {"brought_in": -4_800, "gains_unrealised": 2_000}
    # Before it left, all had gained a fifth.
    assert found.return_net == Decimal("0.2")


@pytest.mark.parametrize(
    ("booking", "expected"),
    [
        # A purchase, also with a fee and at another price than the day's.
        (
            """
    2024-07-01 * "Buys"
      Assets:Other  10 Y {40 EUR}
      Assets:Bank  -400 EUR
            """,
            {"gains_unrealised": 100},
        ),
        (
            """
    2024-07-01 * "Buys"
      Assets:Other  10 Y {40 EUR}
      Expenses:Orderentgelt  5 EUR
        fsq-role: "living"
      Assets:Bank  -405 EUR
            """,
            {"gains_unrealised": 100, "saving": -5},
        ),
        # A sale to equity is a sale, whatever else stands in it.
        (
            """
    2024-07-01 * "Sells"
      Assets:Depot  -10 X {100 EUR} @ 110 EUR
      Income:Kursgewinne  -100 EUR
      Equity:Anderswo  1100 EUR
            """,
            {"gains_realised": 100, "other": -1100},
        ),
        # A split: lots leave and lots come.
        (
            """
    2024-07-01 * "Split"
      Assets:Depot  -100 X {100 EUR}
      Assets:Other   200 Y {50 EUR}
            """,
            {},
        ),
        # A dividend reinvested is income of capital.
        (
            """
    2024-07-01 * "Reinvested"
      Income:Dividenden  -400 EUR
      Assets:Other  10 Y {40 EUR}
            """,
            {"capital_income": 400, "gains_unrealised": 100},
        ),
        # Shares of the employer, bought below their price: 10 × (50 − 40) beyond the salary.
        (
            """
    2024-07-01 * "Pay"
      Income:Gehalt  -1000 EUR
      Assets:Other  10 Y {40 EUR}
      Assets:Bank  600 EUR
            """,
            {"saving": 1000, "brought_in": 100},
        ),
        # A donation in kind: saving at cost, the rest brought out.
        (
            """
    2023-12-31 * "Start"
      Assets:Other  10 Y {20 EUR}
      Equity:Opening
    2023-12-31 price Y 50 EUR
    2024-07-01 * "Donated"
      Assets:Other  -10 Y {20 EUR}
      Expenses:Spenden  200 EUR
            """,
            {"saving": -200, "brought_in": -300},
        ),
        # Money alone is no lot.
        (
            """
    2024-07-01 * "An old savings book"
      Assets:Sparbuch  500 EUR
      Equity:Opening
            """,
            {"other": 500},
        ),
        # Without a price it is worth its cost at the dollar's price of its purchase: 2 × 200 × 0.5,
        # not 0.9.
        (
            """
    2010-05-05 price USD 0.5 EUR
    2023-12-31 price USD 0.9 EUR
    2024-07-01 * "An old share"
      Assets:Other  2 Z {200 USD, 2010-05-05}
      Equity:Opening
            """,
            {"brought_in": 200},
        ),
        # A lot whose price comes later is worth its cost until then.
        (
            """
    2024-06-01 * "An old depot"
      Assets:Other  10 Y {40 EUR}
      Equity:Opening
            """,
            {"brought_in": 400, "gains_unrealised": 100},
        ),
    ],
)  # fmt: skip
def test_what_a_booking_brings_in(booking: str, expected: dict[str, int]) -> None:
    text = DEPOT.replace("balance Assets:Depot 100 X", "balance Assets:Nichts 0 EUR")
    assert parts(growth(text + booking)) == expected


_KINDS = ("gift", "equity", "away", "split", "move", "buy", "donate")


@st.composite
def _depots(draw: st.DrawFn) -> str:
    """Make up a depot whose lots are bought, given, inherited, moved, split and given away."""
    lines = [
        '2023-12-31 * "Start"',
        "  Assets:Depot  50 X {100 EUR}",
        "  Assets:Bank  5000 EUR",
        "  Equity:Opening",
    ]
    if draw(st.booleans()):
        lines += [
            '2000-01-01 custom "fsq-option" "tax-profile" "flat"',
            '2000-01-01 custom "fsq-option" "tax-rate" 0.25',
        ]
    for month in range(1, 13):
        day = f"2024-{month:02}-{draw(st.integers(1, 28)):02}"
        if draw(st.booleans()):
            lines.append(f"{day} price X {draw(st.integers(50, 200))} EUR")
        count, cost = draw(st.integers(1, 4)), draw(st.integers(10, 200))
        lot = f"{count} X {{{cost} EUR, 2010-01-0{draw(st.integers(1, 9))}}}"
        lines.append(f'{day} * "Made up"')
        match draw(st.sampled_from(_KINDS)):
            case "gift":
                lines += [f"  Assets:Depot  {lot}", "  Income:Schenkung"]
            case "equity":
                lines += [f"  Assets:Depot  {lot}", "  Assets:Bank  7 EUR", "  Equity:Erbe"]
            case "away":
                lines += [f"  Assets:Depot  -{count} X {{100 EUR}}", "  Equity:Kind"]
            case "split":
                lines += [f"  Assets:Depot  -{count} X {{100 EUR}}"]
                lines += [f"  Assets:Depot  {2 * count} X {{50 EUR}}"]
            case "move":
                lines += [f"  Assets:Depot  -{count} X {{100 EUR}}"]
                lines += [f"  Assets:Other  {count} X {{100 EUR, 2023-12-31}}"]
            case "buy":
                lines += [f"  Assets:Depot  {lot}", "  Assets:Bank"]
            case _:
                lines += [f"  Assets:Depot  -{count} X {{100 EUR}}", "  Expenses:Spenden"]
    return "\n".join((*lines, "2024-12-31 balance Assets:Nichts 0 EUR")) + "\n"


@given(_depots())
@patiently
def test_the_parts_add_up_whatever_is_done_with_lots(text: str) -> None:
    ledger = load(text, FIFO)
    period = Period(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    found = fsq_beancount.analyse(ledger.entries, ledger.options, period=period)
    attribution = found.scope.attribution
    for first, last in [(period.first, period.last), (datetime.date(2024, 3, 5), period.last)]:
        change = attribution.of(first, last)
        assert sum(change.parts.values()) == change.closing - change.opening
        # Nothing is left that no booking explains.
        assert not [cause for cause in change.other_by_cause if cause in ("unbalanced", "rounding")]


@given(
    st.integers(1, 500),
    st.integers(1, 500),
    st.sampled_from(["Equity:Erbe", "Income:Schenkung"]),
    st.sampled_from(["", "flat", "de"]),
    st.booleans(),
)
@patiently
def test_a_day_on_which_a_depot_changes_hands_and_no_price_moves_has_a_factor_of_one(
    units: int, cost: int, other: str, profile: str, leaves: bool
) -> None:
    said = ""
    if profile:
        said = f'2000-01-01 custom "fsq-option" "tax-profile" "{profile}"\n'
        said += '2000-01-01 custom "fsq-option" "tax-rate" 0.25\n'
    depot = f"""
2000-01-01 commodity Y
  fsq-tax-treatment: "share"
2023-12-31 * "Start"
  Assets:Depot  100 Y {{{cost} EUR, 2010-05-05}}
  Assets:Bank  100 EUR
  Equity:Opening
2023-12-31 price Y 90 EUR
2024-01-20 price Y 90 EUR
2024-01-20 * "Changes hands"
  Assets:Depot  {-min(units, 100) if leaves else units} Y {{{cost} EUR, 2010-05-05}}
  {other if not leaves else "Equity:Erbe"}
2024-12-31 balance Assets:Nichts 0 EUR
"""
    assert growth(depot + said).return_net == 0


@pytest.mark.parametrize(
    "booking",
    [
        # Held without cost, at another price than the day's: it comes, is given away and is earned.
        "  Assets:Depot  10 Y @ 40 EUR\n  Equity:Erbe",
        "  Assets:Safe  -5 Y @ 40 EUR\n  Equity:Kind",
        "  Assets:Safe  -5 Y @ 40 EUR\n  Expenses:Spenden",
        "  Assets:Safe  5 Y @ 40 EUR\n  Income:Gehalt  -200 EUR",
        # Equity holds the same lots.
        "  Assets:Depot  10 Y {40 EUR, 2010-05-05}\n  Equity:Erbe  -10 Y {40 EUR, 2010-05-05}",
        # It cost nothing.
        "  Assets:Depot  10 Y {0 EUR, 2010-05-05}\n  Income:Schenkung  0 EUR",
        # It is sold the same day.
        """  Assets:Depot  10 Y {40 EUR, 2010-05-05}
  Equity:Erbe
2024-01-20 * "Sold"
  Assets:Depot  -10 Y {40 EUR, 2010-05-05} @ 90 EUR
  Assets:Bank  900 EUR
  Income:Kursgewinne""",
    ],
)
@pytest.mark.parametrize("treatment", ["share", "deferred"])
def test_the_factor_is_one_however_the_lots_are_booked(booking: str, treatment: str) -> None:
    depot = f"""
2000-01-01 custom "fsq-option" "tax-profile" "de"
2000-01-01 commodity Y
  fsq-tax-treatment: "{treatment}"
2023-12-31 * "Start"
  Assets:Safe  10 Y
  Assets:Bank  100 EUR
  Equity:Opening
  Equity:Opening  -10 Y
2023-12-31 price Y 90 EUR
2024-01-20 price Y 90 EUR
2024-01-20 * "Changes hands"
{booking}
2024-12-31 balance Assets:Nichts 0 EUR
"""
    found = growth(depot)
    assert found.return_net == 0
    assert sum(found.change.parts.values()) == found.change.closing - found.change.opening


_PENSION = """
2000-01-01 custom "fsq-option" "tax-profile" "de"
2000-01-01 commodity Y
  fsq-tax-treatment: "deferred"
2023-12-01 price COIN 30 EUR
2023-12-01 price Y 100 EUR
2023-12-31 * "Start"
  Assets:Safe  10 COIN @ 30 EUR
  Assets:Bank  1000 EUR
  Equity:Opening
2024-01-20 price Y 100 EUR
2024-12-31 balance Assets:Nichts 0 EUR
"""
_COMES = """
{} * "Comes"
  Assets:Depot  10 Y {{40 EUR, 2010-05-05}}
  Equity:Erbe
"""
_LEAVES = """
2024-01-{} * "Leaves"
  Assets:Depot  -10 Y {{40 EUR, 2010-05-05}}
  Equity:Kind
"""


@pytest.mark.parametrize(
    ("booking", "brought", "change"),
    [
        # What the coins have cost is unknown, and so is their tax: alone they have none at all.
        # Of a pension of 1,000 that comes or leaves, 26.375 % do so, too.
        (_COMES.format("2024-01-20"), "736.25", "0"),
        (_COMES.format("2023-12-31") + _LEAVES.format("20"), "-736.25", "0"),
        (_COMES.format("2024-01-20") + _LEAVES.format("25"), "0", "0"),
    ],
)
def test_a_tax_that_is_known_of_nothing_else_is_brought_in_and_taken_along(
    booking: str, brought: str, change: str
) -> None:
    found = growth(_PENSION + booking)
    assert found.change.brought_in == Decimal(brought)
    assert (found.change.latent_tax_change or 0) == Decimal(change)
    assert (found.return_net, found.change.other) == (ZERO, ZERO)


def test_a_tax_that_is_known_between_two_days_only_has_changed() -> None:
    sold = """
2024-01-25 * "Sold"
  Assets:Depot  -10 Y {40 EUR, 2010-05-05} @ 100 EUR
  Assets:Bank  1000 EUR
  Income:Kursgewinne
"""
    # 1,000 less 263.75 came; 600 of it is realised, and the tax is gone with the pension.
    assert parts(growth(_PENSION + _COMES.format("2024-01-20") + sold)) == {
        "brought_in": Decimal("736.25"),
        "gains_realised": 600,
        "gains_unrealised": -600,
        "latent_tax_change": Decimal("263.75"),
    }


@pytest.mark.parametrize(
    ("profile", "booking", "expected"),
    [
        # Without the shares the gain on the coin is all there is, and its rate is unknown: the
        # sheet deducts no tax any more. Ten shares of 200 leave with 26.375 % of 1,000.
        ("de", "  Assets:Depot  -10 AKT {100 EUR, 2023-05-01}\n  Equity:Kind", "-1736.25"),
        ("de", "  Assets:Depot  10 AKT {100 EUR, 2023-05-01}\n  Equity:Erbe", "1736.25"),
        # Austria has no rate for a pension: with it the tax, 27.5 % of the gain of 1,000 on the
        # shares, is undefined. The 275 come along with ten units of 100, and go with them.
        ("at", "  Assets:Pension  10 PEN {100 EUR, 2023-05-01}\n  Equity:Erbe", "1275"),
    ],
)
def test_a_tax_that_becomes_unknown_or_known_by_what_changes_hands_is_no_return(
    profile: str, booking: str, expected: str
) -> None:
    coin = "  Assets:Wallet  1 BTC {1000 EUR, 2023-12-01}\n" if profile == "de" else ""
    found = growth(f"""
2000-01-01 custom "fsq-option" "tax-profile" "{profile}"
2000-01-01 commodity AKT
  fsq-tax-treatment: "share"
2000-01-01 commodity BTC
  fsq-tax-treatment: "private-sale"
2000-01-01 commodity PEN
  fsq-tax-treatment: "deferred"
2023-12-31 * "Start"
  Assets:Depot  10 AKT {{100 EUR, 2023-05-01}}
{coin}  Equity:Opening
2023-12-31 price AKT 200 EUR
2023-12-31 price BTC 3000 EUR
2024-06-30 price AKT 200 EUR
2024-06-30 price BTC 3000 EUR
2024-06-30 price PEN 100 EUR
2024-06-30 * "Changes hands"
{booking}
2024-07-31 balance Assets:Nichts 0 EUR
""")
    assert parts(found) == {"brought_in": Decimal(expected)}
    assert found.return_net == 0


def test_a_large_flow_cuts_the_month() -> None:
    # 99 of 100 are sold at an unchanged price and spent; the last one gains a fifth in the year.
    spent = """
    2023-12-31 * "Start"
      Assets:Depot  100 X {100 EUR}
      Equity:Opening
    2023-12-31 price X 100 EUR
    2024-03-02 price X 100 EUR
    2024-03-02 * "Sells"
      Assets:Depot  -99 X {100 EUR} @ 100 EUR
      Expenses:Weltreise  9900 EUR
    2024-03-31 price X 110 EUR
    2024-06-30 price X 100 EUR
    2024-12-31 price X 120 EUR
    2024-12-31 balance Assets:Depot 1 X
    """
    found = growth(spent)
    assert found.return_net == Decimal("0.2")
    assert found.approximate == ()
    # Without a price near the flow it is that of Dietz, and marked; a week is not near.
    spent = spent.replace(" @ 100 EUR", "")
    far = spent.replace("2024-03-02 price", "2024-02-24 price")
    rough = growth(far)
    assert rough.approximate == ("2024-03",)
    assert returns_messages.approximate([rough], Reader.of("en")) == (
        "The chained returns are approximate, for want of prices on days with large flows"
        " (Mar 2024)."
    )
    # More than six months, here March to September 2024, are counted.
    many = replace(rough, approximate=tuple(f"2024-{month:02}" for month in range(4, 10)))
    assert returns_messages.approximate([rough, many], Reader.of("en")) == (
        "The chained returns of 7 months from Mar 2024 to Sep 2024 are approximate, for want of"
        " prices on days with large flows."
    )
    near = spent.replace("2024-03-02 price", "2024-02-26 price")
    assert growth(near).approximate == ()


def test_nothing_follows_a_loss_of_everything() -> None:
    assert chain([Decimal("0.1"), Decimal(-1)]) == -1
    assert chain([Decimal(-1), Decimal("0.1")]) is None
    assert chain([Decimal("-1.46"), Decimal("-1.3")]) is None
    assert chain([Decimal(-1), None]) is None
    # 200 become -20, and something happens after that.
    day = datetime.date
    valued = [(day(2024, 1, 1), Decimal(200)), (day(2024, 1, 2), Decimal(-20))]
    assert time_weighted(valued, []) == Decimal("-1.1")
    assert time_weighted([*valued, (day(2024, 1, 3), Decimal(5))], []) is None


def test_the_month_that_lost_everything_is_named() -> None:
    gone = """
    2023-12-31 * "Start"
      Assets:Depot  100 X {95 EUR}
      Liabilities:Darlehen  -9000 EUR
      Equity:Opening
    2023-12-31 price X 95 EUR
    2024-02-29 price X 85 EUR
    2024-12-31 price X 95 EUR
    2024-12-31 balance Assets:Depot 100 X
    """
    # 500 become −500 in February.
    found = growth(gone)
    assert found.return_net is None
    assert found.undefined["return_net"] == Undefined(Reason.ALL_LOST, "2024-02")
    assert "all was lost in Feb 2024" in returns_messages.undefined(found, Reader.of("en"))


HOLDINGS = """
    2022-03-01 * "Buys"
      Assets:Depot  10 X {100 EUR}
      Equity:Opening
    2022-12-31 price X 110 EUR
    2023-12-31 price X 121 EUR
    2024-06-30 price X 121 EUR
    2024-06-30 * "Buys more"
      Assets:Depot  1 X {121 EUR}
      Equity:Opening
    """


def test_a_ledger_of_holdings_alone_has_returns() -> None:
    ledger = load(textwrap.dedent(HOLDINGS))
    found = fsq_beancount.analyse(ledger.entries, ledger.options)
    assert [each.period for each in found.returns] == ["2022", "2023", "2024"]
    first, second, third = found.returns
    # Without a price yet, 1,000 by cost are brought in; at 110 and 121 each gains a tenth.
    assert parts(first) == {"brought_in": 1000, "gains_unrealised": 100}
    assert second.return_net == Decimal("0.1")
    assert third.return_net == 0
    # Also what was held before the first income.
    wages = """
    2024-01-31 * "Pay"
      Income:Gehalt  -1000 EUR
      Assets:Bank
    """
    both = load(textwrap.dedent(HOLDINGS + wages))
    report_of_both = fsq_beancount.analyse(both.entries, both.options)
    assert [each.period for each in report_of_both.periods] == ["2024"]
    assert [each.period for each in report_of_both.returns] == ["2022", "2023", "2024"]
