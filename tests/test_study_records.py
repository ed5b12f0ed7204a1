"""Each study stands in one room, and its record says what commands, files and docs make of it."""

import re
from pathlib import Path

import pytest
from command_line import options

import planner.study
from planner.study.all import ROOMS, STUDIES
from planner.study.points.journey import PHASES
from planner.study.record import Study

ROOT = Path(planner.study.__path__[0])
DOCS = (Path(__file__).parent.parent / "docs" / "studies.md").read_text(encoding="utf-8")
SHARED = {"points", "front"}


def test_every_room_is_listed() -> None:
    """A folder without its line would be a study that nobody can ask for."""
    folders = {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()}
    assert set(ROOMS) == folders - SHARED
    assert len(ROOMS) == len(set(ROOMS))
    assert tuple(study.key for study in STUDIES) == ROOMS


@pytest.mark.parametrize("study", STUDIES, ids=ROOMS)
def test_it_can_be_asked_for(study: Study) -> None:
    """By a command, and by an option of it where another study's command makes it."""
    command, *option = study.asked.split()
    assert option == [] or option[0] in options()[command]
    assert (study.command is None) == bool(option)
    assert study.command is None or study.command.__name__ == command.replace("-", "_")


def test_no_two_workbooks_are_called_alike() -> None:
    """In either language; a comparison of risk is called as a plan is."""
    words = [study.file_word for study in STUDIES if study.file_word is not None]
    for names in zip(*words, strict=True):
        assert len(set(names)) == len(names)
    assert [study.key for study in STUDIES if study.file_word is None] == ["compare_risk"]


def test_the_page_has_a_row_for_each() -> None:
    """What is typed, and the name of the workbook in both languages."""
    rows = re.findall(r"^\| `planner (.+?)` \| (.+?) \| (.+?) \|$", DOCS, re.MULTILINE)
    assert rows == [
        (study.asked, "as a plan", "as a plan")
        if study.file_word is None
        else (study.asked, *(f"`CASE_{word}_DATE.xlsx`" for word in study.file_word))
        for study in STUDIES
    ]


@pytest.mark.parametrize("study", STUDIES, ids=ROOMS)
def test_every_step_that_it_solves_has_a_name(study: Study) -> None:
    """And every name belongs to a step: ``run("ends", ...)`` is told as it goes on."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / study.key).glob("*.py"))
    steps = set(re.findall(r"\brun\(\s*f?\"(\w+)", source))
    assert steps - PHASES.keys() == study.phases.keys()
