"""Selectors: ``country=CN``, ``supplier=lynas|arafura,element=NdPr``, ``tag=pre*``, ``all``.

Conditions joined by ``,`` must all hold; alternatives of one condition are joined by ``|``;
``!=`` with several values means none of them. Text compares after trimming, NFKC and casefold.
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

OFFER_FIELDS = (
    "offer", "supplier", "country", "group", "kind", "tag", "material", "element", "form", "to",
    "license", "hs", "index", "contains",
)  # fmt: skip
MATERIAL_FIELDS = ("material", "element", "form", "hs", "contains")
STOCK_FIELDS = ("stockpile", "material", "element", "form", "location", "owner")


class SelectorError(ValueError):
    """A selector that cannot be read. ``reason``: syntax or field; ``part`` is what was seen."""

    def __init__(self, reason: str, part: str) -> None:
        super().__init__(f"{reason}: {part}")
        self.reason = reason
        self.part = part


def folded(text: str) -> str:
    """Text as it is compared: trimmed, NFKC, casefold."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return plain.strip().casefold()


@dataclass(frozen=True)
class Condition:
    """``field = value | value`` or ``field != value | value``; values may end in ``*``."""

    field: str
    values: tuple[str, ...]
    negated: bool = False

    def holds(self, texts: tuple[str, ...]) -> bool:
        """True if one of the texts (a row's values of the field) matches, or none if negated."""
        hit = any(_matches(folded(text), value) for text in texts for value in self.values)
        return hit != self.negated

    def matching(self, texts: Collection[str]) -> list[str]:
        """Those of the folded texts (a set or a dict's keys) that one of the values matches."""
        found = [value for value in self.values if value in texts]
        for value in (value for value in self.values if value.endswith("*")):
            found += [text for text in texts if _matches(text, value)]
        return found


@dataclass(frozen=True)
class Selector:
    """All conditions must hold; none at all is ``all``."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, row: Mapping[str, tuple[str, ...]]) -> bool:
        """True if the row (field -> its texts) meets every condition."""
        return all(condition.holds(row[condition.field]) for condition in self.conditions)

    @property
    def asks_of_materials(self) -> bool:
        """True if it asks of nothing but what a material is."""
        return all(condition.field in MATERIAL_FIELDS for condition in self.conditions)

    def on(self, field: str) -> "Selector":
        """Only the conditions on one field."""
        return Selector(tuple(c for c in self.conditions if c.field == field))

    def without(self, field: str) -> "Selector":
        """All conditions but those on one field."""
        return Selector(tuple(c for c in self.conditions if c.field != field))

    def both(self, other: "Selector") -> "Selector":
        """Rows that meet this selector and the other."""
        return Selector(self.conditions + other.conditions)


def parse(text: str, fields: tuple[str, ...] = OFFER_FIELDS) -> Selector:
    """Read a selector; blank and ``all`` select everything. Raises SelectorError."""
    if folded(text) in ("", "all"):
        return Selector()
    return Selector(tuple(_condition(part, fields) for part in text.split(",")))


def _condition(part: str, fields: tuple[str, ...]) -> Condition:
    negated = "!=" in part
    name, sign, values = part.partition("!=" if negated else "=")
    alternatives = tuple(folded(value) for value in values.split("|"))
    if not sign or not all(alternatives) or any("=" in value for value in alternatives):
        raise SelectorError("syntax", part.strip())
    if folded(name) not in fields:
        raise SelectorError("field", name.strip())
    return Condition(folded(name), alternatives, negated)


def _matches(text: str, value: str) -> bool:
    return text.startswith(value[:-1]) if value.endswith("*") else text == value
