"""Amounts of money that stand in one sentence, all said in one way."""

from planner.explain import speak
from planner.explain.voice import Voice

_LARGE, _MYRIAD = 1e6, 1e4


def alike(amounts: tuple[float, ...], voice: Voice) -> tuple[str, ...]:
    """Say each: ``21.8만 달러`` beside ``139만 달러``, ``0.218 M USD`` beside ``1.39 M USD``.

    Korean always counts in ten thousands, English in millions beside a million; what is too small
    for either is written out.
    """
    counted = voice.language == "ko" or max(map(abs, amounts), default=0.0) >= _LARGE
    return tuple(
        _part(one, voice) if counted and _MYRIAD <= abs(one) < _LARGE else voice.money(one)
        for one in amounts
    )


def _part(amount: float, voice: Voice) -> str:
    """Say less than a million as a part of what millions are counted in."""
    if voice.language == "en":
        return f"{speak.number(amount / _LARGE)} M {voice.currency}"
    name = voice.money(0.0).removeprefix("0").strip()
    return f"{speak.number(amount / _MYRIAD)}만 {name}"
