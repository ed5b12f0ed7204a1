"""Studies on a real Dask scheduler with real workers, some of which are killed."""

import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from dask_cluster import Cluster, cluster
from runner_toys import FINGERPRINT, chunks, expected, fragile, notes, resume, run, walk, wrong

from planner.errors import PlannerError, UsageError
from planner.study.points import cluster as asked
from planner.study.points.ledger import RunLedger
from planner.study.points.runner import How

PARTS = chunks(30)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers, for the tests that leave them alive."""
    with cluster(tmp_path_factory.mktemp("dask"), workers=2) as started:
        yield started


def said(error: type[PlannerError], address: str, folder: Path | None = None) -> str:
    """What is said in English; it can be said on a Korean console too."""
    with pytest.raises(error) as caught:
        run(folder and folder / "run", walk(), PARTS, How(cluster=address))
    assert caught.type is error
    caught.value.words.ko.encode("cp949")
    return caught.value.words.en


def test_both_workers_find_what_one_process_finds(two: Cluster, tmp_path: Path) -> None:
    """All chunks are done, by both; each thread of a worker sets up once, the asker never."""
    log = tmp_path / "log"
    assert run(None, walk(log, 0.05), PARTS, How(cluster=two.address)) == expected(PARTS)
    solvers = {int(pid) for _, pid, _ in notes(log, "chunk")}
    setups = Counter(int(pid) for _, pid in notes(log, "setup"))
    assert solvers == setups.keys() == {worker.pid for worker in two.workers}
    assert max(setups.values()) <= 2


@pytest.mark.parametrize(
    ("reason", "error"), [("raises", ZeroDivisionError), ("nan", ValueError), ("lacks", ValueError)]
)
def test_a_bug_surfaces(two: Cluster, reason: str, error: type[Exception]) -> None:
    """What a solver raises on a worker comes out here; so do nan and a missing result."""
    with pytest.raises(error):
        run(None, wrong(reason), chunks(3), How(cluster=two.address))


def test_other_versions_are_said(two: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers with other versions would find other results: they are refused by name."""
    monkeypatch.setattr(asked, "versions", lambda: {"python": "2.7", "highspy": "0.1"})
    text = said(UsageError, two.address)
    assert "python 2.7 -> 3." in text
    assert "highspy 0.1 -> 1." in text


def test_ctrl_c_leaves_the_cluster_free(two: Cluster, tmp_path: Path) -> None:
    """After an interrupt what is done is kept, and the next study gets its results."""

    def tell(phase: str, done: int, total: int, seconds: float) -> None:
        if done == 6:
            raise KeyboardInterrupt

    found = run(tmp_path / "run", walk(None, 0.01), PARTS, How(cluster=two.address), tell)
    assert sum(row is not None for row in found) == 6
    assert run(None, walk(), chunks(3), How(cluster=two.address)) == expected(chunks(3))
    assert resume(tmp_path / "run", walk(), PARTS) == expected(PARTS)


def test_a_worker_killed_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    """One of two workers gets SIGKILL with chunks in hand: the other one does them."""
    with cluster(tmp_path, workers=2) as started:

        def tell(phase: str, done: int, total: int, seconds: float) -> None:
            if done == 15:
                started.workers[0].kill()

        how = How(cluster=started.address)
        found = run(tmp_path / "run", walk(tmp_path / "log", 0.05), PARTS, how, tell)
        assert started.workers[0].wait() != 0
    assert found == expected(PARTS)
    with RunLedger.resume(tmp_path / "run", FINGERPRINT) as ledger:
        assert len(ledger.chunks("walk")) == len(PARTS)
    last = notes(tmp_path / "log", "chunk")[-1]
    assert int(last[1]) == started.workers[1].pid


def test_a_deadly_chunk_is_given_up_with_words(tmp_path: Path) -> None:
    """When the scheduler has had enough of a chunk that kills workers, it is said."""
    patience = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with (
        cluster(tmp_path, workers=1, settings=patience) as started,
        pytest.raises(PlannerError, match="kept dying"),
    ):
        run(None, fragile(tmp_path / "log", times=9), PARTS, How(cluster=started.address))
    assert len(notes(tmp_path / "log", "died")) == 1


def test_a_package_missing_on_a_worker_is_said(tmp_path: Path) -> None:
    """A worker that cannot import what the setup needs: the package is named."""
    with cluster(tmp_path, workers=1, path="") as started:
        assert "missing on a Dask worker: runner_toys." in said(UsageError, started.address)


def test_a_scheduler_without_workers_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody to do the work: it ends with words instead of waiting for ever."""
    monkeypatch.setattr(asked, "WORKERS_SECONDS", 0.1)
    with cluster(tmp_path, workers=0) as started:
        assert "has no worker" in said(UsageError, started.address)


def test_a_scheduler_lost_in_the_middle_is_said(tmp_path: Path) -> None:
    """The scheduler is killed: words, and what was done is there to go on with."""
    with cluster(tmp_path, workers=1) as started:

        def tell(phase: str, done: int, total: int, seconds: float) -> None:
            if done == 6:
                started.scheduler.kill()

        with pytest.raises(UsageError, match="connection to the Dask scheduler is lost"):
            run(tmp_path / "run", walk(None, 0.05), PARTS, How(cluster=started.address), tell)
    assert resume(tmp_path / "run", walk(), PARTS) == expected(PARTS)


def test_an_unreachable_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed port, an open one that never answers, and no address at all."""
    monkeypatch.setattr(asked, "CONNECT_SECONDS", 0.5)
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        port = mute.getsockname()[1]
        assert "no Dask scheduler answers" in said(UsageError, f"tcp://127.0.0.1:{port}")
        mute.listen()
        assert "no Dask scheduler answers" in said(UsageError, f"tcp://127.0.0.1:{port}")
    for address in ("nonsense", "http://127.0.0.1:8786", "tcp://127.0.0.1"):
        assert address in said(UsageError, address)
