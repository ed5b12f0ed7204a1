"""A case in one language: its money and its names as they are said."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.case import Case
from planner.explain import speak
from planner.glossary.countries import country_name
from planner.outcomes.plan import StockLine
from planner.page.money import Money
from planner.words import Language, Words
from planner.words.josa import Josa

_ALL = "all"
"""Stands for all materials of a supplier."""


@dataclass(frozen=True)
class Voice:
    """A case in a language: whoever has it need not choose again.

    The names of ``case`` are already in ``language``.
    """

    case: Case
    language: Language

    @classmethod
    def of(cls, case: Case, language: Language) -> "Voice":
        """The voice of a case as it was read: names are put into the language."""
        return cls(speak.case_in(case, language), language)

    @property
    def currency(self) -> str:
        """The money of the case."""
        return self.case.settings.currency

    def say(self, words: Words, /, *values: object, **fields: object) -> str:
        """Fill the words in the language; with nothing to fill in, the text as it stands."""
        text = words.to(self.language)
        return text.format(*values, **fields) if values or fields else text

    def money(self, amount: float) -> Josa:
        """Say an amount in the currency of the case; its particle fits."""
        return speak.money(amount, self.currency, self.language)

    def scale(self, amounts: Iterable[float | None]) -> Money:
        """How a page shows amounts in the currency of the case: as it is, or in millions."""
        return Money.of(amounts, self.currency, self.language)

    def country(self, code: str) -> str:
        """Return the name of a country, or its code."""
        return country_name(code, self.language)

    def material(self, ident: str) -> str:
        """Return a material's name, or its id."""
        row = self.case.material.get(ident)
        return (row.name if row else "") or ident

    def supplier(self, ident: str) -> str:
        """Return a supplier's name, or its id."""
        row = self.case.supplier.get(ident)
        return (row.name if row else "") or ident

    def home(self, supplier: str) -> str:
        """Say the country of a supplier; nothing if the case does not know it."""
        row = self.case.supplier.get(supplier)
        return self.country(row.country) if row else ""

    def place_of(self, line: StockLine) -> str:
        """Name what a stockpile holds, and where if there are several places."""
        named = self.material(line.material)
        return f"{named}, {line.location}" if len(self.case.locations) > 1 else named

    def subject(self, text: str) -> str:
        """Say ids joined by commas by their names: ``lynas,NdPr_ox`` -> ``Lynas (NdPr oxide)``."""
        parts = [one.strip() for one in text.split(",")]
        known = [one for one in parts if one not in ("", _ALL)]
        if not known:
            return text
        first, *rest = map(self._named, known)
        return f"{first} ({', '.join(rest)})" if rest else first

    def _named(self, ident: str) -> str:
        if ident in self.case.material:
            return self.material(ident)
        if ident in self.case.supplier:
            return self.supplier(ident)
        if ident in self.case.offer_index:
            return self._offer(ident)
        names = {row.process: row.name for row in self.case.processes}
        names |= {
            row.stockpile: f"{self.material(row.material)} ({row.stockpile})"
            for row in self.case.stockpiles
        }
        return names.get(ident) or ident

    def _offer(self, ident: str) -> str:
        """Supplier, material and id: ``Lynas NdPr oxide (lynas_ndpr)``."""
        row = self.case.offers[self.case.offer_index[ident]]
        return f"{self.supplier(row.supplier)} {self.material(row.material)} ({ident})"
