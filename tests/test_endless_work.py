"""Small files that unpack into much work: refused by how much it is, or read within bounds.

What is asserted is the work - elements and bytes seen - and never the time.
"""

import io
import itertools
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from workbooks import good, rezip, write_workbook

from models.selector import parse
from planner.workbook import annotate, guard, references
from planner.workbook.annotate import write_faults
from planner.workbook.assemble import assemble
from planner.workbook.checks import study
from planner.workbook.checks.selection import _offer, offer_texts
from planner.workbook.faults import SHOWN_PER_COLUMN, Spot, Told, kind, shown
from planner.workbook.guard import open_package
from planner.workbook.guesses import Guesser, look
from planner.workbook.package import (
    _PIECE,
    FREE_ELEMENTS,
    MAX_CELLS,
    MAX_ELEMENTS,
    Package,
    RefusedError,
)
from planner.workbook.pass_over import plain
from planner.workbook.read import read
from planner.workbook.rows import MOST_ERRORS
from planner.workbook.styles import read_styles
from planner.workbook.unpack import read_book

SHEET, STRINGS, CORE = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "docProps/core.xml"
STRINGS_ARE_THERE = (
    b'<Relationship Id="texts" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/sharedStrings"/>'
)
MB = 2**20


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "case.xlsx", good())


@pytest.fixture
def any_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever means harm packs so badly that no ratio tells."""
    monkeypatch.setattr(guard, "MAX_RATIO", 10**9)


def with_part(path: Path, part: str, data: bytes) -> Path:
    """The workbook with this part."""

    def change(name: str, old: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels" and part == STRINGS:
            return old.replace(b"</Relationships>", STRINGS_ARE_THERE + b"</Relationships>")
        return data if name == part else old

    path = rezip(path, change)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        if part not in archive.namelist():
            archive.writestr(part, data)
    return path


def sheet(inside: bytes) -> bytes:
    return b'<?xml version="1.0"?><worksheet><sheetData>' + inside + b"</sheetData></worksheet>"


def strings(inside: bytes) -> bytes:
    return b'<?xml version="1.0"?><sst>' + inside + b"</sst>"


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many bytes of each part are unpacked."""
    seen: dict[str, int] = {}
    real = zipfile.ZipExtFile.read

    def counted(stream: zipfile.ZipExtFile, n: int = -1) -> bytes:
        data = real(stream, n)
        seen[str(stream.name)] = seen.get(str(stream.name), 0) + len(data)
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    return seen


def refused(path: Path) -> str:
    reading = read(path)
    assert reading.case is None
    (fault,) = reading.faults
    fault.line("ko").encode("cp949")
    return f"{fault.code} {fault.line('en')}"


LONG: dict[str, tuple[str, Callable[[], bytes]]] = {
    "attribute": (SHEET, lambda: sheet(b'<row r="1" x="' + b"a" * (20 * MB) + b'"/>')),
    "comment": (SHEET, lambda: sheet(b"<!--" + b"a" * (20 * MB) + b"-->")),
    "instruction": (SHEET, lambda: sheet(b"<?x " + b"a" * (20 * MB) + b"?>")),
    "name": (SHEET, lambda: sheet(b"<" + b"a" * (20 * MB) + b"/>")),
}


