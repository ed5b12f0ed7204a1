"""Regret: what each plan's orders cost when another scenario comes, and which plan to hold."""

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name

from planner.explain.voice import Voice
from planner.report.book import Book, Page, name_widths, wrapped_lines
from planner.report.charts import Look, Series, place_chart
from planner.report.styles import BLUE, TEAL
from planner.report.table import Grid, GridColumn, write_table
from planner.study.front.front import MoneyStyle, money_of
from planner.study.scenarios import headings as words
from planner.study.scenarios.found import ScenariosFound
from planner.study.scenarios.plan_page import left_out
from planner.study.scenarios.regret_words import among_planned, limits_said, worst
from planner.study.scenarios.voice import ScenarioVoice

_WIDTH, _VERDICT_WIDTH = 13.0, 18.0
_COMES_SPAN, _BROKEN_SPAN = 3, 7
_GREEN, _YELLOW, _RED = "#63BE7B", "#FFEB84", "#F8696B"
_ROW_PIXELS, _BAR_PIXELS = 20, 24
_Matrix = Sequence[Sequence[float | None]]


def write_regret(book: Book, study: ScenariosFound, titles: Mapping[str, str]) -> None:
    """Write the matrix of regret as a heat map, the plan to hold marked, and the costs behind."""
    whole, study = study, among_planned(study)
    if not study.names:
        return
    replayed = [value for line in study.replayed for value in line]
    money = money_of(replayed, study.case.settings.currency, book)
    page = book.page(words.REGRET)
    about = book.say(words.REGRET_ABOUT).format(money.unit)
    row = page.title(book.say(words.REGRET_TITLE), "")
    names = [titles.get(name, name) for name in study.names]
    count = len(names)
    page.widths(*name_widths(names))
    page.sheet.set_column(1, count, _WIDTH)
    page.sheet.set_column(count + 1, count + 2, _VERDICT_WIDTH)
    row = page.note(1, (0, count + 2), about, round(30 + (count + 2) * _WIDTH)) + 1
    row = left_out(page, whole, titles, row)
    row = page.heading(row, (0, count + 2), book.say(words.REGRET_MATRIX))
    table = _matrix(page, study, names, study.regret, money, row)
    _verdicts(page, study, table, money)
    _heat(page, table, count)
    row = _footnotes(page, study, table.end)
    row = _chart(page, study, names, table, money, row + 1)
    row = page.heading(row, (0, count + 2), f"{book.say(words.LIVED_MATRIX)} ({money.unit})")
    below = _matrix(page, study, names, study.replayed, money, row)
    _broken(page, study, names, below.end + 1)
    page.sheet.freeze_panes(table.first, 1)


def _matrix(
    page: Page,
    study: ScenariosFound,
    names: list[str],
    values: _Matrix,
    money: MoneyStyle,
    row: int,
) -> Grid:
    """Plans by scenarios; what cannot be held says so, what breaks a limit has a star."""
    say = page.book.say
    columns = [GridColumn(say(words.HELD_PLAN), "bold"), *(GridColumn(name) for name in names)]
    rows = [[name, *([None] * len(names))] for name in names]
    table = write_table(page, (row, 0), columns, rows)
    for i, line in enumerate(values):
        held = study.names[i] == study.least_regret
        for j, value in enumerate(line):
            place = (table.first + i, 1 + j)
            if value is None:
                page.put(*place, say(words.CANNOT), "cell", "bad", "centre")
                continue
            starred = (f"{money.style}_starred",) if study.broken[i][j] else ()
            page.put(*place, value, "cell", money.style, *starred, *(("bold",) if held else ()))
    return table


