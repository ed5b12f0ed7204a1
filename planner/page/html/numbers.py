"""Values as Excel shows them under a number format code."""

import datetime as dt
import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from planner.page.grid import Value
from planner.schema.common import YES_NO
from planner.words import Language

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<test>[^\]]*)\]|[_*].|(?P<plain>.)')
_TEST = re.compile(r"(<=|>=|<>|<|>|=)(-?[\d.]+)")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_DATE = re.compile(r"y+|m+|d+")
_FIRST_DAY = dt.date(1899, 12, 30)
_NOISE = 5e-10
"""Sizes below are 0: a solver's -1e-10 would be shown as -0."""
_EXACT = 15
"""Figures that Excel keeps of a number."""
_LONG = Context(prec=400, rounding=ROUND_HALF_UP)
"""Room for the decimals of the largest number."""
_GENERAL = 11
"""Signs of a number without a format, its point among them."""


@dataclass(frozen=True)
class _Section:
    """A part of a code between semicolons: what stands before, in and behind the digits."""

    before: str
    digits: str
    behind: str
    percents: int = 0
    test: tuple[str, float] | None = None
    date: bool = False

    def takes(self, value: float) -> bool:
        return self.test is not None and _COMPARE[self.test[0]](value, self.test[1])


def shown(value: Value, code: str, language: Language) -> str:
    """The text of a cell that holds the value: yes and no in words, None as nothing.

    ``code``: an Excel number format code; empty: ``General``.
    """
    if isinstance(value, bool):
        return YES_NO["yes" if value else "no"].to(language)
    if isinstance(value, dt.date):
        found = _sections(code or "General")[0]
        return _dated(value, found.digits if found.date else "yyyy-mm-dd")
    if isinstance(value, int | float) and math.isfinite(value):
        return formatted(float(value), code)
    return "" if value is None else str(value)


def formatted(value: float, code: str) -> str:
    """A finite number under an Excel number format code, rounded half away from zero."""
    value = value if abs(value) > _NOISE else 0.0
    section, bare = _chosen(value, _sections(code or "General"))
    if section.date:
        return _dated(_FIRST_DAY + dt.timedelta(days=int(value)), section.digits)
    if not section.digits:
        return section.before
    sign = "-" if value < 0 and not bare else ""
    figures = _general(abs(value)) if section.digits == "General" else _figures(value, section)
    return f"{sign}{section.before}{figures}{section.behind}"


def _chosen(value: float, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """The section for a value, and whether it says the sign of negative ones itself."""
    first, *others = sections
    if not others:
        return first, False
    if first.test is None and others[0].test is None:
        place = 0 if value > 0 else 1 if value < 0 else 2
        return (sections[place], place == 1) if place < len(sections) else (first, False)
    found = next((one for one in sections if one.takes(value)), sections[-1])
    return found, found.before.endswith("-")


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if kind == "plain" and match["plain"] == ";":
            parts.append([])
        elif kind:
            parts[-1].append((kind, match[kind]))
    return tuple(_section(part) for part in parts)


def _section(tokens: list[tuple[str, str]]) -> _Section:
    test = next(
        (match for kind, text in tokens if kind == "test" and (match := _TEST.fullmatch(text))),
        None,
    )
    asked = None if test is None else (test[1], float(test[2]))
    plain = "".join(text for kind, text in tokens if kind == "plain")
    if plain.lower() == "general":
        return _Section("", "General", "", test=asked)
    if re.search("[ymd]", plain):
        return _Section("", plain, "", test=asked, date=True)
    said: dict[bool, list[str]] = {False: [], True: []}
    digits = ""
    for kind, text in tokens:
        if kind == "plain" and text in "#0?.,":
            digits += text
        elif kind != "test":
            said[bool(digits)].append(text)
    before, behind = ("".join(said[place]) for place in (False, True))
    return _Section(before, digits, behind, plain.count("%"), asked)


def _figures(value: float, section: _Section) -> str:
    """Digits of a number's size; each comma behind them counts in thousands."""
    whole, _, part = section.digits.partition(".")
    thousands = len(whole) - len(whole.rstrip(",")) + part.count(",")
    part = part.replace(",", "")
    size = abs(Decimal(f"{value:.{_EXACT}g}")).scaleb(2 * section.percents - 3 * thousands)
    exact = size.quantize(Decimal(1).scaleb(-len(part)), context=_LONG)
    left, _, right = f"{exact:f}".partition(".")
    zeros = whole.count("0")
    left = left.lstrip("0").rjust(zeros, "0")
    if left and "," in whole.rstrip(","):
        left = f"{int(left):0{zeros + max(zeros - 1, 0) // 3},}"
    while len(right) > part.count("0") and right.endswith("0"):
        right = right[:-1]
    return f"{left}.{right}" if part else left


def _general(size: float) -> str:
    """At most eleven signs; very large and very small numbers with a power of ten."""
    if size == 0:
        return "0"
    power = math.floor(math.log10(size))
    if not -5 < power < _GENERAL:
        figures, ten = f"{Decimal(repr(size)):.5E}".split("E")
        return f"{figures.rstrip('0').rstrip('.')}E{int(ten):+03d}"
    decimals = max(0, _GENERAL - 2 - max(power, 0))
    exact = Decimal(f"{size:.{_EXACT}g}").quantize(Decimal(1).scaleb(-decimals), context=_LONG)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _dated(date: dt.date, code: str) -> str:
    parts = {"y": date.year, "m": date.month, "d": date.day}

    def figure(match: re.Match[str]) -> str:
        return f"{parts[match[0][0]]:0{len(match[0])}d}"

    return _DATE.sub(figure, code)
