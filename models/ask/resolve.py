"""Least-cost plans of many cases that differ in a few numbers, one after the other.

The cases share one program: it is laid out and scaled once, HiGHS is kept alive, and of the next
case only what differs is handed over, so that each solve starts from the basis of the one before.
The plan is the same as that of ``models.allocate.allocate``, tie-break included; a case that does
not fit (other rows or columns, whole numbers) or has no plan is handed to that function.
"""

from dataclasses import dataclass, field

import numpy as np

from models.allocate import Allocation, allocate, may_skip, skips
from models.allocation.formulate import Formulation, formulate
from models.case import Case
from models.engines import Options, find
from models.future import Future
from models.futures.draw import planned_future
from models.program import Array, Arrays, Block, Cone
from models.solution import Decisions, Status
from models.solve.optimise import optimise
from models.solve.warm import WarmSearch
from models.terms.parts import told
from models.terms.steps import PriceSteps

TINY = 1e-9
"""An order below this part of the largest of its material is rounding."""
WHOLE_GAP = 1e-6
"""How near to the least the ends of a range are found where whole numbers decide, relative."""
SAME_COST = 1e-9
"""A plan that is dearer by no more than this part of the allowed cost is within it."""


@dataclass(frozen=True)
class Resolved:
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

    @property
    def program(self) -> tuple[Arrays, list[Cone]]:
        """What is solved."""
        return self.arrays, self.cones

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


def afresh(case: Case) -> Resolved:
    """The plan of a case solved by itself."""
    found = allocate(case)
    return Resolved(
        found.case,
        found.formulation.facts.future,
        found.status,
        found.message,
        found.objective,
        found.cost,
        found.decisions,
        allocation=found,
    )


def ordered(case: Case, order: Array) -> Array:
    """Which offers are ordered from at all, (offers,); ``order`` has shape (offers, periods)."""
    total = order.sum(axis=1)
    largest: dict[str, float] = {}
    for offer, quantity in zip(case.offers, total.tolist(), strict=True):
        largest[offer.material] = max(largest.get(offer.material, 0.0), quantity)
    return total > TINY * np.array([largest[offer.material] for offer in case.offers])


class Resolver:
    """Solves cases near a first one. ``case`` has its rows in order (``Case.in_order``)."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.formulation = formulate(case, planned_future(case))
        self.numbers = Numbers.of(self.formulation)
        self.shared = self.formulation.bounds is None
        """False: whole numbers, or no plan to start from; every case is solved by itself."""
        if self.shared:
            numbers, preference = self.numbers, self.formulation.preference
            self._search = WarmSearch(numbers.arrays, numbers.cones, preference)
            self.shared = self._search.begin()

    def restart(self, *, far: bool = False) -> None:
        """Forget the cases since the first, so that what follows does not depend on them.

        ``far``: nor on the first, which is not near.
        """
        if self.shared:
            self._search.restart(far=far)

    def alike(self, formulation: Formulation) -> bool:
        """Whether a case's program has the rows and columns of the first one's."""
        ours, theirs = self.formulation.program, formulation.program
        return (
            formulation.bounds is None
            and _same_blocks(ours.columns, theirs.columns)
            and _same_blocks(ours.rows, theirs.rows)
            # What is preferred among equals depends on the unit.
            and [m.unit for m in self.case.materials]
            == [m.unit for m in formulation.case.materials]
        )

    def answer(self, case: Case) -> Resolved:
        """The plan of a case whose rows stand where those of the first case stand."""
        numbers = self.numbers_of(case) if self.shared else None
        return afresh(case) if numbers is None else self.answer_to(case, numbers)

    def numbers_of(self, case: Case) -> Numbers | None:
        """The numbers of a case; None if its program has other rows or columns."""
        formulation = formulate(case, planned_future(case))
        return Numbers.of(formulation) if self.alike(formulation) else None

    def answer_to(self, case: Case, numbers: Numbers) -> Resolved:
        """The plan of a case whose numbers are known already."""
        return self._read_or_afresh(case, numbers, self._search.solve(*numbers.program))

    def cheapest_to(self, case: Case, numbers: Numbers) -> Resolved:
        """Any plan of least cost, not the one among equals: for whoever asks for money alone."""
        return self._read_or_afresh(case, numbers, self._search.cheapest(*numbers.program))

    def cheapest_values(self, arrays: Arrays, cones: list[Cone]) -> Array | None:
        """Any least-cost answer to a program of the same rows and columns, (columns,); or None."""
        return self._search.cheapest(arrays, cones)

    def has_plan(self, case: Case) -> bool:
        """Whether there is any plan; cheaper than asking for it."""
        numbers = self.numbers_of(case) if self.shared else None
        if numbers is not None and self._search.cheapest(*numbers.program) is not None:
            return True
        return afresh(case).decisions is not None

    def extreme(self, weight: Array, dearest: float) -> Resolved | None:
        """The least that is ordered in plans of the first case that cost no more than ``dearest``.

        ``weight`` (offers,) is what one unit of each offer counts; negative weights ask for the
        most. Of the plans that come so far the cheapest is given. None where HiGHS finds none: ask
        ``extreme_afresh``.
        """
        if not self.shared:
            return self.extreme_afresh(weight, dearest)
        direction = _direction(self.formulation, weight)
        money = dearest + SAME_COST * abs(dearest) - self.numbers.arrays.constant
        values = self._search.extreme(*self.numbers.program, direction, money)
        if values is None or self._skips(self.numbers, values):
            return None
        return _read(self.case, self.numbers, self.formulation, values)

    def extreme_afresh(self, weight: Array, dearest: float) -> Resolved | None:
        """The same by a program of its own, which takes longer. None if there is none."""
        return _whole_extreme(self.case, weight, dearest + SAME_COST * abs(dearest))

    def _read_or_afresh(self, case: Case, numbers: Numbers, values: Array | None) -> Resolved:
        if values is None or self._skips(numbers, values):
            return afresh(case)
        return _read(case, numbers, self.formulation, values)

    def _skips(self, numbers: Numbers, values: Array) -> bool:
        if not numbers.steps:
            return False
        bought = self.formulation.program.columns["tier"].spread(values)
        return any(skips(steps, bought) for steps in numbers.steps)


def _read(case: Case, numbers: Numbers, formulation: Formulation, values: Array) -> Resolved:
    """What columns' values mean; ``formulation`` knows where they stand."""
    parts = {part: float(prices @ values) for part, prices in numbers.money.items()}
    return Resolved(
        case,
        numbers.future,
        "optimal",
        objective=float(numbers.arrays.cost @ values) + numbers.arrays.constant,
        cost=told(parts),
        decisions=formulation.decisions(values),
        values=values,
    )


