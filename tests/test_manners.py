"""The command line speaks the reader's language, tells its versions and completes words."""

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from types import FunctionType

import pytest
from command_line import Answer, options, plain, planner

from planner.cli import main as cli
from planner.cli.line import beside, told
from planner.words import console_language

pytestmark = pytest.mark.chief

ONE_LINE = [*options(), ""]
"""Every command, and the planner without one."""
SENTENCE = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")
"""Three words in a row are a sentence; names of measures, formats and settings stand alone."""
FIXED = re.compile(r"Usage|Options|OPTIONS|Arguments|ARGS|Commands|COMMAND|default|required")


def help_of(command: str, *words: str) -> str:
    answer = planner(*filter(None, [command]), "--help", *words)
    assert answer.code == 0 and not answer.err
    return answer.out


@pytest.mark.parametrize("command", ONE_LINE)
def test_korean_help_holds_no_english(command: str) -> None:
    """Every sentence, panel and fixed word is Korean; only what a user types is as it is."""
    page = " ".join(help_of(command, "--lang", "ko").replace("│", " ").split())
    assert not SENTENCE.findall(re.sub("'[^']*'", "", page)) and not FIXED.findall(page)
    assert "사용법:" in page and "옵션" in page and "이 도움말을 보여 주고 끝납니다." in page


@pytest.mark.parametrize("command", ONE_LINE)
def test_english_help_holds_no_korean(command: str) -> None:
    """The same page in English."""
    page = help_of(command, "--lang", "en")
    assert "Usage:" in page and "Options" in page and "Show this message and exit." in page
    assert not re.search("[가-힣]", page)


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_option_is_told_in_two_languages(command: FunctionType) -> None:
    """The words beside each argument and option, and both paragraphs of the command."""
    assert beside(command).keys() == inspect.signature(command).parameters.keys()
    for words in (told(command), *beside(command).values()):
        assert words.ko.strip() and words.en.strip() and words.ko != words.en
        assert re.search("[가-힣]", words.ko) and not re.search("[가-힣]", words.en)


