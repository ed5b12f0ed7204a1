"""``planner sweep --monte-carlo``: all swept inputs drawn at once."""

from planner.study.record import Study
from planner.words import Words

STUDY = Study("sweep --monte-carlo", Words("몬테카를로", "montecarlo"))
