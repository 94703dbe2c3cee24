"""Definitions of the return and leverage figures: names, formulas and examples."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final

from fsq_beancount.measures.definition import (
    Example,
    Family,
    Key,
    KeyKind,
    Measure,
    Text,
    Unit,
)
from fsq_beancount.measures.performance.benchmark import price_return
from fsq_beancount.measures.performance.change import Change
from fsq_beancount.measures.performance.debts import debt_to_equity, debt_to_gross, loan_ratio
from fsq_beancount.measures.performance.growth import (
    growth,
    growth_from_assets,
    growth_from_other,
    return_on_saving,
)
from fsq_beancount.measures.performance.leverage import Leverage
from fsq_beancount.measures.performance.loans import cost_of_debt
from fsq_beancount.measures.returns import chain, modified_dietz, real, xirr
from fsq_beancount.measures.wealth.sheet import Sheet

DIETZ: Final = "Peter O. Dietz, Pension Funds: Measuring Investment Performance, 1966"

Texts = tuple[str, str]
"""A text in English and in German."""


def _measure(  # noqa: PLR0913 - a row of a table
    id_: str,
    names: Texts,
    words: Texts,
    examples: Texts,
    given: Any,
    compute: Callable[[Any], Any],
    *,
    unit: Unit = Unit.RATIO,
    source: str = "",
    read: Callable[[Any], Any] | None = None,
) -> Measure[Any, Any]:
    return Measure(
        id_,
        Text(*names),
        unit,
        Text(*words),
        compute,
        example=Example(given, Text(*examples)),
        source=source,
        read=read,
    )


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


_YEAR: Final = Change(
    first=_day("2024-01-01"),
    last=_day("2024-12-31"),
    opening=Decimal(200_000),
    closing=Decimal(224_500),
    saving=Decimal(12_000),
    transfers=Decimal(2_500),
    brought_in=Decimal(4_000),
    capital_income=Decimal(5_000),
    gains_realised=Decimal(1_500),
    gains_unrealised=Decimal(6_000),
    currency_effect=Decimal(-300),
    latent_tax_change=Decimal(-1_200),
    claims_change=Decimal(800),
    human_capital_change=Decimal(-9_000),
    depreciation=Decimal(-1_000),
    cost_of_debt=Decimal(-1_800),
    other=Decimal(6_000),
)
"""The year used in the examples of the parts."""


def _part(name: str, names: Texts, words: Texts, examples: Texts, id_: str = "") -> Any:
    part = attrgetter(name)
    return _measure(
        id_ or name,
        names,
        words,
        examples,
        _YEAR,
        part,
        unit=Unit.MONEY,
        read=lambda growth: part(growth.change),
    )


PART_IDS: Final = {"cost_of_debt": "cost_of_debt_change"}
"""The ids of the parts whose own name is already the id of a rate."""

CHANGE_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    _part(
        "saving",
        ("Saved", "Gespart"),
        (
            "net income from work, gifts and what nobody has classified, less living costs",
            "Nettoeinnahmen aus Arbeit, Geschenken und nicht Zugeordnetem abzüglich"
            " Lebenshaltungskosten",
        ),
        (
            "32,000 of net salary less 20,000 of living costs: 12,000.00.",
            "32.000 Nettogehalt abzüglich 20.000 Lebenshaltungskosten: 12.000,00.",
        ),
    ),
    _part(
        "transfers",
        ("Transfers", "Überträge"),
        (
            "what came into a part of the ledger from accounts outside it, less what went there,"
            " with what was paid for loans outside it; nothing for the whole ledger",
            "was in einen Teil des Hauptbuchs von Konten außerhalb kam, abzüglich dessen, was"
            " dorthin ging, mit dem, was für Kredite außerhalb gezahlt wurde; für das ganze"
            " Hauptbuch nichts",
        ),
        (
            "3,000 from the bank account to the deposit, 500 back: 2,500.00 for the deposit.",
            "3.000 vom Girokonto auf das Depot, 500 zurück: 2.500,00 für das Depot.",
        ),
    ),
    _part(
        "brought_in",
        ("Brought in", "Eingebracht"),
        (
            "shares and other lots that came or left without a sale, at market value less their"
            " latent tax: a gift, vested shares, an old deposit that comes into the books, with the"
            " postings to equity of their transactions",
            "Wertpapiere und andere Bestände, die ohne Kauf oder Verkauf kamen oder gingen, zum"
            " Marktwert abzüglich ihrer latenten Steuer: eine Schenkung, zugeteilte Aktien, ein"
            " altes Depot, das ins Hauptbuch kommt, mit den Eigenkapitalbuchungen dazu",
        ),
        (
            "Shares that once cost 1,000 are a gift; on that day they are worth 4,000: 4,000.00.",
            "Aktien, die einst 1.000 gekostet haben, sind ein Geschenk; an dem Tag sind sie 4.000"
            " wert: 4.000,00.",
        ),
    ),
    _part(
        "capital_income",
        ("Capital income", "Kapitalerträge"),
        (
            "passive and near-passive income that is no gain, net of its taxes, fees and costs",
            "passive und passivnahe Einnahmen ohne Gewinne, abzüglich ihrer Steuern, Gebühren und"
            " Kosten",
        ),
        (
            "6,500 of dividends and rent less 1,500 of taxes and upkeep: 5,000.00.",
            "6.500 Dividenden und Miete abzüglich 1.500 Steuern und Erhaltung: 5.000,00.",
        ),
    ),
    _part(
        "gains_realised",
        ("Realised gains", "Realisierte Gewinne"),
        (
            "gains and losses of sales, net of their taxes, fees and costs",
            "Gewinne und Verluste aus Verkäufen, abzüglich ihrer Steuern, Gebühren und Kosten",
        ),
        (
            "Shares bought for 8,000 are sold for 10,000, with 500 of tax: 1,500.00.",
            "Aktien für 8.000 werden für 10.000 verkauft, mit 500 Steuer: 1.500,00.",
        ),
    ),
    _part(
        "gains_unrealised",
        ("Unrealised gains", "Nicht realisierte Gewinne"),
        (
            "by how much what is no money changed in value beyond what was booked on it, and"
            " money that is held at a cost",
            "um wie viel sich der Wert von Beständen, die kein Geld sind, und von Geld mit"
            " Einstandspreis über die Buchungen hinaus verändert hat",
        ),
        (
            "Funds worth 80,000 are worth 86,000 a year later, none bought or sold: 6,000.00.",
            "Fonds für 80.000 sind ein Jahr später 86.000 wert, ohne Kauf und Verkauf: 6.000,00.",
        ),
    ),
    _part(
        "currency_effect",
        ("Currency effect", "Währungseffekt"),
        (
            "the same for money and loans in other currencies",
            "dasselbe für Geld und Kredite in anderen Währungen",
        ),
        (
            "10,000 dollars fall from 0.93 to 0.90 euro: -300.00.",
            "10.000 Dollar fallen von 0,93 auf 0,90 Euro: -300,00.",
        ),
    ),
    _part(
        "latent_tax_change",
        ("Change of latent tax", "Änderung der latenten Steuer"),
        (
            "by how much the latent tax fell; negative where it rose",
            "um wie viel die latente Steuer gesunken ist; negativ, wo sie gestiegen ist",
        ),
        (
            "It rises from 4,000 to 5,200: -1,200.00.",
            "Sie steigt von 4.000 auf 5.200: -1.200,00.",
        ),
    ),
    _part(
        "claims_change",
        ("Change of claims", "Änderung der Ansprüche"),
        (
            "by how much the present value of declared pensions rose",
            "um wie viel der Barwert der angegebenen Renten gestiegen ist",
        ),
        (
            "A pension is a year nearer and worth 20,800 instead of 20,000: 800.00.",
            "Eine Rente rückt um ein Jahr näher und ist 20.800 statt 20.000 wert: 800,00.",
        ),
    ),
    _part(
        "human_capital_change",
        ("Change of human capital", "Änderung der Arbeitskraft"),
        (
            "by how much the present value of future work rose, in the change of total wealth",
            "um wie viel der Barwert künftiger Arbeit gestiegen ist, in der Änderung des"
            " Gesamtvermögens",
        ),
        (
            "A year of work less lies ahead, 591,000 instead of 600,000: -9,000.00.",
            "Ein Jahr Arbeit weniger liegt voraus, 591.000 statt 600.000: -9.000,00.",
        ),
    ),
    _part(
        "depreciation",
        ("Depreciation", "Abschreibungen"),
        (
            "what depreciable assets lost in value, negative",
            "was langlebige Güter an Wert verloren haben, negativ",
        ),
        (
            "A car for 10,000 that lasts ten years loses a tenth: -1,000.00.",
            "Ein Auto für 10.000, das zehn Jahre hält, verliert ein Zehntel: -1.000,00.",
        ),
    ),
    _part(
        "cost_of_debt",
        ("Loan interest", "Kreditzinsen"),
        (
            "interest of loans, negative; it is in no other part",
            "Zinsen der Kredite, negativ; sie sind in keinem anderen Teil",
        ),
        (
            "3.6% on a loan of 50,000: -1,800.00.",
            "3,6 % auf einen Kredit von 50.000: -1.800,00.",
        ),
        PART_IDS["cost_of_debt"],
    ),
    _part(
        "other",
        ("Other changes", "Übrige Veränderungen"),
        (
            "what is neither earned nor spent, by cause: balances opened against equity, padding,"
            " what is excluded, a first price, transactions that do not balance, rounding",
            "was weder verdient noch ausgegeben wurde, nach Ursache: Eröffnungen gegen"
            " Eigenkapital, Ausgleichsbuchungen, Ausgeschlossenes, ein erster Kurs, nicht"
            " ausgeglichene Buchungen, Rundung",
        ),
        (
            "An old savings book is entered into the books against equity: 6,000.00.",
            "Ein altes Sparbuch wird gegen Eigenkapital in die Bücher aufgenommen: 6.000,00.",
        ),
    ),
)


def _dietz(given: tuple[Decimal, Decimal, list[tuple[datetime.date, Decimal]]]) -> Any:
    return modified_dietz(*given, _day("2023-01-01"), _day("2023-12-31"))


_FROM: Final = Decimal(100_000)

RETURN_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    _measure(
        "growth",
        ("Growth of net wealth", "Wachstum des Nettovermögens"),
        (
            "closing less opening net wealth, divided by the opening",
            "Nettovermögen am Ende abzüglich dem am Anfang, geteilt durch das am Anfang",
        ),
        ("From 100,000 to 115,000: 15.0%.", "Von 100.000 auf 115.000: 15,0 %."),
        (_FROM, Decimal(115_000)),
        lambda given: growth(*given),
    ),
    _measure(
        "return_on_saving",
        ("Return on saving", "Sparrendite"),
        (
            "what was saved, divided by the opening net wealth",
            "Gespartes, geteilt durch das Nettovermögen am Anfang",
        ),
        (
            "9,000 saved on 100,000: 9.0%.",
            "9.000 gespart auf 100.000: 9,0 %.",
        ),
        (Decimal(9_000), _FROM),
        lambda given: return_on_saving(*given),
    ),
    _measure(
        "growth_from_assets",
        ("Growth from assets", "Wachstum aus Vermögen"),
        (
            "growth of net wealth by itself: income of capital, gains, the cost of debt, currency,"
            " tax and claims, divided by the opening net wealth",
            "Wachstum des Nettovermögens aus sich selbst: Kapitalerträge, Gewinne, Kreditkosten,"
            " Währung, Steuer und Ansprüche, geteilt durch das Nettovermögen am Anfang",
        ),
        (
            "15,000 more on 100,000, of which 9,000 were saved and 2,000 are given shares: 4.0%.",
            "15.000 mehr auf 100.000, davon 9.000 gespart und 2.000 geschenkte Aktien: 4,0 %.",
        ),
        (_FROM, Decimal(115_000), Decimal(9_000), Decimal(2_000)),
        lambda given: growth_from_assets(*given),
    ),
    _measure(
        "growth_from_other",
        ("Growth from other", "Wachstum aus Sonstigem"),
        (
            "what was brought in and other changes, divided by the opening net wealth",
            "Eingebrachtes und sonstige Änderungen, geteilt durch das Nettovermögen am Anfang",
        ),
        (
            "2,000 of given shares on 100,000: 2.0%.",
            "2.000 geschenkte Aktien auf 100.000: 2,0 %.",
        ),
        (Decimal(2_000), _FROM),
        lambda given: growth_from_other(*given),
    ),
    _measure(
        "growth_total",
        ("Growth of total wealth", "Wachstum des Gesamtvermögens"),
        (
            "closing less opening total wealth, with human capital, divided by the opening",
            "Gesamtvermögen am Ende abzüglich dem am Anfang, mit Arbeitskraft, geteilt durch das am"
            " Anfang",
        ),
        (
            "From 700,000 to 721,000: 3.0%.",
            "Von 700.000 auf 721.000: 3,0 %.",
        ),
        (Decimal(700_000), Decimal(721_000)),
        lambda given: growth(*given),
    ),
    _measure(
        "return_on_assets",
        ("Return on assets", "Vermögensrendite"),
        (
            "what net wealth earned, divided by its average, money counting from the day after it"
            " came (modified Dietz)",
            "was das Nettovermögen verdient hat, geteilt durch seinen Durchschnitt, Geld ab dem"
            " Tag nach seinem Eingang gezählt (Modified Dietz)",
        ),
        (
            "100,000 become 115,100 with 10,000 saved after a fifth of the year: 5,100 on an"
            " average of 108,000 are 4.7%.",
            "100.000 werden mit 10.000, die nach einem Fünftel des Jahres gespart sind, 115.100:"
            " 5.100 auf durchschnittlich 108.000 sind 4,7 %.",
        ),
        (_FROM, Decimal(115_100), [(_day("2023-03-14"), Decimal(10_000))]),
        _dietz,
        source=DIETZ,
    ),
    _measure(
        "return_real",
        ("Real return", "Reale Rendite"),
        (
            "return on assets above inflation: (1 + return)/(1 + inflation) − 1",
            "Vermögensrendite über der Inflation: (1 + Rendite)/(1 + Inflation) − 1",
        ),
        (
            "7.1% with 2% of inflation: 1.071/1.02 − 1 = 5.0%.",
            "7,1 % bei 2 % Inflation: 1,071/1,02 − 1 = 5,0 %.",
        ),
        (Decimal("0.071"), Decimal("0.02")),
        lambda given: real(*given),
    ),
    _measure(
        "return_gross",
        ("Gross return", "Bruttorendite"),
        (
            "return on gross wealth before loan interest, month by month and chained; loans drawn"
            " and repaid are no return",
            "Rendite des Bruttovermögens vor Kreditzinsen, Monat für Monat und verkettet; Aufnahme"
            " und Tilgung von Krediten sind keine Rendite",
        ),
        (
            "200,000, half of it borrowed, earn 6,000 in a month: 3.0%.",
            "200.000, zur Hälfte geliehen, verdienen in einem Monat 6.000: 3,0 %.",
        ),
        Leverage(Decimal(5_500), Decimal(500), Decimal(), Decimal(500), _FROM, _FROM),
        attrgetter("gross"),
    ),
    _measure(
        "return_net",
        ("Net return", "Nettorendite"),
        (
            "return on net wealth, month by month and chained",
            "Rendite des Nettovermögens, Monat für Monat und verkettet",
        ),
        (
            "2% in one month and 1% in the next: 1.02 · 1.01 − 1 = 3.0%.",
            "2 % in einem Monat und 1 % im nächsten: 1,02 · 1,01 − 1 = 3,0 %.",
        ),
        (Decimal("0.02"), Decimal("0.01")),
        chain,
    ),
    _measure(
        "return_total",
        ("Total return", "Gesamtrendite"),
        (
            "return on total wealth, month by month and chained; only gifts and living costs are"
            " no return, since salary turns human capital into money",
            "Rendite des Gesamtvermögens, Monat für Monat und verkettet; nur Geschenke und"
            " Lebenshaltungskosten sind keine Rendite, denn Gehalt macht Arbeitskraft zu Geld",
        ),
        (
            "0.5% in each of two months: 1.0%.",
            "0,5 % in jedem von zwei Monaten: 1,0 %.",
        ),
        (Decimal("0.005"), Decimal("0.005")),
        chain,
    ),
    _measure(
        "irr",
        ("Internal rate of return", "Interner Zinsfuß"),
        (
            "the annual rate at which opening wealth, savings and closing wealth are worth"
            " nothing together; of several, the one nearest to zero",
            "Jahreszins, zu dem Anfangsvermögen, Gespartes und Endvermögen zusammen nichts wert"
            " sind; von mehreren der nächste an null",
        ),
        (
            "100,000 and after half a year 10,000 more are 117,000 at the end of the year: 6.7%.",
            "100.000 und nach einem halben Jahr weitere 10.000 sind am Jahresende 117.000: 6,7 %.",
        ),
        [
            (_day("2022-12-31"), -_FROM),
            (_day("2023-07-01"), Decimal(-10_000)),
            (_day("2023-12-31"), Decimal(117_000)),
        ],
        xirr,
    ),
    _measure(
        "return_benchmark",
        ("Return of the benchmark", "Rendite des Vergleichswerts"),
        (
            "by how much the price of the commodity that fsq-benchmark names rose in the same"
            " months, in the report currency; distributions are not in a price",
            "um wie viel der Kurs dessen, was fsq-benchmark nennt, in denselben Monaten gestiegen"
            " ist, in der Berichtswährung; Ausschüttungen stecken in keinem Kurs",
        ),
        (
            "A share of the fund costs 80 on the day before and 86 on the last: 7.5%.",
            "Ein Anteil des Fonds kostet am Tag davor 80 und am letzten 86: 7,5 %.",
        ),
        (Decimal(80), Decimal(86)),
        price_return,
    ),
)


_LEVER: Final = Leverage(
    gain_net=Decimal(12_000),
    cost=Decimal(4_000),
    fees=Decimal(200),
    interest=Decimal(4_000),
    debt=_FROM,
    equity=Decimal(200_000),
)
"""The year used in the examples of leverage."""


def _sheet(*, assets: int, loans: int, human_capital: int | None = None) -> Sheet:
    return Sheet(
        date=_YEAR.last,
        assets=Decimal(assets),
        loans=Decimal(loans),
        human_capital=None if human_capital is None else Decimal(human_capital),
    )


LEVERAGE_MEASURES: Final[tuple[Measure[Any, Any], ...]] = (
    _measure(
        "loan_ratio",
        ("Loan ratio", "Kreditquote"),
        (
            "loans divided by total wealth; by net wealth where human capital is undefined",
            "Kredite geteilt durch das Gesamtvermögen; durch das Nettovermögen, wo die Arbeitskraft"
            " nicht definiert ist",
        ),
        (
            "100,000 of loans on 800,000 of total wealth: 12.5%.",
            "100.000 Kredite auf 800.000 Gesamtvermögen: 12,5 %.",
        ),
        _sheet(assets=500_000, loans=100_000, human_capital=400_000),
        lambda sheet: loan_ratio(sheet)[0],
    ),
    _measure(
        "debt_to_gross",
        ("Debt to gross wealth", "Beleihung"),
        ("loans divided by gross wealth", "Kredite geteilt durch das Bruttovermögen"),
        (
            "100,000 of loans on 400,000 of gross wealth: 25.0%.",
            "100.000 Kredite auf 400.000 Bruttovermögen: 25,0 %.",
        ),
        _sheet(assets=400_000, loans=100_000),
        debt_to_gross,
    ),
    _measure(
        "debt_to_equity",
        ("Debt to equity", "Hebel"),
        ("loans divided by net wealth", "Kredite geteilt durch das Nettovermögen"),
        (
            "100,000 of loans on 300,000 of one's own: 33.3%.",
            "100.000 Kredite auf 300.000 Eigenes: 33,3 %.",
        ),
        _sheet(assets=400_000, loans=100_000),
        debt_to_equity,
    ),
    _measure(
        "cost_of_debt",
        ("Cost of debt", "Kreditkostensatz"),
        (
            "agreed rates of the loans, weighted by their balances",
            "vereinbarte Zinssätze der Kredite, gewichtet mit ihren Salden",
        ),
        (
            "5,000 at 4% and 20,000 at 6%: 1,400 on 25,000 are 5.6%.",
            "5.000 zu 4 % und 20.000 zu 6 %: 1.400 auf 25.000 sind 5,6 %.",
        ),
        [(Decimal(5_000), Decimal("0.04")), (Decimal(20_000), Decimal("0.06"))],
        lambda given: cost_of_debt(given).rate,
    ),
    _measure(
        "cost_of_debt_covers",
        ("Debt with an agreed rate", "Anteil mit vereinbartem Zinssatz"),
        (
            "share of the debt that the cost of debt knows a rate of",
            "Anteil der Kredite, deren Zinssatz im Kreditkostensatz steckt",
        ),
        (
            "5,000 at 4% and 20,000 without a rate: 20.0%.",
            "5.000 zu 4 % und 20.000 ohne Zinssatz: 20,0 %.",
        ),
        [(Decimal(5_000), Decimal("0.04")), (Decimal(20_000), None)],
        lambda given: cost_of_debt(given).covers,
    ),
    _measure(
        "cost_of_debt_paid",
        ("Cost of debt paid", "Effektiv gezahlter Kreditkostensatz"),
        (
            "interest and fees of loans in the last twelve months, divided by the average debt",
            "Zinsen und Gebühren der Kredite in den letzten zwölf Monaten, geteilt durch die"
            " durchschnittlichen Kredite",
        ),
        (
            "4,000 of interest and 200 of fees on an average of 100,000: 4.2%.",
            "4.000 Zinsen und 200 Gebühren auf durchschnittlich 100.000: 4,2 %.",
        ),
        _LEVER,
        attrgetter("cost_paid"),
    ),
    _measure(
        "leverage_effect",
        ("Leverage effect", "Hebeleffekt"),
        (
            "net return less gross return of the last twelve months; positive exactly when all"
            " wealth earned more than the debt cost",
            "Nettorendite abzüglich Bruttorendite der letzten zwölf Monate; positiv genau dann,"
            " wenn das ganze Vermögen mehr verdient hat, als die Kredite kosteten",
        ),
        (
            "300,000, of which 100,000 borrowed, earn 16,000 before 4,000 of interest: 12,000 on"
            " 200,000 less 16,000 on 300,000 are +0.7 percentage points.",
            "300.000, davon 100.000 geliehen, verdienen 16.000 vor 4.000 Zinsen: 12.000 auf"
            " 200.000 abzüglich 16.000 auf 300.000 sind +0,7 Prozentpunkte.",
        ),
        _LEVER,
        attrgetter("effect"),
        unit=Unit.POINTS,
    ),
    _measure(
        "break_even",
        ("Break-even of debt", "Gewinnschwelle des Hebels"),
        (
            "what all wealth must earn for debt to raise the net return: loan interest and currency"
            " losses on loans, divided by the average debt",
            "was das ganze Vermögen verdienen muss, damit Kredite die Nettorendite heben: Zinsen"
            " und Währungsverluste der Kredite, geteilt durch die durchschnittlichen Kredite",
        ),
        (
            "4,000 of interest on an average of 100,000: 4.0%.",
            "4.000 Zinsen auf durchschnittlich 100.000: 4,0 %.",
        ),
        _LEVER,
        attrgetter("break_even"),
    ),
)

_PERIOD: Final = Key("period", Text("Period", "Zeitraum"), KeyKind.PERIOD)

CHANGES: Final = Family(
    "changes",
    Text("The change of wealth", "Die Veränderung des Vermögens"),
    CHANGE_MEASURES,
    part="returns",
    rows=tuple,
    keys=(_PERIOD,),
    is_series=True,
)
RETURNS: Final = Family(
    "returns",
    Text("Returns", "Renditen"),
    RETURN_MEASURES,
    part="returns",
    rows=tuple,
    keys=(_PERIOD,),
    is_series=True,
    needs=Text("assets or debts", "Vermögen oder Schulden"),
    ledger_lines='2024-01-01 * "Opening balance"\n'
    "  Assets:Bank             1000.00 EUR\n"
    "  Equity:Opening-Balances\n",
)
LEVERAGE: Final = Family(
    "leverage",
    Text("Loans and leverage", "Kredite und Hebel"),
    LEVERAGE_MEASURES,
    part="leverage",
    rows=lambda found: (found,) if found.loans else (),
    keys=(Key("date", Text("Day", "Tag"), KeyKind.DAY),),
    needs=Text("a loan", "einen Kredit"),
    ledger_lines="2020-01-01 open Liabilities:Loan EUR\n  fsq-interest-rate: 0.0185\n",
)
