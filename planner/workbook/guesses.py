"""What somebody probably meant: nearest names, digits typed as letters, periods, codes."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

from models.selector import folded
from planner.words import Words

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_LETTERS_FOR_DIGITS = str.maketrans("OoQlI|iSsB", "0001111558")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))
_NEAR = 0.6
_TOTAL = re.compile(
    r"(?:^|[\s(\[])(?:합\s*계|소\s*계|총\s*계|총합계?|누계|합|계|(?:sub|grand)?[ -]?totals?|sum)"
    r"(?:$|[\s:)(\]])",
    re.IGNORECASE,
)
_PERIOD_LIKE = re.compile(
    r"(19|20|21)\d\d|\bQ[1-4]\b|\d분기|\d{1,2}월|\b\d{2}[-/.]\d{1,2}\b|^[a-z]{3}[ '-]?\d{2}$",
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


def is_total(text: str) -> bool:
    """Whether a text names a sum: 합계, 소계(중국), Total, Grand total:."""
    return bool(_TOTAL.search(unicodedata.normalize("NFKC", text).strip()))


def digits_repaired(text: str) -> str:
    """``100`` for ``1O0``: a number whose digits were typed as letters; else nothing."""
    repaired = text.translate(_LETTERS_FOR_DIGITS)
    has_digit = any(sign.isdigit() for sign in text)
    return repaired if has_digit and re.fullmatch(r"-?\d+(\.\d+)?", repaired) else ""


def looks_like_period(text: str) -> bool:
    """Whether somebody may have meant a period: a year, a month or a quarter in any form."""
    return bool(_PERIOD_LIKE.search(unicodedata.normalize("NFKC", text)))


def period_guess(text: str) -> str:
    """``2027-01`` for ``2027/1``, ``2027년 1월`` or ``202701``; nothing if no year is there.

    Months and quarters filled on beyond the year's end go on: ``2028-01`` for ``2027-13``.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    year = re.search(r"(19|20|21)\d\d", plain)
    if not year:
        return ""
    rest = plain[: year.start()] + " " + plain[year.end() :]
    if quarter := re.search(r"[Qq]\s*([1-9]\d?)|([1-9]\d?)\s*(?:[Qq]|분기|/4)", rest):
        years, last = divmod(int(quarter[1] or quarter[2]) - 1, 4)
        return f"{int(year[0]) + years}-Q{last + 1}"
    if month := re.search(r"(?<!\d)(1[0-2]|0?[1-9])(?!\d)", rest):
        return f"{year[0]}-{int(month[1]):02d}"
    if month := re.match(r"\s(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?$", rest):
        return f"{year[0]}-{month[1]}"
    if month := re.fullmatch(r"\s?[년./-]\s*([1-9]\d)\s*월?", rest):
        years, last = divmod(int(month[1]) - 1, 12)
        return f"{int(year[0]) + years}-{last + 1:02d}"
    return year[0] if not rest.strip(" 년") else ""


def write_hint(repair: str) -> Words:
    """``write 100`` to put behind a remedy, or nothing."""
    if not repair:
        return Words("", "")
    return Words(f" 예: {repair}", f" Here: {repair}.")
