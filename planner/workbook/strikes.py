"""Which cell formats are struck through (ECMA-376 part 1, 18.8.22 and 18.8.45)."""

from xml.parsers import expat

from planner.workbook.guard import Package


def struck_styles(package: Package, part: str) -> frozenset[str]:
    """The formats, by the number cells refer to them by, whose font has a line through it."""
    struck: list[bool] = []
    used: list[str] = []
    inside = {"fonts": False, "cellXfs": False}

    def start(name: str, given: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1]
        if local in inside:
            inside[local] = True
        elif local == "font" and inside["fonts"]:
            struck.append(False)
        elif local == "strike" and inside["fonts"] and struck:
            struck[-1] = given.get("val", "1") in ("1", "true")
        elif local == "xf" and inside["cellXfs"]:
            used.append(given.get("fontId", "0"))

    def end(name: str) -> None:
        local = name.rsplit(":", 1)[-1]
        if local in inside:
            inside[local] = False

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    package.parse(part, parser)
    fonts = {str(place) for place, line in enumerate(struck) if line}
    return frozenset(str(place) for place, font in enumerate(used) if font in fonts)
