"""Amounts that are said beside their sum, and add up to it as they are printed."""

import math
from collections.abc import Sequence

from planner.explain import speak
from planner.words import Language

_HUNDREDTH, _MILLION = 1e4, 1e6
"""Steps in which English says large amounts: 12.34 M, and 1,234 M from a thousand million on."""


def money_step(largest: float, language: Language) -> float:
    """How finely amounts are said beside a sum of which this is the largest."""
    size = abs(largest)
    if size < 1e6:
        return 1.0 if size >= 100 or size == 0 else 10.0 ** (math.floor(math.log10(size)) - 2)
    if language == "en":
        return _HUNDREDTH if size < 1e9 else _MILLION
    # As finely as Korean says it, in units of ten thousand.
    return 1e10 if size >= 1e12 else 1e4 * 10.0 ** max(0, len(str(round(size / 1e4))) - 4)


def adding_up(parts: Sequence[float], step: float) -> tuple[list[float], float]:
    """The parts and their sum in whole steps, so that the parts as rounded give the sum as rounded.

    What rounding would leave over goes to the parts that it moves least: each is within one step.
    """
    exact = [part / step for part in parts]
    total = round(math.fsum(exact))
    steps = [math.floor(one) for one in exact]
    left = total - sum(steps)
    nearest = sorted(range(len(parts)), key=lambda i: steps[i] - exact[i])
    for i in nearest[:left]:
        steps[i] += 1
    return [one * step for one in steps], total * step


def money_at(amount: float, step: float, currency: str, language: Language) -> str:
    """An amount of whole steps, all steps shown: ``0.15 M USD`` beside ``12.34 M USD``."""
    if language == "en" and step >= _HUNDREDTH:
        places = 2 if step < _MILLION else 0
        return f"{amount / 1e6:,.{places}f} M {currency}"
    return speak.money(amount, currency, language)
