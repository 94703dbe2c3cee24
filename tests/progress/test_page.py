"""The page in Fava: its figures, their links, its languages, and what may go wrong."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from babel.messages.extract import extract_from_dir
from beancount import loader
from fava.application import create_app
from places import EXAMPLE
from served_page import HEAD, PAGE, PLUGIN, Serve, links, page, query_of, section, sum_of, text

import fsq_beancount
from fsq_beancount import export, progress
from fsq_beancount.books import cache
from fsq_beancount.core.periods import Interval, Period
from fsq_beancount.i18n import language
from fsq_beancount.measures.catalogue import MEASURES
from fsq_beancount.progress import quota, sections
from fsq_beancount.progress.frame import Section, Step, Urgency
from fsq_beancount.report import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

pytestmark = pytest.mark.fava

# The oracle: living costs 20,000, dividends and interest 2,000, gains 1,000: 10 % and 15 %.
# The year before: 1,000 of dividends and 20,000 of costs, 5 % and 5 %.
ORACLE = """
2023-01-31 * "Miete"
  Expenses:Leben      20000.00 EUR
  Assets:Bank
2023-12-31 * "Dividende"
  Assets:Bank          1000.00 EUR
  Income:Dividenden
2024-03-31 * "Dividende"
  Assets:Bank          1500.00 EUR
  Income:Dividenden
2024-06-30 * "Zinsen"
  Assets:Bank           500.00 EUR
  Income:Zinsen
2024-09-30 * "Verkauf"
  Assets:Bank          1000.00 EUR
  Income:Kursgewinne
2024-12-31 * "Leben"
  Expenses:Leben      20000.00 EUR
  Assets:Bank
2025-01-15 balance Assets:Bank -36000.00 EUR
"""


@pytest.fixture
def oracle(serve: Serve) -> FlaskClient:
    return serve(HEAD + PLUGIN + ORACLE)


# --- the first screen ---


def test_the_oracle_in_english(oracle: FlaskClient) -> None:
    shown = text(section(page(oracle), "quota"))
    assert "Jan 2024 – Dec 2024" in shown
    assert "Jan 2025 is in no figure over twelve months" in shown
    # 20,000 − 2,000 and − 3,000, by twelve: 1,500 and 1,416.67 lack a month.
    assert "FSQ narrow 10.0% Missing a month 1,500.00 EUR" in shown
    assert "FSQ wide 15.0% Missing a month 1,416.67 EUR" in shown
    # 10 − 5 and 15 − 5 percentage points.
    assert "Against a year ago ▲ +5.0 percentage points" in shown
    assert "Against a year ago ▲ +10.0 percentage points" in shown
    assert "Compared with Jan 2023 – Dec 2023." in shown
    assert "Next: Earn 1,500.00 EUR more passive income a month" in shown


def test_the_oracle_in_german(oracle: FlaskClient) -> None:
    html = page(oracle, "de")
    shown = text(section(html, "quota"))
    assert html.startswith(' lang="de">')
    assert "Jan. 2024 – Dez. 2024" in shown
    assert "FSQ im engeren Sinne 10,0 % Fehlt im Monat 1.500,00 EUR" in shown
    assert "FSQ im weiteren Sinne 15,0 % Fehlt im Monat 1.416,67 EUR" in shown
    assert "Gegenüber dem Vorjahr ▲ +5,0 Prozentpunkte" in shown


@pytest.mark.parametrize(
    ("asked", "title", "spoken"),
    [
        ("de", "Finanzielle Sicherheit", "de"),
        ("en", "Financial security", "en"),
        ("fr", "Financial security", "en"),
        ("zh-Hant-TW", "Financial security", "en"),
    ],
)
def test_the_title_is_in_the_reader_s_language(
    oracle: FlaskClient, asked: str, title: str, spoken: str
) -> None:
    answer = oracle.get(f"/main/{PAGE}", headers={"Accept-Language": asked})
    data = answer.text.partition('id="ledger-data">')[2].partition("</script>")[0]
    assert [one["report_title"] for one in json.loads(data)["extensions"]] == [title]
    assert f'<div class="fsq" lang="{spoken}">' in answer.text


def test_less_than_twelve_months_are_not_compared_and_not_scaled_up(serve: Serve) -> None:
    shown = text(
        section(
            page(
                serve(
                    HEAD
                    + """
2024-01-31 * "Leben und Dividende"
  Expenses:Leben       400.00 EUR
  Income:Dividenden   -100.00 EUR
  Assets:Bank
