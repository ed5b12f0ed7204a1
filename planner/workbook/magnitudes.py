"""Amounts in words for large numbers, as they are spoken: 3만, 1억 2천만, 2M, 3k.

Such a cell is refused, because nobody can sum it in Excel either; but the number is known.
"""

import re
from decimal import Decimal

from planner.workbook.sheets import number_text

_SMALL = {"십": 10, "백": 100, "천": 1_000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}
_KOREAN = re.compile(r"\s*(\d[\d,]*(?:\.\d+)?)\s*([십백천]?)([만억조]?)")
_LATIN = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*(?:(k|thousand)|(M|mn|mln|mio|million)|(bn|billion))(?![a-z])", re.I
)
_BEFORE = re.compile(r"[^\d+-]{0,8}([+-]?)(?=\d)")
_BEHIND = re.compile(r"(?:여)?(?:[^가-힣].*|(?:원|톤|달러|불|위안|엔|유로|개|킬로|세트).*)?")
_LONGEST = 60


def spelled_out(text: str) -> str:
    """``30000`` for ``3만 톤``, ``3000`` for ``$3k``; nothing if no such word is there."""
    before = _BEFORE.match(text) if len(text) <= _LONGEST else None
    if before is None:
        return ""
    number = _korean(text[before.end() :]) or _latin(text[before.end() :])
    return f"{before[1].strip('+')}{number_text(float(number))}" if number else ""


def _korean(text: str) -> Decimal:
    """Tens, hundreds and thousands gather until 만, 억 or 조 multiplies them; 0 without any."""
    total, gathered, place, worded = Decimal(), Decimal(), 0, False
    while part := _KOREAN.match(text, place):
        digits, small, large = part.groups()
        gathered += Decimal(digits.replace(",", "")) * _SMALL.get(small, 1)
        if large:
            total, gathered = total + gathered * _LARGE[large], Decimal()
        place, worded = part.end(), worded or bool(small or large)
        if not small and not large:
            break
    return total + gathered if worded and _BEHIND.fullmatch(text[place:]) else Decimal()


def _latin(text: str) -> Decimal:
    found = _LATIN.match(text)
    # A small m may be metres.
    if found is None or found[3] == "m":
        return Decimal()
    size = 10**3 if found[2] else 10**6 if found[3] else 10**9
    return Decimal(found[1].replace(",", "")) * size
