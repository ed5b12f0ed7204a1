"""Finished work is never lost, and nothing of anybody's is written over."""

import datetime
import unicodedata
from pathlib import Path

import pytest

from planner.errors import OutputError
from planner.workbook.save import default_output, probe, renamed, save_as, too_long

pytestmark = pytest.mark.chief


def _write(text: str):
    return lambda place: place.write_text(text)


def _left(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_the_file_is_written_whole(tmp_path):
    """Only the finished file is in the folder, nothing temporary."""
    saved = save_as(tmp_path / "계획 1.xlsx", _write("new"))
    assert saved.read_text() == "new"
    assert _left(tmp_path) == ["계획 1.xlsx"]


def test_an_existing_file_needs_overwrite(tmp_path):
    """Without --overwrite what stands there stays."""
    path = tmp_path / "plan.xlsx"
    path.write_text("old")
    with pytest.raises(OutputError, match="--overwrite"):
        save_as(path, _write("new"))
    assert path.read_text() == "old"
    assert save_as(path, _write("new"), overwrite=True).read_text() == "new"


def test_the_input_is_never_written_over(tmp_path):
    """Not even with --overwrite."""
    path = tmp_path / "case.xlsx"
    path.write_text("input")
    with pytest.raises(OutputError, match="input"):
        save_as(path, _write("new"), overwrite=True, source=path)
    assert path.read_text() == "input"


def test_a_file_open_in_excel_gets_a_second_name(tmp_path, monkeypatch):
    """If the name is held, the work is kept under the next free one, and that is said."""
    path = tmp_path / "plan.xlsx"
    path.write_text("open in Excel")
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if Path(target).name == "plan.xlsx":
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("planner.workbook.save.PAUSE_SECONDS", 0)
    saved = save_as(path, _write("new"), overwrite=True)
    assert saved.name == "plan (2).xlsx"
    assert saved.read_text() == "new"
    assert "plan (2).xlsx" in renamed(path, saved).ko
    assert _left(tmp_path) == ["plan (2).xlsx", "plan.xlsx"]


def test_a_name_taken_by_another_run_gets_a_second_name(tmp_path):
    """Two runs within a minute write side by side; Excel alone is not blamed for it."""
    path = tmp_path / "plan.xlsx"

    def meanwhile(place: Path) -> None:
        path.write_text("theirs")
        place.write_text("ours")

    saved = save_as(path, meanwhile)
    assert (path.read_text(), saved.read_text()) == ("theirs", "ours")
    said = renamed(path, saved)
    assert "meanwhile" in said.en and "그 사이에" in said.ko


def test_a_failure_while_writing_leaves_nothing(tmp_path):
    """A full disk or a bug half-way leaves no half file behind."""

    def fail(place: Path) -> None:
        place.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        save_as(tmp_path / "plan.xlsx", fail)
    assert _left(tmp_path) == []


@pytest.mark.parametrize("name", ["plan", "plan.csv", "~$plan.xlsx", "pl?an.xlsx"])
def test_names_excel_cannot_use_are_refused(tmp_path, name):
    """The ending is .xlsx and the name holds no sign that Windows forbids."""
    with pytest.raises(OutputError):
        probe(tmp_path / name)


def test_a_missing_folder_is_found_before_the_work(tmp_path):
    """The probe names the folder."""
    with pytest.raises(OutputError, match="nowhere"):
        probe(tmp_path / "nowhere" / "plan.xlsx")


def test_names_are_composed(tmp_path):
    """A name from a Mac in pieces becomes one that Windows shows right."""
    pieces = unicodedata.normalize("NFD", "계획.xlsx")
    assert save_as(tmp_path / pieces, _write("x")).name == "계획.xlsx"


def test_the_default_name_tells_input_and_time():
    """``case_plan_20270131-0905.xlsx`` beside the input, with the word for what it is."""
    now = datetime.datetime(2027, 1, 31, 9, 5)
    source = Path("folder/case.xlsx")
    assert default_output(source, "plan", now) == Path("folder/case_plan_20270131-0905.xlsx")
    assert default_output(source, "계획", now).name == "case_계획_20270131-0905.xlsx"


def test_a_default_name_that_is_taken_is_counted_on(tmp_path):
    """The second output of a minute is ``(2)``, the third ``(3)``; files made with it count too."""
    now = datetime.datetime(2027, 1, 31, 9, 5)
    source = tmp_path / "case.xlsx"
    (tmp_path / "case_plan_20270131-0905.xlsx").touch()
    (tmp_path / "case_plan_20270131-0905 (2).log").touch()
    assert default_output(source, "plan", now).name == "case_plan_20270131-0905 (2).xlsx"
    assert default_output(source, "plan", now, ".log").name == "case_plan_20270131-0905 (3).xlsx"


def test_a_path_excel_cannot_open_is_warned_about(tmp_path):
    """More than 218 signs; a short path is not mentioned, nor a page that no Excel opens."""
    assert too_long(tmp_path / ("x" * 230 + ".xlsx")).en.startswith("The path has")
    assert too_long(Path("plan.xlsx")) is None
    assert too_long(tmp_path / ("x" * 230 + ".html")) is None
