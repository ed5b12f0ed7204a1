"""The plan without each supplier."""

from models.case import Case
from models.edit import Edit
from planner.study.points.solver import Ask, chunks, of_row, points_setup
from planner.study.points.solvers import Run, base_of
from planner.study.without.found import WithoutFound


def asks_of(case: Case) -> list[Ask]:
    """A point for each supplier that offers anything."""
    names = dict.fromkeys(offer.supplier for offer in case.offers)
    none = Edit("offers", "max_per_period", "set", 0.0)
    return [
        Ask(name, (Edit(none.table, none.column, none.op, none.value, f"supplier={name}"),))
        for name in names
    ]


def study_without(case: Case, run: Run, gap: float) -> WithoutFound:
    """Plan as it is, then without each supplier."""
    base = base_of(case, run, gap)
    rows = run("points", points_setup(case, gap), chunks(asks_of(case)))
    return WithoutFound(case, base, tuple(of_row(row) for row in rows if row is not None))
