"""The progress line: when it is shown, what it says, and how it is redrawn."""

import io

import pytest

from planner.study.points.progress import ProgressLine
from planner.words import Language, Words

NAMES = {"grid": Words("격자", "grid")}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(
    stream: io.StringIO, *steps: tuple[int, float], language: Language = "en", phase: str = "grid"
) -> str:
    """What is printed of steps (done of 1000, seconds)."""
    with ProgressLine(language, NAMES, stream) as progress:
        for done, seconds in steps:
            progress(phase, done, 1000, seconds)
    return stream.getvalue()


def test_short_work_is_silent() -> None:
    """Work that ends within a second prints nothing, on a terminal or not."""
    for stream in (Terminal(), io.StringIO()):
        assert told(stream, (0, 0.0), (500, 0.4), (1000, 0.9)) == ""


def test_a_log_gets_a_line_now_and_then() -> None:
    """Without a terminal: whole lines, seconds apart, and the last one always."""
    steps = [(0, 0.0), *((10 * i, 0.1 * i) for i in range(1, 101))]
    lines = told(io.StringIO(), *steps).splitlines()
    assert lines == [
        "grid: 100/1000, 100.0/s, 9 s left",
        "grid: 600/1000, 100.0/s, 4 s left",
        "grid: 1000/1000, 100.0/s, 0 s left",
    ]


def test_a_terminal_is_redrawn_in_place() -> None:
    """Each drawing covers the last one, also where Hangul is wide; one line end at the close."""
    text = told(Terminal(), (0, 0.0), (1, 5400.0), (999, 5500.0), language="ko")
    first, second = text.rstrip("\n").split("\r")[1:]
    assert first == "격자: 1/1000, 분당 0.0, 1498.5시간 남음"
    assert second.rstrip() == "격자: 999/1000, 분당 10.9, 6초 남음"
    assert len(second) > len(second.rstrip())
    assert text.count("\n") == 1
    assert text.endswith("\n")


def test_a_narrow_terminal_never_wraps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line longer than the terminal is cut, or the next could not be drawn over it."""
    monkeypatch.setenv("COLUMNS", "12")
    text = told(Terminal(), (0, 0.0), (500, 2.0), language="ko")
    assert text == "\r격자: 500/1\n"


def test_what_an_earlier_run_did_is_no_speed() -> None:
    """After a resume the rate counts what this run has done."""
    line = told(io.StringIO(), (900, 0.0), (950, 10.0))
    assert line == "grid: 950/1000, 5.0/s, 10 s left\n"


def test_many_short_phases_are_long_work() -> None:
    """Phases of half a second each are silent one by one, but not all together."""
    stream = io.StringIO()
    with ProgressLine("en", {}, stream) as progress:
        for step in range(4):
            progress(f"step {step}", 0, 2, 0.0)
            progress(f"step {step}", 2, 2, 0.5)
    assert stream.getvalue().startswith("step 1: 2/2, 4.0/s, 0 s left\n")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_fits_a_korean_console(language: Language) -> None:
    """What is printed can be encoded in cp949, in units of seconds, minutes and hours."""
    text = told(
        io.StringIO(), (1, 100.0), (2, 200.0), (500, 900.0), (990, 999.0), language=language
    )
    text.encode("cp949")
    units = ("시간", "분", "초") if language == "ko" else (" h", " min", " s")
    assert all(unit in text for unit in units)
