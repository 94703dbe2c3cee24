"""From a record to a transaction: what is booked where, and that it always balances."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from beancount.core import convert
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import amounts, load

from fsq_importers import Accounts, Dkb, Rule, Taxes
from fsq_importers.accounts import AccountNameError
from fsq_importers.numbers import NumberError
from fsq_importers.postings import clean, post
from fsq_importers.records import INCOME, Kind, Money, Record, Security, TaxKind
from fsq_importers.rules import first_match

D = Decimal
DAY = datetime.date(2026, 3, 27)
SECURITY = Security("DE000MUSTER1", "MUS", "MUSTE1", "Muster AG")
MAKER = Dkb("Assets:Bank")

cents = st.decimals(-(10**7), 10**7, places=4)
charges = st.none() | st.decimals(-(10**4), 10**4, places=4)
shares = st.decimals(D("0.000001"), D(10**6), places=6)
texts = st.text(max_size=60)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records as importers make them, of either kind of source."""
    kind = draw(st.sampled_from([kind for kind in Kind if kind is not Kind.EXCHANGE]))
    make: Any = draw(st.sampled_from(["from_gross", "from_net"]))
    trade = kind in {Kind.BUY, Kind.SELL, Kind.REDEMPTION}
    amount = draw(cents)
    if trade:
        amount = abs(amount) * (-1 if kind is Kind.BUY else 1)
    record: Record = getattr(MAKER, make)(
        amount,
        currency=draw(st.sampled_from(["EUR", "USD", "JPY"])),
        taxes=[(tax, draw(charges)) for tax in draw(st.sets(st.sampled_from(TaxKind)))],
        fee=draw(charges),
        kind=kind,
        date=DAY,
        security=draw(st.none() | st.just(SECURITY)),
        shares=draw(st.none() | shares),
        price=draw(st.none() | shares),
        payee=draw(texts),
        text=draw(texts),
        raw=draw(texts),
        unknown=draw(st.sampled_from(["", "type X"])),
        source_ids=("x:1",),
    )
    return record


def weights(entry: Any) -> dict[str, Decimal]:
    """Return what is left of a transaction without the posting that Beancount works out."""
    left: dict[str, Decimal] = {}
    for posting in entry.postings:
        if posting.units is None or posting.cost is not None:
            continue
        weight = convert.get_weight(posting)  # type: ignore[no-untyped-call]
        left[weight.currency] = left.get(weight.currency, D()) + weight.number
    return left


@settings(deadline=None)
@given(records())
def test_gross_less_taxes_less_fees_is_net_to_the_cent(record: Record) -> None:
    assert record.gross is not None
    assert record.gross - record.tax - record.fee == record.net
    entry = post(record, Accounts("Assets:Bank", taxes=Taxes.split()), "file.csv")
    trade = [p for p in entry.postings if p.cost is not None]
    left = weights(entry).get(record.currency, D())
    if not trade:
        assert left == 0
    elif trade[0].price is None:
        # A purchase: cost in the depot is what is left of the cash.
        cost = trade[0].cost
        total = cost.number_total or cost.number_per * trade[0].units.number
        assert cost.number_per is not None
        assert total == -left
    else:
        assert [p.account for p in entry.postings if p.units is None] == [
            "Income:Depot:Kursgewinne"
        ]


@settings(deadline=None)
@given(st.lists(records(), min_size=1, max_size=8))
def test_any_records_are_a_ledger_that_loads(found: list[Record]) -> None:
    entries = [post(record, Accounts("Assets:Bank"), "file.csv") for record in found]
    assert load(entries)[1] == []


@settings(deadline=None)
@given(records())
def test_taxes_on_one_account_and_on_several_are_the_same_sum(record: Record) -> None:
    sums = []
    for taxes in (Taxes(), Taxes.combined(), Taxes.split()):
        entry = post(record, Accounts("Assets:Bank", taxes=taxes), "file.csv")
        booked = amounts(entry)
        sums.append(sum(n for account, n in booked.items() if ":Steuern:" in account))
        used = {tax for tax, _ in record.taxes}
        assert {a for a in booked if ":Steuern:" in a} <= {taxes.of(tax) for tax in used}
    assert len(set(sums)) == 1


@settings(deadline=None)
@given(texts)
def test_text_is_one_line_without_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.isprintable()
    assert clean(cleaned) == cleaned


def made(kind: Kind, amount: str, **facts: Any) -> Record:
    return MAKER.from_net(D(amount), currency="EUR", kind=kind, date=DAY, **facts)


