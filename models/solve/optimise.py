"""Program -> Optimum: scaling, cones by tangents, integers, and one plan among equals.

Knows nothing of materials; any engine will do. The steps are

1. solve, adding tangents until every cone is met;
2. with integers, choose among those of the same cost by ``preference``, fix them at their values
   and solve the linear program that remains;
3. among all plans of that cost, take the one with the least ``preference``.

Stopped with a best known plan, only its integers are the engine's: what remains is solved exactly.
"""

import copy
import dataclasses
import math
import time
from dataclasses import dataclass, field

import numpy as np

from models.engines import Engine, Options
from models.engines.highs import TOLERANCE, HighsEngine
from models.program import Array, Arrays, Program
from models.solution import Solution
from models.solve.equals import SAME_COST, ZEROS, at_cost, face, preferred
from models.solve.scaling import Scaling, is_within, opened, scaling_of
from models.solve.tangents import Tangent, scaled_cone, tangent_rows, until_kept, with_rows

SAME_COST_OUTSIDE = 1e-7
"""``SAME_COST`` where the cost comes from an outside solver, whose values have fewer digits."""

MOST_INTEGERS = 2000
"""With more integer columns than this the engine's own integers are kept: proving which of many
plans of one cost is preferred may take longer than finding that cost."""
PREFERENCE_SECONDS = 20.0
"""The longest that choosing among integers of one cost may take."""
SETTLING_SECONDS = 20.0
"""How long the linear program left by known integers may take when time is up; mostly it takes a
small part of a second."""
FINELY = 1e4
"""What that cost is scaled to, so that a solver's tolerance (1e-6) is well below ``SAME_COST``."""


@dataclass(frozen=True)
class Optimum:
    """The answer to a program in its own units.

    ``solution`` has the chosen values and the duals of the cost. ``cone_duals`` (name -> sum of the
    duals of a cone's tangents) is money per unit of the norm; ``rounds`` how often tangents were
    added; ``row_ranges`` (rows,) right-hand sides between which each dual holds, nan if unknown.
    """

    solution: Solution
    cone_duals: dict[str, float] = field(default_factory=dict)
    rounds: int = 0
    row_ranges: tuple[Array, Array] | None = None


def optimise(program: Program, preference: Array, engine: Engine, options: Options) -> Optimum:
    """Solve a program; see the module for the steps."""
    arrays = program.arrays()
    scaling = scaling_of(arrays)
    search = _Search(program, engine, scaling, _Clock(options), scaling.apply(arrays))
    best = search.solve(search.arrays.cost)
    if best.status == "stopped" and best.values is not None and arrays.has_integers:
        best = search.settled(best)
    if best.status != "optimal":
        return Optimum(scaling.undo(best, arrays), rounds=search.rounds)
    gap = best.gap
    if arrays.has_integers:
        best = search.solve_fixed(search.choose_integers(best, preference * scaling.column))
        if best.status != "optimal":
            return Optimum(scaling.undo(best, arrays), rounds=search.rounds)
    ranges = _ranges(engine, search, scaling)
    cone_duals = search.cone_duals(best)
    chosen = search.choose(best, preference * scaling.column)
    answer = scaling.undo(dataclasses.replace(best, values=chosen, gap=gap), arrays)
    if arrays.has_integers:
        answer = dataclasses.replace(answer, row_duals=None, reduced_costs=None)
    return Optimum(answer, cone_duals, search.rounds, None if arrays.has_integers else ranges)


