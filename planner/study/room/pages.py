"""The pages of the room: what can be traded away, and at what price offers come and go."""

from collections.abc import Callable, Iterator

from planner.explain import speak
from planner.explain.voice import Voice
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.look import quantity_style
from planner.page.page import BlankRow, Block, Page, Section, Tile, Tiles
from planner.study.front import words as shared
from planner.study.front.pages import chart_values, front, record, says
from planner.study.front.points_page import points_page, with_base
from planner.study.room import headings as words
from planner.study.room import words as room_words
from planner.study.room.found import Range, RoomFound
from planner.study.room.price_page import prices_page
from planner.study.room.range_bars import range_bars, range_name
from planner.study.room.words import countries, cut, idle, spending, suppliers, verdict
from planner.words import Words

_BANDS = {"out": "good", "part": "near", "held": "bad", "new": "more"}
_USED = ("out", "part", "held")
"""Verdicts on who is bought from now."""


def room_pages(study: RoomFound, voice: Voice) -> list[Page]:
    """The ranges as bars and tables, the prices at which offers turn, the plans at the ends."""
    about = voice.say(
        words.ROOM_ABOUT,
        title=voice.case.settings.title or "-",
        within=speak.percent(study.within),
    )
    blocks: list[Block] = [
        Tiles(_tiles(study, voice)),
        says(voice, room_words.room_sentences(study, voice)),
    ]
    values: list[Block] = []
    for found, chart, table in (
        (suppliers(study), words.SUPPLIERS_CHART, words.RANGES_TABLE),
        (countries(study), words.COUNTRIES_CHART, words.COUNTRIES_TABLE),
    ):
        if found:
            for bars, grid in range_bars(found, chart, voice):
                blocks += [bars, BlankRow()]
                values.append(grid)
            blocks.append(Section(voice.say(table), (_ranges(study, found, voice),)))
    blocks += [*record(voice, study.run), *chart_values(voice, values)]
    page = front(voice, words.ROOM, words.ROOM_TITLE, about, blocks)
    prices = [prices_page(study, voice)] if study.turnings else []
    return [page, *prices, points_page(voice, with_base(study))]


def _tiles(study: RoomFound, voice: Voice) -> tuple[Tile, ...]:
    base = study.base.objective
    allowed = None if base is None else study.within * abs(base)
    money = voice.scale([allowed])
    kinds = [verdict(one) for one in suppliers(study)]
    foot = voice.say(words.OF_USED, sum(kind in _USED for kind in kinds))
    return (
        Tile(
            voice.say(words.ALLOWANCE, money.unit),
            allowed,
            "million" if money.size > 1 else "whole",
            voice.say(words.OF_BASE, speak.percent(study.within)),
        ),
        Tile(voice.say(words.CAN_GO), kinds.count("out"), "whole", foot),
        Tile(voice.say(words.CANNOT_GO), kinds.count("held"), "whole", foot),
        Tile(voice.say(words.CAN_COME), kinds.count("new"), "whole", voice.say(words.NOT_USED)),
        *_nearest(study, voice),
    )


def _nearest(study: RoomFound, voice: Voice) -> Iterator[Tile]:
    """The idle offer that needs the smallest cut to come in; nothing if none ever does."""
    for one in idle(study):
        if cut(one) is not None:
            named = f"{voice.supplier(one.supplier)} {voice.material(one.material)}"
            yield Tile(voice.say(words.NEAREST_OFFER), cut(one), "percent_change", named)
            return


def _ranges(study: RoomFound, found: list[Range], voice: Voice) -> Grid:
    """Least, now and most of each, what can be cut and raised, and the verdict."""
    kind = found[0].kind
    spent = _spent(study, kind)

    def amount(key: str, heading: Words, of: Callable[[Range], float]) -> GridColumn:
        return GridColumn(
            key, voice.say(heading), lambda one: GridCell(of(one), format=_style(one))
        )

    columns = (
        GridColumn(
            "name",
            voice.say(shared.COUNTRY if kind == "country" else shared.SUPPLIER),
            lambda one: range_name(one, voice),
            look="bold",
            span=2,
        ),
        GridColumn(
            "share", voice.say(words.SPEND_SHARE), lambda one: spent.get(one.name), "percent"
        ),
        GridColumn("unit", voice.say(shared.UNIT)),
        amount("least", words.LEAST, lambda one: one.least),
        amount("now", shared.NOW, lambda one: one.now),
        amount("most", words.MOST, lambda one: one.most),
        amount("cut", words.CUT, lambda one: max(0.0, one.now - one.least)),
        GridColumn("part", voice.say(words.CUT_PART), _cut_part, "percent"),
        amount("raise", words.RAISE, lambda one: max(0.0, one.most - one.now)),
        GridColumn("verdict", voice.say(words.VERDICT), lambda one: _verdict(one, voice), span=2),
    )
    return Grid(f"ranges {kind}", columns, found)


def _style(one: Range) -> str:
    return quantity_style([one.least, one.now, one.most])


def _cut_part(one: Range) -> float | None:
    return max(0.0, 1.0 - one.least / one.now) if verdict(one) in _USED else None


def _verdict(one: Range, voice: Voice) -> GridCell:
    kind = verdict(one)
    return GridCell(voice.say(words.VERDICTS[kind]), look=_BANDS.get(kind, ""))


def _spent(study: RoomFound, kind: str) -> dict[str, float]:
    """Share of the plan's spending by supplier or country."""
    if kind == "supplier":
        return spending(study)
    whole = sum(row.spend for row in study.base.bought) or 1.0
    sums: dict[str, float] = {}
    for row in study.base.bought:
        sums[row.country] = sums.get(row.country, 0.0) + row.spend / whole
    return sums
