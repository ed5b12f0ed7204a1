"""Every study: a room of this folder, a line each."""

from importlib import import_module

from planner.study.record import Study

ROOMS = (
    "simulate",
    "scenarios",
    "sweep",
    "tornado",
    "monte_carlo",
    "frontier",
    "room",
    "stress",
    "compare",
    "compare_risk",
)
STUDIES: tuple[Study, ...] = tuple(
    import_module(f"planner.study.{room}.record").STUDY for room in ROOMS
)
