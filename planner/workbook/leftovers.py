"""Temporary folders beside results, and what runs that were killed left of them."""

import os
import re
import time
from contextlib import suppress
from pathlib import Path

PREFIX = ".planner-"
"""Of every temporary file and folder beside a result."""
OLD_SECONDS = 86_400.0
"""No run writes one workbook for a day."""

_OURS = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}")
_WRITTEN = (".xlsx", ".html", ".json", ".mps", ".lp")


def sweep(folder: Path) -> None:
    """Delete what killed runs left here more than a day ago, and nothing that may be another's.

    A folder is ours by its name, and if nothing but one result stands in it; a file if it is empty.
    What cannot be deleted is left.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        named = [Path(entry.path) for entry in entries if _OURS.fullmatch(entry.name)]
        for path in named:
            _sweep_one(path)


def _sweep_one(path: Path) -> None:
    with suppress(OSError):
        status = path.lstat()
        if path.is_symlink() or time.time() - status.st_mtime < OLD_SECONDS:
            return
        if path.is_dir():
            inside = list(path.iterdir())
            if len(inside) <= 1 and all(_is_result(one) for one in inside):
                for one in inside:
                    one.unlink()
                path.rmdir()
        elif path.is_file() and status.st_size == 0:
            path.unlink()


def _is_result(path: Path) -> bool:
    return path.suffix.lower() in _WRITTEN and path.is_file() and not path.is_symlink()
