"""Which lines are proposed, which of them are sure, and what is said of them."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from seeded import household, put_in

from fsq_beancount.books import facts
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import changes
from fsq_beancount.measures.definition import Unit
from fsq_beancount.propose import find, tongue, written
from fsq_beancount.report.build import build
from fsq_beancount.report.certainty import NARROW
from fsq_beancount.report.proposals import Figure, Group

if TYPE_CHECKING:
    from pathlib import Path

    from fsq_beancount.books.facts import Facts
    from fsq_beancount.report.proposals import Proposal, Proposals

ENGLISH, GERMAN = Reader.of("en"), Reader.of("de")

AUTO = 'plugin "beancount.plugins.auto_accounts"'
EURO = 'option "operating_currency" "EUR"'
READY = (
    'plugin "fsq_beancount"',
    '2020-01-01 custom "fava-extension" "fsq_beancount.progress"',
)
GERMAN_ROOTS = tuple(
    f'option "name_{root}" "{name}"'
    for root, name in (
        ("assets", "Vermögen"),
        ("liabilities", "Schulden"),
        ("equity", "Eigenkapital"),
        ("income", "Einnahmen"),
        ("expenses", "Ausgaben"),
    )
)


def collected(*parts: str) -> Facts:
    entries, errors, options = loader.load_string(
        "\n".join((EURO, AUTO, *map(textwrap.dedent, parts), ""))
    )
    assert errors == []
    return facts.collect(entries, options)


def proposed(*parts: str, reader: Reader = ENGLISH) -> Proposals:
    """Return the proposals for a ledger in euro."""
    found = collected(*parts)
    return find(found, build(found), reader)


def monthly(*transactions: str, day: int = 28) -> str:
    """Return the same transactions in each month of 2024; the last posting balances."""
    lines = []
    for month in range(1, 13):
        for each in transactions:
            lines.append(f'2024-{month:02}-{31 if month == 12 else day} * "Booked"')
            for posting in each.split(" | "):
                account, _, number = posting.partition(" ")
                lines.append(f"  {account}  {number} EUR" if number else f"  {account}")
    return "\n".join(lines)


def lines(several: tuple[Proposal, ...], group: Group) -> list[tuple[str, ...]]:
    return [each.lines for each in several if each.group is group]


# 9,600 of rent, 2,400 + 1,200 of its costs left living, 7,200 of food.
LINDE = monthly(
    "Einnahmen:Linde:Miete -800 | Vermögen:Bank",
    "Ausgaben:Linde:Hausgeld 200 | Vermögen:Bank",
    "Ausgaben:Linde:Versicherung 100 | Vermögen:Bank",
    "Ausgaben:Essen 600 | Vermögen:Bank",
)
# 10,000 owed through all of the year, of which 100 are repaid on its last day, and 400 of interest.
LOAN = """
2023-12-31 * "Auszahlung"
  Schulden:Darlehen      -10000 EUR
  Eigenkapital:Anfang
2024-12-31 * "Rate"
  Schulden:Darlehen         100 EUR
  Ausgaben:Zinsen           400 EUR
  Vermögen:Bank
