"""Pages as text, for tests: what a page holds, block by block, and the snapshots of it.

``PLANNER_SNAPSHOTS=write python -m pytest ...`` writes the snapshots anew; read the difference.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from planner.page.drawing import Cells, Chart, Down, Drawing, Fan, Over, Scatter
from planner.page.grid import Grid, GridCell, Matrix, Value
from planner.page.page import (
    Band,
    Beside,
    BlankRow,
    Block,
    Gallery,
    Lines,
    Note,
    Page,
    Section,
    Sentences,
    Tiles,
    grids,
)

SNAPSHOTS = Path(__file__).parent / "snapshots"


def page_called(pages: Iterable[Page], name: str) -> Page:
    """The page of this name; an AssertionError names those there are."""
    pages = list(pages)
    found = [page for page in pages if page.name == name]
    assert found, f"no page {name!r} among {[page.name for page in pages]}"
    return found[0]


def grid(page: Page, key: str) -> Grid:
    """The grid of this key; an AssertionError names those there are."""
    found = {one.key: one for one in grids(page.blocks)}
    assert key in found, f"no grid {key!r} on {page.name!r}, but {list(found)}"
    return found[key]


def drawings(page: Page) -> list[Drawing]:
    """All drawings of a page, in their order."""
    return [block for block in blocks(page.blocks) if isinstance(block, Chart | Scatter | Fan)]


def texts(page: Page) -> list[str]:
    """Every text of a page outside its grids and drawings: verdicts, sentences, notes, tiles."""
    found = [page.title, page.about]
    for block in blocks(page.blocks):
        if isinstance(block, Band | Note):
            found.append(block.text)
        elif isinstance(block, Sentences | Lines):
            found += block.texts
        elif isinstance(block, Section):
            found.append(block.heading)
        elif isinstance(block, Tiles):
            found += [text for tile in block.tiles for text in (tile.label, tile.foot)]
    found += [one.remark for one in grids(page.blocks)]
    return [text for text in found if text]


def blocks(among: Iterable[Block]) -> Iterator[Block]:
    """All blocks, those inside others behind them."""
    for block in among:
        yield block
        if isinstance(block, Section):
            yield from blocks(block.blocks)
        elif isinstance(block, Beside):
            yield from blocks((*block.left, *block.right))
        elif isinstance(block, Gallery):
            yield from block.drawings


def values(page: Page, cells: Cells) -> list[Value]:
    """What a drawing shows: the values of the cells that it names."""
    shown = grid(page, cells.grid)
    rows = [list(line) for line in shown.cells()]
    if isinstance(cells, Down):
        place = shown.column(cells.column)
        column = [line[place].value if place < len(line) else None for line in rows]
        column += [_foot(foot, cells.column) for foot in shown.foot]
        return [column[row] for row in cells.rows(len(rows), len(shown.foot)) if row < len(column)]
    first, last = (shown.column(key) for key in (cells.first, cells.last))
    keys = [column.key for column in shown.columns[first : last + 1]]
    if cells.row is None:
        return [_value(column.heading) for column in shown.columns[first : last + 1]]
    if cells.row < len(rows):
        return [cell.value for cell in rows[cells.row][first : last + 1]]
    return [_foot(shown.foot[cells.row - len(rows)], key) for key in keys]


def described(page: Page) -> str:
    """The page as text."""
    head = [f"== {page.name}", f"{page.title} | {page.about}"]
    return "\n".join([*head, *_lines(page.blocks, "")]) + "\n"


def snapshot(name: str, pages: Sequence[Page]) -> None:
    """Assert that the pages read as the kept snapshot ``name``."""
    path, text = SNAPSHOTS / f"{name}.txt", "\n".join(map(described, pages))
    if os.environ.get("PLANNER_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no snapshot {path.name}"
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()


def _lines(among: Iterable[Block], indent: str) -> Iterator[str]:
    for block in among:
        if isinstance(block, Section):
            yield f"{indent}# {block.heading}"
            yield from _lines(block.blocks, indent + "  ")
        elif isinstance(block, Beside):
            yield f"{indent}left:"
            yield from _lines(block.left, indent + "  ")
            yield f"{indent}right:"
            yield from _lines(block.right, indent + "  ")
        elif isinstance(block, Gallery):
            yield from _lines(block.drawings, indent)
        elif not isinstance(block, BlankRow):
            yield from (indent + line for line in _block(block))


def _block(block: Any) -> Iterator[str]:
    if isinstance(block, Band):
        yield f"[{block.look}] {block.text}"
    elif isinstance(block, Note):
        yield f"({block.text})"
    elif isinstance(block, Sentences | Lines):
        yield from (f"- {text}" for text in block.texts)
    elif isinstance(block, Tiles):
        yield " | ".join(f"{t.label}: {_shown(t.value)} ({t.foot})" for t in block.tiles)
    elif isinstance(block, Grid | Matrix):
        yield from _table(block.grid() if isinstance(block, Matrix) else block)
    else:
        yield f"<{type(block).__name__.lower()} {block.title}: {block.about}>"
        yield from (f"  {name}: {_named(y)} over {_named(x)}" for name, x, y in _shows(block))


def _shows(drawing: Drawing) -> Iterator[tuple[str, Cells, Cells]]:
    """Name, names (or numbers across) and values of all that a drawing shows."""
    if isinstance(drawing, Chart):
        yield from ((one.name, one.names, one.values) for one in drawing.series)
    elif isinstance(drawing, Scatter):
        yield from ((one.name, one.x, one.y) for one in drawing.tracks)
    else:
        lines = [*drawing.bands, drawing.median, *([drawing.target] if drawing.target else [])]
        yield from (("", drawing.names, line) for line in lines)


def _named(cells: Cells) -> str:
    if isinstance(cells, Over):
        row = "headings" if cells.row is None else cells.row
        return f"{cells.grid} {row} {cells.first}..{cells.last}"
    rows = f" {cells.first}, {cells.count}" if cells.first or cells.count is not None else ""
    return f"{cells.grid} {cells.column}{rows}"


def _table(shown: Grid) -> Iterator[str]:
    heads = [
        " ".join((f"{_value(c.heading)} [{c.format or 'text'}]", *map(repr, c.conditions)))
        for c in shown.columns
    ]
    yield f"{shown.key}: " + " | ".join(heads) + (f" | {shown.row_sum}" if shown.row_sum else "")
    for cells in shown.cells():
        yield "  " + " | ".join(_cell(cell) for cell in cells)
    yield from (f"  {condition}" for condition in shown.conditions)
    if shown.total:
        yield f"  {shown.total}: " + ", ".join(c.key for c in shown.columns if c.total)
    for foot in shown.foot:
        yield "  below: " + " | ".join(f"{k} {_shown(_value(v))}" for k, v in foot.items())
    if shown.remark:
        yield f"  ({shown.remark})"


def _cell(cell: GridCell) -> str:
    return _shown(cell.value) + (f" {{{cell.look}}}" if cell.look else "")


def _shown(value: Value) -> str:
    # Six figures: the last ones are the machine's, not the plan's.
    return f"{value:.6g}" if isinstance(value, float) else "" if value is None else str(value)


def _value(value: Value | GridCell) -> Value:
    return value.value if isinstance(value, GridCell) else value


def _foot(foot: dict[str, Value | GridCell], key: str) -> Value:
    return _value(foot[key]) if key in foot else None
