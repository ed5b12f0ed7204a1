"""Least-cost plans of many cases that differ in a few numbers, one after the other.

The cases share one program: it is laid out and scaled once, HiGHS is kept alive, and of the next
case only what differs is handed over, so that each solve starts from the basis of the one before.
The plan is the same as that of ``models.allocate.allocate``, tie-break included; a case that does
not fit (other rows or columns, whole numbers) or has no plan is handed to that function.
"""

import dataclasses
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp

from models.allocate import COST_PARTS, Allocation, allocate, cost_of, may_skip, skips
from models.allocation.facts import PriceSteps
from models.allocation.formulate import Formulation, formulate
from models.case import Case
from models.engines import Options, find
from models.engines.live import LiveHighs
from models.future import Future
from models.futures.draw import planned_future
from models.optimise import (
    CONE_ENOUGH,
    CONE_TOLERANCE,
    MOST_ROUNDS,
    SAME_COST,
    ZEROS,
    face,
    optimise,
    scaled_cone,
    with_rows,
)
from models.program import Array, Arrays, Cone
from models.scaling import Scaling, scaling_of
from models.solution import Decisions, Solution, Status

DRIFT = 1e3
"""A case whose costs or right-hand sides are this many times those of the first is scaled anew."""
SAME_POINT = 1e-10
"""A plan lies within bounds if it misses them by no more than this (scaled columns and rows)."""


@dataclass(frozen=True)
class Answer:
    """The least-cost plan of a case; ``decisions`` speak of the places in ``case``'s tables.

    ``objective``, ``cost`` (total and parts, discounted, end_value a positive credit) and
    ``decisions`` are there only with a plan.
    """

    case: Case
    future: Future
    status: Status
    message: str = ""
    objective: float | None = None
    cost: dict[str, float] = field(default_factory=dict)
    decisions: Decisions | None = None
    values: Array | None = None
    """Columns of the shared program, (columns,); None where the case was solved by itself."""
    allocation: Allocation | None = None
    """Where the case was solved by itself; says why there is no plan."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of one case's program. ``money``: price vectors by part, (columns,) each."""

    arrays: Arrays
    money: dict[str, Array]
    cones: list[Cone]
    future: Future
    steps: tuple[PriceSteps, ...] = ()
    """Price steps that a limit on spend could make a plan skip."""

    @classmethod
    def of(cls, formulation: Formulation) -> "Numbers":
        """The numbers of a formulated case."""
        program = formulation.program
        return cls(
            arrays=program.arrays(),
            money={part: program.money(part) for part in program.parts()},
            cones=program.cones,
            future=formulation.facts.future,
            steps=(formulation.facts.steps,) if may_skip(formulation) else (),
        )


def afresh(case: Case) -> Answer:
    """The plan of a case solved by itself."""
    found = allocate(case)
    return Answer(
        found.case,
        found.formulation.facts.future,
        found.status,
        found.message,
        found.objective,
        found.cost,
        found.decisions,
        allocation=found,
    )


