"""Bins of a histogram at round numbers."""

import math

import numpy as np

_BINS = 14


def cuts_of(costs: np.ndarray) -> np.ndarray:
    """Edges of equally wide bins at round numbers that hold all costs."""
    low, high = float(costs.min()), float(costs.max())
    raw = max((high - low) / _BINS, abs(high) * 1e-6, 1e-6)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(m * size for m in (1, 2, 2.5, 5, 10) if m * size >= raw * (1 - 1e-9))
    first = math.floor(low / step)
    count = max(1, math.ceil(high / step + 1e-9) - first)
    return (first + np.arange(count + 1)) * step