class _Clock:
    """What is left of the time limit."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._began = time.monotonic()

    def left(self) -> Options:
        if self._options.time_limit is None:
            return self._options
        left = self._options.time_limit - (time.monotonic() - self._began)
        return dataclasses.replace(self._options, time_limit=max(left, 0.01))

    def within(self, seconds: float) -> "_Clock":
        """What is left, and no more than some seconds."""
        left = self.left()
        limit = seconds if left.time_limit is None else min(left.time_limit, seconds)
        return _Clock(dataclasses.replace(left, time_limit=limit))

    def at_least(self, seconds: float) -> "_Clock":
        """What is left, or so many seconds if that is more."""
        left = self.left()
        limit = None if left.time_limit is None else max(left.time_limit, seconds)
        return _Clock(dataclasses.replace(left, time_limit=limit))


class _Search:
    """A scaled program that gathers tangents while it is solved again and again."""

    def __init__(
        self, program: Program, engine: Engine, scaling: Scaling, clock: _Clock, arrays: Arrays
    ) -> None:
        self.program, self.engine, self.clock = program, engine, clock
        self.arrays, self.money = arrays, scaling.money
        self.rounds = 0
        self.cones = [scaled_cone(cone, scaling) for cone in program.cones]
        self.tangents: list[Tangent] = []
        """What the rows after the program's own are."""

    def solve(self, cost: Array, start: object = None) -> Solution:
        """Solve at a cost, adding tangents until every cone is met."""
        basis = start

        def once() -> Solution:
            nonlocal basis
            arrays = dataclasses.replace(self.arrays, cost=cost)
            answer = self.engine.solve(self.program, arrays, self.clock.left(), basis)
            if answer.status == "error" and (open_ := opened(arrays)) is not None:
                # A solver that stumbles over them may do without bounds that nothing reaches.
                found = self.engine.solve(self.program, open_, self.clock.left(), None)
                answer = found if is_within(found.values, arrays.upper) else answer
            basis = answer.basis
            return answer

        return until_kept(self.cones, once, self._touch)

    def _touch(self, tangents: list[Tangent]) -> None:
        self.arrays = with_rows(self.arrays, tangent_rows(tangents, len(self.arrays.cost)))
        self.tangents += tangents
        self.rounds += 1

    def choose_integers(self, best: Solution, preference: Array) -> Solution:
        """Among plans of the best cost, integers free, the one with the least preference.

        ``best`` itself where none is proven in time. HiGHS chooses whatever engine found the cost.
        """
        if not preference.any() or np.count_nonzero(self.arrays.integer) > MOST_INTEGERS:
            return best
        cost = self._cost_at(best)
        if cost is None:
            return best
        chooser = self._beside(self.clock.within(PREFERENCE_SECONDS))
        chooser.arrays = at_cost(self.arrays, cost, SAME_COST, FINELY)
        found = chooser.solve(preference / np.abs(preference).max())
        if found.status != "optimal":
            return best
        # Integers are feasible to a tolerance only; the linear program left by them is exact.
        own = self._cost_at(found)
        return found if own is not None and own - cost <= SAME_COST * abs(cost) else best

    def settled(self, best: Solution) -> Solution:
        """The best known plan of a stopped search, with nothing left to chance but its integers.

        A search that was cut short may say yes where nothing is ordered, or pay more than it needs.
        """
        assert best.values is not None and best.objective is not None
        found = self._beside(self.clock).solve_fixed(best)
        values = found.values if found.status == "optimal" else None
        values = without_needless(self.arrays, best.values if values is None else values)
        objective = best.objective + float(self.arrays.cost @ (values - best.values))
        gap = best.gap
        if gap is not None and math.isfinite(gap) and objective:
            bound = best.objective - gap * abs(best.objective)
            gap = max(objective - bound, 0.0) / abs(objective)
        return dataclasses.replace(best, values=values, objective=objective, gap=gap)

    def _cost_at(self, answer: Solution) -> float | None:
        """The least cost with the integers of an answer; None if it has none."""
        found = self._beside(self.clock).solve_fixed(answer)
        return found.objective if found.status == "optimal" else None

    def _beside(self, clock: _Clock) -> "_Search":
        """Another search by HiGHS from the tangents known so far, which leaves this one alone."""
        other = copy.copy(self)
        other.engine, other.clock = HighsEngine(), clock
        other.tangents = [*self.tangents]
        return other

    def solve_fixed(self, best: Solution) -> Solution:
        """Fix the integers and solve what remains, out of time too: without it there is no plan."""
        self.fix_integers(best)
        clock, self.clock = self.clock, self.clock.at_least(SETTLING_SECONDS)
        found = self.solve(self.arrays.cost)
        self.clock = clock
        return found

    def fix_integers(self, best: Solution) -> None:
        """Hold integer columns at their (rounded) values; what remains is linear."""
        assert best.values is not None
        whole = np.where(self.arrays.integer, np.round(best.values), 0.0)
        integer = self.arrays.integer
        self.arrays = dataclasses.replace(
            self.arrays,
            lower=np.where(integer, whole, self.arrays.lower),
            upper=np.where(integer, whole, self.arrays.upper),
            integer=np.zeros_like(integer),
        )

    def cone_duals(self, best: Solution) -> dict[str, float]:
        """Sum of the duals of each cone's tangents: money per unit of the norm."""
        duals: dict[str, float] = {}
        if best.row_duals is not None:
            own = best.row_duals[self.program.n_rows :]
            for tangent, dual in zip(self.tangents, own, strict=True):
                money = float(dual) / (tangent.size * self.money)
                duals[tangent.name] = duals.get(tangent.name, 0.0) + money
        return duals

    def choose(self, best: Solution, preference: Array) -> Array:
        """Among plans of the best cost, the one with the least preference (scaled columns)."""
        assert best.values is not None and best.objective is not None
        if best.row_duals is None or best.reduced_costs is None or not len(preference):
            return best.values
        # Whatever engine found the cost, one and the same chooses: the plan does not depend on
        # the engine, nor on how many digits its solution file has.
        own = isinstance(self.engine, HighsEngine)
        same = SAME_COST if own else SAME_COST_OUTSIDE
        self.engine = self.engine if own else HighsEngine()
        wanted = preference / (np.abs(preference).max() or 1.0)

        def least(narrowed: Arrays) -> Solution:
            self.arrays = narrowed
            return self.solve(wanted, start=best.basis if own else None)

        whole = self.arrays
        faces = [*(face(whole, best, zero) for zero in ZEROS), at_cost(whole, best.objective, same)]
        chosen = preferred(best, whole.cost, faces, least, same)
        return best.values if chosen is None else chosen


def without_needless(arrays: Arrays, values: Array) -> Array:
    """The values with each integer that costs something at its least, if no row asks for more."""
    values, matrix = values.copy(), arrays.matrix.tocsc()
    activity = matrix @ values
    more = values - arrays.lower
    for j in np.flatnonzero(arrays.integer & (arrays.cost > 0) & (more > 0)):
        rows = matrix.indices[matrix.indptr[j] : matrix.indptr[j + 1]]
        left = activity[rows] - more[j] * matrix.data[matrix.indptr[j] : matrix.indptr[j + 1]]
        low, high = arrays.row_lower[rows], arrays.row_upper[rows]
        if (low - left <= TOLERANCE).all() and (left - high <= TOLERANCE).all():
            values[j], activity[rows] = arrays.lower[j], left
    return values


def _ranges(engine: Engine, search: _Search, scaling: Scaling) -> tuple[Array, Array] | None:
    """Ranges of the program's own rows in their own units, where the engine knows them."""
    ranges = getattr(engine, "ranges", None)
    found = ranges() if ranges else None
    if found is None:
        return None
    rows = search.program.n_rows
    back = scaling.size / scaling.row
    return found.low[:rows] * back, found.high[:rows] * back
