"""Definitions of crashes and of the largest fall: names, formulas and examples."""

from __future__ import annotations

import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final

from fsq_beancount.measures.definition import Example, Family, Key, KeyKind, Measure, Text, Unit
from fsq_beancount.measures.wealth import crash, largest_fall
from fsq_beancount.measures.wealth.crash import Crash, Standing
from fsq_beancount.measures.wealth.largest_fall import LargestFall, MonthEnd
from fsq_beancount.measures.wealth.sheet import Sheet

_DAY: Final = datetime.date(2024, 12, 31)

_CRASH: Final = Crash(
    asset_class="stocks",
    fall=Decimal("0.2"),
    before=Standing(
        sheet=Sheet(
            date=_DAY,
            assets=Decimal(420_000),
            latent_tax=Decimal(20_000),
            consumption=Decimal(800_000),
        ),
        cash=Decimal(26_000),
        costs=Decimal(2_000),
    ),
    after=Standing(
        sheet=Sheet(
            date=_DAY,
            assets=Decimal(384_000),
            latent_tax=Decimal(11_000),
            consumption=Decimal(800_000),
        ),
        cash=Decimal(24_000),
        costs=Decimal(2_000),
    ),
)
"""A fall of funds of 180,000 that cost 100,000, taxed at 25 %; 10,000 of them count as cash."""

_FELL: Final = LargestFall(
    date=_DAY,
    high=MonthEnd(datetime.date(2019, 12, 31), Decimal(200_000)),
    low=MonthEnd(datetime.date(2020, 3, 31), Decimal(150_000)),
    recovered_on=datetime.date(2021, 1, 31),
    highest=MonthEnd(datetime.date(2024, 10, 31), Decimal(400_000)),
    now=Decimal(390_000),
)
"""A household whose wealth fell in the spring of 2020."""


def _measure(
    given: Crash | LargestFall,
    id_: str,
    names: tuple[str, str],
    words: tuple[str, str],
    examples: tuple[str, str],
    unit: Unit = Unit.MONEY,
) -> Measure[Any, Any]:
    return Measure(
        id_,
        Text(*names),
        unit,
        Text(*words),
        attrgetter(id_),
        example=Example(given, Text(*examples)),
    )


CRASH: Final = Family(
    "crash",
    Text("Crash", "Kurssturz"),
    (
        _measure(
            _CRASH,
            "crash_assets",
            ("Change of the assets in a crash", "Änderung der Vermögenswerte im Kurssturz"),
            (
                "the value of the asset class times the fall, negative",
                "Wert der Anlageklasse mal Rückgang, negativ",
            ),
            (
                "Funds worth 180,000 fall by 20%: -36,000.00.",
                "Fonds im Wert von 180.000 fallen um 20 %: -36.000,00.",
            ),
        ),
        _measure(
            _CRASH,
            "crash_latent_tax",
            ("Change of latent tax in a crash", "Änderung der latenten Steuer im Kurssturz"),
            (
                "latent tax on the fallen values, by the tax law with its offsets and allowances,"
                " less that of today; undefined without a tax profile",
                "latente Steuer auf die gefallenen Werte, nach dem Steuerrecht mit Verrechnung und"
                " Freibeträgen, abzüglich der heutigen; ohne Steuerprofil nicht definiert",
            ),
            (
                "The gain of the funds falls from 80,000 to 44,000; at 25% the tax falls from"
                " 20,000 to 11,000: -9,000.00.",
                "Der Gewinn der Fonds fällt von 80.000 auf 44.000, die Steuer zu 25 % von 20.000"
                " auf 11.000: -9.000,00.",
            ),
        ),
        _measure(
            _CRASH,
            "crash_net_wealth",
            ("Change of net wealth in a crash", "Änderung des Nettovermögens im Kurssturz"),
            (
                "change of the assets less the change of latent tax",
                "Änderung der Vermögenswerte abzüglich der Änderung der latenten Steuer",
            ),
            (
                "36,000 of value are lost and 9,000 of tax are saved: -27,000.00.",
                "36.000 an Wert gehen verloren, 9.000 Steuer entfallen: -27.000,00.",
            ),
        ),
        _measure(
            _CRASH,
            "crash_freedom_ratio",
            (
                "Change of the degree of freedom in a crash",
                "Änderung des Freiheitsgrads im Kurssturz",
            ),
            (
                "change of net wealth divided by consumption, in percentage points",
                "Änderung des Nettovermögens geteilt durch Konsum, in Prozentpunkten",
            ),
            (
                "27,000 less for 800,000 of consumption: −3.4 percentage points.",
                "27.000 weniger für 800.000 Konsum: −3,4 Prozentpunkte.",
            ),
            Unit.POINTS,
        ),
        _measure(
            _CRASH,
            "crash_runway",
            ("Change of the runway in a crash", "Änderung der Reichweite im Kurssturz"),
            (
                "change of the cash divided by the average monthly living costs; zero unless"
                " something of the asset class has the liquidity cash",
                "Änderung des verfügbaren Geldes geteilt durch die durchschnittlichen monatlichen"
                " Lebenshaltungskosten; null, wenn nichts von der Anlageklasse die Verfügbarkeit"
                " cash hat",
            ),
            (
                "10,000 of the funds count as cash and lose 2,000, at 2,000 a month: -1.0 months.",
                "10.000 der Fonds gelten als verfügbares Geld und verlieren 2.000, bei 2.000 im"
                " Monat: -1,0 Monate.",
            ),
            Unit.MONTHS,
        ),
    ),
    compute=crash.of,
    rows=tuple,
    keys=(
        Key("asset_class", Text("Asset class", "Anlageklasse"), KeyKind.ASSET_CLASS),
        Key("fall", Text("Fall", "Rückgang"), KeyKind.RATIO),
    ),
    needs=Text("assets other than money", "Vermögen, das kein Geld ist"),
    ledger_lines="2024-01-02 price VWCE 110.00 EUR\n"
    '2024-01-02 * "Purchase"\n'
    "  Assets:Depot    10 VWCE {100.00 EUR}\n"
    "  Assets:Bank\n",
)

