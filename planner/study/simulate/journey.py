"""From a plan workbook to what the plan comes to in futures it was not made for."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from models.recourse.stages import Stages
from models.recourse.subproblem import RecourseError
from models.rolling.simulate import UNSEEN, Judgement, Simulation, simulate
from planner.errors import PlannerError, UsageError
from planner.outcomes.embedded import EmbeddedPlan
from planner.planning.hedged import undecided
from planner.planning.lacks import lack_lines
from planner.planning.unseen import estimate_json
from planner.study.caveats import Caveats, Progress
from planner.study.options import StudyWishes
from planner.study.results import StudyResults, probe_results, save_results, target_of
from planner.study.simulate.pages import simulation_pages
from planner.study.simulate.record import STUDY
from planner.study.simulate.telling import WAYS, Teller
from planner.study.simulate.words import simulation_sentences
from planner.words import Words
from planner.workbook.embedded import read_embedded

_SAME_SEED = Words(
    "--seed {seed}: 계획을 만든 미래입니다. 다른 씨앗을 쓰세요.",
    "--seed {seed}: these are the futures the plan was made from; take another seed.",
)
_NOTHING = Words("끝난 미래가 하나도 없습니다.", "Not one future was done.")
_READ = Words(
    "{path}: 주문 {orders}건, 미래 {futures}가지에서 판단합니다. (Ctrl-C: 여기까지의 결과로 마침)",
    "{path}: {orders} orders, judged in {futures} futures. (Ctrl-C ends with what is done)",
)


@dataclass(frozen=True)
class Judging:
    """In how many unseen futures, how many of them period by period, and drawn from which seed."""

    futures: int
    rolling: int
    seed: int | None


def simulate_plan(path: Path, judging: Judging, wishes: StudyWishes) -> None:
    """Read the plan, judge it, write and tell.

    Raises InputError (no plan in it), UsageError (the plan's own seed), OutputError, and
    PlannerError if it was interrupted before anything was done.
    """
    embedded = read_embedded(path)
    language = wishes.language or embedded.case.settings.language
    seed = _unseen(embedded, judging.seed)
    target = target_of(STUDY, path, wishes, language)
    probe_results(target, wishes, [path])
    count = int((embedded.orders > 0).sum())
    said = _READ.to(language).format(path=path.name, orders=count, futures=judging.futures)
    typer.echo(said, err=True)
    tell = Teller(language)
    stages = Stages.of(embedded.case)
    try:
        simulation = simulate(stages, embedded.orders, judging.futures, seed, judging.rolling, tell)
    except RecourseError as error:
        raise undecided(error) from error
    if not len(simulation.foresight.costs):
        raise PlannerError(_NOTHING)
    record = _record(path, embedded, simulation)
    results = StudyResults(
        simulation,
        lambda found, voice: simulation_pages(found, record, voice),
        simulation_sentences,
        simulation_json(simulation, record),
        record["started"],
        _caveats(simulation, judging),
    )
    save_results(results, target, wishes, language)


def _caveats(simulation: Simulation, judging: Judging) -> Caveats:
    """How many futures were judged in each way of those that were asked for."""
    rolling, foresight = len(simulation.rolling.costs), len(simulation.foresight.costs)
    asked = min(judging.rolling, judging.futures)
    return Caveats(
        progress=(
            Progress(WAYS["foresight"], foresight, judging.futures),
            Progress(WAYS["rolling"], rolling, asked),
        )
    )


def _unseen(embedded: EmbeddedPlan, seed: int | None) -> int:
    own = int(embedded.info["seed"])
    if seed is None:
        return own + UNSEEN
    if seed == own:
        raise UsageError(_SAME_SEED.filled(seed=own))
    return seed


def _record(path: Path, embedded: EmbeddedPlan, simulation: Simulation) -> dict[str, Any]:
    return {
        "plan": path.name,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "seed": simulation.seed,
        **{f"plan_{name}": value for name, value in embedded.info.items()},
        **{f"seconds_{way}": round(spent, 3) for way, spent in simulation.seconds.items()},
        "interrupted": simulation.stopped,
    }


def simulation_json(simulation: Simulation, record: dict[str, Any]) -> dict[str, Any]:
    """The simulation as plain data; money in the plan's currency."""
    return {
        "currency": simulation.case.settings.currency,
        "level": simulation.level,
        "rolling": _judged(simulation, simulation.rolling),
        "foresight": _judged(simulation, simulation.foresight),
        "gap": estimate_json(simulation.gap) if len(simulation.rolling.costs) else None,
        "run": record,
    }


def _judged(simulation: Simulation, judged: Judgement) -> dict[str, Any] | None:
    if not len(judged.costs):
        return None
    chance = simulation.is_short(judged).mean(axis=0)
    return {
        "futures": len(judged.costs),
        "mean": estimate_json(judged.mean),
        "cvar": estimate_json(judged.cvar),
        "percentiles": {str(p): judged.percentile(p) for p in (0, 5, 25, 50, 75, 95, 100)},
        "shortage": estimate_json(simulation.shortage(judged)),
        "short": [
            {"material": material, "location": place, "probability": float(chance[i])}
            | {"mean": float(judged.short[:, i].mean())}
            for i, (material, place) in enumerate(simulation.case.nodes)
            if chance[i] > 0
        ],
        "promises_broken": int(judged.lacking.sum()),
        "lacks": [asdict(line) for line in lack_lines(simulation.case, judged.lacks)],
        "costs": judged.costs.tolist(),
    }
