"""Human capital, consumption and claims, from ledgers whose sums are worked out by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount.core import data
from flows_by_hand import covered
from hypothesis import given
from hypothesis import strategies as st
from small_ledger import load
from wealth_by_hand import at, config, flow

from fsq_beancount import analyse
from fsq_beancount.books.loans import LoanFlow
from fsq_beancount.core.weights import Weight
from fsq_beancount.measures.wealth.lifetime import LifetimeValue, LifetimeValues, months_until
from fsq_beancount.settings import reading
from fsq_beancount.settings.directives import option
from fsq_beancount.settings.directives.option import Setting
from fsq_beancount.settings.directives.pension import Pension

if TYPE_CHECKING:
    from fsq_beancount.measures.wealth.statement import Wealth


def found(text: str, as_of: str = "") -> Wealth:
    ledger = load(text)
    date = datetime.date.fromisoformat(as_of) if as_of else None
    return analyse(ledger.entries, ledger.options, as_of=date).wealth


def year(*lines: str) -> str:
    """A year of the same transaction at each month's end, with lines of options before it."""
    months = "".join(
        f'2024-{month:02}-28 * "Month"\n'
        "  Income:Salary     -3000 EUR\n"
        "  Expenses:Taxes:Wage  500 EUR\n"
        "  Expenses:Food      1200 EUR\n"
        "  Assets:Bank\n"
        for month in range(1, 13)
    )
    end = '2024-12-31 * "End"\n  Assets:Bank  0 EUR\n  Equity:End  0 EUR\n'
    return "\n".join(('2024-01-01 custom "fsq-rule" "Expenses:Taxes" "tax"', *lines, months, end))


def options(**values: str) -> tuple[str, ...]:
    return tuple(
        f'2020-01-01 custom "fsq-option" "{name.replace("_", "-")}" {value}'
        for name, value in values.items()
    )


FLAT = {
    "birth_date": "1984-12-31",
    "retirement_age": "67",
    "life_expectancy": "90",
    "discount_rate": "0",
    "income_growth": "0",
    "inflation": "0",
}


def test_without_growth_and_discount_it_is_a_month_times_the_months() -> None:
    wealth = found(year(*options(**FLAT)))
    # On 31 December 2024 one is 40: 27 years to go to 67, 50 to 90. A month earns 3000 - 500.
    assert wealth.sheet.human_capital == 27 * 12 * 2500
    assert wealth.sheet.consumption == 50 * 12 * 1200
    # Twelve months left 12 · (3000 - 500 - 1200) in the bank.
    assert wealth.sheet.net_wealth == 15600
    assert wealth.sheet.total_wealth == 15600 + 810000
    assert wealth.sheet.balance == 15600 + 810000 - 720000
    assert wealth.sheet.financially_free is False
    assert wealth.sheet.freedom_margin == 15600 - 720000
    assert wealth.undefined.keys() == {"latent_tax"}


def test_rates_a_year_become_rates_a_month() -> None:
    rates = {**FLAT, "income_growth": "0.02", "discount_rate": "0.03"}
    capital = found(year(*options(**rates))).sheet.human_capital
    # q = ((1.02/1.03)^(1/12)); 2500 · (q + … + q^324), counted with floats
    q = (1.02 / 1.03) ** (1 / 12)
    assert capital is not None
    assert float(capital) == pytest.approx(2500 * sum(q**n for n in range(1, 325)), rel=1e-12)
    assert capital == round(capital, 12)


@pytest.mark.parametrize("name", list(FLAT))
def test_a_missing_option_is_named(name: str) -> None:
    given = {key: value for key, value in FLAT.items() if key != name}
    wealth = found(year(*options(**given), '2020-01-01 custom "fsq-pension" "Rente" 1 EUR 67'))
    needs = {
        "birth_date": {"human_capital", "consumption", "claims"},
        "retirement_age": {"human_capital"},
        "life_expectancy": {"consumption", "claims"},
        "discount_rate": {"human_capital", "consumption", "claims"},
        "income_growth": {"human_capital"},
        "inflation": {"consumption", "claims"},
    }[name]
    undefined = {key: one for key, one in wealth.undefined.items() if key != "latent_tax"}
    assert set(undefined) == needs
    assert {one.missing for one in undefined.values()} == {(name.replace("_", "-"),)}


def test_fewer_than_twelve_complete_months_define_nothing() -> None:
    wealth = found(year(*options(**FLAT)), as_of="2024-12-30")
    assert wealth.sheet.human_capital is None
    assert wealth.undefined["consumption"] == LifetimeValue(None, months=11)


def test_unclassified_income_counts_like_active_income_and_passive_does_not() -> None:
    text = year(*options(**FLAT)).replace("Income:Salary", "Income:Whatever")
    assert found(text).sheet.human_capital == 27 * 12 * 2500
    text = year(*options(**FLAT)).replace("Income:Salary", "Income:Dividends")
    assert found(text).sheet.human_capital == 0


