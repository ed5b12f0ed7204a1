"""Studies run on the cores of this computer, and are broken off in every way."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from runner_toys import (
    FINGERPRINT,
    META,
    chunks,
    expected,
    fragile,
    notes,
    resume,
    run,
    together,
    walk,
    wrong,
)

from planner.errors import PlannerError, UsageError
from planner.study.points import processes
from planner.study.points.ledger import RunLedger
from planner.study.points.progress import silent
from planner.study.points.runner import How, Runner

HERE = Path(__file__).parent
PARTS = chunks(40)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Helpers start however little there is to do."""
    monkeypatch.setattr(processes, "WORTH_SECONDS", 0.0)


def underway(folder: Path, jobs: int) -> "subprocess.Popen[str]":
    """A run with several chunks done, in a process group of its own."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "runner_toys.py"), folder / "run", folder / "log", str(jobs)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"TMPDIR": str(folder)},
    )
    assert process.stdout is not None
    done = 0
    while done < 15:
        line = process.stdout.readline()
        assert line, process.communicate()
        done = int(line)
    return process


def chunks_done(path: Path) -> set[int]:
    with RunLedger.resume(path, FINGERPRINT) as ledger:
        return set(ledger.chunks("walk"))


def is_resumed(folder: Path) -> bool:
    """Resume gives what an unbroken run gives, and solves only what was not finished."""
    done = chunks_done(folder / "run")
    assert 0 < len(done) < len(PARTS)
    found = resume(folder / "run", walk(folder / "again"), PARTS, jobs=1)
    again = {int(float(first)) // 3 for _, _, first in notes(folder / "again", "chunk")}
    return found == expected(PARTS) and again == set(range(len(PARTS))) - done


def test_every_number_of_jobs_gives_the_same(tmp_path: Path, at_once: None) -> None:
    """One process and three find the same, chunk by chunk; each process sets up once."""
    log = tmp_path / "log"
    assert run(None, walk(), PARTS) == expected(PARTS)
    assert run(None, together(log), PARTS, How(jobs=3)) == expected(PARTS)
    setups = [pid for _, pid in notes(log, "setup")]
    workers = {pid for _, pid, _ in notes(log, "chunk")}
    assert len(setups) == len(set(setups))
    assert len(workers) > 1
    assert str(os.getpid()) in workers


def test_small_work_starts_no_process(tmp_path: Path) -> None:
    """What takes a moment is done by the parent alone."""
    run(None, walk(tmp_path / "log"), PARTS, How(jobs=3))
    assert {pid for _, pid, _ in notes(tmp_path / "log", "chunk")} == {str(os.getpid())}


def test_one_setup_serves_several_phases(tmp_path: Path, at_once: None) -> None:
    """The same setup object in two phases is called once per process; phases are kept apart."""
    log, setup = tmp_path / "log", walk(tmp_path / "log", 0.02)
    with RunLedger.start(None, FINGERPRINT, META) as ledger, Runner(ledger, How(2)) as runner:
        first = runner.run("one", setup, PARTS)
        second = runner.run("two", setup, PARTS[::-1])
        assert runner.run("one", setup, PARTS) == first
    assert first == expected(PARTS)
    assert second == expected(PARTS[::-1])
    setups = [pid for _, pid in notes(log, "setup")]
    assert len(setups) == len(set(setups))


def test_tells_how_far_it_is(tmp_path: Path) -> None:
    """Told at the start and after each chunk; after a resume, from where it was."""
    told: list[tuple[str, int, int]] = []

    def tell(phase: str, done: int, total: int, seconds: float) -> None:
        told.append((phase, done, total))
        if done == 6:
            raise KeyboardInterrupt

    run(tmp_path / "run", walk(), chunks(4), tell=tell)
    with RunLedger.resume(tmp_path / "run", FINGERPRINT) as ledger:
        told.clear()
        Runner(ledger, How(1), lambda *all_: told.append(all_[:3])).run("walk", walk(), chunks(4))
    assert told == [("walk", 6, 12), ("walk", 9, 12), ("walk", 12, 12)]


def test_ctrl_c_keeps_what_is_done() -> None:
    """An interrupt ends the run without an error: None for the rest, and for later phases."""

    def tell(phase: str, done: int, total: int, seconds: float) -> None:
        if done == 6:
            raise KeyboardInterrupt

    with RunLedger.start(None, FINGERPRINT, META) as ledger, Runner(ledger, How(1), tell) as runner:
        found = runner.run("walk", walk(), chunks(4))
        assert runner.interrupted
        assert found == [*expected(chunks(4))[:6], *[None] * 6]
        assert runner.run("later", walk(), chunks(1)) == [None] * 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_at_the_keyboard(tmp_path: Path, jobs: int) -> None:
    """SIGINT to the whole group: no traceback from anyone, words at the end, and a resume."""
    process = underway(tmp_path, jobs)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    last = out.splitlines()[-1]
    assert last == f"interrupted True left {120 - 3 * len(chunks_done(tmp_path / 'run'))}"
    assert is_resumed(tmp_path)


@pytest.mark.parametrize("jobs", [1, 2])
def test_kill_nine_loses_nothing_finished(tmp_path: Path, jobs: int) -> None:
    """SIGKILL in the middle: helpers end too, and a resume solves no finished chunk again."""
    process = underway(tmp_path, jobs)
    process.kill()
    # The helpers hold the pipes open too: this returns when all of them are gone.
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    assert not list(tmp_path.glob("planner-*"))
    assert is_resumed(tmp_path)


def test_a_helper_that_dies_loses_nothing(tmp_path: Path, at_once: None) -> None:
    """A helper that kills itself twice over a chunk: others do its work."""
    log = tmp_path / "deaths"
    found = run(None, fragile(log, times=2), PARTS, How(2))
    assert found == expected(PARTS)
    assert len(notes(log, "died")) == 2


def test_a_deadly_chunk_is_given_up_with_words(tmp_path: Path, at_once: None) -> None:
    """A chunk that always kills its helper is never tried by the parent; the rest is kept."""
    log, path = tmp_path / "deaths", tmp_path / "run"
    with pytest.raises(PlannerError, match="--resume") as caught:
        run(path, fragile(log, times=99), PARTS, How(2))
    caught.value.words.ko.encode("cp949")
    assert len(notes(log, "died")) == processes.DEATHS
    assert 2 not in chunks_done(path)
    assert 0 in chunks_done(path)


def test_goes_on_alone_where_no_process_starts(tmp_path: Path) -> None:
    """A script from standard input cannot be imported by helpers: the parent does it all."""
    script = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from runner_toys import How, chunks, expected, run, walk
from planner.study.points import processes
processes.WORTH_SECONDS = 0.0
assert run(None, walk(None, 0.05), chunks(20), How(3)) == expected(chunks(20))
print("done")
"""
    ended = subprocess.run(
        [sys.executable, "-"], input=script, capture_output=True, text=True, check=False
    )
    assert ended.stdout == "done\n", ended.stderr


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("reason", "error"), [("raises", ZeroDivisionError), ("nan", ValueError), ("lacks", ValueError)]
)
def test_a_bug_surfaces(jobs: int, reason: str, error: type[Exception], at_once: None) -> None:
    """What a solver raises comes out; so do nan and a missing result."""
    with pytest.raises(error):
        run(None, wrong(reason), chunks(3), How(jobs))


def test_other_chunks_are_no_resume(tmp_path: Path) -> None:
    """A phase that was recorded with other chunks is damaged, not a mixture."""
    run(tmp_path / "run", walk(), chunks(3, size=3))
    for other in (chunks(3, size=2), chunks(2, size=3)):
        with pytest.raises(UsageError, match="of the phase 'walk'"):
            resume(tmp_path / "run", walk(), other)


def test_without_distributed_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """``--cluster`` without the extra is a UsageError with the command that installs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "planner.study.points.cluster", raising=False)
    with (
        RunLedger.start(None, FINGERPRINT, META) as ledger,
        pytest.raises(UsageError, match=r"pip install '\.\[dask\]'"),
    ):
        Runner(ledger, How(cluster="tcp://127.0.0.1:1"), silent)