def test_a_dividend_with_split_taxes_by_hand() -> None:
    # 37.50 gross; 5.63 abroad, 3.56 + 0.20 + 0.28 at home, a fee of 1.00: 26.83 are left.
    record = MAKER.from_gross(
        D("37.50"),
        currency="EUR",
        taxes=(
            (TaxKind.FOREIGN, D("5.63")),
            (TaxKind.CAPITAL, D("3.56")),
            (TaxKind.SOLIDARITY, D("0.20")),
            (TaxKind.CHURCH, D("0.28")),
        ),
        fee=D(1),
        kind=Kind.DIVIDEND,
        date=DAY,
        security=SECURITY,
    )
    booked = amounts(post(record, Accounts("Assets:Bank", taxes=Taxes.split()), "f"))
    assert booked == {
        "Income:Depot:Dividenden": D("-37.50"),
        "Expenses:Steuern:Quellensteuer": D("5.63"),
        "Expenses:Steuern:Kapitalertragsteuer": D("3.56"),
        "Expenses:Steuern:Soli-Kapitalertragsteuer": D("0.20"),
        "Expenses:Steuern:Kirchensteuer-Kapitalertragsteuer": D("0.28"),
        "Expenses:Depot:Gebühren": D("1.00"),
        "Assets:Bank": D("26.83"),
    }


@pytest.mark.parametrize("kind", sorted(INCOME))
def test_a_net_amount_alone_says_that_its_gross_is_unknown(kind: Kind) -> None:
    record = Record(kind=kind, date=DAY, net=D("8.37"), currency="EUR")
    entry = post(record, Accounts("Assets:Bank"), "f")
    assert entry.meta["gross"] == "unknown"
    assert len(entry.postings) == 2


@pytest.mark.parametrize("kind", [Kind.TAX, Kind.VORABPAUSCHALE])
def test_a_tax_alone_and_its_refund_touch_no_income(kind: Kind) -> None:
    for amount in ("-3.21", "3.21"):
        record = made(kind, amount, taxes=((TaxKind.SUM, -D(amount)),))
        assert amounts(post(record, Accounts("Assets:Bank"), "f")) == {
            "Expenses:Steuern:Kapitalertragsteuer": -D(amount),
            "Assets:Bank": D(amount),
        }


def test_a_purchase_and_a_sale_leave_the_gain_to_beancount() -> None:
    # 10 at 40.00 and 10 at 50.00; 15 of them sold at 60.00 less 1.00 fee and 50.00 tax. First in,
    # first out: 900 - (400 + 250) = 250 is the gain.
    accounts = Accounts("Assets:Bank", depot="Assets:Depot")
    buys = [
        MAKER.from_gross(
            -10 * D(price),
            currency="EUR",
            kind=Kind.BUY,
            date=DAY + datetime.timedelta(day),
            security=SECURITY,
            shares=D(10),
            price=D(price),
        )
        for day, price in enumerate(("40.00", "50.00"))
    ]
    sale = MAKER.from_gross(
        D(900),
        currency="EUR",
        kind=Kind.SELL,
        date=DAY + datetime.timedelta(9),
        taxes=((TaxKind.SUM, D(50)),),
        fee=D(1),
        security=SECURITY,
        shares=D(15),
        price=D(60),
    )
    loaded, errors, _ = load([post(each, accounts, "f") for each in (*buys, sale)], held=False)
    assert errors == []
    booked = amounts(loaded[-1])
    assert booked["Income:Depot:Kursgewinne"] == -250
    assert booked["Assets:Bank"] == 849


def test_an_exchange_of_currencies() -> None:
    record = MAKER.from_gross(
        D(1080),
        currency="USD",
        kind=Kind.EXCHANGE,
        date=DAY,
        fee=D(2),
        other=Money(D(-1000), "EUR"),
    )
    entry = post(record, Accounts("Assets:Bank:{currency}"), "f")
    assert load([entry])[1] == []
    assert amounts(entry) == {
        "Assets:Bank:EUR": D(-1000),
        "Assets:Bank:USD": D(1078),
        "Expenses:Depot:Gebühren": D(2),
    }


