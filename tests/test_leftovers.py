"""What a full disk or a killed run leaves behind, and one rule for every file that is there."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import planner
from workbooks import good, write_workbook

from planner.errors import OutputError
from planner.workbook.leftovers import OLD_SECONDS, PREFIX
from planner.workbook.save import probe_file, save_as, save_text


def case(folder: Path) -> Path:
    sheets = good()
    sheets["settings"][-1] = ["risk_measure", "none"]
    return write_workbook(folder / "case.xlsx", sheets)


def aged(path: Path) -> Path:
    then = time.time() - OLD_SECONDS - 60
    os.utime(path, (then, then))
    return path


# One rule for every output


def test_json_that_is_there_needs_overwrite(tmp_path: Path) -> None:
    """As a workbook does, in the same words, and before the work."""
    data = tmp_path / "plan.json"
    data.write_text("old")
    out = ("plan", case(tmp_path), "-o", tmp_path / "plan.xlsx", "--json", data, "--lang", "en")
    answer = planner(*out)
    assert (answer.code, f"{data} exists already; use --overwrite" in answer.err) == (5, True)
    assert (data.read_text(), (tmp_path / "plan.xlsx").exists()) == ("old", False)
    assert planner(*out, "--overwrite").code == 0
    assert data.read_text().startswith("{")


@pytest.mark.parametrize("study", [("sweep", "--over", "fx.each times 0.9:1.1:2"), ("room",)])
def test_json_of_a_study_needs_it_too(tmp_path: Path, study: tuple[str, ...]) -> None:
    """No study has a rule of its own; nothing is left of the run."""
    data, path = tmp_path / "study.json", case(tmp_path)
    data.write_text("old")
    answer = planner(study[0], path, *study[1:], "--json", data, "--lang", "en")
    assert (answer.code, "--overwrite" in answer.err, data.read_text()) == (5, True, "old")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.xlsx", "study.json"]


def test_a_pipe_or_a_device_is_no_file_that_is_there() -> None:
    """JSON may go to /dev/null, without --overwrite."""
    probe_file(Path("/dev/null"))
    save_text(Path("/dev/null"), "{}")


# A full disk


def test_a_full_disk_is_said_without_a_traceback(tmp_path: Path) -> None:
    """Not by the zip writer that goes either; the message names the file that was asked for."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    target = tmp_path / "case.xlsx"
    done = subprocess.run(
        [sys.executable, "-m", "planner", "template", str(target), "--lang", "en"],
        capture_output=True, text=True, check=False, preexec_fn=small,
    )  # fmt: skip
    assert (done.returncode, str(target) in done.stderr, list(tmp_path.iterdir())) == (5, True, [])
    for word in ("Traceback", "Exception ignored", PREFIX):
        assert word not in done.stderr
    assert "File too large" in done.stderr


@pytest.mark.parametrize("kind", ["mps", "lp", "pulp-json"])
def test_a_file_for_other_solvers_is_written_whole_or_not_at_all(tmp_path: Path, kind: str) -> None:
    """An older one is not lost to a disk that is full half-way."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    path, target = case(tmp_path), tmp_path / "old.txt"
    target.write_text("old")
    export = ("export", str(path), "--to", kind, "-o", str(target), "--overwrite")
    done = subprocess.run(
        [sys.executable, "-m", "planner", *export, "--lang", "en"],
        capture_output=True, text=True, check=False, preexec_fn=small,
    )  # fmt: skip
    assert (done.returncode, "File too large" in done.stderr) == (5, True)
    assert (target.read_text(), len(list(tmp_path.iterdir()))) == ("old", 2)


def test_a_run_that_cannot_keep_results_leaves_no_record(tmp_path: Path) -> None:
    """It would be an empty one, to which --resume has nothing to add."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    sweep = ("sweep", str(case(tmp_path)), "--tornado", "-o", str(tmp_path / "sweep.xlsx"))
    done = subprocess.run(
        [sys.executable, "-m", "planner", *sweep, "--lang", "en"],
        capture_output=True, text=True, check=False, preexec_fn=small,
    )  # fmt: skip
    assert (done.returncode, "Cannot record results" in done.stderr) == (5, True)
    assert [path.name for path in tmp_path.iterdir()] == ["case.xlsx"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["schema", "--help", "--version"])
def test_a_full_disk_under_standard_output_is_said(command: str) -> None:
    """Where results are printed there may be no place either."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "planner", "--lang", "en", command],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, "standard output" in done.stderr) == (5, True)
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


def test_json_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stood there stands there still."""
    path = tmp_path / "plan.json"
    path.write_text("old")

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left") as caught:
            save_text(path, "new")
    assert PREFIX not in str(caught.value)
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("old", 1)


# What killed runs leave


def test_what_killed_runs_left_is_swept_after_a_day(tmp_path: Path) -> None:
    """Only ours: by its name, and if nothing but one result is in it."""
    names = ("aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd", "other")
    empty, result, strange, young, named = (tmp_path / f"{PREFIX}{name}" for name in names)
    for folder in (empty, result, strange, young, named):
        folder.mkdir()
    (result / "plan.xlsx").write_text("half")
    (strange / "thesis.docx").write_text("mine")
    probe = tmp_path / f"{PREFIX}eeeeeeee"
    probe.write_text("")
    notes = tmp_path / f"{PREFIX}ffffffff"
    notes.write_text("mine")
    link = tmp_path / f"{PREFIX}gggggggg"
    link.symlink_to(strange)
    for path in (empty, result, strange, named, probe, notes):
        aged(path)
    save_as(tmp_path / "plan.xlsx", lambda place: place.write_text("new"))
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"plan.xlsx", *(path.name for path in (strange, young, named, notes, link))}
    assert (strange / "thesis.docx").exists()
