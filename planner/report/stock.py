"""Stock: quantity and days of cover of every stockpile, against its target; unmet demand."""

from collections.abc import Callable

from planner.explain.voice import Voice
from planner.glossary.choices import OWNERS
from planner.outcomes.plan import Plan, StockLine
from planner.page.drawing import Chart, Over, Series
from planner.page.grid import Fit, Grid, GridColumn, Matrix
from planner.page.look import AMBER, BLUE, quantity_style
from planner.page.page import BlankRow, Block, Gallery, Note, Page, ScreenOnly, Section
from planner.report import ledger, words
from planner.schema.headings import heading
from planner.words import Words
from planner.words.width import shortened

MOST_CHARTS = 12
_NAME = Words("재고", "Stock")
_ABOUT = Words(
    "비축별 기말 재고와 재고 일수, 목표와 비교",
    "Stock at each period's end and days of cover, against the target",
)
_LOCATION, _OWNER = heading("stockpiles", "location"), heading("stockpiles", "owner")
_CLOSING = Words("마지막 재고", "Closing stock")
_DRAWN = Words("방출 합계", "Drawn in all")
_LOWEST_DAYS = Words("최저 일수", "Lowest days")
_LOWEST_WHEN = Words("최저 시점", "Lowest when")
_MOST_MISSING = Words("최대 목표 미달", "Most missing")
_QUANTITY = Words("기말 재고 (품목 단위)", "Stock at period end (material's unit)")
_TARGET = Words("목표 재고 (품목 단위)", "Target stock (material's unit)")
_DAYS, _DAY_UNIT = Words("재고 일수", "Days of cover"), Words("일", "days")
_ALT = Words(
    "{} 기말 재고 막대와 목표선.", "Columns of {} at period end, with the target as a line."
)
_SHORTAGE_COST = Words("부족 비용 ({})", "Cost ({})")
_SHORTAGES = Words("미충족 수요", "Unmet demand")
_STOCK_SERIES = Words("재고", "Stock")
Piles = dict[str, list[StockLine]]


def stock_page(plan: Plan, voice: Voice) -> Page | None:
    """An overview, the charts, and matrices of stock, target and days of cover.

    None if there is neither stock nor unmet demand.
    """
    piles = _piles(plan)
    if not piles and not plan.shortages:
        return None
    nothing: list[Block] = [Note(voice.say(words.NOTHING)), BlankRow(), *_shortages(plan, voice)]
    return Page(
        name=voice.say(_NAME),
        title=voice.say(_NAME),
        about=voice.say(_ABOUT),
        blocks=tuple(_found(plan, voice, piles) if piles else nothing),
        widths=(18, 20, 10),
        width=11,
        frozen=1,
    )


def _found(plan: Plan, voice: Voice, piles: Piles) -> list[Block]:
    """Of many periods the screen has every one, the paper the overview and the charts."""
    aimed = {name: lines for name, lines in piles.items() if _aimed(lines)}
    targets = _matrix("target", plan, voice, aimed, lambda line: line.target)
    matrices = (
        Section(
            voice.say(_QUANTITY),
            (_matrix("quantity", plan, voice, piles, lambda line: line.quantity),),
        ),
        *([Section(voice.say(_TARGET), (targets,))] if aimed else []),
        Section(voice.say(_DAYS), (_matrix("days", plan, voice, piles, lambda line: line.days),)),
    )
    long = len(ledger.windows(plan)) < plan.case.settings.periods
    return [
        _overview(voice, piles),
        *_shortages(plan, voice),
        Gallery(tuple(_charts(plan, voice, piles, list(aimed))), across=3),
        *([ScreenOnly(matrices)] if long else matrices),
    ]


def _piles(plan: Plan) -> Piles:
    found: Piles = {}
    for line in sorted(plan.stock, key=lambda line: (line.stockpile, line.period)):
        found.setdefault(line.stockpile, []).append(line)
    return found


def _aimed(lines: list[StockLine]) -> bool:
    return any(line.target for line in lines)


def _lowest(lines: list[StockLine]) -> StockLine | None:
    known = [line for line in lines if line.days is not None]
    return min(known, key=lambda line: (line.days or 0.0, line.period), default=None)


