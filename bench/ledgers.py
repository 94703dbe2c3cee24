"""Write large synthetic ledgers for benchmarks.

    python bench/ledgers.py --transactions 200000 --years 20 OUT

The household is artificial: about three hundred accounts, two currencies, forty tickers whose
shares are sold first in, first out over several lots, salaries and dividends with their taxes, and
many groceries. There are about 2.35 postings per transaction, of which 11 % are income, like in the
ledgers for which Beancount's own figures are known. The same arguments always write the same
bytes, and Beancount loads the ledger without errors.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

LAST_YEAR = 2025
TICKERS = [f"TICK{number:02}" for number in range(40)]
QUOTES = 240
"""The approximate number of prices of a ticker, at most monthly, spread evenly."""

GIRO = "Assets:Bank:Girokonto"
DOLLARS = "Assets:Bank:Dollarkonto"
TRANSFERS = [f"Assets:Bank:Konto{number:02}" for number in range(20)]
CARDS = [f"Liabilities:Kreditkarte:Karte{number}" for number in range(5)]
SALARIES = [f"Income:Gehalt:Firma{number:02}" for number in range(20)]
INTEREST = [f"Income:Bank{number:02}:Zinsen" for number in range(20)]
RENTS = [f"Income:Vermietung:Mieteinnahmen:Wohnung{number:02}" for number in range(15)]
PRODUCTS = [f"Income:Werk{number:02}" for number in range(15)]
# Names that tell nothing of what they earn.
UNKNOWN = [f"Income:Quelle{number:02}" for number in range(15)]
DEPOTS = {ticker: f"Assets:Depot:{ticker}" for ticker in TICKERS}
DIVIDENDS = {ticker: f"Income:Depot:Dividenden:{ticker}" for ticker in TICKERS}
GAINS = "Income:Depot:Kursgewinne"
FEES = "Expenses:Depot:Ordergebuehren"
WAGE_TAXES = [
    "Expenses:Steuern:Lohnsteuer",
    "Expenses:Sozialversicherung:Rentenversicherung",
    "Expenses:Sozialversicherung:Krankenversicherung",
    "Expenses:Sozialversicherung:Arbeitslosenversicherung",
]
CAPITAL_TAX = "Expenses:Steuern:Kapitalertragsteuer"
SOLI = "Expenses:Steuern:Solidaritaetszuschlag"
LIVING = [
    f"Expenses:{group}:{name}"
    for group in ("Wohnen", "Essen", "Auto", "Freizeit", "Kinder", "Gesundheit", "Urlaub", "Haus")
    for name in (
        *("Alltag", "Laden", "Verein", "Abend", "Vorrat", "Pflege"),
        *("Technik", "Kleines", "Buch", "Reise", "Feier", "Anderes"),
    )
]
UPKEEP = [f"Expenses:Objekt{number:02}:Instandhaltung" for number in range(15)]
SHOPS = [f"Laden {number}" for number in range(200)]


def money(amount: int) -> str:
    """Return an amount in cents as a number with two decimal places."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02}"


