"""Engines solve a Program. ``find`` gives one by name: ``highs``, ``pulp:NAME``, ``pyomo:NAME``."""

from dataclasses import dataclass
from typing import Protocol

from models.program import Arrays, Program
from models.solution import Solution


class EngineError(Exception):
    """No such engine, or its solver is not installed; says what there is instead."""


@dataclass(frozen=True)
class Options:
    """How long a solver may take (seconds; None: no limit) and the relative gap it must reach."""

    time_limit: float | None = None
    gap: float = 1e-9


class Engine(Protocol):
    """Whatever answers a program.

    ``arrays`` are what is solved: the program's own numbers, scaled, with other bounds or costs, or
    with rows appended. ``program`` lends the names of its columns and rows.
    """

    name: str

    def solve(
        self, program: Program, arrays: Arrays, options: Options, start: object = None
    ) -> Solution:
        """Solve once; ``start`` is the ``basis`` of an earlier solution of this engine, or None."""
        ...


def find(name: str) -> Engine:
    """The engine of that name. Raises EngineError."""
    kind, _, solver = name.partition(":")
    # Each library is imported when it is asked for: together they take longer than a small plan.
    if kind == "highs" and not solver:
        from models.engines.highs import HighsEngine

        return HighsEngine()
    if kind == "pulp" and solver:
        from models.engines.pulp import PulpEngine

        return PulpEngine(solver)
    if kind == "pyomo" and solver:
        from models.engines.pyomo import PyomoEngine

        return PyomoEngine(solver)
    raise EngineError(f"'{name}' is no engine; there are highs, pulp:NAME and pyomo:NAME")
