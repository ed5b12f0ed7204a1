"""One measurement, alone in its process; prints one line of JSON. Started by ``build.py``.

python one.py LIBRARY OFFERS PERIODS REPEATS FILE | python one.py command COMMAND ...
"""

import gc
import importlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import highspy
import numpy as np


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor an action takes, and what it returns."""
    # What an earlier build left behind must not be swept up at this one's expense.
    gc.collect()
    # Not seconds on the wall: those grow with whatever else the machine is doing.
    began = time.process_time()
    answer = action()
    return time.process_time() - began, answer


def memory() -> float:
    """Peak memory of this process so far, MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def solved(highs: highspy.Highs) -> dict[str, float]:
    """Run what was handed over."""
    highs.silent()
    seconds, _ = timed(highs.run)
    return {"solve": seconds, "objective": highs.getObjectiveValue(), "memory": memory()}


def build(name: str, offers: int, periods: int, repeats: int, file: str) -> dict[str, float]:
    """Build the synthetic case with a library, hand it over, solve it."""
    cases, library = importlib.import_module("cases"), importlib.import_module(f"in_{name}")
    case = cases.synthetic(offers, periods)
    builds = []
    built = None
    for _ in range(repeats):
        built = None
        seconds, built = timed(lambda: library.build(case))
        builds.append(seconds)
    if name == "planner":
        np.savez(file, **library.plain(built))
    hand_over, highs = timed(lambda: library.hand_over(built))
    return {"build": median(builds), "hand_over": hand_over, **solved(highs)}


def alone(file: str) -> dict[str, float]:
    """HiGHS with nothing but the arrays."""
    part = np.load(file)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(part["cost"]), len(part["row_lower"])
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = part["cost"], part["lower"], part["upper"]
    lp.row_lower_, lp.row_upper_ = part["row_lower"], part["row_upper"]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = part["start"], part["index"]
    lp.a_matrix_.value_ = part["value"]
    highs = highspy.Highs()
    highs.silent()
    hand_over, _ = timed(lambda: highs.passModel(lp))
    size = {"columns": lp.num_col_, "rows": lp.num_row_, "entries": len(part["value"])}
    return {"hand_over": hand_over, **solved(highs), **size}


def command(words: list[str]) -> dict[str, float]:
    """Run a command to its end; it must succeed. Seconds on the wall, as a user waits them."""
    began = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return {"seconds": time.perf_counter() - began}


def main() -> None:
    """Measure what the arguments say."""
    name, *rest = sys.argv[1:]
    if name == "command":
        found = command(rest)
    elif name == "highs":
        found = alone(rest[-1])
    else:
        offers, periods, repeats = (int(word) for word in rest[:3])
        found = build(name, offers, periods, repeats, rest[3])
    print("\n" + json.dumps(found))


if __name__ == "__main__":
    main()
