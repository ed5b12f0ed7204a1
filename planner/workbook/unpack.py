"""Cells out of a checked package: one pass over the XML of each sheet.

Why not a spreadsheet library: one pass gives the stored values and, beside them, what the checks
must know and a library hides in one mode or the other (formulas without a stored value, error
cells, percent formats, hidden rows, merged areas, links to other workbooks), several times faster.
Element and attribute names are those of ECMA-376 part 1, SpreadsheetML.
"""

import posixpath
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from planner.workbook.faults import kind
from planner.workbook.guard import NOT_A_WORKBOOK
from planner.workbook.package import BROKEN_PART, Package, RefusedError, unsafe
from planner.workbook.pass_over import Listing, SheetReader, plain
from planner.workbook.sheets import ReadBook, Sheet
from planner.workbook.styles import CellStyles, read_styles

_KINDS_OF_SHEETS = {
    "worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet",
}  # fmt: skip

MACROS = kind(
    "W122",
    ("통합 문서에 매크로가 있습니다.", "The workbook holds macros."),
    ("매크로는 실행하지 않고 값만 읽었습니다.", "They were not run; only values were read."),
)


def read_book(package: Package, wanted: Callable[[str], bool] = lambda name: True) -> ReadBook:
    """Every sheet of the package; of those not ``wanted`` by their names only the first rows.

    What is wrong with a sheet that is not wanted does not matter. Raises RefusedError.
    """
    root = _relations(package, "", "_rels/.rels")
    main = next((r.target for r in root.values() if r.kind == "officeDocument"), "")
    if not package.has(main):
        raise RefusedError(NOT_A_WORKBOOK.at(file=package.file))
    folder, name = posixpath.split(main.replace("\\", "/"))
    relations = _relations(package, folder, f"{folder}/_rels/{name}.rels")
    listing = _listing(package, main)
    _check_parts(package, listing, relations)
    texts = _shared_texts(package, relations)
    reader = SheetReader(package, texts, _styles(package, relations), listing)
    sheets: list[Sheet] = []
    parts: list[tuple[Sheet, str]] = []
    for title, link, hidden in listing.sheets:
        if link not in relations or relations[link].kind not in _KINDS_OF_SHEETS:
            # Left out silently, a damaged link would be a table left out silently.
            raise RefusedError(BROKEN_PART.at(file=package.file, part=title))
        if relations[link].kind == "worksheet":
            sheets.append(Sheet(title, hidden))
            parts.append((sheets[-1], relations[link].target))
    # The work there may be is for the sheets that are wanted first.
    for sheet, part in sorted(parts, key=lambda pair: not wanted(pair[0].name)):
        read = reader.read if wanted(sheet.name) else reader.first_rows
        read(sheet, part)
    macros = any(part.endswith("vbaProject.bin") for part in package.archive.NameToInfo)
    return ReadBook(package.file, package.sha256, tuple(sheets), (MACROS.at(),) if macros else ())


def _check_parts(package: Package, listing: Listing, relations: dict[str, "_Relation"]) -> None:
    """Raise RefusedError if two sheets are one part: a thousand of them multiply the work."""
    links = [link for _, link, _ in listing.sheets if link in relations]
    parts = [relations[link].target for link in links]
    for part, count in Counter(parts).items():
        if count > 1:
            raise unsafe(
                package.file, part, f"시트 {count}개가 같은 내용", f"{count} sheets in one"
            )


class _Relation(NamedTuple):
    kind: str
    target: str


def _relations(package: Package, folder: str, part: str) -> dict[str, _Relation]:
    found: dict[str, _Relation] = {}

    def start(name: str, given: dict[str, str]) -> None:
        if name.endswith("Relationship") and given.get("TargetMode") != "External":
            target = given.get("Target", "").replace("\\", "/")
            full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = given.get("Type", "").rsplit("/", 1)[-1]
            found[given.get("Id", "")] = _Relation(kind, package.spelled(posixpath.normpath(full)))

    part = package.spelled(part)
    if package.has(part):
        _each_element(package, part, start)
    return found


def _listing(package: Package, part: str) -> Listing:
    """What the main part says of the workbook."""
    listed: list[tuple[str, str, bool]] = []
    epochs: list[bool] = []
    uncalculated: list[bool] = []

    def start(name: str, given: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1]
        if local == "sheet":
            link = next((v for k, v in given.items() if k.endswith(":id")), "")
            listed.append((given.get("name", ""), link, given.get("state", "visible") != "visible"))
        elif local == "workbookPr":
            epochs.append(given.get("date1904") in ("1", "true"))
        elif local == "calcPr":
            uncalculated.append(given.get("fullCalcOnLoad") in ("1", "true"))

    _each_element(package, part, start)
    return Listing(listed, any(epochs), any(uncalculated))


def _styles(package: Package, relations: dict[str, _Relation]) -> CellStyles:
    part = next((r.target for r in relations.values() if r.kind == "styles"), "")
    return read_styles(package, part) if package.has(part) else CellStyles()


def _each_element(
    package: Package, part: str, start: Callable[[str, dict[str, str]], None]
) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    package.parse(part, parser)


def _shared_texts(package: Package, relations: dict[str, _Relation]) -> list[str]:
    part = next((r.target for r in relations.values() if r.kind == "sharedStrings"), "")
    if not package.has(part):
        return []
    texts: list[str] = []
    pieces: list[str] = []
    # Text stands in <t>; phonetic readings (<rPh>) repeat it in another script.
    state = {"t": False, "rPh": False}

    def start(name: str, _: dict[str, str]) -> None:
        local = name.rsplit(":", 1)[-1]
        if local in state:
            state[local] = True

    def end(name: str) -> None:
        local = name.rsplit(":", 1)[-1]
        if local in state:
            state[local] = False
        elif local == "si":
            texts.append(plain("".join(pieces)))
            pieces.clear()

    def text(piece: str) -> None:
        if state["t"] and not state["rPh"]:
            pieces.append(piece)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    package.parse(part, parser)
    return texts
