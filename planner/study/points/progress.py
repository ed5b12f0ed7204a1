"""How far the work is, on stderr: one line redrawn on a terminal, a line now and then elsewhere."""

import shutil
import sys
from collections.abc import Mapping
from typing import Protocol, TextIO

from planner.words import Language, Words
from planner.words.width import display_width

SILENT_SECONDS = 1.0
REDRAWN_SECONDS, REPEATED_SECONDS = 0.1, 5.0
"""Between two drawings on a terminal, and between two lines in a log."""

_LINE = Words(
    "{phase}: {done}/{total}, {rate}, {left} 남음", "{phase}: {done}/{total}, {rate}, {left} left"
)
_PER_SECOND = Words("초당 {rate:.1f}", "{rate:.1f}/s")
_PER_MINUTE = Words("분당 {rate:.1f}", "{rate:.1f}/min")
_SECONDS = Words("{time:.0f}초", "{time:.0f} s")
_MINUTES = Words("{time:.0f}분", "{time:.0f} min")
_HOURS = Words("{time:.1f}시간", "{time:.1f} h")


class Tell(Protocol):
    """Is told how far a phase is: as it begins (with what an earlier run did), then by chunk."""

    def __call__(self, phase: str, done: int, total: int, seconds: float) -> None:
        """``done`` of ``total`` tasks; ``seconds`` since the phase began."""
        ...


def silent(phase: str, done: int, total: int, seconds: float) -> None:
    """Tell nobody."""


class ProgressLine:
    """Tells a person. Close it, so that what is printed next begins on a line of its own."""

    def __init__(
        self,
        language: Language,
        names: Mapping[str, Words] | None = None,
        stream: TextIO | None = None,
    ) -> None:
        self.language, self.names = language, names or {}
        self.stream = stream or sys.stderr
        self.terminal = self.stream.isatty()
        self._phase = ""
        self._known = 0
        """Tasks of the phase that were done before it began: they say nothing of the speed."""
        self._earlier = self._seconds = 0.0
        self._next = SILENT_SECONDS
        self._width = 0

    def __call__(self, phase: str, done: int, total: int, seconds: float) -> None:
        """Show it, unless it is too soon."""
        if phase != self._phase or seconds < self._seconds:
            self._phase, self._known = phase, done
            self._earlier += self._seconds
        self._seconds = seconds
        elapsed = self._earlier + seconds
        ended = done == total and self._next > SILENT_SECONDS
        if done > self._known and (elapsed >= self._next or ended):
            self._next = elapsed + (REDRAWN_SECONDS if self.terminal else REPEATED_SECONDS)
            self._show(self._line(done, total, seconds))

    def say(self, text: str) -> None:
        """Print a line of its own; what is being drawn goes on below it."""
        drawn, self._width = self._width, 0
        lead = "\r" + " " * drawn + "\r" if drawn else ""
        self._write(f"{lead}{text}\n")

    def close(self) -> None:
        """End the line."""
        if self._width:
            self._width = 0
            self._write("\n")

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _line(self, done: int, total: int, seconds: float) -> str:
        rate = (done - self._known) / max(seconds, 1e-9)
        name = self.names.get(self._phase, Words(self._phase, self._phase))
        speed = _PER_SECOND.filled(rate=rate) if rate >= 1 else _PER_MINUTE.filled(rate=60 * rate)
        return _LINE.to(self.language).format(
            phase=name.to(self.language),
            done=done,
            total=total,
            rate=speed.to(self.language),
            left=_span((total - done) / rate).to(self.language),
        )

    def _show(self, line: str) -> None:
        if not self.terminal:
            self._write(line + "\n")
            return
        line = _clipped(line, shutil.get_terminal_size().columns - 1)
        width = display_width(line)
        self._write("\r" + line + " " * (self._width - width))
        self._width = width

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()


def _span(seconds: float) -> Words:
    """A length of time as a person would say it."""
    if seconds < 90:
        return _SECONDS.filled(time=seconds)
    if seconds < 90 * 60:
        return _MINUTES.filled(time=seconds / 60)
    return _HOURS.filled(time=seconds / 3600)


def _clipped(text: str, columns: int) -> str:
    """What fits on one line: a longer one could not be drawn over."""
    while text and display_width(text) > columns:
        text = text[:-1]
    return text
