"""What an audit finds: violations measured against the size of the promise, worst first."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from models.check.units import Array
from models.solution import Lack

MOST_PROBLEMS = 50


Conceded = Mapping[tuple[str, ...], float]
"""What a plan says it lacks: promise and ids -> amount, negative where there is too much."""


def conceded_of(lacks: Sequence[Lack]) -> Conceded:
    """What lacks, by the names that the audit has for promises."""
    found: dict[tuple[str, ...], float] = {}
    for lack in lacks:
        key, amount = _named(lack), -lack.amount if lack.surplus else lack.amount
        found[key] = found.get(key, 0.0) + amount
    return found


def _named(lack: Lack) -> tuple[str, ...]:
    promise, subject = lack.promise, lack.subject
    if promise == "balance":
        return promise, " at ".join(filter(None, subject)), lack.when
    if promise == "route":
        return f"route {_side(lack)}", " -> ".join(subject), lack.when
    if promise == "total":
        return f"{_side(lack)}_total", *subject
    if promise == "max_per_year":
        return f"{promise} {lack.when}", *subject
    return promise, ", ".join(filter(None, subject)), lack.when


def _side(lack: Lack) -> str:
    return "max" if lack.surplus else "min"


@dataclass
class Findings:
    """Collects violations. ``largest`` counts those within the tolerance too.

    What the plan itself says it lacks, ``conceded``, is no violation, nor is it more than that.
    """

    tolerance: float
    largest: float = 0.0
    found: list[tuple[float, str]] = field(default_factory=list)
    conceded: Conceded = field(default_factory=dict)

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
        value = value + self._conceded(words[0], axes)
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

    def _conceded(self, promise: str, axes: Sequence[Sequence[str]]) -> Array | float:
        """What is conceded of a promise, in the shape of its axes."""
        own = [(key[1:], amount) for key, amount in self.conceded.items() if key[0] == promise]
        if not own:
            return 0.0
        found = np.zeros([len(ids) for ids in axes])
        for ids, amount in own:
            if all(name in axis for name, axis in zip(ids, axes, strict=True)):
                found[tuple(list(a).index(n) for n, a in zip(ids, axes, strict=True))] = amount
        return found


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
