"""Costs of a property, a business or a tree of accounts that are left among the living costs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from every_month import asked, certainty, keep_promises, narrow, year

from fsq_beancount.report.certainty import NARROW
from fsq_beancount.report.findings.earning import CostLeftLiving

if TYPE_CHECKING:
    from pathlib import Path

D = Decimal
KIND = "cost-left-living"

FOOD = "Expenses:Food 1000 | Assets:Bank"
SALARY = "Income:Salary -3000 | Assets:Bank"
MORTGAGE = '2023-01-01 * "Kredit"\n  Liabilities:Mortgage:Elm -200000 EUR\n  Equity:O\n'

ELM = (
    "Income:Rental:Elm -1800 | Assets:Bank",
    "Expenses:Property:Interest 900 | Liabilities:Mortgage:Elm 400 | Assets:Bank",
    "Expenses:Property:Insurance 150 | Assets:Bank",
    "Expenses:Property:Repairs 200 | Assets:Bank",
    "Expenses:Property:Taxes 400 | Assets:Bank",
    FOOD,
    SALARY,
)
OAK = (
    "Income:Rental:Oak -900 | Assets:Bank",
    "Expenses:Property:OakInterest 500 | Liabilities:Mortgage:Oak 300 | Assets:Bank",
)


def rule(words: str) -> str:
    """Return a rule in force for all of the year."""
    return f'2023-01-01 custom "fsq-rule" {words}\n'


def answers(text: str) -> list[tuple[tuple[str, ...], Decimal | None]]:
    """Return the lines of each fix of the only such question, with the quota that it leads to."""
    [question] = asked(text, KIND)
    return [(effect.fix.text, effect.after[NARROW]) for effect in question.effects]


class TestElm:
    LEDGER = year(*ELM, once=MORTGAGE)

    def test_one_rule_for_the_common_parent(self) -> None:
        # 1,800 / (1,650 + 1,000) = 67.9 %; charged (1,800 - 1,650) / 1,000 = 15 %.
        assert round(narrow(self.LEDGER) or 0, 4) == D("0.6792")
        charged, stays = answers(self.LEDGER)
        assert charged == (
            ('2024-01-28 custom "fsq-rule" "Expenses:Property" "cost" "passive"',),
            D("0.15"),
        )
        assert stays == (
            ('2024-01-28 custom "fsq-rule" "Expenses:Property" "living"',),
            narrow(self.LEDGER),
        )

    def test_it_is_the_only_question_about_its_accounts(self) -> None:
        # The tax has no income beside it, but belongs to the tree.
        ids = [question.id for question in certainty(self.LEDGER).questions]
        assert ids == [
            "cost-left-living:Income:Rental:Elm",
            "loan-without-rate:Liabilities:Mortgage:Elm",
        ]

    def test_what_was_earned_and_what_was_spent(self) -> None:
        [question] = asked(self.LEDGER, KIND)
        finding = question.finding
        assert isinstance(finding, CostLeftLiving)
        # December is not complete on the 28th: 11 × 1,800 and 11 × 1,650.
        assert (finding.amount.number, finding.cost.number) == (D(19800), D(18150))
        assert (finding.postings, finding.costs) == (11, ("Expenses:Property",))

    def test_every_promise_is_kept_in_the_file(self, tmp_path: Path) -> None:
        keep_promises(self.LEDGER, tmp_path / "main.beancount")

    @pytest.mark.parametrize("of", ["Interest", "Repairs", "Taxes"])
    def test_one_charged_cost_does_not_silence_the_others(self, of: str) -> None:
        one = rule(f'"Expenses:Property:{of}" "cost" "passive"')
        text = year(*ELM, once=MORTGAGE + one)
        charged, stays = answers(text)
        assert charged[1] == D("0.15")
        # What is charged stays so where the others stay living costs.
        assert stays[1] == narrow(text)

    def test_what_somebody_said_of_one_account_stays(self) -> None:
        # Without the tax: (1,800 - 900 - 150 - 200) / 1,000 = 55 %.
        one = rule('"Expenses:Property:Taxes" "tax" "active"')
        charged, _ = answers(year(*ELM, once=MORTGAGE + one))
        assert charged[1] == D("0.55")
        assert not any("Taxes" in line or 'Property"' in line for line in charged[0])

    def test_the_stream_of_the_rent_bears_the_costs(self) -> None:
        stream = rule('"Income:Rental" "Elm"')
        charged, _ = answers(year(*ELM, once=MORTGAGE + stream))
        assert charged[0] == (
            '2024-01-28 custom "fsq-rule" "Expenses:Property" "cost" "passive" "Elm"',
        )

    def test_costs_without_a_class_have_it_from_the_rent(self, tmp_path: Path) -> None:
        # They are in no quota but that of unclassified income: 1,800 / 1,000 before.
        text = year(*ELM, once=MORTGAGE + rule('"Expenses:Property" "cost"'))
        charged, _ = answers(text)
        assert charged == (
            ('2024-01-28 custom "fsq-rule" "Expenses:Property" "passive"',),
            D("0.15"),
        )
        assert [each.id for each in certainty(text).questions][1:] == [
            "loan-without-rate:Liabilities:Mortgage:Elm"
        ]
        keep_promises(text, tmp_path / "main.beancount")


class TestTwoProperties:
    def test_a_word_for_property_is_not_the_name_of_one(self) -> None:
        # One lives in the other, Abc.
        text = year(
            "Income:RealEstate:Xyz:Rent -900 | Assets:Bank",
            "Expenses:RealEstate:Xyz:Repairs 100 | Assets:Bank",
            "Expenses:RealEstate:Xyz:Insurance 50 | Assets:Bank",
            "Expenses:RealEstate:Abc:Repairs 300 | Assets:Bank",
            FOOD,
        )
        charged, _ = answers(text)
        assert charged[0] == (
            '2024-01-28 custom "fsq-rule" "Expenses:RealEstate:Xyz" "cost" "passive"',
        )

    def test_a_word_for_property_ties_where_there_is_no_other_name(self) -> None:
        text = year(
            "Income:Property:Rent -900 | Assets:Bank",
            "Expenses:Property:Repairs 100 | Assets:Bank",
            "Expenses:Property:Insurance 50 | Assets:Bank",
            FOOD,
        )
        charged, _ = answers(text)
        assert charged == (
            ('2024-01-28 custom "fsq-rule" "Expenses:Property" "cost" "passive"',),
            D("0.75"),
        )

    def test_a_parent_of_both_is_a_question_about_both(self) -> None:
        # (1,800 + 900 - 1,650 - 500) / 1,000 = 55 %.
        text = year(*ELM, *OAK, once=MORTGAGE)
        [question] = asked(text, KIND)
        assert question.id == "cost-left-living:Income:Rental"
        assert answers(text)[0][1] == D("0.55")

    def test_one_lived_in_is_left_alone(self) -> None:
        # The other mortgage belongs to no income, so the parent holds something else. What the
        # mortgage of the let one ties: 1,800 - 900 of (1,000 + 1,650 - 900 + 500): 900 / 2,250.
        text = year(*ELM, OAK[1], once=MORTGAGE)
        charged, _ = answers(text)
        assert charged == (
            ('2024-01-28 custom "fsq-rule" "Expenses:Property:Interest" "cost" "passive"',),
            D("0.4"),
        )

    def test_electricity_of_ones_own_keeps_the_parent_apart(self) -> None:
        text = year(*ELM, "Expenses:Property:Electricity 80 | Assets:Bank", once=MORTGAGE)
        [line], _ = answers(text)[0]
        assert "Expenses:Property:Interest" in line

    def test_flats_with_numbers_are_two(self) -> None:
        text = year(
            "Income:Wohnung1:Miete -400 | Assets:Bank",
            "Income:Wohnung2:Miete -300 | Assets:Bank",
            "Expenses:Wohnung1:Hausgeld 100 | Assets:Bank",
            "Expenses:Wohnung1:Grundsteuer 40 | Assets:Bank",
            "Expenses:Wohnung2:Hausgeld 30 | Assets:Bank",
            FOOD,
        )
        assert [
            (question.id, question.effects[0].fix.text[0].split()[3])
            for question in asked(text, KIND)
        ] == [
            ("cost-left-living:Income:Wohnung1:Miete", '"Expenses:Wohnung1"'),
            ("cost-left-living:Income:Wohnung2:Miete", '"Expenses:Wohnung2:Hausgeld"'),
        ]


def test_a_name_in_two_words() -> None:
    # (800 - 100 - 30) / 1,000 = 67 %.
    text = year(
        "Income:Rent-Elm -800 | Assets:Bank",
        "Expenses:Elm-Repairs 100 | Assets:Bank",
        "Expenses:Elm-Insurance 30 | Assets:Bank",
        FOOD,
    )
    charged, _ = answers(text)
    assert charged[1] == D("0.67")
    assert len(charged[0]) == 2


def test_a_business_of_its_own() -> None:
    text = year(
        "Income:Webshop:Sales -800 | Assets:Bank",
        "Expenses:Webshop:Hosting 100 | Assets:Bank",
        "Expenses:Webshop:Werbung 30 | Assets:Bank",
        FOOD,
        once=rule('"Income:Webshop" "passive"'),
    )
    assert answers(text)[0][1] == D("0.67")


def test_costs_beside_one_that_its_income_bears() -> None:
    # The platform's fee is taken off the income itself: (800 - 40 - 30) / 1,000 = 73 %.
    sales = "Income:Onlinekurs:Abos -800 | Expenses:Onlinekurs:Plattformgebühren 40 | Assets:Bank"
    text = year(sales, "Expenses:Onlinekurs:Technik 30 | Assets:Bank", FOOD)
    charged, _ = answers(text)
    assert charged == (
        ('2024-01-28 custom "fsq-rule" "Expenses:Onlinekurs" "cost" "passive"',),
        D("0.73"),
    )


def test_a_loan_of_another_name_whose_interest_is_named() -> None:
    # (800 - 300 - 100) / 1,000 = 40 %.
    text = year(
        "Income:Vermietung:Miete -800 | Assets:Bank",
        "Expenses:Vermietung:Zinsen 300 | Liabilities:Darlehen:Sparkasse 100 | Assets:Bank",
        "Expenses:Vermietung:Hausgeld 100 | Assets:Bank",
        FOOD,
    )
    charged, _ = answers(text)
    assert charged == (
        ('2024-01-28 custom "fsq-rule" "Expenses:Vermietung" "cost" "passive"',),
        D("0.4"),
    )


def test_costs_above_the_income_stay_living_first() -> None:
    # (800 - 940) / 1,000 = -14 % is the second answer.
    text = year(
        "Income:Rent:Elm -800 | Assets:Bank",
        "Expenses:Elm:Interest 900 | Assets:Bank",
        "Expenses:Elm:Repairs 40 | Assets:Bank",
        FOOD,
    )
    stays, charged = answers(text)
    assert '"living"' in stays[0][0]
    assert charged[1] == D("-0.14")


@pytest.mark.parametrize(
    "monthly",
    [
        pytest.param(
            (
                "Income:Home:Rent -400 | Assets:Bank",
                "Expenses:Home:Repairs 120 | Assets:Bank",
                "Expenses:Home:Electricity 80 | Assets:Bank",
                "Expenses:Home:Interest 600 | Liabilities:Mortgage:Home 400 | Assets:Bank",
            ),
            id="a room in one's own home",
        ),
        pytest.param(
            (
                "Income:Wohnung:Untermiete -400 | Assets:Bank",
                "Expenses:Wohnung:Miete 900 | Assets:Bank",
                "Expenses:Wohnung:Strom 80 | Assets:Bank",
            ),
            id="a room in a rented flat",
        ),
        pytest.param(
            (
                "Income:Berlin:Rent -800 | Assets:Bank",
                "Expenses:Travel:Berlin 100 | Assets:Bank",
                "Expenses:Travel:Paris 100 | Assets:Bank",
            ),
            id="a city one travels to",
        ),
        pytest.param(
            (
                "Income:Berlin:Rent -800 | Assets:Bank",
                "Expenses:Berlin:Groceries 100 | Assets:Bank",
                "Expenses:Berlin:Insurance 100 | Assets:Bank",
            ),
            id="a city one lives in",
        ),
        pytest.param(
            (
                "Income:Rent:Anna -800 | Assets:Bank",
                "Expenses:Anna:Clothes 100 | Assets:Bank",
                "Expenses:Anna:School 100 | Assets:Bank",
                "Expenses:Gifts:Anna 20 | Assets:Bank",
            ),
            id="a child's name",
        ),
        pytest.param(
            ("Income:Anna:Rent -800 | Assets:Bank", "Expenses:Anna 100 | Assets:Bank"),
            id="a person's name",
        ),
        pytest.param(
            (
                "Income:Rent:Acme -800 | Assets:Bank",
                "Expenses:Bank:Interest 100 | Liabilities:Acme:Loan 300 | Assets:Bank",
                "Expenses:Bank:Karte 10 | Assets:Bank",
            ),
            id="a lender who is the tenant",
        ),
        pytest.param(
            (
                "Income:Sparkasse:Rent -800 | Assets:Sparkasse:Giro",
                "Expenses:Sparkasse:Karte 10 | Assets:Sparkasse:Giro",
                "Expenses:Sparkasse:Konto 5 | Assets:Sparkasse:Giro",
                "Expenses:Essen 20 | Assets:Sparkasse:Giro",
            ),
            id="a bank",
        ),
        pytest.param(
            (
                "Income:Dividends -500 | Assets:Bank",
                "Expenses:Dividends:Newsletter 10 | Assets:Bank",
            ),
            id="capital has no costs of upkeep",
        ),
        pytest.param(
            (
                "Income:Courses:Python -800 | Assets:Bank",
                "Expenses:Courses:Yoga 40 | Assets:Bank",
                "Expenses:Courses:Guitar 40 | Assets:Bank",
            ),
            id="courses that one takes",
        ),
        pytest.param(
            (
                "Income:Rental:Elm -800 | Assets:Bank",
                "Expenses:Property:Interest 300 | Liabilities:Mortgage:Oak 300 | Assets:Bank",
                "Expenses:Property:Repairs 30 | Assets:Bank",
            ),
            id="one's own home with another mortgage",
        ),
    ],
)
def test_nothing_of_the_household_is_asked(monthly: tuple[str, ...]) -> None:
    assert not any(question.finding.fixes for question in asked(year(*monthly, FOOD), KIND))


def test_the_gain_of_a_house_is_no_rent() -> None:
    text = year(
        "Expenses:Food 2000 | Assets:Bank",
        once="""
