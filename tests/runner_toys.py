"""What the tests of studies give a runner to solve, and a run of it that can be killed."""

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from planner.study.points.chunk import Setup
from planner.study.points.ledger import RunLedger
from planner.study.points.progress import Tell, silent
from planner.study.points.runner import How, Runner

FINGERPRINT = {"case": "a" * 64, "points": "b" * 64, "version": "0.1.0"}
META = {"command": "planner sweep 사례.xlsx", "started": "2027-01-31T09:00:00+09:00"}


PATIENCE_SECONDS = 120.0


class Walk:
    """Each answer depends on those before it in its chunk, so chunks must not be mixed or split."""

    def __init__(self, log: Path | None = None, seconds: float = 0.0) -> None:
        self.log, self.seconds, self.busy = log, seconds, False
        _note(self.log, f"setup {os.getpid()}")

    def __call__(self, tasks: tuple[float, ...]) -> tuple[dict[str, Any], ...]:
        assert not self.busy, "two threads share a solver"
        self.busy = True
        found, sum_ = [], 0.0
        for task in tasks:
            time.sleep(self.seconds)
            sum_ += task / 3.0
            found.append({"task": task, "sum": sum_, "ko": "몫"})
        _note(self.log, f"chunk {os.getpid()} {tasks[0]:g}")
        self.busy = False
        return tuple(found)


def walk(log: Path | None = None, seconds: float = 0.0) -> Setup:
    return partial(Walk, log, seconds)


def chunks(count: int, size: int = 3) -> list[tuple[float, ...]]:
    return [tuple(float(size * i + j) for j in range(size)) for i in range(count)]


def expected(parts: list[tuple[float, ...]]) -> list[dict[str, Any] | None]:
    return [row for part in parts for row in Walk()(part)]


class Together(Walk):
    """The process ``asker`` solves its second chunk only when another one has set up too."""

    def __init__(self, log: Path, asker: int) -> None:
        super().__init__(log, 0.01)
        self.asker = asker

    def __call__(self, tasks: tuple[float, ...]) -> tuple[dict[str, Any], ...]:
        until = time.monotonic() + PATIENCE_SECONDS
        while tasks[0] > 0 and os.getpid() == self.asker and len(self.setups()) < 2:
            assert time.monotonic() < until, "no helper has come up"
            time.sleep(0.01)
        return super().__call__(tasks)

    def setups(self) -> set[str]:
        return {pid for _, pid in notes(self.log or Path(), "setup")}


class Fragile(Together):
    """Kills its process at the chunk that begins with 6, so many times; never the asker's."""

    def __init__(self, log: Path, asker: int, times: int) -> None:
        super().__init__(log, asker)
        self.times = times

    def __call__(self, tasks: tuple[float, ...]) -> tuple[dict[str, Any], ...]:
        if tasks[0] == 6.0 and os.getpid() != self.asker and self.deaths() < self.times:
            _note(self.log, "died")
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(tasks)

    def deaths(self) -> int:
        return len(notes(self.log or Path(), "died"))


def together(log: Path) -> Setup:
    return partial(Together, log, os.getpid())


def fragile(log: Path, times: int) -> Setup:
    return partial(Fragile, log, os.getpid(), times)


def wrong(reason: str) -> Setup:
    return partial(_wrong, reason)


def _wrong(reason: str) -> Any:
    def solver(tasks: tuple[float, ...]) -> tuple[dict[str, Any], ...]:
        if tasks[0] < 3.0:
            return tuple({} for _ in tasks)
        if reason == "raises":
            raise ZeroDivisionError("a bug")
        return tuple({"nan": float("nan")} for _ in tasks[: 1 if reason == "lacks" else None])

    return solver


def _note(log: Path | None, text: str) -> None:
    if log is not None:
        with log.open("a", encoding="utf-8") as file:
            file.write(text + "\n")


def notes(log: Path, kind: str = "") -> list[list[str]]:
    """What was noted, by words."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [line.split() for line in lines if line.startswith(kind)]


def run(
    path: Path | None,
    setup: Setup,
    parts: list[tuple[float, ...]],
    how: How = How(jobs=1),  # noqa: B008 (frozen)
    tell: Tell = silent,
) -> list[dict[str, Any] | None]:
    with RunLedger.start(path, FINGERPRINT, META) as ledger, Runner(ledger, how, tell) as runner:
        return runner.run("walk", setup, parts)


def resume(
    path: Path, setup: Setup, parts: list[tuple[float, ...]], jobs: int = 1
) -> list[dict[str, Any] | None]:
    with RunLedger.resume(path, FINGERPRINT) as ledger, Runner(ledger, How(jobs)) as runner:
        return runner.run("walk", setup, parts)


def main(path: str, log: str, jobs: str) -> None:
    """A run to be killed: it says when it is under way, and how it ended."""

    def tell(phase: str, done: int, total: int, seconds: float) -> None:
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()

    ledger = RunLedger.start(Path(path), FINGERPRINT, META)
    with ledger, Runner(ledger, How(int(jobs)), tell) as runner:
        found = runner.run("walk", walk(Path(log), 0.1), chunks(40))
        left = sum(row is None for row in found)
        sys.stdout.write(f"interrupted {runner.interrupted} left {left}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
