"""The workbook of the room: what can be traded away, and at what price offers come and go."""

from pathlib import Path

from planner.explain import speak
from planner.explain.voice import Voice
from planner.report.book import Book, Page
from planner.report.styles import quantity_style
from planner.report.table import Grid, GridColumn, write_table
from planner.report.tiles import Tile
from planner.study.front import words as shared
from planner.study.front.front import (
    FIRST,
    LAST,
    MoneyStyle,
    close_study,
    front,
    money_of,
    open_study,
    write_figures,
    write_record,
    write_sentences,
)
from planner.study.room import headings as words
from planner.study.room import words as room_words
from planner.study.room.found import Range, RoomFound
from planner.study.room.price_page import write_prices
from planner.study.room.range_bars import Floating, floating, place_ranges
from planner.study.room.words import countries, cut, idle, spending, suppliers, verdict
from planner.words import Language, Words

_BANDS = {"out": "good", "part": "near", "held": "bad", "new": "more"}


def write_room(study: RoomFound, path: Path | str, language: Language) -> None:
    """Write ranges, prices, sentences and results. Raises OutputError."""
    book = open_study(study, Path(path), language)
    voice = Voice.of(study.case, language)
    case = voice.case
    about = book.say(words.ROOM_ABOUT).format(
        title=case.settings.title or "-", within=speak.percent(study.within)
    )
    page, row = front(book, words.ROOM, words.ROOM_TITLE, about)
    base = study.base.objective
    money = money_of([study.within * (base or 0.0)], case.settings.currency, book)
    row = write_figures(page, _tiles(study, book, money), row)
    row = write_sentences(page, room_words.room_sentences(study, voice), row)
    charts: list[Floating] = []
    for found, chart, table in (
        (suppliers(study), words.SUPPLIERS_CHART, words.RANGES_TABLE),
        (countries(study), words.COUNTRIES_CHART, words.COUNTRIES_TABLE),
    ):
        if found:
            drawn = _charts(page, study, found, chart, row)
            row = _table(page, study, found, table, drawn[-1].end).end + 1
            charts += drawn
    if charts:
        row = page.heading(row, (FIRST, LAST), book.say(shared.DATA))
    for one in charts:
        row = place_ranges(page, one, row)
    write_record(page, study.run, row)
    if study.turnings:
        write_prices(book, study)
    close_study(book, study)


def _tiles(study: RoomFound, book: Book, money: MoneyStyle) -> list[Tile]:
    say, base = book.say, study.base.objective
    kinds = [verdict(one) for one in suppliers(study)]
    now = sum(kind in ("out", "part", "held") for kind in kinds)
    allowed = None if base is None else study.within * abs(base)
    part = speak.percent(study.within)
    foot = say(words.OF_USED).format(now)
    tiles = [
        Tile(
            say(words.ALLOWANCE).format(money.unit),
            allowed,
            "million" if money.size > 1 else "whole",
            say(words.OF_BASE).format(part),
        ),
        Tile(say(words.CAN_GO), kinds.count("out"), "whole", foot),
        Tile(say(words.CANNOT_GO), kinds.count("held"), "whole", foot),
        Tile(say(words.CAN_COME), kinds.count("new"), "whole", say(words.NOT_USED)),
    ]
    nearest = next((one for one in idle(study) if cut(one) is not None), None)
    if nearest:
        voice = Voice.of(study.case, book.language)
        named = f"{voice.supplier(nearest.supplier)} " + voice.material(nearest.material)
        tiles.append(Tile(say(words.NEAREST_OFFER), cut(nearest), "percent_change", named))
    return tiles


def _charts(
    page: Page, study: RoomFound, found: list[Range], title: Words, row: int
) -> list[Floating]:
    """One chart for each unit, for tonnes and kilograms share no axis."""
    charts: list[Floating] = []
    for unit in dict.fromkeys(one.unit for one in found):
        own = [one for one in found if one.unit == unit]
        names = [_name(one, study, page.book.language) for one in own]
        charts.append(floating(own, names, page.book.say(title).format(unit), row))
        row = charts[-1].end
    return charts


def _name(one: Range, study: RoomFound, language: Language) -> str:
    voice = Voice.of(study.case, language)
    if one.kind == "country":
        return voice.country(one.name)
    return voice.supplier(one.name)


def _table(page: Page, study: RoomFound, found: list[Range], title: Words, row: int) -> Grid:
    say = page.book.say
    row = page.heading(row, (FIRST, LAST), say(title))
    columns = [
        GridColumn(
            say(shared.COUNTRY if found[0].kind == "country" else shared.SUPPLIER), "bold", span=2
        ),
        GridColumn(say(words.SPEND_SHARE), "percent"),
        GridColumn(say(shared.UNIT)),
        *(GridColumn(say(one)) for one in (words.LEAST, shared.NOW, words.MOST, words.CUT)),
        GridColumn(say(words.CUT_PART), "percent"),
        GridColumn(say(words.RAISE)),
        GridColumn(say(words.VERDICT), span=2),
    ]
    spent = _spent(study, found[0].kind)
    rows = [
        [
            _name(one, study, page.book.language),
            spent.get(one.name),
            one.unit,
            *(one.least, one.now, one.most, max(0.0, one.now - one.least)),
            max(0.0, 1.0 - one.least / one.now)
            if verdict(one) in ("out", "part", "held")
            else None,
            max(0.0, one.most - one.now),
            say(words.VERDICTS[verdict(one)]),
        ]
        for one in found
    ]
    table = write_table(page, (row, FIRST), columns, rows)
    for place, (one, values) in enumerate(zip(found, rows, strict=True), table.first):
        style = quantity_style([one.least, one.now, one.most])
        for column in (3, 4, 5, 6, 8):
            page.put(place, table.places[column], values[column], "cell", style)
        last = table.places[-1]
        styles = ("cell", *([_BANDS[verdict(one)]] if verdict(one) in _BANDS else []), "text")
        page.put(place, last, values[-1], *styles)
        page.put(place, last + 1, None, *styles)
    return table


def _spent(study: RoomFound, kind: str) -> dict[str, float]:
    """Share of the plan's spending by supplier or country."""
    if kind == "supplier":
        return spending(study)
    whole = sum(row.spend for row in study.base.bought) or 1.0
    sums: dict[str, float] = {}
    for row in study.base.bought:
        sums[row.country] = sums.get(row.country, 0.0) + row.spend / whole
    return sums