FALLS: Final = Family(
    "falls",
    Text("Largest fall of net wealth", "Größter Rückgang des Nettovermögens"),
    (
        _measure(
            _FELL,
            "largest_fall",
            ("Largest fall so far", "Größter Rückgang bisher"),
            (
                "the most that net wealth fell from a month-end to a later one, saving and spending"
                " included",
                "größter Rückgang des Nettovermögens von einem Monatsende zu einem späteren,"
                " Gespartes und Ausgegebenes eingeschlossen",
            ),
            (
                "From 200,000 at the end of 2019 to 150,000 in March 2020: 50,000.00.",
                "Von 200.000 Ende 2019 auf 150.000 im März 2020: 50.000,00.",
            ),
        ),
        _measure(
            _FELL,
            "largest_fall_share",
            ("Largest fall in percent", "Größter Rückgang in Prozent"),
            (
                "the largest fall divided by net wealth before it",
                "größter Rückgang geteilt durch das Nettovermögen davor",
            ),
            ("50,000 of 200,000: 25.0%.", "50.000 von 200.000: 25,0 %."),
            Unit.RATIO,
        ),
        _measure(
            _FELL,
            "fell_from",
            ("Fell from", "Rückgang ab"),
            ("the month-end before the largest fall", "Monatsende vor dem größten Rückgang"),
            (
                "Wealth was highest before the fall on Dec 31, 2019.",
                "Vor dem Rückgang war das Vermögen am 31.12.2019 am höchsten.",
            ),
            Unit.DATE,
        ),
        _measure(
            _FELL,
            "fell_to",
            ("Fell to", "Rückgang bis"),
            (
                "the month-end at which net wealth was lowest in the largest fall",
                "Monatsende, an dem das Nettovermögen im größten Rückgang am niedrigsten war",
            ),
            ("It was lowest on Mar 31, 2020.", "Am niedrigsten war es am 31.03.2020."),
            Unit.DATE,
        ),
        _measure(
            _FELL,
            "recovered_on",
            ("Recovered on", "Aufgeholt am"),
            (
                "the first month-end at which net wealth was as high as before the largest fall;"
                " undefined where it has not been so yet",
                "erstes Monatsende, an dem das Nettovermögen wieder so hoch war wie vor dem größten"
                " Rückgang; nicht definiert, solange es das nicht ist",
            ),
            (
                "It was back at 200,000 on Jan 31, 2021.",
                "Am 31.01.2021 waren es wieder 200.000.",
            ),
            Unit.DATE,
        ),
        _measure(
            _FELL,
            "below_highest",
            ("Below the highest so far", "Unter dem bisherigen Höchststand"),
            (
                "the highest net wealth of all month-ends less that of the last one",
                "höchstes Nettovermögen aller Monatsenden abzüglich dessen des letzten",
            ),
            (
                "390,000 after 400,000 in October: 10,000.00.",
                "390.000 nach 400.000 im Oktober: 10.000,00.",
            ),
        ),
        _measure(
            _FELL,
            "below_highest_share",
            ("Below the highest in percent", "Unter dem Höchststand in Prozent"),
            (
                "the same divided by the highest net wealth",
                "dasselbe geteilt durch das höchste Nettovermögen",
            ),
            ("10,000 of 400,000: 2.5%.", "10.000 von 400.000: 2,5 %."),
            Unit.RATIO,
        ),
        _measure(
            _FELL,
            "highest_on",
            ("Highest on", "Höchststand am"),
            (
                "the month-end with the highest net wealth so far",
                "Monatsende mit dem bisher höchsten Nettovermögen",
            ),
            ("400,000 on Oct 31, 2024.", "400.000 am 31.10.2024."),
            Unit.DATE,
        ),
    ),
    compute=largest_fall.of,
    rows=lambda found: () if found is None else (found,),
    keys=(Key("date", Text("Day", "Tag"), KeyKind.DAY),),
    needs=Text(
        "net wealth that was once lower than at a month-end before",
        "ein Nettovermögen, das einmal niedriger war als an einem Monatsende davor",
    ),
    ledger_lines='2024-02-29 * "Rent"\n  Expenses:Rent    950.00 EUR\n  Assets:Bank\n',
)
