"""The best orders ahead for many futures: an L-shaped method with a trust region.

First the least that lacks in the mean of the futures, over the orders ahead x: mostly nothing, and
where the plan without risk already lacks nothing there is nothing to search. Then, no more lacking
than that, minimise J(Q(x)), where Q_w(x) is the second-stage cost of future w and J mixes mean and
tail (``risk``). Every evaluation gives, for each of a few bundles of futures, a cut

    theta_b >= sum over w in b of p_w (Q_w + slope_w (x - x_k))                  the mean
    z_b     >= sum over the bad w in b of p_w (Q_w + slope_w (x - x_k) - eta)    the tail
    l_w     >= lacking_w + slope_w (x - x_k)                                     what lacks in w

and the master (``master``) minimises what they say, which never lies above the truth: its optimum
is the bound. The next orders are tried between the master's and the best so far ("in-out",
Ben-Ameur and Neto 2007), which keeps the search from jumping between extremes. Second stages run in
two threads, each future always on the same worker, so that the answer does not depend on the
machine.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from models.program import Array
from models.recourse.master import Evaluation, Group, Master
from models.recourse.risk import Risk
from models.recourse.second import SecondStage
from models.recourse.stages import Changes, Stages
from models.recourse.subproblem import Lacking, Outcome, RecourseError, Worker, held

WORKERS = 4
BUNDLES = 20
INWARD = 0.7
"""How far from the master's orders the next trial lies towards the best so far."""
OUTWARD_EVERY = 4
PROVABLE = 1e-9
LEAST = 1e-6
"""What lacks in the mean is the least if no more than this part of it can be gained."""
CONTRADICTION = 1e-6
"""A bound that lies this part of the money above the value is no rounding (seen: 1e-13)."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Hedge:
    """The orders ahead, what they cost in every future, and how good that is at least.

    ``value`` is J at these orders, ``bound`` a number J cannot be below while no more lacks;
    ``lacks`` (futures,) is what lacks in scaled rows, in the mean at least ``least``; ``first`` is
    the plan the search began with, in the same futures. ``stopped``: the gap was not reached, or
    the least lacking not proven. Raises RecourseError for a bound above the value: nothing of such
    an answer can be believed.
    """

    ahead: Array
    costs: Array
    value: float
    bound: float
    rounds: int
    seconds: float
    first: Evaluation
    lacks: Array
    least: float = 0.0
    stopped: bool = False

    def __post_init__(self) -> None:
        size = max(abs(self.value), abs(self.bound), float(np.abs(self.costs).mean()))
        if self.bound - self.value > CONTRADICTION * size:
            raise RecourseError(
                f"J of these orders is {self.value:,.6g}, and {self.bound:,.6g} at the least:"
                " one of the two is wrong"
            )

    @property
    def gap(self) -> float:
        """How much better than these orders the best ones can be, relative to J."""
        return max(self.value - self.bound, 0.0) / max(abs(self.value), 1e-12)


class Evaluator:
    """Second stages of a fixed set of futures, spread over workers."""

    def __init__(self, stages: Stages, futures: list[Changes]) -> None:
        self.second, self.futures = SecondStage(stages), futures
        count = max(1, min(WORKERS, len(futures)))
        self.workers = [Worker(self.second) for _ in range(count)]
        self.shares = [range(w, len(futures), count) for w in range(count)]

    def keep_whole(self) -> None:
        """From now on later orders keep their minimum orders and lots."""
        for worker in self.workers:
            worker.keep_whole()

    def outcomes(self, ahead: Array, visit: Callable[[int, Outcome], None]) -> None:
        """Solve every future and show its outcome; outcomes are not kept."""
        stop = threading.Event()

        def work(worker: Worker, share: range) -> None:
            for w in share:
                if stop.is_set():
                    return
                visit(w, worker.solve(ahead, self.futures[w]))

        with ThreadPoolExecutor(max_workers=2) as pool:
            jobs = [
                pool.submit(work, *pair) for pair in zip(self.workers, self.shares, strict=True)
            ]
            try:
                for job in jobs:
                    job.result()
            except BaseException:
                stop.set()
                raise

    def at(self, ahead: Array) -> Evaluation:
        """Costs and slopes of all futures."""
        count = len(self.futures)
        costs, slopes = np.zeros(count), np.zeros((count, len(ahead)))
        lacking: dict[int, Lacking] = {}

        def keep(w: int, outcome: Outcome) -> None:
            costs[w], slopes[w], lacking[w] = outcome.cost, outcome.slope, outcome.lacking

        self.outcomes(ahead, keep)
        return Evaluation(ahead, costs, slopes, tuple(lacking[w] for w in range(count)))


@dataclass
class _State:
    """The best orders so far: ``value`` is J, or while that is sought what lacks in the mean."""

    best: Evaluation
    value: float
    bound: float = -np.inf
    rounds: int = 0
    began: float = field(default_factory=time.perf_counter)

    @property
    def gap(self) -> float:
        return (self.value - self.bound) / max(abs(self.value), 1e-12)


def decompose(
    evaluator: Evaluator,
    risk: Risk,
    start: Array,
    limits: "Limits",
    tell: Progress = lambda words: None,
) -> Hedge:
    """Find the orders ahead of least J among those that lack least, to a relative gap.

    Raises MasterError, RecourseError. Ctrl-C ends the search with the best orders so far, once
    anything is proven of their J.
    """
    first = evaluator.at(start)
    search = _TwoGoals(evaluator, risk, _master(evaluator, risk, first), limits, tell)
    lacking = search.least_lacking(first)
    state = search.least_measure(lacking)
    return Hedge(
        ahead=state.best.ahead,
        costs=state.best.costs,
        value=state.value,
        bound=_bound(state, lacking),
        rounds=state.rounds,
        seconds=time.perf_counter() - state.began,
        first=first,
        lacks=state.best.lacks,
        least=max(lacking.bound, 0.0),
        stopped=state.gap > limits.reached or not _is_least(lacking),
    )


def _bound(state: _State, lacking: _State) -> float:
    """The bound of J; what lacks is known to a solver's tolerance, which may be dear."""
    return min(state.bound, state.value) if lacking.value else state.bound


