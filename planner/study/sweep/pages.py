"""The pages of ``planner sweep``: what all sweeps say, one page for each, and every plan made."""

from planner.explain.voice import Voice
from planner.page.grid import Grid, GridColumn
from planner.page.money import Money
from planner.page.page import LONGEST_NAME, Block, Page, Section
from planner.study.front import point_words
from planner.study.front import words as shared
from planner.study.front.pages import front, record, says
from planner.study.front.points_page import points_page
from planner.study.sweep import headings as words
from planner.study.sweep.found import SweepFound, SweepsFound
from planner.study.sweep.grid_page import grid_page
from planner.study.sweep.line_page import line_page
from planner.study.sweep.words import SweepVoice, sweep_sentences

_PAGES = {1: line_page, 2: grid_page}
"""By the number of axes: no drawing shows four dimensions."""


def sweep_pages(found: SweepsFound, voice: Voice) -> list[Page]:
    """What every sweep says, a page for each that has one or two axes, and every plan made."""
    return [
        _summary(found, voice),
        *(
            _PAGES[len(study.axes)](SweepVoice.about(study, voice))
            for study in found.sweeps
            if study.points and len(study.axes) in _PAGES
        ),
        *(
            points_page(voice, study.points, title=_results_name(study.name, voice))
            for study in found.sweeps
        ),
    ]


def _results_name(name: str, voice: Voice) -> str:
    """The sweep's own name is cut, not the word that says what the page holds."""
    room = LONGEST_NAME - len(voice.say(words.RESULTS_OF, ""))
    return voice.say(words.RESULTS_OF, name[:room])


def _summary(found: SweepsFound, voice: Voice) -> Page:
    """A table of the sweeps, then what each of them says."""
    base, title = found.base.objective, voice.case.settings.title or "-"
    cost = "-" if base is None else voice.money(base)
    costs = (point.objective for point in found.points)
    money = voice.scale(costs)
    heading = voice.say(words.SWEEPS_TABLE, money.unit)
    blocks: list[Block] = [
        Section(heading, (_table(found, voice, money),)),
        *(says(voice, sweep_sentences(study, voice), study.name) for study in found.sweeps),
        *record(voice, found.run),
    ]
    about = voice.say(words.SWEEPS_ABOUT, title=title, cost=cost)
    return front(voice, shared.SUMMARY, words.SWEEPS_TITLE, about, blocks)


def _table(found: SweepsFound, voice: Voice, money: Money) -> Grid:
    """What each sweep changes, the range of its costs, and how many of its plans fall short."""

    def what(study: SweepFound) -> str:
        own = SweepVoice.about(study, voice)
        return " x ".join(map(own.what, study.axes))

    def costs(study: SweepFound) -> list[float]:
        return [point.objective for point in study.points if point.objective is not None]

    def breaks(study: SweepFound) -> int | None:
        return len(study.breakpoints) if len(study.axes) == 1 else None

    def short(study: SweepFound) -> int:
        return sum(map(point_words.is_short, study.points))

    say, cost = voice.say, money.format
    columns = (
        GridColumn("name", say(words.SWEEP), look="bold", span=2),
        GridColumn("what", say(words.WHAT_CHANGES), what, look="wrap", span=4),
        GridColumn("points", say(words.POINTS), lambda study: len(study.points), "whole"),
        GridColumn(
            "least", say(words.LEAST_COST), lambda study: min(costs(study), default=None), cost
        ),
        GridColumn(
            "most", say(words.MOST_COST), lambda study: max(costs(study), default=None), cost
        ),
        GridColumn("breaks", say(words.BREAKS), breaks, "whole"),
        GridColumn("short", say(words.SHORT_POINTS), short, "whole"),
        GridColumn("failing", say(words.FAILING_POINTS), _failing, "whole"),
    )
    return Grid("sweeps", columns, found.sweeps)


def _failing(study: SweepFound) -> int:
    return sum(point.objective is None for point in study.points)