@pytest.mark.usefixtures("any_ratio")
@pytest.mark.parametrize("name", LONG)
def test_a_tag_without_end_is_refused_after_a_megabyte(
    book: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old parser looks through an unfinished tag again for every piece it is fed."""
    fed: list[int] = []

    class Counting:
        def __init__(self, parser: object) -> None:
            object.__setattr__(self, "parser", parser)

        def __getattr__(self, name: str) -> object:
            return getattr(self.parser, name)

        def __setattr__(self, name: str, value: object) -> None:
            setattr(self.parser, name, value)

        def Parse(self, data: bytes, last: bool = False) -> int:  # noqa: N802 (expat's own name)
            fed.append(len(data))
            return self.parser.Parse(data, last)

    part, data = LONG[name]
    path = with_part(book, part, data())
    package = open_package(path)
    real = Package.parse
    monkeypatch.setattr(Package, "parse", lambda s, p, parser, *a: real(s, p, Counting(parser), *a))
    with pytest.raises(RefusedError) as caught:
        read_book(package)
    assert caught.value.fault.code == "E112"
    assert sum(fed[-8:]) < 3 * MB


@pytest.mark.usefixtures("any_ratio")
def test_a_text_may_be_long_without_being_a_tag(book: Path) -> None:
    """Text comes in portions; a long one in a place nobody reads is no fault of the file."""
    path = with_part(book, STRINGS, strings(b"<si><x>" + b"a" * (3 * MB) + b"</x></si>"))
    package = open_package(path)
    assert read_book(package).sheets
    assert package.elements[STRINGS] == 4


@pytest.mark.usefixtures("any_ratio")
def test_a_comment_before_the_root_is_unpacked_no_further_than_64_kb(
    book: Path, unpacked: dict[str, int]
) -> None:
    """The 20 MB comment of docProps/core.xml."""
    comment = b'<?xml version="1.0"?><!--' + b"a" * (20 * MB) + b"--><coreProperties/>"
    assert "E112" in refused(with_part(book, CORE, comment))
    assert unpacked[CORE] < 2 * guard.MAX_PROLOG_BYTES


def test_many_small_parts_are_judged_as_a_whole(book: Path, unpacked: dict[str, int]) -> None:
    """300 parts of one comment of 1 MB, none of which is large by itself."""
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(300):
            archive.writestr(f"xl/x{number}.xml", b"<!--" + b"a" * (MB - 20) + b"--><x/>")
    unpacked.clear()
    assert "E110" in refused(book)
    assert sum(unpacked.values()) == 0


def test_one_part_is_one_sheet(book: Path) -> None:
    """A part that is listed a thousand times is read not once."""
    named = "".join(f'<sheet name="s{n}" sheetId="{n + 9}" r:id="rId1"/>' for n in range(1000))

    def change(name: str, data: bytes) -> bytes:
        if name == "xl/workbook.xml":
            return data.replace(b"</sheets>", named.encode() + b"</sheets>")
        return data

    package = open_package(rezip(book, change))
    with pytest.raises(RefusedError) as caught:
        read_book(package)
    assert caught.value.fault.code == "E112"
    assert "1001 sheets" in caught.value.fault.line("en")
    assert SHEET not in package.elements


MANY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "rows": (SHEET, lambda: sheet(b'<row r="5"/>' * 8_000_000)),
    "texts": (STRINGS, lambda: strings(b"<si/>" * 6_000_000)),
    "texts in UTF-16": (
        STRINGS,
        lambda: ("\ufeff<sst>" + "<si/>" * 6_000_000 + "</sst>").encode("utf-16-le"),
    ),
}


@pytest.mark.usefixtures("any_ratio")
@pytest.mark.parametrize("name", MANY)
def test_elements_are_counted_before_one_is_parsed(book: Path, name: str) -> None:
    """Eight million rows, six million texts: none of them reaches the parser."""
    part, data = MANY[name]
    package = open_package(with_part(book, part, data()))
    with pytest.raises(RefusedError) as caught:
        read_book(package)
    assert caught.value.fault.code == "E110"
    packed = package.archive.getinfo(part).compress_size
    assert FREE_ELEMENTS < package.elements[part] < FREE_ELEMENTS + 2 * packed + _PIECE


@pytest.mark.usefixtures("any_ratio")
@pytest.mark.parametrize("tag", [b"<a>", b"<a>/>", b'<a b="/>"  >', b"<a><!--</a></a>-->"])
def test_elements_within_elements_end_somewhere(book: Path, tag: bytes) -> None:
    """A million tags that are never closed take memory each, whatever text looks like an end."""
    package = open_package(with_part(book, SHEET, sheet(tag * 1_000_000)))
    with pytest.raises(RefusedError) as caught:
        read_book(package)
    assert "XML elements" in caught.value.fault.line("en")
    assert package.elements[SHEET] < 2 * FREE_ELEMENTS


@pytest.mark.usefixtures("any_ratio")
def test_a_row_that_repeats_counts_each_time(book: Path) -> None:
    """More rows than a sheet has, all called 5, are refused though the elements are few enough."""
    path = with_part(book, SHEET, sheet(b'<row r="5"/>' * 1_050_000))
    with pytest.raises(RefusedError):
        read_book(open_package(path))


@pytest.mark.usefixtures("any_ratio")
def test_the_more_is_packed_the_more_is_read(book: Path) -> None:
    """A quarter million empty texts need a file of their size."""
    many = strings(b"<si/>" * 300_000)
    with pytest.raises(RefusedError):
        read_book(open_package(with_part(book, STRINGS, many)))
    noise = b"<!--" + random.Random(1).randbytes(60_000).hex().encode() + b"-->"
    package = open_package(with_part(book, STRINGS, many.replace(b"</sst>", noise + b"</sst>")))
    assert read_book(package).sheets


@pytest.mark.usefixtures("any_ratio")
@pytest.mark.parametrize("cell", [b'<row r="5"/>', b'<row r="5"><c r="A5"/></row>', b"<x/>"])
def test_of_a_sheet_that_is_no_table_little_is_read(book: Path, cell: bytes) -> None:
    """Nor do its repeated rows keep the reader from the tables."""
    path = with_part(book, SHEET, sheet(cell * 2_000_000))
    package = open_package(path)
    assert read_book(package, lambda name: name != "settings").sheets[1].rows
    assert package.elements[SHEET] < 300_000


def test_a_million_cells_are_within_bounds() -> None:
    """What may be read: a cell takes two elements, a formula and a text of its own two more."""
    assert 4 * MAX_CELLS < MAX_ELEMENTS
    assert FREE_ELEMENTS < MAX_ELEMENTS


def test_ordinary_workbooks_count_their_elements(book: Path) -> None:
    """Every part that was read has its count."""
    package = open_package(book)
    read_book(package)
    assert package.elements[SHEET] > 10
    assert isinstance(package.archive.fp, io.BytesIO)


def crowd(count: int, one: str) -> bytes:
    return "".join(one.format(n=n) for n in range(count)).encode()


CROWDS: dict[str, tuple[str, bytes, bytes]] = {
    "merges": (SHEET, b"</worksheet>", crowd(45_000, '<mergeCell ref="Z{n}"/>')),
    "conditional formats": (
        SHEET, b"</worksheet>",
        crowd(30_000, '<conditionalFormatting sqref="A{n}"><cfRule type="x"/>'
                      "</conditionalFormatting>")),
    "validations": (SHEET, b"</worksheet>", crowd(30_000, '<dataValidation sqref="A{n}"/>')),
    "styles": ("xl/styles.xml", b"</cellXfs>", crowd(60_000, '<xf numFmtId="0"/>')),
    "fonts": ("xl/styles.xml", b"</fonts>", crowd(30_000, '<font\n/>')),
    "names": ("xl/workbook.xml", b"</workbook>", crowd(30_000, '<definedName name="n{n}"/>')),
    "empty rows": (SHEET, b"</sheetData>", crowd(30_000, '<row r="{n}" ht="9"/>')),
    "empty cells": (SHEET, b"</sheetData>", crowd(90_000, '<c s="1"/>')),
    "formulas that refer to one": (
        SHEET, b"</sheetData>",
        b'<c><f t="shared" si = "0">' + b"A1+" * 2_000 + b"</f></c>"
        + crowd(400, '<c><f t="shared" si="0"/></c>')),
}  # fmt: skip


def marked(path: Path) -> list[str]:
    return openpyxl.load_workbook(write_faults(path, (), "en")).sheetnames


@pytest.mark.parametrize("name", CROWDS)
@pytest.mark.usefixtures("any_ratio")
def test_of_a_laborious_workbook_only_the_list_is_written(
    book: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the library takes seconds to copy is not copied, nor even looked into."""
    part, before, more = CROWDS[name]
    path = rezip(book, lambda n, d: d.replace(before, more + before, 1) if n == part else d)
    monkeypatch.setattr(annotate, "read_book", lambda package: pytest.fail("read"))
    assert len(marked(path)) == 1


def test_the_more_the_cells_say_the_more_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures that differ pack to bytes; the same one a thousand times does not."""
    monkeypatch.setattr(annotate, "COPIED", annotate.COPIED._replace(free=0))
    months = [f"{2027 + month // 12}-{month % 12 + 1:02d}" for month in range(60)]
    for name, figure, copied in (("told", lambda n: n**0.5, True), ("same", lambda n: 7, False)):
        sheets = good()
        sheets["demand"] = [["material", "location", *months]] + [
            ["metal", "Busan", *(figure(1 + 60 * row + n) for n in range(60))] for row in range(40)
        ]
        path = write_workbook(tmp_path / f"{name}.xlsx", sheets)
        assert (len(marked(path)) > 1) is copied


def test_of_a_thousand_sheets_only_the_list_is_written(tmp_path: Path) -> None:
    """An ordinary workbook is copied whole."""
    sheets = good()
    assert len(marked(write_workbook(tmp_path / "case.xlsx", sheets))) == len(sheets) + 1
    sheets |= {f"s{n}": [["x"]] for n in range(annotate.MOST_COPIED_PARTS)}
    assert len(marked(write_workbook(tmp_path / "many.xlsx", sheets))) == 1


def test_of_a_wide_merged_area_only_the_list_is_written(book: Path) -> None:
    """Each cell in it is an object to the library, though the file names two."""
    area = b'<mergeCells><mergeCell ref="Z1:AA20000"/></mergeCells>'
    path = rezip(book, lambda n, d: d.replace(b"<pageM", area + b"<pageM") if n == SHEET else d)
    assert read(path).case is not None
    assert len(marked(path)) == 1


def test_what_the_library_cannot_write_is_listed(book: Path) -> None:
    """A number of 400 digits is read by it, but not written."""
    path = rezip(book, lambda n, d: d.replace(b"<v>4</v>", b"<v>" + b"9" * 400 + b"</v>"))
    assert len(marked(path)) == 1


def test_of_many_errors_on_a_sheet_the_first_are_told(tmp_path: Path) -> None:
    """Nobody reads thousands; below them nothing is read, and that is said."""
    sheets = good()
    sheets["suppliers"] += [[None, "x", "KR"] for _ in range(3 * MOST_ERRORS)]
    faults = [f for f in read(write_workbook(tmp_path / "x.xlsx", sheets)).errors if f.sheet]
    told = [f for f in faults if f.sheet == "suppliers"]
    assert [f.code for f in told[:-1]] == ["E322"] * (MOST_ERRORS + 1)
    assert told[-1].code == "E225"
    assert told[-1].cell == f"A{MOST_ERRORS + 5}"


def test_names_are_guessed_for_as_many_as_are_listed(tmp_path: Path) -> None:
    """Each guess looks through all names of a table."""
    sheets = good()
    sheets["tiers"] += [["ly1x", n, 70] for n in range(1, 90)]
    faults = read(write_workbook(tmp_path / "x.xlsx", sheets)).errors
    unknown = [f for f in faults if f.code == "E402"]
    assert len(unknown) == 89
    assert sum("'ly1'" in f.remedy.en for f in unknown) == SHOWN_PER_COLUMN
    assert all(f.remedy.en for f in unknown)


def test_of_a_number_format_no_more_is_looked_at_than_excel_takes(book: Path) -> None:
    """The search for literals takes the square of its length: 255 signs, and no million."""
    code = b'<numFmts><numFmt numFmtId="164" formatCode="' + b"[" * 255 + b'%"/></numFmts><fonts'
    style = b'<xf numFmtId="164"/></cellXfs>'
    path = rezip(book, lambda _, d: d.replace(b"<fonts", code, 1).replace(b"</cellXfs>", style))
    assert read_styles(open_package(path), "xl/styles.xml").shown[-1] == ""


def test_faults_are_spelled_out_when_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands twenty are printed, in one of the languages."""
    asked: list[str] = []
    spelled = Told.to
    monkeypatch.setattr(Told, "to", lambda told, to: asked.append(to) or spelled(told, to))
    blank = kind("E000", ("'{seen}'{seen:은는} 없습니다.", "No '{seen}'."), ("", ""))
    faults = [blank.at(Spot("offers", f"A{n}", "price", seen="x")) for n in range(1000)]
    assert asked == []
    assert "E000" in shown(faults, "ko")[0]
    assert asked == ["ko"] * 2 * SHOWN_PER_COLUMN
    assert faults[0].message.both == ("'x'는 없습니다.", "No 'x'.")
    other = blank.at(Spot("offers", "A0", "price", seen="y"))
    assert len({faults[0], blank.at(Spot("offers", "A0", "price", seen="x")), other}) == 2


def test_places_that_look_alike_are_found_by_their_look(tmp_path: Path) -> None:
    """One look at each, not one at every pair."""
    sheets = good()
    ends = sheets["offers"][0]
    more = [sheets["offers"][1][:] for _ in range(400)]
    for n, row in enumerate(more):
        row[ends.index("offer")], row[ends.index("to")] = f"more{n}", f"Place {n}"
    more[-1][ends.index("to")] = "Bu-san"
    sheets["offers"] += more
    looks: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "look", lambda text: looks.append(text) or look(text))
        faults = read(write_workbook(tmp_path / "x.xlsx", sheets)).faults
    assert ["Busan" in f.remedy.en for f in faults if f.code == "W404"] == [True]
    assert len(looks) < 3_000


