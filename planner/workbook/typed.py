"""A value with its type, or what is wrong with the cell."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from planner.words import Words
from planner.workbook.faults import Fault, Kind, Spot


class Typed(NamedTuple):
    """A value, or what is wrong with the cell (a note or a warning comes with a value)."""

    value: Any = None
    kind: Kind | None = None
    fields: Mapping[str, object] = MappingProxyType({})
    guess: Callable[[], Words] | None = None
    """What was probably meant, for the texts' ``hint``, where that takes a look at many names."""

    @property
    def broken(self) -> bool:
        """True if there is no value because the cell is wrong."""
        return self.kind is not None and self.kind.severity == "error"

    def faults(self, spot: Spot, *, guessed: bool = True) -> list[Fault]:
        """What is wrong, where it stands; with a guess if one is wanted. At most one."""
        if self.kind is None:
            return []
        hint = self.guess() if self.guess and guessed else Words("", "")
        hints = {"hint_ko": hint.ko, "hint_en": hint.en} if self.guess else {}
        return [self.kind.at(spot, **hints, **self.fields)]


def hinted(kind: Kind, hint: Words) -> Typed:
    """A broken cell whose remedy ends in a hint."""
    return Typed(None, kind, {"hint_ko": hint.ko, "hint_en": hint.en})