def test_loan_interest_is_no_consumption_since_the_debt_is_on_the_sheet() -> None:
    loan = """
2024-06-30 * "Instalment"
  Liabilities:Darlehen     600 EUR
  Expenses:Zinsen          240 EUR
  Assets:Bank
"""
    wealth = found(year(*options(**FLAT)) + loan)
    assert wealth.sheet.consumption == 50 * 12 * 1200


def test_after_retirement_there_is_no_human_capital() -> None:
    wealth = found(year(*options(**{**FLAT, "retirement_age": "40"})))
    assert wealth.sheet.human_capital == 0


PENSION = '2030-01-01 custom "fsq-pension" "Rente" 1000 EUR 67'


def test_a_pension_is_paid_from_its_age_to_the_end_of_life() -> None:
    # 23 years of 12 · 1000; it is declared later than the day of the sheet and holds before, too.
    assert found(year(*options(**FLAT), PENSION)).sheet.claims == 23 * 12 * 1000


def test_a_pension_of_today_s_money_grows_while_it_is_deferred() -> None:
    rates = {**FLAT, "inflation": "0.02", "discount_rate": "0.03"}
    claims = found(year(*options(**rates), PENSION)).sheet.claims
    # 1000 · (q^325 + … + q^600): 324 months to wait, 276 to be paid
    q = (1.02 / 1.03) ** (1 / 12)
    assert claims is not None
    assert float(claims) == pytest.approx(1000 * sum(q**n for n in range(325, 601)), rel=1e-12)


def test_claims_are_part_of_gross_wealth_and_undefined_ones_are_left_out() -> None:
    without = found(year(PENSION))
    assert without.sheet.claims is None
    assert without.sheet.gross_wealth == 15600
    assert found(year(*options(**FLAT), PENSION)).sheet.gross_wealth == 15600 + 276000
    assert found(year(*options(**FLAT))).sheet.claims == 0


def test_a_pension_being_paid_lasts_for_what_is_left_of_life() -> None:
    line = '2020-01-01 custom "fsq-pension" "Rente" 1000 EUR 30'
    assert found(year(*options(**FLAT), line)).sheet.claims == 50 * 12 * 1000


def test_the_pension_in_force_of_each_name_holds() -> None:
    lines = (
        '2020-01-01 custom "fsq-pension" "Rente" 1000 EUR 67',
        '2024-01-01 custom "fsq-pension" "Rente" 1100 EUR 67',
        '2026-01-01 custom "fsq-pension" "Rente" 1200 EUR 67',
        '2020-01-01 custom "fsq-pension" "Betriebsrente" 10 EUR 65',
    )
    # 276 months of 1100, and 25 years of 12 · 10
    assert found(year(*options(**FLAT), *lines)).sheet.claims == 276 * 1100 + 3000


def test_a_pension_in_a_currency_without_a_price_is_named() -> None:
    line = '2020-01-01 custom "fsq-pension" "AHV" 1000 CHF 65'
    wealth = found(year(*options(**FLAT), line))
    assert wealth.undefined["claims"] == LifetimeValue(None, unconverted=("CHF",))
    priced = found(year(*options(**FLAT), line, "2024-01-01 price CHF 2 EUR"))
    assert priced.sheet.claims == 25 * 12 * 2000


@pytest.mark.parametrize(
    ("date", "birth", "age", "expected"),
    [
        ("2024-12-31", "1984-12-31", "67", 27 * 12),
        # the birthday is a day too late for another month
        ("2024-12-31", "1985-01-01", "67", 27 * 12),
        ("2024-12-31", "1985-01-31", "67", 27 * 12 + 1),
        # from one end of a month to the next is a month
        ("2025-01-31", "1985-02-28", "40", 1),
        ("2025-02-28", "1985-03-30", "40", 1),
        ("2025-02-28", "1985-03-27", "40", 0),
        ("2024-06-15", "1984-06-14", "67", 27 * 12 - 1),
        ("2024-06-15", "1984-06-15", "66.5", 26 * 12 + 6),
        # born on a leap day
        ("2025-02-28", "1984-02-29", "42", 12),
        ("2024-06-15", "1960-06-15", "60", -48),
        ("2024-06-15", "9990-06-15", "150", (9990 + 150 - 2024) * 12),
    ],
)
def test_months_until_a_birthday(date: str, birth: str, age: str, expected: int) -> None:
    days = (datetime.date.fromisoformat(date), datetime.date.fromisoformat(birth))
    assert months_until(*days, Decimal(age)) == expected


