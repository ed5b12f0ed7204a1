"""Grids on a sheet: headings, values, live sums, conditions, real Excel tables."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range, xl_rowcol_to_cell

from models.selector import folded
from planner.page.conditions import Apart, Before, Condition, DataBar, Heat, Says, Signed
from planner.page.grid import Grid, GridCell, GridColumn, as_cell
from planner.page.sums import column_sum, row_sum, summed_places, whole_sum
from planner.page.xlsx.book import WrittenSheet, printable
from planner.page.xlsx.places import GridPlace
from planner.words.width import wrapped_lines

LONGEST_HEADING = 240
"""Excel allows 255; a number may be added to tell equal headings apart."""
_BUTTON = 3
_TABLE_STYLE = "Table Style Light 1"


def write_grid(sheet: WrittenSheet, place: GridPlace, widths: Mapping[int, float]) -> None:
    """Write a grid where it stands; rows with wrapped texts become as high as these ask."""
    grid = place.grid
    if grid.table is not None:
        _real_table(sheet, place)
    _headings(sheet, place, widths)
    for row, cells in enumerate(place.rows, place.first):
        _row(sheet, place, row, cells, widths)
    _totals(sheet, place)
    _row_sums(sheet, place)
    for row, foot in enumerate(grid.foot, place.foot):
        for key, value in foot.items():
            _foot(sheet, place, row, key, as_cell(value))
    for row, line in enumerate(grid.remark.splitlines(), place.foot + len(grid.foot)):
        sheet.put(row, place.left, line, "subtitle")
    _conditions(sheet, place)
    _in_view(sheet, place)


def unique(headings: list[str]) -> list[str]:
    """Make headings differ as Excel compares them, and fit into a table's column name."""
    seen: set[str] = set()
    found = []
    for heading in headings:
        text = " ".join(printable(heading).split())[:LONGEST_HEADING] or "-"
        name, number = text, 2
        while folded(name) in seen:
            name, number = f"{text} ({number})", number + 1
        seen.add(folded(name))
        found.append(name)
    return found


def _headings(sheet: WrittenSheet, place: GridPlace, widths: Mapping[int, float]) -> None:
    grid = place.grid
    lines, button = 1, _BUTTON if grid.table is not None else 0
    if grid.above:
        _above(sheet, place)
    for i, (column, at) in enumerate(zip(grid.columns, grid.places, strict=True)):
        first = place.left + at
        heading = as_cell(column.heading)
        if grid.above and i == 0:
            sheet.put(place.head, first, None, "head")
            continue
        if grid.table is None:
            styles = ("head", *_names(heading.format, heading.look))
            sheet.join(place.head, (first, first + column.span - 1), heading.value, *styles)
        room = sum(widths.get(first + step, 0.0) for step in range(column.span)) or 9.0
        lines = max(lines, wrapped_lines(str(heading.value), max(room - 1 - button, 1.0)))
    if grid.row_sum:
        sheet.put(place.head, place.left + grid.across - 1, grid.row_sum, "head")
    sheet.height(place.head, 16 * lines + 4)


def _above(sheet: WrittenSheet, place: GridPlace) -> None:
    """A second row of headings: what the rows are, what the columns are."""
    first = place.grid.columns[0]
    sheet.put(place.top, place.left, as_cell(first.heading).value, "head")
    behind = (place.left + first.span, place.left + max(place.grid.across - 1, first.span))
    sheet.join(place.top, behind, place.grid.above, "head")
    sheet.height(place.top, 36)


def _row(
    sheet: WrittenSheet,
    place: GridPlace,
    row: int,
    cells: list[GridCell],
    widths: Mapping[int, float],
) -> None:
    lines, grid = 1, place.grid
    banded = grid.table is not None and grid.table.banded
    for column, at, cell in zip(grid.columns, grid.places, cells, strict=False):
        if banded and cell.value in (None, ""):
            continue
        first = place.left + at
        last = place.left + grid.across - 1 if cell.rest else first + column.span - 1
        styles = styles_of(column, cell)
        if column.largest and isinstance(cell.value, int | float):
            formula = _largest(place, column.largest, row)
            sheet.formula(row, first, formula, cell.value, *styles)
        else:
            sheet.join(row, (first, last), cell.value, *styles)
        if "wrap" in styles and isinstance(cell.value, str):
            room = sum(widths.get(step, 0.0) for step in range(first, last + 1)) - 1
            lines = max(lines, wrapped_lines(cell.value, max(room, 1.0)))
    if lines > 1:
        sheet.height(row, 15.0 * lines + 3)


def _largest(place: GridPlace, ends: tuple[str, str], row: int) -> str:
    first, last = map(place.column, ends)
    return f"=MAX({xl_range(row, first, row, last)})"


def styles_of(column: GridColumn, cell: GridCell) -> tuple[str, ...]:
    """Names of the styles of one cell: the column's, then its own."""
    number = column.format if cell.format is None else cell.format
    styles = ("cell", *_names(number, column.look))
    if isinstance(cell.value, str | bool):
        styles = (*styles, "text")
    return (*styles, *cell.look.split())


def _names(number: str | None, look: str) -> tuple[str, ...]:
    return (*((number,) if number else ()), *look.split())


def _totals(sheet: WrittenSheet, place: GridPlace) -> None:
    grid, row = place.grid, place.total
    if row is None:
        return
    for i, (column, at) in enumerate(zip(grid.columns, grid.places, strict=True)):
        first = place.left + at
        styles = _total_styles(grid, column, grid.total if i == 0 else None)
        span = (first, first + column.span - 1)
        sheet.join(row, span, grid.total if i == 0 else None, *styles)
        if column.total:
            value = column_sum(grid, place.rows, i)
            sheet.formula(row, first, _sum(place, column, first), value, *styles)


