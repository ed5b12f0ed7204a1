"""What a frontier asks of a case: points along every measure that is traded."""

from planner.study.frontier.critical import usual_trade
from planner.study.frontier.found import frontier_json
from planner.study.frontier.measures import trade_of
from planner.study.frontier.pages import frontier_pages
from planner.study.frontier.record import STUDY
from planner.study.frontier.solve import frontier_asks, study_frontier
from planner.study.frontier.words import frontier_sentences
from planner.study.points.job import Job, case_of
from planner.workbook.read import Reading


def frontier_job(reading: Reading, trade: str | None, count: int | None, gap: float) -> Job:
    """Cost against the measures of ``trade``; None: the usual ones. Raises UsageError."""
    case = case_of(reading)
    asked = trade_of(trade or usual_trade(case), case)
    return Job(
        study=STUDY,
        case=case,
        asks=frontier_asks(asked, count),
        spec=(asked, count, gap),
        make=lambda run: study_frontier(case, asked, run, count, gap),
        pages=frontier_pages,
        sentences=frontier_sentences,
        json=frontier_json,
    )
