"""``python -m planner`` is the command ``planner``."""

from planner.cli.main import run

run()