@pytest.mark.parametrize(
    ("security", "commodity"),
    [
        (Security("DE000MUSTER1"), "DE000MUSTER1"),
        (Security("US0378331005"), "AAPL"),
        (Security(wkn="716460"), "WKN-716460"),
        (Security(symbol="BRK B"), "BRK-B"),
        (Security(symbol="4543.T"), "X-4543.T"),
        (Security(name="Österreichische Müll & Söhne Holding AG"), "OESTERREICHISCHE-MUELL-S"),
        (Security(symbol="F"), "F"),
        (Security(symbol="TRUE"), "X-TRUE"),
        (Security("kaputt", name="!!!"), "X"),
        (Security(), "UNKNOWN"),
    ],
)
def test_the_commodity_of_a_security(security: Security, commodity: str) -> None:
    accounts = Accounts("Assets:Bank", commodities={"US0378331005": "AAPL"})
    assert accounts.commodity(security) == commodity
    record = MAKER.from_gross(
        D(-1), currency="EUR", kind=Kind.BUY, date=DAY, security=security, shares=D(1)
    )
    assert load([post(record, accounts, "f")])[1] == []


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_names_of_a_security_make_a_commodity(isin: str, symbol: str, name: str) -> None:
    record = MAKER.from_gross(
        D(-1),
        currency="EUR",
        kind=Kind.BUY,
        date=DAY,
        security=Security(isin, symbol, name=name),
        shares=D(1),
    )
    accounts = Accounts("Assets:Bank", depot="Assets:Depot:{commodity}")
    assert load([post(record, accounts, "f")])[1] == []


def test_the_security_in_the_name_of_an_account() -> None:
    accounts = Accounts("Assets:Bank", dividends="Income:Dividenden:{commodity}")
    record = made(Kind.DIVIDEND, "5", security=Security(symbol="BRK.B"))
    assert amounts(post(record, accounts, "f"))["Income:Dividenden:BRK-B"] == -5


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"cash": "Bank"}, 'cash: "Bank" is no account name'),
        ({"cash": "Assets:bank"}, 'cash: "Assets:bank" is no account name'),
        ({"cash": "Assets:B", "dividends": "Income:{isin}"}, "{commodity} and {currency}"),
        ({"cash": "Assets:B", "fees": "Expenses:{"}, "may have only"),
        ({"cash": "Assets:B", "taxes": Taxes.combined("Steuern")}, "taxes.capital"),
        ({"cash": "Assets:B", "files": "("}, 'files: "(" is no pattern'),
        ({"cash": "Assets:B", "commodities": {"X": "apple"}}, '"apple" for X is no commodity'),
    ],
)
def test_a_wrong_name_in_the_configuration_says_so(facts: dict[str, Any], message: str) -> None:
    with pytest.raises(AccountNameError) as raised:
        Accounts(**facts)
    assert message in str(raised.value)


def test_a_payment_is_left_to_smart_importer_where_it_shall_be() -> None:
    accounts = Accounts("Assets:Bank", unknown_income=None, unknown_expense=None)
    entry = post(made(Kind.PAYMENT, "-8.67"), accounts, "f")
    assert [posting.account for posting in entry.postings] == ["Assets:Bank"]


RENT = Rule(
    "Income:Vermietung:Mieteinnahmen",
    payee="mieter",
    iban="DE75 5121 0800 1245 1261 99",
    least=D(0),
    parts={"Income:Vermietung:Umlagen": D("150.00")},
    tags=frozenset({"wohnung"}),
    narration="Miete",
)


def test_rent_with_service_charges_by_hand() -> None:
    record = made(Kind.PAYMENT, "850", payee="Familie Mieter", iban="DE75512108001245126199")
    assert RENT.matches(record)
    entry = post(record, Accounts("Assets:Bank"), "f", RENT)
    assert amounts(entry) == {
        "Income:Vermietung:Mieteinnahmen": D("-700.00"),
        "Income:Vermietung:Umlagen": D("-150.00"),
        "Assets:Bank": D("850.00"),
    }
    assert (entry.flag, entry.narration, entry.tags) == ("*", "Miete", {"wohnung"})


@pytest.mark.parametrize(
    "facts",
    [{"payee": "Vermieter GmbH", "iban": "X"}, {"payee": "Anna", "iban": RENT.iban}],
)
def test_a_rule_matches_only_where_all_it_names_does(facts: dict[str, str]) -> None:
    assert not RENT.matches(made(Kind.PAYMENT, "850", **facts))
    assert not RENT.matches(made(Kind.PAYMENT, "-850", payee="Mieter", iban=RENT.iban))


