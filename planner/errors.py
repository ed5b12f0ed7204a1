"""Every way a command can end other than well, with its exit code.

PlannerError
|-- UsageError            2  the command was used wrongly
|-- InputError            3  the workbook has faults (they come with it)
|-- NoPlanError           4  infeasible or unbounded
`-- OutputError           5  the result cannot be written
A bug ends with exit code 1.
"""

from typing import ClassVar

from planner.words import Words


class PlannerError(Exception):
    """What happened and how to mend it, in the reader's words (``words``: in both languages)."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str | Words) -> None:
        self.words = Words(message, message) if isinstance(message, str) else message
        super().__init__(self.words.en)


class UsageError(PlannerError):
    """The command was used wrongly: an unknown engine, an option out of range."""

    exit_code = 2


class InputError(PlannerError):
    """The workbook cannot be used; ``faults`` name every cell that must be mended."""

    exit_code = 3

    def __init__(self, message: str | Words, faults: tuple = ()) -> None:
        super().__init__(message)
        self.faults = faults


class NoPlanError(PlannerError):
    """There is no plan that keeps every promise, or none that is best."""

    exit_code = 4


class OutputError(PlannerError):
    """The result could not be written: a missing folder, a file open in Excel, a full disk."""

    exit_code = 5