def _is_least(state: _State) -> bool:
    """Whether no orders ahead are known to be possible that lack noticeably less."""
    return state.value - max(state.bound, 0.0) <= LEAST * max(1.0, state.value)


@dataclass
class _TwoGoals:
    """One master, asked first for what lacks and then for J."""

    evaluator: Evaluator
    risk: Risk
    master: Master
    limits: "Limits"
    tell: Progress

    def least_lacking(self, first: Evaluation) -> _State:
        """The orders that lack least in the mean; nothing is less than nothing."""
        state = _State(first, float(first.lacks.mean()))
        while not _is_least(state):
            outer, bound = self.master.solve()
            state.bound = max(state.bound, bound)
            if state.rounds:
                self.tell(_told_lacking(state))
            if _is_least(state) or self._is_over(state):
                break
            found = self._try(outer, state)
            value = float(found.lacks.mean())
            if value < state.value:
                state.best, state.value = found, value
        return state

    def least_measure(self, lacking: _State) -> _State:
        """The orders of least J, of which no more lacks; until the gap or the time is reached."""
        best, least = lacking.best, lacking.value
        self.master.hold(least)
        state = _State(
            best, self.risk.value(best.costs), rounds=lacking.rounds, began=lacking.began
        )
        try:
            self._lessen(state, held(least, LEAST) if least else 0.0)
        except KeyboardInterrupt:
            if not np.isfinite(state.bound):
                raise
        return state

    def _lessen(self, state: _State, most: float) -> None:
        while True:
            outer, bound = self.master.solve()
            state.bound = max(state.bound, bound)
            if state.rounds:
                self.tell(_told(state, self.limits))
            if state.gap <= self.limits.reached or self._is_over(state):
                return
            found = self._try(outer, state)
            value = self.risk.value(found.costs)
            if value < state.value and float(found.lacks.mean()) <= most:
                state.best, state.value = found, value

    def _is_over(self, state: _State) -> bool:
        return state.rounds >= self.limits.rounds or self.limits.over(state.began)

    def _try(self, outer: Array, state: _State) -> Evaluation:
        """Evaluate the next trial, and tell the master what it says."""
        state.rounds += 1
        # The means know more than the plan without risk, so the first trial is the master's own;
        # so is each fourth, since steps of a part alone only ever lessen what is left.
        # Half an all-or-nothing order is none at all.
        outward = self.master.has_integers or state.rounds % OUTWARD_EVERY == 1
        inward = 0.0 if outward else INWARD
        trial = outer + inward * (state.best.ahead - outer)
        found = self.evaluator.at(self.evaluator.second.stages.in_steps(trial))
        self.master.add_cuts(found)
        self.master.drop_idle()
        return found


