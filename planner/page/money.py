"""How a page shows money: its unit and formats, decided once from all its amounts."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.words import Language, Words

_LARGE = 1e7
_MILLION = Words("백만 {}", "M {}")


@dataclass(frozen=True)
class Money:
    """Cell formats, number formats of charts, the unit that headings name, and its size.

    ``format``, ``change`` and ``tile`` are names in ``look.NUMBERS``; ``axis`` and ``axis_change``
    are Excel's codes.
    """

    format: str
    change: str
    tile: str
    axis: str
    axis_change: str
    unit: str
    size: float

    @classmethod
    def of(cls, amounts: Iterable[float | None], currency: str, language: Language) -> "Money":
        """Millions where the largest amount has eight figures, else the currency itself."""
        if max((abs(one) for one in amounts if one is not None), default=0.0) < _LARGE:
            return cls(
                format="n0",
                change="change",
                tile="whole",
                axis="#,##0",
                axis_change="+#,##0;-#,##0;0",
                unit=currency,
                size=1.0,
            )
        return cls(
            format="million",
            change="million_change",
            tile="million1",
            axis="#,##0.0,,",
            axis_change="+#,##0.0,,;-#,##0.0,,;0",
            unit=_MILLION.to(language).format(currency),
            size=1e6,
        )

    @property
    def label(self) -> str:
        """Format of amounts beside bars, as exact as the cells."""
        return "#,##0.00,," if self.size > 1 else "#,##0"

    def noticed(self, least: float) -> str:
        """Format of changes that leaves out those smaller than ``least``, which only clutter."""
        return f'[>={least:.0f}]+{self.axis};[<=-{least:.0f}]-{self.axis};""'
