"""Countries: their names from CLDR (the locale data in Babel), and the code people mean by a name.

CLDR follows ISO 3166. Where it says otherwise than Koreans and the trade do, the name stands here.
"""

import difflib
import re
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from babel import Locale
from babel.core import get_global

from models.selector import folded
from planner.words import Language, Words

OFFERED = (
    "KR", "CN", "AU", "US", "JP", "VN", "MY", "MM", "TH", "LA", "IN", "ID", "PH", "MN", "KZ", "UZ",
    "RU", "EE", "FR", "DE", "GB", "NO", "SE", "FI", "GL", "CA", "BR", "CL", "AR", "ZA", "NA", "TZ",
    "MW", "MG", "AO", "BI", "CD", "TR", "SA", "TW",
)  # fmt: skip
"""The codes in the template's drop-down: who mines, separates or trades critical materials."""

_OTHERWISE = MappingProxyType({
    # Shorter in every Korean trade statistic than CLDR's full or older form.
    "AU": Words("호주", "Australia"),
    "KR": Words("한국", "Korea"),
    "ZA": Words("남아프리카공화국", "South Africa"),
    # CLDR names the two by their capitals; the trade does not.
    "CD": Words("콩고민주공화국", "DR Congo"),
    "CG": Words("콩고공화국", "Republic of the Congo"),
    # CLDR adds what a table has no room for.
    "AE": Words("아랍에미리트", "UAE"),
    "HK": Words("홍콩", "Hong Kong"),
    "MM": Words("미얀마", "Myanmar"),
    "MO": Words("마카오", "Macao"),
    # Found by people who type plain letters.
    "TR": Words("튀르키예", "Turkiye"),
})  # fmt: skip

_ALSO = MappingProxyType({
    "america": "US", "u.s.": "US", "u.s.a.": "US", "united states of america": "US",
    "prc": "CN", "people's republic of china": "CN", "mainland china": "CN", "중화인민공화국": "CN",
    "republic of korea": "KR", "korea, republic of": "KR", "rok": "KR", "남한": "KR",
    "england": "GB", "great britain": "GB", "u.k.": "GB", "viet nam": "VN",
    "burma": "MM", "버마": "MM", "lao pdr": "LA", "russian federation": "RU",
    "turkey": "TR", "터키": "TR", "남아공": "ZA", "타이": "TH", "타이완": "TW",
    "drc": "CD", "민주콩고": "CD", "congo, dem. rep.": "CD", "czech republic": "CZ",
    "holland": "NL", "ivory coast": "CI", "cote d'ivoire": "CI", "싱가폴": "SG",
})  # fmt: skip
"""Further names people type."""

_SHARED = MappingProxyType({"congo": ("CD", "CG"), "콩고": ("CD", "CG")})
"""Names of more than one country."""

_NEAR, _SHORTEST = 0.8, 4
"""How alike a misspelled name is, and how many letters it has to have to be told from others."""
_NO_COUNTRY = ("EZ", "QO", "UN", "XA", "XB", "ZZ")


def country_name(code: str, language: Language) -> str:
    """Return the name of an ISO 3166 code of two letters; the code itself if it is nobody's."""
    known = code.upper()
    if known in _OTHERWISE:
        return _OTHERWISE[known].to(language)
    return str(Locale(language).territories.get(known, code))


def country_code(text: str) -> str | None:
    """Return the two letters meant by a code (ISO 2 or 3) or a name in Korean or English.

    None if no country is called so, or more than one.
    """
    codes = countries_called(text)
    return codes[0] if len(codes) == 1 else None


def countries_called(text: str) -> tuple[str, ...]:
    """Return the codes of all countries that a code or a name may mean, none if it is nobody's."""
    return tuple(sorted(_claims().get(_plain(text), ())))


def country_like(text: str) -> str:
    """Return the code of the country whose name is nearly this one; empty if none is."""
    # Codes are as near to each other as to a slip.
    names = {name: min(codes) for name, codes in _claims().items() if len(codes) == 1}
    long = [name for name in names if len(name) >= _SHORTEST]
    near = difflib.get_close_matches(_plain(text), long, n=1, cutoff=_NEAR)
    return names[near[0]] if near else ""


@cache
def _claims() -> dict[str, set[str]]:
    """Every spelling with the codes it may mean."""
    claims: dict[str, set[str]] = {}
    for spelling, code in _spellings():
        claims.setdefault(_plain(spelling), set()).add(code)
    return claims


def _spellings() -> Iterator[tuple[str, str]]:
    yield from _ALSO.items()
    yield from ((name, code) for name, codes in _SHARED.items() for code in codes)
    for code, words in _OTHERWISE.items():
        yield from ((word, code) for word in words)
    for alias, targets in get_global("territory_aliases").items():
        if alias.isalpha() and len(targets) == 1:
            yield alias, targets[0]
    for language in ("ko", "en"):
        for code, name in Locale(language).territories.items():
            if code.isalpha() and code not in _NO_COUNTRY:
                yield from ((code, code), (name, code), (re.sub(r"\s*\(.*\)", "", name), code))


def _plain(text: str) -> str:
    """The spelling without what people leave out or write otherwise: & and -, blanks, accents."""
    return re.sub(r"[\s’'\-]+", "", folded(text).replace("&", "and").removeprefix("the "))