def _whole_extreme(case: Case, weight: Array, dearest: float) -> Resolved | None:
    """The same where whole numbers decide: first how far plans go, then the cheapest that do."""
    reached = _within(case, weight, dearest, None)
    return None if reached is None else _within(case, weight, dearest, reached)


def _within(case: Case, weight: Array, dearest: float, reached: Resolved | None) -> Resolved | None:
    """The least that is ordered, or the cheapest plan that orders no more than ``reached``."""
    future = planned_future(case)
    formulation = formulate(case, future, steps_in_order=may_skip(formulate(case, future)))
    numbers, program = Numbers.of(formulation), formulation.program
    cost, direction = numbers.arrays.cost, _direction(formulation, weight)
    columns = np.arange(len(cost))
    row = program.add_rows("within", (), upper=dearest - numbers.arrays.constant)
    program.add_terms(np.full(len(columns), row.start), columns, cost)
    if reached is None:
        program.clear_money()
        program.add_money("ordered", columns, direction)
    else:
        assert reached.values is not None
        end = float(direction @ reached.values)
        row = program.add_rows("end", (), upper=end + WHOLE_GAP * abs(end))
        program.add_terms(np.full(len(columns), row.start), columns, direction)
    nothing = np.zeros(len(columns))
    found = optimise(program, nothing, find("highs"), Options(gap=WHOLE_GAP)).solution
    if found.status != "optimal" or found.values is None:
        return None
    return _read(case, numbers, formulation, found.values)


def _direction(formulation: Formulation, weight: Array) -> Array:
    """What each column counts, (columns,), if one ordered unit of an offer counts ``weight``."""
    order = formulation.program.columns["order"]
    direction = np.zeros(formulation.program.n_columns)
    there = order.at >= 0
    direction[order.at[there]] = np.broadcast_to(weight[:, None], order.shape)[there]
    return direction


def _same_blocks(ours: dict[str, Block], theirs: dict[str, Block]) -> bool:
    return list(ours) == list(theirs) and all(
        mine.over == other.over and mine.size == other.size and _same_places(mine, other)
        for mine, other in zip(ours.values(), theirs.values(), strict=True)
    )


def _same_places(one: Block, other: Block) -> bool:
    if one.keep is None or other.keep is None:
        return one.keep is other.keep
    return np.array_equal(one.keep, other.keep)
