"""The report as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from oracle import LATER, ORACLE, report
from small_ledger import load

from fsq_beancount import analyse, export
from fsq_beancount.core.periods import Interval
from fsq_beancount.core.terms import CLASSES
from fsq_beancount.export import values
from fsq_beancount.measures.flow_definitions import FLOW_MEASURES


def parsed(text: str = ORACLE, locale: str = "en") -> dict[str, Any]:
    result: dict[str, Any] = json.loads(export.as_json(report(text), locale))
    return result


def rows(text: str, part: str = "rolling") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.as_csv(report(text), part))))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2000", "2000.00"),
        ("2000.5", "2000.50"),
        ("2000.500", "2000.50"),
        ("0.00000001", "0.00000001"),
        ("1E+3", "1000.00"),
        ("1E-8", "0.00000001"),
        ("-0", "0.00"),
        ("-0.000", "0.00"),
        ("-7.10", "-7.10"),
        ("123456789012345678901234567890.123", "123456789012345678901234567890.123"),
    ],
)
def test_money_is_exact_with_at_least_two_places_and_no_exponent(value: str, written: str) -> None:
    assert values.money(Decimal(value)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0.10", "0.1"),
        ("1", "1"),
        ("0", "0"),
        ("10", "10"),
        ("1E+2", "100"),
        ("0.3333333333", "0.333333"),
        ("0.6666666666", "0.666667"),
        ("-0.0000001", "0"),
        ("-0.25", "-0.25"),
    ],
)
def test_ratios_have_up_to_six_places(value: str, written: str) -> None:
    assert values.ratio(Decimal(value)) == written


def test_what_is_undefined_is_null() -> None:
    assert values.money(None) is None
    assert values.ratio(None) is None


def test_the_oracle() -> None:
    result = parsed()
    assert result["currency"] == "EUR"
    assert result["as_of"] == "2024-12-31"
    assert result["load_errors"] == 0
    assert result["running_month"] is None
    assert result["unconverted"] == {}
    assert result["warnings"] == []
    (year,) = result["periods"]
    assert year == {
        "period": "2024",
        "first": "2024-01-01",
        "last": "2024-12-31",
        "months": 12,
        "gross_income": {
            "passive": "2000.00",
            "near-passive": "1000.00",
            "active": "0.00",
            "neutral": "0.00",
            "unclassified": "0.00",
        },
        "net_income": {
            "passive": "2000.00",
            "near-passive": "1000.00",
            "active": "0.00",
            "neutral": "0.00",
            "unclassified": "0.00",
        },
        "living_costs": "20000.00",
        "living_costs_budget": "20000.00",
        "fsq_narrow": "0.1",
        "fsq_wide": "0.15",
        "fsq_narrow_budget": "0.1",
        "fsq_wide_budget": "0.15",
        "savings": "-17000.00",
        "savings_regular": "-17000.00",
        # -17,000 / 3,000
        "savings_rate": "-5.666667",
        "savings_planned": None,
        "savings_indirect": None,
        "unconverted": {},
        "trued_up": None,
    }
    # A window for each month from January on; the last is the year.
    assert [window["month"] for window in result["rolling"]] == [
        f"2024-{month:02d}" for month in range(1, 13)
    ]
    last = result["rolling"][-1]
    assert last == {
        **{key: value for key, value in year.items() if key != "period"},
        "month": "2024-12",
        "missing_narrow": "1500.00",
        # 17,000 / 12, as far as money is reckoned
        "missing_wide": "1416.666666666667",
        # The books cover no twelve months before.
        "change_narrow": None,
        "change_wide": None,
    }


def test_a_window_before_any_living_costs_has_no_quota() -> None:
    first = parsed()["rolling"][0]
    assert (first["months"], first["fsq_narrow"], first["fsq_wide"]) == (1, None, None)
    assert first["savings_rate"] == "1"


def test_every_period_carries_every_flow_measure_and_every_class() -> None:
    result = parsed(ORACLE + LATER)
    for figures in (*result["periods"], *result["rolling"]):
        for measure in FLOW_MEASURES:
            assert measure.id in figures
            if measure.by_class:
                assert set(figures[measure.id]) == set(CLASSES)


def test_the_running_month_what_is_unconverted_and_the_true_up() -> None:
    result = parsed(ORACLE + LATER)
    assert result["running_month"] == "2025-01"
    assert result["unconverted"] == {"CHF": "7.00"}
    before, after = result["periods"]
    assert before["unconverted"] == {}
    assert after["unconverted"] == {"CHF": "7.00"}
    # The tax of 100 belongs to 2024: (2,000 - 100) / 20,000 there, and none of it in 2025.
    assert before["fsq_narrow"] == "0.1"
    assert before["trued_up"]["fsq_narrow"] == "0.095"
    assert before["trued_up"]["net_income"]["passive"] == "1900.00"
    assert after["net_income"]["passive"] == "-100.00"
    assert after["trued_up"]["net_income"]["passive"] == "0.00"
    assert set(before["trued_up"]) == set(before) - {
        "period",
        "first",
        "last",
        "months",
        "trued_up",
    }


def test_warnings_are_texts_in_the_language_asked_for() -> None:
    ledger = load(ORACLE)
    found = analyse(ledger.entries, {**ledger.options, "operating_currency": []})
    (english,) = export.as_dict(found)["warnings"]
    (german,) = export.as_dict(found, "de")["warnings"]
    assert "The ledger names no operating currency" in english
    assert english != german


def test_json_is_ascii_so_that_no_output_refuses_it() -> None:
    text = ORACLE + '2024-05-05 custom "fsq-milestone" "Büro" 10.00 EUR\n'
    assert export.as_json(report(text)).isascii()


def test_an_empty_ledger() -> None:
    result = parsed("")
    assert (result["periods"], result["rolling"]) == ([], [])


def test_the_rolling_table_has_a_row_per_month() -> None:
    table = rows(ORACLE)
    assert len(table) == 12
    last = table[-1]
    assert last["month"] == "2024-12"
    assert last["currency"] == "EUR"
    assert last["net_income_passive"] == "2000.00"
    assert last["net_income_near_passive"] == "1000.00"
    assert last["fsq_narrow"] == "0.1"
    assert last["fsq_wide"] == "0.15"
    assert last["savings"] == "-17000.00"
    assert table[0]["fsq_narrow"] == ""


def test_the_table_of_periods_has_the_true_up_beside_it() -> None:
    before, after = rows(ORACLE + LATER, "periods")
    assert before["period"] == "2024"
    assert before["trued_up_fsq_narrow"] == "0.095"
    assert before["trued_up_net_income_passive"] == "1900.00"
    assert after["unconverted"] == "7.00 CHF"
    (alone,) = rows(ORACLE, "periods")
    assert alone.keys() == before.keys()
    assert alone["trued_up_fsq_narrow"] == ""


def test_the_tables_of_an_empty_ledger_have_their_columns() -> None:
    for part in export.parts():
        assert export.as_csv(report(""), part).count("\n") == 1


def test_months_as_periods() -> None:
    ledger = load(ORACLE)
    months = analyse(ledger.entries, ledger.options, interval=Interval.MONTH)
    table = list(csv.DictReader(io.StringIO(export.as_csv(months, "periods"))))
    assert [row["period"] for row in table][:2] == ["2024-01", "2024-02"]


def test_flows_have_the_sign_of_income_and_the_currency_of_their_own() -> None:
    flows = rows(ORACLE + LATER, "flows")
    dividend = flows[0]
    assert dividend["amount"] == "1500.00"
    assert (dividend["class"], dividend["role"]) == ("passive", "income")
    kiosk = next(row for row in flows if row["payee"] == "" and row["narration"] == "Kiosk")
    assert (kiosk["amount"], kiosk["weight"], kiosk["weight_currency"]) == ("", "-7.00", "CHF")


@pytest.mark.parametrize(
    ("payee", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+49 30 1", "'+49 30 1"),
        ("-Minus", "'-Minus"),
        ("@home", "'@home"),
        # A string of a ledger may go over lines; a cell of ours stays on one.
        ("\t=1", "' =1"),
        ("a\nb", "a b"),
        ("\x1b[31mrot", "\ufffd[31mrot"),
        ("2 = 1 + 1", "2 = 1 + 1"),
    ],
)
def test_no_text_of_the_ledger_is_a_formula(payee: str, cell: str) -> None:
    ledger = f'2024-01-01 * "{payee}" "x"\n  Expenses:Leben  1.00 EUR\n  Assets:Bank\n'
    (row,) = rows(ledger, "flows")
    assert row["payee"] == cell
    assert row["amount"] == "-1.00"
