"""The depot: shares and funds, bought and sold first in, first out, and taxed by the bank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from make_example.base.accounts import DISTRIBUTIONS, FOREIGN_TAX, GAINS, GIRO, TRADE_FEES
from make_example.base.book import Book, Leg
from make_example.base.capital_tax import TaxedAccount, withheld
from make_example.base.chance import Chance
from make_example.base.days import END, START, workday
from make_example.base.figures import ZERO, by_year, cents, whole_cents
from make_example.base.market import Market
from make_example.story.lots import OPENING_LOTS, Lot
from make_example.story.trades import BASE_RATES, PAYING_SHARE, PAYOUTS, QUARTERLY, TRADES

# The part of the saver's allowance at this bank; the rest is at that of the savings account.
ALLOWANCE = by_year("1200 1200 1200 1200 1200 1200 1200 1500 1500 1500")
ORDER_FEE = Decimal("4.90")
EQUITY_FUNDS = ("DIVE", "WELT")
TAXABLE_OF_FUNDS = Decimal("0.7")


class Depot:
    """The lots in the depot, their transactions, and the taxes that the bank withholds."""

    def __init__(self, book: Book, market: Market) -> None:
        self._book = book
        self._market = market
        self._chance = Chance("depot")
        self._lots: dict[str, list[Lot]] = defaultdict(list)
        self._bank = TaxedAccount(ALLOWANCE)
        for lot in OPENING_LOTS:
            self._lots[lot.paper].append(lot)

    def run(self) -> None:
        """Enter all transactions of the depot day by day: the allowance depends on their order."""
        trades = {day: (paper, shares) for day, paper, shares in TRADES}
        day = START
        while day <= END:
            if day in trades:
                paper, shares = trades[day]
                if shares > 0:
                    self._buy(day, paper, shares)
                else:
                    self._sell(day, paper, -shares)
            if day.month % 3 == 2 and day == workday(day.year, day.month, 7):
                self._save(day)
            if day == workday(day.year, day.month, 20):
                for paper, payout in PAYOUTS.items():
                    if day.month in payout.months:
                        self._pay_out(paper, day)
            if day.month == 1 and day.day == 2 and day.year in BASE_RATES:
                self._tax_advance(day.year)
            day += timedelta(days=1)

    def _quote(self, paper: str, day: date) -> Decimal:
        return self._chance.vary(self._market.price(paper, day), 1)

    def _bought(self, lot: Lot) -> Leg:
        self._lots[lot.paper].append(lot)
        return lot.bought()

    def _oldest(self, paper: str, shares: int) -> Iterator[Lot]:
        """Remove and yield the oldest lots; the last may be split."""
        lots = self._lots[paper]
        while shares:
            lot = lots.pop(0)
            taken = min(shares, lot.shares)
            if taken < lot.shares:
                lots.insert(0, replace(lot, shares=lot.shares - taken))
            shares -= taken
            yield replace(lot, shares=taken)

    def _buy(self, day: date, paper: str, shares: int) -> None:
        """Buy at the day's price, for a fee."""
        self._book.pay(
            day,
            "Musterbank",
            f"Kauf {shares} {paper}",
            self._bought(Lot(paper, day, self._quote(paper, day), shares)),
            Leg(TRADE_FEES, ORDER_FEE),
        )

    def _save(self, day: date) -> None:
        """Buy for the quarterly savings plan: whole shares of both funds, without a fee."""
        legs = []
        share = PAYING_SHARE[day.year]
        for paper, part in (("DIVE", share), ("WELT", 1 - share)):
            if part:
                price = self._quote(paper, day)
                shares = int(QUARTERLY[day.year] * part / price)
                legs.append(self._bought(Lot(paper, day, price, shares)))
        self._book.pay(day, "Musterbank", "ETF-Sparplan", *legs)

    def _sell(self, day: date, paper: str, shares: int) -> None:
        """Sell the oldest lots; the gain or loss is the proceeds less their cost."""
        price = self._quote(paper, day)
        lots = list(self._oldest(paper, shares))
        gain = sum((lot.shares * (price - lot.price) for lot in lots), ZERO)
        if paper in EQUITY_FUNDS:
            taxes = self._bank.tax(day.year, gain * TAXABLE_OF_FUNDS)
        else:
            taxes = self._bank.tax(day.year, gain, "shares")
        taken_off = sum((leg.units for leg in taxes), ORDER_FEE)
        self._book.add(
            day,
            "Musterbank",
            f"Verkauf {shares} {paper}",
            *(lot.sold(price) for lot in lots),
            *taxes,
            Leg(TRADE_FEES, ORDER_FEE),
            Leg(GIRO, shares * price - taken_off),
            Leg(GAINS, -gain),
        )

    def _pay_out(self, paper: str, day: date) -> None:
        """Enter a dividend or distribution, gross, with a separate posting for each tax."""
        payout = PAYOUTS[paper]
        shares = sum(lot.shares for lot in self._lots[paper])
        each = payout.a_year[day.year] / len(payout.months)
        gross = cents(shares * each)
        if not gross:
            return
        foreign = cents(gross * payout.foreign_tax)
        kind = "Ausschüttung" if payout.account == DISTRIBUTIONS else "Dividende"
        self._book.pay(
            day,
            "Musterbank",
            f"{kind} {shares} {paper} zu je {each.normalize():f} EUR",
            Leg(payout.account, -gross),
            *self._bank.tax(day.year, gross * payout.taxable, foreign=foreign),
            *([Leg(FOREIGN_TAX, foreign)] if foreign else []),
        )

    def _tax_advance(self, year: int) -> None:
        """Enter the tax on last year's Vorabpauschale of the accumulating fund.

        The lump sum is 70 % of the base rate on the value at the beginning of that year; 30 % of
        it is exempt for an equity fund. This bank has no allowance: the tax is paid from cash.
        """
        start = date(year - 1, 1, 1)
        held = sum(lot.shares for lot in self._lots["WELT"] if lot.day < start)
        gain = held * self._market.price("WELT", start) * BASE_RATES[year] * Decimal("0.7")
        self._book.pay(
            workday(year, 1, 16),
            "Direktbank",
            f"Steuer auf die Vorabpauschale {year - 1}, WELT",
            *withheld(whole_cents(gain * TAXABLE_OF_FUNDS / 4)),
            meta={"fsq-class": '"passive"', "fsq-role": '"tax"', "fsq-stream": '"ETF"'},
        )
