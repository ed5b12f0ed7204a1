"""Processing: runs of each process, what they use and make, what they cost."""

from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.report import ledger, words
from planner.report.book import Book, Page, name_widths
from planner.report.styles import quantity_style
from planner.report.table import GridColumn, Matrix, write_matrix, write_table


def write_processing(book: Book, plan: Plan) -> None:
    """Write runs and cost by process and period, then the materials used and made."""
    voice = Voice(plan.case, book.language)
    page = book.page(words.PROCESSING)
    row = page.title(book.say(words.PROCESSING), book.say(words.PROCESSING_ABOUT))
    names = {line.process: line.name for line in plan.processing}
    texts = [voice.material(m) for line in plan.processing for m, _ in line.used]
    page.widths(22, *name_widths([*names.values(), *texts]))
    page.sheet.freeze_panes(2, 1)
    if not plan.processing:
        page.put(row, 0, book.say(words.NOTHING), "note")
        return
    page.sheet.set_column(2, 2 + plan.case.settings.periods, 11)
    runs = {(line.process, line.period): line.runs for line in plan.processing}
    cost = {(line.process, line.period): line.cost for line in plan.processing}
    text = book.say(words.PROCESS_COST).format(plan.case.settings.currency)
    row = _matrix(page, plan, row, (book.say(words.RUNS), names, runs))
    row = _matrix(page, plan, row, (text, names, cost))
    _materials(page, plan, row)


Grid = tuple[str, dict[str, str], dict[tuple[str, str], float]]


def _matrix(page: Page, plan: Plan, row: int, grid: Grid) -> int:
    book, (title, names, values) = page.book, grid
    times = ledger.periods(plan)
    row = page.heading(row, (0, 2 + len(times)), title)
    matrix = Matrix(
        [(ident, name) for ident, name in sorted(names.items())],
        (book.say(words.PROCESS), book.say(words.WHAT)),
        times,
        [[values.get((ident, time), 0.0) for time in times] for ident in sorted(names)],
        quantity_style(list(values.values())),
        book.say(words.TOTAL),
        # Runs of different processes do not add up to anything; their costs do.
        book.say(words.TOTAL) if title != book.say(words.RUNS) else "",
    )
    return write_matrix(page, (row, 0), matrix).end + 1


def _materials(page: Page, plan: Plan, row: int) -> None:
    voice = Voice(plan.case, page.book.language)
    book = page.book
    sums: dict[tuple[str, str, bool], float] = {}
    for line in plan.processing:
        for made, pairs in ((False, line.used), (True, line.made)):
            for material, amount in pairs:
                key = (line.process, material, made)
                sums[key] = sums.get(key, 0.0) + amount
    page.heading(row, (0, 4), book.say(words.USED_MADE))
    columns = [
        GridColumn(book.say(words.PROCESS)),
        GridColumn(book.say(words.MATERIAL)),
        GridColumn(book.say(words.USED_OR_MADE)),
        GridColumn(book.say(words.QUANTITY), "n2"),
        GridColumn(book.say(words.UNIT)),
    ]
    rows: list[list[object]] = [
        [
            process,
            voice.material(material),
            book.say(words.MADE if made else words.USED),
            amount,
            plan.case.material[material].unit,
        ]
        for (process, material, made), amount in sorted(sums.items())
    ]
    write_table(page, (row + 1, 0), columns, rows)
