"""A study of points that is ready to be made: what each room lays out of a case."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from models.case import Case
from models.edit import Edit
from planner.errors import UsageError
from planner.explain.voice import Voice
from planner.page.page import Page
from planner.study.points.phrases import warnings_of
from planner.study.points.solver import Ask
from planner.study.points.solvers import Run
from planner.study.record import Study
from planner.words import Words
from planner.workbook.faults import Fault
from planner.workbook.read import Reading


@dataclass(frozen=True)
class Job:
    """A study that is ready to be made of one case.

    ``asks`` are the points as far as they are known beforehand; ``spec`` is all that the results
    depend on beside the case. ``make`` finds, the next three show, say and put as plain data what
    was found. ``faults`` stop it, ``warnings`` do not.
    """

    study: Study
    case: Case
    asks: Sequence[Ask]
    spec: tuple[object, ...]
    make: Callable[[Run], Any]
    pages: Callable[[Any, Voice], list[Page]]
    sentences: Callable[[Any, Voice], list[str]]
    json: Callable[[Any], dict[str, Any]]
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Words, ...] = ()


def case_of(reading: Reading) -> Case:
    """The case that was read. Raises UsageError if its workbook has faults."""
    if reading.case is None:
        raise UsageError("a case with faults is not solved")
    return reading.case


def group_warnings(case: Case, groups: Iterable[Sequence[Edit]]) -> tuple[Words, ...]:
    """What each group of edits does not do, once."""
    return tuple(dict.fromkeys(words for edits in groups for words in warnings_of(case, edits)))
