"""Where the blocks of a page stand on its sheet, and how wide the sheet's columns are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from planner.page.drawing import Cells, Chart, Down, Drawing, Fan, Scatter
from planner.page.grid import Fit, Grid, GridCell, Matrix
from planner.page.page import (
    Band,
    Beside,
    BlankRow,
    Block,
    Gallery,
    Lines,
    Note,
    Page,
    PageLayout,
    ScreenOnly,
    Section,
    Sentences,
    Tiles,
    grids,
)
from planner.words.width import display_width

TILE_ROWS, TILE_COLUMNS = 4, 2
TWELVE = 12
"""Columns of a front page, beside its margin."""
_HALF = 7
_MARGIN_WIDTH, _FRONT_WIDTH, _PLAIN_WIDTH = 2.0, 13.0, 9.14
_ROW_PIXELS = 20
_LONGEST_HEADING = 14
_LEAST_ACROSS = 8
"""Columns that texts of a plain page take at least."""
_ROOM = 3
DRAWING_OFFSET = (12, 4)
"""Pixels between a cell's corner and its drawing's: across and down."""
USUAL_DIGIT, _PADDING = 7, 5
"""Pixels of a digit in the font that the writer knows; of a column beside its digits."""
_PLAIN = 8.43
"""Characters of a column that nobody gave a width."""
_SHORT = 12
"""A table of so few rows is not cut by a page's end."""


Span = tuple[int, int]
"""The first column of a block, and how many columns its texts may take."""


@dataclass(frozen=True)
class Stand:
    """A block and its upper left corner; ``across``: columns over which its text runs."""

    block: Block
    row: int
    column: int
    across: int = 1


@dataclass(frozen=True)
class GridPlace:
    """Where a grid stands: the row of its headings and its left edge."""

    grid: Grid
    top: int
    left: int

    @cached_property
    def rows(self) -> list[list[GridCell]]:
        """The cells of each row."""
        return list(self.grid.cells())

    @property
    def head(self) -> int:
        """The row of the headings just above the values."""
        return self.top + bool(self.grid.above)

    @property
    def first(self) -> int:
        """The first row of values."""
        return self.head + 1

    @property
    def last(self) -> int:
        """The last row of values, or the blank one that stands for them."""
        return self.head + max(1, len(self.grid.rows))

    @property
    def total(self) -> int | None:
        """The row of live sums."""
        return self.last + 1 if self.grid.total and self.grid.rows else None

    @property
    def foot(self) -> int:
        """The first row below values and total."""
        return self.head + 1 + len(self.grid.rows) if self.total is None else self.total + 1

    @property
    def end(self) -> int:
        """The first row below everything that belongs to the grid."""
        return self.foot + len(self.grid.foot) + len(self.grid.remark.splitlines())

    def row(self, place: int | None) -> int:
        """The sheet's row of a row of the grid; None: its headings; behind the last: its foot."""
        if place is None:
            return self.head
        behind = place - len(self.grid.rows)
        return self.first + place if behind < 0 else self.foot + behind

    def column(self, key: str) -> int:
        """The sheet's column of a column."""
        return self.left + self.grid.places[self.grid.column(key)]

    def corners(self, cells: Cells) -> tuple[int, int, int, int]:
        """Top, left, bottom and right of what a drawing names."""
        if isinstance(cells, Down):
            at, rows = (
                self.column(cells.column),
                cells.rows(len(self.grid.rows), len(self.grid.foot)),
            )
            first = self.row(rows[0])
            return first, at, first + len(rows) - 1, at
        row = self.row(cells.row)
        return row, self.column(cells.first), row, self.column(cells.last)


