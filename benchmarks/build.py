"""How long building a program takes, against PuLP, Pyomo and linopy building the same one.

    python benchmarks/build.py [--quick]

Every figure comes from a process of its own; ratios hold within one run on one machine. All four
must find the same optimum. Needs ``pip install linopy`` and a system that reports peak memory (not
Windows). Results are printed and kept in ``benchmarks/results``.
"""

import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from cases import SIZES

HERE = Path(__file__).parent
LIBRARIES = ("planner", "pulp", "pyomo", "linopy")
GOALS = {
    "building, middle size: times faster than the fastest other": (20.0, "at least"),
    "building and hand-over, part of HiGHS's own time, middle size": (1 / 3, "at most"),
    "peak memory, largest size: times that of HiGHS alone": (3.0, "at most"),
    "planner plan, Korean case, seconds": (3.0, "at most"),
    "planner --help, seconds": (0.3, "at most"),
}
"""What is aimed at, for each figure of the summary."""


def measure(*arguments: str) -> dict:
    """One measurement in a new process; see ``one.py``."""
    script = str(HERE / "one.py")
    done = subprocess.run(
        [sys.executable, script, *arguments], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def compare(size: tuple[int, int], repeats: int, folder: Path) -> dict[str, dict]:
    """All libraries and HiGHS alone at one size, after checking that they agree."""
    numbers = [str(n) for n in size]
    file = str(folder / f"{size[0]}.npz")
    found = {name: measure(name, *numbers, str(repeats), file) for name in LIBRARIES}
    found["highs"] = measure("highs", *numbers, str(repeats), file)
    best = found["highs"]["objective"]
    for name, row in found.items():
        if abs(row["objective"] - best) > 1e-6 * abs(best):
            raise SystemExit(f"{name} finds {row['objective']}, HiGHS alone {best}")
    return found


def whole_process(command: list[str], repeats: int) -> float:
    """Seconds a command takes, start of Python included: the median of some runs."""
    seconds = []
    for _ in range(repeats):
        done = measure("command", *command)
        seconds.append(done["seconds"])
    return median(seconds)


def commands(folder: Path) -> dict[str, float]:
    """The application as a user starts it."""
    planner = str(Path(sys.executable).parent / "planner")
    case = folder / "korea.xlsx"
    made = [planner, "example", "korea-2027", str(case)]
    subprocess.run(made, check=True, capture_output=True)
    plan = [planner, "plan", str(case), "-o", str(folder / "plan.xlsx"), "--overwrite"]
    return {
        "planner plan, Korean case, seconds": whole_process(plan, 3),
        "planner --help, seconds": whole_process([planner, "--help"], 7),
    }


def summary(results: dict[tuple[int, int], dict[str, dict]]) -> dict[str, float]:
    """The figures that have a goal."""
    sizes = sorted(results)
    middle, largest = results[sizes[len(sizes) // 2]], results[sizes[-1]]
    ours = middle["planner"]
    others = min(middle[name]["build"] for name in LIBRARIES[1:])
    names = list(GOALS)
    return {
        names[0]: others / ours["build"],
        names[1]: (ours["build"] + ours["hand_over"]) / middle["highs"]["solve"],
        names[2]: largest["planner"]["memory"] / largest["highs"]["memory"],
    }


def report(results: dict[tuple[int, int], dict[str, dict]], figures: dict[str, float]) -> str:
    """Everything as one page."""
    lines = [
        f"# Building, {datetime.date.today()}",
        "",
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors. "
        "Medians, in seconds of the processor (commands: on the wall); "
        "memory is the peak of the whole process, in MB.",
        "",
        "| figure | now | goal | |",
        "|---|---|---|---|",
    ]
    for name, value in figures.items():
        goal, sense = GOALS[name]
        met = value >= goal if sense == "at least" else value <= goal
        lines.append(
            f"| {name} | {value:.2f} | {sense} {goal:.2f} | {'met' if met else 'missed'} |"
        )
    for size, found in sorted(results.items()):
        ours = found["planner"]["build"]
        shape = found["highs"]
        lines += [
            "",
            f"## {size[0]:,} offers, {size[1]} periods",
            "",
            f"{shape['columns']:,} columns, {shape['rows']:,} rows, {shape['entries']:,} entries.",
            "",
            "| | building | times ours | hand-over | HiGHS's own | peak memory |",
            "|---|---|---|---|---|---|",
        ]
        for name, row in found.items():
            build = row.get("build")
            cells = [
                name if build else "HiGHS alone",
                f"{build:.3f}" if build else "",
                f"{build / ours:.1f}" if build else "",
                f"{row['hand_over']:.3f}",
                f"{row['solve']:.3f}",
                f"{row['memory']:.0f}",
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, keep."""
    quick = "--quick" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = {
            size: compare(size, repeats, folder)
            for size, repeats in SIZES.items()
            if not (quick and size == max(SIZES))
        }
        figures = summary(results)
        try:
            figures |= commands(folder)
        except subprocess.CalledProcessError as problem:
            print(f"not measured: {problem}", file=sys.stderr)
    page = report(results, figures)
    print(page)
    kept = HERE / "results" / f"{datetime.date.today()}.md"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
