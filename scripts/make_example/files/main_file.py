"""The main file: options, settings, milestones, and includes of the other files."""

from __future__ import annotations

from collections.abc import Iterable

from make_example.base.days import START
from make_example.files.layout import GENERATED

MAIN = """\
;; Ein Haushalt in Deutschland, 2016 bis 2025: alle Personen, Firmen und Kurse sind erfunden.
;; Das passive Einkommen (Dividenden, Zinsen, Miete, E-Books, ein Online-Kurs) deckt am Anfang
;; wenige Prozent der Lebenshaltungskosten und zehn Jahre später fast die Hälfte; der Leerstand
;; der vermieteten Wohnung und ihr neues Bad werfen es 2022 zurück.
;; Ansehen:  fsq report main.beancount   oder   fava main.beancount
;;
;; A household in Germany, 2016 to 2025: all people, companies and prices are invented. Passive
;; income covers a few percent of the living costs at first and nearly half of them ten years later;
;; the let flat standing empty and its new bathroom throw it back in 2022.
;; To see it:  fsq report main.beancount   or   fava main.beancount
;;
;; {generated}
;; Nicht von Hand ändern. / Do not edit.

option "title" "Haushaltsbuch Familie Beispiel"
option "operating_currency" "EUR"

plugin "fsq_beancount"
plugin "fsq_beancount.depreciation"

{start} custom "fava-extension" "fsq_beancount.progress"

;; Favas Importseite; auf der Kommandozeile: python import/import.py extract import/downloads
{start} custom "fava-option" "import-config" "import/import.py"
{start} custom "fava-option" "import-dirs" "import/downloads"

* Einstellungen

{start} custom "fsq-option" "withdrawal-rate" 0.04
{start} custom "fsq-option" "inflation" 0.02
{start} custom "fsq-option" "discount-rate" 0.03
{start} custom "fsq-option" "income-growth" 0.02
{start} custom "fsq-option" "birth-date" 1984-05-17
{start} custom "fsq-option" "retirement-age" 67
{start} custom "fsq-option" "life-expectancy" 92
{start} custom "fsq-option" "reserve" 6000.00 EUR
{start} custom "fsq-option" "tax-profile" "de"
{start} custom "fsq-option" "stress-stream" "Immobilien"

;; Was die Rentenversicherung in ihrem Brief verspricht, in heutigem Geld.
{start} custom "fsq-pension" "Gesetzliche Rente" 1450.00 EUR 67

* Was passiv ist und was es kostet

;; Auch die eingebauten Namen kennen vieles davon; eine Regel sagt es ausdrücklich.
{start} custom "fsq-rule" "Income:Bücher" "passive" "Bücher"
{start} custom "fsq-rule" "Income:Familie:Kindergeld" "neutral"
{start} custom "fsq-rule" "Expenses:Vermietung" "cost" "passive" "Immobilien"
{start} custom "fsq-rule" "Expenses:Onlinekurs" "passive" "Online-Kurs"
{start} custom "fsq-rule" "Expenses:Betrieb" "cost" "active"
{start} custom "fsq-rule" "Expenses:Steuern:Einkommensteuer" "tax" "active"

;; Eine Lesung ist Arbeit, auch wenn sie bei den Büchern gebucht wird.
{start} custom "fsq-tag" "lesung" "active"

* Etappenziele

{start} custom "fsq-milestone" "Strom" Expenses:Wohnen:Strom
{start} custom "fsq-milestone" "Handy und Internet" Expenses:Handy Expenses:Wohnen:Internet
{start} custom "fsq-milestone" "Taschengeld" 100.00 EUR
{start} custom "fsq-milestone" "Lebensmittel" Expenses:Lebensmittel
{start} custom "fsq-milestone" "Auto" Expenses:Auto
{start} custom "fsq-milestone" "Versicherungen" Expenses:Versicherungen
{start} custom "fsq-milestone" "Kind" Expenses:Kind
{start} custom "fsq-milestone" "Miete" Expenses:Wohnen:Miete Expenses:Wohnen:Nebenkosten

* Vergleich

;; Neben den Renditen steht die eines Weltfonds, der Ausschüttungen wieder anlegt.
{start} custom "fsq-benchmark" "WELT"

* Dateien

"""


def main_file(names: Iterable[str]) -> list[str]:
    """Return the main file: options, settings, milestones, and includes of the other files."""
    text = MAIN.format(start=START, generated=GENERATED)
    return [*text.splitlines(), *(f'include "{name}"' for name in names)]
