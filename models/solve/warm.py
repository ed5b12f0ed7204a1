"""A scaled program that is solved again and again for other numbers, each time from where it was.

The steps are those of ``optimise``: a plan of least cost, tangents until every cone is met,
and among the plans of that cost the one with the least preference. What differs is that HiGHS is
kept alive for each of them, and that tangents are kept as long as the cones stay the same.
"""

import dataclasses
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import scipy.sparse as sp

from models.engines.live import LiveHighs, is_least, same_places
from models.program import Array, Arrays, Cone
from models.solution import Solution
from models.solve.equals import ZEROS, face, preferred
from models.solve.scaling import Scaling, scaling_of
from models.solve.tangents import (
    ENOUGH,
    KEPT,
    Tangent,
    scaled_cone,
    tangent_rows,
    until_kept,
    with_rows,
)

DRIFT = 1e3
"""A case whose costs or right-hand sides are this many times those of the first is scaled anew."""
AS_FAR = 1e-8
"""A plan comes as far as another if it falls short of it by no more than this (scaled)."""


class WarmSearch:
    """Solves programs of one shape. ``preference`` (columns,) is a price in own units."""

    def __init__(self, arrays: Arrays, cones: Sequence[Cone], preference: Array) -> None:
        """``arrays`` and ``cones`` are those of the first case, in their own units."""
        self.scaling: Scaling = scaling_of(arrays)
        wanted = preference * self.scaling.column
        self._wanted = wanted / (np.abs(wanted).max(initial=0.0) or 1.0)
        self._first, self._first_cones = arrays, cones
        self._cheapest, self._chooser = LiveHighs(), LiveHighs()
        self._matrices: tuple[sp.csc_matrix, sp.csc_matrix] | None = None
        self._own_cones: Sequence[Cone] = ()
        self._cones: list[Cone] = []
        self._tangents = _Tangents()
        self._start: tuple[tuple[Tangent, ...], object, object] | None = None

    def begin(self) -> bool:
        """Solve the first case and remember where; False if it has no plan."""
        if self.solve(self._first, self._first_cones) is None:
            return False
        self._start = (tuple(self._tangents.own), self._cheapest.basis, self._chooser.basis)
        return True

    def restart(self, *, far: bool = False) -> None:
        """Go back to where the first case ended: nothing that came since is remembered.

        ``far``: what follows is not near the first case; from nothing HiGHS is there sooner.
        """
        assert self._start is not None
        tangents, basis, other = self._start
        self._set_cones(self._first_cones)
        self._tangents = _Tangents(tangents)
        arrays = self._tangents.below(self._scaled(self._first))
        self._cheapest.load(arrays, None if far else basis)
        self._chooser.load(dataclasses.replace(arrays, cost=self._wanted), None if far else other)

    def solve(self, arrays: Arrays, cones: Sequence[Cone]) -> Array | None:
        """The chosen plan, (columns,) in own units; None: ask somebody who takes more time."""
        found = self._cheapest_plan(arrays, cones)
        if found is None:
            return None
        scaled, best = found
        values = self._chosen_already(scaled, best)
        if values is None:
            values = self._choose(scaled, best)
        return None if values is None else self.scaling.values(values)

    def cheapest(self, arrays: Arrays, cones: Sequence[Cone]) -> Array | None:
        """Any plan of least cost, (columns,) in own units; None as in ``solve``."""
        found = self._cheapest_plan(arrays, cones)
        if found is None or found[1].values is None:
            return None
        return self.scaling.values(found[1].values)

    def extreme(
        self, arrays: Arrays, cones: Sequence[Cone], direction: Array, dearest: float
    ) -> Array | None:
        """The least of a direction among plans that cost no more than ``dearest``.

        Of the plans that come so far the cheapest is given, so that nothing in it is dearer than it
        need be. ``dearest`` does not count the program's constant.
        """
        self._take_over(cones)
        scaled = self._tangents.below(self._scaled(arrays))
        wanted = direction * self.scaling.column
        wanted /= np.abs(wanted).max(initial=0.0) or 1.0
        bounded = with_rows(scaled, sp.csr_matrix(np.vstack([scaled.cost, wanted])))
        money = dearest * self.scaling.money / self.scaling.size
        # So far away from any other plan HiGHS is sooner from nothing.
        highs = LiveHighs()
        farthest = self._least(_ended(bounded, wanted, money, np.inf), highs)
        if farthest.values is None:
            return None
        reached = float(wanted @ farthest.values)
        for slack in (0.0, AS_FAR * (1.0 + abs(reached))):
            back = _ended(bounded, scaled.cost, money, reached + slack)
            for other in (LiveHighs(), highs):
                found = self._least(back, other).values
                if found is not None:
                    return self.scaling.values(found)
        return None

    def _cheapest_plan(
        self, arrays: Arrays, cones: Sequence[Cone]
    ) -> tuple[Arrays, Solution] | None:
        """A plan of least cost, and the scaled program with the tangents it took."""
        if self._drifts(arrays):
            return None
        self._take_over(cones)
        first = self._tangents.below(self._scaled(arrays))
        whole, answer = self._kept(first, self._cheapest, self._cheapest.answer, KEPT)
        return None if answer.values is None else (whole, answer)

    def _drifts(self, arrays: Arrays) -> bool:
        """Whether the scaling of the first case no longer fits."""
        for name in ("cost", "row_lower", "row_upper"):
            old, new = getattr(self._first, name), getattr(arrays, name)
            if old is not new:
                ratio = (_largest(new) or 1.0) / (_largest(old) or 1.0)
                if not 1 / DRIFT < ratio < DRIFT:
                    return True
        return False

    def _scaled(self, arrays: Arrays) -> Arrays:
        """The scaled numbers; the scaled matrix is kept as long as the matrix is the same."""
        if self._matrices is not None and same_matrix(arrays.matrix, self._matrices[0]):
            return self.scaling.apply(arrays, self._matrices[1])
        applied = self.scaling.apply(arrays)
        self._matrices = (arrays.matrix, applied.matrix)
        return applied

    def _take_over(self, cones: Sequence[Cone]) -> None:
        """The cones of the next case; tangents of others tell nothing of them."""
        if self._set_cones(cones):
            self._tangents = _Tangents()

    def _set_cones(self, cones: Sequence[Cone]) -> bool:
        """True if they differ from the last ones."""
        same = cones is self._own_cones or same_cones(cones, self._own_cones)
        self._own_cones = cones
        if same:
            return False
        self._cones = [scaled_cone(cone, self.scaling) for cone in cones]
        return True

    def _kept(
        self, arrays: Arrays, highs: LiveHighs, solve: Callable[[Arrays], Solution], kept: float
    ) -> tuple[Arrays, Solution]:
        """The answer that keeps the cones, and the program with the tangents it took.

        ``arrays`` has the tangents known so far; those that come are remembered. Without an optimum
        the answer has no values.
        """
        whole = arrays

        def touch(tangents: list[Tangent]) -> None:
            nonlocal whole
            self._tangents.own += tangents
            whole = with_rows(whole, tangent_rows(tangents, len(arrays.cost)))
            highs.append(whole, len(tangents))

        answer = until_kept(self._cones, lambda: solve(whole), touch, kept)
        if answer.status != "optimal":
            answer = dataclasses.replace(answer, values=None)
        return whole, answer

    def _chosen_already(self, arrays: Arrays, best: Solution) -> Array | None:
        """The plan of least cost, if its own basis shows that none as cheap is preferred to it."""
        prices = self._cheapest.row_prices(self._wanted)
        if best.values is None or prices is None:
            return None
        equals = face(arrays, best, ZEROS[0])
        reduced = self._wanted - equals.matrix.T @ prices
        return best.values if is_least(equals, best.values, prices, reduced) else None

    def _choose(self, arrays: Arrays, best: Solution) -> Array | None:
        """Among the plans of least cost, the one with the least preference."""
        faces = (dataclasses.replace(face(arrays, best, zero), cost=self._wanted) for zero in ZEROS)
        return preferred(best, arrays.cost, faces, lambda one: self._least(one, self._chooser))

    def _least(self, arrays: Arrays, highs: LiveHighs) -> Solution:
        """The least of ``arrays.cost``; ``arrays`` has the tangents known so far."""
        highs.change(arrays)
        return self._kept(arrays, highs, lambda _: highs.solve(), ENOUGH)[1]


