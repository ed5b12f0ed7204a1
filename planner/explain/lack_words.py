"""What cannot be kept in some future, said in the two languages."""

# ruff: noqa: E501
from collections.abc import Sequence

from planner.explain import rules, speak
from planner.explain.voice import Voice
from planner.outcomes.risk import LackLine
from planner.words import Words

_SHOWN = 3
_SAID = {
    ("balance", False): Words("{subject} {amount} 부족", "{amount} of {subject} lacking"),
    ("balance", True): Words("{subject} {amount} 둘 곳 없음", "{amount} of {subject} with no place to go"),
    ("limit", False): Words("{subject} {amount} 미달", "{subject} missed by {amount}"),
    ("limit", True): Words("{subject} {amount} 초과", "{subject} exceeded by {amount}"),
    ("cover_min", False): Words("{subject} 최소 재고(cover_min) {amount} 부족", "{subject} {amount} under its cover_min"),
    ("route", False): Words("{subject} 운송 최소량 {amount} 미달", "{subject} {amount} under the minimum of its route"),
    ("route", True): Words("{subject} 운송 최대량 {amount} 초과", "{subject} {amount} over the maximum of its route"),
    ("total", False): Words("{subject} 최소 총량(min_total) {amount} 미달", "{subject} {amount} under its min_total"),
    ("total", True): Words("{subject} 최대 총량(max_total) {amount} 초과", "{subject} {amount} over its max_total"),
    ("capacity", True): Words("{subject} 공급 능력 {amount} 초과", "{subject} {amount} over its capacity"),
    ("max_per_year", True): Words("허가 {subject} 연간 한도 {amount} 초과", "license {subject} {amount} over its max_per_year"),
}  # fmt: skip
_WHEN = Words("{what} ({when})", "{what} ({when})")
_MORE = Words(" 외 {count}건", " and {count} more")


def lack_said(line: LackLine, voice: Voice) -> str:
    """Say what lacks at the worst: ``10 t of NdPr oxide lacking (2027-03)``."""
    named = (
        rules.named(line.subject, voice) if line.promise == "limit" else voice.subject(line.subject)
    )
    amount = speak.quantity(line.worst, line.unit)
    what = voice.say(_SAID[line.promise, line.surplus], subject=named, amount=amount)
    return voice.say(_WHEN, what=what, when=line.when) if line.when else what


def lacks_said(lines: Sequence[LackLine], voice: Voice) -> str:
    """Say the likeliest few, and how many more there are."""
    more = len(lines) - _SHOWN
    said = ", ".join(lack_said(line, voice) for line in lines[:_SHOWN])
    return said + (voice.say(_MORE, count=more) if more > 0 else "")
