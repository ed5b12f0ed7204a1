"""Runs the planner as a person does, words in and words out, in this process."""

import contextlib
import io
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from models.case import Case
from planner.cli.line import command_line
from planner.cli.main import COMMANDS, main, run
from planner.workbook.write import case_rows, write_case


class Answer(NamedTuple):
    """Exit code, standard output and standard error of one command."""

    code: int
    out: str
    err: str


def planner(*words: str | Path) -> Answer:
    """Run ``planner WORDS`` and return how it ended."""
    # Results are written as bytes, words as text: both must find their way.
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code: object = 0
    with (
        mock.patch.object(sys, "argv", ["planner", *map(str, words)]),
        mock.patch.dict("os.environ", {"COLUMNS": "100", "TERMINAL_WIDTH": "100"}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            run()
        except SystemExit as end:
            code = end.code
    return Answer(int(str(code or 0)), *(plain(_text(stream)) for stream in (out, err)))


def _text(stream: io.TextIOWrapper) -> str:
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode()


def plain(text: str) -> str:
    """The text without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def options() -> dict[str, list[str]]:
    """Every command with the names of its options."""
    return {
        name: [spelling for param in command.params for spelling in _spellings(param)]
        for name, command in command_line(main, COMMANDS, "en").commands.items()
    }


def _spellings(param: object) -> list[str]:
    names = [*getattr(param, "opts", ()), *getattr(param, "secondary_opts", ())]
    return [name for name in names if name.startswith("-")]


def workbook(path: Path, case: Case, language: str = "en") -> Path:
    """Write a case as a workbook."""
    path.write_bytes(_bytes(case, language))
    return path


@cache
def _bytes(case: Case, language: str) -> bytes:
    stream = io.BytesIO()
    write_case(stream, case_rows(case), language)  # type: ignore[arg-type]
    return stream.getvalue()
