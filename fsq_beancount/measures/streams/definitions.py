"""Definitions of the stream figures: names, formulas and examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, NamedTuple

from fsq_beancount.core.terms import COST, FEE, INCOME, TAX
from fsq_beancount.measures.definition import (
    Example,
    Family,
    Key,
    KeyKind,
    Measure,
    Text,
    Unit,
    ratio,
)
from fsq_beancount.measures.streams.concentration import effective_number, hhi, of_amounts
from fsq_beancount.measures.streams.figures import growth
from fsq_beancount.measures.streams.recurring import ProductMonth
from fsq_beancount.measures.streams.regularity import longest_gap, variation
from fsq_beancount.measures.streams.sums import Sums

ZERO: Final = Decimal()


def _measure(  # noqa: PLR0917 - a row of a table
    id_: str,
    names: tuple[str, str],
    words: tuple[str, str],
    unit: Unit,
    compute: Callable[..., Any],
    given: tuple[Any, ...],
    examples: tuple[str, str],
    read: Callable[[Any], Any] | None = None,
) -> Measure[tuple[Any, ...], Any]:
    return Measure(
        id_,
        Text(*names),
        unit,
        Text(*words),
        lambda values: compute(*values),
        example=Example(given, Text(*examples)),
        read=read,
    )


def _sums(amounts: Mapping[str, int]) -> Sums:
    """Return the sums of amounts by role, costs negative as in a flow."""
    sums = Sums()
    for role, amount in amounts.items():
        sums.add(role, Decimal(amount))
    return sums


STREAM_MEASURES: Final[tuple[Measure[tuple[Any, ...], Any], ...]] = (
    _measure(
        "stream_net",
        ("Net income of a stream", "Nettoeinnahmen eines Stroms"),
        (
            "income of a stream less the taxes, fees and costs charged to it",
            "Einnahmen eines Stroms abzüglich der ihm zugerechneten Steuern, Gebühren und Kosten",
        ),
        Unit.MONEY,
        attrgetter("net"),
        (_sums({INCOME: 1200, TAX: -100, FEE: -20, COST: -280}),),
        (
            "1,200 of rent less 100 of tax, 20 of fees and 280 of upkeep: 800.00.",
            "1.200 Miete abzüglich 100 Steuer, 20 Gebühren und 280 Instandhaltung: 800,00.",
        ),
        attrgetter("net"),
    ),
    _measure(
        "stream_share",
        ("Share of a stream", "Anteil eines Stroms"),
        (
            "net income of a stream divided by the net income of all classes",
            "Nettoeinnahmen eines Stroms geteilt durch die Nettoeinnahmen aller Klassen",
        ),
        Unit.RATIO,
        ratio,
        (Decimal(800), Decimal(40000)),
        ("800 of 40,000 in all: 2.0%.", "800 von insgesamt 40.000: 2,0 %."),
        attrgetter("share"),
    ),
    _measure(
        "stream_growth",
        ("Growth of a stream", "Wachstum eines Stroms"),
        (
            "net income of a stream against that of the period before; undefined where that was"
            " not positive",
            "Nettoeinnahmen eines Stroms gegenüber denen des Zeitraums davor; nicht definiert,"
            " wenn diese nicht positiv waren",
        ),
        Unit.RATIO,
        growth,
        (Decimal(880), Decimal(800)),
        ("880 after 800 in the year before: 10.0%.", "880 nach 800 im Jahr davor: 10,0 %."),
        attrgetter("growth"),
    ),
    _measure(
        "longest_gap",
        ("Longest gap", "Längste Lücke"),
        (
            "the most months from one payment of a stream to the next, in twelve months; 1 for"
            " who pays every month",
            "die meisten Monate von einer Zahlung eines Stroms zur nächsten, in zwölf Monaten; 1"
            " bei monatlicher Zahlung",
        ),
        Unit.MONTHS,
        longest_gap,
        ((2, 5, 8, 11), 11),
        (
            "Dividends in March, June, September and December: 3.0 months.",
            "Dividenden im März, Juni, September und Dezember: 3,0 Monate.",
        ),
    ),
    _measure(
        "variation",
        ("Variation", "Schwankung"),
        (
            "standard deviation of the gross income of twelve months divided by its mean; 0 for"
            " the same every month",
            "Standardabweichung der Bruttoeinnahmen von zwölf Monaten geteilt durch ihren"
            " Mittelwert; 0 bei gleichem Betrag jeden Monat",
        ),
        Unit.NUMBER,
        variation,
        ([Decimal(30), Decimal(10)] * 6,),
        (
            "30 and 10 in turn: the mean is 20, the deviation 10, so the variation is 0.5.",
            "Im Wechsel 30 und 10: Der Mittelwert ist 20, die Abweichung 10, die Schwankung also"
            " 0,5.",
        ),
    ),
    _measure(
        "net_per_hour",
        ("Net income per hour of work", "Nettoeinnahmen je Arbeitsstunde"),
        (
            "net income of a stream divided by the hours of work (fsq-hours) behind it",
            "Nettoeinnahmen eines Stroms geteilt durch die Arbeitsstunden (fsq-hours) dahinter",
        ),
        Unit.MONEY,
        ratio,
        (Decimal(800), Decimal(16)),
        (
            "800 from a flat with 16 hours of work: 50.00 an hour.",
            "800 aus einer Wohnung mit 16 Stunden Arbeit: 50,00 je Stunde.",
        ),
    ),
    _measure(
        "roi",
        ("Return on the money put in", "Rendite des Einsatzes"),
        (
            "net income of a stream in the period divided by the money put into it"
            " (fsq-investment) up to its end",
            "Nettoeinnahmen eines Stroms im Zeitraum geteilt durch das bis zu dessen Ende in ihn"
            " gesteckte Geld (fsq-investment)",
        ),
        Unit.RATIO,
        ratio,
        (Decimal(800), Decimal(20000)),
        (
            "800 in a year from 20,000 put in: 4.0%.",
            "800 in einem Jahr aus 20.000 Einsatz: 4,0 %.",
        ),
    ),
)

_NO_STREAM: Final = Text("without a stream", "ohne Strom")

STREAMS: Final = Family(
    "streams",
    Text("Income streams", "Einkommensströme"),
    STREAM_MEASURES,
    part="streams",
    rows=lambda found: found.last_year.rows if found.last_year else (),
    keys=(
        Key("stream", Text("Stream", "Strom"), KeyKind.NAME, absent=_NO_STREAM),
        Key("class", Text("Class", "Klasse"), KeyKind.CLASS, attrgetter("income_class")),
    ),
    needs=Text(
        "income with a stream, or named for what it is",
        "Einnahmen mit einem Strom oder mit sprechendem Namen",
    ),
    ledger_lines="2024-01-01 open Income:Depot:Dividenden\n"
    '  fsq-class: "passive"\n'
    '  fsq-stream: "Aktien"\n',
)

_SHARES: Final = tuple(Decimal(share) for share in (10, 9, 12, 15, 12, 11, 15, 16))

CONCENTRATION_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    Measure(
        "hhi",
        Text("Concentration of income (HHI)", "Konzentration der Einnahmen (HHI)"),
        Unit.NUMBER,
        Text(
            "sum of the squared shares of the streams' positive net income: 1 for a single stream",
            "Summe der quadrierten Anteile der Ströme mit positiven Nettoeinnahmen: 1 bei nur einem"
            " Strom",
        ),
        hhi,
        example=Example(
            (Decimal(50), Decimal(50)),
            Text(
                "Two streams of 50% each: 0.25 and 0.25, so 0.5.",
                "Zwei Ströme mit je 50 %: 0,25 und 0,25, also 0,5.",
            ),
        ),
        source="Herfindahl-Hirschman index",
    ),
    Measure(
        "effective_streams",
        Text("Effective number of streams", "Wirksame Zahl der Ströme"),
        Unit.NUMBER,
        Text(
            "how many equal streams would be as concentrated: 1 divided by the concentration",
            "wie viele gleich große Ströme so konzentriert wären: 1 geteilt durch die"
            " Konzentration",
        ),
        effective_number,
        example=Example(
            _SHARES,
            Text(
                "Eight streams of 10, 9, 12, 15, 12, 11, 15 and 16% are like 7.7 equal ones.",
                "Acht Ströme mit 10, 9, 12, 15, 12, 11, 15 und 16 % sind wie 7,7 gleich große.",
            ),
        ),
        source="inverse Herfindahl-Hirschman index",
    ),
    Measure(
        "largest_share",
        Text("Largest share", "Klumpenrisiko"),
        Unit.RATIO,
        Text(
            "share of the largest stream in the positive net income of all streams",
            "Anteil des größten Stroms an den positiven Nettoeinnahmen aller Ströme",
        ),
        lambda amounts: of_amounts(amounts).largest_share,
        example=Example(
            {str(number): amount for number, amount in enumerate(_SHARES)},
            Text(
                "Of eight streams the largest has 16 of 100: 16.0%.",
                "Von acht Strömen hat der größte 16 von 100: 16,0 %.",
            ),
        ),
    ),
)

CONCENTRATION: Final = Family(
    "concentration",
    Text("Concentration of income", "Klumpenrisiko der Einnahmen"),
    CONCENTRATION_MEASURES,
    part="concentration",
    rows=lambda found: (found,) if found.shares else (),
)

_LOSES_ONE: Final = ProductMonth(
    month="2024-12",
    customers=10,
    mrr=Decimal(90),
    customers_before=10,
    customers_lost=1,
    mrr_before=Decimal(100),
    lost=Decimal(10),
    contracted=Decimal(10),
    expanded=Decimal(10),
    returned=ZERO,
    new=ZERO,
)


class ProductRow(NamedTuple):
    """A month of a recurring product, with the name of the product."""

    product: str | None
    figures: ProductMonth


RECURRING_MEASURES: Final[tuple[Measure[ProductMonth, Decimal | None], ...]] = (
    Measure(
        "mrr",
        Text("Monthly recurring revenue", "Monatlich wiederkehrender Umsatz"),
        Unit.MONEY,
        Text(
            "sum of each paying customer's payment divided by the months that it covers",
            "Summe der Zahlungen aller zahlenden Kunden, geteilt durch die Monate, für die sie"
            " gelten",
        ),
        lambda month: month.mrr,
        example=Example(
            _LOSES_ONE,
            Text(
                "Five customers pay 10 a month and five 96 a year: 90.00.",
                "Fünf Kunden zahlen 10 im Monat und fünf 96 im Jahr: 90,00.",
            ),
        ),
        read=attrgetter("figures.mrr"),
    ),
    Measure(
        "churn",
        Text("Customer churn", "Kundenabwanderung"),
        Unit.RATIO,
        Text(
            "customers of the month before who no longer pay, divided by all customers of that"
            " month",
            "Kunden des Vormonats, die nicht mehr zahlen, geteilt durch alle Kunden des Vormonats",
        ),
        lambda month: month.churn,
        example=Example(
            _LOSES_ONE,
            Text("One of ten customers is gone: 10.0%.", "Einer von zehn Kunden ist weg: 10,0 %."),
        ),
        read=attrgetter("figures.churn"),
    ),
    Measure(
        "revenue_churn_gross",
        Text("Revenue churn, gross", "Umsatzabwanderung, brutto"),
        Unit.RATIO,
        Text(
            "revenue lost with customers who are gone or pay less, divided by that of the month"
            " before",
            "Umsatz, der mit gegangenen oder weniger zahlenden Kunden entfällt, geteilt durch den"
            " des Vormonats",
        ),
        lambda month: month.revenue_churn.gross,
        example=Example(
            _LOSES_ONE,
            Text(
                "Of 100, 10 are lost and 10 contracted: 20.0%.",
                "Von 100 entfallen 10 ganz und 10 durch kleinere Verträge: 20,0 %.",
            ),
        ),
        read=attrgetter("figures.revenue_churn.gross"),
    ),
    Measure(
        "revenue_churn_net",
        Text("Revenue churn, net", "Umsatzabwanderung, netto"),
        Unit.RATIO,
        Text(
            "the same less what customers pay more, or again after a pause",
            "dasselbe abzüglich dessen, was Kunden mehr oder nach einer Pause wieder zahlen",
        ),
        lambda month: month.revenue_churn.net,
        example=Example(
            _LOSES_ONE,
            Text(
                "Of 100, 20 are gone and 10 come from customers who pay more: 10.0%.",
                "Von 100 entfallen 20, und 10 kommen von Kunden, die mehr zahlen: 10,0 %.",
            ),
        ),
        read=attrgetter("figures.revenue_churn.net"),
    ),
    Measure(
        "revenue_per_customer",
        Text("Revenue per customer", "Umsatz je Kunde"),
        Unit.MONEY,
        Text(
            "monthly recurring revenue divided by the number of paying customers",
            "monatlich wiederkehrender Umsatz geteilt durch die Zahl der zahlenden Kunden",
        ),
        lambda month: month.revenue_per_customer,
        example=Example(
            _LOSES_ONE,
            Text("90 a month from ten customers: 9.00.", "90 im Monat von zehn Kunden: 9,00."),
        ),
        read=attrgetter("figures.revenue_per_customer"),
    ),
)

RECURRING: Final = Family(
    "recurring",
    Text("Recurring products", "Wiederkehrende Produkte"),
    RECURRING_MEASURES,
    part="streams",
    rows=lambda found: [
        ProductRow(product.stream, month) for product in found.products for month in product.months
    ],
    keys=(
        Key("product", Text("Product", "Produkt"), KeyKind.NAME, absent=_NO_STREAM),
        Key("month", Text("Month", "Monat"), KeyKind.MONTH, attrgetter("figures.month")),
    ),
    is_series=True,
)
