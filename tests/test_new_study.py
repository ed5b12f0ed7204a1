"""A new study is one folder and one line: a toy study, made so, runs like the shipped ones."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from workbooks import good, write_workbook

from planner.study import all as every_study

TOYS = Path(__file__).parent / "toy_study"
FOLDER = TOYS / "without"
PAGE = (Path(__file__).parent.parent / "docs" / "extending.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## A study: one folder and one line")[2].partition("\n## ")[0]
PROGRAM = (
    "import sys, planner.study\n"
    "planner.study.__path__[:0] = sys.argv[1:3]\n"
    "del sys.argv[1:3]\n"
    "from planner.cli.main import run\n"
    "run()\n"
)
"""The planner with rooms of studies in two more folders, which are looked in first."""


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the list of studies, one line longer."""
    folder = tmp_path_factory.mktemp("line")
    text = Path(every_study.__file__).read_text(encoding="utf-8")
    longer = text.replace('    "scenarios",\n', '    "scenarios",\n    "without",\n')
    assert len(longer.splitlines()) == len(text.splitlines()) + 1
    (folder / "all.py").write_text(longer, encoding="utf-8")
    return folder


def asked(line: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``planner WORDS`` with the toy study."""
    program = [sys.executable, "-c", PROGRAM, str(line), str(TOYS), *map(str, words)]
    return subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=True)


def test_help_lists_it(line: Path) -> None:
    """Its command stands among the others, in both languages."""
    for language, sentence in (("en", "Plan without each"), ("ko", "공급사를 하나씩 빼고")):
        assert sentence in asked(line, "--lang", language, "--help").stdout


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_writes_its_workbook_and_json(line: Path, tmp_path: Path, language: str) -> None:
    """Beside the case, under its own word, with a point for each supplier."""
    sheets = good()
    sheets["settings"][-1] = ["risk_measure", "none"]
    case = write_workbook(tmp_path / "case.xlsx", sheets)
    done = asked(line, "without", case, "--jobs", "1", "--json", "-", "--lang", language)
    answer = json.loads(done.stdout)
    suppliers = {row[0] for row in sheets["suppliers"][1:]}
    assert {point["name"] for point in answer["points"]} == suppliers
    assert answer["run"]["study"] == "without"
    assert answer["base"]["objective"] <= min(
        point["objective"] for point in answer["points"] if point["objective"] is not None
    )
    word = {"ko": "공급사상실", "en": "without"}[language]
    (made,) = tmp_path.glob(f"case_{word}_*.xlsx")
    assert load_workbook(made).sheetnames[0] == {"ko": "공급사 상실", "en": "Losses"}[language]
    assert f"{'공급사' if language == 'ko' else 'Without'}" in done.stderr


def test_the_page_names_the_files_that_it_takes() -> None:
    """As many as the toy has, and the one list of studies."""
    named = set(re.findall(r"^\| `(\w+\.py)` \|", SECTION, re.MULTILINE))
    assert named == {path.name for path in FOLDER.glob("*.py")} - {"__init__.py"}
    assert "planner/study/all.py" in SECTION
