"""``planner sweep --tornado``: every main input lowered and raised."""

from planner.study.record import Study
from planner.words import Words

STUDY = Study("sweep --tornado", Words("토네이도", "tornado"))