def test_lone_halves_of_signs_go_and_pairs_join() -> None:
    """As the codec does it, but at once for millions."""
    halves = ["\ud83d", "\ude00", "a"]
    for text in ("".join(one) for one in itertools.product(halves, repeat=4)):
        joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        assert plain("_x0041_" + text) == "A" + joined


def test_selectors_find_rows_by_their_values(tmp_path: Path) -> None:
    """The lookup picks what each row by itself would."""
    draft = assemble(read_book(open_package(write_workbook(tmp_path / "x.xlsx", good()))))
    sights = offer_texts(draft)
    for text in ("all", "supplier=lynas|baotou", "offer=ba*", "offer!=ba*|ly1", "tag=west|quick",
                 "country=CN,offer!=ba2", "tag!=quick", "license=moc", "offer=nobody"):  # fmt: skip
        selector = parse(text)
        wanted = [row for row in sights.rows if selector.holds(_offer(draft, row))]
        assert sights.selected(selector) == wanted
    assert [row.text("offer") for row in sights.selected(parse("offer=ba*"), parse("tag=quick"))]


def test_of_many_names_a_few_are_guessed() -> None:
    """A guess looks through all names."""
    guesser = Guesser(most=2)
    assert [bool(guesser.meant("lynaz", ["lynas"]).en) for _ in range(4)] == [
        True,
        True,
        False,
        False,
    ]