@dataclass
class Places:
    """The blocks of one page in the order of their rows."""

    page: Page
    stands: list[Stand] = field(default_factory=list)
    grids: dict[str, GridPlace] = field(default_factory=dict)
    whole: list[tuple[int, int]] = field(default_factory=list)
    """First and last row of what no page break may cut."""
    end: int = 0
    printed: int | None = None
    """The last column on paper, where something stands beside it."""
    paper_end: int | None = None
    """The first row that is not printed, where the rest is for the screen alone."""
    labels: int = 0
    """How many columns say what the rows of wide tables are: at least the first one."""

    @property
    def left(self) -> int:
        """The first column that is used."""
        return 0 if self.page.layout is PageLayout.PLAIN else 1

    @property
    def across(self) -> int:
        """How many columns texts take."""
        if self.page.layout is not PageLayout.PLAIN:
            return TWELVE
        printed = [block for block in self.page.blocks if not isinstance(block, ScreenOnly)]
        widest = max((grid.across for grid in grids(printed)), default=0)
        return max(widest, _LEAST_ACROSS) if self.page.across is None else self.page.across

    @classmethod
    def of(cls, page: Page) -> "Places":
        """Place all blocks of a page below its title."""
        places = cls(page)
        start = 4 if page.layout is PageLayout.COVER else 3
        places.end, _ = places._sequence(page.blocks, start, (places.left, places.across))
        places.labels = max(places.labels, places.left + 1)
        return places

    def drawings(self, widths: Mapping[int, float]) -> Iterator[tuple[int, int, Drawing]]:
        """Each drawing, and the row and the column in which it begins."""
        for stand in self.stands:
            if isinstance(stand.block, Gallery):
                yield from _hung(stand.block, stand.row, stand.column, widths)
            elif isinstance(stand.block, Chart | Scatter | Fan):
                yield stand.row, stand.column, stand.block

    @property
    def paper_rows(self) -> int:
        """How many rows are printed."""
        return self.end if self.paper_end is None else max(self.paper_end, 1)

    def paper_columns(self) -> int:
        """How many columns what is printed takes, drawings left out."""
        ends = [s.column + s.across for s in self.stands if s.row < self.paper_rows]
        return max([self.left + _LEAST_ACROSS, *ends])

    def drawn_rows(self) -> Iterator[tuple[int, int]]:
        """First and last row of the drawings, from top to bottom."""
        for stand in self.stands:
            if isinstance(stand.block, Chart | Scatter | Fan | Gallery):
                yield stand.row, stand.row + _rows(stand.block) - 1

    def _sequence(self, blocks: Iterable[Block], row: int, span: Span) -> tuple[int, int]:
        """Place blocks one below the other; return the row below and the blank rows asked for."""
        gap = 0
        for block in blocks:
            end, gap_below = self._block(block, row + gap, span)
            row, gap = end, gap_below
        return row, gap

    def _block(self, block: Block, row: int, span: Span) -> tuple[int, int]:
        left, across = span
        if isinstance(block, Matrix):
            self.labels = max(self.labels, left + sum(one.span for one in block.labels))
            block = block.grid()
        if isinstance(block, Section):
            return self._section(block, row, span)
        if isinstance(block, ScreenOnly):
            self.paper_end = row
            return self._sequence(block.blocks, row, span)
        if isinstance(block, Beside):
            return self._beside(block, row, span)
        if isinstance(block, BlankRow):
            return row + 1, 0
        if isinstance(block, Grid):
            return self._grid(block, row, left)
        self.stands.append(Stand(block, row, left, across))
        if isinstance(block, Lines):
            # Their texts run on over all columns, on paper to no end.
            self.printed = left + (self.page.across or 1) - 1
        end = row + _rows(block)
        if isinstance(block, Gallery):
            high = _drawing_rows(block.drawings)
            self.whole += [(top, top + high - 1) for top in range(row, end, high)]
        elif isinstance(block, Chart | Scatter | Fan | Tiles):
            self.whole.append((row, end - 1))
        return end, block.blank if isinstance(block, Tiles | Gallery | Sentences) else 0

    def _grid(self, grid: Grid, row: int, left: int) -> tuple[int, int]:
        placed = self.grids[grid.key] = GridPlace(grid, row, left)
        self.stands.append(Stand(grid, row, left, grid.across))
        self.labels = max(self.labels, grid.pinned or 0)
        if grid.paper is not None:
            rows = min(grid.paper.rows, len(grid.rows))
            self.paper_end = placed.end if rows == len(grid.rows) else placed.first + rows
            self.printed = placed.column(grid.paper.last)
        # Headings alone at the foot of a page would have lost their rows.
        self.whole.append((row, placed.first))
        if placed.end - row <= _SHORT:
            self.whole.append((row, placed.end - 1))
        return placed.end, 1

    def _section(self, section: Section, row: int, span: Span) -> tuple[int, int]:
        left, across = span
        widest = max((grid.across for grid in grids(section.blocks)), default=0)
        plain = self.page.layout is PageLayout.PLAIN and self.page.across is None
        least = 0 if plain and widest else across
        self.stands.append(Stand(section, row, left, max(least, widest)))
        end, gap = self._sequence(section.blocks, row + 1, span)
        # A heading alone at the foot of a page would have lost what it speaks of.
        self.whole.append((row, min(row + 3, end - 1)))
        return end, gap

    def _beside(self, block: Beside, row: int, span: Span) -> tuple[int, int]:
        left, across = span
        edge = left + max((grid.across for grid in grids(block.left)), default=0)
        front = self.page.layout is not PageLayout.PLAIN
        found = max(_HALF, edge) if front else edge + 1
        at = found if block.at is None else block.at
        if not block.printed:
            self.printed = (left + TWELVE if front else at) - 1
        end, _ = self._sequence(block.left, row, (left, max(1, at - left)))
        other, _ = self._sequence(block.right, row, (at, max(1, left + across - at)))
        return max(end, other), block.blank


