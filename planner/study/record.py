"""What the rest of the planner knows of a study: one record, in the study's own room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planner.words import Words


@dataclass(frozen=True)
class Study:
    """A study as commands, files and documentation see it. Whatever solves is loaded when asked.

    ``asked``: the words behind ``planner`` that make it (``sweep --tornado``); ``command`` is what
    runs them, None if another room's command does. ``file_word``: what its workbook is called by
    (None: as a plan). ``phases``: names of the steps that it solves, beside those that all have.
    ``needs_base``: without a plan of the case as it is there is nothing to say.
    """

    asked: str
    file_word: Words | None
    command: Callable[..., None] | None = None
    phases: Mapping[str, Words] = field(default_factory=dict)
    needs_base: bool = False

    @property
    def key(self) -> str:
        """Its room, and its name in JSON: the last word that asks for it, such as ``tornado``."""
        return self.asked.split()[-1].strip("-").replace("-", "_")
