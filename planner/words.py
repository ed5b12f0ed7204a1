"""Text in the two languages of the planner."""

from typing import Literal, NamedTuple

Language = Literal["ko", "en"]


class Words(NamedTuple):
    """The same text in Korean and English."""

    ko: str
    en: str

    def to(self, language: Language) -> str:
        """The text in one language."""
        return self.ko if language == "ko" else self.en
