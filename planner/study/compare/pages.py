"""The pages of two plans compared: the verdict, why the cost moved, and every difference."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from planner.explain import speak
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS, signed
from planner.page.conditions import Signed
from planner.page.grid import Grid, GridColumn
from planner.page.money import Money
from planner.page.page import Band, Block, Page, PageLayout, Section, Tile, Tiles
from planner.study.compare import headings as words
from planner.study.compare import phrases
from planner.study.compare.change import EFFECTS, PlanChange
from planner.study.compare.headline import span, verdict
from planner.study.compare.row_pages import (
    input_page,
    material_page,
    order_page,
    period_page,
    supplier_page,
)
from planner.study.compare.waterfall import Fall, waterfall
from planner.study.compare.words import change_sentences, step_name, told
from planner.study.front.pages import run_page, says
from planner.words import Words

_CAUSE_TILES = 3
_DEARER = (Signed(),)
_SIDE = ("name", "objective", "status", "measure", "started", "input", "input_sha256")
"""What the run's record says of each plan."""


def change_pages(change: PlanChange, voice: Voice) -> list[Page]:
    """The summary, what changed row by row, and the run."""
    money = voice.scale((change.a.objective, change.b.objective))
    return [
        _summary(change, voice, money),
        supplier_page(change, voice, money),
        material_page(change, voice, money),
        period_page(change, voice, money),
        order_page(change, voice),
        input_page(change, voice),
        run_page(voice, _run(change)),
    ]


def _summary(change: PlanChange, voice: Voice, money: Money) -> Page:
    title, said = voice.case.settings.title, voice.say(words.TITLE)
    _, *texts = change_sentences(change, voice)
    blocks: list[Block] = [
        Band(verdict(change, voice), _look(change)),
        Tiles(tuple(_tiles(change, voice, money)), blank=1),
        *_fall("causes", change, list(_causes(change, voice)), voice, money),
        *([says(voice, texts, voice.say(words.SAYS))] if texts else []),
        *_ladder(change, voice),
        _effects(change, voice),
        *_bridge(change, voice, money),
        _parts(change, voice),
    ]
    about = voice.say(
        words.SIDES,
        a=change.a.name,
        b=change.b.name,
        a_span=span(change.a, voice),
        b_span=span(change.b, voice),
        currency=voice.currency,
    )
    return Page(
        name=voice.say(words.SUMMARY),
        title=f"{title}: {said}" if title else said,
        blocks=tuple(blocks),
        about=about,
        layout=PageLayout.COVER,
    )


def _look(change: PlanChange) -> str:
    return ("bad" if change.headline.change > 0 else "good") if change.moved else "near"


def _tiles(change: PlanChange, voice: Voice, money: Money) -> Iterator[Tile]:
    """Both costs, or what is paid in the shared periods; the change, and what moved most."""
    costs, causes = change.headline, _CAUSE_TILES
    said = words.PAID_BY if change.only_shared else words.COST_OF
    for plan, side, cost in (("A", change.a, costs.a), ("B", change.b, costs.b)):
        yield Tile(voice.say(said, plan=plan, unit=money.unit), cost, money.tile, side.name)
    part = costs.change / abs(costs.a) if costs.a else None
    percent = "" if part is None else ("+" if part > 0 else "") + speak.percent(part)
    yield Tile(voice.say(words.CHANGE, voice.currency), costs.change, "whole", percent)
    if change.only_shared:
        causes -= 1
        label = voice.say(words.COST_CHANGE, voice.currency)
        yield Tile(label, change.total_change, "whole", "")
    whole = sum(change.causes.values())
    for name in told(change)[:causes]:
        label = f"{voice.say(phrases.EFFECTS[name])}, {voice.currency}"
        effect, foot = change.effects[name], ""
        if abs(whole) > change.unknown:
            foot = voice.say(words.OF_CHANGE, speak.percent(effect / whole))
        yield Tile(label, effect, "whole", foot)


def _ladder(change: PlanChange, voice: Voice) -> list[Section]:
    """From what is paid in the shared periods to the change of cost, with a live total."""
    if not change.ladder:
        return []
    name = voice.say(words.STEP)
    columns = (
        GridColumn(
            "step", name, lambda row: speak.capital(voice.say(phrases.STEPS[row[0]])), span=6
        ),
        GridColumn(
            "money", voice.currency, itemgetter(1), "n0", total=True, span=3, conditions=_DEARER
        ),
    )
    rows = list(change.ladder.items())
    grid = Grid("ladder", columns, rows, total=voice.say(words.TOTAL))
    return [Section(voice.say(words.LADDER, voice.currency), (grid,))]


