"""The prices at which offers come into the plan and drop out of it."""

from collections.abc import Callable

from planner.explain.voice import Voice
from planner.page.drawing import HALF, Chart, Down, Series
from planner.page.grid import Grid, GridCell, GridColumn
from planner.page.look import AMBER, TEAL
from planner.page.page import Gallery, Page, Section
from planner.study.front import words as shared
from planner.study.front.pages import front
from planner.study.room import headings as words
from planner.study.room.found import RoomFound, Turning
from planner.study.room.words import NEVER, cut, idle, turning_price, used
from planner.words import Words
from planner.words.width import shortened

MOST_BARS = 12
_LONGEST_NAME = 34
_LARGE = 10_000
"""Prices from here on are written without decimals."""


def prices_page(study: RoomFound, voice: Voice) -> Page:
    """Idle and used offers, the ones nearest to turning first."""
    offers = {key: found for key, found in (("idle", idle(study)), ("used", used(study))) if found}
    charts = [
        _chart(key, found, voice)
        for key, found in offers.items()
        if any(cut(one) is not None for one in found)
    ]
    gallery = [Gallery(tuple(charts))] if charts else []
    tables = [_table(key, found, voice) for key, found in offers.items()]
    about = voice.say(words.PRICES_ABOUT)
    return front(voice, words.PRICES, words.PRICES_TITLE, about, [*gallery, *tables])


def _chart(key: str, turnings: list[Turning], voice: Voice) -> Chart:
    title, about, colour = (
        (words.IDLE_CHART, words.IDLE_ALT, TEAL)
        if key == "idle"
        else (words.USED_CHART, words.USED_ALT, AMBER[1])
    )
    count = min(MOST_BARS, sum(cut(one) is not None for one in turnings))
    names, values = (Down(key, column, count=count) for column in ("name", "part"))
    said = voice.say(title)
    return Chart(
        title=said,
        about=voice.say(about, _name(turnings[0], voice)),
        series=(Series(said, names, values, colour, labels="+0.0%;-0.0%;0%"),),
        size=(HALF[0], 90 + 26 * MOST_BARS),
        number="0%",
        kind="bar",
        legend=False,
        signed=key == "idle",
    )


def _table(key: str, turnings: list[Turning], voice: Voice) -> Section:
    title, turns = (
        (words.IDLE_TABLE, words.ENTERS) if key == "idle" else (words.USED_TABLE, words.LEAVES_AT)
    )
    say = voice.say
    columns = (
        GridColumn(
            "name",
            f"{say(shared.SUPPLIER)}, {say(shared.MATERIAL)}",
            lambda one: _name(one, voice),
            look="bold wrap",
            span=3,
        ),
        GridColumn("offer", say(words.OFFER), span=2),
        GridColumn("per", say(words.PER), lambda one: f"{one.currency}/{one.price_per}"),
        _price("price", words.PRICE_NOW, lambda one: one.price, voice),
        _price("change", shared.CHANGE, lambda one: one.change, voice),
        GridColumn("part", say(shared.CHANGE_PART), cut, "percent_change"),
        _price("turns", turns, turning_price, voice, look="bold"),
        GridColumn(
            "remark", say(words.REMARK), lambda one: _remark(one, voice), look="wrap", span=2
        ),
    )
    return Section(say(title), (Grid(key, columns, turnings),))


def _price(
    key: str,
    heading: Words,
    of: Callable[[Turning], float | None],
    voice: Voice,
    look: str = "",
) -> GridColumn:
    def price(one: Turning) -> GridCell:
        return GridCell(of(one), format="n0" if one.price >= _LARGE else "n2")

    return GridColumn(key, voice.say(heading), price, look=look)


def _remark(one: Turning, voice: Voice) -> str:
    """Why an offer never turns."""
    return voice.say(NEVER[one.never]) if one.never in NEVER else one.never


def _name(one: Turning, voice: Voice) -> str:
    supplier = shortened(voice.supplier(one.supplier), _LONGEST_NAME)
    return f"{supplier}, {voice.material(one.material)}"
