"""A page and what may stand on it, from top to bottom. No page counts rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from planner.page.drawing import Drawing
from planner.page.grid import Grid, Matrix
from planner.page.look import known

_MOST_TILES = 6

LONGEST_NAME = 31
"""Signs of a page's name that a sheet of Excel holds; a longer one is cut there."""


class PageLayout(Enum):
    """How a page is laid out.

    ``PLAIN``: columns as wide as what stands in them, from the left edge on. ``FRONT``: twelve
    equal columns beside a narrow margin. ``COVER``: the same, with a title over the whole width.
    """

    PLAIN = "plain"
    FRONT = "front"
    COVER = "cover"


@dataclass(frozen=True)
class Tile:
    """One headline figure: a label, a large number, a remark. ``value`` None: nothing to show.

    Raises ValueError for a format that there is not.
    """

    label: str
    value: float | None
    format: str
    foot: str = ""

    def __post_init__(self) -> None:
        known(f"tile {self.label}", self.format, "")


@dataclass(frozen=True)
class Tiles:
    """Headline figures side by side, at most six. ``blank``: rows left below."""

    tiles: tuple[Tile, ...]
    blank: int = 0

    def __post_init__(self) -> None:
        if len(self.tiles) > _MOST_TILES:
            raise ValueError(f"{len(self.tiles)} tiles in a row, but {_MOST_TILES} have room")


@dataclass(frozen=True)
class Band:
    """The verdict in one coloured band. ``look``: good, near or bad."""

    text: str
    look: str


@dataclass(frozen=True)
class Sentences:
    """A sentence a row. ``blank``: rows left below."""

    texts: tuple[str, ...]
    numbered: bool = False
    blank: int = 1


@dataclass(frozen=True)
class Note:
    """A remark. ``wide``: it runs over the page's width and wraps; ``link``: as of a section."""

    text: str
    look: str = "note"
    wide: bool = False
    link: str = ""


@dataclass(frozen=True)
class Lines:
    """Texts one below the other in the first column, as they are."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class BlankRow:
    """A blank row."""


@dataclass(frozen=True)
class Beside:
    """Blocks at the left and at the right. ``at``: the column at which the right begins.

    None: half of a front page, else behind the left's grid. ``printed`` False: the right serves
    charts and stands outside the printed page. ``blank``: rows left below.
    """

    left: tuple["Block", ...]
    right: tuple["Block", ...]
    at: int | None = None
    printed: bool = True
    blank: int = 1


@dataclass(frozen=True)
class Gallery:
    """Drawings of one size in rows, ``across`` side by side; ``blank``: rows left below."""

    drawings: tuple[Drawing, ...]
    across: int = 2
    blank: int = 1


@dataclass(frozen=True)
class ScreenOnly:
    """Blocks that are looked up on the screen and never printed: the last ones of their page."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Section:
    """A heading over blocks, kept together on paper where they fit.

    ``link``: the name of the page that tells more; one that is not there is passed over.
    """

    heading: str
    blocks: tuple["Block", ...]
    link: str = ""


Block = (
    Tiles
    | Band
    | Sentences
    | Note
    | Lines
    | BlankRow
    | Beside
    | Gallery
    | ScreenOnly
    | Section
    | Grid
    | Matrix
    | Drawing
)


@dataclass(frozen=True)
class Page:
    """One page. ``name`` is its sheet's and what links call it. No two grids have one key.

    ``about``: what it shows; ``wrapped``: over several lines. ``across``: the columns of the sheet
    over which texts run; None: those of its widest grid. ``widths``: of the first columns, in
    characters, where no grid says it; ``width``: of all others; None: by content. ``frozen``: so
    many columns stay in view, as title and ``about`` do.
    ``protected``: for programs alone: nobody edits or prints it. ``single``: all of it is
    printed on one sheet of paper, unless its letters would then be too small to be read.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    about: str = ""
    layout: PageLayout = PageLayout.PLAIN
    wrapped: bool = False
    across: int | None = None
    widths: tuple[float, ...] = ()
    width: float | None = None
    frozen: int = 0
    protected: bool = False
    single: bool = False

    def __post_init__(self) -> None:
        keys = [table.key for table in _tables(self.blocks)]
        if len(set(keys)) < len(keys):
            raise ValueError(f"page {self.name}: two grids have one key: {keys}")


def grids(blocks: Iterable[Block]) -> Iterator[Grid]:
    """All grids among the blocks, matrices as grids, in their order."""
    for table in _tables(blocks):
        yield table.grid() if isinstance(table, Matrix) else table


def _tables(blocks: Iterable[Block]) -> Iterator[Grid | Matrix]:
    for block in blocks:
        if isinstance(block, Grid | Matrix):
            yield block
        elif isinstance(block, Section | ScreenOnly):
            yield from _tables(block.blocks)
        elif isinstance(block, Beside):
            yield from _tables((*block.left, *block.right))
