"""What room asks of a case: both ends of every supplier and country, the price of every offer."""

from planner.errors import UsageError
from planner.study.points.job import Job, case_of
from planner.study.points.solver import Ask
from planner.study.room.found import room_json
from planner.study.room.pages import room_pages
from planner.study.room.record import STUDY
from planner.study.room.solve import study_room, who_of
from planner.study.room.words import room_sentences
from planner.words import Words
from planner.workbook.read import Reading

_NO_PART = Words(
    "--within {seen}: 1% 또는 0.01처럼 적으세요.",
    "--within {seen}: write it like 1% or 0.01.",
)


def room_job(reading: Reading, within: str) -> Job:
    """What can be traded away in plans so much dearer (``1%`` or ``0.01``). Raises UsageError."""
    case, part = case_of(reading), _part(within)
    return Job(
        study=STUDY,
        case=case,
        asks=[
            *(Ask(f"{name} {end}") for _, name in who_of(case) for end in ("least", "most")),
            *(Ask(f"price {offer.offer}") for offer in case.offers),
        ],
        spec=(part,),
        make=lambda run: study_room(case, part, run),
        pages=room_pages,
        sentences=room_sentences,
        json=room_json,
    )


def _part(text: str) -> float:
    """A fraction; a bare 5 may mean 5% or 500%, so it is asked about."""
    number = text.strip().removesuffix("%")
    try:
        part = float(number) / (100.0 if text.strip().endswith("%") else 1.0)
    except ValueError:
        part = -1.0
    if not 0.0 <= part < 1.0:
        raise UsageError(_NO_PART.filled(seen=text))
    return part