@pytest.mark.parametrize("words", [("--lang", "ko", "plan"), ("plan", "--lang=ko"), ("plan", "나")])
def test_the_language_may_stand_anywhere(words: tuple[str, ...]) -> None:
    """Before the command, after it, or in the name of the case."""
    assert "사용법: planner plan" in planner(*words, "--help").out


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LC_ALL": "ko_KR.cp949", "LANG": "en_US.UTF-8"}, "ko"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, "en"),
    ],
)
def test_a_korean_system_is_spoken_to_in_korean(
    environment: Mapping[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on any other program, LC_ALL counts before LC_MESSAGES, and that before LANG."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, environment.get(name, ""))
    assert console_language() == language
    assert ("사용법:" in planner("--help").out) == (language == "ko")


def test_windows_says_its_language_by_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """``Korean_Korea`` where no variable is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: ("Korean_Korea", "949"))
    assert console_language() == "ko"


def test_a_language_before_the_command_is_that_of_the_result(tmp_path: Path) -> None:
    """``planner --lang ko manual`` and ``planner manual --lang ko`` are the same."""
    for language in ("ko", "en"):
        assert planner("--lang", language, "manual") == planner("manual", "--lang", language)
    assert planner("--lang", "en", "manual") != planner("--lang", "ko", "manual")


WRONG = {
    "unknown command": (("pln",), "'pln'", "'plan'"),
    "no command": (("--lang", "{language}"),),
    "unknown option": (("check", "x", "--colour"), "--colour"),
    "nearly an option": (("check", "x", "--no-cpy"), "--no-cpy", "--no-copy"),
    "no argument": (("check",), "CASE.xlsx"),
    "no option": (("export", "x"), "--to", "mps", "lp", "pulp-json"),
    "no value": (("plan", "x", "--engine"), "--engine"),
    "a value too many": (("plan", "x", "--overwrite=3"), "--overwrite"),
    "a word too many": (("check", "x", "y z"), "y z"),
    "no such choice": (("plan", "x", "--risk", "high"), "--risk", "none", "expected", "cvar"),
    "no integer": (("plan", "x", "--futures", "many"), "--futures"),
    "no number": (("plan", "x", "--weight", "heavy"), "--weight"),
    "too little": (("plan", "x", "--futures", "0"), "--futures", "1"),
    "too much": (("plan", "x", "--weight", "7"), "--weight", "1"),
}
LIBRARY = re.compile(
    r"Invalid|Value error|Input should|Missing|No such|Got unexpected|Option '|unable|Possible"
    r"|\(s\)|^s\)",
    re.MULTILINE,
)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_usage_is_said_in_our_words(
    wrong: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the language asked for, with what was wrong; never in the library's words."""
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8" if language == "ko" else "C")
    words, *named = WRONG[wrong]
    answer = planner(*(word.format(language=language) for word in words))
    assert answer.code == 2 and not answer.out
    said = answer.err.splitlines()[-1]
    assert all(name in said for name in named)
    assert bool(re.search("[가-힣]", said)) == (language == "ko")
    assert not LIBRARY.search(answer.err)


def test_a_wrong_language_is_said_in_both() -> None:
    """Who asks for ``jp`` has not said which of the two they read."""
    for words in (("check", "x", "--lang", "jp"), ("--lang", "jp", "check")):
        answer = planner(*words)
        assert answer.code == 2 and not answer.out
        assert "중에서 고르세요" in answer.err and "choose from 'ko', 'en'" in answer.err
        assert not LIBRARY.search(answer.err)


def test_an_error_is_said_in_the_language_asked_for(tmp_path: Path) -> None:
    """Also where no case has said its own."""
    korean, english = (
        planner("example", "no-such", tmp_path / "x.xlsx", "--lang", language)
        for language in ("ko", "en")
    )
    assert korean.code == english.code == 2
    assert "없는 예제입니다" in korean.err and "There is no example" in english.err


def test_the_language_comes_from_the_locale_when_help_is_missed(tmp_path: Path) -> None:
    """Without any word the help is printed, and the run ends with 2."""
    answer = planner()
    assert answer.code == 2 and "Usage:" in answer.out and not answer.err


def started(*words: str, program: tuple[str, ...] = ("-m", "planner"), **variables: str) -> Answer:
    """The planner in a process of its own."""
    environment = os.environ | {"COLUMNS": "100"} | variables
    done = subprocess.run(
        [sys.executable, *program, *words], capture_output=True, env=environment, check=False
    )
    encoding = variables.get("PYTHONIOENCODING", "utf-8")
    return Answer(
        done.returncode, *(plain(text.decode(encoding)) for text in (done.stdout, done.stderr))
    )


def test_python_can_start_it() -> None:
    """``python -m planner`` is ``planner``, under that name."""
    answer = started("check", "--help")
    assert answer.code == 0 and "Usage: planner check" in answer.out


def test_a_korean_console_can_print_help() -> None:
    """cp949 has Hangul but not the corners of a frame: nothing becomes a question mark."""
    answer = started("plan", "--help", "--lang", "ko", PYTHONIOENCODING="cp949")
    assert answer.code == 0 and "사용법: planner plan" in answer.out
    assert "?" not in answer.out and "┌" not in answer.out


def test_the_version_is_told_with_those_of_the_libraries() -> None:
    """One line for each, loading none of them."""
    answer = planner("--version")
    assert answer.code == 0
    lines = dict(line.split(" ") for line in answer.out.splitlines())
    assert lines["planner"] == version("critical-materials-planner")
    assert lines["highspy"] == version("highspy")
    assert lines["python"] == ".".join(map(str, sys.version_info[:3]))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_completion_script_is_printed(shell: str) -> None:
    """For each shell, a script that asks the planner itself."""
    answer = started(_PLANNER_COMPLETE=f"source_{shell}")
    assert answer.code == 0 and "_PLANNER_COMPLETE" in answer.out and "planner" in answer.out


def test_words_are_completed() -> None:
    """Commands, options and choices."""
    for words, wanted in (
        ("planner sce", "scenarios"),
        ("planner plan --compare", "--compare-risk"),
        ("planner export x --to ml", ""),
        ("planner export x --to pu", "pulp-json"),
    ):
        count = str(len(words.split()) - 1)
        answer = started(_PLANNER_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count)
        assert answer.code == 0 and answer.out.strip() == wanted


def test_the_shell_that_asks_is_known(tmp_path: Path) -> None:
    """``--show-completion`` prints its script, ``--install-completion`` puts it into place."""
    line = f'"{sys.executable}" -m planner --show-completion; '
    line += f'"{sys.executable}" -m planner --install-completion; true'
    done = subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    assert "complete -o default -F _planner_completion planner" in done.stdout
    script = tmp_path / ".bash_completions" / "planner.sh"
    assert "_planner_completion" in script.read_text()
    assert str(script) in (tmp_path / ".bashrc").read_text()


def test_a_shell_that_is_not_known_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong usage, not a bug: it ends with 2."""
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("nush", "/bin/nush"))
    answer = planner("--show-completion")
    assert answer.code == 2 and "bash, zsh, fish" in answer.err


def test_the_readme_tells_how_to_ask() -> None:
    """Versions, completion, help in both languages and the other way to start it."""
    text = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    for spelling in ("--version", "--install-completion", "--show-completion", "--help"):
        assert f"`planner {spelling}`" in text or f"`{spelling}`" in text
    assert "`python -m planner`" in text and "`--lang ko`" in text
