"""``planner manual`` and ``planner schema``: what every sheet and column means."""

from typing import Annotated

import typer

from planner.options import Lang
from planner.words import Words


def manual(
    lang: Annotated[
        Lang, typer.Option("--lang"), Words("설명서의 언어.", "Language of the manual.")
    ] = Lang.ko,
) -> None:
    """Print the manual of the case workbook as Markdown.

    입력 파일의 설명서를 Markdown으로 출력합니다.
    """
    from planner.commands.manual import print_manual

    print_manual(lang.value)


def schema(
    lang: Annotated[
        Lang | None, typer.Option("--lang"), Words("도움말의 언어.", "Language of this help.")
    ] = None,
) -> None:
    """Print the JSON schema of a case.

    입력 자료의 JSON 스키마를 출력합니다.
    """
    from planner.commands.manual import print_schema

    print_schema()
