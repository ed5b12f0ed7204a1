"""A headline figure on a sheet, as long as pages of studies write themselves."""

from dataclasses import dataclass

from planner.report.book import Page

_COLUMNS_A_TILE = 2


@dataclass(frozen=True)
class Tile:
    """One headline figure. ``value`` None: there is nothing to show."""

    label: str
    value: float | None
    style: str
    foot: str


def write_tile(page: Page, row: int, column: int, tile: Tile) -> None:
    """Write one headline figure over two columns and three rows."""
    across = (column, column + _COLUMNS_A_TILE - 1)
    page.sheet.set_row(row, 17)
    page.sheet.set_row(row + 1, 30)
    page.sheet.set_row(row + 2, 16)
    page.sheet.set_row(row + 3, 9)
    value = "-" if tile.value is None else tile.value
    page.join(row, across, tile.label, "tile_label")
    page.join(row + 1, across, value, tile.style, "tile_value")
    page.join(row + 2, across, tile.foot, "tile_foot")