def test_a_rule_keeps_the_fee_apart_and_settles_an_unknown_word() -> None:
    # 1,014.00 sent, a fee of 14.00: 1,000.00 arrive.
    record = MAKER.from_gross(
        D(1014),
        currency="EUR",
        fee=D(14),
        kind=Kind.TRANSFER,
        date=DAY,
        text="Einzahlung",
        unknown="type X",
    )
    rule = Rule("Assets:Girokonto", text="einzahlung")
    entry = post(record, Accounts("Assets:Bank"), "f", rule)
    assert amounts(entry) == {
        "Assets:Girokonto": D(-1014),
        "Expenses:Depot:Gebühren": D(14),
        "Assets:Bank": D(1000),
    }
    assert entry.flag == "*"
    assert "unknown" not in entry.meta


def test_a_rent_that_is_smaller_than_its_parts_is_flagged() -> None:
    record = made(Kind.PAYMENT, "100", payee="Mieter", iban=RENT.iban)
    entry = post(record, Accounts("Assets:Bank"), "f", RENT)
    assert entry.flag == "!"
    assert sum(amounts(entry).values()) == 0


def test_a_short_sale_and_its_cover() -> None:
    # 100 sold at 5.00 that are bought at 4.00 later: a gain of 100.
    facts: dict[str, Any] = {"currency": "USD", "date": DAY, "security": SECURITY, "shares": D(100)}
    short = MAKER.from_gross(D(500), kind=Kind.SELL, closes=False, **facts)
    cover = MAKER.from_gross(D(-400), kind=Kind.BUY, closes=True, **facts)
    accounts = Accounts("Assets:Bank", depot="Assets:Depot")
    loaded, errors, _ = load([post(each, accounts, "f") for each in (short, cover)], held=False)
    assert errors == []
    assert amounts(loaded[-1])["Income:Depot:Kursgewinne"] == -100


def test_a_fee_in_another_currency_on_an_account_of_its_own() -> None:
    record = replace(
        MAKER.from_gross(D(-100), currency="USD", kind=Kind.TRANSFER, date=DAY),
        fee=D(2),
        fee_currency="EUR",
    )
    entry = post(record, Accounts("Assets:Bank:{currency}"), "f")
    assert amounts(entry)["Assets:Bank:EUR"] == -2
    assert load([entry])[1] == []


@pytest.mark.parametrize("currency", ["", "eur", "€", "E U", "EUR; x"])
def test_what_is_no_currency_is_an_error(currency: str) -> None:
    with pytest.raises(NumberError, match="is no currency"):
        MAKER.from_net(D(1), currency=currency, kind=Kind.PAYMENT, date=DAY)


def test_no_rule_is_for_a_note() -> None:
    note = Record(kind=Kind.NOTE, date=DAY, net=D(), currency="EUR", text="Split", unknown="x")
    assert first_match((Rule("Income:X", text="Split"),), note) is None


@pytest.mark.parametrize(("paid", "vat"), [("119.00", "-19.00"), ("-119.00", "19.00")])
def test_value_added_tax_in_a_payment(paid: str, vat: str) -> None:
    rule = Rule(
        "Income:Onlinekurs", text="Digistore", vat_rate=D("0.19"), vat_account="Liabilities:USt"
    )
    entry = post(made(Kind.PAYMENT, paid, text="digistore24"), Accounts("Assets:Bank"), "f", rule)
    assert amounts(entry)["Liabilities:USt"] == D(vat)
    assert sum(amounts(entry).values()) == 0


@settings(deadline=None)
@given(cents, st.decimals(0, 1, places=2), st.decimals(0, 500, places=2))
def test_the_parts_of_a_payment_add_up(amount: Decimal, rate: Decimal, part: Decimal) -> None:
    rule = Rule(
        "Income:X",
        payee="x",
        parts={"Income:Y": part},
        vat_rate=rate,
        vat_account="Liabilities:USt",
    )
    entry = post(made(Kind.PAYMENT, str(amount), payee="x"), Accounts("Assets:Bank"), "f", rule)
    assert sum(amounts(entry).values()) == 0


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"account": "Miete", "payee": "x"}, '"Miete" is no account name'),
        ({"account": "Income:X"}, "name a payee, a text or an IBAN"),
        ({"account": "Income:X", "payee": "x", "tags": {"a b"}}, '"a b" is no tag'),
        ({"account": "Income:X", "payee": "("}, '"(" is no pattern'),
        ({"account": "Income:X", "payee": "x", "vat_rate": D(1)}, '"" is no account name'),
    ],
)
def test_a_wrong_rule_says_so(facts: dict[str, Any], message: str) -> None:
    with pytest.raises(AccountNameError) as raised:
        Rule(**facts)
    assert message in str(raised.value)
