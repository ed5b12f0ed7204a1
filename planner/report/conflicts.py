"""Conflicts: why there is no plan, policies first, and by how much they would have to give way."""

from planner.explain import sentences
from planner.explain.voice import Voice
from planner.glossary.choices import BASES
from planner.outcomes.plan import Conflict, Plan
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.page import Note, Page
from planner.report import words
from planner.schema.headings import heading
from planner.words import Words

CONFLICTS = Words("충돌", "Conflicts")
_ABOUT = Words(
    "함께 지킬 수 없는 약속들. 방침을 먼저, 사실을 나중에 적었습니다.",
    "Promises that cannot be kept together: policies first, facts after.",
)
_POLICY, _RELAX = heading("limits", "basis"), Words("완화량", "Relax by")
_NONE = Words("충돌 진단이 없습니다.", "There is no diagnosis.")


def conflicts_page(plan: Plan, voice: Voice) -> Page:
    """Every promise of the conflict as a sentence and as figures."""
    none = Note(voice.say(_NONE))
    return Page(
        name=voice.say(CONFLICTS),
        title=voice.say(CONFLICTS),
        about=voice.say(_ABOUT),
        blocks=(_grid(plan, voice) if plan.conflicts else none,),
    )


def in_order(plan: Plan) -> list[Conflict]:
    """Return policies before facts, and what must give way before what need not."""
    return sorted(
        plan.conflicts, key=lambda c: (not c.policy, not c.relax, c.kind, c.subject, c.period)
    )


def _grid(plan: Plan, voice: Voice) -> Grid:
    def amount(value: float | None, conflict: Conflict) -> GridCell:
        return GridCell(value, format="percent" if conflict.unit == "share" else None)

    columns = (
        GridColumn(
            "basis",
            voice.say(_POLICY),
            lambda c: voice.say(BASES["policy" if c.policy else "fact"]),
            look="bold",
            width=15,
        ),
        GridColumn(
            "sentence",
            voice.say(words.SENTENCE),
            lambda c: sentences.conflict_sentence(c, voice),
            look="wrap",
            width=100,
        ),
        GridColumn(
            "subject", voice.say(words.SUBJECT), lambda c: voice.subject(c.subject), width=34
        ),
        GridColumn(
            "period", voice.say(words.PERIOD), lambda c: sentences.window(c.period, voice), width=13
        ),
        GridColumn("bound", voice.say(words.BOUND), lambda c: amount(c.bound, c), "n3", width=12),
        GridColumn(
            "relax", voice.say(_RELAX), lambda c: amount(c.relax or None, c), "n3", width=12
        ),
        GridColumn("unit", voice.say(words.UNIT), lambda c: c.unit, width=10),
    )
    return Grid("conflicts", columns, in_order(plan), pinned=0, repeated=True)
