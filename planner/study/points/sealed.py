"""The rows of a ledger, each under a seal, and the one reader that believes none without it.

A seal is a checksum over the run's fingerprint, the row's place and its text: an edited number, a
row of another run and a row moved elsewhere all break it. Each result says how many its chunk has,
so that a row that lacks is noticed; a chunk that lacks whole is merely solved again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.words import Words

TABLES = {
    "about": "CREATE TABLE about (name TEXT PRIMARY KEY, json TEXT NOT NULL, seal TEXT NOT NULL)",
    "results": (
        "CREATE TABLE results (phase TEXT NOT NULL, chunk INTEGER NOT NULL, task INTEGER NOT NULL, "
        "tasks INTEGER NOT NULL, json TEXT NOT NULL, seal TEXT NOT NULL, "
        "PRIMARY KEY (phase, chunk, task))"
    ),
}
"""The tables of a ledger, as they are made; a file with any other is none."""
ABOUT = ("fingerprint", "meta")

_LAYOUT = Words("표의 구성", "its tables")
_FOUNDATION = Words("실행의 기본 정보", "what the run was started with")
_RESULT = Words("'{phase}' 단계의 결과 {chunk}", "result {chunk} of the phase '{phase}'")


class DamagedError(Exception):
    """Something in a ledger is not as it was written; ``what`` names it."""

    def __init__(self, what: Words) -> None:
        super().__init__(what.en)
        self.what = what

    @classmethod
    def at(cls, phase: str, chunk: int) -> "DamagedError":
        """A chunk is not what it was."""
        return cls(_RESULT.filled(phase=phase, chunk=chunk))


def write_about(
    database: sqlite3.Connection, fingerprint: Mapping[str, str], meta: Mapping[str, Any]
) -> None:
    """Write what a run is known by and was started with."""
    texts = (_text(dict(fingerprint)), _text(dict(meta)))
    rows = [(n, t, _seal(texts[0], n, t)) for n, t in zip(ABOUT, texts, strict=True)]
    database.executemany("INSERT INTO about VALUES (?, ?, ?)", rows)


def read_about(database: sqlite3.Connection) -> tuple[dict[str, str], dict[str, Any]]:
    """The fingerprint and what the run was started with. Raises DamagedError."""
    try:
        made = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        if made != TABLES:
            raise DamagedError(_LAYOUT)
        rows = {n: (t, s) for n, t, s in database.execute("SELECT name, json, seal FROM about")}
    except sqlite3.Error as problem:
        raise DamagedError(_FOUNDATION) from problem
    if tuple(sorted(rows)) != ABOUT:
        raise DamagedError(_FOUNDATION)
    base = rows[ABOUT[0]][0]
    fingerprint, meta = (_read(base, (n,), *rows[n], _FOUNDATION) for n in ABOUT)
    return fingerprint, meta


def write_results(
    database: sqlite3.Connection,
    fingerprint: Mapping[str, str],
    place: tuple[str, int],
    texts: Sequence[str],
) -> None:
    """Write a finished chunk at its place (phase, number), one JSON text per task."""
    base, count = _text(dict(fingerprint)), len(texts)
    keys = [(*place, task, count) for task in range(count)]
    rows = [(*key, text, _seal(base, *key, text)) for key, text in zip(keys, texts, strict=True)]
    database.executemany("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?)", rows)


def read_results(
    database: sqlite3.Connection, fingerprint: Mapping[str, str], phase: str | None = None
) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """(phase, number) of each finished chunk -> what was found; of one phase, or of all.

    Raises DamagedError.
    """
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    sizes: dict[tuple[str, int], int] = {}
    base = _text(dict(fingerprint))
    for name, chunk, task, tasks, text, seal in _rows(database, phase):
        what = _RESULT.filled(phase=name, chunk=chunk)
        row = _read(base, (name, chunk, task, tasks), text, seal, what)
        sizes[name, chunk] = tasks
        found.setdefault((name, chunk), []).append(row)
    for place, rows in found.items():
        if len(rows) != sizes[place]:
            raise DamagedError.at(*place)
    return found


def _rows(database: sqlite3.Connection, phase: str | None) -> Iterator[Sequence[Any]]:
    try:
        yield from database.execute(
            "SELECT phase, chunk, task, tasks, json, seal FROM results "
            "WHERE phase = ?1 OR ?1 IS NULL ORDER BY phase, chunk, task",
            (phase,),
        )
    except sqlite3.Error as problem:
        raise DamagedError(_LAYOUT) from problem


def _read(
    base: str, key: tuple[str | int, ...], text: object, seal: object, what: Words
) -> dict[str, Any]:
    """A row's text as what it says, if its seal is whole, and it is what rows are."""
    if not isinstance(text, str) or seal != _seal(base, *key, text):
        raise DamagedError(what)
    try:
        row = json.loads(text, parse_constant=_endless)
    except (ValueError, RecursionError) as problem:
        raise DamagedError(what) from problem
    if not isinstance(row, dict):
        raise DamagedError(what)
    return row


def _endless(name: str) -> float:
    raise ValueError(name)


def _seal(base: object, *row: str | int) -> str:
    return hashlib.sha256(json.dumps([base, *row], default=repr).encode()).hexdigest()


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
