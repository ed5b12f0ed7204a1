"""The cores of this computer: the parent solves chunks itself while its helpers start and work."""

import os
import pickle
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from planner.errors import PlannerError
from planner.study.points.chunk import Chunks, Setup, Solved, Solver, as_json, kept
from planner.words import Words

WORTH_SECONDS = 2.0
"""What the parent can do alone in this time is not worth starting helpers for."""
AHEAD = 2
"""Chunks with each helper: one in hand, and one for while the parent is busy with its own."""
DEATHS = 3
"""After so many deaths of helpers over a chunk it is given up."""
POLL_SECONDS = 0.5
"""On Windows nobody hears Ctrl-C while a longer wait lasts."""
MOST_HELPERS = 60
"""Windows cannot wait for more."""

GIVEN_UP = Words(
    "같은 계산을 맡은 작업 프로세스가 {deaths}번 죽었습니다. 메모리가 모자랄 수 있습니다. "
    "끝난 결과는 기록되어 있으니 작업 수(--jobs)를 줄이고 --resume으로 이어서 하세요.",
    "Worker processes died {deaths} times over the same work, perhaps for lack of memory. "
    "What is done is recorded: use fewer workers (--jobs), and go on with --resume.",
)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes:
    """Solves chunks in ``jobs`` processes, of which the parent is one."""

    def __init__(self, jobs: int) -> None:
        self._most = min(jobs - 1, MOST_HELPERS)
        self._helpers: _Helpers | None = None
        self._kept: tuple[Setup, Solver] | None = None

    def solved(self, setup: Setup, chunks: Chunks) -> Iterator[Solved]:
        """Every chunk once; the parent solves the first, whose time says if helpers are worth it.

        Raises what a solver raises, and PlannerError when helpers keep dying over a chunk.
        """
        if self._kept is None or self._kept[0] is not setup:
            self._kept = setup, setup()
        solver, desk = self._kept[1], _Desk(chunks)
        while desk.waiting or desk.out:
            if self._worth_helping(desk):
                self._hand_out(desk, setup)
            own = self._own(desk)
            if own is None:
                wait(desk.out, POLL_SECONDS, FIRST_COMPLETED)
            else:
                yield own, desk.solve(solver, own)
            yield from self._handed_in(desk)

    def close(self) -> None:
        """Drop whatever the helpers are at, and let them go."""
        if self._helpers is not None:
            self._helpers.close()
            self._helpers = None

    def _worth_helping(self, desk: "_Desk") -> bool:
        # Once they are at it they stay, or the end of long work would be the parent's alone.
        desk.shared = desk.shared or desk.seconds_left > WORTH_SECONDS
        return desk.shared and self._most > 0 and bool(desk.waiting)

    def _hand_out(self, desk: "_Desk", setup: Setup) -> None:
        if self._helpers is None:
            self._helpers = _Helpers(self._most)
        while desk.waiting and len(desk.out) < AHEAD * self._most:
            place = desk.waiting[0]
            try:
                future = self._helpers.solve(setup, desk.chunks[place])
            except BrokenProcessPool:
                if not desk.out:
                    self._died(desk, ())
                return
            desk.out[future] = desk.waiting.popleft()

    def _own(self, desk: "_Desk") -> int | None:
        """The chunk the parent takes next.

        Never one that a helper died over, for the parent would die too. While no helper is up,
        what was handed out is taken back rather than waited for: it comes out the same.
        """
        harmless = [p for p in desk.waiting if not desk.deaths[p] or self._most == 0]
        if harmless:
            desk.waiting.remove(harmless[0])
            return harmless[0]
        if self._helpers is None or self._helpers.up:
            return None
        for future, place in reversed(desk.out.items()):
            if not desk.deaths[place]:
                del desk.out[future]
                return place
        return None

    def _handed_in(self, desk: "_Desk") -> Iterator[Solved]:
        """What helpers have finished."""
        lost = []
        if any(future.done() and _is_lost(future) for future in desk.out):
            wait(desk.out)
        for future in [future for future in desk.out if future.done()]:
            place = desk.out.pop(future)
            if _is_lost(future):
                lost.append(place)
            else:
                yield place, future.result()
        if lost:
            self._died(desk, lost)

    def _died(self, desk: "_Desk", lost: Iterable[int]) -> None:
        """A helper has died, and the pool with it: new ones try again, before all else."""
        ever_up = self._helpers is not None and self._helpers.up
        self.close()
        desk.waiting.extendleft(sorted(lost, reverse=True))
        if not ever_up:
            # No process can be started here, which is no fault of the chunks.
            self._most = 0
            return
        desk.deaths.update(lost)
        if max(desk.deaths.values(), default=0) >= DEATHS:
            raise PlannerError(GIVEN_UP.filled(deaths=DEATHS))


