"""The numbers of securities and accounts in a text: ISIN, WKN and IBAN, told by their check digits.

A reference of twelve characters may have the shape of an ISIN. One whose check digit is right
(ISO 6166, ISO 13616) goes before one whose digit is wrong, and one after its word before a bare
one; a bare one with a wrong digit is none. A WKN has no check digit: it is one after its word only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from stdnum import iban as _iban
from stdnum import isin as _isin

_ISIN: Final = re.compile(r"(?P<word>\bISIN[:.]?\s*)?\b(?P<number>[A-Z]{2}[A-Z0-9]{9}[0-9])\b")
_WKN: Final = re.compile(r"\b(?:WKN|WPKNR)[:.]?\s*([A-Z0-9]{6})\b", re.IGNORECASE)
_IBAN: Final = re.compile(
    r"(?P<word>\bIBAN[:.]?\s*)?\b(?P<number>[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30})\b"
)
_NO_NUMBER: Final = re.compile(r"[A-Z]{0,2}0*")


def isin_in(text: str) -> str:
    """Return the ISIN in a text; empty if there is none."""
    return _best(_ISIN, text, _is_isin)


def wkn_in(text: str) -> str:
    """Return the WKN after its word in a text; empty if there is none."""
    match = _WKN.search(text)
    return match[1].upper() if match else ""


def iban_in(text: str) -> str:
    """Return the IBAN in a text; empty if there is none."""
    return _best(_IBAN, text, _is_iban)


def iban_or_none(cell: str) -> str:
    """Return the IBAN in a cell for it, as written there; empty if it holds zeros or no IBAN."""
    bare = cell.replace(" ", "").upper()
    return cell if _IBAN.fullmatch(bare) and not _NO_NUMBER.fullmatch(bare) else ""


def _best(pattern: re.Pattern[str], text: str, is_valid: Callable[[str], bool]) -> str:
    def ranked() -> Iterator[tuple[bool, bool, int, str]]:
        for match in pattern.finditer(text):
            valid, named = is_valid(match["number"]), match["word"] is not None
            if valid or named:
                yield not valid, not named, match.start(), match["number"]

    return min(ranked(), default=(False, False, 0, ""))[-1]


@lru_cache(maxsize=4096)
def _is_isin(number: str) -> bool:
    return bool(_isin.is_valid(number))


@lru_cache(maxsize=4096)
def _is_iban(number: str) -> bool:
    return bool(_iban.is_valid(number))
