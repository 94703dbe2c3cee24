"""Names of accounts by kind: everyday ones in ten languages, and those of published ledgers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import own_names
import public_names
import pytest

from fsq_beancount import names
from fsq_beancount.core.terms import ACTIVE, NEAR_PASSIVE, NEUTRAL, PASSIVE


def income_class(account: str) -> str | None:
    """The class that an income account's name gives it."""
    match = names.income(account)
    return names.CLASS_OF[match.category] if match else None


def category(find: Callable[[str], names.Match | None], account: str) -> str | None:
    """The category of a name."""
    match = find(account)
    return match.category if match else None


def each(table: Mapping[str | None, str], root: str) -> list[tuple[str, str | None]]:
    """The names of a table as accounts, with the category of each."""
    return [
        (f"{root}:{word}", expected) for expected, words in table.items() for word in words.split()
    ]


@pytest.mark.parametrize(("account", "expected"), each(own_names.INCOME, "Income"))
def test_names_of_income(account: str, expected: str | None) -> None:
    assert category(names.income, account) == expected


@pytest.mark.parametrize(
    ("account", "qualifier", "without"),
    [
        (f"Income:{name}", qualifier, without)
        for (qualifier, without), words in own_names.QUALIFIED.items()
        for name in words.split()
    ],
)
def test_a_qualifier_says_what_the_name_would_be_without_it(
    account: str, qualifier: str, without: str | None
) -> None:
    match = names.income(account)
    assert match is not None
    if qualifier == "help" and match.category == "transfer":
        # A transfer of the state is neutral by itself.
        assert names.CLASS_OF[match.category] == NEUTRAL
        return
    assert match.category == qualifier
    assert match.category in names.QUALIFIERS
    found = match.unqualified
    assert (found.category if found else None) == without


@pytest.mark.parametrize("name", own_names.PASSIVE_STAYS.split())
def test_passive_names_with_a_word_that_qualifies_others(name: str) -> None:
    assert income_class(f"Income:{name}") == PASSIVE


@pytest.mark.parametrize(("account", "expected"), each(own_names.COSTS, "Expenses"))
def test_names_of_costs(account: str, expected: str | None) -> None:
    assert category(names.cost, account) == expected


@pytest.mark.parametrize(("account", "expected"), each(own_names.NOT_CASH, "Assets"))
def test_names_of_what_is_no_cash(account: str, expected: str | None) -> None:
    assert category(names.not_cash, account) == expected


@pytest.mark.parametrize("name", own_names.LOSSES.split())
def test_names_of_losses(name: str) -> None:
    assert names.is_loss(f"Expenses:{name}")


@pytest.mark.parametrize("name", own_names.NO_LOSSES.split())
def test_what_is_no_loss(name: str) -> None:
    assert not names.is_loss(f"Expenses:{name}")


@pytest.mark.parametrize("name", own_names.DEPRECIATIONS.split())
def test_names_of_depreciation(name: str) -> None:
    assert names.is_depreciation(f"Expenses:{name}")


@pytest.mark.parametrize("name", own_names.INTERESTS.split())
def test_expenses_named_for_interest(name: str) -> None:
    assert names.is_interest(f"Expenses:{name}")


@pytest.mark.parametrize("name", own_names.SALES.split())
def test_names_of_sales(name: str) -> None:
    assert names.is_sales(f"Income:{name}")


PUBLIC_INCOME = {
    ACTIVE: public_names.ACTIVE,
    NEUTRAL: public_names.NEUTRAL,
    NEAR_PASSIVE: public_names.NEAR_PASSIVE,
    PASSIVE: public_names.PASSIVE + public_names.PASSIVE_WITH_A_QUALIFYING_WORD,
    None: public_names.UNKNOWN,
}

PUBLIC_COSTS = {
    "capital-tax": public_names.CAPITAL_TAX,
    "wage-tax": public_names.WAGE_TAX,
    "social": public_names.SOCIAL,
    "vat": public_names.VAT,
    "tax": public_names.TAX,
    "fee": public_names.FEE,
    "household-fee": public_names.HOUSEHOLD_FEE,
    None: public_names.NO_COST,
}


def whole(table: Mapping[str | None, str]) -> list[tuple[str, str | None]]:
    """The accounts of a table, with the kind of each."""
    return [
        (account, expected) for expected, accounts in table.items() for account in accounts.split()
    ]


@pytest.mark.parametrize(("account", "expected"), whole(PUBLIC_INCOME))
def test_published_names_of_income(account: str, expected: str | None) -> None:
    assert income_class(account) == expected


@pytest.mark.parametrize(("account", "expected"), whole(PUBLIC_COSTS))
def test_published_names_of_costs(account: str, expected: str | None) -> None:
    assert category(names.cost, account) == expected


def test_published_names_of_losses() -> None:
    assert all(map(names.is_loss, public_names.LOSS.split()))
    assert not any(map(names.is_loss, public_names.NO_LOSS.split()))


def test_there_are_ten_published_names_of_each_kind() -> None:
    for table in (PUBLIC_INCOME, PUBLIC_COSTS):
        assert all(len(accounts.split()) >= 10 for accounts in table.values())
    assert len(public_names.PASSIVE_WITH_A_QUALIFYING_WORD.split()) >= 30