2024-02-29 balance Assets:Bank -300.00 EUR
"""
                )
            ),
            "quota",
        )
    )
    # Two months, 100 of 400: 25 %, and (400 − 100) / 2 lack a month.
    assert "The books cover only 2 months of them" in shown
    assert "narrow 25.0% Missing a month 150.00 EUR" in shown
    assert "nothing to compare with" in shown


def test_before_the_first_complete_month_the_page_says_what_it_needs(serve: Serve) -> None:
    html = page(serve(HEAD + '2024-01-15 * "Leben"\n  Expenses:Leben  5.00 EUR\n  Assets:Bank\n'))
    assert "it needs a month that has ended, with income or expenses in it." in text(
        section(html, "quota")
    )
    assert "5.00" in text(section(html, "periods"))


def test_without_living_costs_the_quota_is_undefined_and_not_zero(serve: Serve) -> None:
    html = page(
        serve(HEAD + '2024-01-31 * "D"\n  Assets:Bank  5.00 EUR\n  Income:Dividenden\n'), "de"
    )
    shown = text(section(html, "quota"))
    assert "FSQ im engeren Sinne – Fehlt im Monat –" in shown
    assert "Die Lebenshaltungskosten buchen" in shown
    rolling = section(html, "rolling")
    assert "Hier gibt es keine Quote zu zeichnen: nicht definiert" in text(rolling)
    assert "<svg" not in rolling


def test_a_window_without_living_costs_has_no_column(serve: Serve) -> None:
    html = page(serve(HEAD + ORACLE.replace("2023-01-31", "2023-02-28") + EARLIER))
    chart = section(html, "rolling").partition('class="fsq-scroll"')[2].partition("</svg>")[0]
    first, second = re.findall(r"<a .*?</a>", chart, re.DOTALL)[:2]
    assert "FSQ narrow undefined" in first
    assert '<rect class="fsq-wide' not in first
    assert re.search(r"<text [^>]*>–</text>", first)
    assert '<rect class="fsq-wide' in second


EARLIER = """
2023-01-31 * "Zinsen"
  Assets:Bank            10.00 EUR
  Income:Zinsen
"""


def test_passive_income_that_pays_everything(serve: Serve) -> None:
    html = page(serve(HEAD + ORACLE.replace("1500.00", "21500.00").replace("-36000", "-16000")))
    shown = text(section(html, "quota"))
    # 21,500 + 500 of 20,000.
    assert "narrow 110.0% Missing a month nothing" in shown
    assert "Passive income pays all living costs: keep it so." in shown
    assert "100%: living costs paid" in text(section(html, "rolling"))


# --- figures and the postings behind them ---


def test_every_figure_of_the_first_screen_leads_to_its_postings(oracle: FlaskClient) -> None:
    found = [
        (shown, abs(sum_of(oracle, address)))
        for shown, address in links(section(page(oracle), "quota"))
    ]
    expected = [
        ("10.0%", 2000),
        ("15.0%", 3000),
        ("2,000.00 EUR", 2000),
        ("1,000.00 EUR", 1000),
        ("20,000.00 EUR", 20000),
        ("-17,000.00 EUR", 17000),
        # The savings, divided by 3,000 of net income.
        ("-566.7%", 17000),
    ]
    assert found == [(shown, Decimal(number)) for shown, number in expected]


def test_every_column_leads_to_the_income_behind_it(oracle: FlaskClient) -> None:
    html = section(page(oracle, interval="year"), "rolling")
    chart = html.partition('role="group"')[2].partition("</svg>")[0]
    addresses = [unescape(one) for one in re.findall(r'<a href="([^"]*)"', chart)]
    assert [sum_of(oracle, one) for one in addresses] == [1000, 3000]


MOVED = """
2024-12-31 * "Nachzahlung"
  fsq-year: 2023
  Assets:Bank           100.00 EUR
  Income:Zinsen
2024-12-31 * "Gebühren"
  Income:Dividenden    -100.00 EUR
  Expenses:Leben         30.00 EUR
    fsq-role: "fee"
  Assets:Bank
2024-12-31 * "Erbschaft"
  Assets:Bank          7000.00 EUR
  Income:Dividenden
    fsq-class: "neutral"
2024-12-31 * "Abnutzung"
  Expenses:Leben         60.00 EUR
    fsq-role: "virtual"
  Assets:Bank
"""


# Each link is a query more, whose parsing takes the time.
@pytest.mark.no_cover
@pytest.mark.parametrize("controls", [{}, {"time": "2024"}, {"interval": "quarter"}])
def test_every_amount_of_the_table_is_the_sum_of_its_postings(
    serve: Serve, controls: dict[str, str]
) -> None:
    client = serve(HEAD + PLUGIN + ORACLE.partition("2025")[0] + MOVED)
    amounts = [
        (Decimal(shown.replace(",", "")), sum_of(client, address))
        for shown, address in links(section(page(client, **controls), "periods"))
        if "%" not in shown and shown != "–"
    ]
    assert len(amounts) > 15
    assert [(shown, summed) for shown, summed in amounts if abs(shown) != abs(summed)] == []


LATER = """
2025-02-10 * "Nachzahlung der Zinsen"
  fsq-year: 2024
  Assets:Bank           200.00 EUR
  Income:Zinsen
2025-02-10 * "Erstattung der Miete"
  fsq-year: 2024
  Assets:Bank           300.00 EUR
  Expenses:Leben
2099-02-10 * "Geplant"
  fsq-year: 2024
  Assets:Bank           900.00 EUR
  Income:Zinsen
