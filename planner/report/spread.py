"""How the costs of many futures spread: parts of the futures in bins of cost, for both plans."""

import math

from planner.explain import speak
from planner.explain.voice import Voice
from planner.outcomes.risk import RiskView
from planner.page.drawing import Chart, Down, Series
from planner.page.grid import Grid, GridColumn
from planner.page.look import BLUE, OTHERS_COLOUR
from planner.page.money import Money
from planner.page.page import Beside, Section
from planner.report import risk_headings as shared
from planner.words import Words

# ruff: noqa: E501
BINS = 24
_TITLE = Words("비용 분포 ({}, 구간의 시작)", "Cost distribution ({}, start of each bin)")
_ALT = Words(
    "비용 구간별 미래의 비율, 이 계획과 위험을 보지 않은 계획. 가장 나쁜 미래는 각각 {own}, {riskless}.",
    "Part of the futures in each bin of cost for both plans. The worst futures cost {own} and {riskless}.",
)
_BIN = Words("비용 구간, {}", "Cost, {}")


def spread_section(view: RiskView, voice: Voice, money: Money) -> list[Section]:
    """The bins and their picture; nothing where no costs are known."""
    if not any(view.histogram):
        return []
    cuts = edges(view)
    rows = list(zip(cuts, *(bins(costs, cuts) for costs in view.histogram), strict=False))
    columns = (
        GridColumn(
            "bin", voice.say(_BIN, money.unit), lambda row: speak.number(row[0] / money.size, 4)
        ),
        GridColumn("own", voice.say(shared.OWN), lambda row: row[1], "percent"),
        GridColumn("riskless", voice.say(shared.RISKLESS), lambda row: row[2], "percent"),
    )
    beside = Beside((Grid("spread", columns, rows),), (_chart(view, voice, money),))
    return [Section(voice.say(shared.SPREAD), (beside,))]


def bins(costs: tuple[float, ...], edges: list[float]) -> list[float]:
    """Part of the costs in each bin between the edges; the last bin holds its upper edge too."""
    count = [0] * (len(edges) - 1)
    for cost in costs:
        place = sum(edge <= cost for edge in edges[1:-1])
        count[place] += 1
    return [one / max(len(costs), 1) for one in count]


def edges(view: RiskView) -> list[float]:
    """Edges of equally wide bins over the costs of both plans, at round numbers."""
    costs = [cost for part in view.histogram for cost in part]
    low, high = min(costs, default=0.0), max(costs, default=1.0)
    raw = max((high - low) / BINS, abs(high) * 1e-6, 1e-6)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(m * size for m in (1, 2, 2.5, 5, 10) if m * size >= raw * (1 - 1e-9))
    first = math.floor(low / step)
    count = max(1, math.ceil(high / step + 1e-9) - first)
    return [(first + i) * step for i in range(count + 1)]


def _chart(view: RiskView, voice: Voice, money: Money) -> Chart:
    own, riskless = voice.money(view.own.worst), voice.money(view.riskless.worst)
    names = Down("spread", "bin")
    return Chart(
        title=voice.say(_TITLE, money.unit),
        about=voice.say(_ALT, own=own, riskless=riskless),
        series=(
            Series(voice.say(shared.OWN), names, Down("spread", "own"), BLUE),
            Series(voice.say(shared.RISKLESS), names, Down("spread", "riskless"), OTHERS_COLOUR),
        ),
        size=(590, 340),
        number="0%",
        unit=voice.say(shared.PART_OF_FUTURES),
    )
