"""What other people's solvers print goes to descriptor 2: results alone belong on descriptor 1.

Some print from compiled code, past ``sys.stdout``, so that the descriptor itself is turned aside.
HiGHS called by ourselves needs none of this: ``highs.quiet_highs`` makes it say nothing at all.
"""

import contextlib
import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from typing import TextIO

RESULTS, REMARKS = 1, 2
"""The descriptors that results and remarks are written to."""


class _Turned:
    """How many threads are within, and what is put back when the last of them leaves."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.within = 0
        self.descriptor = -1
        self.stream: TextIO = sys.stdout

    def enter(self) -> None:
        with self.lock:
            if not self.within:
                self.stream = sys.stdout
                self.stream.flush()
                _empty_buffers()
                self.descriptor = os.dup(RESULTS)
                os.dup2(REMARKS, RESULTS)
                sys.stdout = sys.stderr
            self.within += 1

    def leave(self) -> None:
        with self.lock:
            self.within -= 1
            if not self.within:
                sys.stdout = self.stream
                _empty_buffers()
                os.dup2(self.descriptor, RESULTS)
                os.close(self.descriptor)


_turned = _Turned()


def _empty_buffers() -> None:
    """Write out what compiled code has printed: C holds it back where nobody sits at a terminal."""
    library = ctypes.CDLL("ucrtbase" if os.name == "nt" else None)
    library.fflush(None)


@contextlib.contextmanager
def aside() -> Iterator[None]:
    """Meanwhile descriptor 1 and ``sys.stdout`` write to descriptor 2 and ``sys.stderr``.

    Several threads may be within at once: the first one in turns them aside, the last one out back.
    What was written before, and is only buffered, still comes out where it belongs.
    """
    _turned.enter()
    try:
        yield
    finally:
        _turned.leave()
