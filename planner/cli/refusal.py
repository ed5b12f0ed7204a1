"""What was wrong with a command line, in words for a buyer: the library's are not."""

import re

import typer

from planner.words import Words

_SAID = (
    (r"Missing command", Words("명령이 빠졌습니다.", "A command is missing.")),
    (r"No such command ('.*?')", Words("{}: 없는 명령입니다.", "There is no command {}.")),
    (r"No such option: (\S+)", Words("{}: 없는 옵션입니다.", "There is no option {}.")),
    (
        r"Missing \w+ (.*?)\. Choose from:\s*(.*)",
        Words("{}: 빠졌습니다. {} 중에서 고르세요.", "{} is missing; choose from {}."),
    ),
    (r"Missing \w+ (.*?)\.(?:\s|$)", Words("{}: 빠졌습니다.", "{} is missing.")),
    (r"('\S+') requires an arg", Words("{}: 뒤에 값이 빠졌습니다.", "{} needs a value.")),
    (r"('\S+') does not take", Words("{}: 값을 받지 않는 옵션입니다.", "{} takes no value.")),
    (
        r"unexpected extra argument\S* \((.*)\)$",
        Words("{}: 남는 말입니다.", "{}: more than is needed."),
    ),
    (
        r"for (.*?): .*not one of (.*?)\.?$",
        Words("{}: {} 중에서 고르세요.", "{}: choose from {}."),
    ),
    (r"for (.*?): .*valid integer", Words("{}: 정수를 적으세요.", "{} takes a whole number.")),
    (r"for (.*?): .*valid number", Words("{}: 숫자를 적으세요.", "{} takes a number.")),
    (
        r"for (.*?): .*greater than or equal to (\S+)",
        Words("{}: {} 이상이어야 합니다.", "{} must be at least {}."),
    ),
    (
        r"for (.*?): .*less than or equal to (\S+)",
        Words("{}: {} 이하여야 합니다.", "{} must be at most {}."),
    ),
)
"""What the library says, and how it is said here."""
_NEAR = re.compile(r"(?:Did you mean|Possible options:) (.*?)[?)]*$")
_PERHAPS = Words(" 혹시 {near}?", " Did you mean {near}?")


def refusal(error: typer.TyperException) -> Words:
    """How the command is used, and what was wrong with the line."""
    said = _said(error.format_message())
    if "--lang" in said.en:
        # Whom to speak to is just what is not known.
        said = Words(f"{said.ko}\n{said.en}", f"{said.ko}\n{said.en}")
    ctx = getattr(error, "ctx", None)
    if ctx is None:
        return said
    usage, path = ctx.get_usage(), ctx.command_path
    return Words(
        f"{usage}\n도움말: {path} --help\n{said.ko}", f"{usage}\nHelp: {path} --help\n{said.en}"
    )


def _said(message: str) -> Words:
    """The library's message in our words; one that is not known stays as it is."""
    for pattern, words in _SAID:
        if found := re.search(pattern, message, re.DOTALL):
            parts = [" ".join(part.split()) for part in found.groups()]
            near = _NEAR.search(message)
            tail = _PERHAPS.filled(near=near[1]) if near else Words("", "")
            return Words(words.ko.format(*parts) + tail.ko, words.en.format(*parts) + tail.en)
    return Words(message, message)
