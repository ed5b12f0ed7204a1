"""The ledger of a run: every finished chunk, in one SQLite file beside the output.

A chunk is in it whole or not at all, so that a run killed at any time goes on where it was.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from planner.errors import OutputError, PlannerError, UsageError
from planner.study.points.sealed import (
    TABLES,
    DamagedError,
    read_about,
    read_results,
    write_about,
    write_results,
)
from planner.words import Words

MARK, FORMAT = 0x504C4E52, 2
"""Head of the file: that it is a ledger, and the format of its tables."""
LOCK_SECONDS = 1.0
"""How long to wait for another run to let go of the file."""
READABLE = 24
"""Longer parts of a fingerprint are checksums, which say nothing to a person."""

_MARKS = ("application_id", "user_version")
_PARTS = {
    "case": Words("입력 파일의 내용", "the case"),
    "points": Words("계산할 점", "the points"),
    "version": Words("프로그램 버전", "the planner's version"),
}

_EXISTS = Words(
    "{path}: 앞선 실행의 결과가 들어 있습니다. --resume으로 이어서 하거나, 버리고 새로 하려면 "
    "--overwrite를 붙이세요.",
    "{path} holds results of an earlier run; go on with --resume, or discard them with "
    "--overwrite.",
)
_NONE = Words(
    "{path}: 이어서 할 실행이 없습니다. 이름을 확인하거나 --resume 없이 새로 하세요.",
    "{path}: there is no run to resume; check the name, or begin anew without --resume.",
)
_STRANGE = Words(
    "{path}: 실행 기록이 아니거나, 손상되었거나, 다른 버전에서 만들었습니다. 이름을 확인하세요. "
    "손상되었으면 지우고 --resume 없이 새로 하세요.",
    "{path} is no record of a run, or is damaged, or comes from another version; check the name. "
    "If it is damaged, delete it and begin anew without --resume.",
)
_DAMAGED = Words(
    "{path}: 실행 기록이 손상되었거나 고쳐졌습니다({what_ko}). 이 파일의 결과는 쓰지 않습니다. "
    "지우고 --resume 없이 새로 하세요.",
    "{path} is damaged or was edited ({what_en}); nothing in it is used. Delete it and begin anew "
    "without --resume.",
)
_IN_USE = Words(
    "{path}: 다른 실행이 쓰고 있습니다. 그 실행이 끝난 뒤에 다시 하세요.",
    "{path} is in use by another run; wait until that one has ended.",
)
_OTHER = Words(
    "{path}: 이어서 할 수 없습니다. 처음 실행과 다른 것: {what}. 처음과 똑같이 실행하거나, "
    "--resume 없이 새로 하세요.",
    "{path} cannot be resumed, this differs from its run: {what}. Run it as it was first run, or "
    "begin anew without --resume.",
)
_CANNOT_WRITE = Words(
    "{path}: 결과를 기록할 수 없습니다({reason}). 폴더와 남은 용량을 확인하세요.",
    "Cannot record results in {path} ({reason}); check the folder and the space left.",
)


class RunLedger:
    """An open ledger: ``start`` makes one, ``resume`` goes on with one.

    ``meta`` is what the run was started with, whatever resumes it.
    """

    def __init__(self, path: Path | None, database: sqlite3.Connection) -> None:
        self.path, self._database = path, database
        self.meta: dict[str, Any] = {}
        self._fingerprint: dict[str, str] = {}

    @classmethod
    def start(
        cls,
        path: Path | None,
        fingerprint: Mapping[str, str],
        meta: Mapping[str, Any],
        *,
        overwrite: bool = False,
    ) -> "RunLedger":
        """Make a ledger; without ``path``, in memory.

        ``fingerprint`` names all that the results depend on. Raises UsageError if the file holds
        results (unless ``overwrite``) or is no ledger, OutputError if it cannot be written.
        """
        if path is not None and path.exists():
            _clear(path, overwrite=overwrite)
        ledger = cls(path, _opened(path))
        try:
            ledger._begin(fingerprint, meta)
        except sqlite3.OperationalError as problem:
            ledger.close()
            if path is not None:
                # Nothing is in it yet.
                path.unlink(missing_ok=True)
            raise _cannot_write(path, problem) from problem
        return ledger

    @classmethod
    def resume(cls, path: Path, fingerprint: Mapping[str, str]) -> "RunLedger":
        """Go on with a ledger. Raises UsageError: none there, damaged, in use, or another run's."""
        if not path.is_file():
            raise UsageError(_NONE.filled(path=path))
        ledger = cls(path, _opened(path))
        try:
            ledger._recognise(fingerprint)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def chunks(
        self, phase: str, sizes: Sequence[int] | None = None
    ) -> dict[int, list[dict[str, Any]]]:
        """The finished chunks of a phase: place -> what was found, task by task.

        ``sizes`` are the tasks of each of its chunks. Raises UsageError if the file was damaged
        meanwhile, or holds other chunks: their results would mean other tasks.
        """
        found = {chunk: rows for (_, chunk), rows in self._believed(phase).items()}
        for chunk, rows in found.items():
            if sizes is not None and (chunk not in range(len(sizes)) or len(rows) != sizes[chunk]):
                raise self._damaged(DamagedError.at(phase, chunk))
        return found

    def record(self, phase: str, chunk: int, texts: Sequence[str]) -> None:
        """Keep a finished chunk, one JSON text per task. Raises OutputError."""
        try:
            with self._database:
                write_results(self._database, self._fingerprint, (phase, chunk), texts)
        except sqlite3.OperationalError as problem:
            raise _cannot_write(self.path, problem) from problem

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> "RunLedger":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _begin(self, fingerprint: Mapping[str, str], meta: Mapping[str, Any]) -> None:
        """In one transaction: a run killed in the middle of it leaves an empty file."""
        run = self._database.execute
        with self._database:
            run("BEGIN IMMEDIATE")
            run(f"PRAGMA application_id = {MARK}")
            run(f"PRAGMA user_version = {FORMAT}")
            for table in TABLES.values():
                run(table)
            write_about(self._database, fingerprint, meta)
        self._fingerprint, self.meta = read_about(self._database)

    def _recognise(self, fingerprint: Mapping[str, str]) -> None:
        """See that all in the file is as this run wrote it. Raises UsageError."""
        if _is_empty(self._database):
            raise UsageError(_NONE.filled(path=self.path))
        if not _is_ledger(self._database) or not _is_sound(self._database):
            raise UsageError(_STRANGE.filled(path=self.path))
        try:
            self._fingerprint, self.meta = read_about(self._database)
        except DamagedError as damage:
            raise self._damaged(damage) from damage
        if self._fingerprint != dict(fingerprint):
            what = _differences(self._fingerprint, fingerprint)
            words = (
                text.format(path=self.path, what=w) for text, w in zip(_OTHER, what, strict=True)
            )
            raise UsageError(Words(*words))
        self._believed()

    def _believed(self, phase: str | None = None) -> dict[tuple[str, int], list[dict[str, Any]]]:
        try:
            return read_results(self._database, self._fingerprint, phase)
        except DamagedError as damage:
            raise self._damaged(damage) from damage

    def _damaged(self, damage: DamagedError) -> UsageError:
        what = damage.what
        return UsageError(_DAMAGED.filled(path=self.path, what_ko=what.ko, what_en=what.en))