class Resolver:
    """Solves cases near a first one. ``case`` has its rows in order (``Case.in_order``)."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.formulation = formulate(case, planned_future(case))
        self.numbers = Numbers.of(self.formulation)
        self.shared = self.formulation.bounds is None
        """False: whole numbers, every case is solved by itself."""
        if self.shared:
            self._search = _Search(self.formulation, self.numbers)
            self.shared = self._search.begin(self.numbers)

    def restart(self) -> None:
        """Forget the cases since the first, so that what follows does not depend on them."""
        if self.shared:
            self._search.restart()

    def alike(self, formulation: Formulation) -> bool:
        """Whether a case's program has the rows and columns of the first one's."""
        ours, theirs = self.formulation.program, formulation.program
        return formulation.bounds is None and all(
            list(mine) == list(other)
            and all(
                mine[name].over == other[name].over
                and mine[name].size == other[name].size
                and np.array_equal(_kept(mine[name].keep), _kept(other[name].keep))
                for name in mine
            )
            for mine, other in ((ours.columns, theirs.columns), (ours.rows, theirs.rows))
        )

    def answer(self, case: Case) -> Answer:
        """The plan of a case whose rows stand where those of the first case stand."""
        numbers = self.numbers_of(case) if self.shared else None
        return afresh(case) if numbers is None else self.answer_to(case, numbers)

    def numbers_of(self, case: Case) -> Numbers | None:
        """The numbers of a case; None if its program has other rows or columns."""
        formulation = formulate(case, planned_future(case))
        return Numbers.of(formulation) if self.alike(formulation) else None

    def answer_to(self, case: Case, numbers: Numbers) -> Answer:
        """The plan of a case whose numbers are known already."""
        values = self._search.solve(numbers)
        if values is None or self._skips(numbers, values):
            return afresh(case)
        return self._read(case, numbers, values)

    def cheapest_to(self, case: Case, numbers: Numbers) -> Answer:
        """Any plan of least cost, not the one among equals: for whoever asks for money alone."""
        found = self._search.cheapest(numbers)
        values = None if found is None else self._search.own(found[1])
        if values is None or self._skips(numbers, values):
            return afresh(case)
        return self._read(case, numbers, values)

    def _read(self, case: Case, numbers: Numbers, values: Array) -> Answer:
        parts = {
            part: float(numbers.money[part] @ values) if part in numbers.money else 0.0
            for part in COST_PARTS
        }
        return Answer(
            case,
            numbers.future,
            "optimal",
            objective=float(numbers.arrays.cost @ values) + numbers.arrays.constant,
            cost=cost_of(parts),
            decisions=self.formulation.decisions(values),
            values=values,
        )

    def has_plan(self, case: Case) -> bool:
        """Whether there is any plan; cheaper than asking for it."""
        numbers = self.numbers_of(case) if self.shared else None
        if numbers is not None and self._search.cheapest(numbers) is not None:
            return True
        return afresh(case).decisions is not None

    def extreme(self, direction: Array, dearest: float) -> Answer | None:
        """The least of a direction among the first case's plans that cost no more than ``dearest``.

        ``direction`` (columns,) is what is summed up. None if HiGHS finds none.
        """
        numbers = self.numbers
        if self.shared:
            money = dearest - numbers.arrays.constant
            values = self._search.extreme(numbers, direction, money)
        else:
            values = _whole_extreme(self.case, direction, dearest)
        return None if values is None else self._read(self.case, numbers, values)

    def _skips(self, numbers: Numbers, values: Array) -> bool:
        if not numbers.steps:
            return False
        bought = self.formulation.program.columns["tier"].spread(values)
        return any(skips(steps, bought) for steps in numbers.steps)


def _whole_extreme(case: Case, direction: Array, dearest: float) -> Array | None:
    """The same where whole numbers decide: a program of its own."""
    formulation = formulate(case, planned_future(case))
    program = formulation.program
    arrays = program.arrays()
    row = program.add_rows("within", (), upper=dearest - arrays.constant)
    columns = np.arange(len(arrays.cost))
    program.add_terms(np.full(len(columns), row.start), columns, arrays.cost)
    program.clear_money()
    program.add_money("extreme", columns, direction)
    found = optimise(program, np.zeros(len(columns)), find("highs"), Options(gap=1e-6))
    return found.solution.values


def _kept(keep: Array | None) -> Array:
    return np.zeros(0) if keep is None else keep


class _Search:
    """The scaled program, alive twice: once for the cost, once for one plan among equals."""

    def __init__(self, formulation: Formulation, numbers: Numbers) -> None:
        self.scaling: Scaling = scaling_of(numbers.arrays)
        wanted = formulation.preference * self.scaling.column
        self.wanted = wanted / (np.abs(wanted).max() or 1.0)
        self.first = numbers
        self._cheapest, self._chooser, self._stretcher = LiveHighs(), LiveHighs(), LiveHighs()
        self._matrices: tuple[sp.csc_matrix, sp.csc_matrix] | None = None
        self._cones: list[Cone] = []
        self._own: list[Cone] = []
        self._tangents: list[sp.csr_matrix] = []
        self._whole: tuple[object, int, object] = (None, 0, None)
        self._chosen: tuple[Arrays, Array] | None = None
        self._start: tuple[list[sp.csr_matrix], object, object] | None = None

    def begin(self, numbers: Numbers) -> bool:
        """Solve the first case and remember where; False if it has no plan."""
        if self.solve(numbers) is None:
            return False
        self._start = ([*self._tangents], self._cheapest.basis, self._chooser.basis)
        return True

    def restart(self) -> None:
        """Go back to where the first case ended."""
        assert self._start is not None
        tangents, basis, other = self._start
        self._set_cones(self.first.cones)
        self._tangents, self._chosen = [*tangents], None
        arrays = self._with_tangents(self._scaled(self.first.arrays))
        self._cheapest.load(arrays, basis)
        self._chooser.load(dataclasses.replace(arrays, cost=self.wanted), other)

    def solve(self, numbers: Numbers) -> Array | None:
        """The chosen plan, (columns,) in own units; None: ask somebody who takes more time."""
        found = self.cheapest(numbers)
        if found is None:
            return None
        arrays, best = found
        values = self._still_chosen(arrays, best)
        if values is None:
            values = self._choose(arrays, best)
        return None if values is None else self.scaling.values(values)

    def cheapest(self, numbers: Numbers) -> tuple[Arrays, Solution] | None:
        """A plan of least cost, and the scaled program with the tangents it took."""
        if self._drifts(numbers.arrays):
            return None
        if self._set_cones(numbers.cones):
            self._tangents.clear()
        arrays = self._with_tangents(self._scaled(numbers.arrays))
        return self._cheapest_plan(arrays)

    def own(self, solution: Solution) -> Array | None:
        """The columns of a scaled solution in their own units."""
        return None if solution.values is None else self.scaling.values(solution.values)

    def extreme(self, numbers: Numbers, direction: Array, dearest: float) -> Array | None:
        """The plan with the least of a direction among those that cost no more than ``dearest``."""
        arrays = self._with_tangents(self._scaled(numbers.arrays))
        priced = with_rows(arrays, sp.csr_matrix(arrays.cost.reshape(1, -1)))
        priced.row_upper[-1] = dearest * self.scaling.money / self.scaling.size
        wanted = direction * self.scaling.column
        wanted = wanted / (np.abs(wanted).max() or 1.0)
        found = self._preferred(arrays, dataclasses.replace(priced, cost=wanted), self._stretcher)
        return None if found is None else self.scaling.values(found[1])

    def _drifts(self, arrays: Arrays) -> bool:
        """Whether the scaling of the first case no longer fits."""
        first = self.first.arrays
        pairs = ((first.cost, arrays.cost), (first.row_upper, arrays.row_upper))
        for old, new in pairs:
            if old is not new:
                ratio = (_largest(new) or 1.0) / (_largest(old) or 1.0)
                if not 1 / DRIFT < ratio < DRIFT:
                    return True
        return False

    def _scaled(self, arrays: Arrays) -> Arrays:
        """The scaled numbers; the scaled matrix is kept as long as the matrix is the same."""
        if self._matrices is not None and _same_matrix(arrays.matrix, self._matrices[0]):
            return self.scaling.apply(arrays, self._matrices[1])
        applied = self.scaling.apply(arrays)
        self._matrices = (arrays.matrix, applied.matrix)
        return applied

    def _set_cones(self, cones: list[Cone]) -> bool:
        """Take over the cones of a case; True if they differ from the last ones."""
        if cones is self._own or same_cones(cones, self._own):
            return False
        self._own = cones
        self._cones = [scaled_cone(cone, self.scaling) for cone in cones]
        return True

    def _with_tangents(self, arrays: Arrays) -> Arrays:
        """The program and the tangents known so far."""
        if not self._tangents:
            return arrays
        matrix, count, whole = self._whole
        if matrix is not arrays.matrix or count != len(self._tangents):
            whole = sp.csc_matrix(sp.vstack([arrays.matrix, *self._tangents]))
            self._whole = (arrays.matrix, len(self._tangents), whole)
        assert isinstance(whole, sp.csc_matrix)
        many = len(self._tangents)
        return dataclasses.replace(
            arrays,
            matrix=whole,
            row_lower=np.concatenate([arrays.row_lower, np.full(many, -np.inf)]),
            row_upper=np.concatenate([arrays.row_upper, np.zeros(many)]),
        )

    def _cheapest_plan(self, arrays: Arrays) -> tuple[Arrays, Solution] | None:
        """A plan of least cost, and the program with the tangents it took."""
        self._cheapest.change(arrays)
        before = np.inf
        for _ in range(MOST_ROUNDS):
            answer = self._cheapest.solve()
            if answer.values is None:
                return None
            excess = self._excess(answer.values)
            if excess <= CONE_TOLERANCE or (excess <= CONE_ENOUGH and excess >= 0.5 * before):
                return arrays, answer
            added = self._touch(answer.values)
            arrays = with_rows(arrays, added)
            self._cheapest.append(arrays, added.shape[0])
            before = excess
        return None

    def _excess(self, values: Array) -> float:
        return max((cone.relative_excess(values) for cone in self._cones), default=0.0)

    def _touch(self, values: Array) -> sp.csr_matrix:
        """Tangents at the point, one for each cone it violates; they are remembered."""
        rows = []
        for cone in self._cones:
            if cone.relative_excess(values) > CONE_TOLERANCE:
                columns, coefficients = cone.tangent(values)
                scale = float(np.abs(coefficients).max())
                places = ([0] * len(columns), columns)
                rows.append(sp.csr_matrix((coefficients / scale, places), shape=(1, len(values))))
        self._tangents += rows
        return sp.csr_matrix(sp.vstack(rows))

    def _still_chosen(self, arrays: Arrays, best: Solution) -> Array | None:
        """The last choice, if the plans of least cost are among those it was chosen from.

        Then it needs no choosing again: prices moved, but not enough to free anything.
        """
        if self._chosen is None:
            return None
        old, values = self._chosen
        if old.matrix is not arrays.matrix:
            return None
        new = face(arrays, best, ZEROS[0])
        within = (
            (new.lower >= old.lower).all()
            and (new.upper <= old.upper).all()
            and (new.row_lower >= old.row_lower).all()
            and (new.row_upper <= old.row_upper).all()
        )
        return values if within and _keeps(new, values) and _cheap(arrays, best, values) else None

    def _choose(self, arrays: Arrays, best: Solution) -> Array | None:
        """Among the plans of least cost, the one with the least preference."""
        for zero in ZEROS:
            narrowed = dataclasses.replace(face(arrays, best, zero), cost=self.wanted)
            found = self._preferred(arrays, narrowed, self._chooser)
            if found is not None and _cheap(arrays, best, found[1]):
                self._chosen = found
                return found[1]
        self._chosen = None
        return None

    def _preferred(
        self, arrays: Arrays, narrowed: Arrays, chooser: LiveHighs
    ) -> tuple[Arrays, Array] | None:
        """The plan of least cost within a narrowed program; tangents are added to both."""
        chooser.change(narrowed)
        for _ in range(MOST_ROUNDS):
            answer = chooser.solve()
            if answer.values is None:
                return None
            if self._excess(answer.values) <= CONE_ENOUGH:
                return narrowed, answer.values
            added = self._touch(answer.values)
            narrowed = with_rows(narrowed, added)
            chooser.append(narrowed, added.shape[0])
            arrays = with_rows(arrays, added)
            self._cheapest.append(arrays, added.shape[0])
        return None


def _same_matrix(one: sp.csc_matrix, other: sp.csc_matrix) -> bool:
    return one is other or (
        np.array_equal(one.indptr, other.indptr)
        and np.array_equal(one.indices, other.indices)
        and np.array_equal(one.data, other.data)
    )


def _largest(values: Array) -> float:
    finite = values[np.isfinite(values)]
    return float(np.abs(finite).max(initial=0.0))


def same_cones(ours: list[Cone], theirs: list[Cone]) -> bool:
    """Whether two programs have the same cones."""
    return len(ours) == len(theirs) and all(
        one.ratio == other.ratio and one.over == other.over and not (one.groups != other.groups).nnz
        for one, other in zip(ours, theirs, strict=True)
    )


def _keeps(arrays: Arrays, values: Array) -> bool:
    """Whether values lie within all bounds and rows, but for rounding."""
    activity = arrays.matrix @ values
    size, row_size = 1.0 + np.abs(values), 1.0 + np.abs(activity)
    return bool(
        (arrays.lower - values <= SAME_POINT * size).all()
        and (values - arrays.upper <= SAME_POINT * size).all()
        and (arrays.row_lower - activity <= SAME_POINT * row_size).all()
        and (activity - arrays.row_upper <= SAME_POINT * row_size).all()
    )


def _cheap(arrays: Arrays, best: Solution, values: Array) -> bool:
    """Whether a plan is one of least cost."""
    assert best.values is not None
    more = float(arrays.cost @ (values - best.values))
    return more <= SAME_COST * abs(float(arrays.cost @ best.values))