def column_pixels(widths: Mapping[int, float], at: int, digit: int = USUAL_DIGIT) -> int:
    """Pixels of a column in a font whose digits are so wide."""
    return int(widths.get(at, _PLAIN) * digit) + _PADDING


def last_reached(column: int, pixels: int, widths: Mapping[int, float]) -> int:
    """The last column that so many pixels reach over: drawings widen with their columns."""
    while (pixels := pixels - column_pixels(widths, column)) > 0:
        column += 1
    return column


def _hung(
    gallery: Gallery, row: int, left: int, widths: Mapping[int, float]
) -> Iterator[tuple[int, int, Drawing]]:
    """Each drawing begins in the first column in which it is free of its neighbour."""
    column = left
    for place, drawing in enumerate(gallery.drawings):
        if place and place % gallery.across == 0:
            row, column = row + _drawing_rows(gallery.drawings), left
        yield row, column, drawing
        column = last_reached(column, drawing.size[0], widths) + 1


def column_widths(places: Places) -> dict[int, float]:
    """The width of each column that the page says something of, in characters."""
    page, front = places.page, places.page.layout is not PageLayout.PLAIN
    widths: dict[int, float] = dict(enumerate(page.widths))
    usual: dict[int, float] = {}
    for placed in places.grids.values():
        for i, column in enumerate(placed.grid.columns):
            at = placed.left + placed.grid.places[i]
            asked = _asked(placed, i, column.width)
            if asked is not None and column.span == 1:
                widths[at] = max(widths.get(at, 0.0), asked)
            elif not front and page.width is None:
                usual[at] = max(usual.get(at, 0.0), _usual(placed, i))
    edges = [p.left + p.grid.across for p in places.grids.values()]
    edge = max([places.left + places.across, *edges])
    if front:
        grid = {0: _MARGIN_WIDTH} | dict.fromkeys(range(1, max(edge, TWELVE + 1)), _FRONT_WIDTH)
        return grid | widths
    others = _PLAIN_WIDTH if page.width is None else page.width
    return dict.fromkeys(range(edge), others) | usual | widths


def _asked(placed: GridPlace, i: int, width: float | Fit | None) -> float | None:
    """The width that a column of a grid asks for."""
    if not isinstance(width, Fit):
        return width
    cells = (cells[i].value for cells in placed.rows if i < len(cells))
    texts = {value for value in cells if isinstance(value, str)}
    heading = min(_LONGEST_HEADING, display_width(str(placed.grid.columns[i].heading)))
    widest = max([heading, *(display_width(text) for text in texts)])
    return min(max(widest + _ROOM, width.least), width.most)


def _usual(placed: GridPlace, i: int) -> float:
    """The width of a column that nobody gave one: texts by content, numbers as money asks."""
    column = placed.grid.columns[i]
    if column.format or column.span > 1:
        return _FRONT_WIDTH
    wrapped = "wrap" in column.look.split()
    return _FRONT_WIDTH if wrapped else _asked(placed, i, Fit()) or _FRONT_WIDTH


def _rows(block: Block) -> int:
    if isinstance(block, Tiles):
        return TILE_ROWS
    if isinstance(block, Band):
        return 2
    if isinstance(block, Sentences | Lines):
        return len(block.texts)
    if isinstance(block, Gallery):
        return _drawing_rows(block.drawings) * -(-len(block.drawings) // block.across)
    if isinstance(block, Chart | Scatter | Fan):
        return _drawing_rows([block])
    if isinstance(block, Note):
        return 1
    raise TypeError(f"not a block with rows of its own: {block}")


def _drawing_rows(drawings: Sequence[Drawing]) -> int:
    """How many rows the highest of some drawings reaches over."""
    highest = max((one.size[1] for one in drawings), default=0)
    return -(-(DRAWING_OFFSET[1] + highest) // _ROW_PIXELS)