def _causes(change: PlanChange, voice: Voice) -> Iterator[tuple[str, float]]:
    """Effects large enough to be seen, in their order."""
    for name in EFFECTS:
        if abs(change.effects.get(name, 0.0)) > change.unknown:
            yield voice.say(phrases.EFFECTS[name]), change.effects[name]


_FALLS: dict[str, tuple[Words, Words]] = {
    "causes": (words.WATERFALL, words.WATERFALL_ALT),
    "steps": (words.BRIDGE_CHART, words.BRIDGE_ALT),
}


def _fall(
    key: str, change: PlanChange, changes: list[tuple[str, float]], voice: Voice, money: Money
) -> list[Block]:
    """A waterfall from A to B; nothing where nothing moved."""
    if not changes:
        return []
    ends = (voice.say(words.PLAN_A), voice.say(words.PLAN_B))
    return [waterfall(key, Fall(change.a.objective, changes, ends, money), _FALLS[key], voice)]


def _effects(change: PlanChange, voice: Voice) -> Section:
    """Every cause with its amount and what it measures; the total is live."""
    cause = voice.say(words.CAUSE)
    columns = (
        GridColumn("cause", cause, lambda row: voice.say(phrases.EFFECTS[row[0]]), span=2),
        GridColumn(
            "effect", voice.currency, itemgetter(1), "n0", total=True, span=2, conditions=_DEARER
        ),
        GridColumn(
            key="meaning",
            heading=voice.say(words.MEANING),
            of=lambda row: voice.say(phrases.MEANINGS[row[0]]),
            look="wrap",
            span=8,
        ),
    )
    rows = [(name, change.effects[name]) for name in EFFECTS if name in change.effects]
    grid = Grid("effects", columns, rows, total=voice.say(words.TOTAL))
    return Section(voice.say(words.SPLIT), (grid,))


def _bridge(change: PlanChange, voice: Voice, money: Money) -> list[Section]:
    """The table of steps and its chart; one step alone says nothing new."""
    if not change.bridge:
        return []
    effect, after = (voice.say(said, voice.currency) for said in (words.EFFECT, words.AFTER))
    columns = (
        GridColumn("inputs", voice.say(words.INPUTS), lambda s: step_name(s.inputs, voice), span=6),
        GridColumn("effect", effect, format="n0", total=True, span=3, conditions=_DEARER),
        GridColumn("cost", after, format="n0", span=3),
    )
    grid = Grid(
        key="bridge",
        columns=columns,
        rows=change.bridge,
        total=voice.say(words.TOTAL),
        remark=voice.say(words.BRIDGE_NOTE),
    )
    steps = [(step_name(s.inputs, voice), s.effect) for s in change.bridge if s.effect]
    chart = _fall("steps", change, steps, voice, money) if len(steps) > 1 else []
    return [Section(voice.say(words.BRIDGE), (grid, *chart))]


def _parts(change: PlanChange, voice: Voice) -> Section:
    """Each part of the cost in both plans; a credit is negative."""
    a, b = (f"{voice.say(plan)}, {voice.currency}" for plan in (words.PLAN_A, words.PLAN_B))
    moved = voice.say(words.CHANGE, voice.currency)
    columns = (
        GridColumn(
            "part", voice.say(words.PART), lambda row: voice.say(PARTS[row[0]].name), span=3
        ),
        GridColumn("a", a, itemgetter(1), "n0", span=3),
        GridColumn("b", b, itemgetter(2), "n0", span=3),
        GridColumn("change", moved, lambda row: row[2] - row[1], "n0", span=3, conditions=_DEARER),
    )
    costs = (change.a.cost, change.b.cost)
    rows = [
        (name, *(signed(name, cost.get(name, 0.0)) for cost in costs))
        for name in PARTS
        if any(cost.get(name) for cost in costs)
    ]
    return Section(voice.say(words.PARTS), (Grid("parts", columns, rows),))


def _run(change: PlanChange) -> dict[str, Any]:
    """The record of the comparison, then of each plan."""
    record: dict[str, Any] = {}
    for name, value in change.run.items():
        parts = value if isinstance(value, dict) else {"": value}
        record |= {f"{name} {part}".strip(): one for part, one in parts.items()}
    for plan, side in (("a", change.a), ("b", change.b)):
        record |= {f"{plan}_{name}": getattr(side, name) for name in _SIDE}
    return record