@dataclass
class Writer:
    """The writer of transactions, with their shared state.

    Attributes:
        chance: The random number generator.
        held: The shares held of each ticker.
        prices: The latest price of each ticker, in cents.
        products: The accounts of products.
    """

    chance: random.Random
    held: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TICKERS, 0))
    prices: dict[str, int] = field(default_factory=dict)
    products: list[str] = field(default_factory=lambda: PRODUCTS)

    def between(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included; faster than ``randint``."""
        return low + int(self.chance.random() * (high - low + 1))

    def pick(self, names: list[str]) -> str:
        """Draw a name."""
        return names[int(self.chance.random() * len(names))]

    def groceries(self, day: date) -> str:
        """Return a purchase by card or from the account, sometimes in dollars."""
        amount = self.between(150, 18000)
        dice = self.chance.random()
        if dice < 0.04:
            source, currency = DOLLARS, "USD"
        else:
            source, currency = self.pick(CARDS) if dice < 0.4 else GIRO, "EUR"
        # Some receipts are split over two accounts.
        parts = [amount // 3, amount - amount // 3] if self.chance.random() < 0.13 else [amount]
        bought = "".join(f"  {self.pick(LIVING)}  {money(part)} {currency}\n" for part in parts)
        return (
            f'{day} * "{self.pick(SHOPS)}" "Einkauf"\n'
            f"{bought}"
            f"  {source}  {money(-amount)} {currency}\n"
        )

    def transfer(self, day: date) -> str:
        """Return a transfer between two accounts."""
        amount = money(self.between(1, 900) * 100)
        target = self.pick([*TRANSFERS, *CARDS])
        return f'{day} * "Umbuchung"\n  {target}  {amount} EUR\n  {GIRO}  -{amount} EUR\n'

    def exchange(self, day: date) -> str:
        """Return a purchase of dollars: hundreds at a rate of four places give whole cents."""
        hundreds, rate = self.between(1, 9), self.between(8000, 9800)
        return (
            f'{day} * "Bank" "Dollar gekauft"\n'
            f"  {DOLLARS}  {hundreds * 100}.00 USD @ 0.{rate} EUR\n"
            f"  {GIRO}  {money(-hundreds * rate)} EUR\n"
        )

    def upkeep(self, day: date) -> str:
        """Return a cost of a let flat."""
        amount = money(self.between(2000, 60000))
        return (
            f'{day} * "Handwerker" "Reparatur"\n'
            f"  {self.pick(UPKEEP)}  {amount} EUR\n"
            f"  {GIRO}  -{amount} EUR\n"
        )

    def small_income(self, day: date) -> str:
        """Return interest, rent or the income of a product: an income posting and its payment."""
        source = self.pick((INTEREST, RENTS, self.products)[self.between(0, 2)])
        amount = money(self.between(100, 90000))
        return (
            f'{day} * "{self.pick(SHOPS)}" "Eingang"\n'
            f"  {source}  -{amount} EUR\n"
            f"  {GIRO}  {amount} EUR\n"
        )

    def salary(self, day: date) -> str:
        """Return a salary with taxes and social insurance."""
        gross = self.between(200000, 700000)
        parts = [gross * share // 100 for share in (18, 9, 8, 1)]
        taxes = "".join(
            f"  {account}  {money(part)} EUR\n"
            for account, part in zip(WAGE_TAXES, parts, strict=True)
        )
        return (
            f'{day} * "Arbeitgeber" "Gehalt"\n'
            f"  {self.pick(SALARIES)}  {money(-gross)} EUR\n"
            f"{taxes}"
            f"  {GIRO}  {money(gross - sum(parts))} EUR\n"
        )

    def dividend(self, day: date) -> str:
        """Return a dividend, gross, with a separate posting for each tax."""
        gross = self.between(500, 40000)
        tax = gross // 4
        soli = tax * 55 // 1000
        return (
            f'{day} * "Depotbank" "Dividende"\n'
            f"  {DIVIDENDS[self.pick(TICKERS)]}  {money(-gross)} EUR\n"
            f"  {CAPITAL_TAX}  {money(tax)} EUR\n"
            f"  {SOLI}  {money(soli)} EUR\n"
            f"  {GIRO}  {money(gross - tax - soli)} EUR\n"
        )

    def buy(self, day: date) -> str:
        """Return the purchase of a lot, with a fee."""
        ticker, shares = self.pick(TICKERS), self.between(5, 40)
        price = self.prices[ticker] + self.between(-50, 50)
        self.held[ticker] += shares
        return (
            f'{day} * "Depotbank" "Kauf"\n'
            f"  {DEPOTS[ticker]}  {shares} {ticker} {{{money(price)} EUR}}\n"
            f"  {FEES}  1.00 EUR\n"
            f"  {GIRO}  {money(-shares * price - 100)} EUR\n"
        )

    def sell(self, day: date) -> str:
        """Return a sale of the oldest lots; Beancount determines them and the gain."""
        ticker = self.pick(TICKERS)
        shares = min(self.held[ticker], self.between(10, 70))
        if shares == 0:
            return self.buy(day)
        self.held[ticker] -= shares
        price = self.prices[ticker]
        return (
            f'{day} * "Depotbank" "Verkauf"\n'
            f"  {DEPOTS[ticker]}  -{shares} {ticker} {{}} @ {money(price)} EUR\n"
            f"  {FEES}  1.00 EUR\n"
            f"  {CAPITAL_TAX}  2.50 EUR\n"
            f"  {GIRO}  {money(shares * price - 350)} EUR\n"
            f"  {GAINS}\n"
        )


# The number of transactions of each kind, per thousand.
MIX: tuple[tuple[int, Callable[[Writer, date], str]], ...] = (
    (603, Writer.groceries),
    (75, Writer.transfer),
    (10, Writer.exchange),
    (20, Writer.upkeep),
    (170, Writer.small_income),
    (17, Writer.salary),
    (60, Writer.dividend),
    (33, Writer.buy),
    (12, Writer.sell),
)


def _head(plugin: bool) -> str:
    line = 'plugin "fsq_beancount"\n' if plugin else ""
    return (
        ";; Generated by bench/ledgers.py.\n"
        'option "title" "Benchmark"\n'
        'option "operating_currency" "EUR"\n'
        'option "booking_method" "FIFO"\n'
        f"{line}\n"
    )


def _declarations(first: date, products: list[str]) -> Iterator[str]:
    plain = (GIRO, *TRANSFERS, *CARDS, *SALARIES, *INTEREST, *RENTS, *DIVIDENDS.values(), GAINS)
    costs = (FEES, *WAGE_TAXES, CAPITAL_TAX, SOLI, *UPKEEP)
    for account in (*plain, *costs):
        yield f"{first} open {account} EUR\n"
    for account in LIVING:
        yield f"{first} open {account}\n"
    yield f"{first} open {DOLLARS} USD\n"
    for ticker, account in DEPOTS.items():
        yield f"{first} open {account} {ticker}\n"
    for number, account in enumerate(products):
        said = f'  fsq-class: "passive"\n  fsq-stream: "Werk {number}"\n'
        if products is UNKNOWN:
            said = ""
        yield f"{first} open {account} EUR\n{said}"
    yield f'{first} custom "fsq-rule" "Expenses:Objekt.*" "cost" "passive" "Immobilien"\n'
    yield f'{first} custom "fsq-rule" "Income:Vermietung" "passive" "Immobilien"\n'


def _quotes(prices: dict[str, int], chance: random.Random, day: date) -> Iterator[str]:
    for ticker in TICKERS:
        prices[ticker] = max(500, prices[ticker] + chance.randint(-150, 170))
        yield f"{day} price {ticker} {money(prices[ticker])} EUR\n"


def write_ledger(
    path: Path,
    transactions: int,
    years: int,
    plugin: bool,
    seed: int = 2026,
    *,
    classified: bool = True,
) -> None:
    """Write a ledger that ends with the last day of 2025.

    Args:
        path: The file to write.
        transactions: The number of transactions, spread evenly over the days.
        years: The number of whole years of history.
        plugin: Whether the ledger loads our plugin.
        seed: The random seed; another seed gives another ledger of the same shape.
        classified: Whether it says what its products are; otherwise each of them is a question.
    """
    writer = Writer(random.Random(seed))  # noqa: S311 - no secrets
    writer.products = PRODUCTS if classified else UNKNOWN
    # A separate generator for prices: the transactions do not depend on the number of years.
    market = random.Random(seed + 1)  # noqa: S311 - no secrets
    writer.prices = {ticker: market.randint(2000, 20000) for ticker in TICKERS}
    first = date(LAST_YEAR - years + 1, 1, 1)
    days = (date(LAST_YEAR + 1, 1, 1) - first).days
    every = max(1, years * 12 // QUOTES)
    weights = list(accumulate(weight for weight, _ in MIX))
    kinds = writer.chance.choices([kind for _, kind in MIX], cum_weights=weights, k=transactions)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_head(plugin))
        out.writelines(_declarations(first, writer.products))
        month = -1
        for number, kind in enumerate(kinds):
            day = first + timedelta(days=number * days // transactions)
            if (now := day.year * 12 + day.month) != month:
                month = now
                start = day.replace(day=1)
                out.write(f"{start} price USD 0.{market.randint(8000, 9800)} EUR\n")
                if start == first or now % every == 0:
                    out.writelines(_quotes(writer.prices, market, start))
            out.write(kind(writer, day))
            out.write("\n")


def main() -> None:
    """Write the ledger that the arguments describe."""
    parser = argparse.ArgumentParser(description="Write a large synthetic ledger.")
    parser.add_argument("--transactions", type=int, default=200_000)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--plugin", action="store_true", help="let the ledger name our plugin")
    parser.add_argument("out", type=Path, metavar="OUT")
    asked = parser.parse_args()
    write_ledger(asked.out, asked.transactions, asked.years, asked.plugin, asked.seed)


if __name__ == "__main__":
    main()
