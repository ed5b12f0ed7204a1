"""How far the judging of futures is, told every few seconds."""

import time

import typer

from models.rolling.simulate import JudgedSoFar
from planner.words import Language, Words

WAYS = {
    "foresight": Words("미래를 다 알고", "with foresight"),
    "rolling": Words("기간마다 다시 결정", "period by period"),
}
_PROGRESS = Words(
    "{way}: {done}/{total}, 초당 {rate}, 남은 시간 {left}초",
    "{way}: {done}/{total}, {rate} per second, {left} s left",
)


class Teller:
    """Says on standard error how far it is, every few seconds."""

    def __init__(self, language: Language, pause: float = 5.0) -> None:
        self.language, self.pause = language, pause
        self.last = time.perf_counter()

    def __call__(self, progress: JudgedSoFar) -> None:
        """Say it, unless something was said a moment ago."""
        ended = progress.done == progress.total
        if not ended and time.perf_counter() - self.last < self.pause:
            return
        self.last = time.perf_counter()
        text = _PROGRESS.to(self.language).format(
            way=WAYS[progress.way].to(self.language),
            done=progress.done,
            total=progress.total,
            rate=f"{progress.done / max(progress.seconds, 1e-9):.1f}",
            left=f"{progress.left:.0f}",
        )
        typer.echo(text, err=True)