def test_effects_of_too_many_edits_are_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said instead; with few each edit without effect is told."""
    sheets = good()
    keys = sheets["scenarios"][0]
    row = {"scenario": "none", "table": "offers", "where": "offer=ly9", "column": "price",
           "op": "times", "value": 2}  # fmt: skip
    sheets["scenarios"] = [keys, [row.get(key) for key in keys]]
    path = write_workbook(tmp_path / "x.xlsx", sheets)
    told = {fault.code for fault in read(path).faults}
    assert "W685" in told and "N699" not in told
    monkeypatch.setattr(study, "MOST_LOOKED_AT", 5)
    told = {fault.code for fault in read(path).faults}
    assert "W685" not in told and "N699" in told


def test_countries_are_guessed_for_as_many_as_are_listed(tmp_path: Path) -> None:
    """The nearest of 500 names takes a millisecond."""
    sheets = good()
    sheets["suppliers"] += [[f"s{n}", "x", "Korrea"] for n in range(3 * SHOWN_PER_COLUMN)]
    faults = read(write_workbook(tmp_path / "x.xlsx", sheets)).faults
    odd = [fault for fault in faults if fault.code == "W331"]
    assert len(odd) == 3 * SHOWN_PER_COLUMN
    assert sum("KR'?" in fault.remedy.en for fault in odd) == SHOWN_PER_COLUMN