@given(
    st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2020, 1, 1)),
    st.integers(1, 120),
)
def test_a_day_later_is_never_more_months_away(
    date: datetime.date, birth: datetime.date, age: int
) -> None:
    now = months_until(date, birth, Decimal(age))
    assert 0 <= now - months_until(date + datetime.timedelta(1), birth, Decimal(age)) <= 1
    assert months_until(date, birth, Decimal(age + 1)) in (now + 11, now + 12, now + 13)


# --- options of one run ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("inflation=0.03", Decimal("0.03")),
        (" inflation = 0.03 ", Decimal("0.03")),
        ("birth-date=1985-04-01", datetime.date(1985, 4, 1)),
        ("tax-profile=de", "de"),
        ("stress-stream=Aktien USA", "Aktien USA"),
        ('stress-stream="12"', "12"),
    ],
)
def test_an_option_on_the_command_line(text: str, value: object) -> None:
    setting = option.parse(text)
    assert isinstance(setting, Setting)
    assert setting.value == value


def test_an_amount_on_the_command_line() -> None:
    setting = option.parse("saver-allowance=1000 EUR")
    assert isinstance(setting, Setting)
    assert (setting.value.number, setting.value.currency) == (1000, "EUR")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("inflation", "write NAME=VALUE"),
        ("inflation=", "write NAME=VALUE"),
        ("=3", "unknown name"),
        ("inflatoin=0.02", 'did you mean "inflation"?'),
        ("inflation=2", "a rate a year"),
        ("inflation=nan", "a rate a year"),
        ("inflation=1e999999", "a rate a year"),
        ("birth-date=2024-02-30", "a date such as"),
        ("retirement-age=1000", "an age such as 67"),
        ("saver-allowance=x EUR", "an amount such as"),
    ],
)
def test_a_wrong_option_says_what_is_allowed(text: str, words: str) -> None:
    message = option.parse(text)
    assert isinstance(message, str)
    assert words in message


def test_an_option_of_one_run_holds_whatever_the_ledger_says() -> None:
    ledger = load(
        """
        2020-01-01 custom "fsq-option" "inflation" 0.02
        2024-01-01 custom "fsq-option" "inflation" 0.06
        2024-01-01 custom "fsq-option" "discount-rate" 0.03
        """
    )
    read, _ = reading.read(ledger.entries, ledger.options)
    settings = [option.parse("inflation=0.01"), option.parse("inflation=0.04")]
    changed = read.with_options([one for one in settings if isinstance(one, Setting)])
    for date in (datetime.date(2019, 1, 1), datetime.date(2025, 1, 1)):
        assert changed.option("inflation", date) == Decimal("0.04")
        assert changed.option("discount-rate", date) == Decimal("0.03")
    assert read.option("inflation", datetime.date(2025, 1, 1)) == Decimal("0.06")


def test_present_values_from_sums_made_by_hand() -> None:
    months = range(2024 * 12, 2025 * 12)
    usual = {
        ("income", "active"): Decimal(3000),
        ("tax", "active"): Decimal(-500),
        ("income", "passive"): Decimal(700),
        ("living", None): Decimal(-1200),
    }
    paid = flow("2024-06-30", "Expenses:Zinsen", "-240")
    fee = flow("2024-06-30", "Expenses:Bank", "-60")
    pension = Pension(
        datetime.date(2020, 1, 1),
        "AHV",
        Weight(Decimal(1000), "CHF"),
        Decimal(67),
        data.Custom({}, datetime.date(2020, 1, 1), "fsq-pension", []),
    )
    lifetime = LifetimeValues(
        config=config(
            pension,
            birth_date=datetime.date(1984, 12, 31),
            retirement_age=Decimal(67),
            life_expectancy=Decimal(90),
            discount_rate=Decimal(0),
            income_growth=Decimal(0),
            inflation=Decimal(0),
        ),
        convert=at({"CHF": "2"}),
        coverage=covered("2024-01-01", "2025-12-31"),
        monthly=dict.fromkeys(months, usual),
        loan_costs=lambda: [
            LoanFlow(paid, "Liabilities:Darlehen", fee=False),
            LoanFlow(fee, "Liabilities:Darlehen", fee=True),
        ],
    )
    date = datetime.date(2024, 12, 31)
    # At 40: 27 years of 12 · (3000 - 500); 50 years of 12 · 1200 less the interest of 240, the fee
    # stays; 23 years of 12 · 1000 CHF.
    assert lifetime.human_capital(date) == LifetimeValue(Decimal(27 * 12 * 2500))
    assert lifetime.consumption(date) == LifetimeValue(Decimal(50 * (12 * 1200 - 240)))
    assert lifetime.claims(date) == LifetimeValue(Decimal(23 * 12 * 2000))
    # In November the books cover eleven months.
    assert lifetime.consumption(datetime.date(2024, 11, 30)) == LifetimeValue(None, months=11)
