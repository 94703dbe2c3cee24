"""The projection of ledgers, through ``fsq projection`` and what it is made of."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from click.testing import CliRunner
from places import EXAMPLE_LEDGER
from projection_cases import case

from fsq_beancount import analyse
from fsq_beancount.cli.main import cli

HEAD = """
option "operating_currency" "EUR"
2019-01-01 open Assets:Bank EUR
2019-01-01 open Assets:Depot
2019-01-01 open Equity:Opening
2019-01-01 open Income:Gehalt EUR
2019-01-01 open Income:Depot:Dividenden EUR
2019-01-01 open Expenses:Leben EUR
2019-01-01 custom "fsq-option" "birth-date" 1979-12-31
"""


def months(years: range) -> list[datetime.date]:
    return [datetime.date(year, month, 1) for year in years for month in range(1, 13)]


def booked(date: datetime.date, account: str, amount: float | str) -> str:
    return f'{date} * "x"\n  {account}  {amount} EUR\n  Assets:Bank\n'


def projected(tmp_path: Path, ledger: str, *options: str) -> Any:
    path = tmp_path / "main.beancount"
    path.write_text(ledger, encoding="utf-8")
    result = CliRunner().invoke(cli, ["projection", str(path), "--format", "json", *options])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["projection"]


def shown(tmp_path: Path, ledger: str, *options: str) -> str:
    path = tmp_path / "main.beancount"
    path.write_text(ledger, encoding="utf-8")
    result = CliRunner().invoke(cli, ["projection", str(path), "--lang", "en", *options])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def lasting(cash: float, costs: float = 2500.0, work: float = 0.0, life: str = "85") -> str:
    """A ledger with the same costs and income in each month of 2024, and money at its end."""
    lines = [HEAD, f'2019-01-01 custom "fsq-option" "life-expectancy" {life}\n']
    lines.append('2019-01-01 custom "fsq-option" "inflation" 0.00\n')
    for date in months(range(2024, 2025)):
        lines.append(booked(date, "Expenses:Leben", costs))
        if work:
            lines.append(booked(date, "Income:Gehalt", -work))
    # What the year has used up comes back, so that the balance at its end is the one wanted.
    opening = cash + 12 * (costs - work)
    lines.append(booked(datetime.date(2023, 12, 31), "Equity:Opening", -opening))
    return "".join(lines) + "2024-12-31 balance Assets:Bank  " + f"{cash} EUR\n"


def test_g1_locked_capital_is_no_progress_until_it_opens(tmp_path: Path) -> None:
    name = (
        "G1.120000 free, 900000 locked 84 months, costs 2500, 0 %: FI progress 136 % of 750000, yet"
    )
    expected = case(name)
    ledger = lasting(120_000) + (
        "2023-12-31 open Assets:Festgeld EUR\n  fsq-locked-until: 2031-12-31\n"
        '2023-12-31 * "x"\n  Assets:Festgeld  900000 EUR\n  Equity:Opening\n'
    )
    found = projected(tmp_path, ledger)
    assert found["fi_number"] == "750000.00"
    # 120,000 of 750,000; with what is locked it would be 136 %.
    assert found["fi_progress"] == "0.16"
    path = found["scenarios"]["conservative"]["path"]
    assert path[0]["locked"] == "900000.00"
    assert path[48]["accessible"] == "0.00"
    # Month 84 is December 2031: then it is there.
    assert [path[83]["locked"], path[84]["locked"]] == ["900000.00", "0.00"]
    stop = found["scenarios"]["conservative"]["stop"]
    assert stop["month"] is None
    assert stop["why"] == "never"
    assert stop["cause"] == expected["cause"]
    # Month 49 after December 2024.
    assert stop["short_in"] == "2029-01"
    assert stop["short_by"] == f"{expected['missing']:.2f}"
    assert "2,500.00 EUR are missing in Jan 2029, as capital is locked." in shown(tmp_path, ledger)


def test_g8_the_home_is_no_progress(tmp_path: Path) -> None:
    expected = case(
        "G8.own home: net wealth 400000 of which home 300000, costs 18000, 4 %: progress as "
        "section 9, with cash and days only"
    )[1]
    ledger = lasting(100_000, costs=1500) + (
        '2023-12-31 open Assets:Haus EUR\n  fsq-asset-class: "real-estate"\n'
        '2023-12-31 * "x"\n  Assets:Haus  300000 EUR\n  Equity:Opening\n'
    )
    found = projected(tmp_path, ledger)
    assert float(found["fi_progress"]) == pytest.approx(expected, abs=1e-6)
    assert found["not_spent"] == "300000.00"


def test_i1_a_stop_month_without_a_return(tmp_path: Path) -> None:
    # 45 years from 2024-12-31 to the age of 90 are 540 months. Without a return, work for S months
    # leaves 200,000 + 1,000 S, which have to pay 2,000 (540 - S): 3,000 S = 880,000, so 294.
    ledger = lasting(200_000, costs=2000, work=3000, life="90")
    found = projected(tmp_path, ledger)["scenarios"]["conservative"]
    assert found["stop"]["months"] == 294
    assert found["stop"]["month"] == "2049-06"
    assert found["stop"]["bridge"] == {"months": 0, "needed": "0.00", "available": "494000.00"}
    # A pension of 1,200 from the age of 72, month 324: it pays 217 months, 260,400 in all.
    # 3,000 S = 880,000 - 260,400 = 619,600, so 207.
    pension = ledger + '2019-01-01 custom "fsq-pension" "Rente" 1200.00 EUR 72\n'
    found = projected(tmp_path, pension)["scenarios"]["conservative"]
    assert found["stop"]["months"] == 207
    assert found["stop"]["bridge"]["months"] == 324 - 207


def test_h_price_gains_are_those_of_what_can_be_sold(tmp_path: Path) -> None:
    # A fund of 100,000 that rises by 7,000 in each year, is sold back to 100,000 at its end, and
    # pays 3,000; beside it a home of 400,000 and a loan with 9,000 of interest.
    lines = [HEAD, '2019-01-01 custom "fsq-option" "life-expectancy" 90\n']
    lines.append('2019-01-01 open Assets:Haus EUR\n  fsq-asset-class: "real-estate"\n')
    lines.append("2019-01-01 open Liabilities:Darlehen EUR\n")
    lines.append("2019-01-01 open Expenses:Darlehen:Zinsen EUR\n")
    lines.append("2019-01-01 open Assets:Tausch EUR\n")
    lines.append(
        '2019-12-31 * "x"\n  Assets:Depot  1000 FUND {100 EUR}\n  Assets:Haus  400000 EUR\n'
        "  Liabilities:Darlehen  -300000 EUR\n  Equity:Opening\n"
        "2019-12-31 price FUND 100 EUR\n"
    )
    price = 100.0
    for year in range(2020, 2024):
        for month in range(1, 13):
            date = datetime.date(year, month, 1)
            lines.append(f'{date} * "x"\n  Expenses:Leben  2000 EUR\n  Income:Gehalt  -2000 EUR\n')
        lines.append(
            f'{year}-06-01 * "x"\n  Income:Depot:Dividenden  -3000 EUR\n'
            "  Expenses:Leben  3000 EUR\n"
            f'{year}-06-01 * "x"\n  Expenses:Darlehen:Zinsen  9000 EUR\n'
            "  Liabilities:Darlehen  0 EUR\n  Income:Gehalt  -9000 EUR\n"
        )
        price = price * 1.07
        lines.append(f"{year}-12-31 price FUND {price:.6f} EUR\n")
    lines.append('2023-12-31 * "x"\n  Expenses:Leben  1 EUR\n  Income:Gehalt  -1 EUR\n')
    found = projected(tmp_path, "".join(lines))
    expected = case(
        "H.extra return: section 9 (return_on_assets - yield), on the base of cash and days"
    )
    values = {each["name"]: each["value"] for each in found["assumptions"]}
    # The base is that of the month-ends before; the price moves on the last day of a year alone.
    assert float(values["gain"]) == pytest.approx(expected[1], abs=1e-6)
    # 3,000 on 100 * 1.07^3 * 1,000.
    assert float(values["yield"]) == pytest.approx(3000 / 122_504.3, abs=1e-6)


def test_b_conservative_through_a_ledger(tmp_path: Path) -> None:
    # 100,000 at a yield of 3 %, saved 1,000 a month, both growing by 2 %. The yield is a share of
    # the mean capital of the year, so money is kept at 100,000 by putting the rest aside in a car.
    lines = [HEAD, '2019-01-01 custom "fsq-option" "life-expectancy" 100\n']
    lines.append('2019-01-01 custom "fsq-option" "inflation" 0.02\n')
    lines.append('2019-01-01 custom "fsq-option" "income-growth" 0.02\n')
    lines.append('2019-01-01 open Assets:Auto EUR\n  fsq-liquidity: "months"\n')
    lines.append(booked(datetime.date(2023, 12, 31), "Equity:Opening", -100_000))
    for date in months(range(2024, 2025)):
        lines.append(
            f'{date} * "x"\n  Expenses:Leben  2000 EUR\n  Income:Gehalt  -3000 EUR\n'
            "  Income:Depot:Dividenden  -250 EUR\n  Assets:Auto  1250 EUR\n"
        )
    lines.append("2024-12-31 balance Assets:Bank  100000 EUR\n")
    found = projected(tmp_path, "".join(lines))
    wealth, _, fi = case("B.conservative: wealth after 1,2,12,120 months; month of narrow, of FI")
    scenario = found["scenarios"]["conservative"]
    for month, expected in zip((1, 2, 12, 120), wealth, strict=True):
        row = scenario["path"][month]
        nominal = float(row["accessible"]) * float(row["price_level"])
        # The price level has six places.
        assert nominal == pytest.approx(expected, abs=0.3)
    assert scenario["reached"]["fi_number"]["months"] == fi
    # There are no three years of gains.
    assert list(found["scenarios"]) == ["conservative"]
    assert found["missing"] == [{"scenario": "optimistic", "what": "years"}]


def inputs(found: Any) -> dict[str, str]:
    return {each["name"]: each["value"] for each in found["assumptions"]}


def test_a1_the_number(tmp_path: Path) -> None:
    lines = [HEAD, '2019-01-01 custom "fsq-option" "inflation" 0.02\n']
    lines.append(booked(datetime.date(2023, 12, 31), "Equity:Opening", -100_000))
    lines += [booked(date, "Expenses:Leben", "25000 / 12") for date in months(range(2024, 2025))]
    found = projected(tmp_path, "".join(lines) + "2024-12-31 balance Assets:Bank  75000 EUR\n")
    assert float(found["fi_number"]) == case("A1.fi_number 25000/4%")


def test_a14b_own_inflation_is_the_median_of_yearly_changes(tmp_path: Path) -> None:
    name = "A14b.own inflation, costs 20000 22000 22440 30000: yearly changes, median"
    lines = [HEAD, booked(datetime.date(2020, 12, 31), "Equity:Opening", -200_000)]
    for year, costs in zip(range(2021, 2025), (20_000, 22_000, 22_440, 30_000), strict=True):
        lines += [
            booked(date, "Expenses:Leben", f"{costs} / 12")
            for date in months(range(year, year + 1))
        ]
    found = projected(tmp_path, "".join(lines) + "2024-12-31 balance Assets:Bank  105560 EUR\n")
    assert float(inputs(found)["own-inflation"]) == case(name)[1]
    # Not the option, which is not set: pensions grow as the living costs do.
    assert inputs(found)["inflation"] == "0.1"


def test_a17_rent_is_no_yield(tmp_path: Path) -> None:
    name = "A17.yield: depot 50000, dividends net 1500, rent net 12000: right, as section 9 reads"
    # What comes in is spent in the same month, so that the depot is all that there is.
    lines = [HEAD, '2019-01-01 custom "fsq-option" "inflation" 0.02\n']
    lines.append("2019-01-01 open Income:Miete EUR\n")
    lines.append('2023-12-31 * "x"\n  Assets:Depot  500 FUND {100 EUR}\n  Equity:Opening\n')
    lines.append("2023-12-31 price FUND 100 EUR\n")
    for date in months(range(2024, 2025)):
        lines.append(booked(date, "Income:Depot:Dividenden", -125))
        lines.append(booked(date, "Income:Miete", -1000))
        lines.append(booked(date, "Expenses:Leben", 1125))
    found = projected(tmp_path, "".join(lines) + "2024-12-31 balance Assets:Bank  0 EUR\n")
    assert float(inputs(found)["yield"]) == case(name)[0]
    assert inputs(found)["passive"] == "1000.00"


def test_a_pension_in_todays_money(tmp_path: Path) -> None:
    # From 45 on, which is on the as-of date, 1,000 in today's money; prices rise by 2 %.
    ledger = lasting(100_000).replace('"inflation" 0.00', '"inflation" 0.02')
    ledger += '2019-01-01 custom "fsq-pension" "Rente" 1000.00 EUR 45\n'
    path = projected(tmp_path, ledger)["scenarios"]["conservative"]["path"]
    assert path[360]["passive"] == "1000.00"
    # 1,000 * 1.02^30 = 1,811.36 nominal.
    assert float(path[360]["passive"]) * float(path[360]["price_level"]) == pytest.approx(
        1811.36, abs=0.005
    )


def test_what_is_missing_is_said_with_its_line(tmp_path: Path) -> None:
    few = HEAD + "".join(
        booked(datetime.date(2024, month, 1), "Expenses:Leben", 1000) for month in range(1, 8)
    )
    assert "the books cover less than twelve months" in shown(
        tmp_path, few + "2024-08-01 balance Assets:Bank  -7000 EUR\n"
    )
    without_inflation = lasting(100_000).replace(
        '2019-01-01 custom "fsq-option" "inflation" 0.00\n', ""
    )
    assert '"inflation" 0.02' in shown(tmp_path, without_inflation)
    without_life = lasting(100_000).replace(
        '2019-01-01 custom "fsq-option" "life-expectancy" 85\n', ""
    )
    assert 'custom "fsq-option" "life-expectancy"' in shown(tmp_path, without_life)
    found = projected(tmp_path, without_life)["scenarios"]["conservative"]["stop"]
    assert (found["month"], found["why"]) == (None, "missing")
    assert found["missing"] == ["life-expectancy"]
    without_birth = (
        lasting(100_000).replace('2019-01-01 custom "fsq-option" "birth-date" 1979-12-31\n', "")
        + '2019-01-01 custom "fsq-pension" "Rente" 1200.00 EUR 67\n'
    )
    assert '"birth-date" 1985-04-01' in shown(tmp_path, without_birth)
    assert "no yield" in shown(tmp_path, lasting(-100_000))


def test_bad_input_is_said_with_its_place(tmp_path: Path) -> None:
    # Born in 1979, 45 at the end of 2024: a pension from 40 has begun.
    ledger = lasting(100_000) + '2019-01-01 custom "fsq-pension" "Rente" 1200.00 EUR 40\n'
    line = len(ledger.splitlines())
    assert f"counts: Rente (main.beancount:{line})." in shown(tmp_path, ledger)
    path = projected(tmp_path, ledger)["scenarios"]["conservative"]["path"]
    assert path[1]["passive"] == "0.00"
    locked = lasting(100_000) + (
        '2023-12-31 open Assets:Festgeld EUR\n  fsq-liquidity: "locked"\n'
        '2023-12-31 * "x"\n  Assets:Festgeld  900000 EUR\n  Equity:Opening\n'
    )
    assert "never opens: Assets:Festgeld." in shown(tmp_path, locked)
    # What is no option's value is named with its line, in a ledger of which nothing else is known.
    bad = {
        '"inflation" -1': "it takes a rate a year",
        '"withdrawal-rate" 0': "it takes a rate a year above 0",
        '"income-growth" -1.5': "it takes a rate a year",
        '"birth-date" 2190-01-01': "is in the future",
    }
    ledger = lasting(100_000)
    line = len(ledger.splitlines()) + 1
    for written, message in bad.items():
        text = shown(tmp_path, f'{ledger}2020-01-01 custom "fsq-option" {written}\n')
        assert f"main.beancount:{line}: fsq-option " in text
        assert message in text
    future = CliRunner().invoke(
        cli, ["projection", str(EXAMPLE_LEDGER), "--set", "birth-date=2190-01-01"]
    )
    assert future.exit_code == 2
    assert "in the future" in future.output


PENSION = '2019-01-01 custom "fsq-pension" "Rente \\"AG\\"" 1200.50 EUR 66.5\n'
LOAN = """
2019-01-01 open Liabilities:Darlehen EUR
2019-01-01 open Expenses:Darlehen:Zinsen EUR
2023-12-31 * "x"
  Liabilities:Darlehen  -30000 EUR
  Equity:Opening
