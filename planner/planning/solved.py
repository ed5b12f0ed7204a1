"""A solved case: what the lines of a plan are made from."""

from dataclasses import dataclass

from models.case import Case
from models.check import Measures
from models.solution import Decisions
from models.terms.facts import Facts


@dataclass(frozen=True)
class SolvedCase:
    """What lines are made from: the case in order, its decisions, what follows, and arrays."""

    case: Case
    facts: Facts
    decisions: Decisions
    measures: Measures

    def label(self, t: int) -> str:
        """The printed period."""
        return self.case.calendar.label(t)
