"""The report as text."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from oracle import LATER, ORACLE, report
from small_ledger import load

from fsq_beancount import analyse, text
from fsq_beancount.core.periods import Period
from fsq_beancount.core.weights import Weight
from fsq_beancount.report.findings.fix import directive
from fsq_beancount.report.findings.flows import RuleUnused, Unclassified
from fsq_beancount.report.findings.settings import NoOperatingCurrency
from fsq_beancount.report.report import Report
from fsq_beancount.text.style import wrapped


def shown(source: str | Report = ORACLE, locale: str = "en", width: int = 80) -> str:
    found = report(source) if isinstance(source, str) else source
    return text.render(found, text.Style(locale, width), ledger="main.beancount")


def tables(source: str, locale: str = "en", width: int = 80) -> list[str]:
    """Return the parts of the report that have a row for the year 2015."""
    parts = shown(source, locale, width).split("\n\n")
    return [part for part in parts if re.search(r"^2015\b", part, re.MULTILINE)]


def test_the_oracle() -> None:
    assert (
        shown()
        == """\
Financial security quota in EUR, as of Dec 31, 2024

Twelve months, Jan 2024 – Dec 2024
  FSQ narrow  10.0%  missing: 1,500.00 EUR a month
  FSQ wide    15.0%  missing: 1,416.67 EUR a month

FSQ narrow, over twelve months
 15% ┤
     │
     │                                 ██
7.5% ┤                                 ██
     │                                 ██
     │–– –– –– –– –– –– –– –– –– –– –– ██
  0% └┴───────────────────────────────────
      2024

FSQ wide, over twelve months
 15% ┤                                 ██
     │                                 ██
     │                                 ██
7.5% ┤                                 ██
     │                                 ██
     │–– –– –– –– –– –– –– –– –– –– –– ██
  0% └┴───────────────────────────────────
      2024
  – undefined, no or negative living costs

                      2024
Living costs     20,000.00
FSQ narrow           10.0%
FSQ wide             15.0%
Savings         -17,000.00
Savings rate       -566.7%
Net income
  passive         2,000.00
  near-passive    1,000.00
Gross income
  passive         2,000.00
  near-passive    1,000.00

Income streams in EUR, twelve months to Dec 2024, suggested by names
                                                          Months Longest
              Class           Gross      Net Share Growth   paid     gap
Dividends     passive      1,500.00 1,500.00 50.0%      –      1      11
Capital gains near-passive 1,000.00 1,000.00 33.3%      –      1       3
Interest      passive        500.00   500.00 16.7%      –      1       6
To name them yourself, write fsq-stream: "NAME" below the open of an account.

50% of the passive and near-passive income of 3 streams comes from Dividends;
they spread the risk like 2.6 equal ones. 100% of Dividends is paid by Muster AG
alone.

                                      FSQ narrow  FSQ wide
As it is                                   10.0%     15.0%
The largest stream fails (Dividends)        2.5%      7.5%
Dividends fall by 40%                       7.0%     12.0%

Balance sheet in EUR on Dec 31, 2024
    cash and bank -17,000.00
  Assets          -17,000.00
− Latent tax               –
+ Receivables           0.00
− Other debts           0.00
= Gross wealth    -17,000.00
− Loans                 0.00
= Net wealth      -17,000.00

No latent tax is deducted. To have it, write (with values of your own):
  2024-12-31 custom "fsq-option" "tax-profile" "de"

Undefined: Human capital, Consumption. To define it, write (with values of your
own):
  2024-12-31 custom "fsq-option" "birth-date" 1985-04-01
  2024-12-31 custom "fsq-option" "retirement-age" 67
  2024-12-31 custom "fsq-option" "discount-rate" 0.03
  2024-12-31 custom "fsq-option" "income-growth" 0.02
  2024-12-31 custom "fsq-option" "life-expectancy" 90
  2024-12-31 custom "fsq-option" "inflation" 0.02

