"""Case -> Hedging: orders ahead for many futures, and what each of those futures then is like."""

import dataclasses
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from models.allocate import Allocation, allocate
from models.case import Case
from models.check import check
from models.future import Future
from models.futures.draw import Drawer
from models.program import Array
from models.recourse.decompose import Evaluator, Hedge, Limits, decompose
from models.recourse.foresight import saved_by_foresight
from models.recourse.master import MasterError
from models.recourse.risk import Risk
from models.recourse.stages import Stages
from models.recourse.story import Stories
from models.recourse.subproblem import Outcome
from models.solution import Decisions, Verdict
from models.terms.parts import COST_PARTS

AUDITED = 40
"""Futures whose decisions are audited: spread evenly over their costs, the worst among them."""
IN_FULL = 2_000
"""Futures whose decisions are kept in double precision."""
SURELY = 1e-9
"""No gap below this is asked for: it would be rounding."""

Tell = Callable[[str], None]


class NoRecourseError(Exception):
    """In some future the orders ahead leave something that cannot be done at any price.

    ``lacking``: (row name, amount) of the worst future, ``story`` what happens in it.
    """

    def __init__(self, story: Sequence[str], lacking: Sequence[tuple[str, float]]) -> None:
        super().__init__(", ".join(name for name, _ in lacking))
        self.story, self.lacking = tuple(story), tuple(lacking)


@dataclass(frozen=True)
class Fates:
    """What happens in each of W futures, given orders ahead, by place in the case's tables.

    ``costs`` (W,) and ``parts`` (name -> (W,)) in money, discounted, end_value a positive credit;
    ``stock`` (W, stockpiles, T); ``short`` (W, nodes, T); ``later`` (offers, T) mean orders placed
    once the future is known; ``lead`` (W, offers, T) periods to arrival, nan if refused;
    ``stories`` what happens (see ``story``); ``mean`` the mean decisions.
    """

    costs: Array
    parts: dict[str, Array]
    stock: Array
    short: Array
    later: Array
    lead: Array
    stories: tuple[tuple[str, ...], ...]
    mean: Decisions
    verdict: Verdict


@dataclass(frozen=True)
class Hedging:
    """The answer of a case with risk.

    ``ahead`` (offers, T) are the orders placed ahead; ``planned`` is the plan without risk (its
    own allocation), ``planned_costs`` (W,) what its orders ahead cost in the same futures.
    ``foresight`` (F,) is what full foresight would save in each of the first F futures, never
    negative but by rounding.
    """

    case: Case
    risk: Risk
    seed: int
    stages: Stages
    search: Hedge
    ahead: Array
    fates: Fates
    planned: Allocation
    planned_costs: Array
    foresight: Array

    @property
    def vss(self) -> float:
        """Value of the stochastic solution: what planning for many futures saves, in J."""
        return self.risk.value(self.planned_costs) - self.search.value

    @property
    def evpi(self) -> float:
        """Expected value of perfect information: J less the mean of what each future costs alone.

        Of one future alone J is its cost. nan without any.
        """
        if not len(self.foresight):
            return math.nan
        beyond_mean = self.search.value - float(self.fates.costs.mean())
        return beyond_mean + float(self.foresight.mean())


def hedge(  # noqa: PLR0913 (what, how risky, how many, which, how far)
    case: Case,
    risk: Risk,
    futures: int,
    seed: int,
    limits: Limits | None = None,
    tell: Tell = lambda words: None,
    *,
    on_ranks: bool = False,
) -> Hedging:
    """Choose the orders ahead of least J over drawn futures.

    ``on_ranks`` searches with mpi-sppy on all ranks of an MPI run; all but the first then end with
    FollowerError. Raises NoRecourseError, MasterError if the orders ahead alone are infeasible, and
    EngineError where mpi-sppy is missing.
    """
    ordered = case.in_order()
    planned = allocate(ordered)
    if planned.status in ("infeasible", "unbounded"):
        # With every license at its median there is no plan: nothing drawn will mend that.
        raise MasterError(planned.message)
    stages = Stages.of(ordered)
    drawer = Drawer(ordered, futures, seed)
    evaluator = Evaluator(stages, [stages.changes(f) for f in drawer.futures()])
    start = ahead_of(stages, planned)
    if on_ranks:
        search = _search_on_ranks(stages, drawer, risk, start, (limits or Limits(), tell))
    else:
        search = decompose(evaluator, risk, start, limits or Limits(), tell)
    evaluator.keep_whole()
    fates = fates_of(stages, evaluator, drawer, search.ahead)
    # Whole later orders cost more than the search believed: the gap is judged again.
    search = dataclasses.replace(search, costs=fates.costs, value=risk.value(fates.costs))
    goal = (limits or Limits()).gap
    search = dataclasses.replace(search, stopped=search.gap > max(goal, SURELY))
    return Hedging(
        case=ordered,
        risk=risk,
        seed=seed,
        stages=stages,
        search=search,
        ahead=order_grid(stages, search.ahead),
        fates=fates,
        planned=planned,
        planned_costs=search.first.costs,
        foresight=saved_by_foresight(stages, evaluator.futures, fates.costs),
    )


class FollowerError(Exception):
    """The process helped to search; the first rank goes on alone."""


