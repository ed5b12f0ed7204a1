"""Several computers: chunks go to the workers of a Dask scheduler.

Import it only when a cluster is asked for: ``distributed`` is an optional extra. The scheduler
keeps what it was sent, and has another worker solve what a dead one leaves.
"""

import asyncio
import pickle
import platform
import queue
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from distributed import Client, Future, KilledWorker, Security
from distributed.comm import connect

from planner.errors import PlannerError, UsageError
from planner.study.points.chunk import Chunks, Setup, Solved, as_json, kept
from planner.words import Words

CONNECT_SECONDS = 10.0
WORKERS_SECONDS = 30
"""How long there may be no worker at all."""
POLL_SECONDS, FETCH_SECONDS = 1.0, 5.0
"""Between two looks at the workers, and for a result to come over."""
PACKAGES = ("critical-materials-planner", "highspy", "numpy", "scipy")
"""What results depend on: the same versions on every computer, or results would differ."""

_UNREACHABLE = Words(
    "{address}: Dask 스케줄러에 연결할 수 없습니다. 주소(tcp://컴퓨터:8786)와 스케줄러가 켜져 "
    "있는지 확인하세요.",
    "{address}: no Dask scheduler answers; check the address (tcp://host:8786), and that the "
    "scheduler runs.",
)
_NO_WORKERS = Words(
    "{address}: 스케줄러에 작업자(dask worker)가 하나도 없습니다. 작업자를 켜고 다시 하세요. "
    "끝난 결과는 기록되어 있습니다(--resume).",
    "{address}: the scheduler has no worker; start some (dask worker) and try again. "
    "What is done is recorded (--resume).",
)
_LOST = Words(
    "{address}: Dask 스케줄러와 연결이 끊겼습니다. 스케줄러를 확인하고 --resume으로 이어서 하세요. "
    "끝난 결과는 기록되어 있습니다.",
    "{address}: the connection to the Dask scheduler is lost; check it, and go on with --resume. "
    "What is done is recorded.",
)
_KILLED = Words(
    "같은 계산을 맡은 Dask 작업자가 거듭 죽었습니다. 메모리가 모자랄 수 있습니다. 끝난 결과는 "
    "기록되어 있으니 작업자를 확인하고 --resume으로 이어서 하세요.",
    "Dask workers kept dying over the same work, perhaps for lack of memory. What is done is "
    "recorded: see to the workers, and go on with --resume.",
)
_MISSING = Words(
    "Dask 작업자에 필요한 패키지가 없습니다: {what}. 작업자가 있는 모든 컴퓨터에 이 프로그램을 "
    "같은 버전으로 설치하세요.",
    "A package is missing on a Dask worker: {what}. Install this planner, in the same version, on "
    "every computer that has workers.",
)
_UNLIKE = Words(
    "Dask 작업자의 버전이 다릅니다: {what}. 모든 컴퓨터에 같은 버전을 설치하세요.",
    "Versions differ on a Dask worker: {what}. Install the same versions on every computer.",
)


class UnlikeError(Exception):
    """A worker has other versions than the one who asks; its text says which."""


class Cluster:
    """Solves chunks on the workers of a Dask scheduler."""

    def __init__(self, address: str) -> None:
        """Connect. Raises UsageError if no scheduler answers."""
        self.address = address
        try:
            # In a thread, for a notebook has a loop of its own here.
            with ThreadPoolExecutor(1) as thread:
                thread.submit(asyncio.run, _knock(address)).result()
            self._client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise UsageError(_UNREACHABLE.filled(address=address)) from problem
        self._shipped: tuple[Setup, str, Future] | None = None

    def solved(self, setup: Setup, chunks: Chunks) -> Iterator[Solved]:
        """Every chunk once. Raises what a solver raises, UsageError and PlannerError with words."""
        run, shipped = self._ship(setup)
        out: dict[Future, int] = {}
        ended: queue.SimpleQueue[Future] = queue.SimpleQueue()
        for place, tasks in chunks.items():
            asked = (run, versions(), shipped, pickle.dumps(tasks))
            future = self._client.submit(solve, *asked, pure=False)
            future.add_done_callback(ended.put)
            out[future] = place
        self._seen = time.monotonic()
        while out:
            found = self._next(ended)
            if found is None:
                self._see_workers()
            else:
                yield out.pop(found[0]), found[1]

    def close(self) -> None:
        """Leave; the scheduler drops what was asked of it."""
        self._client.close()

    def _ship(self, setup: Setup) -> tuple[str, Future]:
        """Name of the setup, and its bytes on the cluster.

        As a task of its own it goes to each worker once, and is made anew if all who hold it die.
        """
        if self._shipped is None or self._shipped[0] is not setup:
            bytes_there = self._client.submit(bytes, pickle.dumps(setup), pure=False)
            self._shipped = setup, uuid.uuid4().hex, bytes_there
        return self._shipped[1:]

    def _next(self, ended: "queue.SimpleQueue[Future]") -> tuple[Future, tuple[str, ...]] | None:
        """The next chunk to end; None now and then, that the caller may look around."""
        try:
            future = ended.get(timeout=POLL_SECONDS)
        except queue.Empty:
            return None
        texts = self._texts(future)
        if texts is None:
            ended.put(future)
            return None
        return future, texts

    def _see_workers(self) -> None:
        """Raise UsageError if there has been nobody to work for too long."""
        with suppress(OSError):
            if self._client.scheduler_info()["workers"]:
                self._seen = time.monotonic()
        if time.monotonic() - self._seen > WORKERS_SECONDS:
            raise UsageError(_NO_WORKERS.filled(address=self.address))

    def _texts(self, future: Future) -> tuple[str, ...] | None:
        """What was found; None if its worker has died with it, and another one must do it."""
        try:
            texts: tuple[str, ...] = future.result(timeout=FETCH_SECONDS)
        except KilledWorker as problem:
            raise PlannerError(_KILLED) from problem
        except CancelledError as problem:
            raise UsageError(_LOST.filled(address=self.address)) from problem
        except ImportError as problem:
            raise UsageError(_MISSING.filled(what=problem.name or problem)) from problem
        except UnlikeError as problem:
            raise UsageError(_UNLIKE.filled(what=problem)) from problem
        except TimeoutError:
            if future.status == "error":
                raise
            return None
        return texts


async def _knock(address: str) -> None:
    """Raise OSError or ValueError if no scheduler is there.

    A client would wait for ever for the answer of a port that is open and not Dask's.
    """
    security = Security().get_connection_args("client")
    comm = await asyncio.wait_for(connect(address, CONNECT_SECONDS, **security), CONNECT_SECONDS)
    comm.abort()


@cache
def versions() -> dict[str, str]:
    """Version of each package that results depend on, and of Python."""
    found = {"python": ".".join(platform.python_version_tuple()[:2])}
    for package in PACKAGES:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found


def solve(run: str, expected: dict[str, str], setup: bytes, tasks: bytes) -> tuple[str, ...]:
    """On a worker: solve a chunk with the solver of a run. Raises UnlikeError."""
    own = versions()
    unlike = [
        f"{name} {expected.get(name)} -> {own.get(name)}"
        for name in (expected | own)
        if expected.get(name) != own.get(name)
    ]
    if unlike:
        raise UnlikeError(", ".join(unlike))
    return as_json(kept(run, lambda: pickle.loads(setup)), pickle.loads(tasks))