2023-02-01 * "Kauf"
  Assets:House  1 ELM {300000 EUR}
  Liabilities:Mortgage -200000 EUR
  Equity:O
2024-06-01 * "Verkauf"
  Assets:House  -1 ELM {300000 EUR} @ 400000 EUR
  Liabilities:Mortgage 200000 EUR
  Expenses:Selling:Commission 24000 EUR
  Assets:Bank 176000 EUR
  Income:House:PnL
""",
    )
    assert asked(text, KIND) == []


class TestBeside:
    """Expenses in transactions with passive income, in a language that no list knows."""

    CZECH = (
        "Income:Plat -2500 | Assets:Bank",
        "Expenses:Jidlo 1500 | Assets:Bank",
        "Income:Urok -500 | Expenses:Dane:Srazka 150 | Assets:Bank",
        "Income:Najemne -600 | Expenses:Sprava 60 | Assets:Bank",
    )
    RULES = (
        rule('"Income:Plat" "active"') + rule('"Income:Urok" "passive"')
        + rule('"Income:Najemne" "passive"')
    )  # fmt: skip

    def test_each_is_asked_with_its_income(self, tmp_path: Path) -> None:
        # 1,100 / 1,710 = 64.3 %; with both charged (1,100 - 210) / 1,500 = 59.3 %.
        text = year(*self.CZECH, once=self.RULES)
        found = certainty(text)
        assert [question.id for question in found.questions] == [
            "cost-left-living:Income:Urok",
            "cost-left-living:Income:Najemne",
        ]
        band = found.bands[NARROW]
        assert (round(band.low or 0, 4), round(band.high or 0, 4)) == (D("0.5933"), D("0.6433"))
        keep_promises(text, tmp_path / "main.beancount")

    @pytest.mark.parametrize(
        "monthly",
        [
            pytest.param(
                ("Income:Urok -500 | Expenses:Jidlo 100 | Assets:Bank",),
                id="paid elsewhere, too",
            ),
            pytest.param(
                ("Income:Urok -50 | Expenses:Dum 90 | Assets:Bank",), id="more than the income"
            ),
            pytest.param(
                ("Income:Urok -500 | Income:Plat -1 | Expenses:Dum 90 | Assets:Bank",),
                id="with other income",
            ),
            pytest.param(
                ("Income:Urok -500 | Expenses:Dum 90 | Expenses:Food 10 | Assets:Bank",),
                id="with groceries",
            ),
            pytest.param(("Income:Pension -500 | Expenses:Dum 90 | Assets:Bank",), id="a pension"),
        ],
    )
    def test_an_entry_of_the_whole_month_is_not_asked(self, monthly: tuple[str, ...]) -> None:
        text = year(*monthly, "Expenses:Jidlo 1500 | Assets:Bank", once=self.RULES)
        assert asked(text, KIND) == []


@pytest.mark.parametrize("home", ["Flat", "House", "Wohnung", "Flat-2", "Elm"])
def test_a_loan_of_the_very_name_belongs_to_what_is_let(home: str) -> None:
    mortgage = MORTGAGE.replace("Elm", home)
    text = year(
        f"Income:Rent:{home} -900 | Assets:Bank",
        f"Expenses:{home}:Repairs 100 | Assets:Bank",
        f"Expenses:{home}:Interest 300 | Liabilities:Mortgage:{home} 200 | Assets:Bank",
        FOOD,
        once=mortgage,
    )
    # 900 of 1,400; charged 900 - 400 of 1,000.
    assert [after and round(after, 4) for _, after in answers(text)] == [D("0.5"), D("0.6429")]


def test_the_loan_of_a_home_with_a_room_that_is_let_does_not() -> None:
    text = year(
        "Income:House:Rent -300 | Assets:Bank",
        "Expenses:House:Electricity 100 | Assets:Bank",
        "Expenses:House:Interest 300 | Liabilities:Mortgage:House 200 | Assets:Bank",
        FOOD,
        once=MORTGAGE.replace("Elm", "House"),
    )
    assert answers(text) == []


def test_rent_without_a_cost_is_asked_again_once_there_are_costs() -> None:
    rent = "Income:Rental:Elm -1000 | Assets:Bank"
    [question] = asked(year(rent, FOOD), KIND)
    # No cost is at stake yet, so no sum of them is accepted.
    [line] = question.accept
    assert line.endswith('"cost-left-living:Income:Rental:Elm" 0 EUR')
    [accepted] = asked(f"{year(rent, FOOD)}{line}\n", KIND)
    assert accepted.accepted
    later = year(rent, FOOD, "Expenses:Property:Elm:Repairs 100 | Assets:Bank")
    [again] = asked(f"{later}{line}\n", KIND)
    assert not again.accepted


def test_a_posting_that_somebody_called_living_does_not_answer_for_the_others() -> None:
    text = year(
        "Income:Rental:Elm -600 | Assets:Bank",
        "Expenses:Elm:Repairs 60 | Assets:Bank",
        FOOD,
    ).replace("Repairs 60 EUR", 'Repairs 60 EUR\n    fsq-role: "living"', 1)
    # 6,600 (January to November) of 11,660; charged but for the first 6,600 - 600 of 11,060.
    charged, _ = answers(text)
    assert charged[1] is not None
    assert round(charged[1], 6) == round(D(6000) / D(11060), 6)


_SHOP = (
    "Income:Shop -3000 | Assets:Bank",
    "Expenses:Shop:Goods 1000 | Expenses:Shop:Postage 100 | Assets:Bank",
    "Income:Dividends -200 | Assets:Bank",
    FOOD,
)


def test_the_costs_of_an_active_business_are_asked_about(tmp_path: Path) -> None:
    text = year(*_SHOP, once=rule('"Income:Shop" "active"'))
    # 200 / (1,000 + 1,100) = 9.5 %; without the costs of the shop 200 / 1,000 = 20 %.
    assert round(narrow(text) or 0, 4) == D("0.0952")
    charged, _ = answers(text)
    assert charged == (('2024-01-28 custom "fsq-rule" "Expenses:Shop" "cost" "active"',), D("0.2"))
    keep_promises(text, tmp_path / "main.beancount")


@pytest.mark.parametrize(
    ("monthly", "once"),
    [
        # Nobody has said what the shop is, so that is asked first.
        pytest.param(_SHOP, "", id="unclassified"),
        pytest.param(
            ("Income:Salary:Acme -3000 | Assets:Bank", "Expenses:Acme:Canteen 60 | Assets:Bank"),
            rule('"Income:Salary" "active"'),
            id="a salary",
        ),
        pytest.param(
            ("Income:Plat -3000 | Expenses:Dan 600 | Assets:Bank",),
            rule('"Income:Plat" "active"'),
            id="what is kept back from a salary of an unknown name",
        ),
    ],
)
def test_other_work_has_no_costs_of_its_own(monthly: tuple[str, ...], once: str) -> None:
    assert asked(year(*monthly, FOOD, once=once), KIND) == []
