"""What qualifies a name never makes it more passive; every spelling of a name is read alike."""

from __future__ import annotations

from itertools import pairwise, product

import own_names
import public_names
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_ledgers import patiently

from fsq_beancount import names
from fsq_beancount.core.terms import ACTIVE, NEAR_PASSIVE, PASSIVE
from fsq_beancount.names.lexicons import INCOME
from fsq_beancount.names.qualifiers import CONDITIONS, PUBLIC, QUALIFYING, SEARCHED
from fsq_beancount.names.reading import listed

QUALIFYING_CATEGORIES = {qualifier.words for qualifier in QUALIFYING} - {
    # These qualify nothing by themselves: what is distributed is the income, work is work, and
    # children are told of pensions.
    "distribution",
    "work",
    "occupation",
}


def spelled(word: str) -> str:
    """A listed word as a component, or part of one: ``money back`` is ``Money-Back``."""
    return "-".join(part.capitalize() for part in word.split())


QUALIFYING_WORDS = sorted(
    {
        spelled(word)
        for language in names.LANGUAGES
        for category in QUALIFYING_CATEGORIES
        for word in listed(language.income.words.get(category, ""))
    }
    # These make up other names: of a bond's coupons, and of a partner program.
    - {"Bond", "Partner"}
)
SEARCHED_WORDS = sorted(
    {
        spelled(word)
        for language in names.LANGUAGES
        for category, text in language.income.words.items()
        for word in listed(text)
    }
)
PARTS = sorted({part for word in SEARCHED_WORDS for part in word.split("-")})
NAMES = sorted(
    {name for words in own_names.INCOME.values() for name in words.split()}
    | {name for words in own_names.QUALIFIED.values() for name in words.split()}
    | {
        name.partition(":")[2]
        for words in (
            public_names.ACTIVE,
            public_names.NEUTRAL,
            public_names.NEAR_PASSIVE,
            public_names.PASSIVE,
            public_names.UNKNOWN,
            public_names.PASSIVE_WITH_A_QUALIFYING_WORD,
        )
        for name in words.split()
    }
)


def income_class(account: str) -> str | None:
    """The class that an income account's name gives it."""
    match = names.income(account)
    return names.CLASS_OF[match.category] if match else None


def passive(account: str) -> int:
    """How passive a name is: not at all, nearly, or passive."""
    return {NEAR_PASSIVE: 1, PASSIVE: 2}.get(income_class(account) or "", 0)


def with_a_word(account: str, word: str) -> list[str]:
    """The ways to add a word to a name: a component of its own, or part of one."""
    root, *components = account.split(":")
    added = [
        [*components[:place], word, *components[place:]] for place in range(len(components) + 1)
    ]
    for place, component in enumerate(components):
        for joined in (f"{component}-{word}", f"{word}-{component}"):
            added.append([*components[:place], joined, *components[place + 1 :]])
    return [":".join((root, *parts)) for parts in added]


accounts = st.one_of(
    st.sampled_from(NAMES),
    st.lists(
        st.one_of(st.sampled_from(SEARCHED_WORDS), st.sampled_from(PARTS)), min_size=1, max_size=3
    ).map(":".join),
    st.lists(st.sampled_from(PARTS), min_size=2, max_size=3).map("-".join),
).map("Income:{}".format)


@patiently
@given(accounts, st.sampled_from(QUALIFYING_WORDS))
def test_a_word_that_qualifies_never_makes_a_name_more_passive(account: str, word: str) -> None:
    for added in with_a_word(account, word):
        assert passive(added) <= passive(account), (account, added)


@patiently
@given(accounts, st.sampled_from(QUALIFYING_WORDS))
def test_what_the_search_calls_active_stays_active(account: str, word: str) -> None:
    match = names.income(account)
    if match is None or match.category != "work" or word.lower() in _WORK_TAKES_BACK:
        return
    root, _, rest = account.partition(":")
    assert income_class(f"{root}:{word}:{rest}") == ACTIVE


_WORK_TAKES_BACK = {
    # "Work", "Employer" and the like are active only where no money comes back.
    spelled(word).lower()
    for language in names.LANGUAGES
    for word in listed(language.income.words.get("refund", ""))
}


@pytest.mark.parametrize("name", own_names.INCOME["work"].split())
def test_every_qualifier_beside_work_is_active_or_money_back(name: str) -> None:
    for word in QUALIFYING_WORDS:
        assert passive(f"Income:{word}:{name}") == 0