def _search_on_ranks(
    stages: Stages, drawer: Drawer, risk: Risk, start: Array, how: tuple[Limits, Tell]
) -> Hedge:
    # mpi-sppy and MPI are an extra, and start MPI when they are imported.
    from models.recourse import sppy  # noqa: PLC0415

    search = sppy.search_on_ranks(stages, drawer, risk, start, *how)
    if sppy.ranks().Get_rank() > 0:
        raise FollowerError
    return search


def ahead_of(stages: Stages, allocation: Allocation) -> Array:
    """The orders ahead, (ahead,), of a plan of the same case."""
    values = allocation.optimum.solution.values
    if values is None:
        return np.zeros(len(stages.ahead))
    ours, theirs = stages.formulation.program, allocation.formulation.program
    whole = np.zeros(ours.n_columns)
    for name, block in ours.columns.items():
        if name in theirs.columns and theirs.columns[name].shape == block.shape:
            there = block.at >= 0
            whole[block.at[there]] = theirs.columns[name].spread(values)[there]
    return np.asarray(whole[stages.ahead])


def order_grid(stages: Stages, ahead: Array) -> Array:
    """Orders ahead as (offers, periods)."""
    whole = np.zeros(stages.formulation.program.n_columns)
    whole[stages.ahead] = ahead
    return stages.formulation.program.columns["order"].spread(whole)


def fates_of(stages: Stages, evaluator: Evaluator, drawer: Drawer, ahead: Array) -> Fates:
    """Solve every future at these orders and keep what reports need of it."""
    gathering = _Gathering(stages, drawer, Stories(stages, ahead))
    evaluator.outcomes(ahead, gathering.visit)
    return gathering.fates()


class _Gathering:
    """Collects outcomes as they come, from several threads; each writes its own place."""

    def __init__(self, stages: Stages, drawer: Drawer, told: Stories) -> None:
        self.stages, self.drawer, self.told = stages, drawer, told
        program = stages.formulation.program
        count = drawer.count
        case = stages.case
        periods = case.calendar.periods
        self.prices = {part: program.money(part) for part in program.parts()}
        self.parts = {part: np.zeros(count) for part in [*self.prices, "purchase"]}
        self.costs = np.zeros(count)
        self.stock = np.zeros((count, len(case.stockpiles), periods))
        self.short = np.zeros((count, len(case.nodes), periods))
        self.lead = np.zeros((count, len(case.offers), periods), dtype=np.float32)
        self.stories: list[tuple[str, ...]] = [()] * count
        self.values: dict[int, Array] = {}
        self.sums = np.zeros((2, program.n_columns))
        self.by_worker: dict[int, Array] = {}
        self.lacking: dict[int, tuple[tuple[int, float], ...]] = {}

    def visit(self, w: int, outcome: Outcome) -> None:
        program = self.stages.formulation.program
        changes = self.stages.changes(self.drawer.future(w))
        self.costs[w] = outcome.cost
        for part, prices in self.prices.items():
            self.parts[part][w] = float(prices @ outcome.values)
        base = self.stages.arrays.cost
        paid = changes.paid - base[self.stages.ahead]
        later = changes.cost - base[self.stages.later]
        own = outcome.values
        self.parts["purchase"][w] += float(
            paid @ own[self.stages.ahead] + later @ own[self.stages.later]
        )
        self.stock[w] = program.columns["stock"].spread(own)
        self.short[w] = program.columns["short"].spread(own)
        future = self.drawer.future(w)
        self.lead[w] = np.where(future.granted > 0, future.lead, np.nan)
        self.stories[w] = self.told.of(future)
        self.values[w] = own.astype(np.float32) if w >= IN_FULL else own
        if outcome.lacking:
            self.lacking[w] = outcome.lacking

    def fates(self) -> Fates:
        if self.lacking:
            self._refuse()
        mean = np.mean([self.values[w] for w in range(self.drawer.count)], axis=0)
        program = self.stages.formulation.program
        ordered = program.columns["order"].spread(mean)
        ahead = np.zeros(program.n_columns)
        ahead[self.stages.ahead] = mean[self.stages.ahead]
        later = ordered - program.columns["order"].spread(ahead)
        return Fates(
            costs=self.costs,
            parts={part: COST_PARTS[part] * money for part, money in self.parts.items()},
            stock=self.stock,
            short=self.short,
            later=np.maximum(later, 0.0),
            lead=self.lead,
            stories=tuple(self.stories),
            mean=self.stages.formulation.decisions(mean),
            verdict=self._audit(),
        )

    def _refuse(self) -> None:
        worst = max(self.lacking, key=lambda w: float(self.costs[w]))
        names = self.stages.formulation.program.row_names()
        found = [(names[row], amount) for row, amount in self.lacking[worst]]
        raise NoRecourseError(self.stories[worst], found)

    def _audit(self) -> Verdict:
        """Audit the decisions of some futures, each in its own future."""
        order = np.argsort(self.costs, kind="stable")
        some = order[np.unique(np.linspace(0, len(order) - 1, AUDITED).astype(int))]
        verdicts = []
        for w in some.tolist():
            future: Future = self.drawer.future(w)
            decisions = self.stages.formulation.decisions(self.values[w])
            verdicts.append(check(self.stages.case, decisions, float(self.costs[w]), future=future))
        problems = tuple(p for v in verdicts for p in v.problems)
        largest = max((v.largest_violation for v in verdicts), default=0.0)
        return Verdict(all(v.passed for v in verdicts), largest, problems[:50])
