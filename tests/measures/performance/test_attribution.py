"""The change of wealth, split: ledgers whose parts are worked out by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import FIFO, ledgers, patiently
from small_ledger import load, plain

from fsq_beancount.books import facts
from fsq_beancount.core.terms import FLAG_UNREALIZED, LIVING, NEUTRAL
from fsq_beancount.core.weights import Weight, weigh
from fsq_beancount.i18n.language import Reader
from fsq_beancount.i18n.messages import returns as returns_messages
from fsq_beancount.measures.performance.booked import Booked, kind_of
from fsq_beancount.measures.performance.by_day import Ledger
from fsq_beancount.measures.performance.change import PARTS, Cause, Change
from fsq_beancount.measures.performance.unbalanced import beyond_tolerance
from fsq_beancount.measures.returns import dietz
from fsq_beancount.measures.scope import Scope
from fsq_beancount.report import build

ONE_DAY = datetime.timedelta(days=1)


def scope_of(text: str, *head: str, currency: str | None = None) -> Scope:
    ledger = load(text, *head)
    collected = facts.collect(ledger.entries, ledger.options, currency=currency)
    return build.build(collected).scope


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def parts(text: str, first: str, last: str, *head: str) -> dict[str, str]:
    """Return the parts of a change that are not zero, and check that they add up."""
    ledger = load(text, *head)
    assert ledger.errors == []
    scope = build.build(facts.collect(ledger.entries, ledger.options)).scope
    change = scope.attribution.of(day(first), day(last))
    assert_adds_up(change)
    found = {name: plain(amount) for name, amount in change.parts.items() if amount}
    found.pop("other", None)
    return found | {
        f"other: {cause}": plain(amount) for cause, amount in change.other_by_cause.items()
    }


def assert_adds_up(change: Change) -> None:
    assert sum(change.parts.values(), Decimal()) == change.closing - change.opening
    assert change.together == change.closing - change.opening
    assert sum(change.other_by_cause.values(), Decimal()) == change.other


HOUSEHOLD = """
    2023-12-31 price HOOL 10 EUR
    2023-12-31 price USD 0.90 EUR
    2023-12-31 * "Anfang"
      Assets:Depot      10 HOOL {8 EUR}
      Assets:Dollar    100 USD @ 0.90 EUR
      Assets:Bank     1000 EUR
      Liabilities:Darlehen  -500 EUR
      Equity:Anfang

    2024-01-05 * "Lohn"
      Income:Gehalt       -3000 EUR
      Expenses:Steuern      800 EUR
      Assets:Bank
    2024-01-10 * "Leben"
      Expenses:Essen        600 EUR
      Assets:Bank
    2024-01-12 * "Geschenk"
      Income:Geschenke      -50 EUR
      Assets:Bank
    2024-01-15 * "Dividende"
      Income:Dividenden     -40 EUR
      Expenses:KESt          10 EUR
      Assets:Bank
    2024-01-20 * "Verkauf"
      Assets:Depot           -4 HOOL {8 EUR}
      Income:Kursgewinne    -12 EUR
      Expenses:Gebühren       2 EUR
      Assets:Bank            42 EUR
    2024-01-31 * "Rate"
      Liabilities:Darlehen  100 EUR
      Expenses:Zinsen         5 EUR
      Assets:Bank
    2024-01-31 * "Wertverlust"
      Expenses:Abschreibungen  7 EUR
        fsq-role: "virtual"
      Assets:Auto:Wertverlust
    2024-01-31 price HOOL 11 EUR
    2024-01-31 price USD 0.95 EUR
    """


def test_a_month_in_all_its_parts() -> None:
    # Saved: 3,000 - 800 - 600 + 50. Dividends 40 - 10, gains 12 - 2. Lots: 6·11 - 10·10 = -34,
    # of which 32 were booked out at cost: -2. Dollars: 95 - 90. Interest -5, depreciation -7.
    assert parts(HOUSEHOLD, "2024-01-01", "2024-01-31") == {
        "saving": "1650",
        "capital_income": "30",
        "gains_realised": "10",
        "gains_unrealised": "-2",
        "currency_effect": "5",
        "depreciation": "-7",
        "cost_of_debt": "-5",
    }


def test_opening_balances_are_nobodys_income() -> None:
    # 10·10 + 90 + 1,000 - 500 = 690, of which the lots are worth 20 more than they cost.
    assert parts(HOUSEHOLD, "2023-01-01", "2023-12-31") == {"brought_in": "690"}


def test_an_account_opened_against_equity_in_mid_history_is_other() -> None:
    assert parts(
        """
        2024-01-01 * "Anfang"
          Assets:Bank  100 EUR
          Equity:Anfang
        2024-06-15 * "Altes Sparbuch gefunden"
          Assets:Sparbuch  700 EUR
          Equity:Anfang
        """,
        "2024-02-01",
        "2024-12-31",
    ) == {"other: equity": "700"}


def test_padding_counts_by_where_it_comes_from() -> None:
    text = """
        2024-01-01 open Assets:Bank
        2024-01-01 open Equity:Anfang
        2024-01-01 open Expenses:Bar
        2024-01-01 open Income:Sonstiges
        2024-01-02 pad Assets:Bank Equity:Anfang
        2024-01-03 balance Assets:Bank 100 EUR
        2024-02-02 pad Assets:Bank Expenses:Bar
        2024-02-03 balance Assets:Bank 70 EUR
        2024-03-02 pad Assets:Bank Income:Sonstiges
        2024-03-03 balance Assets:Bank 90 EUR
        """
    # From equity nobody earned it; 30 were spent; 20 came from an income account.
    assert parts(text, "2024-01-01", "2024-01-31") == {"other: padding": "100"}
    assert parts(text, "2024-02-01", "2024-02-29") == {"saving": "-30"}
    assert parts(text, "2024-03-01", "2024-03-31") == {"other: padding": "20"}


def test_what_the_user_excludes_is_other() -> None:
    assert parts(
        """
        2020-01-01 commodity URLAUB
          fsq-role: "excluded"
        2024-01-02 * "Umbuchung"
          Income:Gehalt  -100 EUR
            fsq-role: "excluded"
          Assets:Bank
        2024-01-03 * "Tage"
          Assets:Urlaub   2 URLAUB
          Income:Urlaub  -2 URLAUB
        2024-01-04 * "Tage verkauft"
          Assets:Urlaub  -1 URLAUB @ 90 EUR
          Assets:Bank    90 EUR
        """,
        "2024-01-01",
        "2024-01-31",
    ) == {"other: excluded": "190"}


SPLIT = """
    2024-01-01 price HOOL 100 EUR
    2024-01-01 * "Kauf"
      Assets:Depot  10 HOOL {80 EUR}
      Assets:Bank
    2024-02-10 price HOOL 50 EUR
    2024-02-10 * "Split 2:1"
      Assets:Depot  -10 HOOL {80 EUR, 2024-01-01}
      Assets:Depot   20 HOOL {40 EUR, 2024-01-01}
    2024-02-20 price SPIN 5 EUR
    2024-02-20 price HOOL 45 EUR
    2024-02-20 * "Abspaltung"
      Assets:Depot  -20 HOOL {40 EUR, 2024-01-01}
      Assets:Depot   20 HOOL {36 EUR, 2024-01-01}
      Assets:Depot   20 SPIN {4 EUR, 2024-01-01}
    2024-03-05 * "Depotwechsel"
      Assets:Depot       -20 HOOL {36 EUR, 2024-01-01}
      Assets:NeuesDepot   20 HOOL {36 EUR, 2024-01-01}
    2024-03-31 price HOOL 46 EUR
    """


def test_splits_spin_offs_and_moved_lots_change_nothing() -> None:
    assert parts(SPLIT, "2024-02-01", "2024-02-29") == {}
    # Only the price: 20·46 - 20·45 = 20.
    assert parts(SPLIT, "2024-03-01", "2024-03-31") == {"gains_unrealised": "20"}


def test_a_loan_in_foreign_currency_changes_with_the_rate() -> None:
    # 1,000 CHF owed rise from 900 to 950 EUR: -50. The repayment of 100 CHF at 0.95 is none.
    assert parts(
        """
        2024-01-01 price CHF 0.90 EUR
        2024-01-01 * "Anfang"
          Liabilities:Hypothek  -1100 CHF
          Equity:Anfang
        2024-02-01 price CHF 0.95 EUR
        2024-02-01 * "Rate"
          Liabilities:Hypothek  100 CHF
          Expenses:Zinsen        10 CHF
          Assets:Bank
        """,
        "2024-02-01",
        "2024-02-29",
        # 1,100·0.05 on the loan; the bank is -110 CHF at the same rate.
    ) == {"currency_effect": "-55", "cost_of_debt": "-9.5"}


def test_what_gets_its_first_price_is_nobodys_gain() -> None:
    text = """
        2024-01-10 * "Anteile für 50"
          Assets:Genossen   5 GENO @ 10 EUR
          Assets:Bank     -50 EUR
        2024-02-10 price GENO 12 EUR
        2024-02-20 price GENO 13 EUR
    """
    # Without a price they are worth nothing here; then 60 on the first day, and 5 more later.
    text += "    2024-02-29 balance Assets:Bank -50 EUR\n"
    assert parts(text, "2024-01-01", "2024-01-31") == {"other: first-price": "-50"}
    assert parts(text, "2024-02-01", "2024-02-29") == {
        "gains_unrealised": "5",
        "other: first-price": "60",
    }
    assert parts(text, "2024-01-01", "2024-02-29") == {
        "gains_unrealised": "5",
        "other: first-price": "10",
    }


def test_lots_without_a_price_are_worth_their_cost_until_they_have_one() -> None:
    text = """
        2024-01-10 * "Haus"
          Assets:Haus   1 HAUS {200000 EUR}
          Assets:Bank
        2024-02-10 price HAUS 210000 EUR
        2024-02-29 balance Assets:Bank -200000 EUR
        """
    assert parts(text, "2024-01-01", "2024-01-31") == {}
    assert parts(text, "2024-02-01", "2024-02-29") == {"gains_unrealised": "10000"}


def test_a_loan_drawn_and_repaid_inside_a_month_leaves_its_interest() -> None:
    scope = scope_of("""
        2024-01-01 * "Anfang"
          Assets:Bank  1000 EUR
          Equity:Anfang
        2024-02-05 * "Kredit"
          Liabilities:Kredit  -500 EUR
          Assets:Bank
        2024-02-25 * "Zurück"
          Liabilities:Kredit   500 EUR
          Expenses:Zinsen        4 EUR
          Assets:Bank
        2024-02-29 balance Assets:Bank 996 EUR
        """)
    change = scope.attribution.of(day("2024-02-01"), day("2024-02-29"))
    assert_adds_up(change)
    assert change.cost_of_debt == -4
    assert change.saving == 0
    assert scope.bookings.drawings.dated(day("2024-02-01"), day("2024-02-29")) == [
        (day("2024-02-05"), Decimal(500)),
        (day("2024-02-25"), Decimal(-500)),
    ]


def test_loan_interest_is_in_no_other_part_whatever_its_role() -> None:
    assert parts(
        """
        2020-01-01 custom "fsq-rule" "Expenses:Vermietung" "cost" "passive"
        2024-01-31 * "Miete"
          Income:Miete  -500 EUR
          Assets:Bank
        2024-01-31 * "Rate"
          Liabilities:Darlehen        400 EUR
          Expenses:Vermietung:Zinsen  100 EUR
          Expenses:Vermietung:Hausgeld  50 EUR
          Assets:Bank
        """,
        "2024-01-01",
        "2024-01-31",
    ) == {"capital_income": "450", "cost_of_debt": "-100"}


def test_a_cost_of_a_sale_with_dividends_is_split_over_both() -> None:
    # 30 of tax on 40 of dividends and 80 of gains: 10 and 20.
    assert parts(
        """
        2024-01-01 * "Kauf"
          Assets:Depot  1 HOOL {100 EUR}
          Assets:Bank
        2024-01-20 * "Verkauf und Dividende"
          Assets:Depot        -1 HOOL {100 EUR}
          Income:Kursgewinne  -80 EUR
          Income:Dividenden   -40 EUR
          Expenses:KESt        30 EUR
          Assets:Bank
        """,
        "2024-01-01",
        "2024-01-31",
    ) == {"capital_income": "30", "gains_realised": "60"}


def test_what_beancount_lets_be_off_is_named_rounding() -> None:
    assert parts(
        """
        2024-01-02 * "Ungenau"
          Assets:Bank    -10.00 EUR
          Assets:Depot  1.111 FUND {9.003 EUR}
        2024-01-02 price FUND 9.003 EUR
        """,
        "2024-01-01",
        "2024-01-31",
        # 1.111·9.003 = 10.002333.
    ) == {"other: rounding": "0.002333"}


def test_a_transaction_that_does_not_balance_is_no_rounding() -> None:
    # 1,400 came from nowhere; 1.111·9.003 = 10.002333 is what Beancount lets be off.
    scope = scope_of(
        """
        2024-01-02 * "Ungenau"
          Assets:Bank    -10.00 EUR
          Assets:Depot  1.111 FUND {9.003 EUR}
        2024-01-02 price FUND 9.003 EUR
        2024-01-05 * "Vergessen"
          Assets:Bank   1400.00 EUR
          Assets:Bar       0.00 EUR
        2024-02-05 * "Noch einmal"
          Assets:Bank     -3.00 EUR
          Assets:Bar       0.00 EUR
        """
    )
    january = scope.attribution.of(day("2024-01-01"), day("2024-01-31"))
    assert_adds_up(january)
    assert january.other_by_cause == {
        Cause.UNBALANCED: Decimal(1400),
        Cause.ROUNDING: Decimal("0.002333"),
    }
    february = scope.attribution.of(day("2024-02-01"), day("2024-02-05"))
    assert february.other_by_cause == {Cause.UNBALANCED: Decimal(-3)}
    assert returns_messages.causes(february, "EUR", Reader.of("en")) == (
        "transactions that do not balance -3.00 EUR"
    )
    assert returns_messages.causes(february, "EUR", Reader.of("de")) == (
        "nicht ausgeglichene Buchungen -3,00 EUR"
    )


def test_what_a_plugin_books_has_a_cent_of_tolerance() -> None:
    scope = scope_of('2024-01-05 * "x"\n  Assets:Bank  1 EUR\n  Income:A  -1 EUR\n')
    [entry] = [each for each in scope.entries if isinstance(each, data.Transaction)]
    [bank, income] = entry.postings

    def off(number: str) -> list[Weight]:
        units = Amount(Decimal(number), "EUR")
        made = entry._replace(meta={}, postings=[bank._replace(units=units), income])
        return list(beyond_tolerance(made))

    assert off("1") == []
    assert off("1.005") == []
    assert off("1.006") == [Weight(Decimal("0.006"), "EUR")]


def test_total_wealth_changes_with_human_capital_too() -> None:
    text = (
        """
        2020-01-01 custom "fsq-option" "birth-date" 1990-01-01
        2020-01-01 custom "fsq-option" "retirement-age" 67
        2020-01-01 custom "fsq-option" "discount-rate" 0.03
        2020-01-01 custom "fsq-option" "income-growth" 0.02
        """
        + "".join(
            f'\n        {year}-{month:02}-15 * "Lohn"\n'
            f"          Income:Gehalt  -{2000 + (year - 2023) * 100} EUR\n"
            "          Assets:Bank\n"
            for year in (2023, 2024)
            for month in range(1, 13)
        )
        + "\n        2024-12-31 balance Assets:Bank 49200 EUR\n"
    )
    scope = scope_of(text)
    change = scope.attribution.of(day("2024-01-01"), day("2024-12-31"))
    assert_adds_up(change)
    before, after = (
        scope.balance_sheets.on(day("2023-12-31")),
        scope.balance_sheets.on(day("2024-12-31")),
    )
    assert before.total_wealth is not None
    assert after.total_wealth is not None
    assert (change.opening_total, change.closing_total) == (before.total_wealth, after.total_wealth)
    assert change.saving == 25200
    assert before.human_capital is not None
    assert change.human_capital_change == after.human_capital - before.human_capital  # type: ignore[operator]
    # Net wealth changed by what was saved, 12 · 2,100, and by nothing else.
    assert change.together == 25200


AMOUNTS = st.dictionaries(
    st.integers(0, 400).map(lambda days: day("2023-12-01") + days * ONE_DAY),
    st.integers(-(10**14), 10**14).map(lambda number: Decimal(number).scaleb(-12)),
    max_size=30,
)


@given(AMOUNTS, st.integers(0, 200), st.integers(0, 200))
def test_sums_over_any_days_are_those_of_the_days(
    by_day: dict[datetime.date, Decimal], begin: int, length: int
) -> None:
    amounts = Ledger(by_day)
    first = day("2023-12-01") + begin * ONE_DAY
    last = first + length * ONE_DAY
    within = sorted(
        (date, amount) for date, amount in by_day.items() if first <= date <= last and amount
    )
    assert amounts.dated(first, last) == within
    assert amounts.total(first, last) == sum((amount for _, amount in within), Decimal())
    opening, closing = Decimal(1000), Decimal(1100)
    assert amounts.dietz(opening, closing, first, last) == dietz(
        opening, closing, within, first, last
    )


@patiently
@given(ledgers())
def test_what_is_booked_is_that_of_a_naive_recount(text: str) -> None:
    scope = scope_of(text, FIFO)
    first, last = datetime.date.min, datetime.date.max
    booked: dict[Booked, Decimal] = dict.fromkeys(Booked, Decimal())
    outside = Decimal()
    for flow in scope.flows:
        if flow.amount is not None:
            is_interest = scope.loans.is_interest(flow)
            kind = Booked.COST_OF_DEBT if is_interest else kind_of(flow)
            booked[kind] += flow.amount
            if kind is Booked.SAVING and (flow.role == LIVING or flow.income_class == NEUTRAL):
                outside += flow.amount
    booked[Booked.EQUITY] += sum(
        (
            -scope.facts.prices.convert(weigh(posting), "EUR", entry.date)  # type: ignore[operator]
            for entry in scope.entries
            if isinstance(entry, data.Transaction) and entry.flag != FLAG_UNREALIZED
            for posting in entry.postings
            if posting.account.startswith("Equity:") and entry.date <= scope.as_of
        ),
        Decimal(),
    )
    found = {kind: amounts.total(first, last) for kind, amounts in scope.bookings.booked.items()}
    assert found == booked
    other = booked[Booked.EQUITY] + booked[Booked.PADDING] + booked[Booked.EXCLUDED]
    assert scope.bookings.external_to_all.total(first, last) == outside + other
    assert scope.bookings.external.total(first, last) == booked[Booked.SAVING] + other


DAYS = st.integers(-40, 60).map(lambda days: day("2024-01-01") + days * ONE_DAY)


@patiently
@given(ledgers(), DAYS, DAYS, DAYS)
def test_parts_add_up_whatever_happens_and_wherever_one_cuts(
    text: str, one: datetime.date, two: datetime.date, three: datetime.date
) -> None:
    scope = scope_of(text, FIFO)
    first, middle, last = (min(each, scope.as_of) for each in sorted((one, two, three)))
    whole = scope.attribution.of(first, last)
    assert_adds_up(whole)
    # What is left over is what transactions are off by, and nothing else.
    convert = scope.facts.prices.convert
    off = [
        convert(weigh(posting), scope.facts.currency, entry.date)
        for entry in scope.entries
        if isinstance(entry, data.Transaction) and entry.flag != FLAG_UNREALIZED
        if first <= entry.date <= last
        for posting in entry.postings
    ]
    assert Cause.UNBALANCED not in whole.other_by_cause
    rounding = whole.other_by_cause.get(Cause.ROUNDING, Decimal())
    assert rounding == sum((weight for weight in off if weight is not None), Decimal())
    if middle < last:
        parts_of = [
            scope.attribution.of(first, middle).parts,
            scope.attribution.of(middle + ONE_DAY, last).parts,
        ]
        for name in PARTS:
            assert sum(each[name] for each in parts_of) == whole.parts[name], name
