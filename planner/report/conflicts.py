"""Conflicts: why there is no plan, policies first, and by how much they would have to give way."""

from planner.explain import sentences
from planner.explain.voice import Voice
from planner.glossary.choices import BASES
from planner.outcomes.plan import Conflict, Plan
from planner.report import words
from planner.report.book import Book, wrapped_lines
from planner.report.table import GridColumn, write_table

_WIDTHS = (15, 100, 34, 13, 12, 12, 10)


def write_conflicts(book: Book, plan: Plan) -> None:
    """Write every promise of the conflict as a sentence and as figures."""
    page = book.page(words.CONFLICTS)
    row = page.title(book.say(words.CONFLICTS), book.say(words.CONFLICTS_ABOUT))
    page.widths(*_WIDTHS)
    if not plan.conflicts:
        page.put(row, 0, book.say(words.NO_CONFLICTS), "note")
        return
    columns = [
        GridColumn(book.say(words.CONFLICT_POLICY), "bold"),
        GridColumn(book.say(words.SENTENCE), "wrap"),
        GridColumn(book.say(words.SUBJECT)),
        GridColumn(book.say(words.PERIOD)),
        GridColumn(book.say(words.BOUND), "n3"),
        GridColumn(book.say(words.RELAX), "n3"),
        GridColumn(book.say(words.UNIT)),
    ]
    rows = [_row(conflict, plan, book) for conflict in in_order(plan)]
    table = write_table(page, (row, 0), columns, rows)
    for place, values in enumerate(rows, table.first):
        if values[-1] == "share":
            page.put(place, 4, values[4], "cell", "percent")
            page.put(place, 5, values[5], "cell", "percent")
        page.sheet.set_row(place, 16 * wrapped_lines(str(values[1]), 1.1 * _WIDTHS[1]) + 4)
    page.sheet.repeat_rows(row)
    page.sheet.freeze_panes(row + 1, 0)


def in_order(plan: Plan) -> list[Conflict]:
    """Return policies before facts, and what must give way before what need not."""
    return sorted(
        plan.conflicts, key=lambda c: (not c.policy, not c.relax, c.kind, c.subject, c.period)
    )


def _row(conflict: Conflict, plan: Plan, book: Book) -> list[object]:
    voice = Voice(plan.case, book.language)
    return [
        book.say(BASES["policy" if conflict.policy else "fact"]),
        sentences.conflict_sentence(conflict, voice),
        voice.subject(conflict.subject),
        sentences.window(conflict.period, voice),
        conflict.bound,
        conflict.relax or None,
        conflict.unit,
    ]