2024-12-31 * "x"
  Liabilities:Darlehen  2000 EUR
  Expenses:Darlehen:Zinsen  1000 EUR
  Assets:Bank
"""


def own_inflation() -> str:
    """Four years of costs that grow, so that nothing but the books says by how much."""
    lines = [HEAD, '2019-01-01 custom "fsq-option" "life-expectancy" 85.5\n']
    for date in months(range(2021, 2025)):
        lines.append(booked(date, "Expenses:Leben", 1000 + 37 * (date.year - 2021)))
        lines.append(booked(date, "Income:Gehalt", -3000))
    return "".join(lines)


@pytest.mark.parametrize(
    ("ledger", "names"),
    [
        (
            lasting(100_000, work=3000.0) + PENSION,
            {"cost-growth", "inflation", "income-growth", "withdrawal-rate", "pension"}
            | {"birth-date", "life-expectancy"},
        ),
        (own_inflation() + LOAN, {"inflation", "loan-rate"}),
        (
            lasting(100_000) + '2020-01-01 custom "fsq-option" "cost-growth" -0.0125\n',
            {"cost-growth"},
        ),
    ],
)
def test_a_line_of_an_assumption_pasted_back_changes_nothing(
    tmp_path: Path, ledger: str, names: set[str]
) -> None:
    before = projected(tmp_path, ledger)
    lines = {
        each["name"]: each["line"]
        for each in before["assumptions"]
        if each["line"] and each["source"] != "unknown"
    }
    assert names <= lines.keys()
    for pasted in (*lines.values(), "\n".join(lines.values())):
        after = projected(tmp_path, f"{ledger}{pasted}\n")
        # All but where a value comes from.
        for each in (*after["assumptions"], *before["assumptions"]):
            each.pop("source", None)
        assert after == before


def test_money_that_is_taxed_when_it_is_paid_out(tmp_path: Path) -> None:
    # 24,000 pay 24 months of 1,000. Then 100,000 open, of which 75,000 are left after tax, which
    # pay 75 more: the hundredth month is short, April 2033.
    ledger = lasting(24_000, costs=1000) + (
        '2019-01-01 custom "fsq-option" "tax-profile" "de"\n'
        '2019-01-01 custom "fsq-option" "tax-rate-deferred" 0.25\n'
        '2023-12-31 open Assets:Rente EUR\n  fsq-tax-treatment: "deferred"\n'
        "  fsq-locked-until: 2026-12-31\n"
        '2023-12-31 * "x"\n  Assets:Rente  100000 EUR\n  Equity:Opening\n'
    )
    stop = projected(tmp_path, ledger)["scenarios"]["conservative"]["stop"]
    assert stop["short_in"] == "2033-04"


def test_new_money_queues_behind_the_lots_of_the_largest_holding() -> None:
    held = "".join(
        f'2023-12-31 * "x"\n  Assets:Depot  {units} {fund} {{100 EUR}}\n  Equity:Opening\n'
        f"2024-12-31 price {fund} 100 EUR\n"
        for fund, units in (("AAA", 10), ("BBB", 1000), ("CCC", 20))
    )
    profile = '2019-01-01 custom "fsq-option" "tax-profile" "de"\n'
    entries, _, options = loader.load_string(lasting(100_000) + profile + held)
    lots = analyse(entries, options).projection.scenarios[0].plan.lots
    assert [each[0].units for each in lots] == [100_000, 1000, 2000]


@pytest.mark.parametrize("income_class", ["passive", "active"])
def test_interest_of_a_loan_for_earning_is_paid_once(tmp_path: Path, income_class: str) -> None:
    # 3,000 of salary and 1,000 of rent pay 2,500 of costs and 400 of interest on 120,000 at 4 %,
    # booked alone; there is no capital income, so there is no yield.
    interest = (
        "2019-01-01 open Income:Miete EUR\n2019-01-01 open Liabilities:Darlehen EUR\n"
        "  fsq-interest-rate: 0.04\n2019-01-01 open Expenses:Objekt:Zinsen EUR\n"
        f'  fsq-role: "cost"\n  fsq-class: "{income_class}"\n'
        '  fsq-interest-on: "Liabilities:Darlehen"\n'
        '2023-12-31 * "x"\n  Liabilities:Darlehen  -120000 EUR\n  Equity:Opening\n'
    )
    for date in months(range(2024, 2025)):
        interest += booked(date, "Income:Miete", -1000) + booked(
            date, "Expenses:Objekt:Zinsen", 400
        )
    ledger = lasting(100_000, work=3000.0).replace(
        "balance Assets:Bank  100000 EUR", "balance Assets:Bank  107200 EUR"
    )
    found = projected(tmp_path, ledger + interest)
    assert inputs(found)["yield"] == "0"
    assert (inputs(found)["passive"], inputs(found)["work"]) == ("1000.00", "3000.00")
    path = found["scenarios"]["conservative"]["path"]
    # 3,000 + 1,000 - 2,500 - 400 are saved in a month.
    assert path[0]["accessible"] == "107200.00"
    assert path[1]["accessible"] == "108300.00"
    assert path[1]["passive"] == ("600.00" if income_class == "passive" else "1000.00")


def test_what_is_over_is_said(tmp_path: Path) -> None:
    # Born in 1979, 45 at the end of 2024: work ended at 40, so nothing can be saved for it.
    retired = lasting(100_000, work=3000.0) + (
        '2019-01-01 custom "fsq-option" "retirement-age" 40\n'
    )
    found = projected(tmp_path, retired)
    assert found["scenarios"]["conservative"]["reached"]["coast"]["why"] == "past"
    assert found["break_even"]["conservative"] is None
    assert "Coast FI retirement is over" in shown(tmp_path, retired)
    # A life expectancy that is over says nothing of the months to come.
    text = shown(tmp_path, lasting(100_000, life="40"))
    assert "Work can stop undefined" in text
    assert 'When work can stop needs custom "fsq-option" "life-expectancy" 92.' in text


def test_text_json_and_csv_of_the_example_say_the_same() -> None:
    run = CliRunner()
    text = run.invoke(cli, ["projection", str(EXAMPLE_LEDGER), "--lang", "en"]).stdout
    german = run.invoke(cli, ["projection", str(EXAMPLE_LEDGER), "--lang", "de"]).stdout
    found = json.loads(
        run.invoke(cli, ["projection", str(EXAMPLE_LEDGER), "--format", "json"]).stdout
    )["projection"]
    table = run.invoke(cli, ["projection", str(EXAMPLE_LEDGER), "--format", "csv"]).stdout
    assert found["fi_progress"] == "0.221942"
    assert "22.2% of 918,309" in text
    assert "22,2 % von 918.309" in german.replace("\xa0", " ")
    assert found["fi_number"] == "918309.00"
    stop = found["scenarios"]["optimistic"]["stop"]
    assert stop["month"] == "2034-02"
    assert "Feb 2034 (age 49)" in text
    assert "The stop month a year ago (optimistic): Jun 2036 (age 52)." in text
    # A point more of return a year lets work stop earlier, and one less later.
    stops = {
        (each["name"], each["by"]): each["stop"] for each in found["sensitivity"]["optimistic"]
    }
    assert stops["return", "0.01"] < stop["month"] < stops["return", "-0.01"]
    # The FI number is reached in February 2045; April 2051 is the last whole month before 67.
    even = found["break_even"]["optimistic"]
    assert (even["by"], even["saving"]) == ("2051-04", "0.00")
    assert float(found["break_even"]["conservative"]["saving"]) > 0
    rows = table.splitlines()
    for name, scenario in found["scenarios"].items():
        for month in (scenario["path"][0], scenario["path"][-1]):
            assert ",".join([name, *month.values()]) in rows
    assert all(len(line) <= 80 for line in text.splitlines())
    assert all(len(line) <= 80 for line in german.splitlines())
