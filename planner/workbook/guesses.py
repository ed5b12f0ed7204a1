"""What somebody probably meant: nearest names, digits typed as letters, periods, codes."""

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable

from models.selector import folded
from planner.words import Words
from planner.workbook.faults import SHOWN_PER_COLUMN

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_LETTERS_FOR_DIGITS = str.maketrans("OoQlI|iSsB", "0001111558")
_SPACED = re.compile(r"-?\d{1,3}([\s'’]\d{3})+(\.\d+)?")
"""Thousands apart, as in French and Swiss figures."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))
_NEAR = 0.6
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = re.compile(rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?(?![a-z])", re.IGNORECASE)
_SERIAL = re.compile(r"3[3-9]\d{3}|[4-6]\d{4}|7[0-3]\d{3}")
_DAY_0 = datetime.date(1899, 12, 30)
_SHORT_YEAR = re.compile(r"(?<![\d.,/-])(\d\d)\s*[-./년]\s*(1[0-2]|0?[1-9])\s*월?(?![\d./-])")
_MONTH_FIRST = re.compile(r"(1[0-2]|0?[1-9])\s*/\s*(1[3-9]|[2-9]\d)")
_FISCAL = re.compile(r"^(?:FY|회계연도)\s*['’]?(?=\d)|(?<=\d)\s*회계연도$", re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?:FY|회계연도)\s*['’]?(\d\d)|(\d\d)\s*(?:년|회계연도)", re.IGNORECASE)
_QUARTER = r"(?:Q\s*([1-4])|([1-4])\s*(?:Q|분기))"
_SHORT_QUARTER = re.compile(rf"(\d\d)\s*[-./'년]?\s*{_QUARTER}|{_QUARTER}\W*(\d\d)", re.IGNORECASE)
_HALF = re.compile(r"H\s*([12])(?!\d)|(?<!\d)([12])\s*H|(상)반기|(하)반기", re.IGNORECASE)
_YEARLESS = re.compile(r"월|분기|q|^-\d\d-$", re.IGNORECASE)
_SOME_YEAR = 2027
"""What stands for a year that nobody wrote."""
_TOTAL = re.compile(
    r"(?:^|[\s(\[])(?:합\s*계|소\s*계|총\s*계|총합계?|누계|합|계|(?:sub|grand)?[ -]?totals?|sum)"
    r"(?:$|[\s:)(\]])",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"[※*★☆◆◇■□▶▷→•·]|[#-]+\s|(?:주|비고|참고|단위|출처|작성|기준|notes?|remarks?|units?|source)\s*[):.]",
    re.IGNORECASE,
)
_PERIOD_LIKE = re.compile(
    r"(19|20|21)\d\d|\bQ[1-4]\b|^[1-4]Q|\d분기|[상하]반기|^FY|^\d{1,2}/\d{2}$|\d{1,2}월"
    r"|\b\d{2}[-/.]\d{1,2}\b|^[a-z]{3}[ '-]?\d{2}$|^\d{2}[ '-]?[a-z]{3}$",
    re.IGNORECASE,
)


def tidy(text: str) -> str:
    """Text as it is kept: composed Hangul (NFC), trimmed, without invisible signs."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).strip()


def nearest(text: str, options: Iterable[str]) -> str:
    """The option most like the text, or nothing if none is."""
    by_look = {look(option): option for option in options}
    wanted = look(text)
    if wanted in by_look:
        return by_look[wanted]
    found = difflib.get_close_matches(wanted, list(by_look), n=1, cutoff=_NEAR)
    return by_look[found[0]] if found else ""


def look(text: str) -> str:
    """Text as it looks: 0 like O, 1 like l, blanks, - and _ left out."""
    plain = folded(text).translate(str.maketrans("0158", "olsb"))
    return re.sub(r"[\s_\-]+", "", plain)


def did_you_mean(text: str, options: Iterable[str]) -> Words:
    """``Did you mean 'lynas'?``, or nothing."""
    guess = nearest(text, options)
    if not guess:
        return Words("", "")
    return Words(f"혹시 '{guess}' 값을 뜻하셨나요?", f"Did you mean '{guess}'?")


class Guesser:
    """Guesses for as many texts as are listed one by one: each looks through all the names."""

    def __init__(self, most: int = 2 * SHOWN_PER_COLUMN) -> None:
        self._left = most

    def meant(self, text: str, options: Iterable[str]) -> Words:
        """``Did you mean 'lynas'?``, or nothing."""
        self._left -= 1
        return did_you_mean(text, options) if self._left >= 0 else Words("", "")


def is_total(text: str) -> bool:
    """Whether a text names a sum: 합계, 소계(중국), Total, Grand total:."""
    return bool(_TOTAL.search(unicodedata.normalize("NFKC", text).strip()))


def is_remark(text: str) -> bool:
    """Whether a text that stands alone in its row explains something: ※ 견적 기준일 11월 30일."""
    return bool(_REMARK.match(unicodedata.normalize("NFKC", text).strip()))


