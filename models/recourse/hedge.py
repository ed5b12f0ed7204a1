"""Case -> Hedging: orders ahead for many futures, and what each of those futures then is like."""

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.allocate import Allocation, allocate
from models.case import Case
from models.check import check
from models.future import Future
from models.futures.draw import Drawer, decided_ahead
from models.program import Array
from models.recourse.decompose import Evaluator, Hedge, Limits, decompose
from models.recourse.extensive import NoOptimumError, solve_extensive
from models.recourse.lacks import unmet
from models.recourse.master import MasterError
from models.recourse.risk import Risk
from models.recourse.second import SecondStage
from models.recourse.stages import Stages
from models.recourse.story import Stories
from models.recourse.subproblem import Outcome
from models.solution import Decisions, Lack, Verdict
from models.terms.parts import COST_PARTS

AUDITED = 40
"""Futures whose decisions are audited: spread evenly over their costs, the worst among them."""
IN_FULL = 2_000
"""Futures whose decisions are kept in double precision."""
SURELY = 1e-9
"""No gap below this is asked for: it would be rounding."""
AS_MUCH = 1e-6
"""What lacks more by this part, or by so little, lacks as much."""
FORESEEN = 30
"""Futures that are solved with full foresight, for the value of perfect information."""

MEAN = Risk(0.0, 0.9)

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Fates:
    """What happens in each of W futures, given orders ahead, by place in the case's tables.

    ``costs`` (W,) and ``parts`` (name -> (W,)) in money, discounted, end_value a positive credit;
    ``demand`` what demand is multiplied by in the mean (see ``Future``);
    ``lacks``: which promises each breaks, and by how much: no cost knows of it; ``lacking`` (W,)
    the same in scaled rows.
    ``stock`` (W, stockpiles, T); ``short`` (W, nodes, T) unmet demand, priced or not; ``later``
    (offers, T) mean orders placed once the future is known; ``lead`` (W, offers, T) periods to
    arrival, nan if refused; ``stories`` what happens (see ``story``); ``mean`` the mean decisions.
    """

    costs: Array
    parts: dict[str, Array]
    demand: Array | None
    lacks: tuple[tuple[Lack, ...], ...]
    lacking: Array
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
    own allocation), ``planned_costs`` (W,) what its orders ahead cost in the same futures and
    ``planned_lacks`` (W,) what lacks with them, in scaled rows. ``foresight`` (F,) is what full
    foresight would save in each of the first F futures; None where it would also lack less, which
    no money measures, or where a future alone could not be solved.
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
    planned_lacks: Array
    foresight: Array | None

    @property
    def vss(self) -> float | None:
        """Value of the stochastic solution: what planning for many futures saves, in J.

        None where the plan without risk lacks more: what it costs less is not saved.
        """
        if differs(self.planned_lacks.mean(), self.search.lacks.mean()):
            return None
        return self.risk.value(self.planned_costs) - self.search.value

    @property
    def evpi(self) -> float:
        """Expected value of perfect information: J less the mean of what each future costs alone.

        Of one future alone J is its cost. nan where foresight would also lack less.
        """
        if self.foresight is None or not len(self.foresight):
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
    FollowerError. Raises MasterError if the orders ahead alone are infeasible, and EngineError
    where mpi-sppy is missing.
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
    fates = fates_of(evaluator, drawer, search.ahead)
    search = _with_whole_orders(search, risk, fates, limits or Limits())
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
        planned_lacks=search.first.lacks,
        foresight=_foresight(evaluator, fates),
    )


def _with_whole_orders(search: Hedge, risk: Risk, fates: Fates, limits: Limits) -> Hedge:
    """The search judged again: whole later orders cost more, and may lack more."""
    value = risk.value(fates.costs)
    more = differs(float(fates.lacking.mean()), search.least)
    bound = min(search.bound, value) if more else search.bound
    found = dataclasses.replace(
        search, costs=fates.costs, value=value, bound=bound, lacks=fates.lacking
    )
    return dataclasses.replace(found, stopped=found.gap > max(limits.gap, SURELY) or more)


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


