"""The passport of a run: what was solved, with what, and how long each step took."""

import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from models.allocate import Allocation

DISTRIBUTION = "critical-materials-planner"
LIBRARIES = ("highspy", "numpy", "scipy", "openpyxl", "xlsxwriter", "pulp", "pyomo")


def versions() -> dict[str, str]:
    """Versions of the planner, Python and the libraries that shape the answer."""
    found = {"planner": _version(DISTRIBUTION), "python": platform.python_version()}
    return found | {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def passport(allocation: Allocation, engine: str) -> dict[str, Any]:
    """What ``Plan.run`` holds; the reader's file name and hash are added by who read it."""
    arrays = allocation.formulation.program.arrays()
    return {
        "input": "",
        "input_sha256": "",
        "versions": versions(),
        "engine": engine,
        "options": {},
        "seed": allocation.case.settings.seed,
        "seconds": dict(allocation.seconds),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "integers": arrays.has_integers,
        "size": {
            "columns": len(arrays.cost),
            "rows": len(arrays.row_lower),
            "entries": int(arrays.matrix.nnz),
        },
        "rounds": allocation.optimum.rounds,
    }