class _Desk:
    """The chunks of one round: those that wait, and those that are out with helpers."""

    def __init__(self, chunks: Chunks) -> None:
        self.chunks = chunks
        self.waiting = deque(chunks)
        self.out: dict[Future[tuple[str, ...]], int] = {}
        self.deaths: Counter[int] = Counter()
        self.shared = False
        self._tasks, self._seconds = 0, 0.0

    def solve(self, solver: Solver, place: int) -> tuple[str, ...]:
        """Solve a chunk here, and learn how long that takes."""
        began = time.perf_counter()
        texts = as_json(solver, self.chunks[place])
        self._seconds += time.perf_counter() - began
        self._tasks += len(texts)
        return texts

    @property
    def seconds_left(self) -> float:
        """How long the parent would take alone for what waits; 0 before the first chunk."""
        tasks = sum(len(self.chunks[place]) for place in self.waiting)
        return tasks * self._seconds / max(self._tasks, 1)


class _Helpers:
    """Worker processes. They start as chunks come, and end when the parent does, however it ends.

    Setups go to them by file: large messages would hold up the parent while they start.
    """

    def __init__(self, most: int) -> None:
        context = get_context("spawn")
        self._reader, self._lifeline = context.Pipe(duplex=False)
        self._folder = tempfile.TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True)
        self._setups: list[Setup] = []
        self._executor = ProcessPoolExecutor(
            most, context, _begin, (self._reader, self._folder.name)
        )
        with _deaf():
            self._first = self._executor.submit(os.getpid)

    @property
    def up(self) -> bool:
        """Whether any of them has come up."""
        return self._first.done() and not _is_lost(self._first)

    def solve(self, setup: Setup, tasks: tuple[Any, ...]) -> "Future[tuple[str, ...]]":
        """Have a chunk solved. Raises BrokenProcessPool if one has died."""
        with _deaf():
            return self._executor.submit(_solve, self._file(setup), tasks)

    def close(self) -> None:
        """End them, whatever they are at."""
        self._lifeline.close()
        self._reader.close()
        self._executor.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def _file(self, setup: Setup) -> str:
        known = next((i for i, other in enumerate(self._setups) if other is setup), None)
        if known is None:
            known = len(self._setups)
            self._setups.append(setup)
            Path(self._folder.name, f"{known}.pickle").write_bytes(pickle.dumps(setup))
        return str(Path(self._folder.name, f"{known}.pickle"))


def _is_lost(future: "Future[Any]") -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started now ignore Ctrl-C from their first moment: the parent answers it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin(lifeline: Connection, folder: str) -> None:
    """In a helper, first of all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(lifeline, folder), daemon=True).start()


def _end_with(lifeline: Connection, folder: str) -> None:
    """Nothing is ever sent: the pipe breaks when the parent closes it, or dies."""
    with suppress(EOFError, OSError):
        lifeline.recv()
    # A parent that was killed could not tidy up.
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _solve(file: str, tasks: tuple[Any, ...]) -> tuple[str, ...]:
    """In a helper: solve a chunk with the solver of the setup in a file."""
    return as_json(kept(file, lambda: _unpickled(file)), tasks)


def _unpickled(file: str) -> Setup:
    setup: Setup = pickle.loads(Path(file).read_bytes())
    return setup
