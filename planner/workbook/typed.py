"""A value with its type, or what is wrong with the cell."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from planner.words import Words
from planner.workbook.faults import Kind


class Typed(NamedTuple):
    """A value, or what is wrong with the cell (a note or a warning comes with a value)."""

    value: Any = None
    kind: Kind | None = None
    fields: Mapping[str, object] = MappingProxyType({})

    @property
    def broken(self) -> bool:
        """True if there is no value because the cell is wrong."""
        return self.kind is not None and self.kind.severity == "error"


def hinted(kind: Kind, hint: Words) -> Typed:
    """A broken cell whose remedy ends in a hint."""
    return Typed(None, kind, {"hint_ko": hint.ko, "hint_en": hint.en})
