"""On which side of its bound a shadow price holds: one that holds on neither says nothing."""

from planner.outcomes.plan import LimitLine, ShadowPrice

_NOISE = 1e-9


def holds(bound: float | None, low: float | None, high: float | None) -> tuple[bool, bool]:
    """Whether a price holds for less of its bound, and for more (open or unknown ends: yes)."""
    if bound is None:
        return True, True
    noise = _NOISE * max(1.0, abs(bound))
    return low is None or low < bound - noise, high is None or high > bound + noise


def loosening_saves(price: ShadowPrice) -> bool:
    """Whether the price holds on the side on which its bound would save money."""
    less, more = holds(price.bound, price.low, price.high)
    return more if price.change < 0 else less


def limit_saves(line: LimitLine) -> bool:
    """The same of a limit: a looser bound saves what its dual says, at most for one step."""
    if not line.dual:
        return False
    low, high = line.dual_range or (None, None)
    less, more = holds(line.bound, low, high)
    return more if line.dual < 0 else less
