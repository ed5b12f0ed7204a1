"""The workbook of a simulation: what it says, costs both ways, their spread, the worst futures."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from models.rolling.simulate import Judgement, Simulation
from planner.explain import risk_words, speak
from planner.explain.voice import Voice
from planner.report import risk_headings as risk
from planner.report import words as results
from planner.report.book import Book, Page, wrapped_lines
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import BLUE, OTHERS_COLOUR
from planner.report.table import GridColumn, write_table
from planner.schema.headings import heading
from planner.study.front.bins import cuts_of
from planner.study.front.front import money_of
from planner.study.simulate.words import honest, simulation_sentences, tail
from planner.words import Language, Words

SUMMARY = Words("모의실험", "Simulation")
WORST = Words("최악의 미래", "Worst futures")
FUTURES = Words("미래별 비용", "Futures")
RUN = results.RUN
_ABOUT = Words(
    "정해진 계획을 그 계획이 보지 못한 미래에서 판단한 결과 (씨앗 {seed})",
    "A fixed plan judged in futures it was not made for (seed {seed})",
)
_SAYS = risk.IN_WORDS
_COSTS = Words("비용, {}", "Cost, {}")
_ROLLING = Words("기간마다 다시 결정 (rolling)", "Decided period by period (rolling)")
_FORESIGHT = Words("미래를 다 알고 결정 (foresight)", "With perfect foresight")
_ERROR = risk.ERROR
_ROWS = {
    "count": heading("settings", "futures"),
    "mean": risk.MEAN,
    "cvar": risk.CVAR,
    "p5": risk.P5,
    "p25": risk.P25,
    "p50": risk.P50,
    "p75": risk.P75,
    "p95": risk.P95,
    "worst": risk.WORST,
}
_CHANCE = risk.SHORTAGE_CHANCE
_LACKING = Words("지킬 수 없는 약속이 있는 미래", "Futures with a promise that cannot be kept")
_SPREAD = risk.SPREAD
_BIN = Words("비용 구간의 시작, {}", "Start of the bin, {}")
_PART = risk.PART_OF_FUTURES
_SPREAD_ALT = Words("비용 구간별 미래의 비율.", "Part of the futures in each bin of cost.")
_SHORTAGES = Words("품목별 부족", "Shortages by material")
_MATERIAL, _UNIT = results.MATERIAL, results.UNIT
_AMOUNT = Words("부족량 평균", "Mean shortage")
_FUTURE, _STORY = risk.FUTURE, risk.STORY
_SHORT = Words("부족한 것", "What is short")
_ITEM, _VALUE = results.KEY, results.VALUE
_MANY = 12
_WORST = 20
_LAST = 9
_WIDTH = 17
_TEXT_WIDTH = 175
_CHART_ROWS = 16


def write_simulation(
    simulation: Simulation, info: dict[str, Any], path: Path, language: Language
) -> None:
    """Write the simulation of a plan; ``info`` is shown as the run's record.

    Raises OutputError if the path cannot be written.
    """
    case = speak.case_in(simulation.case, language)
    book = Book(path, language, str(info.get("started", "")), case.settings.title)
    _summary(book, simulation)
    _worst(book, simulation)
    _futures(book, simulation)
    page = book.page(RUN)
    row = page.title(book.say(RUN))
    page.widths(34, 60)
    columns = [GridColumn(book.say(_ITEM)), GridColumn(book.say(_VALUE), "left general wrap")]
    write_table(page, (row, 0), columns, [[key, value] for key, value in info.items()])
    book.close()


def _summary(book: Book, simulation: Simulation) -> None:
    voice = Voice.of(simulation.case, book.language)
    page = book.page(SUMMARY)
    about = book.say(_ABOUT).format(seed=simulation.seed)
    row = page.title(book.say(SUMMARY), about)
    page.widths(34, *[_WIDTH] * _LAST)
    page.sheet.fit_to_pages(1, 1)
    row = page.heading(row, (0, _LAST), book.say(_SAYS))
    said = simulation_sentences(simulation, voice)
    row = page.sentences(row, (0, _LAST), said, _TEXT_WIDTH, numbered=False)
    row = _costs(page, simulation, row + 1)
    row = _spread(page, simulation, row)
    _shortages(page, simulation, row)


def _scale(simulation: Simulation, book: Book) -> tuple[str, str, float]:
    """Cell style of money, the unit headings name, and how much one of it is."""
    money = money_of(simulation.foresight.costs, simulation.case.settings.currency, book)
    return money.style, money.unit, money.size


def _costs(page: Page, simulation: Simulation, row: int) -> int:
    say = page.book.say
    style, unit, _ = _scale(simulation, page.book)
    both = (simulation.rolling, simulation.foresight)
    row = page.heading(row, (0, _LAST), say(_COSTS).format(unit))
    columns = [GridColumn("")]
    for title in (_ROLLING, _FORESIGHT):
        columns += [GridColumn(say(title), style), GridColumn(say(_ERROR), style)]
    errors: dict[str, Callable[[Judgement], float]] = {
        "mean": lambda one: one.mean.error,
        "cvar": lambda one: one.cvar.error,
    }
    rows = [
        [say(title).format(tail(simulation))]
        + [
            _number(cell)
            for one in both
            for cell in (_figure(one, name), errors[name](one) if name in errors else None)
        ]
        for name, title in _ROWS.items()
        if name != "count"
    ]
    row = write_table(page, (row, 0), columns, rows).end
    counts = [len(one.costs) for one in both]
    chances = [simulation.shortage(one) for one in both]
    lacking = [int((one.lacking > 0).sum()) for one in both]
    for title, number, figures in (
        (_CHANCE, "percent", [cell for one in chances for cell in (one.value, one.error)]),
        (_ROWS["count"], "whole", [counts[0], None, counts[1], None]),
        (_LACKING, "whole", [lacking[0], None, lacking[1], None]),
    ):
        page.put(row, 0, say(title), "cell", "text")
        for place, figure in enumerate(figures, 1):
            page.put(row, place, _number(figure), "cell", number)
        row += 1
    return row + 1


def _figure(judged: Judgement, name: str) -> float:
    if not len(judged.costs):
        return float("nan")
    if name in ("mean", "cvar"):
        return float(getattr(judged, name).value)
    return judged.percentile(100.0 if name == "worst" else float(name[1:]))


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def _spread(page: Page, simulation: Simulation, row: int) -> int:
    say = page.book.say
    _, unit, size = _scale(simulation, page.book)
    row = page.heading(row, (0, _LAST), say(_SPREAD))
    shown = [
        (title, one, colour)
        for title, one, colour in (
            (_ROLLING, simulation.rolling, BLUE),
            (_FORESIGHT, simulation.foresight, OTHERS_COLOUR),
        )
        if len(one.costs)
    ]
    cuts = cuts_of(np.concatenate([one.costs for _, one, _ in shown]))
    parts = [np.histogram(one.costs, cuts)[0] / len(one.costs) for _, one, _ in shown]
    rows = [
        [speak.number(low / size, 4), *own]
        for low, *own in zip(cuts[:-1].tolist(), *(part.tolist() for part in parts), strict=True)
    ]
    columns = [GridColumn(say(_BIN).format(unit))]
    columns += [GridColumn(say(title), "percent") for title, _, _ in shown]
    table = write_table(page, (row, 0), columns, rows)
    look = Look(say(_SPREAD), say(_SPREAD_ALT), (620, 310), "0%", say(_PART))
    names = table.area(page, 0)
    series = [
        Series(say(title), names, table.area(page, place), colour)
        for place, (title, _, colour) in enumerate(shown, 1)
    ]
    place_chart(page, (row, 4), look, series)
    return max(table.end, row + _CHART_ROWS) + 1


def _shortages(page: Page, simulation: Simulation, row: int) -> int:
    say, judged = page.book.say, honest(simulation)
    chance = simulation.is_short(judged).mean(axis=0)
    often = [i for i in np.argsort(-chance, kind="stable")[:_MANY].tolist() if chance[i] > 0]
    if not often:
        return row
    row = page.heading(row, (0, _LAST), say(_SHORTAGES))
    case = speak.case_in(simulation.case, page.book.language)
    columns = [GridColumn(say(_MATERIAL)), GridColumn(say(_CHANCE), "percent")]
    columns += [GridColumn(say(_AMOUNT), "n3"), GridColumn(say(_UNIT))]
    rows = [
        [_node(simulation, i, page.book.language), chance[i], judged.short[:, i].mean(), unit]
        for i in often
        if (unit := case.material[case.nodes[i][0]].unit)
    ]
    return write_table(page, (row, 0), columns, rows).end + 1


def _node(simulation: Simulation, place: int, language: Language) -> str:
    voice = Voice.of(simulation.case, language)
    material, location = simulation.case.nodes[place]
    named = voice.material(material)
    return f"{named}, {location}" if len(simulation.case.locations) > 1 else named


def _worst(book: Book, simulation: Simulation) -> None:
    """The dearest futures: what they cost, what is short in them, what happens."""
    page, say, judged = book.page(WORST), book.say, honest(simulation)
    style, unit, _ = _scale(simulation, book)
    row = page.title(say(WORST), say(_ABOUT).format(seed=simulation.seed))
    page.widths(10, 18, 18, 50, 80)
    seen = dict(zip(simulation.foresight.numbers.tolist(), simulation.foresight.costs, strict=True))
    columns = [GridColumn(say(_FUTURE), "left")]
    columns += [GridColumn(f"{say(title)}, {unit}", style) for title in (_ROLLING, _FORESIGHT)]
    columns += [GridColumn(say(_SHORT), "wrap"), GridColumn(say(_STORY), "wrap")]
    rolled = judged is simulation.rolling
    rows = []
    for i in np.argsort(-judged.costs, kind="stable")[:_WORST].tolist():
        number = int(judged.numbers[i])
        cost = float(judged.costs[i]) if rolled else None
        rows.append([number + 1, cost, seen.get(number), *_why(simulation, judged, i, book)])
    table = write_table(page, (row, 0), columns, rows)
    for place, (*_, short, story) in enumerate(rows, table.first):
        lines = max(wrapped_lines(str(short), 45), wrapped_lines(str(story), 72))
        page.sheet.set_row(place, 15 * lines + 2)


def _why(simulation: Simulation, judged: Judgement, i: int, book: Book) -> tuple[str, str]:
    voice = Voice.of(simulation.case, book.language)
    short = judged.short[i] * simulation.is_short(judged)[i]
    case = simulation.case
    parts = [
        f"{_node(simulation, n, book.language)} "
        + speak.quantity(float(short[n]), case.material[case.nodes[n][0]].unit)
        for n in np.flatnonzero(short).tolist()
    ]
    story = "; ".join(simulation.stories[int(judged.numbers[i])])
    return ", ".join(parts), risk_words.story(story, voice)


def _futures(book: Book, simulation: Simulation) -> None:
    """Every future with its costs both ways, for those who want to compute further."""
    page, say = book.page(FUTURES), book.say
    row = page.title(say(FUTURES), say(_ABOUT).format(seed=simulation.seed))
    page.widths(10, 24, 24)
    columns = [GridColumn(say(_FUTURE), "left")]
    currency = simulation.case.settings.currency
    columns += [GridColumn(f"{say(title)}, {currency}", "n0") for title in (_ROLLING, _FORESIGHT)]
    both = [
        dict(zip(one.numbers.tolist(), one.costs.tolist(), strict=True))
        for one in (simulation.rolling, simulation.foresight)
    ]
    numbers = sorted(both[0].keys() | both[1].keys())
    rows = [[n + 1, *(costs.get(n) for costs in both)] for n in numbers]
    write_table(page, (row, 0), columns, rows)
