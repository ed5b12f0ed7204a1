"""What stands as long as the tables do: derived once, kept for the next audit.

A sweep audits a thousand cases that share all their tables but one.
"""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TypeVar, TypeVarTuple

import numpy as np

from models.calendar import Calendar

KEPT = 8
"""So many results of each function are held; then the one not asked for longest goes."""

Given = TypeVarTuple("Given")
Found = TypeVar("Found")


def memo(derive: Callable[[*Given], Found]) -> Callable[[*Given], Found]:
    """Remember what ``derive`` made of the tables it was given lately.

    It must read nothing but its arguments, so that they are all its result depends on. They are
    the same again if they are the same objects, or tables of the same rows. They are held together
    with the result: no other object can come to stand at their address. What is found is shared
    and must not be changed. Threads may ask at once; at worst both derive.
    """
    recent: tuple[tuple[tuple[*Given], Found], ...] = ()

    @wraps(derive)
    def known(*given: *Given) -> Found:
        nonlocal recent
        seen = recent
        for place, (once, found) in enumerate(seen):
            if all(map(_same, once, given)):
                if place:
                    recent = (seen[place], *seen[:place], *seen[place + 1 :])
                return found
        found = derive(*given)
        if isinstance(found, np.ndarray):
            found.setflags(write=False)
        recent = ((given, found), *seen[: KEPT - 1])
        return found

    return known


def _same(once: object, now: object) -> bool:
    if once is now:
        return True
    if isinstance(once, tuple) and isinstance(now, tuple):
        return len(once) == len(now) and all(map(is_, once, now))
    # Every case makes its own calendar.
    return isinstance(once, Calendar) and once == now