def _overview(voice: Voice, piles: Piles) -> Grid:
    last = {name: lines[-1] for name, lines in piles.items()}
    low = {name: found for name, lines in piles.items() if (found := _lowest(lines))}
    say = voice.say
    columns = (
        *_labels(voice, piles),
        GridColumn("owner", say(_OWNER), lambda name: say(OWNERS[last[name].owner])),
        GridColumn("closing", say(_CLOSING), lambda name: last[name].quantity, "n1"),
        GridColumn("drawn", say(_DRAWN), lambda name: sum(s.drawn for s in piles[name]), "n1"),
        GridColumn(
            "lowest", say(_LOWEST_DAYS), lambda n: low[n].days if n in low else None, "whole"
        ),
        GridColumn("when", say(_LOWEST_WHEN), lambda n: low[n].period if n in low else None),
        GridColumn("missing", say(_MOST_MISSING), lambda n: max(s.missing for s in piles[n]), "n1"),
    )
    return Grid("overview", columns, list(piles))


def _labels(voice: Voice, piles: Piles, unit: str = "") -> tuple[GridColumn, ...]:
    """What each stockpile is; ``unit`` empty: its material's. A location where there are some."""
    columns = (
        GridColumn("stockpile", voice.say(words.STOCKPILE), lambda name: name),
        GridColumn(
            "material",
            voice.say(words.MATERIAL),
            lambda name: voice.material(piles[name][-1].material),
            width=Fit(20, 36),
        ),
        GridColumn("location", voice.say(_LOCATION), lambda name: piles[name][-1].location),
        GridColumn("unit", voice.say(words.UNIT), lambda name: unit or piles[name][-1].unit),
    )
    placed = any(line.location for lines in piles.values() for line in lines)
    return _placed(columns, placed)


def _placed(columns: tuple[GridColumn, ...], placed: bool) -> tuple[GridColumn, ...]:
    """The columns, without that of locations where nothing has one."""
    return tuple(column for column in columns if placed or column.key != "location")


def _shortages(plan: Plan, voice: Voice) -> list[Block]:
    lines = sorted(plan.shortages, key=lambda s: (s.material, s.location, s.period))
    columns = (
        GridColumn("material", voice.say(words.MATERIAL), lambda s: voice.material(s.material)),
        GridColumn("location", voice.say(_LOCATION)),
        GridColumn("period", voice.say(words.PERIOD)),
        GridColumn("unit", voice.say(words.UNIT)),
        GridColumn("quantity", voice.say(words.QUANTITY), format="n2"),
        GridColumn("cost", voice.say(_SHORTAGE_COST, voice.currency), format="n0", total=True),
    )
    shown = _placed(columns, any(line.location for line in lines))
    grid = Grid("shortages", shown, lines, total=voice.say(words.TOTAL))
    return [Section(voice.say(_SHORTAGES), (grid,))] if lines else []


def _matrix(
    key: str, plan: Plan, voice: Voice, piles: Piles, amount: Callable[[StockLine], float | None]
) -> Matrix:
    times, days = ledger.periods(plan), key == "days"
    found = {(s.stockpile, s.period): amount(s) for lines in piles.values() for s in lines}
    known = [one for one in found.values() if one is not None]
    return Matrix(
        key=key,
        labels=_labels(voice, piles, voice.say(_DAY_UNIT) if days else ""),
        rows=list(piles),
        headings=times,
        of=lambda name: [found.get((name, time)) for time in times],
        format="whole" if days else min(quantity_style(known), "n1"),
    )


def _charts(plan: Plan, voice: Voice, piles: Piles, aimed: list[str]) -> list[Chart]:
    """Stockpiles with a target, then those of thinnest cover; shown by id."""

    def rank(name: str) -> tuple[bool, float, str]:
        low = _lowest(piles[name])
        return name not in aimed, low.days or 0.0 if low else float("inf"), name

    shown = sorted(sorted(piles, key=rank)[:MOST_CHARTS])
    ends = ("0", str(plan.case.settings.periods - 1))
    heads = Over("quantity", None, *ends)
    charts = []
    for name in shown:
        held = Over("quantity", list(piles).index(name), *ends)
        series = [Series(voice.say(_STOCK_SERIES), heads, held, BLUE)]
        if name in aimed:
            wanted = Over("target", aimed.index(name), *ends)
            target = voice.say(words.TARGET_SERIES)
            series.append(Series(target, heads, wanted, AMBER[1], line=True))
        charts.append(_chart(voice, piles[name][0], series))
    return charts


def _chart(voice: Voice, pile: StockLine, series: list[Series]) -> Chart:
    """Stock as columns, its target as a line."""
    name, unit = pile.stockpile, pile.unit
    material = shortened(voice.material(pile.material), 36)
    return Chart(
        title=voice.say(words.STOCK_CHART, stockpile=name, material=material, unit=unit),
        about=voice.say(_ALT, f"{name} ({material}, {unit})"),
        series=tuple(series),
        size=(450, 265),
    )
