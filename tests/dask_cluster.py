"""A real Dask scheduler and workers, each a process of its own, on this computer."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Client

HERE = Path(__file__).parent
LONGEST_SECONDS = 60.0


class Cluster:
    """Started by ``cluster``; the workers see the tests' own modules."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder, self.settings = folder, settings
        self.file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        flags = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.scheduler = self._start("scheduler", *flags)
        self.address = self._address()

    def work(self, path: str) -> None:
        """Start one worker that finds modules in ``path`` too."""
        flags = ("--host", "127.0.0.1", "--no-nanny", "--no-dashboard", "--nthreads", "2")
        place = ("--local-directory", str(self.folder / f"worker{len(self.workers)}"))
        self.workers.append(self._start("worker", *flags, *place, path=path))

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, kind: str, *flags: str, path: str = "") -> subprocess.Popen[bytes]:
        program = (sys.executable, "-m", f"distributed.cli.dask_{kind}")
        with (self.folder / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(
                [*program, "--scheduler-file", str(self.file), *flags],
                env=os.environ | self.settings | {"PYTHONPATH": path},
                stdout=log,
                stderr=log,
            )

    def _address(self) -> str:
        until = time.monotonic() + LONGEST_SECONDS
        while time.monotonic() < until and self.scheduler.poll() is None:
            try:
                return str(json.loads(self.file.read_text())["address"])
            except (OSError, ValueError):
                time.sleep(0.1)
        raise AssertionError((self.folder / "scheduler.log").read_text())


@contextmanager
def cluster(
    folder: Path, workers: int, path: str = str(HERE), settings: dict[str, str] | None = None
) -> Iterator[Cluster]:
    """A scheduler and so many workers that find modules in ``path`` too; ended with the block."""
    started = Cluster(folder, settings or {})
    try:
        for _ in range(workers):
            started.work(path)
        if workers:
            with Client(started.address, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=LONGEST_SECONDS)
        yield started
    finally:
        started.end()
