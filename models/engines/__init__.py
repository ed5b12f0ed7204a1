"""Engines solve a Program. ``find`` gives one by its name in ``ENGINES``."""

from dataclasses import dataclass
from importlib import import_module
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


ENGINES = {
    "highs": "models.engines.highs:HighsEngine",
    "pulp:NAME": "models.engines.pulp:PulpEngine",
    "pyomo:NAME": "models.engines.pyomo:PyomoEngine",
}
"""How an engine is asked for -> its class; NAME, where there is one, is handed to it."""


def find(name: str) -> Engine:
    """The engine of that name. Raises EngineError."""
    kind, _, solver = name.partition(":")
    known = ENGINES.get(f"{kind}:NAME" if solver else kind)
    if known is None:
        *others, last = ENGINES
        raise EngineError(f"'{name}' is no engine; there are {', '.join(others)} and {last}")
    # Each library is imported when it is asked for: together they take longer than a small plan.
    module, _, made = known.partition(":")
    engine: Engine = getattr(import_module(module), made)(*[solver] if solver else [])
    return engine
