"""Stock fan: what stock may be at each period's end, over all futures."""

from collections.abc import Callable

from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.outcomes.risk import FanLine
from planner.page.drawing import Fan, Over
from planner.page.grid import Fit, GridColumn, Matrix
from planner.page.look import quantity_style
from planner.page.page import Gallery, Page, Section
from planner.report import ledger, words
from planner.report import risk_headings as shared
from planner.words import Words
from planner.words.width import shortened

MOST_CHARTS = 8
_NAME = Words("재고 범위", "Stock fan")
_ABOUT = Words(
    "미래마다 달라지는 기말 재고: 미래 20개 중 18개가 옅은 띠 안, 절반이 짙은 띠 안에 있습니다.",
    "Stock at period end over the futures: 18 in 20 lie in the light band, half in the dark one.",
)
_ALT = Words(
    "{} 재고의 P5~P95 띠, P25~P75 띠, 중앙값, 목표.",
    "Bands of {} from P5 to P95 and from P25 to P75, with median and target.",
)
_OUTER, _INNER = Words("P5~P95", "P5 to P95"), Words("P25~P75", "P25 to P75")
_MEDIAN, _PERCENTILE = Words("중앙값", "Median"), Words("백분위", "Percentile")
_TABLE = Words(
    "기말 재고의 백분위 (품목 단위)", "Percentiles of stock at period end (material's unit)"
)
_BANDS_TABLE = Words(
    "그림의 띠 (두 백분위의 차이)", "Bands of the charts (differences of percentiles)"
)

Lines = tuple[tuple[Words, Callable[[FanLine], float | None]], ...]
"""What is said of each stockpile, a row each."""
_PERCENTILES: Lines = (
    (shared.P95, lambda line: line.p95),
    (shared.P75, lambda line: line.p75),
    (_MEDIAN, lambda line: line.p50),
    (shared.P25, lambda line: line.p25),
    (shared.P5, lambda line: line.p5),
    (words.TARGET_SERIES, lambda line: line.target),
)
_MEDIAN_ROW, _TARGET_ROW = 2, 5
_BANDS: Lines = (
    (Words("0~P5", "0 to P5"), lambda line: line.p5),
    (Words("P5~P25", "P5 to P25"), lambda line: line.p25 - line.p5),
    (_INNER, lambda line: line.p75 - line.p25),
    (Words("P75~P95", "P75 to P95"), lambda line: line.p95 - line.p75),
)


def fan_page(plan: Plan, voice: Voice) -> Page | None:
    """Up to eight fans and their tables; None where no stockpile is known."""
    if plan.risk is None or not plan.risk.fan:
        return None
    piles, periods = charted(plan.risk.fan), ledger.periods(plan)
    ends = ("0", str(len(periods) - 1))
    fans = tuple(_fan(place, lines, voice, ends) for place, lines in enumerate(piles.values()))
    return Page(
        name=voice.say(_NAME),
        title=voice.say(_NAME),
        about=voice.say(_ABOUT),
        blocks=(
            Gallery(fans),
            Section(voice.say(_TABLE), (_matrix("spread", piles, _PERCENTILES, voice, periods),)),
            Section(voice.say(_BANDS_TABLE), (_matrix("bands", piles, _BANDS, voice, periods),)),
        ),
        width=11.5,
    )


def charted(fan: tuple[FanLine, ...]) -> dict[str, list[FanLine]]:
    """The stockpiles to show, by id: those that a bad future takes furthest below their target."""
    piles: dict[str, list[FanLine]] = {}
    for line in sorted(fan, key=lambda line: (line.stockpile, line.period)):
        piles.setdefault(line.stockpile, []).append(line)

    def rank(name: str) -> tuple[bool, float, str]:
        lines = piles[name]
        aimed = sum(line.target or 0.0 for line in lines)
        lacking = sum(max((line.target or 0.0) - line.p5, 0.0) for line in lines)
        return not aimed, -lacking / (aimed or 1.0), name

    return {name: piles[name] for name in sorted(sorted(piles, key=rank)[:MOST_CHARTS])}


def _matrix(
    key: str, piles: dict[str, list[FanLine]], said: Lines, voice: Voice, periods: list[str]
) -> Matrix:
    """Some lines of each stockpile over the periods."""
    rows = []
    for lines in piles.values():
        by_period = {line.period: line for line in lines}
        for what, of in said:
            found = [of(by_period[one]) if one in by_period else None for one in periods]
            rows.append((lines[0], what, found))
    known = [value for *_, found in rows for value in found if value is not None]
    return Matrix(
        key=key,
        labels=(
            GridColumn(
                "stockpile", voice.say(words.STOCKPILE), lambda row: row[0].stockpile, width=20
            ),
            GridColumn(
                "material",
                voice.say(words.MATERIAL),
                lambda row: voice.material(row[0].material),
                width=Fit(24, 36),
            ),
            GridColumn("what", voice.say(_PERCENTILE), lambda row: voice.say(row[1]), width=12),
            GridColumn("unit", voice.say(words.UNIT), lambda row: row[0].unit, width=8),
        ),
        rows=rows,
        headings=periods,
        of=lambda row: row[2],
        format=min(quantity_style(known), "n1"),
    )


def _fan(place: int, lines: list[FanLine], voice: Voice, ends: tuple[str, str]) -> Fan:
    """The fan of the stockpile in this place of the tables, whose periods have these ``ends``."""
    top, under = place * len(_PERCENTILES), place * len(_BANDS)
    b0, b1, b2, b3 = (Over("bands", under + i, *ends) for i in range(len(_BANDS)))
    pile, unit = lines[0].stockpile, lines[0].unit
    material = shortened(voice.material(lines[0].material), 36)
    aimed = any(line.target for line in lines)
    return Fan(
        title=voice.say(words.STOCK_CHART, stockpile=pile, material=material, unit=unit),
        about=voice.say(_ALT, f"{pile} ({material}, {unit})"),
        names=Over("spread", None, *ends),
        bands=(b0, b1, b2, b3),
        median=Over("spread", top + _MEDIAN_ROW, *ends),
        target=Over("spread", top + _TARGET_ROW, *ends) if aimed else None,
        named=(
            voice.say(_OUTER),
            voice.say(_INNER),
            voice.say(_MEDIAN),
            voice.say(words.TARGET_SERIES),
        ),
    )