def digits_repaired(text: str) -> str:
    """``100`` for ``1O0`` (digits typed as letters), ``1000`` for ``1 000``; else nothing."""
    if _SPACED.fullmatch(text):
        return re.sub(r"[\s'’]", "", text)
    repaired = text.translate(_LETTERS_FOR_DIGITS)
    has_digit = any(sign.isdigit() for sign in text)
    return repaired if has_digit and re.fullmatch(r"-?\d+(\.\d+)?", repaired) else ""


def looks_like_period(text: str) -> bool:
    """Whether somebody may have meant a period: a year, a month or a quarter in any form."""
    plain = unicodedata.normalize("NFKC", text)
    return bool(_PERIOD_LIKE.search(plain) or _SERIAL.fullmatch(plain.strip()))


def period_guess(text: str) -> str:
    """``2027-01`` for ``2027/1``, ``2027년 1월``, ``202701`` or ``27.1``; nothing without a year.

    Months and quarters filled on beyond the year's end go on: ``2028-01`` for ``2027-13``.
    """
    plain = _plainly(text)
    if named := re.search(r"^-(\d\d)-\W*(?:20)?(\d\d)$|^\W*(?:20)?(\d\d)\W*-(\d\d)-$", plain):
        return f"20{named[2] or named[3]}-{named[1] or named[4]}"
    if _SERIAL.fullmatch(plain):
        # A date whose cell lost its format: days since the last day of 1899, as Excel counts them.
        return f"{_DAY_0 + datetime.timedelta(days=int(plain)):%Y-%m}"
    if short := _of_short_year(text.strip(), plain):
        return short
    year = re.search(r"(19|20|21)\d\d", plain)
    return _within(int(year[0]), f"{plain[: year.start()]} {plain[year.end() :]}") if year else ""


def _of_short_year(text: str, plain: str) -> str:
    """The period where two digits are the year: FY27, 1/27, 27-Q1, 27.1; else nothing."""
    if bare := _BARE_YEAR.fullmatch(text):
        return f"20{bare[1] or bare[2]}"
    if turned := _MONTH_FIRST.fullmatch(plain):
        return f"20{turned[2]}-{int(turned[1]):02d}"
    if quarter := _SHORT_QUARTER.fullmatch(plain):
        first, *which, last = quarter.groups()
        return f"20{first or last}-Q{next(filter(None, which))}"
    short = _SHORT_YEAR.search(plain)
    return f"20{short[1]}-{int(short[2]):02d}" if short else ""


def period_hint(text: str) -> Words:
    """What to write for a text that is no period, to put behind a remedy; or nothing.

    A half is two quarters, and a month without a year is told with some year.
    """
    if guess := period_guess(text):
        return write_hint(guess)
    plain = _plainly(text)
    year = re.search(r"(?:19|20|21)\d\d", plain)
    said = int(year[0]) if year else _SOME_YEAR
    found = Words("", "")
    if half := _HALF.search(plain):
        first = 1 if half[1] == "1" or half[2] == "1" or half[3] else 3
        both = f"{said}-Q{first}", f"{said}-Q{first + 1}"
        found = Words(
            f" 반기는 분기 둘로 나누어 적으세요: {', '.join(both)}.",
            f" Half a year is two quarters: {' and '.join(both)}.",
        )
    elif _YEARLESS.search(plain) and (example := _within(said, f" {plain}")):
        found = Words(
            f" 연도도 적으세요: {said}년이면 {example}.",
            f" The year is missing: {example} if it is {said}.",
        )
    return found


def _plainly(text: str) -> str:
    """A text as periods are looked for in it: one dash, months as numbers, without FY."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    plain = _MONTH_NAME.sub(lambda name: f"-{_MONTHS.index(name[1].lower()) + 1:02d}-", plain)
    return _FISCAL.sub("", plain)


def _within(year: int, rest: str) -> str:
    """The period of a year that the rest of the text names; the year itself if it says nothing."""
    if _HALF.search(rest):
        return ""
    if quarter := re.search(r"[Qq]\s*([1-9]\d?)|([1-9]\d?)\s*(?:[Qq]|분기|/4)", rest):
        years, last = divmod(int(quarter[1] or quarter[2]) - 1, 4)
        return f"{year + years}-Q{last + 1}"
    month = re.search(r"(?<!\d)(1[0-2]|0?[1-9])(?!\d)", rest) or re.match(
        r"\s(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?$", rest
    )
    month = month or re.fullmatch(r"\s?[년./-]?\s*(1[3-9]|[2-5]\d)\s*월?", rest)
    if month:
        years, last = divmod(int(month[1]) - 1, 12)
        return f"{year + years}-{last + 1:02d}"
    return "" if rest.strip(" 년") else str(year)


def write_hint(repair: str) -> Words:
    """``write 100`` to put behind a remedy, or nothing."""
    if not repair:
        return Words("", "")
    return Words(f" 예: {repair}", f" Here: {repair}.")
