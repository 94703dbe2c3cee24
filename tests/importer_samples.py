"""The sample exports, and the importer of each; run as a program, it writes the expected files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from beangulp import testing

from fsq_importers import (
    Accounts,
    Comdirect,
    Consorsbank,
    Dkb,
    Generic,
    IbTransactions,
    Ing,
    InteractiveBrokers,
    PortfolioPerformance,
    Pytr,
    TradeRepublic,
)

if TYPE_CHECKING:
    from fsq_importers.importer import FsqImporter

EXPORTS = Path(__file__).parent / "exports"
BROKEN = EXPORTS / "broken"

KONTEN = {
    "Verrechnungskonto": Accounts("Assets:Bank:Verrechnung", depot="Assets:Depot:PP"),
    "Dollarkonto": Accounts("Assets:Bank:Dollar"),
    "Tagesgeld": Accounts("Assets:Bank:Tagesgeld"),
}

IMPORTERS: dict[str, FsqImporter] = {
    "trade_republic": TradeRepublic(Accounts("Assets:TR", depot="Assets:Depot:TR")),
    "pytr": Pytr(Accounts("Assets:Pytr", depot="Assets:Depot:Pytr")),
    "portfolio_performance": PortfolioPerformance("Assets:PP", konten=KONTEN),
    "dkb": Dkb("Assets:DKB"),
    "ing": Ing("Assets:ING"),
    "comdirect": Comdirect("Assets:Comdirect"),
    "consorsbank": Consorsbank("Assets:Consors"),
    "interactive_brokers": InteractiveBrokers("Assets:IB"),
    "ib_transactions": IbTransactions("Assets:IB-CSV"),
    "generic": Generic(EXPORTS / "generic" / "broker.toml", "Assets:Broker"),
}
"""The importer of the samples in each folder."""


def samples() -> list[Path]:
    """Return the sample files that an importer takes."""
    return [
        path
        for folder in IMPORTERS
        for path in sorted((EXPORTS / folder).iterdir())
        if path.suffix in {".csv", ".xml"}
    ]


def importer_of(path: Path) -> FsqImporter:
    """Return the importer that a sample is for."""
    return IMPORTERS[path.parent.name]


def expected_of(path: Path) -> Path:
    """Return the file that says what the importer makes of a sample."""
    return path.with_name(f"{path.name}.beancount")


if __name__ == "__main__":
    for sample in samples():
        result = testing.run_importer(importer_of(sample), str(sample))
        testing.write_expected_file(str(expected_of(sample)), *result, force=True)
        print(expected_of(sample).relative_to(EXPORTS))
