"""What a Monte Carlo asks of a case: draws of all swept inputs."""

from collections.abc import Sequence

from models.case import Case
from planner.study.monte_carlo.found import monte_carlo_json
from planner.study.monte_carlo.pages import monte_carlo_pages
from planner.study.monte_carlo.record import STUDY
from planner.study.monte_carlo.solve import asks_of, inputs_of, study_monte_carlo
from planner.study.monte_carlo.words import monte_carlo_sentences
from planner.study.points.job import Job
from planner.study.points.solver import Swept


def monte_carlo_job(case: Case, axes: Sequence[Swept], draws: int, seed: int, gap: float) -> Job:
    """So many draws of the inputs that ``axes`` sweep."""
    axes = list(axes)
    return Job(
        study=STUDY,
        case=case,
        asks=asks_of(inputs_of(axes), draws, seed),
        spec=(axes, (draws, seed, gap)),
        make=lambda run: study_monte_carlo(case, axes, draws, seed, run, gap),
        pages=monte_carlo_pages,
        sentences=monte_carlo_sentences,
        json=monte_carlo_json,
    )