class _Tangents:
    """Rows that touch the cones; they stand below all other rows."""

    def __init__(self, known: Iterable[Tangent] = ()) -> None:
        self.own = [*known]
        self._below: tuple[sp.csc_matrix, int, sp.csc_matrix] | None = None
        self._places = np.zeros(0, dtype=int)

    def below(self, arrays: Arrays) -> Arrays:
        """The program with these rows; of one matrix the whole is kept."""
        count = len(self.own)
        if not count:
            return arrays
        return dataclasses.replace(
            arrays,
            matrix=self._whole(arrays.matrix),
            row_lower=np.concatenate([arrays.row_lower, np.full(count, -np.inf)]),
            row_upper=np.concatenate([arrays.row_upper, np.zeros(count)]),
        )

    def _whole(self, matrix: sp.csc_matrix) -> sp.csc_matrix:
        """The matrix and these rows below it."""
        known, count = self._below, len(self.own)
        if known is not None and known[0] is matrix and known[1] == count:
            return known[2]
        if known is not None and known[1] == count and same_places(known[0], matrix):
            whole = known[2].copy()
            whole.data[self._places] = matrix.data
        else:
            whole = sp.csc_matrix(sp.vstack([matrix, tangent_rows(self.own, matrix.shape[1])]))
            self._places = np.flatnonzero(whole.indices < matrix.shape[0])
        self._below = (matrix, count, whole)
        return whole


def same_matrix(one: sp.csc_matrix, other: sp.csc_matrix) -> bool:
    """Whether two matrices hold the same entries at the same places."""
    return one is other or (same_places(one, other) and np.array_equal(one.data, other.data))


def same_cones(ours: Sequence[Cone], theirs: Sequence[Cone]) -> bool:
    """Whether two programs have the same cones."""
    return len(ours) == len(theirs) and all(
        one.ratio == other.ratio and one.over == other.over and not (one.groups != other.groups).nnz
        for one, other in zip(ours, theirs, strict=True)
    )


def _ended(arrays: Arrays, cost: Array, money: float, reached: float) -> Arrays:
    """The program with a cost, and with bounds on its last two rows."""
    upper = np.concatenate([arrays.row_upper[:-2], [money, reached]])
    return dataclasses.replace(arrays, cost=cost, row_upper=upper)


def _largest(values: Array) -> float:
    finite = values[np.isfinite(values)]
    return float(np.abs(finite).max(initial=0.0))
