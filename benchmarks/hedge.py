"""Planning with risk: the decomposition against the extensive form, on the Korean case.

    python benchmarks/hedge.py [--futures 50 100 200] [--extensive 10 50] [--limit 600]

Prints seconds, gaps and ratios within one run, and writes them to benchmarks/results. The extensive
form is handed to HiGHS whole; one that does not end within the limit counts as the limit.
"""

import argparse
import datetime
import resource
import tempfile
import time
from pathlib import Path

from models.allocate import allocate
from models.case import Case
from models.engines import Options
from models.futures.draw import Drawer
from models.recourse.decompose import Evaluator, Limits, decompose
from models.recourse.extensive import solve_extensive
from models.recourse.hedge import ahead_of
from models.recourse.risk import Risk
from models.recourse.stages import Stages
from planner.api import read_case
from planner.commands.template import shipped_case

RISK = Risk(0.5, 0.9)
GAP = 1e-3
RESULTS = Path(__file__).parent / "results"


def korean_case() -> Case:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.xlsx"
        shipped_case("korea-2027", path, None, overwrite=False)
        return read_case(path).in_order()


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--futures", type=int, nargs="*", default=[50, 100, 200])
    words.add_argument("--extensive", type=int, nargs="*", default=[10, 50])
    words.add_argument("--limit", type=float, default=600.0)
    asked = words.parse_args()
    case = korean_case()
    stages = Stages.of(case)
    start = ahead_of(stages, allocate(case))
    lines = [
        f"# Planning with risk, {datetime.date.today()}",
        "",
        f"Korean case, weight {RISK.weight}, level {RISK.level}, gap {GAP:.1%}; seconds elapsed.",
        "",
        "| futures | way | seconds | rounds | gap | J | peak memory of the process, MB |",
        "|---|---|---|---|---|---|---|",
    ]
    seconds: dict[tuple[str, int], float] = {}
    for count in sorted({*asked.futures, *asked.extensive}):
        lines.append(decomposed(stages, count, start, seconds))
        print(lines[-1], flush=True)
    for count in asked.extensive:
        lines.append(whole(stages, count, asked.limit, seconds))
        print(lines[-1], flush=True)
    lines += ["", *ratios(asked.extensive, seconds)]
    print("\n".join(lines))
    target = RESULTS / f"{datetime.date.today()}-hedge.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def decomposed(stages: Stages, count: int, start: object, seconds: dict) -> str:
    began = time.perf_counter()
    changes = [stages.changes(future) for future in Drawer(stages.case, count, 1).futures()]
    found = decompose(Evaluator(stages, changes), RISK, start, Limits(GAP))
    seconds["decomposed", count] = time.perf_counter() - began
    return (
        f"| {count} | decomposed | {seconds['decomposed', count]:.1f} | {found.rounds} |"
        f" {found.gap:.3%} | {found.value:,.0f} | {memory():.0f} |"
    )


def whole(stages: Stages, count: int, limit: float, seconds: dict) -> str:
    changes = [stages.changes(future) for future in Drawer(stages.case, count, 1).futures()]
    began = time.perf_counter()
    found = solve_extensive(stages, changes, RISK, Options(time_limit=limit))
    seconds["extensive", count] = time.perf_counter() - began
    value = "-" if found.objective is None else f"{found.objective:,.0f}"
    return (
        f"| {count} | extensive, {found.status} | {seconds['extensive', count]:.1f} | | |"
        f" {value} | {memory():.0f} |"
    )


def ratios(counts: list[int], seconds: dict) -> list[str]:
    return [
        f"At {n} futures the extensive form takes"
        f" {seconds['extensive', n] / seconds['decomposed', n]:.1f} times as long"
        " (more where it was stopped)."
        for n in counts
    ]


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
