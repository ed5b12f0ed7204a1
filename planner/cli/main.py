"""The ``planner`` command. A command is a file beside this one, its work in ``commands``.

A study has both in its own room.
"""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import typer

from planner.cli.check import check
from planner.cli.example import example
from planner.cli.export import export
from planner.cli.line import asked, command_line
from planner.cli.manual import manual, schema
from planner.cli.plan import plan
from planner.cli.refusal import refusal
from planner.cli.template import template
from planner.errors import OutputError, PlannerError, UsageError
from planner.options import Lang
from planner.study.all import STUDIES
from planner.words import Language, Words, console_language

INTERRUPTED = 130
COMMANDS: tuple[Callable[..., None], ...] = (
    *(template, example, check, plan),
    *(study.command for study in STUDIES if study.command),
    *(export, manual, schema),
)

_NO_SHELL = Words(
    "이 셸은 모릅니다. bash, zsh, fish, PowerShell에서 실행하세요.",
    "The shell is not known; run it in bash, zsh, fish or PowerShell.",
)
_NOT_PRINTED = Words(
    "표준 출력에 쓸 수 없습니다({}). 출력을 받는 곳의 남은 용량을 확인하세요.",
    "Cannot write to standard output ({}); check the space left where it goes.",
)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a system says of a stream that takes no more."""


def _say_versions(wanted: bool) -> None:
    if wanted:
        from planner.versions import versions

        typer.echo("\n".join(f"{name} {version}" for name, version in versions().items()))
        raise typer.Exit


def main(
    ctx: typer.Context,
    lang: Annotated[
        Lang | None,
        typer.Option("--lang"),
        Words("도움말과 결과의 언어.", "Language of help and results."),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_versions, is_eager=True),
        Words("버전을 보여 주고 끝납니다.", "Show the versions and exit."),
    ] = False,
) -> None:
    """Procurement planner for critical materials: an Excel workbook in, an Excel plan out.

    핵심 광물 구매 계획: 엑셀 파일을 넣으면 엑셀 계획이 나옵니다.
    """
    if lang is not None:
        # Said before the command, it is meant for the command.
        names = (command.__name__ for command in COMMANDS)
        ctx.default_map = {name: {"lang": lang.value} for name in names}


def run() -> None:
    """Run the command line; every planned failure ends with its own exit code and words."""
    for stream in (sys.stdout, sys.stderr):
        # A Korean console may be cp949: a character it lacks must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    language = asked(sys.argv) or console_language(" ".join(sys.argv))
    try:
        line = command_line(main, COMMANDS, language)
        raise SystemExit(_code(line.main(prog_name="planner", standalone_mode=False)))
    except typer.TyperException as error:
        # Without a word: the help has been printed already.
        if error.format_message():
            typer.echo(refusal(error).to(language), err=True)
        raise SystemExit(UsageError.exit_code) from error
    except PlannerError as error:
        typer.echo(error.words.to(language), err=True)
        raise SystemExit(error.exit_code) from error
    except OSError as problem:
        if problem.filename is not None or problem.errno not in _FULL:
            raise
        raise SystemExit(_unheard(problem, language)) from None
    except SystemExit as ended:
        # The library ends with 1 for closed pipes; here 1 means a bug.
        raise SystemExit(INTERRUPTED if ended.code == 1 else ended.code) from None


def _unheard(problem: OSError, language: Language) -> int:
    """Say that results found no place where they were printed, and print no more."""
    with suppress(OSError):
        # What is still held back would be tried once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with suppress(OSError):
        typer.echo(_NOT_PRINTED.to(language).format(problem.strerror), err=True)
    return OutputError.exit_code


def _code(ended: int | None) -> int:
    """The library ends with 1 where completion meets a shell that it does not know."""
    if ended == 1:
        raise UsageError(_NO_SHELL)
    return ended or 0