Net wealth fell most from Nov 30, 2024 to Dec 31, 2024, by 20,000.00 EUR
(666.7%); this is not made up for yet.

The change of wealth in EUR
                          2024
Opening net wealth        0.00
Saved               -20,000.00
Capital income        2,000.00
Realised gains        1,000.00
Closing net wealth  -17,000.00

Returns of the period
Undefined in 2024: Growth of total wealth, Total return (human capital is
  undefined); Growth of net wealth, Return on saving, Growth from assets, Growth
  from other (no wealth at the beginning); Return on assets, Real return (no
  wealth on average); Gross return, Net return (no wealth on average in Jan
  2024); Internal rate of return (no rate makes the payments worth nothing
  together).

Returns over several years
                                whole ledger
From the day                    Jan 16, 2024
Net return over the span              100.0%
Net return a year                     105.6%
Return on assets over the span        100.0%
Return on assets a year               105.6%
The ledger is too short for: 3 years, 5 years, 10 years.

Liquidity in EUR from Dec 31, 2024 on
There is no cash to live on: -17,000.00 EUR.
The plan falls below the reserve of 0.00 EUR in Jan 2025: 0 months are secured.
Month        Opening    In       Out     Closing
Jan 2025  -17,000.00  0.00  1,666.67  -18,666.67
Feb 2025  -18,666.67  0.00  1,666.67  -20,333.33
Mar 2025  -20,333.33  0.00  1,666.67  -22,000.00
Apr 2025  -22,000.00  0.00  1,666.67  -23,666.67
May 2025  -23,666.67  0.00  1,666.67  -25,333.33
Jun 2025  -25,333.33  0.00  1,666.67  -27,000.00
"""
    )


def test_what_one_asks_first_comes_first() -> None:
    # As on the page in Fava: the quota, what it pays already, its way, then where it comes from.
    plan = (
        '2020-01-01 custom "fsq-milestone" "Leben" Expenses:Leben\n'
        '2024-01-01 custom "budget" Expenses:Leben "monthly" 1700.00 EUR\n'
        '2024-01-01 custom "budget" Income:Bank:Zinsen "monthly" 50.00 EUR\n'
    )
    found = shown(ORACLE + plan)
    titles = (
        "Twelve months",
        "Milestones",
        "FSQ narrow, over",
        "Living costs  ",
        "Plan and actual",
        "Income streams",
        "Balance sheet",
        "The change of wealth",
        "Returns of",
        "Liquidity",
    )
    places = [re.search(rf"^{re.escape(title)}", found, re.MULTILINE) for title in titles]
    starts = [place.start() for place in places if place is not None]
    assert len(starts) == len(titles)
    assert starts == sorted(starts)


def test_the_oracle_in_german() -> None:
    lines = shown(locale="de").splitlines()
    assert lines[:5] == [
        "Finanzielle-Sicherheits-Quote in EUR, Stand 31.12.2024",
        "",
        "Zwölf Monate, Jan. 2024 – Dez. 2024",
        "  FSQ im engeren Sinne   10,0 %  es fehlen 1.500,00 EUR im Monat",
        "  FSQ im weiteren Sinne  15,0 %  es fehlen 1.416,67 EUR im Monat",
    ]
    assert "Lebenshaltungskosten    20.000,00" in lines
    assert "  passivnah              1.000,00" in lines


def test_a_month_that_is_cut_by_the_day_asked_for() -> None:
    style = text.Style("en")
    found = text.render(report(ORACLE + LATER), style, ledger="x", books_end=False)
    assert "Counted up to Jan 12, 2025: Jan 2025 is in no figure" in found


@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_what_comes_first_is_no_wider_than_the_terminal(locale: str, width: int) -> None:
    # In German, "Gebucht ist bis ... enthalten." alone has 91 letters.
    milestone = '2020-01-01 custom "fsq-milestone" "Leben" Expenses:Leben\n'
    lines = shown(ORACLE + milestone + LATER, locale, width).splitlines()
    charts = next(at for at, line in enumerate(lines) if "┤" in line)
    # With the ladder, of which a narrow terminal has the dates below the rungs.
    assert max(map(len, lines[:charts])) <= width


def test_an_account_is_not_broken_at_its_hyphen() -> None:
    found = wrapped("In Income:Bücher:VG-Wort", 20)
    assert found == ["In", "Income:Bücher:VG-Wort"]


def test_what_else_a_reader_must_know() -> None:
    found = shown(ORACLE + LATER)
    assert "The books end on Jan 12, 2025: Jan 2025 is in no figure over twelve months." in found
    assert "Without a price in EUR, so in no figure:\n  7.00 CHF\n" in found
    assert "counted like active income:\n  Income:Kram 70.00 EUR\n" in found
    # The tax of 100 paid in 2025 for 2024: 1,900 / 20,000 = 9.5 %.
    moved = found.partition("With fsq-year moved to its year\n")[2]
    assert "  FSQ narrow                           9.5%        –" in moved.splitlines()


def test_load_errors_stand_beside_the_figures() -> None:
    found = shown(report(load_errors=3))
    assert (
        "3 load errors: what Beancount dropped is in no figure. "
        "To see them: bean-check main.beancount\n"
    ) in found


def test_mistakes_in_the_settings_are_counted() -> None:
    style = text.Style("en")
    found = text.render(report(), style, ledger="x.beancount", mistakes=1)
    assert "1 mistake in the settings for fsq; to see it: fsq check x.beancount\n" in found


def test_a_reached_quota_misses_nothing() -> None:
    # 24,000 of interest for 20,000 of living costs: 120 %.
    found = shown(ORACLE.replace("-500.00", "-22500.00"))
    assert "  FSQ narrow  120.0%  nothing is missing\n" in found


def test_a_short_history_is_not_scaled_up() -> None:
    found = shown(
        """
        2024-03-10 * "Zinsen"
          Income:Bank:Zinsen  -5.00 EUR
          Assets:Bank
        2024-04-30 * "Leben"
          Expenses:Leben  100.00 EUR
          Assets:Bank
        """
    )
    # 5 / 100, and (100 - 5) / 2 months
    assert "The books cover only 2 months of them; nothing is scaled up.\n" in found
    assert "narrow  5.0%  missing: 47.50 EUR a month" in found
    assert "(2024: 2 months, 12 months to Apr 2024: 2 months)" in found
    assert "  ░ the books cover less than twelve months\n" in found


def test_without_a_complete_month_there_is_no_headline() -> None:
    found = shown('2024-03-10 * "Zinsen"\n  Income:Bank:Zinsen  -5.00 EUR\n  Assets:Bank\n')
    assert "No complete month, so" in found
    assert "┤" not in found


def test_an_empty_ledger() -> None:
    assert "There is no income and there are no expenses to report." in shown("")


def test_an_empty_ledger_has_no_currency_and_no_books_that_end() -> None:
    nothing = replace(report(""), currency="XXX")
    assert shown(nothing).startswith("Financial security quota\n\nThere is no income")


def test_a_period_without_data_is_one_sentence() -> None:
    ledger = load(ORACLE)
    found = analyse(ledger.entries, ledger.options, period=Period.year(2027))
    assert shown(found).split("\n\n")[1:] == [
        "No income or expenses in 2027 up to the as-of date.\n"
    ]


def test_periods_and_the_last_twelve_months_have_their_names() -> None:
    ledger = load(ORACLE)
    quarter = analyse(ledger.entries, ledger.options, period=Period.of_months(24291, 24293))
    english, german = (" ".join(shown(quarter, locale).split()) for locale in ("en", "de"))
    assert "12 months to Q2 2024 Jun 2024 Living costs" in english
    assert "12 Monate bis 2. Quartal 2024 Juni 2024 Lebenshaltungskosten" in german


def test_amounts_beyond_the_usual_digits_are_shown() -> None:
    found = shown(ORACLE.replace("-500.00", "-1" + "0" * 29 + ".00"))
    # With the dividends of 1,500.
    assert "  100,000,000,000,000,000,000,000,001,500.00\n" in found


def test_ledger_text_to_copy_is_not_spelled_otherwise() -> None:
    line = '2024-01-01 custom "fsq-rule" "Income:Büro" "active"'
    warning = RuleUnused(pattern="x", fixes=(directive(line),))
    lines = text.finding_lines(warning, text.Style("en", encoding="ascii"))
    assert lines[-1] == '2024-01-01 custom "fsq-rule" "Income:B.ro" "active"'


def test_without_living_costs_nothing_is_undefined_twice() -> None:
    found = shown(ORACLE.replace("Expenses:Leben", "Equity:Leben"))
    assert "  FSQ narrow  –\n" in found
    assert "┤" not in found


MANY_YEARS = "".join(
    f"""
{year}-12-31 * "Zinsen"
  Income:Bank:Zinsen  -{year - 2000}00.00 EUR
  Expenses:Leben  10000.00 EUR
  Assets:Bank
