"""What a tornado asks of a case: every main input lowered, then raised."""

from models.case import Case
from planner.study.points.job import Job
from planner.study.tornado.found import tornado_json
from planner.study.tornado.pages import tornado_pages
from planner.study.tornado.record import STUDY
from planner.study.tornado.solve import asks_of, main_inputs, study_tornado
from planner.study.tornado.words import tornado_sentences


def tornado_job(case: Case, by: float, gap: float) -> Job:
    """Every main input lowered and raised by the part ``by``."""
    return Job(
        study=STUDY,
        case=case,
        asks=asks_of(main_inputs(case.in_order()), by),
        spec=(by, gap),
        make=lambda run: study_tornado(case, run, by, gap),
        pages=tornado_pages,
        sentences=tornado_sentences,
        json=tornado_json,
    )