def test_no_unconditional_qualifier_leaves_anything_passive() -> None:
    # Whatever else the name says: it is not passive.
    always = [
        qualifier.words
        for qualifier in QUALIFYING
        if not (qualifier.only or qualifier.never or qualifier.beside)
    ]
    words = [
        spelled(word)
        for language in names.LANGUAGES
        for category in always
        for word in listed(language.income.words.get(category, ""))
    ]
    bases = own_names.INCOME["dividend"] + own_names.INCOME["interest"] + own_names.INCOME["gain"]
    for word, name in product(words, bases.split()):
        assert passive(f"Income:{word}:{name}") == 0, (word, name)
        assert passive(f"Income:{name}:{word}") == 0, (word, name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Deposits are only those of tenants, courses, memberships and subscriptions.
        ("Deposit:Rent", "deposit"),
        ("Deposit:Dividends", "dividend"),
        ("Deposit:Gains", "gain"),
        ("Memberships:Deposit", "deposit"),
        ("Subscriptions:Deposit", "deposit"),
        # A share is somebody's only of rent.
        ("Share:Rent", "help"),
        ("Share:Royalties", "royalty"),
        ("Anteil:Miete", "help"),
        ("Anteil:Zinsen", "interest"),
        # An agency and teaching are no reason to doubt rent, interest, dividends and royalties.
        ("Agency:Rent", "rent"),
        ("Agency:Ads", "subject"),
        ("Teaching:Interest", "interest"),
        ("Teaching:Dividends", "dividend"),
        ("Teaching:Royalties", "royalty"),
        ("Teaching:Webinars", "subject"),
        # Coupons are discounts, but for a bond, a depot or a security.
        ("Coupons", None),
        ("Groceries:Coupons", None),
        ("Bonds:Coupons", "interest"),
        ("Depot:Coupons", "interest"),
        ("Coupons:DE0001102580", "interest"),
        # Own money comes out of a plan or a loan; other distributions are dividends.
        ("Distribution:529", "own-money"),
        ("Fund:Distribution", "dividend"),
        ("401k:Dividends", "dividend"),
        # Options are premiums where somebody trades them.
        ("Options", "premium"),
        ("Options:AAPL", "premium"),
        ("Acme:Options", None),
        ("Acme-Options", None),
        ("Trading:Options", "premium"),
        ("Employer:Options", "work"),
        ("Arbeit:Optionen", "work"),
        # Rewards of cards and shops are neutral, those of a validator are not.
        ("Rewards", "transfer"),
        ("Staking:Rewards", "reward"),
        ("Crypto:Rewards", None),
        # What a lottery pays is no gain on anything held.
        ("Lotto:Gewinn", None),
        ("Lottogewinne", None),
        ("Depot:Gewinn", "gain"),
        # A business gains by work, but what it lets is let.
        ("Gewerbe:Gewinn", "subject"),
        ("Gewerbe:Miete", "rent"),
        # "Work" and "employer" give way to a pension, a dividend, interest and money back.
        ("Work:Dividends", "dividend"),
        ("Dividends:Work", "dividend"),
        ("Interest:Work", "interest"),
        ("Work:Refund", "refund"),
        ("Salary:Refund", "work"),
        ("Rent:Work", "work"),
        # What is paid for children is called a pension, too.
        ("Pensión:Hijos", "help"),
        ("Pensión", "annuity"),
        # An employer rewards staff, also for recommending others.
        ("Acme:Employee-Referral", "employer"),
        ("Referral:Employee", "employer"),
        ("Salary:Referral-Bonus", "employer"),
        ("Staff:Discount", "employer"),
        ("Acme:Mitarbeiter:Empfehlung", "employer"),
        ("Mitarbeiterprämie", "employer"),
        ("Mitarbeiter-werben-Mitarbeiter", "work"),
        ("Employee:Dividends", "dividend"),
        ("Referral-Bonus", "royalty"),
        # Somebody's share is told by the person or by the means, beside rent only.
        ("Rent:Splitwise", "help"),
        ("Miete:Freundin", "help"),
        ("Mietbeteiligung", "help"),
        ("Mietaufteilung", "help"),
        ("Huur:Medebewoner", "help"),
        ("Compañeros:Alquiler", "help"),
        ("Partner:Dividends", "dividend"),
        ("Partner:Program", None),
        ("Rent:Assist", "help"),
        # Deposits by other names; a bond is one only beside rent.
        ("Mietsicherheit", "deposit"),
        ("Mietdepot", "deposit"),
        ("Rental-Bond", "deposit"),
        ("Bond:Interest", "interest"),
        # Money back by other names; a return of an investment is none.
        ("Mietgutschrift", "refund"),
        ("Gutschrift:Gebühren", "refund"),
        ("Zinsgutschrift", "interest"),
        ("Lizenzgebühren:Gutschrift", "royalty"),
        ("Mietzinsreduktion", "refund"),
        ("Überzahlung:Miete", "refund"),
        ("Miete:Zurück", "refund"),
        ("Rent:Return", "refund"),
        ("Subscriptions:Cancelled", "refund"),
        ("Dividends:Return", "dividend"),
        ("Rent:Reversal", "refund"),
        # Alimony is called a pension where the name says so anywhere.
        ("Pensión:Alimentos", "help"),
        ("Pension:Alimentaire", "help"),
        ("Pensão:Alimentos", "help"),
        ("Pensione-Alimentare", "help"),
        ("Assegno:Mantenimento", "help"),
        # A golf course is a place, a Rentenberater gives advice, Zinsaufwand is paid.
        ("Golf:Course", None),
        ("Golfplatz:Kurse", None),
        ("Golf:Online-Course", "product"),
        ("Rentenberater", None),
        ("Zinsaufwand", None),
        # Listed exceptions.
        ("Ruecklage:Zinsen", "interest"),
        ("Rueckstellungen:Zinsen", "interest"),
        ("Rueckzahlung:Zinsen", "refund"),
        ("Berufsunfaehigkeit:Rente", "annuity"),
        ("Beruf:Kurse", "subject"),
        ("Defined-Contribution:Pension", "annuity"),
        ("Contribution:Pension", "employer"),
    ],
)
def test_conditions(name: str, expected: str | None) -> None:
    match = names.income(f"Income:{name}")
    assert (match.category if match else None) == expected


