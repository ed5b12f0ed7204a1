"""The parts a plan's cost is made of: each once, in the order in which they are told."""

from collections.abc import Mapping

COST_PARTS: dict[str, int] = {
    "purchase": 1,
    "take_or_pay": 1,
    "order": 1,
    "process": 1,
    "route": 1,
    "release": 1,
    "holding": 1,
    "cover": 1,
    "penalty": 1,
    "shortage": 1,
    "end_value": -1,
}
"""Part -> its sign in the total: what is told as a positive credit is subtracted (-1)."""


def told(money: Mapping[str, float]) -> dict[str, float]:
    """The cost as it is printed: ``total`` in front, then every part, credits positive.

    ``money`` holds the parts as they count in the total; what is not there is 0. Raises KeyError
    for a part that is not on the list.
    """
    if unknown := money.keys() - COST_PARTS.keys():
        raise KeyError(f"not a part of the cost: {', '.join(sorted(unknown))}")
    parts = {part: money.get(part, 0.0) for part in COST_PARTS}
    # 0.0 - 0.0 is 0.0, where -1 x 0.0 would print as -0.
    printed = {p: value if COST_PARTS[p] > 0 else 0.0 - value for p, value in parts.items()}
    return {"total": sum(parts.values()), **printed}
