"""From whom one buys along a frontier: stacked quantities and spending, cheapest to safest."""

from collections import defaultdict
from collections.abc import Callable
from operator import itemgetter

from models.terms.units import in_kg
from planner.explain.colours import supplier_colours
from planner.explain.voice import Voice
from planner.outcomes.point import Bought
from planner.page.drawing import FULL, Chart, row_series
from planner.page.grid import GridColumn, Matrix
from planner.page.look import OTHERS_COLOUR, quantity_style
from planner.page.page import Page, Section
from planner.study.front import words as shared
from planner.study.front.pages import front
from planner.study.frontier import headings as words
from planner.study.frontier.found import FrontierFound
from planner.study.frontier.words import along, measure_words, value_words

MOST_SUPPLIERS = 12
Sums = dict[str, list[float]]


def along_page(study: FrontierFound, voice: Voice) -> Page:
    """What each supplier sells along the first measure."""
    tonnes, spend = _sums(study, _tonnes), _sums(study, lambda row: row.spend)
    each = (sum(column) for column in zip(*spend.values(), strict=True))
    money = voice.scale(each)
    style = quantity_style([value for values in tonnes.values() for value in values])
    about = voice.say(words.ALONG_ABOUT, measure=measure_words(study.measures[0], voice))
    # Whole tonnes on the axis of a few kilograms would all read 0.
    whole = "#,##0" if style in ("n0", "n1") else "#,##0.00"
    blocks = []
    for key, sums, title, number, axis in (
        ("tonnes", tonnes, voice.say(words.TONNES), style, whole),
        ("spend", spend, voice.say(words.SPEND, money.unit), money.format, money.axis),
    ):
        if sums:
            matrix = _matrix(key, study, voice, sums, number)
            chart = _chart(matrix, study, voice, (title, axis), list(sums))
            blocks.append(Section(title, (chart, matrix)))
    return front(voice, shared.SUPPLIERS, words.ALONG_TITLE, about, blocks)


def _tonnes(row: Bought) -> float:
    return row.quantity * in_kg(row.unit) / in_kg("t")


def _sums(study: FrontierFound, of: Callable[[Bought], float]) -> Sums:
    """Supplier -> its amount at each point of the line, the largest first."""
    line = along(study, study.measures[0])
    sums: Sums = defaultdict(lambda: [0.0] * len(line))
    for place, trade in enumerate(line):
        for row in trade.point.bought:
            sums[row.supplier][place] += of(row)
    return dict(sorted(sums.items(), key=lambda pair: (-sum(pair[1]), pair[0])))


def _matrix(key: str, study: FrontierFound, voice: Voice, sums: Sums, number: str) -> Matrix:
    """The largest suppliers, the others as one, over the points of the line."""
    measure = study.measures[0]
    rows = [(voice.supplier(ident), values) for ident, values in sums.items()]
    if rest := rows[MOST_SUPPLIERS:]:
        others = [sum(column) for column in zip(*(values for _, values in rest), strict=True)]
        rows[MOST_SUPPLIERS:] = [(voice.say(shared.OTHERS), others)]
    return Matrix(
        key=key,
        labels=(GridColumn("supplier", voice.say(shared.SUPPLIER), itemgetter(0), width=30),),
        rows=rows,
        headings=[
            value_words(measure, trade.reached.get(measure.text), voice)
            for trade in along(study, measure)
        ],
        of=itemgetter(1),
        format=number,
        column_total=voice.say(words.TOTAL),
    )


def _chart(
    matrix: Matrix, study: FrontierFound, voice: Voice, look: tuple[str, str], suppliers: list[str]
) -> Chart:
    """``look``: title and number format of the values."""
    title, axis = look
    names = [name for name, _ in matrix.rows]
    colours = [*supplier_colours(suppliers[:MOST_SUPPLIERS], voice.case), OTHERS_COLOUR]
    rows = list(zip(names, colours, strict=False))
    return Chart(
        title=title,
        about=voice.say(words.ALONG_ALT, measure_words(study.measures[0], voice), names[0]),
        series=tuple(row_series(matrix.key, rows, ("0", str(len(matrix.headings) - 1)))),
        size=FULL,
        number=axis,
        stacked="stacked",
    )
