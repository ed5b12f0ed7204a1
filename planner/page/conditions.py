"""What is coloured by its value: rules that Excel keeps alive and other writers work out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Says:
    """Cells that hold this text look like ``look``."""

    text: str
    look: str


@dataclass(frozen=True)
class Signed:
    """Cells above 0 look like ``more``, those below like ``less``."""

    more: str = "bad"
    less: str = "good"


@dataclass(frozen=True)
class Before:
    """Dates that lie before the row's date in another column look bad."""

    column: str


@dataclass(frozen=True)
class Apart:
    """Numbers that differ from the row's number in another column by more than a part of it.

    Larger ones look like ``more``, smaller ones like ``less`` of ``look.STYLES``.
    """

    column: str
    part: float


@dataclass(frozen=True)
class DataBar:
    """A bar in the cell, from 0 to the whole cell at 1."""

    colour: str


@dataclass(frozen=True)
class Heat:
    """Colours from low to high. ``ends``: the values at which they stand; None: as they come."""

    low: str
    high: str
    middle: str = ""
    ends: tuple[float, float] | tuple[float, float, float] | None = None


Condition = Says | Signed | Before | Apart | DataBar | Heat
