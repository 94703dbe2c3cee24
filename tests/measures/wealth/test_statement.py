"""The balance sheet with its accounts, from rows made by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wealth_by_hand import sheet

from fsq_beancount.books.holdings import Kind
from fsq_beancount.measures.wealth.held import Row
from fsq_beancount.measures.wealth.lifetime import LifetimeValue
from fsq_beancount.measures.wealth.statement import statement


def row(account: str, amount: int, kind: Kind = Kind.ASSET, **classes: Any) -> Row:
    return Row(
        account=account,
        booked_on=account,
        kind=kind,
        currency="EUR",
        units=Decimal(amount),
        amount=Decimal(amount),
        cost=None,
        at_cost=False,
        classes={name: Decimal(part) for name, part in classes.items()},
        horizon="cash",
    )


def test_accounts_are_grouped_by_what_they_are() -> None:
    rows = [
        row("Assets:Bank", 300, cash=300),
        row("Assets:Mixed", 700, cash=100, stocks=600),
        row("Assets:Friend", 20, Kind.RECEIVABLE),
        row("Liabilities:Card", -50, Kind.DEBT),
        row("Liabilities:Flat", -400, Kind.LOAN),
        row("Liabilities:Car", -500, Kind.LOAN),
    ]
    missing = {"latent_tax": LifetimeValue(None, ("tax-profile",))}
    found = statement(sheet("2024-12-31", "1000", "900"), rows=rows, undefined=missing)
    # 600 of 1,000 are stocks, 300 + 100 are cash.
    assert [(each.name, each.amount, each.share) for each in found.classes] == [
        ("stocks", Decimal(600), Decimal("0.6")),
        ("cash", Decimal(400), Decimal("0.4")),
    ]
    assert [each.account for each in found.classes[1].accounts] == ["Assets:Bank", "Assets:Mixed"]
    assert [each.account for each in found.receivables] == ["Assets:Friend"]
    [card] = found.other_debts
    assert card.amount == 50
    assert [each.account for each in found.loans] == ["Liabilities:Car", "Liabilities:Flat"]
    assert found.rows == tuple(rows)
    assert found.undefined == missing