def _opened(path: Path | None) -> sqlite3.Connection:
    """The database, locked for as long as it is open."""
    database = None
    try:
        database = sqlite3.connect(path or ":memory:", timeout=LOCK_SECONDS)
        # The plain journal, not WAL: that one needs shared memory, which network folders lack.
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        database.commit()
    except sqlite3.DatabaseError as problem:
        if database is not None:
            database.close()
        raise _refusal(path, problem) from problem
    return database


def _refusal(path: Path | None, problem: sqlite3.DatabaseError) -> PlannerError:
    if problem.sqlite_errorcode == sqlite3.SQLITE_BUSY:
        return UsageError(_IN_USE.filled(path=path))
    if problem.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return UsageError(_STRANGE.filled(path=path))
    return _cannot_write(path, problem)


def _cannot_write(path: Path | None, problem: sqlite3.Error) -> OutputError:
    return OutputError(_CANNOT_WRITE.filled(path=path, reason=problem))


def _clear(path: Path, *, overwrite: bool) -> None:
    """Make room for a new ledger, if nothing of worth is lost. Raises UsageError."""
    with closing(_opened(path)) as database:
        empty = _is_empty(database)
        if not empty and not _is_ledger(database):
            raise UsageError(_STRANGE.filled(path=path))
        if not empty and not overwrite and _has_results(database):
            raise UsageError(_EXISTS.filled(path=path))
    path.unlink()


def _is_empty(database: sqlite3.Connection) -> bool:
    return not database.execute("SELECT 1 FROM sqlite_master").fetchone()


def _has_results(database: sqlite3.Connection) -> bool:
    """True also of a ledger without its table: somebody may want to look into it."""
    try:
        return bool(database.execute("SELECT 1 FROM results").fetchone())
    except sqlite3.Error:
        return True


def _is_ledger(database: sqlite3.Connection) -> bool:
    marks = [database.execute(f"PRAGMA {mark}").fetchone()[0] for mark in _MARKS]
    return marks == [MARK, FORMAT]


def _is_sound(database: sqlite3.Connection) -> bool:
    try:
        found = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
    return bool(found == "ok")


def _differences(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, str]:
    """What differs, in both languages; with its values if a person can read them."""
    said = []
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name, ""), now.get(name, "")
        if old != new:
            values = f" ({old} -> {new})" if max(len(old), len(new)) <= READABLE else ""
            said.append([part + values for part in _PARTS.get(name, Words(name, name))])
    korean, english = zip(*said, strict=True)
    return ", ".join(korean), ", ".join(english)
