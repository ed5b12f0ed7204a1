"""Small cases and decisions for the tests of the auditor."""

import numpy as np

from models.calendar import month_of
from models.case import Case, Demand, Material, Offer, Settings, Supplier
from models.check import check
from models.solution import Decisions, Verdict, decision_rows

START = month_of(2027, 1)
LYNAS = Supplier("lynas", country="AU")


def case_of(periods: int = 3, **tables: object) -> Case:
    """A monthly case from January 2027 with one material in tonnes, one supplier, one offer."""
    given = {
        "settings": Settings(START, periods),
        "materials": (Material("ndpr"),),
        "suppliers": (LYNAS,),
        "offers": (Offer("a", "lynas", "ndpr", price=10.0),),
    }
    return Case(**(given | tables))  # type: ignore[arg-type]


def decide(case: Case, **rows: object) -> Decisions:
    """Decisions that are 0 but for the rows given (an array or list per table)."""
    shapes = {name: (size, case.settings.periods) for name, size in decision_rows(case).items()}
    return Decisions(
        **{
            name: np.array(rows.get(name, np.zeros(shape)), dtype=float).reshape(shape)
            for name, shape in shapes.items()
        }
    )


def audit(case: Case, **rows: object) -> Verdict:
    """The verdict on these decisions, no cost being claimed."""
    return check(case, decide(case, **rows), None)


def only_promise(verdict: Verdict) -> str:
    """The one promise the problems name, without the ids."""
    names = {sentence.split(" of ")[0] for sentence in verdict.problems}
    assert not verdict.passed
    assert len(names) == 1, verdict.problems
    return names.pop()


def need(*values: float, location: str = "", material: str = "ndpr") -> Demand:
    """Demand of a material, by default of ndpr at the only location."""
    return Demand(material, location, values)
