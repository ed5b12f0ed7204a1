"""``planner plan --compare-risk``: plans without risk, for the mean and for the tail."""

from planner.study.record import Study

STUDY = Study("plan --compare-risk", file_word=None)
