"""Random numbers spread evenly over the futures, and the normal scores of applications.

Numbers come in mirrored pairs (a future and its opposite), one in each of as many equal strata as
there are futures: a Latin hypercube (McKay, Beckman and Conover, Technometrics 1979). A mixture of
two such scores is no longer spread like that, so it is spread anew by its ranks (Iman and Conover,
Communications in Statistics 1982): the ranks, and with them what goes together, stay.
"""

import numpy as np
from scipy.special import ndtr, ndtri

from models.program import Array

INSIDE = 1e-12
"""How near a number may come to 0 and to 1, whose scores are infinite."""


def evenly(random: np.random.Generator, count: int, shape: tuple[int, ...]) -> Array:
    """Latin hypercube numbers in (0, 1), (count, *shape), in mirrored pairs.

    Each number has one value in each of count equal strata; future 2i + 1 mirrors future 2i. An odd
    count is the next even one without its last future.
    """
    size = int(np.prod(shape))
    half = (count + 1) // 2
    strata = random.permuted(np.tile(np.arange(half), (size, 1)), axis=1).T
    lower = (strata + random.random((half, size))) / (2 * half)
    drawn = np.clip(np.where(random.random((half, size)) < 0.5, lower, 1.0 - lower), INSIDE, None)
    pairs = np.stack([drawn, 1.0 - drawn], axis=1).reshape(2 * half, size)
    return pairs[:count].reshape(count, *shape)


def mixed(common: Array, own: Array, correlation: float) -> Array:
    """Scores of which any two that share ``common`` have this correlation."""
    both: Array = np.sqrt(correlation) * common + np.sqrt(1.0 - correlation) * own
    return both


def remembered(scores: Array, kept: float) -> Array:
    """Scores (..., periods), each standing on the one before with this correlation."""
    if not kept:
        return scores
    held = scores.copy()
    for t in range(1, held.shape[-1]):
        held[..., t] = kept * held[..., t - 1] + np.sqrt(1.0 - kept**2) * scores[..., t]
    return held


def spaced(scores: Array) -> Array:
    """The same ranks over the futures, (futures, ...), one score in each of as many equal strata.

    A score keeps its place within its stratum: one that lies in the stratum of its rank stays, and
    mirrored scores stay mirrored.
    """
    count = len(scores)
    ranks = scores.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    within = np.modf(count * ndtr(scores))[0]
    return ndtri(np.clip((ranks + within) / count, INSIDE, 1.0 - INSIDE))
