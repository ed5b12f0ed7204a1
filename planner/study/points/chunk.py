"""A chunk: tasks that are solved together, from a fresh start of their own, wherever that is."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

Solver = Callable[[tuple[Any, ...]], tuple[dict[str, Any], ...]]
"""One chunk of tasks -> what was found, one dict that JSON can hold per task."""
Setup = Callable[[], Solver]
"""Makes a solver. Is pickled: a function of a module, or a ``functools.partial`` of one."""
Chunks = Mapping[int, tuple[Any, ...]]
"""Place of each chunk -> its tasks."""
Solved = tuple[int, tuple[str, ...]]
"""Place of a chunk, and JSON text of what was found, one per task."""


class Crew(Protocol):
    """Whoever solves chunks: this computer's cores, or a cluster."""

    def solved(self, setup: Setup, chunks: Chunks) -> Iterator[Solved]:
        """Every chunk once, in the order they get done."""
        ...

    def close(self) -> None:
        """Drop everything at once, also what is half done."""
        ...


def as_json(solver: Solver, tasks: tuple[Any, ...]) -> tuple[str, ...]:
    """Solve a chunk. Floats come back from the text as they were. Raises ValueError for nan."""
    found = solver(tasks)
    if len(found) != len(tasks):
        raise ValueError(f"{len(tasks)} tasks, {len(found)} results")
    return tuple(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in found)


# A solver lasts from chunk to chunk, and threads must not share one.
_own = threading.local()


def kept(name: str, load: Callable[[], Setup]) -> Solver:
    """The solver of that name in this thread, set up when it is first asked for."""
    if getattr(_own, "name", None) != name:
        _own.solver, _own.name = load()(), name
    solver: Solver = _own.solver
    return solver
