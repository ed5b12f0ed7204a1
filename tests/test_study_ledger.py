"""The ledger of a run: what it keeps, whom it refuses and what it says then."""

import sqlite3
from pathlib import Path

import pytest
from runner_toys import FINGERPRINT, META

from planner.errors import OutputError, PlannerError, UsageError
from planner.study.points.ledger import RunLedger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one finished chunk of two tasks."""
    path = tmp_path / "경로 run.sqlite"
    with RunLedger.start(path, FINGERPRINT, META) as ledger:
        ledger.record("grid", 7, ('{"x": 0.1}', '{"x": 1e-300, "name": "희토"}'))
    return path


def refused(path: Path, fingerprint: dict[str, str] = FINGERPRINT) -> PlannerError:
    with pytest.raises(PlannerError) as caught:
        RunLedger.resume(path, fingerprint).close()
    words = caught.value.words
    assert str(path) in words.ko
    assert str(path) in words.en
    words.ko.encode("cp949")
    return caught.value


def test_gives_back_what_it_was_given(path: Path) -> None:
    """Results, their order, exact floats and meta come back; nothing else lies beside the file."""
    with RunLedger.resume(path, FINGERPRINT) as ledger:
        assert ledger.meta == META
        assert ledger.chunks("grid") == {7: [{"x": 0.1}, {"x": 1e-300, "name": "희토"}]}
        assert ledger.chunks("breakpoints") == {}
    assert list(path.parent.iterdir()) == [path]


def test_a_chunk_is_kept_whole_or_not_at_all(path: Path) -> None:
    """A chunk that fails at its second task leaves nothing of its first."""
    with RunLedger.resume(path, FINGERPRINT) as ledger:
        with pytest.raises(sqlite3.IntegrityError):
            ledger.record("grid", 8, ("{}", None))  # type: ignore[arg-type]
        assert list(ledger.chunks("grid")) == [7]


def test_results_are_not_overwritten_unless_told(path: Path) -> None:
    """Starting on a ledger with results is refused; with ``overwrite`` it begins empty."""
    with pytest.raises(UsageError, match="--resume"):
        RunLedger.start(path, FINGERPRINT, META)
    with RunLedger.start(path, FINGERPRINT, {"command": "new"}, overwrite=True) as ledger:
        assert ledger.chunks("grid") == {}
    with RunLedger.resume(path, FINGERPRINT) as ledger:
        assert ledger.meta == {"command": "new"}


def test_a_ledger_without_results_is_in_nobodys_way(tmp_path: Path) -> None:
    """A run that ended before its first result can be started again, one that never began too."""
    path = tmp_path / "run.sqlite"
    RunLedger.start(path, FINGERPRINT, META).close()
    RunLedger.start(path, {"case": "other"}, META).close()
    path.write_bytes(b"")
    assert "no run to resume" in refused(path).words.en
    RunLedger.start(path, FINGERPRINT, META).close()
    RunLedger.resume(path, FINGERPRINT).close()


@pytest.mark.parametrize("overwrite", [True, False])
def test_other_files_are_never_overwritten(tmp_path: Path, overwrite: bool) -> None:
    """A file that is no ledger stays as it is, whatever is asked; so does another database."""
    text = tmp_path / "notes.txt"
    text.write_text("x" * 5000)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE results (x)")
    database.close()
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(UsageError, match="no record of a run"):
            RunLedger.start(path, FINGERPRINT, META, overwrite=overwrite)
        assert "no record of a run" in refused(path).words.en
        assert path.read_bytes() == before


def test_says_what_differs(path: Path) -> None:
    """Another case, other points, another version: each is named, versions with their values."""
    words = refused(path, FINGERPRINT | {"points": "c" * 64}).words
    assert words.en.count("the points") == 1
    assert "the case" not in words.en
    assert "계산할 점" in words.ko
    words = refused(path, FINGERPRINT | {"case": "c" * 64, "version": "0.2.0"}).words
    assert "the case, the planner's version (0.1.0 -> 0.2.0)" in words.en
    words = refused(path, FINGERPRINT | {"seed": "7"}).words
    assert "seed ( -> 7)" in words.en


def test_refuses_what_is_not_there_or_damaged(path: Path) -> None:
    """A missing file, one cut short, one with rubbish in the middle and another format."""
    assert "no run to resume" in refused(path.with_name("none.sqlite")).words.en
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refused(path).words.en
    path.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
    assert "damaged" in refused(path).words.en
    path.write_bytes(whole)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    assert "another version" in refused(path).words.en


DAMAGE = {
    "drop table about": "what the run was started with|its tables",
    "drop table results": "its tables",
    "create table more (x)": "its tables",
    "drop table results; create view results as select 'grid' phase, 7 chunk": "its tables",
    "delete from about": "started with",
    "delete from about where name = 'meta'": "started with",
    "insert into about values ('more', '{}', '')": "started with",
    "update about set json = '{'": "started with",
    "update about set json = 'null'": "started with",
    "update about set json = x'ff'": "started with",
    "update about set json = '{\"output\": \"/etc/x\"}' where name = 'meta'": "started with",
    "update results set json = '{}'": "result 7 of the phase 'grid'",
    "update results set json = 'null'": "result 7",
    "update results set json = x'00ff'": "result 7",
    "update results set json = '{\"x\": 0.2}' where task = 0": "result 7",
    "update results set chunk = 8": "result 8",
    "update results set chunk = 'eight'": "result eight",
    "update results set phase = 'breakpoints'": "result 7 of the phase 'breakpoints'",
    "update results set task = 1 - task + 10": "result 7",
    "delete from results where task = 1": "result 7",
    "insert into results select phase, chunk, 2, tasks, json, seal from results limit 1":
        "result 7",
    "insert into results select phase, 9, task, tasks, json, seal from results": "result 9",
}  # fmt: skip


@pytest.mark.parametrize("script", DAMAGE)
def test_nothing_edited_is_believed(path: Path, script: str) -> None:
    """A table, a row, a number changed by hand: said what is damaged, and what to do."""
    with sqlite3.connect(path) as database:
        database.executescript(script)
    database.close()
    said = refused(path).words.en
    assert any(part in said for part in DAMAGE[script].split("|")), said
    assert "Delete it" in said
    with pytest.raises(UsageError):
        RunLedger.start(path, FINGERPRINT, META)
    RunLedger.start(path, FINGERPRINT, META, overwrite=True).close()


@pytest.mark.parametrize("text", ["{", "null", "[]", "7", '{"x": NaN}', "[" * 100_000, ""])
def test_a_seal_alone_makes_no_result(path: Path, text: str) -> None:
    """A text that is no result is not believed under a seal that is right either."""
    with RunLedger.resume(path, FINGERPRINT) as ledger:
        ledger.record("grid", 3, (text,))
    assert "result 3 of the phase 'grid'" in refused(path).words.en


def test_results_of_another_run_are_not_believed(path: Path) -> None:
    """Rows copied from the ledger of another case break their seals."""
    other = path.with_name("other.sqlite")
    with RunLedger.start(other, FINGERPRINT | {"case": "c" * 64}, META) as ledger:
        ledger.record("grid", 0, ('{"x": 1}',))
    with sqlite3.connect(path) as database:
        database.execute("attach ? as other", (str(other),))
        database.execute("insert into results select * from other.results")
    database.close()
    assert "result 0 of the phase 'grid'" in refused(path).words.en


def test_two_runs_cannot_share_it(path: Path) -> None:
    """While one run has it open, another is refused; afterwards it is not."""
    with RunLedger.resume(path, FINGERPRINT):
        assert "in use" in refused(path).words.en
        with pytest.raises(UsageError, match="in use"):
            RunLedger.start(path, FINGERPRINT, META, overwrite=True)
    RunLedger.resume(path, FINGERPRINT).close()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A ledger that cannot be made is an OutputError that names it."""
    with pytest.raises(OutputError, match="none"):
        RunLedger.start(tmp_path / "none" / "run.sqlite", FINGERPRINT, META)
