"""Runs the phases of a study: whatever is not in the ledger yet is solved, and kept as it comes.

When something hangs, look here first: ``run`` asks a crew (``processes``, ``cluster``) for the
chunks that lack, and writes each into the ledger as soon as it is there. A chunk is always solved
whole, from a fresh start, so results do not depend on who solves it, on how many there are, or on
where a run was broken off.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from planner.errors import UsageError
from planner.study.points.chunk import Chunks, Crew, Setup, Solver
from planner.study.points.ledger import RunLedger
from planner.study.points.processes import Processes, cores
from planner.study.points.progress import Tell, silent
from planner.words import Words

__all__ = ["How", "Runner", "Setup", "Solver"]

_NO_DASK = Words(
    "--cluster에는 distributed가 필요합니다. 설치: pip install '.[dask]'",
    "--cluster needs distributed; install it with: pip install '.[dask]'",
)


Show = Callable[[str, Sequence[str]], None]
"""Is shown a phase and the JSON of each task of a chunk."""


def unseen(phase: str, texts: Sequence[str]) -> None:
    """Show nobody."""


@dataclass(frozen=True)
class How:
    """Who does the work: ``jobs`` processes here (0: one per core), or a Dask scheduler."""

    jobs: int = 0
    cluster: str = ""
    """Address of the scheduler, ``tcp://host:8786``; empty: this computer."""


class Runner:
    """Runs phases. Close it; what is unfinished then is dropped.

    ``interrupted``: Ctrl-C has ended it. What is done is in the ledger, and later phases give only
    what they find there. ``progress``: of each phase, how many tasks are done of how many.
    """

    def __init__(
        self, ledger: RunLedger, how: How, tell: Tell = silent, show: Show = unseen
    ) -> None:
        """``show`` sees what is found as it comes. Raises UsageError: no cluster there."""
        self.interrupted = False
        self.progress: dict[str, tuple[int, int]] = {}
        self._ledger, self._tell, self._show = ledger, tell, show
        self._crew = _crew(how)

    def run(
        self, phase: str, setup: Setup, chunks: Sequence[tuple[Any, ...]]
    ) -> list[dict[str, Any] | None]:
        """What was found, task by task through all chunks; None where Ctrl-C came before.

        ``phase`` names this work in the ledger, once. ``setup`` is called once in each process that
        helps; give the same object again, and it is not called again. A small first chunk shows the
        first results, and how long the rest will take, the sooner. Raises what a solver raises.
        """
        done = self._ledger.chunks(phase, [len(tasks) for tasks in chunks])
        left = {place: tasks for place, tasks in enumerate(chunks) if place not in done}
        if left and not self.interrupted:
            self._solve(phase, setup, left, sum(map(len, chunks)))
            done = self._ledger.chunks(phase)
        self.progress[phase] = (sum(map(len, done.values())), sum(map(len, chunks)))
        return [
            found
            for place, tasks in enumerate(chunks)
            for found in done.get(place, [None] * len(tasks))
        ]

    def close(self) -> None:
        """Let go of all who work."""
        self._crew.close()

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _solve(self, phase: str, setup: Setup, chunks: Chunks, total: int) -> None:
        """Solve and keep chunks. Ctrl-C between or within them ends it."""
        done = total - sum(map(len, chunks.values()))
        began = time.perf_counter()
        try:
            self._tell(phase, done, total, 0.0)
            for place, texts in self._crew.solved(setup, chunks):
                self._ledger.record(phase, place, texts)
                self._show(phase, texts)
                done += len(texts)
                self._tell(phase, done, total, time.perf_counter() - began)
        except KeyboardInterrupt:
            self.interrupted = True
            self.close()


def _crew(how: How) -> Crew:
    if not how.cluster:
        return Processes(how.jobs or cores())
    try:
        from planner.study.points.cluster import Cluster  # noqa: PLC0415 (an optional extra)
    except ModuleNotFoundError as missing:
        raise UsageError(_NO_DASK) from missing
    return Cluster(how.cluster)