def test_the_first_qualifier_in_their_order_decides() -> None:
    # Money back, deposits, own money, the employer's, work by its subject, a share or help.
    ordered = ["Refund", "Deposit", "Employer", "Freelance", "Roommates"]
    for first, second in pairwise(ordered):
        match = names.income(f"Income:{second}:{first}:Rent")
        other = names.income(f"Income:{first}:{second}:Rent")
        assert match is not None
        assert other is not None
        assert match.category == other.category
        assert match.word == first.lower()


def test_what_asks_is_no_match() -> None:
    for name in ("Patreon", "Airbnb", "Provision", "Solar", "Nebenkostenvorauszahlung"):
        assert names.income(f"Income:{name}") is None
        found = names.is_asked(f"Income:{name}")
        assert found is not None
        assert found.component == name
    assert names.is_asked("Income:Patreon:Memberships") is None
    assert names.is_asked("Income:Other") is None


def test_money_back_is_known_on_any_root() -> None:
    assert names.is_refund("Income:Verrechnungssteuer:Rückerstattung")
    assert names.is_refund("Expenses:Refunds")
    assert names.is_refund("Income:Steuererstattung")
    assert not names.is_refund("Income:Rücklagen:Zinsen")
    # The name of the tax is there as well, whatever the root.
    tax = names.cost("Income:Verrechnungssteuer:Rückerstattung")
    assert tax is not None
    assert tax.category == "capital-tax"


@pytest.mark.parametrize(
    "account",
    [
        "Income:Intérêts", "Income:Interets", "Income:INTERETS", "Income:INTÉRÊTS",
        "Income:Inte\u0301re\u0302ts", "Income:Ränteintäkter", "Income:Raenteintaekter",
        "Income:Renteindtægter", "Income:Renteindtaegter", "Income:Depósitos-Intereses",
        "Income:Mein-P2P-Konto", "Income:P2PKredite", "Income:DKBZinsen",
    ],
)  # fmt: skip
def test_accents_and_acronyms_are_no_hindrance(account: str) -> None:
    match = names.income(account)
    assert match is not None
    assert match.category == "interest"


def test_a_longer_name_hides_what_it_contains() -> None:
    # A pension alimentaire is no pension, corrente no Rente, car rental no rent.
    assert income_class("Income:Pension-Alimentaire") != PASSIVE
    assert income_class("Income:Conto-Corrente") is None
    assert income_class("Income:Golf-Courses") is None


def test_no_word_is_of_two_kinds() -> None:
    # What one language calls income of a class, no other calls income of another.
    kinds: dict[str, set[str]] = {}
    for language in names.LANGUAGES:
        for category, text in language.income.words.items():
            if category in SEARCHED:
                for word in listed(text):
                    kinds.setdefault(word.replace(" ", ""), set()).add(
                        names.CLASS_OF[PUBLIC.get(category, category)]
                    )
    assert not {word: found for word, found in kinds.items() if len(found) > 1}


def test_the_rules_speak_of_categories_that_exist() -> None:
    known = {
        category
        for language in names.LANGUAGES
        for part in (language.income.words, language.income.endings, language.income.beginnings)
        for category in part
    }
    named = {qualifier.words for qualifier in QUALIFYING} | set(CONDITIONS) | set(SEARCHED)
    for beside in CONDITIONS.values():
        named |= beside.any_of | beside.none_of
    for qualifier in QUALIFYING:
        named |= qualifier.only | qualifier.never | qualifier.beside
    assert named <= known
    assert {PUBLIC.get(category, category) for category in SEARCHED} <= set(names.CLASS_OF)
    assert set(names.CLASS_OF) >= names.QUALIFIERS
    assert not INCOME.all("Income")
