"""Where the results of a study go: its workbook, JSON, and what is said of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from planner.explain.voice import Voice
from planner.page.document import ENDINGS, Document, write_document
from planner.page.page import Page
from planner.study.caveats import Caveats, json_with, pages_with, sentences_with
from planner.study.options import StudyWishes
from planner.study.record import Study
from planner.words import Language
from planner.workbook.opening import emit
from planner.workbook.save import (
    default_output,
    place_words,
    probe,
    probe_file,
    probe_json,
    save_as,
)


@dataclass(frozen=True)
class StudyResults:
    """What a study found of a ``case``, and how it is written, said, and put as plain data."""

    found: Any
    pages: Callable[[Any, Voice], Sequence[Page]]
    sentences: Callable[[Any, Voice], Sequence[str]]
    json: Mapping[str, Any]
    started: str = ""
    caveats: Caveats = field(default_factory=Caveats)

    def document(self, voice: Voice) -> Document:
        """Its pages as one file; equal findings give equal documents."""
        pages = pages_with(self.pages(self.found, voice), self.caveats, voice)
        return Document(tuple(pages), voice.language, voice.case.settings.title, self.started)

    def said(self, voice: Voice) -> list[str]:
        """Its sentences, the worst facts first."""
        return sentences_with(self.sentences(self.found, voice), self.caveats, voice)

    def plain(self, voice: Voice) -> dict[str, Any]:
        """Itself as plain data."""
        return json_with(self.json, self.caveats, voice)


def target_of(
    study: Study, source: Path, wishes: StudyWishes, language: Language, *companions: str
) -> Path:
    """The workbook that was asked for, or one beside the source that is named after the study.

    ``companions``: see ``default_output``.
    """
    assert study.file_word is not None
    word = study.file_word.to(language)
    return wishes.output or default_output(source, word, datetime.now(), *companions)


def probe_results(
    target: Path, wishes: StudyWishes, sources: Sequence[Path], others: Sequence[Path] = ()
) -> None:
    """See that the results can be written, each in a file of its own. Raises OutputError.

    ``others`` are files that the study writes beside them.
    """
    for source in sources:
        probe(target, overwrite=wishes.overwrite, source=source, endings=ENDINGS)
        if wishes.json not in (None, "-"):
            probe_file(Path(wishes.json), overwrite=wishes.overwrite, source=source)
    probe_json(wishes.json, target, *others)


def save_results(
    results: StudyResults, target: Path, wishes: StudyWishes, language: Language
) -> None:
    """Write the workbook and the JSON, and say what they say. Raises OutputError."""
    voice = Voice.of(results.found.case, language)
    document = results.document(voice)
    saved = save_as(
        target,
        lambda part: write_document(document, part),
        overwrite=wishes.overwrite,
        endings=ENDINGS,
    )
    emit(json.dumps(results.plain(voice), ensure_ascii=False, indent=1), wishes.json)
    for line in (*results.said(voice), str(saved)):
        typer.echo(line, err=wishes.json == "-")
    for words in place_words(target, saved):
        typer.echo(words.to(language), err=True)
