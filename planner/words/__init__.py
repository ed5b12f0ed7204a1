"""Text in the two languages of the planner."""

import locale
import os
import re
from typing import Literal, NamedTuple

Language = Literal["ko", "en"]


class Words(NamedTuple):
    """The same text in Korean and English."""

    ko: str
    en: str

    def to(self, language: Language) -> str:
        """The text in one language."""
        return self.ko if language == "ko" else self.en

    def filled(self, **fields: object) -> "Words":
        """Both with their ``{fields}`` filled in."""
        return Words(self.ko.format_map(fields), self.en.format_map(fields))


def console_language(text: str = "") -> Language:
    """The language to speak before a case says it: Korean on a Korean system, or to Hangul."""
    # Windows sets none of these; elsewhere they count though the locale is not installed.
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, names), None) or locale.getlocale()[0] or ""
    korean = system.lower().startswith("ko")
    return "ko" if korean or re.search("[가-힣]", text) else "en"
