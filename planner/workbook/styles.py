"""Which cell formats show a date or a percentage, and which strike out (ECMA-376 part 1, 18.8)."""

import re
from typing import Literal, NamedTuple
from xml.parsers import expat

from planner.workbook.package import Package

Style = Literal["", "percent", "date", "year"]
"""``year``: a date that shows its year and no month."""

_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT_IDS = {9, 10}
_LONGEST_FORMAT = 255
"""Excel's own limit; the search for literals takes the square of it."""
# Quoted words, [colours and locales], escaped signs: letters in there are not format codes.
_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def style_of(format_id: int, formats: dict[int, str]) -> Style:
    """What a number format shows."""
    if format_id not in formats:
        return "date" if format_id in _DATE_IDS else "percent" if format_id in _PERCENT_IDS else ""
    code = _LITERALS.sub("", formats[format_id]).lower()
    if "%" in code:
        return "percent"
    if "general" in code or not re.search(r"[ymd]", code):
        return ""
    return "year" if "y" in code and "m" not in code else "date"


class CellStyles(NamedTuple):
    """What cell formats show, in the order cells refer to them by.

    ``struck``: the numbers, as cells write them, of those whose font has a line through it.
    """

    shown: tuple[Style, ...] = ()
    struck: frozenset[str] = frozenset()


def read_styles(package: Package, part: str) -> CellStyles:
    """The cell formats (18.8.10, 18.8.45), with their number formats and their fonts (18.8.22)."""
    formats: dict[int, str] = {}
    lined: list[bool] = []
    used: list[tuple[int, str]] = []
    inside = {"fonts": False, "cellXfs": False}

    def start(name: str, given: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1]
        if local in inside:
            inside[local] = True
        elif local == "numFmt" and given.get("numFmtId", "").isdecimal():
            formats[int(given["numFmtId"])] = given.get("formatCode", "")[:_LONGEST_FORMAT]
        elif local == "font" and inside["fonts"]:
            lined.append(False)
        elif local == "strike" and inside["fonts"] and lined:
            lined[-1] = given.get("val", "1") in ("1", "true")
        elif local == "xf" and inside["cellXfs"]:
            number = given.get("numFmtId", "0")
            used.append((int(number) if number.isdecimal() else 0, given.get("fontId", "0")))

    def end(name: str) -> None:
        local = name.rsplit(":", 1)[-1]
        if local in inside:
            inside[local] = False

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    package.parse(part, parser)
    fonts = {str(place) for place, line in enumerate(lined) if line}
    return CellStyles(
        tuple(style_of(number, formats) for number, _ in used),
        frozenset(str(place) for place, (_, font) in enumerate(used) if font in fonts),
    )