def _verdicts(page: Page, study: ScenariosFound, table: Grid, money: MoneyStyle) -> None:
    """The worst of each row, and what to think of it."""
    say, count = page.book.say, len(study.names)
    page.put(table.first - 1, count + 1, say(words.WORST), "head")
    page.put(table.first - 1, count + 2, say(words.VERDICT), "head")
    for i, line in enumerate(study.regret):
        place, fails = table.first + i, sum(value is None for value in line)
        cells = f"{xl_col_to_name(1)}{place + 1}:{xl_col_to_name(count)}{place + 1}"
        if fails < count:
            page.formula(
                place, count + 1, f"=MAX({cells})", worst(study, i)[0], "cell", money.style, "bold"
            )
        else:
            page.put(place, count + 1, None, "cell")
        held = study.names[i] == study.least_regret
        breaks = any(study.broken[i])
        least = words.LEAST_STARRED if breaks else words.LEAST
        verdict = say(words.FAILS).format(fails) if fails else say(least) if held else None
        page.put(place, count + 2, verdict, "cell", "text", *_tone(fails, held, breaks))


def _tone(fails: int, held: bool, breaks: bool) -> tuple[str, ...]:
    if fails:
        return ("bad",)
    return (("near" if breaks else "good"), "bold") if held else ()


def _heat(page: Page, table: Grid, count: int) -> None:
    scale = {"min_color": _GREEN, "mid_color": _YELLOW, "max_color": _RED}
    area = (table.first, 1, table.last, count)
    page.sheet.conditional_format(*area, {"type": "3_color_scale", **scale})


def _footnotes(page: Page, study: ScenariosFound, row: int) -> int:
    """What 'cannot hold' and the star mean; return the next free row."""
    fails = any(value is None for line in study.regret for value in line)
    starred = any(limits for line in study.broken for limits in line)
    for said, needed in ((words.CANNOT_NOTE, fails), (words.STARRED, starred)):
        if needed:
            page.put(row, 0, page.book.say(said), "subtitle")
            row += 1
    return row


def _broken(page: Page, study: ScenariosFound, names: list[str], row: int) -> None:
    """Which limits the starred orders break: a row for each plan and what it breaks alike."""
    say = page.book.say
    voice = ScenarioVoice.about(study, Voice.of(study.case, page.book.language))
    found: dict[tuple[str, str], list[str]] = {}
    for i, line in enumerate(study.broken):
        for j, broken in enumerate(line):
            if broken and study.regret[i][j] is not None:
                found.setdefault((names[i], limits_said(broken, voice)), []).append(names[j])
    if not found:
        return
    row = page.heading(row, (0, len(names) + 2), say(words.BROKEN_TABLE))
    columns = [GridColumn(say(words.HELD_PLAN), "bold")]
    columns += [GridColumn(say(words.COMES), "wrap", span=_COMES_SPAN)]
    columns += [GridColumn(say(words.BROKEN), "wrap", span=_BROKEN_SPAN)]
    rows = [(plan, ", ".join(comes), limits) for (plan, limits), comes in found.items()]
    table = write_table(page, (row, 0), columns, rows)
    for place, (_, comes, limits) in enumerate(rows, table.first):
        texts = ((comes, _COMES_SPAN), (limits, _BROKEN_SPAN))
        lines = max(wrapped_lines(text, span * _WIDTH) for text, span in texts)
        page.sheet.set_row(place, 15 * lines + 3)


def _chart(
    page: Page, study: ScenariosFound, names: list[str], table: Grid, money: MoneyStyle, row: int
) -> int:
    """Bars of the worst of each plan; those that cannot always be held have none."""
    holding = [i for i, line in enumerate(study.regret) if None not in line]
    if not holding:
        return row
    say, count = page.book.say, len(names)
    regrets = [worst(study, i)[0] for i in holding]
    colours = tuple(TEAL if name == study.least_regret else BLUE for name in study.names)
    series = [
        Series(
            say(words.WORST),
            table.area(page, 0),
            page.area(table.first, count + 1, table.last, count + 1),
            BLUE,
            colours,
            labels="#,##0.00,," if money.size > 1 else money.axis,
        )
    ]
    height = 90 + _BAR_PIXELS * count
    about = say(words.WORST_ALT).format(names[holding[regrets.index(min(regrets))]])
    title = say(words.WORST_CHART).format(money.unit)
    look = Look(title, about, (900, height), money.axis, kind="bar", legend=False)
    place_chart(page, (row, 0), look, series)
    return row + height // _ROW_PIXELS + 2
