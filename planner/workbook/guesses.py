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
_PERIOD_LIKE = re.compile(
    r"(19|20|21)\d\d|\bQ[1-4]\b|\d분기|\d{1,2}월|\b\d{2}[-/.]\d{1,2}\b|^[a-z]{3}[ '-]?\d{2}$",
    re.IGNORECASE,
)

COUNTRIES = {
    "china": "CN", "prc": "CN", "chn": "CN", "중국": "CN", "korea": "KR", "south korea": "KR",
    "kor": "KR", "한국": "KR", "대한민국": "KR", "japan": "JP", "jpn": "JP", "일본": "JP",
    "australia": "AU", "aus": "AU", "호주": "AU", "usa": "US", "united states": "US", "미국": "US",
    "vietnam": "VN", "viet nam": "VN", "vnm": "VN", "베트남": "VN", "malaysia": "MY", "mys": "MY",
    "말레이시아": "MY", "myanmar": "MM", "미얀마": "MM", "india": "IN", "ind": "IN", "인도": "IN",
    "brazil": "BR", "bra": "BR", "브라질": "BR", "canada": "CA", "can": "CA", "캐나다": "CA",
    "estonia": "EE", "est": "EE", "에스토니아": "EE", "france": "FR", "fra": "FR", "프랑스": "FR",
    "germany": "DE", "deu": "DE", "독일": "DE", "thailand": "TH", "tha": "TH", "태국": "TH",
    "kazakhstan": "KZ", "카자흐스탄": "KZ", "mongolia": "MN", "몽골": "MN", "russia": "RU",
    "러시아": "RU", "england": "GB", "uk": "GB", "영국": "GB", "taiwan": "TW", "대만": "TW",
}  # fmt: skip
"""Names people write where two letters are asked for."""

CURRENCIES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "달러": "USD", "미달러": "USD", "₩": "KRW",
    "￦": "KRW", "won": "KRW", "원": "KRW", "원화": "KRW", "€": "EUR", "euro": "EUR", "유로": "EUR",
    "¥": "JPY", "yen": "JPY", "엔": "JPY", "엔화": "JPY", "yuan": "CNY", "rmb": "CNY",
    "위안": "CNY", "위안화": "CNY", "a$": "AUD", "호주달러": "AUD",
}  # fmt: skip
"""Signs and words people write where a currency code is asked for."""


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


def digits_repaired(text: str) -> str:
    """``100`` for ``1O0``: a number whose digits were typed as letters; else nothing."""
    repaired = text.translate(_LETTERS_FOR_DIGITS)
    has_digit = any(sign.isdigit() for sign in text)
    return repaired if has_digit and re.fullmatch(r"-?\d+(\.\d+)?", repaired) else ""


def looks_like_period(text: str) -> bool:
    """Whether somebody may have meant a period: a year, a month or a quarter in any form."""
    return bool(_PERIOD_LIKE.search(unicodedata.normalize("NFKC", text)))


def period_guess(text: str) -> str:
    """``2027-01`` for ``2027/1``, ``2027년 1월`` or ``202701``; nothing if no year is there."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    year = re.search(r"(19|20|21)\d\d", plain)
    if not year:
        return ""
    rest = plain[: year.start()] + " " + plain[year.end() :]
    if quarter := re.search(r"[Qq]\s*([1-4])|([1-4])\s*(?:[Qq]|분기|/4)", rest):
        return f"{year[0]}-Q{quarter[1] or quarter[2]}"
    if month := re.search(r"(?<!\d)(1[0-2]|0?[1-9])(?!\d)", rest):
        return f"{year[0]}-{int(month[1]):02d}"
    if month := re.match(r"\s(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?$", rest):
        return f"{year[0]}-{month[1]}"
    return year[0] if not rest.strip(" 년") else ""


def code_guess(text: str, names: dict[str, str]) -> str:
    """The code people mean by a name (``China`` -> ``CN``); nothing if unknown."""
    return names.get(folded(text), "")


def write_hint(repair: str) -> Words:
    """``write 100`` to put behind a remedy, or nothing."""
    if not repair:
        return Words("", "")
    return Words(f" 예: {repair}", f" Here: {repair}.")
