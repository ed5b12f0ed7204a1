"""The planner in Python: read a case, make its plan, look at it as pandas tables."""

from pathlib import Path

from models.case import Case
from planner.errors import InputError
from planner.plan import Plan
from planner.planning import plan_case
from planner.workbook.faults import shown
from planner.workbook.read import read

__all__ = ["Case", "Plan", "plan_case", "read_case"]


def read_case(path: str | Path) -> Case:
    """The case in a workbook. Raises InputError with every fault, each at its cell."""
    reading = read(Path(path))
    if reading.case is None:
        lines = shown(reading.faults, reading.language)
        raise InputError("\n".join(lines), reading.faults)
    return reading.case
