"""A page that tells figures: each is found by its words and is what a run finds.

``PLANNER_PAGES=write python -m pytest tests/test_korean_page.py`` writes the figures of the runs
into the page instead, to the digits that stand there; read the difference, and the words around it.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

WRITES = os.environ.get("PLANNER_PAGES") == "write"
NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")

Span = tuple[int, int]


def agrees(written: str, value: float) -> bool:
    """A number is the value rounded to the digits that are written."""
    digits = len(written.partition(".")[2])
    return abs(float(written.replace(",", "")) - value) <= 0.51 * 10**-digits


def like(written: str, value: float) -> str:
    """The value with as many digits, and with a sign where one stood."""
    digits = len(written.partition(".")[2])
    sign = "+" if written[0] in "+-" else ""
    return f"{round(value, digits) + 0.0:{sign},.{digits}f}"


class Page:
    """A text file whose figures are checked, or written anew."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def row(self, begins: str, values: Sequence[float]) -> None:
        """The numbers behind the first cell of the only table row that begins with these words."""
        rows = list(re.finditer(rf"^\| {re.escape(begins)}[^|]*\|(.*)$", self.text, re.MULTILINE))
        assert len(rows) == 1, begins
        start = rows[0].start(1)
        found = NUMBER.finditer(rows[0][1])
        self._hold(begins, [(start + x.start(), start + x.end()) for x in found], values)

    def says(self, words: str, values: Sequence[float]) -> None:
        """The numbers in what the page says in these words; ``#`` stands for a number."""
        spoken = re.escape(words).replace(r"\ ", r"\s+").replace(r"\#", f"({NUMBER.pattern})")
        found = list(re.finditer(spoken, self.text))
        assert len(found) == 1, words
        self._hold(words, [found[0].span(n + 1) for n in range(words.count("#"))], values)

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def _hold(self, words: str, spans: Sequence[Span], values: Sequence[float]) -> None:
        text = self.text
        written = [text[start:end] for start, end in spans]
        assert len(written) == len(values), (words, written, values)
        if WRITES:
            pairs = zip(spans, map(like, written, values), strict=True)
            for (start, end), new in sorted(pairs, reverse=True):
                text = text[:start] + new + text[end:]
            self.path.write_text(text, encoding="utf-8")
        else:
            assert all(map(agrees, written, values)), (words, written, values)