@dataclass(frozen=True)
class Limits:
    """When to stop: relative gap, rounds, seconds (None: no limit)."""

    gap: float = 1e-3
    rounds: int = 500
    seconds: float | None = None

    @property
    def reached(self) -> float:
        """The gap that ends the search: no solver of linear programs can prove one of 0."""
        return max(self.gap, PROVABLE)

    def over(self, began: float) -> bool:
        """True once the time is up."""
        return self.seconds is not None and time.perf_counter() - began > self.seconds


def _master(evaluator: Evaluator, risk: Risk, first: Evaluation) -> Master:
    """A master that knows the mean of the worst futures and the mean of the others."""
    bundles = _bundles(first.costs)
    scale = _scales(evaluator.second.stages, first.ahead)
    usual = _usual(first.costs, evaluator.futures[0].paid * scale)
    master = Master(evaluator.second, risk, bundles, scale, usual)
    edge, worst = len(bundles), 0
    while edge > 0 and worst < (1.0 - risk.level) * len(first.costs) - 1e-9:
        edge -= 1
        worst += len(bundles[edge])
    for own in (list(range(edge)), list(range(edge, len(bundles)))):
        if own:
            futures = np.concatenate([bundles[i] for i in own])
            master.add_mean(Group(own, futures), evaluator.futures)
    master.add_cuts(first)
    return master


def _usual(costs: Array, prices: Array) -> float:
    """Money of a usual size: the plan's, or, if it costs nothing or earns it back, an order's."""
    prices = np.abs(prices[prices != 0])
    order = float(np.median(prices)) if len(prices) else 0.0
    return max(abs(float(costs.mean())), order) or 1.0


def _bundles(costs: Array) -> list[Array]:
    """Futures of like cost together: the tail then lies in few bundles."""
    order = np.argsort(costs, kind="stable")
    return [part for part in np.array_split(order, min(BUNDLES, len(costs))) if len(part)]


def _scales(stages: Stages, start: Array) -> Array:
    """What is much of each order: its own size, or what its offer is ordered at most elsewhere."""
    program = stages.formulation.program
    scale = np.zeros(program.n_columns)
    whole = np.zeros(program.n_columns)
    whole[stages.ahead] = np.abs(start)
    for name in ("order", "tier"):
        block = program.columns[name]
        grid = block.spread(whole)
        usual = grid.max(axis=1, keepdims=True)
        rest = float(np.median(usual[usual > 0])) if (usual > 0).any() else 1.0
        usual = np.where(usual > 0, usual, rest)
        there = block.at >= 0
        scale[block.at[there]] = np.broadcast_to(usual, block.shape)[there]
    scale[scale == 0] = 1.0
    return scale[stages.ahead]


def _told_lacking(state: _State) -> str:
    seconds = time.perf_counter() - state.began
    return (
        f"round {state.rounds}: lacking {state.value:.4g}, at least {max(state.bound, 0.0):.4g},"
        f" {seconds:.0f} s"
    )


def _told(state: _State, limits: Limits) -> str:
    seconds = time.perf_counter() - state.began
    return (
        f"round {state.rounds}: {state.value:,.0f}, at least {state.bound:,.0f},"
        f" gap {state.gap:.3%} (goal {limits.gap:.3%}), {seconds:.0f} s"
    )
