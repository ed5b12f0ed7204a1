"""Which cell formats show a date or a percentage (ECMA-376 part 1, 18.8.30)."""

import re
from typing import Literal
from xml.parsers import expat

from planner.workbook.guard import Package

Style = Literal["", "percent", "date", "year"]
"""``year``: a date that shows its year and no month."""

_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT_IDS = {9, 10}
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


def read_styles(package: Package, part: str) -> list[Style]:
    """The style of each cell format, in the order cells refer to them."""
    formats: dict[int, str] = {}
    used: list[int] = []
    inside = {"cellXfs": False}

    def start(name: str, given: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1]
        if local == "cellXfs":
            inside["cellXfs"] = True
        elif local == "numFmt" and given.get("numFmtId", "").isdecimal():
            formats[int(given["numFmtId"])] = given.get("formatCode", "")
        elif local == "xf" and inside["cellXfs"]:
            number = given.get("numFmtId", "0")
            used.append(int(number) if number.isdecimal() else 0)

    def end(name: str) -> None:
        if name.rsplit(":", 1)[-1] == "cellXfs":
            inside["cellXfs"] = False

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    package.parse(part, parser)
    return [style_of(number, formats) for number in used]
