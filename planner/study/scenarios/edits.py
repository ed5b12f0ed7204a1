"""How a study of scenarios speaks: its names, its money, its edits, in one language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.case import Case
from planner.explain import speak
from planner.study.scenarios.found import ScenariosFound
from planner.words import Language, Words

BASE = Words("기준", "base")
_HANGUL = re.compile("[가-힣]")
_LONGEST_TITLE = 40


@dataclass(frozen=True)
class Voice:
    """A study's case in the language, and its names as they are said."""

    case: Case
    language: Language
    titles: Mapping[str, str]

    @classmethod
    def of(cls, study: ScenariosFound, language: Language) -> "Voice":
        """The voice of a study of scenarios."""
        return cls(speak.case_in(study.case, language), language, scenario_titles(study, language))

    def say(self, words: Words, **fields: object) -> str:
        """Fill the words in the language."""
        return words.to(self.language).format(**fields)

    def money(self, amount: float) -> str:
        """Say an amount; its particle fits."""
        return speak.case_money(amount, self.case, self.language)

    def name(self, ident: str) -> str:
        """Return the title of a scenario or of the base."""
        return self.titles.get(ident, ident)


def scenario_titles(study: ScenariosFound, language: Language) -> dict[str, str]:
    """Titles by name: the sheet's own, else what the note says before its colon, if that fits."""
    titles = {
        point.name: study.titles.get(point.name)
        or _title(point.name, study.notes.get(point.name, ""), language)
        for point in study.points
    }
    if study.points:
        titles[study.points[0].name] = BASE.to(language)
    said = list(titles.values())
    return {name: title if said.count(title) == 1 else name for name, title in titles.items()}


def _title(name: str, note: str, language: Language) -> str:
    title = note.split(":", maxsplit=1)[0].strip()
    fits = bool(_HANGUL.search(title)) == (language == "ko")
    return title if title and fits and len(title) <= _LONGEST_TITLE else name
