"""JudgedSoFar fixed orders in futures they were not made for.

Decisions that see the whole future flatter every plan; so each future is also walked through period
by period, knowing only what has happened so far (``walk``). The gap between both is what better
information would be worth.
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from models.case import Case
from models.futures.draw import Drawer
from models.program import Array
from models.recourse.lacks import unmet
from models.recourse.second import SecondStage
from models.recourse.stages import Stages
from models.recourse.story import Stories
from models.recourse.subproblem import Outcome, Worker
from models.rolling.beliefs import Beliefs, spells_of
from models.rolling.estimate import Estimate, cvar_of, mean_of
from models.rolling.orders import ahead_columns
from models.rolling.walk import Walked, Walker
from models.solution import Lack

WORKERS = 4
THREADS = 2
ROLLING = 200
"""Futures that are walked through unless more are asked for."""
BELIEF_SEED = 500_009
"""Added to the seed: what is believed must not come from the futures that are judged."""
UNSEEN = 1_000_003
"""Added to a plan's seed unless a seed is given: its own futures would flatter it."""
SHORT = 1e-6
"""A shortage counts if it is more than this part of the material's demand."""


class JudgedSoFar(NamedTuple):
    """How far one way of judging is, with the seconds it took so far."""

    way: Literal["foresight", "rolling"]
    done: int
    total: int
    seconds: float

    @property
    def left(self) -> float:
        """Seconds still to go."""
        return (self.total - self.done) * self.seconds / max(self.done, 1)


Tell = Callable[[JudgedSoFar], None]


@dataclass(frozen=True)
class Judgement:
    """One plan in futures decided in one way, F of them.

    ``numbers`` (F,) are the futures' places in the draw; ``costs`` (F,) in money, discounted;
    ``short`` (F, nodes) unmet demand over the plan, of ``asked`` (F, nodes), and its ``price``
    (F, nodes), discounted; ``lacks`` (F,): which hard promises each breaks, and by how much: no
    cost knows of it.
    """

    level: float
    numbers: Array
    costs: Array
    short: Array
    asked: Array
    price: Array
    lacks: tuple[tuple[Lack, ...], ...]

    @property
    def lacking(self) -> Array:
        """In which futures something lacks, (F,)."""
        return np.array([bool(own) for own in self.lacks], dtype=bool)

    @cached_property
    def mean(self) -> Estimate:
        """The mean cost."""
        return mean_of(self.costs)

    @cached_property
    def cvar(self) -> Estimate:
        """The mean of the worst 1 - level of the costs."""
        return cvar_of(self.costs, self.level)

    def percentile(self, percent: float) -> float:
        """A percentile of the costs; nan without futures."""
        return float(np.percentile(self.costs, percent)) if len(self.costs) else float("nan")

    def among(self, numbers: Array) -> "Judgement":
        """Only some of the futures."""
        own = np.isin(self.numbers, numbers)
        return Judgement(
            self.level,
            self.numbers[own],
            self.costs[own],
            self.short[own],
            self.asked[own],
            self.price[own],
            tuple(self.lacks[i] for i in np.flatnonzero(own).tolist()),
        )


@dataclass(frozen=True)
class Simulation:
    """Fixed orders in unseen futures, decided period by period and with full foresight.

    ``stories`` (futures,) say what happens in each (see ``recourse.story``). ``stopped``: it was
    interrupted.
    """

    case: Case
    seed: int
    level: float
    rolling: Judgement
    foresight: Judgement
    stories: tuple[tuple[str, ...], ...]
    seconds: dict[str, float]
    stopped: bool = False

    @cached_property
    def gap(self) -> Estimate:
        """What foresight saves in the mean, over the futures judged both ways."""
        both = np.intersect1d(self.rolling.numbers, self.foresight.numbers)
        return mean_of(self.rolling.among(both).costs - self.foresight.among(both).costs)

    def is_short(self, judged: Judgement) -> Array:
        """Where demand is not met, (F, nodes)."""
        found: Array = judged.short > SHORT * np.maximum(judged.asked, 1e-12)
        return found

    def shortage(self, judged: Judgement) -> Estimate:
        """Probability that anything is short."""
        return mean_of(self.is_short(judged).any(axis=1).astype(float))