"""


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "controls", [{}, {"time": "2024"}, {"time": "2024", "account": "Income:Zinsen"}]
)
def test_what_is_paid_after_the_time_shown_is_behind_the_trued_up_figures(
    serve: Serve, controls: dict[str, str]
) -> None:
    client = serve(HEAD + PLUGIN + ORACLE.partition("2025")[0] + MOVED + LATER)
    html = section(page(client, **controls), "periods")
    rows = re.findall(r'<tr class="fsq-trued-up">.*?</tr>', html, re.DOTALL)
    [row] = [row for row in rows if text(row).startswith("2024 ")]
    amounts = [
        (Decimal(shown.replace(",", "")), sum_of(client, address))
        for shown, address in links(row)
        if "%" not in shown and shown != "–"
    ]
    # Interest of 500, 200 paid later; dividends of 1,500, 100 of charges turned round and 70 net.
    passive = 700 if "account" in controls else 2270
    assert passive in [shown for shown, _ in amounts]
    assert [(shown, summed) for shown, summed in amounts if abs(shown) != abs(summed)] == []


def test_ratios_of_the_table_lead_to_what_is_above_the_line(oracle: FlaskClient) -> None:
    found = list(links(section(page(oracle, time="2024"), "periods")))
    assert found[0][0] == "10.0%"
    assert sum_of(oracle, found[0][1]) == 2000
    assert found[1][0] == "15.0%"
    assert sum_of(oracle, found[1][1]) == 3000


def test_what_moves_to_another_year_is_shown_where_it_differs(serve: Serve) -> None:
    client = serve(HEAD + PLUGIN + ORACLE.partition("2025")[0] + MOVED)
    html = section(page(client), "periods")
    rows = [
        [text(cell) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", html.partition("<tbody>")[2], re.DOTALL)
    ]
    by_label = {row[0]: row for row in rows}
    # 2023: 1,000 and the 100 paid in 2024, of 20,000.
    assert by_label["2023"][1] == "5.0%"
    assert by_label["2023 (trued up)"][1:4] == ["5.5%", "5.5%", "20,000.00"]
    unchanged = re.findall(r'<td class="num fsq-unchanged">.*?</td>', html)
    assert text(unchanged[-1]) == "0.00"
    assert "20,000.00" in [text(cell) for cell in unchanged]
    assert "5.5%" not in [text(cell) for cell in unchanged]
    # 2024: 1,500 + 500 + 100 + 70 = 2,170, and 2,070 without the 100, of 20,000.
    assert by_label["2024"][1] == "10.8%"
    assert by_label["2024 (trued up)"][1] == "10.4%"
    assert "Trued up" in html


def test_unconverted_amounts_stand_beside_the_figures(serve: Serve) -> None:
    client = serve(
        HEAD
        + ORACLE.partition("2025")[0]
        + '2024-12-31 * "Dividende"\n  Assets:Bank  7.00 CHF\n  Income:Dividenden\n'
    )
    html = page(client)
    assert "Without a price in EUR, so in no figure: 7.00 CHF" in text(section(html, "quota"))
    assert "7.00 CHF" in text(section(html, "periods"))
    hints = section(html, "certainty")
    assert "price CHF" in text(hints)
    [address] = [one for shown, one in links(hints) if shown == "Postings"]
    assert "amount IS NULL" in query_of(address)


def test_unclassified_income_is_named_with_what_to_write(serve: Serve) -> None:
    client = serve(
        HEAD
        + ORACLE.partition("2025")[0]
        + "2020-01-01 open Income:Sonstiges\n"
        + '2024-12-31 * "?"\n  Assets:Bank  70.00 EUR\n  Income:Sonstiges\n'
    )
    html = page(client)
    assert "Say what the unclassified income is" in text(section(html, "quota"))
    hints = section(html, "certainty")
    assert "Income:Sonstiges: 70.00 EUR in 1 posting is unclassified" in text(hints)
    assert 'custom "fsq-rule" "Income:Sonstiges" "active"' in text(hints)
    by_text = dict(links(hints))
    assert sum_of(client, by_text["Postings"]) == 70
    assert by_text["Account"] == "/main/account/Income:Sonstiges/"
    assert any(shown.startswith("0.beancount:") for shown in by_text)


def test_load_errors_stand_beside_the_figures(serve: Serve) -> None:
    client = serve(
        HEAD + ORACLE.replace("-36000", "1") + '2024-12-31 * "?"\n  Income:Zinsen  1.00 EUR\n'
    )
    html = page(client)
    assert "2 load errors" in text(section(html, "quota"))
    assert "2 load errors" in text(section(html, "certainty"))
    assert ("How?", "/main/errors/") in links(html)


# --- Fava's controls ---


def labels(html: str) -> list[str]:
    """Returns what the columns say, first the months they cover."""
    # Other pictures have titles of their own.
    chart = section(html, "rolling") or html
    return [text(one) for one in re.findall(r"<title>(.*?)</title>", chart)]


@pytest.mark.parametrize(
    ("interval", "first", "count"),
    [
        ({}, "Feb 2022 – Jan 2023", 24),
        ({"interval": "month"}, "Feb 2022 – Jan 2023", 24),
        ({"interval": "week"}, "Feb 2022 – Jan 2023", 24),
        ({"interval": "quarter"}, "Apr 2022 – Mar 2023", 8),
        ({"interval": "year"}, "Jan 2023 – Dec 2023", 2),
    ],
)
def test_the_interval_aggregates_the_columns(
    oracle: FlaskClient, interval: dict[str, str], first: str, count: int
) -> None:
    shown = labels(page(oracle, **interval))
    assert shown[0].startswith(first)
    assert shown[-1].startswith("Jan 2024 – Dec 2024")
    assert len(shown) == count


def test_the_running_year_ends_with_its_last_complete_month(serve: Serve) -> None:
    more = '2025-03-10 * "Leben"\n  Expenses:Leben  1.00 EUR\n  Assets:Bank\n'
    shown = labels(page(serve(HEAD + ORACLE + more), interval="year"))
    assert [label.partition(" ·")[0] for label in shown] == [
        "Jan 2023 – Dec 2023",
        "Jan 2024 – Dec 2024",
        "Mar 2024 – Feb 2025",
    ]


def test_without_an_interval_the_table_is_of_years(oracle: FlaskClient) -> None:
    assert re.findall(r'<th scope="row">(\d+)<', section(page(oracle), "periods")) == [
        "2024",
        "2023",
    ]
    quarters = section(page(oracle, interval="quarter"), "periods")
    assert "2024-Q2" in quarters
    months = section(page(oracle, interval="month", language="de"), "periods")
    assert "Juni 2024" in months


def test_time_chooses_what_is_shown_and_the_change_still_looks_back(oracle: FlaskClient) -> None:
    html = page(oracle, time="2024")
    assert len(labels(html)) == 12
    shown = text(section(html, "quota"))
    assert "Against a year ago ▲ +5.0 percentage points" in shown
    assert "not over" not in shown
    assert "These are not the figures of the whole ledger. Filters: time: 2024" in text(html)
    # Its windows reach back before the filter, so the links leave it out.
    assert all(
        "time=" not in address
        for _, address in links(section(html, "rolling"))
        if "/query/" in address
    )


# Two years with 100 of costs on the 1st of each month, and dividends about the ends of the British
# tax year from 6 April 2023 to 5 April 2024.
FISCAL = (
    "".join(
        f'{2023 + month // 12}-{month % 12 + 1:02}-01 * "x"\n'
        "  Expenses:Leben  100.00 EUR\n  Assets:Bank\n"
        for month in range(24)
    )
    + "".join(
        f'{day} * "x"\n  Income:Dividenden  -{amount}.00 EUR\n  Assets:Bank\n'
        for day, amount in (
            ("2023-04-01", 10),
            ("2023-04-06", 30),
            ("2024-04-05", 40),
            ("2024-04-06", 50),
        )
    )
    + '2020-01-01 custom "fava-option" "fiscal-year-end" "04-05"\n'
)


@pytest.mark.parametrize("time", ["FY2024", "2023-04-06 - 2024-04-05"])
@pytest.mark.parametrize("interval", ["", "year"])
def test_a_fiscal_year_is_one_column_and_the_figure_of_the_headline(
    serve: Serve, time: str, interval: str
) -> None:
    client = serve(HEAD + PLUGIN + FISCAL)
    html = page(client, time=time, interval=interval)
    # 30 + 40 of twelve months' costs, May 2023 to April 2024: 70 / 1,200 = 5.8 %.
    shown = text(section(html, "quota"))
    assert "Apr 6, 2023 – Apr 5, 2024 FSQ narrow 5.8%" in shown
    assert "Living costs 1,200.00 Savings -1,130.00" in shown
    rows = text(section(html, "periods"))
    assert rows.count("2023-04-06/2024-04-05 ") == 1
    assert "2023-12-31" not in rows
    href = next(href for name, href in links(section(html, "quota")) if name == "1,200.00")
    assert sum_of(client, href) == -1200
    answer = client.get(f"/main/{PAGE}report", query_string={"time": time, "interval": interval})
    (period,) = json.loads(answer.text)["periods"]
    ledger = loader.load_string(HEAD + PLUGIN + FISCAL)
    asked = build.build(
        cache.facts_of(ledger[0], ledger[2]),
        period=Period(datetime.date(2023, 4, 6), datetime.date(2024, 4, 5)),
    )
    # The same as `fsq report --from 2023-04-06 --to 2024-04-05`.
    assert period == json.loads(export.as_json(asked, "en"))["periods"][0]


def test_several_fiscal_years_are_a_column_each(serve: Serve) -> None:
    client = serve(HEAD + PLUGIN + FISCAL)
    rows = text(section(page(client, time="FY2023 - FY2024"), "periods"))
    assert "2022-04-06/2023-04-05" in rows
    assert "2023-04-06/2024-04-05" in rows


def test_a_fiscal_quarter_is_a_column(serve: Serve) -> None:
    client = serve(HEAD + PLUGIN + FISCAL.replace("04-05", "04-30"))
    # The third quarter of a year from May on turns the calendar year.
    html = page(client, time="FY2024-Q3")
    assert "2023-11-01/2024-01-31" in text(section(html, "periods"))
    assert "Nov 1, 2023 – Jan 31, 2024 FSQ narrow 0.0%" in text(section(html, "quota"))
    # Months are what the reader asked for; the headline still has the quarter.
    html = page(client, time="FY2024-Q3", interval="month")
    assert "Dec 2023" in text(section(html, "periods"))
    assert "Nov 1, 2023 – Jan 31, 2024" in text(section(html, "quota"))


def test_a_span_of_calendar_years_is_cut_into_them(oracle: FlaskClient) -> None:
    html = page(oracle, time="2023 - 2024")
    assert {"2023", "2024"} <= set(text(section(html, "periods")).split())
    assert "fsq-asked-for" not in html
    # Neither a year nor two: the years are cut as ever, and the headline has the figure of all,
    # 3,000 of 20,000 + 20,000.
    html = page(oracle, time="2023-01-31 - 2024-12-31")
    assert "2023-01-31/2023-12-31" in text(section(html, "periods"))
    assert "Jan 31, 2023 – Dec 31, 2024 FSQ narrow 7.5%" in text(section(html, "quota"))


def test_within_a_month_the_last_twelve_before_it_are_shown(oracle: FlaskClient) -> None:
    html = page(oracle, time="2024-07-05 - 2024-07-20")
    # June 2024 is the last complete one: 1,000 + 1,500 + 500 of no costs since July 2023.
    assert "Jul 2023 – Jun 2024" in text(section(html, "quota"))
    assert "it needs a month that has ended" in text(section(html, "rolling"))


@pytest.mark.parametrize("time", ["2010", "2030"])
def test_a_time_without_entries(oracle: FlaskClient, time: str) -> None:
    html = page(oracle, time=time)
    assert "Filters: time" in text(html)
    assert "These are not the figures" not in text(html)
    # Balances are entries, but no income and no expenses.
    assert (
        "No income and no expenses pass these filters. The books cover Jan 2023 – Dec 2024."
        in text(html)
    )
    assert "%" not in text(html)
    assert "For example" not in text(html)


@pytest.mark.parametrize("interval", ["", "month", "quarter", "year"])
def test_the_chosen_interval_alone_is_marked(oracle: FlaskClient, interval: str) -> None:
    html = section(page(oracle, interval=interval), "rolling")
    marked = re.findall(r'interval=(\w+)[^>]*aria-current="true"', html)
    assert marked == ([interval] if interval else [])


def test_the_name_is_spelt_out(oracle: FlaskClient) -> None:
    assert "Financial security quota (FSQ): the share of" in text(section(page(oracle), "quota"))
    german = text(section(page(oracle, "de"), "quota"))
    assert "Finanzielle-Sicherheits-Quote (FSQ): Anteil der Lebenshaltungskosten" in german
    assert "Mit monatlich 1.500,00 EUR mehr passiven Einnahmen" in german


def test_net_income_stands_before_gross_income(oracle: FlaskClient) -> None:
    shown = text(section(page(oracle), "periods"))
    assert shown.index("Net income") < shown.index("Gross income")


def test_account_and_filter_are_named(oracle: FlaskClient) -> None:
    html = page(oracle, account="Income:Zinsen")
    assert "Filters: account: Income:Zinsen" in text(html)
    # Interest of 500 and no living costs.
    assert "narrow –" in text(section(html, "quota"))
    found = dict(links(section(html, "quota")))
    assert sum_of(oracle, found["500.00 EUR"]) == 500
    html = page(oracle, filter="Dividende", account="Assets")
    assert "account: Assets transactions: Dividende Show all" in text(html)
    assert ("Show all", f"/main/{PAGE}") in links(html)


def test_filters_that_nothing_passes(oracle: FlaskClient) -> None:
    html = page(oracle, account="Nirgends")
    assert "No income and no expenses pass these filters." in text(html)


def test_conversion_makes_it_the_currency(serve: Serve) -> None:
    client = serve(
        HEAD + PLUGIN + 'option "operating_currency" "USD"\n2023-01-01 price EUR 2 USD\n' + ORACLE
    )
    html = page(client, conversion="USD")
    assert "Missing a month 3,000.00 USD" in text(section(html, "quota"))
    for shown, address in links(section(html, "quota")):
        if shown.endswith("USD"):
            assert abs(sum_of(client, address, "USD")) == abs(
                Decimal(shown.removesuffix(" USD").replace(",", ""))
            )
    assert ("EUR", f"/main/{PAGE}") in links(html)
    assert ("USD", f"/main/{PAGE}?conversion=USD") in links(page(client))


@pytest.mark.parametrize("conversion", ["at_cost", "at_value", "units"])
def test_other_conversions_leave_the_currency(oracle: FlaskClient, conversion: str) -> None:
    assert text(section(page(oracle, conversion=conversion), "quota")) == text(
        section(page(oracle), "quota")
    )


# --- the endpoint ---


def strictly(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


@pytest.mark.parametrize(
    "controls", [{}, {"time": "2024", "interval": "month"}, {"account": "Nirgends"}]
)
def test_the_endpoint_is_the_report(oracle: FlaskClient, controls: dict[str, str]) -> None:
    answer = oracle.get(f"/main/{PAGE}report", query_string=controls)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    report = json.loads(answer.text, parse_constant=strictly)
    assert report["currency"] == "EUR"
    if not controls:
        ledger = oracle.application.config["LEDGERS"]["main"]
        same = fsq_beancount.analyse(ledger.all_entries, ledger.options)
        assert report == json.loads(export.as_json(same))
        assert [one["period"] for one in report["periods"]] == ["2023", "2024", "2025"]


@pytest.mark.parametrize(
    "controls",
    [
        {"time": "gestern vielleicht"},
        {"time": "2024-02-30"},
        {"account": "((("},
        {"filter": "any("},
        {"filter": '"'},
    ],
)
def test_a_filter_that_fava_does_not_understand(
    oracle: FlaskClient, controls: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    answer = oracle.get(f"/main/{PAGE}report", query_string=controls)
    assert answer.status_code == 400
    assert answer.mimetype == "application/json"
    message = answer.get_json()["error"]
    assert message
    shown = text(page(oracle, **controls))
    assert message in shown
    assert "These are not the figures" not in shown
    assert "Error" not in shown
    assert "Traceback" not in caplog.text


def test_a_report_that_fails_is_named(oracle: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(build, "build", broken)
    answer = oracle.get(f"/main/{PAGE}report")
    assert answer.status_code == 500
    assert answer.get_json() == {"error": "ZeroDivisionError: a mistake of ours"}
    assert "ZeroDivisionError: a mistake of ours" in text(page(oracle))


# --- sections ---


def test_a_section_that_fails_leaves_the_others_standing(
    oracle: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("<b>a mistake</b>")

    changed = tuple(
        replace(one, content=broken) if one.anchor == "rolling" else one
        for one in sections.SECTIONS
    )
    monkeypatch.setattr(progress, "SECTIONS", changed)
    html = page(oracle)
    assert "This section failed, which touches no other: ZeroDivisionError" in section(
        html, "rolling"
    )
    assert "<b>" not in html
    assert "10.0%" in section(html, "quota")
    assert "10.0%" in section(html, "periods")


def test_a_new_section_has_an_anchor_and_says_what_it_needs(
    oracle: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = Section(
        anchor="novelties",
        title="Novelties",
        needs="a novelty",
        ledger_lines='2020-01-01 custom "fsq-milestone" "Strom" Expenses:Strom',
        content=lambda view: None,
    )
    monkeypatch.setattr(progress, "SECTIONS", (*sections.SECTIONS, new))
    html = page(oracle)
    # It is folded: a ledger that has little is no wall of what it has not.
    assert '<summary id="novelties">Novelties</summary>' in html
    assert '<a href="#lacking">' in html
    assert '<a href="#novelties">' not in html
    shown = text(section(html, "novelties"))
    assert "it needs a novelty." in shown
    assert 'custom "fsq-milestone" "Strom"' in shown


def test_a_figure_that_is_no_sum_of_postings_has_no_link(serve: Serve) -> None:
    # 100 a month are to come in and 40 to go: 720 of planned savings, which no query can list.
    plan = (
        '2024-01-01 custom "budget" Income:Dividenden "monthly" 100 EUR\n'
        '2024-01-01 custom "budget" Expenses:Leben "monthly" 40 EUR\n'
    )
    html = section(page(serve(HEAD + PLUGIN + ORACLE + plan)), "periods")
    assert ">720.00<" in html
    assert "None" not in html
    assert all("query_string=" in address for shown, address in links(html) if "720" in shown)


def test_anchors_are_a_promise() -> None:
    # Others may come between them: a family of figures has a section by its definitions alone.
    promised = (
        "quota",
        "milestones",
        "rolling",
        "money",
        "periods",
        "budget",
        "streams",
        "wealth",
        "returns",
        "leverage",
        "liquidity",
        "certainty",
    )
    anchors = [one.anchor for one in sections.SECTIONS]
    assert [anchor for anchor in anchors if anchor in promised] == list(promised)
    assert anchors[-1] == "certainty"


def test_a_ledger_without_income_and_expenses(serve: Serve) -> None:
    client = serve(HEAD)
    assert "Nothing to compute yet" in text(page(client))
    assert "load error" not in text(page(client))
    example = unescape(page(client).partition("<pre>")[2].partition("</pre>")[0])
    taken = serve(HEAD.replace("Main", "Taken").replace("Assets:Bank\n", "Assets:Giro\n") + example)
    # 100 of 400, as the page's own example says.
    assert "narrow 25.0%" in text(section(page(taken, ledger="taken"), "quota"))


def test_load_errors_stand_where_they_left_nothing(serve: Serve) -> None:
    broken = '2024-01-31 * "D"\n  Assets:Bank  5.00 EUR\n  Income:Dividenden  1.00 EUR\n'
    shown = text(page(serve(HEAD + "2024-01-01 opn Assets:Giro\n")))
    assert "1 load error" in shown
    # Beancount keeps a transaction that does not balance, so its flows count.
    assert "1 load error" in text(section(page(serve(HEAD + broken)), "quota"))


# --- text of others ---


NASTY = "<img src=x onerror=alert(1)></script>'\""


def test_text_of_the_ledger_and_of_the_address_is_escaped(serve: Serve) -> None:
    nasty = NASTY.replace('"', '\\"')
    client = serve(
        HEAD
        + PLUGIN
        + ORACLE.replace('"Dividende"', f'"{nasty}" "{nasty}"')
        + f'2020-01-01 custom "fsq-rule" "{nasty}" "passive"\n'
        + f'2020-01-01 custom "fsq-option" "{nasty}" 1\n'
        + f'2020-01-01 custom "fsq-rule" "Income:Zinsen" "passive" "{nasty}"\n'
    )
    for controls in ({}, {"account": NASTY}, {"time": NASTY}):
        html = page(client, **controls)
        assert "&lt;img" in html
        assert "<img" not in html
        # Data of Fava's charts ends so, nothing else.
        assert html.count("</script>") == html.count('<script type="application/json">')


def test_jinja_escapes_in_all_our_templates(oracle: FlaskClient) -> None:
    ledger = oracle.application.config["LEDGERS"]["main"]
    with oracle.application.test_request_context("/main/"):
        environment = ledger.extensions.get_extension("FsqProgress").jinja_env
        ours = [
            name for name in environment.list_templates() if name.startswith(("_", *ANCHORS, "Fsq"))
        ]
        assert len(ours) >= len(ANCHORS) + 1
        for name in ours:
            assert name.endswith(".html")
            assert environment.autoescape(name) is True


ANCHORS = tuple(one.anchor for one in sections.SECTIONS)


def test_incognito_hides_money_and_shows_quotas(serve: Serve) -> None:
    html = page(serve(HEAD + PLUGIN + ORACLE, incognito=True))
    shown = text(section(html, "quota"))
    assert "narrow 10.0% Missing a month X,XXX.XX EUR" in shown
    # Examples of what to write are nobody's money.
    figures = re.sub(r"<pre>.*?</pre>", "", html, flags=re.DOTALL)
    assert not re.search(r"\d EUR", text(figures))
    assert not re.search(r"\d\.\d\d", text(figures))  # a quota has one place


# --- Fava ---


MISTAKE = '2020-01-01 custom "fsq-rule" "Income:Zinsen" "passiv" "x" "y" "z"\n'


@pytest.mark.parametrize("plugin", ["", PLUGIN, 'plugin "fsq_beancount.classify"\n'])
def test_a_mistake_in_our_directives_is_reported_once(serve: Serve, plugin: str) -> None:
    client = serve(HEAD + plugin + ORACLE + MISTAKE)
    ledger = client.application.config["LEDGERS"]["main"]
    ours = [error for error in ledger.errors if error.entry and "fsq" in str(error.entry)]
    assert len(ours) == 1
    assert ours[0].source["lineno"] == (HEAD + plugin + ORACLE).count("\n") + 1


def test_a_ledger_that_cannot_be_analysed_still_loads(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(cache, "facts_of", broken)
    client = serve(HEAD + ORACLE)
    [error] = client.application.config["LEDGERS"]["main"].errors
    assert error.message == "fsq-beancount: ZeroDivisionError: a mistake of ours"
    assert client.get("/main/income_statement/").status_code == 200
    assert "a mistake of ours" in text(page(client))


def test_an_edited_ledger_is_shown_at_once(serve: Serve, tmp_path: Path) -> None:
    client = serve(HEAD + ORACLE)
    assert "10.0%" in page(client)
    path = tmp_path / "0.beancount"
    path.write_text(path.read_text().replace("1500.00", "3500.00").replace("-36000", "-34000"))
    assert client.get("/main/api/changed").get_json()["data"] is True
    # 3,500 + 500 of 20,000.
    assert "20.0%" in section(page(client), "quota")


def test_several_ledgers_keep_their_own_figures(serve: Serve) -> None:
    other = HEAD.replace("Main", "Other") + ORACLE.replace("1500.00", "3500.00").replace(
        "-36000", "-34000"
    )
    client = serve(HEAD + PLUGIN + ORACLE, other)
    for _ in range(2):
        assert "narrow 10.0%" in text(page(client))
        html = page(client, ledger="other")
        assert "narrow 20.0%" in text(html)
        assert all(address.startswith(("/other/", "#")) for _, address in links(html))


def test_under_a_prefix(serve: Serve) -> None:
    # A title of its own, since Fava remembers addresses for the whole process.
    client = serve(HEAD.replace("Main", "Prefixed") + ORACLE)
    answer = client.get(f"/prefixed/{PAGE}", base_url="http://localhost/money")
    addresses = [address for _, address in links(answer.text)]
    assert len(addresses) > 20
    assert [one for one in addresses if not one.startswith(("/money/prefixed/", "#"))] == []


def test_read_only(serve: Serve) -> None:
    assert "10.0%" in page(serve(HEAD + ORACLE, read_only=True))


def test_figures_are_computed_once_for_the_same_controls(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(HEAD + ORACLE)
    built = []
    original: Callable[..., Any] = build.build

    def counted(*arguments: Any, **keywords: Any) -> Any:
        built.append(keywords.get("interval"))
        return original(*arguments, **keywords)

    monkeypatch.setattr(build, "build", counted)
    for _ in range(3):
        page(client)
        client.get(f"/main/{PAGE}report")
    # The months of the charts come from the same sums as the years of the table.
    assert built == [Interval.YEAR]
    page(client, interval="quarter")
    assert built == [Interval.YEAR, Interval.QUARTER]


def test_the_page_needs_no_javascript(oracle: FlaskClient) -> None:
    html = page(oracle)
    assert "<script" not in html.replace('<script type="application/json">', "")
    assert not re.search(r"\son\w+=", html)


# --- texts ---


def test_every_text_of_the_page_has_a_german_one() -> None:
    german = language.translation("de")
    found = extract_from_dir(
        next(iter(progress.__path__)),
        method_map=[("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")],
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    ours = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    ours |= {words for one in sections.SECTIONS for words in (one.title, one.needs) if words}
    assert len(ours) > 50
    missing = [
        words
        for words in sorted(ours)
        if german.gettext(words) == words and german.ngettext(words, words, 2) == words
    ]
    assert missing == []


def test_no_text_of_the_page_is_written_into_a_template() -> None:
    # What a template says itself, without tags, expressions, styles and what is Beancount's.
    dropped = re.compile(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style>.*?</style>|<pre>.*?</pre>|<script.*?</script>"
        r"|<[^>]*>",
        re.DOTALL,
    )
    spoken = re.compile(r"""\b(?:title|aria-label|alt|placeholder)=["'](?!\{\{)[^"']""")
    folder = Path(next(iter(progress.__path__)), "templates")
    found = list(folder.glob("*.html"))
    assert len(found) > len(sections.SECTIONS)
    for template in found:
        source = template.read_text(encoding="utf-8")
        assert re.findall(r"[A-Za-zÄÖÜäöüß]{2,}", dropped.sub(" ", source)) == [], template.name
        assert spoken.findall(source) == [], template.name


def test_a_long_history_does_not_make_the_page_heavy(serve: Serve) -> None:
    # 40 years of months: a column for each, but only the newest rows of the tables.
    months = "".join(
        f"""
{year}-{month:02d}-01 * "Leben"
  Expenses:Leben      100.00 EUR
  Income:Zinsen       -10.00 EUR
  Assets:Bank
"""
        for year in range(1985, 2025)
        for month in range(1, 13)
    )
    client = serve(HEAD.replace("2020-01-01 open", "1980-01-01 open") + months)
    html = page(client, interval="month")
    # The whole history as columns: 479 months have ended.
    chart = section(html, "rolling").partition('class="fsq-scroll"')[2].partition("</svg>")[0]
    assert chart.count("<a ") == 479
    assert len(chart) < 479 * 600
    rest = html.replace(chart, "")
    for anchor, most in (
        ("streams", 50_000),
        ("liquidity", 50_000),
        ("income_calendar", 10_000),
        ("wealth", 60_000),
        ("returns", 60_000),
    ):
        written = section(html, anchor)
        assert len(written) < most
        rest = rest.replace(written, "")
    assert len(rest) < 150_000
    # Two tables of months; and the newest years of the standard of living, with their means.
    assert rest.count('<th scope="row">') == 2 * 24 + 24 + 1
    everything = dict(links(section(html, "periods")))["Show all 480 periods"]
    assert {"rows=all", "interval=month"} <= set(urlsplit(everything).query.split("&"))
    assert everything.endswith("#periods")
    html = page(client, interval="month", rows="all")
    assert section(html, "periods").count('<th scope="row">') == 480
    assert "Show all 480" not in html


def test_the_most_urgent_step_is_next(oracle: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    def asked(urgency: Urgency, words: str, href: str | None = None) -> Section:
        return replace(
            sections.SECTIONS[-1],
            anchor=words.split(maxsplit=1)[0].lower(),
            next_step=lambda view: Step(urgency, words, href),
        )

    usual = sections.SECTIONS[0]
    assert "Next: Earn 1,500.00 EUR more" in text(page(oracle))
    goal = asked(Urgency.REACH, "Strom comes next", "#milestones")
    failing = replace(sections.SECTIONS[-1], anchor="broken", next_step=broken)
    monkeypatch.setattr(progress, "SECTIONS", (usual, failing, goal))
    html = page(oracle)
    assert "Next: Strom comes next How?" in text(html)
    assert ("How?", "#milestones") in links(html)
    monkeypatch.setattr(progress, "SECTIONS", (usual, goal, asked(Urgency.MEND, "Mend it")))
    assert "Next: Mend it" in text(page(oracle))


# --- help ---


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_help_page_explains_every_figure(oracle: FlaskClient, language: str) -> None:
    html = page(oracle, language, tab="help")
    for measure in MEASURES.values():
        entry = html.partition(f'id="{measure.id}"')[2].partition("</div>")[0]
        read = text(entry)
        assert measure.name(language) in read
        assert measure.words(language)[1:] in read
        assert measure.example
        assert measure.example.words(language).replace("\xa0", " ") in read


def test_the_help_page_says_what_a_figure_is_here(oracle: FlaskClient) -> None:
    html = page(oracle, tab="help", conversion="EUR")
    entry = html.partition('id="net_income"')[2].partition("</div>")[0]
    found = dict(links(entry))
    assert "passive: 2,000.00 ; near-passive: 1,000.00 (Jan 2024 – Dec 2024)" in text(entry)
    assert sum_of(oracle, found["2,000.00"]) == 2000
    change = html.partition('id="change_wide"')[2].partition("</div>")[0]
    assert "Here: +10.0 percentage points" in text(change)
    # The way back keeps the controls.
    assert f"/main/{PAGE}?conversion=EUR" in [address for _, address in links(html)]


@pytest.mark.parametrize("ledger", ["", "2024-01-01 opn Assets:Giro\n"])
def test_the_help_page_is_there_without_figures(serve: Serve, ledger: str) -> None:
    client = serve(HEAD + ledger)
    for controls in ({}, {"time": "gestern"}, {"account": "((("}):
        html = page(client, tab="help", **controls)
        assert "divided by living costs" in text(html)
        assert "Here:" not in text(html)


def test_the_headline_is_cut_only_in_its_picture() -> None:
    beyond = quota.Quota(measure="fsq_wide", value=Decimal("31.5"), missing=None, change=None)
    assert beyond.share == 1
    below = quota.Quota(measure="fsq_wide", value=Decimal("-2"), missing=None, change=None)
    assert below.share == 0


def test_every_number_is_written_in_the_locale_that_fava_is_told(
    serve: Serve, tmp_path: Path
) -> None:
    # English texts, German numbers: 1.234,56 and 10,0 %.
    line = '2016-01-01 custom "fava-option" "locale" "de_DE"\n'
    example = tmp_path / "example"
    shutil.copytree(EXAMPLE, example, ignore=shutil.ignore_patterns("*.picklecache"))
    main = example / "main.beancount"
    main.write_text(main.read_text(encoding="utf-8") + line, encoding="utf-8")
    client = create_app([main], load=True, poll_watcher=True).test_client()
    ledger = client.get("/").location.strip("/").split("/")[0]
    for controls in ({}, {"tab": "help"}, {"time": "2022", "interval": "month"}):
        html = page(client, ledger=ledger, **controls)
        # Lines for the ledger are Beancount's, and worked examples are English prose.
        html = re.sub(r"<(pre|code)\b.*?</\1>", "", html, flags=re.DOTALL)
        html = re.sub(r"<p><strong>For example:.*?</p>", "", html, flags=re.DOTALL)
        english = re.findall(r"\d,\d{3}\b(?!,)|\d\.\d{1,2}\b(?!\.)(?: ?%)?", text(html))
        assert english == []
