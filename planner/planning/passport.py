"""The passport of a run: what was solved, with what, and how long each step took."""

from datetime import UTC, datetime
from typing import Any

from models.allocate import Allocation
from planner.versions import versions


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