def _total_styles(grid: Grid, column: GridColumn, label: str | None) -> tuple[str, ...]:
    """A real table dresses its own total row, from which only the numbers stand out."""
    if grid.table is None:
        return (*styles_of(column, GridCell(label)), "total")
    return ("total", *_names(column.format, "")) if column.total else ("total", "text")


def _sum(place: GridPlace, column: GridColumn, at: int) -> str:
    """The live sum of a column; what is taken off is counted the wrong way and taken off twice."""
    grid = place.grid
    if grid.table is not None and grid.table.name:
        return f"=SUBTOTAL(109,{grid.table.name}[{column.heading}])"
    off = [i for i, row in enumerate(grid.rows) if grid.taken_off and grid.taken_off(row)]
    taken = "".join(f"-2*{xl_rowcol_to_cell(place.first + i, at)}" for i in off)
    return f"=SUM({xl_range(place.first, at, place.last, at)}){taken}"


def _row_sums(sheet: WrittenSheet, place: GridPlace) -> None:
    grid = place.grid
    if not grid.row_sum:
        return
    places = summed_places(grid)
    first, last = (place.left + grid.places[i] for i in (places[0], places[-1]))
    at = place.left + grid.across - 1
    style = _names(grid.columns[places[0]].format, "")
    for row, cells in enumerate(place.rows, place.first):
        formula = f"=SUM({xl_range(row, first, row, last)})"
        sheet.formula(row, at, formula, row_sum(grid, cells), "cell", *style, "bold")
    if place.total is not None:
        formula = f"=SUM({xl_range(place.total, first, place.total, last)})"
        value = whole_sum(grid, place.rows)
        sheet.formula(place.total, at, formula, value, "cell", *style, "total")


def _foot(sheet: WrittenSheet, place: GridPlace, row: int, key: str, cell: GridCell) -> None:
    sheet.put(row, place.column(key), cell.value, *_names(cell.format, cell.look))


def _real_table(sheet: WrittenSheet, place: GridPlace) -> None:
    """Headings of a real table are written with it, and are unlike each other."""
    grid, table = place.grid, place.grid.table
    assert table is not None
    columns: list[dict[str, Any]] = []
    for i, text in enumerate(unique([str(column.heading) for column in grid.columns])):
        quoted = ("quoted",) if text[:1] in "=+-@" else ()
        columns.append({"header": text, "header_format": sheet.book.style("head", *quoted)})
        if grid.total and grid.columns[i].total:
            total = column_sum(grid, place.rows, i)
            columns[i] |= {"total_function": "sum", "total_value": total}
    if grid.total:
        columns[0]["total_string"] = grid.total
    look: dict[str, Any] = {"columns": columns, "total_row": bool(grid.total)}
    look |= {"name": table.name} if table.name else {}
    look["style"] = _TABLE_STYLE if table.banded else None
    bottom = place.last if place.total is None else place.total
    sheet.sheet.add_table(place.head, place.left, bottom, place.left + grid.across - 1, look)


def _conditions(sheet: WrittenSheet, place: GridPlace) -> None:
    grid = place.grid
    for condition, first, last in grid.coloured():
        left, right = (place.left + grid.places[i] for i in (first, last))
        _condition(sheet, place, (place.first, left, place.last, right), condition)


def _condition(
    sheet: WrittenSheet, place: GridPlace, area: tuple[int, int, int, int], rule: Condition
) -> None:
    own = xl_rowcol_to_cell(area[0], area[1])
    if isinstance(rule, Says):
        text = {"type": "cell", "criteria": "==", "value": f'"{rule.text}"'}
        sheet.colour(area, text, rule.look)
    elif isinstance(rule, Signed):
        for sign, look in ((">", rule.more), ("<", rule.less)):
            sheet.colour(area, {"type": "cell", "criteria": sign, "value": 0}, look)
    elif isinstance(rule, Before):
        other = f"${xl_rowcol_to_cell(area[0], place.column(rule.column))}"
        sheet.colour(area, {"type": "formula", "criteria": f'=AND({own}<>"",{own}<{other})'}, "bad")
    elif isinstance(rule, Apart):
        base = f"${xl_col_to_name(place.column(rule.column))}{area[0] + 1}"
        for sign, factor, look in ((">", 1 + rule.part, "more"), ("<", 1 - rule.part, "less")):
            far = {"type": "formula", "criteria": f"={own}{sign}{factor}*{base}"}
            sheet.colour(area, far, look)
    elif isinstance(rule, DataBar):
        ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1.0}
        sheet.colour(area, {"type": "data_bar", "bar_color": rule.colour, **ends})
    else:
        sheet.colour(area, _heat(rule))


def _heat(rule: Heat) -> dict[str, Any]:
    names = ("min", "mid", "max") if rule.middle else ("min", "max")
    colours = (rule.low, rule.middle, rule.high) if rule.middle else (rule.low, rule.high)
    scale: dict[str, Any] = {"type": f"{len(names)}_color_scale"}
    scale |= {f"{name}_color": colour for name, colour in zip(names, colours, strict=True)}
    if rule.ends is not None:
        scale |= {f"{name}_type": "num" for name in names}
        scale |= {f"{name}_value": end for name, end in zip(names, rule.ends, strict=True)}
    return scale


def _in_view(sheet: WrittenSheet, place: GridPlace) -> None:
    grid = place.grid
    if grid.repeated:
        sheet.sheet.repeat_rows(place.head)
    if grid.pinned is not None:
        sheet.sheet.freeze_panes(place.first, grid.pinned)
    if grid.filtered:
        sheet.sheet.autofilter(place.head, place.left, place.last, place.left + grid.across - 1)
