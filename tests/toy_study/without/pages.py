"""The workbook: a front page and the results."""

from pathlib import Path

from planner.explain.voice import Voice
from planner.study.front.front import close_study, front, open_study, write_record, write_sentences
from planner.study.without.found import WithoutFound
from planner.study.without.words import SHEET, TITLE, without_sentences
from planner.words import Language


def write_without(study: WithoutFound, path: Path, language: Language) -> None:
    """Write the sentences and the results. Raises OutputError."""
    book = open_study(study, path, language)
    page, row = front(book, SHEET, TITLE, study.case.settings.title)
    row = write_sentences(page, without_sentences(study, Voice.of(study.case, language)), row)
    write_record(page, study.run, row)
    close_study(book, study)
