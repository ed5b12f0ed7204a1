"""What an audit finds: violations measured against the size of the promise, worst first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from models.check.units import Array

MOST_PROBLEMS = 50


@dataclass
class Findings:
    """Collects violations. ``largest`` counts those within the tolerance too."""

    tolerance: float
    largest: float = 0.0
    found: list[tuple[float, str]] = field(default_factory=list)

    def at_most(
        self,
        promise: str,
        axes: Sequence[Sequence[str]],
        value: Array,
        bound: Array | float,
        floor: Array | float,
    ) -> None:
        """Test value <= bound; value has the shape of the axes, the others are broadcast to it."""
        self._test((promise, "over"), axes, value, bound, floor)

    def at_least(
        self,
        promise: str,
        axes: Sequence[Sequence[str]],
        value: Array,
        bound: Array | float,
        floor: Array | float,
    ) -> None:
        """Test value >= bound."""
        self._test((promise, "under"), axes, value, bound, floor)

    def equal(
        self,
        promise: str,
        axes: Sequence[Sequence[str]],
        value: Array,
        bound: Array | float,
        floor: Array | float,
    ) -> None:
        """Test value = bound."""
        self._test((promise, "against"), axes, value, bound, floor)

    def note(self, relative: float, sentence: str) -> None:
        """One violation, relative to the size of its promise; within the tolerance: no words."""
        relative = float("inf") if math.isnan(relative) else relative
        self.largest = max(self.largest, relative)
        if relative > self.tolerance:
            self.found.append((relative, sentence))

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences, worst first, at most 50."""
        worst = sorted(self.found, key=lambda pair: (-pair[0], pair[1]))
        return tuple(sentence for _, sentence in worst[:MOST_PROBLEMS])

    def _test(
        self,
        words: tuple[str, str],
        axes: Sequence[Sequence[str]],
        value: Array,
        bound: Array | float,
        floor: Array | float,
    ) -> None:
        gap = value - bound if words[1] == "over" else bound - value
        gap = np.abs(gap) if words[1] == "against" else gap
        if (gap <= 0).all():
            return
        shape = tuple(len(ids) for ids in axes)
        v, b, f = (np.broadcast_to(x, shape) for x in (value, bound, floor))
        relative = relative_to(gap, np.maximum(np.maximum(np.abs(v), np.abs(b)), f))
        self.largest = max(self.largest, float(relative.max(initial=0.0)))
        for place in _worst(relative, self.tolerance):
            ids = ", ".join(axis[i] for axis, i in zip(axes, place, strict=True) if axis[i])
            sentence = (
                f"{words[0]} of {ids}: {v[place]:.6g} {words[1]} {b[place]:.6g} by {gap[place]:.3g}"
            )
            self.found.append((float(relative[place]), sentence))


def relative_to(excess: Array, scale: Array) -> Array:
    """Positive part of the excess over the scale; infinite where it is not a number."""
    over = np.maximum(excess, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.where(over == 0, 0.0, over / scale)
    return np.where(np.isnan(relative), np.inf, relative)


def part_of(excess: float, scale: float) -> float:
    """The same of one number."""
    return 0.0 if excess <= 0 else float(relative_to(np.array(excess), np.array(scale)))


def _worst(relative: Array, tolerance: float) -> list[tuple[int, ...]]:
    flat = np.flatnonzero(relative > tolerance)
    order = np.argsort(-relative.ravel()[flat], kind="stable")[:MOST_PROBLEMS]
    return [tuple(int(i) for i in np.unravel_index(p, relative.shape)) for p in flat[order]]
