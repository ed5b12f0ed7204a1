"""What a newcomer is told to touch is there, and no more than was promised."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!^## ).*\n?)*)", PAGE, re.MULTILINE))
COUNTED = {
    "A column of offers that costs money: at most 4 source files": 4,
    "A limit measure: at most 6 source files": 6,
}
PATH = re.compile(r"`((?:models|planner|tests|docs)/[\w/.]+)`")


def test_every_file_on_the_page_exists() -> None:
    """A file that was moved or renamed fails here."""
    named = PATH.findall(PAGE)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("heading", COUNTED)
def test_a_table_names_no_more_files_than_promised(heading: str) -> None:
    """One row for each file; every row is a file."""
    rows = [line for line in SECTIONS[heading].splitlines() if line.startswith("| `")]
    files = [found[1] for row in rows if (found := PATH.search(row))]
    assert len(files) == len(rows) == COUNTED[heading]


def test_the_column_that_was_tried_stands_in_its_files() -> None:
    """Each file of the first table knows ``pay_after``, and no other source file names it."""
    heading = next(iter(COUNTED))
    rows = [line for line in SECTIONS[heading].splitlines() if line.startswith("| `")]
    listed = {found[1] for row in rows if (found := PATH.search(row))}
    sources = [path for folder in ("models", "planner") for path in (ROOT / folder).rglob("*.py")]
    knowing = {
        path.relative_to(ROOT).as_posix()
        for path in sources
        if "pay_after" in path.read_text(encoding="utf-8")
    }
    assert knowing == listed
