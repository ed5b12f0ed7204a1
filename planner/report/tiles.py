"""The headline figures of the summary, as tiles: a label, a large number, a remark."""

from dataclasses import dataclass

from planner.explain import figures, rules, sentences
from planner.explain.voice import Voice
from planner.glossary.choices import FORMS
from planner.glossary.countries import country_name
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import Plan
from planner.report import words
from planner.report.book import Book, Page
from planner.report.costs import money_scale, money_style
from planner.report.styles import quantity_style

_TILES_A_ROW = 6
_COLUMNS_A_TILE = 2
_FIRST_COLUMN = 1


@dataclass(frozen=True)
class Tile:
    """One headline figure. ``value`` None: there is nothing to show."""

    label: str
    value: float | None
    style: str
    foot: str


def write_tiles(page: Page, plan: Plan, row: int) -> int:
    """Write the headline figures, then what is bought by form; return the next free row."""
    book = page.book
    for tiles in (_headline(plan, book), [*_bought(plan, book), *_limited(plan, book)]):
        for place, tile in enumerate(tiles[:_TILES_A_ROW]):
            write_tile(page, row, _FIRST_COLUMN + _COLUMNS_A_TILE * place, tile)
        if tiles:
            row += 4
    return row


def write_tile(page: Page, row: int, column: int, tile: Tile) -> None:
    """Write one headline figure over two columns and three rows."""
    across = (column, column + _COLUMNS_A_TILE - 1)
    page.sheet.set_row(row, 17)
    page.sheet.set_row(row + 1, 30)
    page.sheet.set_row(row + 2, 16)
    page.sheet.set_row(row + 3, 9)
    value = "-" if tile.value is None else tile.value
    page.join(row, across, tile.label, "tile_label")
    page.join(row + 1, across, value, tile.style, "tile_value")
    page.join(row + 2, across, tile.foot, "tile_foot")


def _headline(plan: Plan, book: Book) -> list[Tile]:
    return [
        _cost(plan, book),
        *_shortage(plan, book),
        _cover(plan, book),
        *_shares(plan, book),
        _index(plan, book),
    ]


def _cost(plan: Plan, book: Book) -> Tile:
    voice = Voice(plan.case, book.language)
    _, unit = money_scale(plan, book)
    purchase = plan.cost.get("purchase", 0.0)
    said = voice.money(purchase)
    foot = book.say(words.OF_WHICH_PURCHASE).format(said)
    style = money_style(plan)
    label = book.say(words.TOTAL_COST).format(unit)
    return Tile(label, plan.cost["total"], "million1" if style == "million" else style, foot)


def _shortage(plan: Plan, book: Book) -> list[Tile]:
    voice = Voice(plan.case, book.language)
    short = figures.shortages(plan)
    if not short:
        label = book.say(words.SHORTAGE).format("t")
        return [Tile(label, 0.0, "whole", book.say(words.NO_SHORTAGE))]
    amount, unit = max(short)
    cost = sum(line.cost for line in plan.shortages)
    said = voice.money(cost)
    foot = book.say(words.SHORTAGE_COST).format(said)
    return [Tile(book.say(words.SHORTAGE).format(unit), amount, quantity_style([amount]), foot)]


def _cover(plan: Plan, book: Book) -> Tile:
    voice = Voice(plan.case, book.language)
    low, label = figures.lowest_cover(plan), book.say(words.LOWEST_COVER)
    if low is None:
        return Tile(label, None, "whole", "")
    foot = f"{voice.place_of(low)}, {low.period}"
    return Tile(label, low.days, "whole", foot)


def _shares(plan: Plan, book: Book) -> list[Tile]:
    country, foot = figures.watched_country(plan), book.say(words.OF_OXIDE)
    if country is None:
        return []
    name = country_name(country, book.language)
    name = name[0].upper() + name[1:]
    direct = figures.shares(plan, "direct").get(country, 0.0)
    deep = figures.look_through(plan, country)
    return [
        Tile(book.say(words.DIRECT_SHARE).format(name), direct, "whole_percent", foot),
        Tile(book.say(words.DEEP_SHARE).format(name), deep, "whole_percent", foot),
    ]


def _index(plan: Plan, book: Book) -> Tile:
    found, label = figures.hhi(plan), book.say(words.HHI)
    if found is None:
        return Tile(label, None, "whole", "")
    return Tile(label, found[0], "whole", book.say(words.EFFECTIVE).format(f"{found[1]:.1f}"))


def _bought(plan: Plan, book: Book) -> list[Tile]:
    foot = book.say(words.BOUGHT_FOOT)
    tiles = []
    for form, amount, unit in sorted(figures.bought_by_form(plan), key=lambda row: -row[1]):
        name = book.say(FORMS[form]) if form in FORMS else form or book.say(words.NO_FORM)
        label = book.say(words.BOUGHT).format(form=name, unit=unit)
        tiles.append(Tile(label, amount, quantity_style([amount]), foot))
    return tiles[: _TILES_A_ROW - 1]


def _limited(plan: Plan, book: Book) -> list[Tile]:
    """The share that the costliest share rule speaks of, in the window that costs most."""
    voice = Voice(plan.case, book.language)
    found = [rule for rule in figures.binding_rules(plan) if MEASURES[rule.limit.measure].percent]
    if not found:
        return []
    line = max(found[0].lines, key=figures.step_saves)
    window = sentences.window(line.window, voice)
    bound = sentences.limit_value(line, line.bound)
    return [
        Tile(
            rules.short(found[0].limit, voice),
            line.value,
            "whole_percent",
            book.say(words.LIMITED_FOOT).format(window=window, bound=bound),
        )
    ]