"""


def test_costs_of_a_tree_that_earns_are_sure_in_the_roots_of_the_ledger() -> None:
    found = proposed(*GERMAN_ROOTS, LINDE, reader=GERMAN)
    (rule,) = [each for each in found.sure if each.group is Group.FLOWS]
    assert rule.lines == ('2024-01-28 custom "fsq-rule" "Ausgaben:Linde" "cost" "passive"',)
    # 9,600 / (7,200 + 3,600) = 88.9 %, and with the costs charged 6,000 / 7,200 = 83.3 %.
    effect = rule.effects[0]
    assert effect is not None
    narrow = effect.changes[0]
    assert narrow.figure == Figure("flows", ("2024-12",), "fsq_narrow")
    assert isinstance(narrow.before, Decimal)
    assert isinstance(narrow.after, Decimal)
    assert round(narrow.before, 6) == Decimal("0.888889")
    assert round(narrow.after, 6) == Decimal("0.833333")
    text = written.text(found, GERMAN)
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    assert "; → FSQ im engeren Sinne: 88,9 % → 83,3 %" in text
    # Of all figures: net income of 9,600 less 3,600, living costs of 10,800 less 3,600.
    assert "; Nettoeinnahmen (passiv): 9.600,00 → 6.000,00" in text
    assert "; Lebenshaltungskosten: 10.800,00 → 7.200,00" in text
    assert (found.before.questions, found.after.questions) == (1, 0)


def test_a_rent_without_costs_keeps_no_other_from_being_charged() -> None:
    # That it has none is asked once all others are charged.
    eiche = monthly("Einnahmen:Eiche:Miete -500 | Vermögen:Bank")
    stream = '2024-01-01 custom "fsq-rule" "Einnahmen:Eiche" "Eiche"'
    found = proposed(*GERMAN_ROOTS, LINDE, eiche, stream)
    assert ('2024-01-28 custom "fsq-rule" "Ausgaben:Linde" "cost" "passive"',) in lines(
        found.sure, Group.FLOWS
    )
    assert found.unsettled == 1


@pytest.mark.parametrize("number", [1, 2, 15])
def test_a_cost_that_was_moved_to_living_is_put_back(number: int) -> None:
    # The household without the fault is the judge: its quota, to the last digit.
    faulty = put_in("cost moved to living", number)
    assert faulty is not None
    found = proposed(faulty.ledger.text())
    right = build(collected(faulty.right.text())).last_year
    assert right is not None
    assert found.before.figures[NARROW] != right.fsq_narrow
    assert found.after.figures[NARROW] == right.fsq_narrow


@pytest.mark.parametrize("number", range(4))
def test_a_clean_household_has_no_sure_line_of_its_flows(number: int) -> None:
    assert lines(proposed(household(number).text()).sure, Group.FLOWS) == []


@pytest.mark.parametrize(
    ("income", "costs"),
    [
        # Who pays rent in Leipzig lives there, whatever is let beside.
        ("Income:Leipzig:Miete", ("Expenses:Leipzig:Miete", "Expenses:Leipzig:Sonstiges")),
        # Novels are no costs of having written some, or perhaps they are.
        ("Income:Books:Royalties", ("Expenses:Books:Fiction", "Expenses:Books:Poetry")),
    ],
)
def test_what_a_household_may_pay_for_itself_is_to_decide(
    income: str, costs: tuple[str, ...]
) -> None:
    paid = (f"{account} 30 | Assets:Bank" for account in costs)
    found = proposed(monthly(f"{income} -900 | Assets:Bank", *paid, FOOD))
    assert lines(found.sure, Group.FLOWS) == []
    assert [each.id for each in found.doubtful if each.group is Group.FLOWS] == [
        f"cost-left-living:{income}"
    ]


@pytest.mark.parametrize(
    ("income", "cost"),
    [
        ("Income:Blog:Ads", "Expenses:Blog:Hosting"),
        ("Income:Leipzig:Miete", "Expenses:Leipzig:Mietverwaltung"),
        ("Income:Linde:Miete", "Expenses:Linde:Strom"),
    ],
)
def test_what_is_of_the_tree_alone_is_sure(income: str, cost: str) -> None:
    found = proposed(monthly(f"{income} -900 | Assets:Bank", f"{cost} 30 | Assets:Bank", FOOD))
    assert lines(found.sure, Group.FLOWS) == [
        (f'2024-01-28 custom "fsq-rule" "{cost}" "cost" "passive"',)
    ]


def test_costs_above_the_income_are_to_decide() -> None:
    dear = monthly("Ausgaben:Linde:Dach 900 | Vermögen:Bank")
    found = proposed(*GERMAN_ROOTS, LINDE, dear)
    assert lines(found.sure, Group.FLOWS) == []
    (asked,) = [each for each in found.doubtful if each.group is Group.FLOWS]
    assert len(asked.fixes) == 2
    text = written.text(found, GERMAN)
    assert '\n;2024-01-28 custom "fsq-rule" "Ausgaben:Linde" "cost" "passive"\n' in text
    assert "\n; oder:\n" in text


def test_the_rate_of_a_loan_is_what_was_paid() -> None:
    found = proposed(*GERMAN_ROOTS, LINDE, LOAN)
    # 400 of 10,000, since what is repaid on the last day was owed on all others.
    assert lines(found.sure, Group.LOANS) == [
        ('2024-12-31 custom "fsq-interest-rate" Schulden:Darlehen 0.0400',)
    ]
    assert "; → Cost of debt: – → 4.0%" in written.text(found, ENGLISH)


def test_the_rate_of_a_loan_in_another_currency_is_to_decide() -> None:
    foreign = LOAN.replace("-10000 EUR", "-10000 CHF @ 1 EUR").replace("100 EUR", "100 CHF @ 1 EUR")
    price = "2023-12-31 price CHF 1 EUR\n2024-12-31 price CHF 1.1 EUR"
    found = proposed(*GERMAN_ROOTS, LINDE, foreign, price)
    assert lines(found.sure, Group.LOANS) == []
    (asked,) = [each for each in found.doubtful if each.group is Group.LOANS]
    assert len(asked.fixes) == 2


def test_a_loan_without_interest_is_asked_about() -> None:
    free = LOAN.replace("Ausgaben:Zinsen ", "Schulden:Karte ")
    found = proposed(*GERMAN_ROOTS, LINDE, free)
    assert lines(found.sure, Group.LOANS) == []
    assert [each.group for each in found.doubtful].count(Group.LOANS) == 1


PAY = "Income:Salary -3000 | Expenses:Taxes:Federal 600 | Assets:Bank"
ALONE = """
2024-06-15 * "Assessment"
  Expenses:Taxes:Federal  120 EUR
  Assets:Bank
