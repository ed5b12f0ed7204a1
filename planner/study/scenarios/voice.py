"""How a study of scenarios speaks: its names in one language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from planner.explain.voice import Voice
from planner.study.scenarios.found import ScenariosFound
from planner.words import Language, Words

BASE = Words("기준", "base")
_HANGUL = re.compile("[가-힣]")
_LONGEST_TITLE = 40


@dataclass(frozen=True)
class ScenarioVoice(Voice):
    """A voice that knows the titles of the scenarios, by their names."""

    titles: Mapping[str, str]

    @classmethod
    def about(cls, study: ScenariosFound, voice: Voice) -> "ScenarioVoice":
        """The voice that speaks of a study of scenarios."""
        return cls(voice.case, voice.language, scenario_titles(study, voice.language))

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
