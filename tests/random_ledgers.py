"""Ledgers that Hypothesis makes up of everything the definitions speak of."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from fsq_beancount.core.terms import CLASSES, ROLES

# A busy machine is no reason to fail.
patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

FIFO = 'option "booking_method" "FIFO"'
"""To be loaded with, because their sales do not name a lot."""

_INCOME = (
    "Gehalt",
    "Dividenden",
    "Zinsen",
    "Kursgewinne",
    "Steuererstattung",
    "KESt:Erstattung",
    "Arbeitgeber:Pension",
    "Rente",
    "Verkauf",
    "Blog",
    "Rest",
)
_EXPENSES = (
    "Steuern",
    "KESt",
    "Vorabpauschale",
    "Lohnsteuer",
    "USt",
    "Gebühren",
    "Kitagebühren",
    "Krankenversicherung",
    "Stückzinsen",
    "Abschreibung",
    "Verluste",
    "Essen",
    "Betrieb",
)
_ACCOUNTS = st.one_of(
    st.sampled_from([f"Income:{name}" for name in _INCOME]),
    st.sampled_from([f"Expenses:{name}" for name in _EXPENSES]),
)
_CLASSES = st.sampled_from(CLASSES)
_ROLES = st.sampled_from(ROLES)
_STREAMS = st.sampled_from(["A", "B"])
_DAYS = st.integers(1, 28).map(lambda day: f"2024-01-{day:02}")
_YEARS = st.sampled_from(["2023", "2024"])
_NUMBERS = st.integers(-60, 60).filter(bool).map(lambda quarters: str(Decimal(quarters) / 4))
# USD has a price in EUR, CHF has none.
_CURRENCIES = st.sampled_from(["EUR", "EUR", "EUR", "USD", "CHF"])


@st.composite
def _meta(draw: st.DrawFn) -> list[str]:
    """Make up what a person says of a posting, a transaction or an account: mostly nothing."""
    said = []
    if draw(st.integers(0, 5)) == 0:
        said.append(f'fsq-class: "{draw(_CLASSES)}"')
    if draw(st.integers(0, 7)) == 0:
        said.append(f'fsq-role: "{draw(_ROLES)}"')
    if draw(st.integers(0, 5)) == 0:
        said.append(f'fsq-stream: "{draw(_STREAMS)}"')
    return said


@st.composite
def _on_posting(draw: st.DrawFn) -> list[str]:
    """Make up what a person says of a posting: the year it belongs to, too."""
    said = draw(_meta())
    if draw(st.integers(0, 9)) == 0:
        said.append(f"fsq-year: {draw(_YEARS)}")
    return said


@st.composite
def _flow(draw: st.DrawFn) -> list[str]:
    """Make up a posting to an income or expense account."""
    posting = f"  {draw(_ACCOUNTS)}  {draw(_NUMBERS)} {draw(_CURRENCIES)}"
    return [posting, *(f"    {said}" for said in draw(_on_posting()))]


_OTHERS = st.sampled_from(
    [
        [],
        [],
        ["  Assets:Depot  2 HOOL {10 EUR}"],
        ["  Assets:Depot  -1 HOOL {}"],
        ["  Liabilities:Darlehen  5 EUR"],
        ["  Liabilities:Darlehen  -5 EUR", "  Assets:Haus  6 EUR"],
        # What is lost, sold from stock, or depreciated.
        ["  Assets:Depot  -1 HOOL {}", "  Expenses:Essen  9 EUR"],
        ["  Assets:Zinsen  -3 EUR"],
        ["  Assets:Zinsen  3 EUR"],
    ]
)


@st.composite
def _transaction(draw: st.DrawFn) -> list[str]:
    tag = draw(st.sampled_from(["", "", "", " #job", " #job #other"]))
    flag = draw(st.sampled_from("***!U"))
    flows = draw(st.lists(_flow(), min_size=1, max_size=4))
    return [
        f'{draw(_DAYS)} {flag} "Made up"{tag}',
        *(f"  {said}" for said in draw(_meta())),
        *(line for flow in flows for line in flow),
        *draw(_OTHERS),
        "  Assets:Bank",
    ]


@st.composite
def _directive(draw: st.DrawFn) -> list[str]:
    match draw(st.integers(0, 3)):
        case 0:
            meta = draw(_meta())
            return [f"2023-01-01 open {draw(_ACCOUNTS)}", *(f"  {said}" for said in meta)]
        case 1:
            return [f'{draw(_DAYS)} custom "fsq-tag" "job" "{draw(_CLASSES)}"']
        case 2:
            return ["2023-01-01 commodity CHF", '  fsq-role: "excluded"']
        case _:
            pattern = draw(_ACCOUNTS | st.sampled_from(["Income", "Expenses:.*e.*"]))
            words = draw(st.sets(st.one_of(_CLASSES, _ROLES, _STREAMS), min_size=1, max_size=1))
            return [f'{draw(_DAYS)} custom "fsq-rule" "{pattern}" "{words.pop()}"']


@st.composite
def ledgers(draw: st.DrawFn) -> str:
    """Make up a ledger, FIFO for its sales; it may have errors of its own (opened twice, say)."""
    directives = draw(st.lists(_directive(), max_size=4, unique_by=lambda lines: lines[0]))
    transactions = draw(st.lists(_transaction(), min_size=1, max_size=4))
    return "\n".join(
        [
            "2023-01-01 price USD 0.75 EUR",
            "2023-01-01 open Assets:Depot",
            '2023-01-01 * "A lot to sell"',
            "  Assets:Depot  8 HOOL {9 EUR}",
            "  Assets:Bank",
            *(line for lines in (*directives, *transactions) for line in lines),
            "",
        ]
    )