"""
    for year in range(2015, 2025)
)


@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_many_years_stand_one_below_the_other_within_the_width(locale: str, width: int) -> None:
    lines = [line for part in tables(MANY_YEARS, locale, width) for line in part.splitlines()]
    assert max(map(len, lines)) <= width
    # 2015: interest 1,500 for living costs of 10,000; savings -8,500
    (first,) = [line for line in lines if line.startswith("2015")][:1]
    assert first.split()[1] in ("10,000.00", "10.000,00")


def test_years_and_their_names_are_aligned() -> None:
    assert tables(MANY_YEARS)[0].splitlines()[:4] == [
        "         Living                                   Savings",
        "          costs  FSQ narrow  FSQ wide    Savings     rate",
        "2015  10,000.00       15.0%     15.0%  -8,500.00  -566.7%",
        "2016  10,000.00       16.0%     16.0%  -8,400.00  -525.0%",
    ]


def test_one_chart_where_narrow_and_wide_are_the_same() -> None:
    assert "narrow = FSQ wide, over twelve months\n" in shown(MANY_YEARS)


def test_a_warning_has_its_lines_to_copy() -> None:
    warning = NoOperatingCurrency(
        currency="EUR",
        of_prices=False,
        fixes=(directive('option "operating_currency" "EUR"'),),
    )
    assert shown(replace(report(), warnings=(warning,))).endswith(
        """
The ledger names no operating currency. The figures are in EUR, the currency of
most of its income and expense postings.
  To mend it, write:
option "operating_currency" "EUR"
"""
    )


def test_ascii_where_the_terminal_takes_no_more() -> None:
    style = text.Style("en", ascii_only=True)
    assert text.render(report(), style, ledger="x").isascii()


def test_no_line_of_the_ledger_commands_the_terminal() -> None:
    finding = Unclassified(
        account="Income:\x1b[31mX",
        amount=Weight(Decimal(1), "EUR"),
        postings=1,
        fixes=(directive("2024-01-01 \x1b]0;boom\x07"),),
    )
    assert "\x1b" not in shown(replace(report(), warnings=(finding,)))


def test_variants_of_a_measure_are_shown_where_they_say_more() -> None:
    # A gift of 500 is no regular saving.
    gift = '2024-05-05 * "Oma"\n  Income:Geschenke  -500.00 EUR\n  Assets:Bank\n'
    ledger = load(ORACLE + gift)
    found = shown(analyse(ledger.entries, ledger.options))
    assert "Savings                         -16,500.00" in found
    assert "Savings without one-off income  -17,000.00" in found
    assert "Savings without" not in shown()
