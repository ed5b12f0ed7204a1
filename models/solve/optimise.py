"""Program -> Optimum: scaling, cones by tangents, integers, and one plan among equals.

Knows nothing of materials; any engine will do. The steps are

1. solve, adding tangents until every cone is met;
2. with integers, choose among those of the same cost by ``preference``, fix them at their values
   and solve the linear program that remains;
3. among all plans of that cost, take the one with the least ``preference``.
"""

import copy
import dataclasses
import time
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp

from models.engines import Engine, Options
from models.engines.highs import HighsEngine
from models.program import Array, Arrays, Cone, Program
from models.solution import Solution
from models.solve.scaling import Scaling, scaling_of

CONE_TOLERANCE = 1e-8
"""Excess of the norm over its bound, relative to the norm: far below 0.01 point of HHI."""
CONE_ENOUGH = 4e-7
"""Below 0.01 point of any HHI: taken where an engine's own precision allows no better."""
MOST_ROUNDS = 200
ZEROS = (1e-7, 1e-11)
"""Scaled duals below this may be rounding; what they hold is left free. The second is for cases in
which even a dual below the first is worth money, as of many cheap units beside few dear ones."""
SAME_COST = 1e-9
"""A plan costs as little as another if it costs no more than this part more."""
SAME_COST_OUTSIDE = 1e-7
"""The same where the cost comes from an outside solver, whose values have fewer digits."""

MOST_INTEGERS = 2000
"""With more integer columns than this the engine's own integers are kept: proving which of many
plans of one cost is preferred may take longer than finding that cost."""
PREFERENCE_SECONDS = 20.0
"""The longest that choosing among integers of one cost may take."""
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
    if best.status != "optimal":
        return Optimum(scaling.undo(best, arrays), rounds=search.rounds)
    gap = best.gap
    if arrays.has_integers:
        search.fix_integers(search.choose_integers(best, preference * scaling.column))
        best = search.solve(search.arrays.cost, start=None)
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


class _Search:
    """A scaled program that gathers tangents while it is solved again and again."""

    def __init__(
        self, program: Program, engine: Engine, scaling: Scaling, clock: _Clock, arrays: Arrays
    ) -> None:
        self.program, self.engine, self.clock = program, engine, clock
        self.arrays, self.money = arrays, scaling.money
        self.rounds = 0
        self.cones = [scaled_cone(cone, scaling) for cone in program.cones]
        self.tangents: list[str] = []
        """Names of the cones that the rows after the program's own touch, and by how much each
        row was divided to bring its largest coefficient to 1."""
        self._sizes: list[float] = []

    def solve(self, cost: Array, start: object = None) -> Solution:
        """Solve at a cost, adding tangents until every cone is met."""
        before = np.inf
        for _ in range(MOST_ROUNDS):
            arrays = dataclasses.replace(self.arrays, cost=cost)
            answer = self._once(arrays, start)
            if answer.values is None:
                return answer
            excess = self._excess(answer.values)
            stalled = excess <= CONE_ENOUGH and excess >= 0.5 * before
            if excess <= CONE_TOLERANCE or stalled:
                return answer
            self._add_tangents(answer.values)
            self.rounds += 1
            start, before = answer.basis, excess
        return dataclasses.replace(answer, status="stopped", message="cones not met in time")

    def _once(self, arrays: Arrays, start: object) -> Solution:
        return self.engine.solve(self.program, arrays, self.clock.left(), start)

    def _excess(self, values: Array) -> float:
        """The largest violation of a cone, relative to its norm; 0 without cones."""
        return max((cone.relative_excess(values) for cone in self.cones), default=0.0)

    def _add_tangents(self, values: Array) -> None:
        """Add a row for each cone the point violates."""
        rows = []
        for cone in self.cones:
            if cone.relative_excess(values) > CONE_TOLERANCE:
                columns, coefficients = cone.tangent(values)
                largest = float(np.abs(coefficients).max())
                places = ([0] * len(columns), columns)
                shape = (1, len(values))
                rows.append(sp.csr_matrix((coefficients / largest, places), shape=shape))
                self.tangents.append(cone.name)
                self._sizes.append(largest)
        self.arrays = with_rows(self.arrays, sp.csr_matrix(sp.vstack(rows)))

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
        chooser.arrays = _at_cost(self.arrays, cost, SAME_COST, FINELY)
        found = chooser.solve(preference / np.abs(preference).max())
        if found.status != "optimal":
            return best
        # Integers are feasible to a tolerance only; the linear program left by them is exact.
        own = self._cost_at(found)
        return found if own is not None and own - cost <= SAME_COST * abs(cost) else best

    def _cost_at(self, answer: Solution) -> float | None:
        """The least cost with the integers of an answer; None if it has none."""
        fixed = self._beside(self.clock)
        fixed.fix_integers(answer)
        found = fixed.solve(fixed.arrays.cost)
        return found.objective if found.status == "optimal" else None

    def _beside(self, clock: _Clock) -> "_Search":
        """Another search by HiGHS from the tangents known so far, which leaves this one alone."""
        other = copy.copy(self)
        other.engine, other.clock = HighsEngine(), clock
        other.tangents, other._sizes = [*self.tangents], [*self._sizes]
        return other

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
            for name, size, dual in zip(self.tangents, self._sizes, own, strict=True):
                duals[name] = duals.get(name, 0.0) + float(dual) / (size * self.money)
        return duals

    def choose(self, best: Solution, preference: Array) -> Array:
        """Among plans of the best cost, the one with the least preference (scaled columns).

        By complementary slackness these are the plans in which every column with a reduced cost
        and every row with a dual stays at the bound it is at.
        """
        assert best.values is not None and best.objective is not None
        if best.row_duals is None or best.reduced_costs is None or not len(preference):
            return best.values
        # Whatever engine found the cost, one and the same chooses: the plan does not depend on
        # the engine, nor on how many digits its solution file has.
        own = isinstance(self.engine, HighsEngine)
        same = SAME_COST if own else SAME_COST_OUTSIDE
        self.engine = self.engine if own else HighsEngine()
        wanted = preference / (np.abs(preference).max() or 1.0)
        whole = self.arrays
        faces = [face(whole, best, zero) for zero in ZEROS]
        for narrowed in (*faces, _at_cost(whole, best.objective, same)):
            self.arrays = narrowed
            answer = self.solve(wanted, start=best.basis)
            if answer.values is not None and self._costs_no_more(answer, best, same):
                return answer.values
        return best.values

    def _costs_no_more(self, chosen: Solution, best: Solution, same: float) -> bool:
        """Whether a plan chosen for its preference is one of least cost, but for ``same`` of it."""
        assert chosen.values is not None and best.values is not None
        cost = self.arrays.cost
        more = float(cost @ (chosen.values - best.values))
        return chosen.status == "optimal" and more <= same * abs(float(cost @ best.values))


