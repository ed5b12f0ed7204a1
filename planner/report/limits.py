"""Limits: what each measures, how much room is left, what loosening it saves, who makes it up."""

from collections.abc import Collection
from dataclasses import replace

from models.case import Case
from models.check.lanes import lanes_of
from planner.explain import rules, sentences, speak
from planner.explain.voice import Voice
from planner.glossary.choices import KINDS, SENSES
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import LimitLine, Plan
from planner.page.conditions import Says
from planner.page.grid import Fit, Grid, GridCell, GridColumn
from planner.page.page import BlankRow, Note, Section
from planner.report import words
from planner.schema.headings import heading
from planner.words import Words
from planner.words.width import shortened

_NEAR = 0.05
"""A limit is near when less than this part of its bound is left."""
_MOST_MAKERS, _LONGEST_MAKER = 3, 28
_WORD = Fit(9, 16)
"""Width of a column of single words."""
_MOST_WINDOWS = 6
"""A limit tested in more windows than this is shown by its worst."""
_STATES = {
    "exceeded": Words("초과", "exceeded"),
    "binding": Words("한도 도달", "limit reached"),
    "near": Words("근접", "near"),
    "within": Words("여유 있음", "within"),
    "empty": Words("구매 없음", "nothing bought"),
    "idle": Words("해당 없음", "counts nothing"),
}
"""The most urgent first."""
_LOOKS = {"exceeded": "bad", "binding": "bad", "near": "near", "within": "good"}
_LIMITS = Words("한도", "Limits")
_LIMIT, _SENSE = heading("limits", "limit"), heading("limits", "sense")
_WINDOW, _KIND = heading("limits", "window"), heading("limits", "kind")
_PENALTY = heading("limits", "penalty", "({})")
_HEADROOM, _STATE = Words("여유", "Headroom"), Words("상태", "State")
_SAVES = Words("한도를 풀면 절감", "Loosening it saves")
_MAKERS = Words("누가 차지하나", "Made up by")
_WORST_OF = Words("{window} ({count}개 중 최악)", "{window} (worst of {count})")


def limits_section(plan: Plan, voice: Voice) -> Section:
    """Every limit, those that want attention first."""
    urgent, idle = list(_STATES), _idle(plan.case)
    lines = sorted(
        _folded(plan, voice),
        key=lambda line: (urgent.index(state(line, idle)), line.limit, line.window),
    )
    found = (_grid(lines, idle, voice),) if lines else (Note(voice.say(words.NOTHING)), BlankRow())
    return Section(voice.say(_LIMITS), found)


def _idle(case: Case) -> set[str]:
    """Maxima that no offer counts in: their workbook says so, and nothing keeps within them."""
    lanes = lanes_of(case.offers, case.suppliers, case.materials, case.contents, case.origins)
    bought = [x for x in case.limits if x.sense == "max" and x.measure != "stock"]
    return {limit.limit for limit in bought if not lanes.share(limit).any()}


def state(line: LimitLine, idle: Collection[str] = ()) -> str:
    """Return exceeded, binding, near, within, empty (nothing bought) or idle (counts nothing)."""
    if line.limit in idle:
        return "idle"
    if line.value is None:
        return "empty"
    room = line.headroom or 0.0
    if room < -1e-6 * max(1.0, abs(line.bound)):
        return "exceeded"
    if line.binding:
        return "binding"
    return "near" if room <= _NEAR * abs(line.bound) else "within"


def _folded(plan: Plan, voice: Voice) -> list[LimitLine]:
    """A limit tested in many windows is one line: its worst window, penalties and duals summed."""
    by_limit: dict[str, list[LimitLine]] = {}
    for line in plan.limits:
        by_limit.setdefault(line.limit, []).append(line)
    folded: list[LimitLine] = []
    for lines in by_limit.values():
        folded += [_worst(lines, voice)] if len(lines) > _MOST_WINDOWS else lines
    return folded


def _worst(lines: list[LimitLine], voice: Voice) -> LimitLine:
    known = [line for line in lines if line.headroom is not None] or lines
    worst = min(known, key=lambda line: (line.headroom or 0.0, line.window))
    return replace(
        worst,
        window=voice.say(_WORST_OF, window=worst.window, count=len(lines)),
        dual=sum(line.dual or 0.0 for line in lines),
        dual_range=None,
        penalty=sum(line.penalty for line in lines),
    )


def _grid(lines: list[LimitLine], idle: Collection[str], voice: Voice) -> Grid:
    """A column of names beside equal ones: texts take several of them."""
    say, wrap = voice.say, "wrap"

    def stated(line: LimitLine) -> str:
        return say(_STATES[state(line, idle)])

    looks = tuple(Says(say(_STATES[name]), look) for name, look in _LOOKS.items())
    columns = (
        GridColumn("limit", say(_LIMIT), look=wrap),
        GridColumn(
            "measures", say(words.MEASURES), lambda x: _measured(x, voice), look=wrap, span=4
        ),
        GridColumn("window", say(_WINDOW), lambda x: sentences.window(x.window, voice), look=wrap),
        GridColumn("sense", say(_SENSE), lambda x: say(SENSES[x.sense]), look=wrap),
        GridColumn("bound", say(words.BOUND), lambda x: _amount(x, x.bound), "n2"),
        GridColumn("value", say(words.VALUE), lambda x: _amount(x, x.value), "n2"),
        GridColumn("headroom", say(_HEADROOM), lambda x: _amount(x, _room(x)), "n2"),
        GridColumn("state", say(_STATE), stated, look=wrap, width=_WORD, conditions=looks),
        GridColumn("kind", say(_KIND), lambda x: say(KINDS[x.kind]), look=wrap, width=_WORD),
        GridColumn("penalty", say(_PENALTY, voice.currency), lambda x: x.penalty or None, "n0"),
        GridColumn(
            "saves", say(_SAVES), lambda x: sentences.saving_per_step(x, voice), look=wrap, span=2
        ),
        GridColumn("makers", say(_MAKERS), lambda x: _makers(x, voice), look=wrap, span=4),
    )
    unpaid = not any(line.penalty for line in lines)
    shown = tuple(column for column in columns if column.key != "penalty" or not unpaid)
    return Grid("limits", shown, lines)


def _measured(line: LimitLine, voice: Voice) -> str:
    known = {limit.limit: limit for limit in voice.case.limits}
    return rules.said(known[line.limit], voice) if line.limit in known else line.measure


def _amount(line: LimitLine, value: float | None) -> GridCell:
    """A number in the format of what is measured."""
    return GridCell(value, format=MEASURES[line.measure].style)


def _room(line: LimitLine) -> float | None:
    return 0.0 if state(line) == "binding" else line.headroom


def _makers(line: LimitLine, voice: Voice) -> str:
    return ", ".join(
        f"{shortened(voice.supplier(one.supplier), _LONGEST_MAKER)} {speak.percent(one.fraction)}"
        for one in line.makers[:_MOST_MAKERS]
    )