"""
FOOD = "Expenses:Food 1000 | Assets:Bank"
TAX_OF_WORK = ('2024-01-28 custom "fsq-rule" "Expenses:Taxes:Federal" "tax" "active"',)


def test_a_tax_of_payslips_is_sure_where_the_account_bears_no_other() -> None:
    found = proposed(monthly(PAY, FOOD), ALONE)
    assert lines(found.sure, Group.FLOWS) == [TAX_OF_WORK]


def test_a_tax_of_payslips_and_dividends_is_to_decide() -> None:
    dividends = monthly(
        "Income:Dividends -100 | Expenses:Taxes:Federal 25 | Assets:Bank",
    )
    found = proposed(monthly(PAY, FOOD), ALONE, dividends)
    assert lines(found.sure, Group.FLOWS) == []
    assert TAX_OF_WORK in lines(found.doubtful, Group.FLOWS)


def test_what_raises_another_question_is_to_decide() -> None:
    # While a tax stands alone, it may be that on the interest; with a rule nothing is.
    profile = '2024-01-01 custom "fsq-option" "tax-profile" "de"'
    interest = monthly("Income:Interest -400 | Assets:Bank")
    found = proposed(profile, monthly(PAY, FOOD), ALONE, interest)
    assert lines(found.sure, Group.FLOWS) == []
    (asked,) = [each for each in found.doubtful if each.group is Group.FLOWS]
    assert asked.lines == TAX_OF_WORK
    assert not asked.sure
    assert found.after.questions == found.before.questions
    assert f"\n;{TAX_OF_WORK[0]}\n" in written.text(found, ENGLISH)


def test_a_class_guessed_from_nothing_is_to_decide() -> None:
    found = proposed(monthly("Income:Thing -400 | Assets:Bank", FOOD))
    assert lines(found.sure, Group.FLOWS) == []
    (asked,) = [each for each in found.doubtful if each.group is Group.FLOWS]
    assert [fix.text[0].rsplit(maxsplit=1)[1] for fix in asked.fixes] == [
        '"active"',
        '"passive"',
        '"neutral"',
    ]
    # Passive, it pays 4,800 of 12,000.
    assert "; → FSQ narrow: 0.0% → 40.0%" in written.text(found, ENGLISH)


def test_bills_of_twelve_months_are_milestones_and_change_nothing() -> None:
    bills = monthly("Expenses:Home:Power 50 | Assets:Bank", "Expenses:Phone 20 | Assets:Bank", FOOD)
    # What comes in some months only is the rest.
    rest = """
    2024-03-01 * "Trip"
      Expenses:Travel  700 EUR
      Assets:Bank
    """
    found = proposed(bills, rest)
    assert lines(found.sure, Group.MILESTONES) == [
        (
            '2024-01-01 custom "fsq-milestone" "Phone" Expenses:Phone',
            '2024-01-01 custom "fsq-milestone" "Power" Expenses:Home:Power',
            '2024-01-01 custom "fsq-milestone" "Food" Expenses:Food',
        )
    ]
    assert found.changes == ()


def test_streams_have_as_few_lines_as_say_the_same() -> None:
    found = proposed(
        monthly(
            "Income:Elm:Rent -500 | Assets:Bank",
            "Income:Elm:Garage:Rent -50 | Assets:Bank",
            "Income:Bank:Interest -10 | Assets:Bank",
            "Income:Bank:Bonus -5 | Assets:Bank",
            "Expenses:Elm:Upkeep 90 | Assets:Bank",
            "Expenses:Elm:Insurance 40 | Assets:Bank",
            FOOD,
        )
    )
    # The costs of the tree, which a sure line charges, are of its stream.
    assert lines(found.doubtful, Group.STREAMS) == [
        (
            '2024-01-28 custom "fsq-rule" "Income:Bank:Bonus" "Work"',
            '2024-01-28 custom "fsq-rule" "Income:Bank:Interest" "Interest"',
            '2024-01-28 custom "fsq-rule" "Income:Elm" "Rent"',
            '2024-01-28 custom "fsq-rule" "Expenses:Elm" "Rent"',
        )
    ]


def test_a_ledger_with_streams_is_not_asked_for_them() -> None:
    named = '2024-01-01 custom "fsq-rule" "Income:Elm" "Elm"'
    found = proposed(monthly("Income:Elm:Rent -500 | Assets:Bank", FOOD), named)
    assert lines(found.doubtful, Group.STREAMS) == []


SHARES = """
2024-01-02 price FUND 100 EUR
2024-01-02 * "Purchase"
  Assets:Pension:Fund  10 FUND {90 EUR}
  Assets:Bank
