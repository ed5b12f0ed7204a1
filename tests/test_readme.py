"""What README.md shows works: every command, every option it names, and the Python."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from command_line import options, planner
from small_cases import OFFER_A, make, need
from workbooks import good, write_workbook

from planner.data import examples_folder
from planner.planning import plan_case
from planner.workbook.write import read_tables, write_case

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [
    (command.strip(), remark.strip())
    for command, _, remark in (
        line.partition("#") for line in re.findall(r"^ {4}(planner .*)$", README, re.MULTILINE)
    )
]
"""Indented command lines with the remark beside each."""

INSTALL = next(line for line in README.splitlines() if "pip install" in line)
MAKES = ("template", "example")
"""Commands that write the case the others read."""
NEEDS = {
    "simulate": ("planner plan my-case.xlsx -o plan.xlsx",),
    "compare": (
        "planner plan my-case.xlsx -o plan.xlsx",
        "planner plan my-case.xlsx -o dearer.xlsx --set 'prices.each where country=CN times 1.2'",
    ),
}
"""What must have been run before."""
KOREAN = ("scenarios", "sweep", "frontier", "compare", "--set")
"""Lines with one of these words speak of what only the Korean case has."""
LONG = ("room", "--tornado")
"""Lines that solve hundreds of programs: a case of a few rows that has every sheet will do."""


def variants() -> list[str]:
    """Every option a remark names, added to its command: ``--lang ko|en`` makes two."""
    found = []
    for command, remark in LINES:
        for option, values in re.findall(r"(--[a-z-]+)((?: [^\s,;]+)?)", remark):
            for value in values.strip().split("|") if values.strip() else [EXAMPLE[option]]:
                found.append(f"{command} {option} {VALUE.get(value, value)}".strip())
    for command, ways in re.findall(r"^ {4}(planner export .*--to )mps.*?: (.*)$", README, re.M):
        found += [f"{command}{way}" for way in re.split(r", | or ", ways)]
    engines = re.findall(r"`--engine ([^`]+)`", README)
    return found + [f"planner plan my-case.xlsx -o plan.xlsx --engine {e}" for e in engines]


VALUE = {"FILE": "plan.json", "SECONDS": "60", "N": "2"}
EXAMPLE = {"--engine": "highs", "--lang": "ko", "--overwrite": "", "--copy": "", "--no-copy": ""}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case that has a plan."""
    path = tmp_path_factory.mktemp("readme") / "case.xlsx"
    assert planner("example", "first-plan", path).code == 0
    return path


@pytest.fixture(scope="module")
def korean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped Korean case, every row of it, over months enough to run each line."""
    path = tmp_path_factory.mktemp("readme") / "korea.xlsx"
    rows = read_tables(examples_folder() / "korea-2027" / "tables")
    periods = next(row for row in rows["settings"] if row["key"] == "periods")
    periods["value"] = 4
    for row in rows["scenarios"]:
        row["known_from"] = None
    write_case(path, rows, "ko")
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped Korean case over its three years."""
    path = tmp_path_factory.mktemp("readme") / "whole.xlsx"
    assert planner("example", "korea-2027", path).code == 0
    return path


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few rows in every sheet."""
    sheets = good()
    sheets["settings"][-1] = ["risk_measure", "none"]
    return write_workbook(tmp_path_factory.mktemp("readme") / "every.xlsx", sheets)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(line: str) -> None:
    answer = planner(*shlex.split(line)[1:])
    assert answer.code == 0, (line, answer.err)
    assert answer.out


def test_the_readme_has_commands() -> None:
    """The lines are found where they stand."""
    assert len(LINES) >= 7 and len(variants()) >= 10


@pytest.mark.parametrize("line", [command for command, _ in LINES])
def test_every_command_line(line: str, folder: Path, case: Path, korean: Path, every: Path) -> None:
    """As it stands in the README; a case is there unless the line makes one."""
    words = shlex.split(line)
    if words[1] not in MAKES:
        fitting = dict.fromkeys(KOREAN, korean) | dict.fromkeys(LONG, every)
        found = [fitting[word] for word in words if word in fitting]
        shutil.copy(found[-1] if found else case, "my-case.xlsx")
    for before in NEEDS.get(words[1], ()):
        run(before)
    run(line)
    for name in re.findall(r"[\w-]+\.xlsx", line):
        assert Path(name).is_file()


@pytest.mark.parametrize("line", variants())
def test_every_option(line: str, folder: Path, case: Path) -> None:
    """Each option the README names, with each value it gives."""
    if shlex.split(line)[1] not in MAKES:
        shutil.copy(case, "my-case.xlsx")
    run(line)


def test_every_command_and_option_is_in_the_readme() -> None:
    """A command or option that the README does not name is not known to anyone."""
    named = {shlex.split(command)[1] for command, _ in LINES}
    assert named == set(options()), "README.md, What a buyer does: a line for each command"
    for option in options()["plan"]:
        assert option in README or option in ("-o", "--output", "--time-limit", "--help")


def test_the_line_that_installs_ends_with_a_plan(folder: Path) -> None:
    """After the installation, the same line writes the shipped Korean case and its plan."""
    for part in INSTALL.split("&&"):
        words = shlex.split(part)
        if words[0].endswith("planner"):
            assert planner(*words[1:]).code == 0
        if "-r" in words:
            lock = (ROOT / words[words.index("-r") + 1]).read_text(encoding="utf-8")
            assert "highspy==" in lock and "--hash=sha256:" in lock
    assert Path("plan.xlsx").stat().st_size > 20_000


def test_the_python_block(folder: Path, whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It runs beside a case and prints the status, the cost, a table and the points of a sweep."""
    shutil.copy(whole, "my-case.xlsx")
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    wanted = json.loads((examples_folder() / "korea-2027" / "expected.json").read_text())
    said = (f"optimal {wanted['objective'] // 10**6}", "lynas", "over=0.6")
    assert all(words in printed for words in said)


def test_the_tables_it_names() -> None:
    """``plan.tables`` holds what the README says, and nothing it does not say."""
    sentence = re.search(r"pandas tables: (.*?)\.", README, re.DOTALL)
    assert sentence
    named = {name.strip() for name in sentence[1].split(",")}
    assert named == set(plan_case(make(OFFER_A, need(1))).tables)


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)]+)\)|^\| `([a-z]+/)`", README, re.M))
def test_links_and_folders_are_there(target: tuple[str, str]) -> None:
    """Every page and folder the README points to exists."""
    assert (ROOT / (target[0] or target[1])).exists()


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/**/*.md")), ids=lambda page: page.name)
def test_links_between_pages_are_there(page: Path) -> None:
    """Every page that a page of the documentation points to exists."""
    links = re.findall(r"\]\(([^)#:]+)[)#]", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