def _at_cost(arrays: Arrays, cost: float, same: float, size: float | None = None) -> Arrays:
    """The plans of a cost, but for ``same`` of it: for duals too coarse to describe the face.

    ``size`` is what the cost is scaled to in its row, None: as it is.
    """
    factor = size / abs(cost) if size and cost else 1.0
    widened = with_rows(arrays, sp.csr_matrix(factor * arrays.cost.reshape(1, -1)))
    widened.row_upper[-1] = factor * (cost + 0.5 * same * abs(cost))
    return widened


def face(arrays: Arrays, best: Solution, zero: float) -> Arrays:
    """The plans that cost as little as ``best``: what a dual above ``zero`` holds stays held."""
    duals, reduced = best.row_duals, best.reduced_costs
    assert duals is not None and reduced is not None
    lower, upper = _held(arrays.lower, arrays.upper, reduced, zero)
    row_lower, row_upper = _held(arrays.row_lower, arrays.row_upper, duals, zero)
    return dataclasses.replace(
        arrays, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper
    )


def _held(lower: Array, upper: Array, duals: Array, zero: float) -> tuple[Array, Array]:
    """Bounds closed to the side that a dual presses against."""
    at_lower = (duals > zero) & np.isfinite(lower)
    at_upper = (duals < -zero) & np.isfinite(upper)
    return np.where(at_upper, upper, lower), np.where(at_lower, lower, upper)


def scaled_cone(cone: Cone, scaling: Scaling) -> Cone:
    """A cone over scaled columns, its soft column brought to the same size."""
    groups = sp.csr_matrix(cone.groups @ sp.diags_array(scaling.column))
    return dataclasses.replace(
        cone, groups=groups, over_scale=float(scaling.column[cone.over]) if cone.over >= 0 else 1.0
    )


def with_rows(arrays: Arrays, rows: sp.csr_matrix) -> Arrays:
    """The program with rows ``... <= 0`` appended."""
    count = rows.shape[0]
    return dataclasses.replace(
        arrays,
        matrix=sp.csc_matrix(sp.vstack([arrays.matrix, rows])),
        row_lower=np.concatenate([arrays.row_lower, np.full(count, -np.inf)]),
        row_upper=np.concatenate([arrays.row_upper, np.zeros(count)]),
    )


def _ranges(engine: Engine, search: _Search, scaling: Scaling) -> tuple[Array, Array] | None:
    """Ranges of the program's own rows in their own units, where the engine knows them."""
    ranges = getattr(engine, "ranges", None)
    found = ranges() if ranges else None
    if found is None:
        return None
    rows = search.program.n_rows
    back = scaling.size / scaling.row
    return found.low[:rows] * back, found.high[:rows] * back