"""


def test_a_pension_that_counts_as_sold_within_days_is_asked_about() -> None:
    found = proposed(monthly(FOOD), SHARES)
    assert lines(found.doubtful, Group.HOLDINGS) == [
        ('2024-01-02 custom "fsq-meta" Assets:Pension:Fund "fsq-liquidity" "locked"',)
    ]
    said = '2024-01-02 custom "fsq-meta" Assets:Pension:Fund "fsq-liquidity" "days"'
    assert lines(proposed(monthly(FOOD), SHARES, said).doubtful, Group.HOLDINGS) == []


@pytest.mark.parametrize("reader", [ENGLISH, GERMAN])
def test_the_law_of_taxes_is_asked_for_by_language(reader: Reader) -> None:
    found = proposed(monthly(FOOD), SHARES, reader=reader)
    (asked,) = [each for each in found.doubtful if each.group is Group.TAX]
    if reader is ENGLISH:
        assert asked.fixes[0].is_template
        assert asked.effects == (None,)
    else:
        assert asked.lines == (
            '2024-12-31 custom "fsq-option" "tax-profile" "de"',
            '2024-12-31 custom "fsq-meta" "FUND" "fsq-tax-treatment" "equity-fund"',
        )
        # 10 * (100 - 90) = 100, of which 70 % are taxed at 26.375 %: 18.4625, rounded half even.
        assert "; → Latente Steuer: – → 18,46" in written.text(found, reader)


def test_the_date_of_birth_is_a_blank() -> None:
    found = proposed(monthly(FOOD))
    (asked,) = [each for each in found.doubtful if each.group is Group.LIFE]
    assert asked.fixes[0].is_template
    text = written.text(found, GERMAN)
    assert '\n;2024-12-31 custom "fsq-option" "birth-date" <Datum>\n' in text
    said = "\n".join(
        f'2024-01-01 custom "fsq-option" "{name}" {value}'
        for name, value in (
            ("birth-date", "1985-04-01"),
            ("retirement-age", 67),
            ("life-expectancy", 90),
            ("discount-rate", 0.03),
            ("income-growth", 0.02),
            ("inflation", 0.02),
        )
    )
    assert lines(proposed(monthly(FOOD), said).doubtful, Group.LIFE) == []


def test_income_of_a_plan_is_to_decide_since_the_future_is_not_in_the_books() -> None:
    found = proposed(*GERMAN_ROOTS, LINDE, LOAN)
    assert lines(found.sure, Group.PLAN) == []
    (plan,) = lines(found.doubtful, Group.PLAN)
    assert plan[0] == (
        '2025-01-01 custom "fsq-recurring" Einnahmen:Linde:Miete -800.00 EUR "FREQ=MONTHLY"'
    )
    # The loan cost 500 in the year, 41.67 a month.
    assert plan[1:] == (
        '2025-01-01 custom "fsq-recurring" Schulden:Darlehen 41.67 EUR "FREQ=MONTHLY"',
    )


def test_only_what_is_missing_of_the_set_up() -> None:
    assert lines(proposed(monthly(FOOD)).sure, Group.SETUP) == [
        ('plugin "fsq_beancount"',),
        ('2024-01-28 custom "fava-extension" "fsq_beancount.progress"',),
    ]
    assert lines(proposed(*READY, monthly(FOOD)).sure, Group.SETUP) == []
    alone = 'plugin "fsq_beancount.classify"'
    assert len(lines(proposed(alone, monthly(FOOD)).sure, Group.SETUP)) == 1


def test_a_plugin_in_an_included_file_is_missing(tmp_path: Path) -> None:
    main = tmp_path / "main.beancount"
    main.write_text(f'{EURO}\ninclude "other.beancount"\n', encoding="utf-8")
    other = tmp_path / "other.beancount"
    other.write_text("\n".join((*READY, "")), encoding="utf-8")
    entries, _, options = loader.load_file(str(main))
    found = facts.collect(entries, options)
    proposals = find(found, build(found), ENGLISH)
    assert lines(proposals.sure, Group.SETUP) == [('plugin "fsq_beancount"',)]
    assert "at the end of main.beancount" in written.text(proposals, ENGLISH)


def test_mistakes_in_our_directives_are_said_beside_the_plugin() -> None:
    found = proposed(monthly(FOOD), '2024-01-01 custom "fsq-tag" "job" "aktive"')
    words = " ".join(written.text(found, ENGLISH).replace("\n; ", " ").split())
    assert "with the plugin they are load errors" in words
    assert found.unsettled == 1


def test_a_ledger_that_has_all_is_told_so() -> None:
    found = collected(*READY)
    text = written.text(find(found, build(found), ENGLISH), ENGLISH)
    assert text.startswith("\n; Nothing is missing: fsq init has no line to add to")
    assert all(line.startswith(";") for line in text.splitlines() if line)


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (("Income:Miete", "Expenses:Steuern", "Assets:Giro"), "de"),
        (("Income:Rent", "Expenses:Taxes", "Assets:Checking"), "en"),
        (("Income:Größe",), "de"),
        (("Income:Xyz", "Expenses:Abc"), None),
    ],
)
def test_the_language_of_a_ledger(names: tuple[str, ...], language: str | None) -> None:
    opened = "\n".join(f"2024-01-01 open {name}" for name in names)
    assert tongue.language_of(collected(opened)) == language


@pytest.mark.parametrize(
    ("before", "after", "unit", "words"),
    [
        ("0.5016", "0.4319", Unit.RATIO, ("50.2%", "43.2%")),
        ("0.50161", "0.50158", Unit.RATIO, ("50.161%", "50.158%")),
        (
            "0.003312",
            "0.003308",
            Unit.POINTS,
            ("+0.3312 percentage points", "+0.3308 percentage points"),
        ),
        ("10.001", "10.002", Unit.MONEY, ("10.001", "10.002")),
        ("16.92", "16.93", Unit.MONTHS, ("16.92", "16.93")),
    ],
)
def test_as_many_digits_as_tell_two_values_apart(
    before: str, after: str, unit: Unit, words: tuple[str, str]
) -> None:
    assert changes.told_apart(Decimal(before), Decimal(after), unit, ENGLISH) == words