def fates_of(evaluator: Evaluator, drawer: Drawer, ahead: Array) -> Fates:
    """Solve every future at these orders and keep what reports need of it."""
    gathering = _Gathering(evaluator.second, drawer, ahead)
    evaluator.outcomes(ahead, gathering.visit)
    return gathering.fates()


class _Gathering:
    """Collects outcomes as they come, from several threads; each writes its own place."""

    def __init__(self, second: SecondStage, drawer: Drawer, ahead: Array) -> None:
        stages = second.stages
        self.second, self.stages, self.drawer, self.ahead = second, stages, drawer, ahead
        self.told = Stories(stages, ahead)
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
        self.lacks: list[tuple[Lack, ...]] = [()] * count
        self.lacking = np.zeros(count)

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
        self.lacks[w] = self.second.lacks(outcome.resorts)
        self.lacking[w] = outcome.lacking.amount
        self.short[w] = program.columns["short"].spread(own)
        self.short[w] += unmet(self.stages.formulation, self.lacks[w])
        future = self.drawer.future(w)
        self.lead[w] = np.where(future.granted > 0, future.lead, np.nan)
        self.stories[w] = self.told.of(future)
        self.values[w] = own.astype(np.float32) if w >= IN_FULL else own

    def fates(self) -> Fates:
        mean = np.mean([self.values[w] for w in range(self.drawer.count)], axis=0)
        program = self.stages.formulation.program
        decided = self.stages.decisions(mean)
        ordered = decided.order
        ahead = np.zeros(program.n_columns)
        ahead[self.stages.ahead] = mean[self.stages.ahead]
        later = ordered - program.columns["order"].spread(ahead)
        return Fates(
            costs=self.costs,
            parts={part: COST_PARTS[part] * money for part, money in self.parts.items()},
            demand=self.drawer.mean_demand,
            lacks=tuple(self.lacks),
            lacking=self.lacking,
            stock=self.stock,
            short=self.short,
            later=np.maximum(later, 0.0),
            lead=self.lead,
            stories=tuple(self.stories),
            mean=self._as_planned(decided),
            verdict=self._audit(),
        )

    def _as_planned(self, mean: Decisions) -> Decisions:
        """Mean decisions, and the orders ahead as long as no future leaves them."""
        planned = order_grid(self.stages, self.ahead)
        ahead = decided_ahead(self.stages.case)
        order = np.where(ahead, planned, mean.order)
        if self.stages.twins is None:
            return dataclasses.replace(mean, order=order)
        return dataclasses.replace(mean, adapted=None, planned=order)

    def _audit(self) -> Verdict:
        """Audit the decisions of some futures, each in its own future."""
        order = np.argsort(self.costs, kind="stable")
        some = order[np.unique(np.linspace(0, len(order) - 1, AUDITED).astype(int))]
        verdicts = []
        for w in some.tolist():
            future: Future = self.drawer.future(w)
            decisions = self.stages.decisions(self.values[w])
            verdicts.append(
                check(
                    self.stages.case,
                    decisions,
                    float(self.costs[w]),
                    future=future,
                    lacks=self.lacks[w],
                )
            )
        problems = tuple(p for v in verdicts for p in v.problems)
        largest = max((v.largest_violation for v in verdicts), default=0.0)
        return Verdict(all(v.passed for v in verdicts), largest, problems[:50])


def differs(more: float, less: float) -> bool:
    """Whether something lacks noticeably more than something else, in scaled rows."""
    return more - less > AS_MUCH * max(1.0, less)


def _foresight(evaluator: Evaluator, fates: Fates) -> Array | None:
    """What full foresight would save in each of some futures, (F,).

    Each is planned for as if it alone could come, by the same two stages; None where less would
    lack too, or no answer is found.
    """
    saved = []
    for w, changes in enumerate(evaluator.futures[:FORESEEN]):
        try:
            alone = solve_extensive(evaluator.second, [changes], MEAN, whole=True)
        except NoOptimumError:
            return None
        if differs(fates.lacking[w], float(alone.lacking[0])):
            return None
        saved.append(fates.costs[w] - alone.value)
    return np.array(saved)
