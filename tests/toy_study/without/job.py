"""What it asks of a case."""

from planner.study.points.job import Job, case_of
from planner.study.points.result import found_json
from planner.study.without.pages import without_pages
from planner.study.without.record import STUDY
from planner.study.without.solve import asks_of, study_without
from planner.study.without.words import without_sentences
from planner.workbook.read import Reading


def without_job(reading: Reading, gap: float) -> Job:
    """One point for each supplier."""
    case = case_of(reading)
    return Job(
        study=STUDY,
        case=case,
        asks=asks_of(case),
        spec=(gap,),
        make=lambda run: study_without(case, run, gap),
        pages=without_pages,
        sentences=without_sentences,
        json=found_json,
    )
