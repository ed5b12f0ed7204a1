"""The command line in the reader's language: what stands beside each option, and the frame of help.

A command's docstring is its help: the English paragraph, then the Korean one. An option's ``Words``
stand beside it in its ``Annotated`` type.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from planner.words import Language, Words

_USAGE = Words("사용법: ", "Usage: ")
_OPTIONS = Words("[옵션]", "[OPTIONS]")
_COMMAND = Words("명령 [인수]...", "COMMAND [ARGS]...")
_GIVEN = {
    "help": Words("이 도움말을 보여 주고 끝납니다.", "Show this message and exit."),
    "install_completion": Words(
        "지금 쓰는 셸에 자동 완성을 설치합니다.", "Install completion for the current shell."
    ),
    "show_completion": Words(
        "자동 완성 스크립트를 출력합니다. 복사하거나 고쳐 설치할 때 씁니다.",
        "Show completion for the current shell, to copy it or customize the installation.",
    ),
}
"""Options that the library adds."""
_FRAME = {
    "ARGUMENTS_PANEL_TITLE": Words("인수", "Arguments"),
    "OPTIONS_PANEL_TITLE": Words("옵션", "Options"),
    "COMMANDS_PANEL_TITLE": Words("명령", "Commands"),
    "DEFAULT_STRING": Words("[기본값: {}]", "[default: {}]"),
    "REQUIRED_LONG_STRING": Words("[필수]", "[required]"),
}
"""Names in ``typer.rich_utils`` of what frames a help page."""


class _Spoken:
    """What help says in the reader's language though the library has it in English."""

    language: Language = "en"

    def get_help_option(self, ctx: Any) -> Any:
        """The option ``--help``."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _GIVEN["help"].to(self.language)
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The line that begins with Usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_USAGE.to(self.language))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The whole page."""
        from typer import rich_utils

        for name, words in _FRAME.items():
            setattr(rich_utils, name, words.to(self.language))
        super().format_help(ctx, formatter)  # type: ignore[misc]


class _Command(_Spoken, TyperCommand):
    pass


class _Group(_Spoken, TyperGroup):
    pass


def asked(words: Sequence[str]) -> Language | None:
    """The language that ``--lang`` asks for, wherever it stands."""
    said = re.search(r"(?<= )--lang[ =](ko|en)(?= )", " ".join([*words, ""]))
    return said[1] if said else None  # type: ignore[return-value]


def command_line(
    main: Callable[..., None], commands: Iterable[Callable[..., None]], language: Language
) -> TyperGroup:
    """The commands as one command line that speaks a language."""
    app = typer.Typer(cls=_Group, no_args_is_help=True, pretty_exceptions_enable=False)
    functions = [main, *commands]
    app.callback(help=told(main).to(language))(main)
    for command in functions[1:]:
        app.command(cls=_Command, help=told(command).to(language))(command)
    group = typer.main.get_command(app)
    assert isinstance(group, _Group)
    group.subcommand_metavar = _COMMAND.to(language)
    for function, line in zip(functions, [group, *group.commands.values()], strict=True):
        assert isinstance(line, _Group | _Command)
        line.language = language
        line.options_metavar = _OPTIONS.to(language)
        words = beside(function) | _GIVEN
        for param in line.params:
            param.help = words[str(param.name)].to(language)  # type: ignore[attr-defined]
    return group


def told(command: Callable[..., None]) -> Words:
    """The two paragraphs of a command's docstring: English, Korean."""
    english, korean = (inspect.getdoc(command) or "").split("\n\n")
    return Words(korean, english)


def beside(command: Callable[..., None]) -> dict[str, Words]:
    """The words beside each argument and option, by its name in the function."""
    return {
        name: words
        for name, parameter in inspect.signature(command).parameters.items()
        for words in getattr(parameter.annotation, "__metadata__", ())
        if isinstance(words, Words)
    }