def simulate(
    stages: Stages,
    orders: Array,
    futures: int,
    seed: int,
    rolling: int = ROLLING,
    tell: Tell = lambda progress: None,
) -> Simulation:
    """Judge orders in ``futures`` drawn futures, the first ``rolling`` of them period by period.

    ``orders`` are (offers, periods), or the columns decided ahead, (ahead,). A keyboard interrupt
    ends it with what is done. Raises ValueError for orders that cannot be placed.
    """
    ahead = ahead_columns(stages, orders) if orders.ndim == 2 else orders
    drawer, second = Drawer(stages.case, futures, seed), SecondStage(stages)
    bench = _Bench(stages, drawer, ahead, tell)
    foresight = bench.judge("foresight", [Worker(second) for _ in range(WORKERS)], futures)
    beliefs = Beliefs(stages.case, seed + BELIEF_SEED)
    count = 0 if bench.stop.is_set() else min(rolling, futures)
    walkers = [Walker(second, beliefs, ahead) for _ in range(min(WORKERS, count))]
    walked = bench.judge("rolling", walkers, count)
    return Simulation(
        stages.case,
        seed,
        stages.case.settings.risk_level,
        walked,
        foresight,
        tuple(bench.stories),
        bench.seconds,
        bench.stop.is_set() and len(walked.costs) < min(rolling, futures),
    )


class _Bench:
    """Judges futures in two threads, each always by the same worker; keeps what is done."""

    def __init__(self, stages: Stages, drawer: Drawer, ahead: Array, tell: Tell) -> None:
        self.stages, self.drawer, self.ahead, self.tell = stages, drawer, ahead, tell
        self.told = Stories(stages, ahead)
        self.stories: list[tuple[str, ...]] = [()] * drawer.count
        self.asked = np.zeros((drawer.count, len(stages.case.nodes)))
        self.stop = threading.Event()
        self.seconds: dict[str, float] = {}

    def judge(
        self, way: Literal["foresight", "rolling"], workers: Sequence[Worker], count: int
    ) -> Judgement:
        """Judge the first ``count`` futures."""
        costs, short = np.full(count, np.nan), np.zeros((count, len(self.stages.case.nodes)))
        price = np.zeros_like(short)
        lacks: list[tuple[Lack, ...]] = [()] * count
        program = self.stages.formulation.program
        shortage, dear = program.columns["short"], program.money("shortage")

        def work(worker: Worker, w: int) -> None:
            found = self._outcome(worker, w)
            lacks[w] = worker.second.lacks(found.resorts)
            short[w] = shortage.spread(found.values).sum(axis=1)
            price[w] = shortage.spread(dear * found.values).sum(axis=1)
            short[w] += unmet(self.stages.formulation, lacks[w]).sum(axis=1)
            costs[w] = found.cost

        began = time.perf_counter()

        def told() -> None:
            done = int(np.isfinite(costs).sum())
            self.tell(JudgedSoFar(way, done, count, time.perf_counter() - began))

        if count:
            _spread(workers, count, work, told, self.stop)
        self.seconds[way] = time.perf_counter() - began
        numbers = np.flatnonzero(np.isfinite(costs))
        level = self.stages.case.settings.risk_level
        every = Judgement(
            level, np.arange(count), costs, short, self.asked[:count], price, tuple(lacks)
        )
        return every.among(numbers)

    def _outcome(self, worker: Worker, w: int) -> Walked | Outcome:
        """What becomes of a future."""
        future = self.drawer.future(w)
        changes = self.stages.changes(future)
        self.stories[w] = self.told.of(future)
        nodes = self.stages.formulation.nodes
        self.asked[w] = nodes.coming_in(future)[:, : nodes.T].sum(axis=1)
        if isinstance(worker, Walker):
            return worker.walk(future, spells_of(self.drawer, w), changes)
        return worker.solve(self.ahead, changes)


def _spread(
    workers: Sequence[Worker],
    count: int,
    work: Callable[[Worker, int], None],
    told: Callable[[], None],
    stop: threading.Event,
) -> None:
    """Let every worker do its share: which one does what never depends on the machine."""

    def share(k: int) -> None:
        for w in range(k, count, len(workers)):
            if stop.is_set():
                return
            work(workers[k], w)

    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        jobs = [pool.submit(share, k) for k in range(len(workers))]
        try:
            while wait(jobs, timeout=1.0, return_when=FIRST_EXCEPTION).not_done:
                if any(job.done() and job.exception() for job in jobs):
                    stop.set()
                    break
                told()
        except KeyboardInterrupt:
            stop.set()
    for job in jobs:
        job.result()
    told()
